/** An issue for machines: `issue.json`, a schema.org PublicationIssue as JSON-LD. */
import type { AnnouncedArticle, Announcement, CoverPicture } from "./types.js";

/** Where a file of the issue is found: an address where that is known, else its name, as seen from `issue.json`. */
const addressOf = ({ publishing, week }: Announcement, name: string): string =>
  publishing.address === undefined ? name : new URL(`${week.label}/${name}`, publishing.address).href;

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

const organisation = ({ publisher, website }: Announcement["magazine"]) => ({
  "@type": "Organization",
  name: publisher,
  ...(website === undefined ? {} : { url: website }),
});

const periodical = ({ magazine, publishing }: Announcement) => ({
  "@type": "Periodical",
  name: magazine.name,
  ...(magazine.tagline === undefined ? {} : { description: magazine.tagline }),
  ...(publishing.address === undefined ? {} : { url: publishing.address }),
  publisher: organisation(magazine),
});

const article = (announced: AnnouncedArticle, section: string, a: Announcement) => ({
  "@type": "Article",
  headline: announced.headline,
  ...(announced.standfirst === undefined ? {} : { description: announced.standfirst }),
  ...(announced.byline === undefined ? {} : { author: { "@type": "Person", name: announced.byline } }),
  articleSection: section,
  inLanguage: announced.language,
  pageStart: announced.folio,
  url: `${addressOf(a, a.pdf.name)}#page=${announced.folio}`,
});

const image = (a: Announcement, { name, type, width, height }: CoverPicture) => ({
  "@type": "ImageObject",
  contentUrl: addressOf(a, name),
  encodingFormat: type,
  width,
  height,
  caption: a.cover.alt,
});

const titleOf = ({ magazine, week, title }: Announcement): string =>
  [`${magazine.name} ${week.label}`, title].filter((part) => part !== undefined).join(": ");

/** The text of `issue.json`. */
export const linkedData = (a: Announcement): string => {
  const issue = {
    "@context": "https://schema.org",
    "@type": "PublicationIssue",
    ...(a.publishing.address === undefined ? {} : { "@id": addressOf(a, ""), url: addressOf(a, "") }),
    name: titleOf(a),
    issueNumber: a.number ?? a.week.label,
    headline: a.cover.headline,
    ...(a.cover.standfirst === undefined ? {} : { description: a.cover.standfirst }),
    datePublished: a.published,
    temporalCoverage: `${a.week.startDate}/${a.week.endDate}`,
    inLanguage: a.language,
    isAccessibleForFree: true,
    pageStart: 1,
    pageEnd: a.pages,
    pagination: `1–${a.pages}`,
    isPartOf: periodical(a),
    publisher: organisation(a.magazine),
    image: a.cover.pictures.map((picture) => image(a, picture)),
    encoding: {
      "@type": "MediaObject",
      contentUrl: addressOf(a, a.pdf.name),
      encodingFormat: "application/pdf",
      contentSize: megabytes(a.pdf.bytes),
    },
    hasPart: a.sections.flatMap(({ name, articles }) => articles.map((announced) => article(announced, name, a))),
  };
  return `${JSON.stringify(issue, undefined, 2)}\n`;
};

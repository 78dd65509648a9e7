/** The web page of all issues. */
import { html, type Markup, unlessIn } from "../markup.js";
import { phrasesIn, sizeIn } from "../phrases.js";
import type { Announcement, ArchivedIssue } from "../types.js";
import { displayFace } from "./display-face.js";
import { cardMeta, coverPicture, foot, type House, inPath, spoken, subscribeBand, wholePage } from "./frame.js";
import { dateline } from "./landing.js";
import { styleSheet } from "./style.js";

export interface Archive {
  readonly magazine: Announcement["magazine"];
  readonly publishing: Announcement["publishing"];
  /** BCP 47. */
  readonly language: string;
}

const folderOf = ({ week }: ArchivedIssue): string => `${inPath(week.label)}/`;

/** Words about an issue are in the issue's own language, as far as we have them. */
const coverOf = (issue: ArchivedIssue, sizes: string, first: boolean): Markup | undefined =>
  coverPicture({
    pictures: issue.pictures,
    folder: folderOf(issue),
    alt: phrasesIn(issue.language).cover(issue.alt),
    sizes,
    first,
  });

const latest = (house: House, issue: ArchivedIssue): Markup => {
  const { words } = house;
  const own = unlessIn(house.language, issue.language);
  const said = phrasesIn(issue.language);
  const pdf = folderOf(issue) + inPath(issue.pdf.name);
  const picture = coverOf(issue, "(min-width: 76rem) 20rem, 20rem", true);
  return html`<section class="latest" aria-labelledby="latest">
<div class="room">
${picture && html`<a class="cover"${own} href="${folderOf(issue)}">${picture}</a>`}
<div class="words">
<h2 class="label" id="latest"${spoken(house)}>${words.latestIssue}</h2>
<h3${own}><a href="${folderOf(issue)}">${issue.headline}</a></h3>
<p class="label soft"${own}>${[issue.title, dateline(issue, said)].filter(Boolean).join(" · ")}</p>
${issue.standfirst !== undefined && html`<p class="standfirst"${own}>${issue.standfirst}</p>`}
<p class="read"${spoken(house)}><a class="button" href="${pdf}" type="application/pdf">${words.readPdf}</a> <span class="label soft">${words.pages(issue.pages)} · ${sizeIn(words.language, issue.pdf.bytes)}</span></p>
</div>
</div>
</section>`;
};

/** An issue among many: the link's name is its headline, and the cover beside it says nothing twice. */
const small = (house: House, issue: ArchivedIssue): Markup => {
  const picture = coverOf(issue, "(min-width: 46rem) 15rem, 44vw", false);
  return html`<li${unlessIn(house.language, issue.language)}><a href="${folderOf(issue)}">${
    picture && html`<span class="cover">${picture}</span>`
  }<p class="display headline">${issue.headline}</p></a><p class="label soft">${dateline(issue, phrasesIn(issue.language))}</p></li>`;
};

/** Issues by year, in the order they come in. */
const byYear = (issues: readonly ArchivedIssue[]): ReadonlyMap<number, readonly ArchivedIssue[]> => {
  const years = new Map<number, ArchivedIssue[]>();
  for (const issue of issues) {
    const year = years.get(issue.week.year) ?? [];
    years.set(issue.week.year, year);
    year.push(issue);
  }
  return years;
};

const earlier = (house: House, issues: readonly ArchivedIssue[]): Markup | undefined =>
  issues.length === 0
    ? undefined
    : html`<section class="earlier room" aria-labelledby="earlier">
<h2 id="earlier"${spoken(house)}>${house.words.earlierIssues}</h2>
${[...byYear(issues)].map(
  ([year, those]) => html`<h3 class="label">${year}</h3>
<ul class="issues">${those.map((issue) => small(house, issue))}</ul>
`,
)}</section>`;

/** The page of all issues, whole, for `index.html` at the published folder's root. Newest first. */
export const renderArchive = (all: Archive, issues: readonly ArchivedIssue[]): string => {
  const words = phrasesIn(all.language);
  const house: House = { ...all, words };
  const { magazine } = all;
  const { address } = all.publishing;
  const [newest, ...others] = issues;
  const picture = newest?.pictures.filter(({ type }) => type === "image/png").at(-1);
  const card = cardMeta(house, {
    title: magazine.name,
    ...(magazine.tagline === undefined ? {} : { description: magazine.tagline }),
    ...(address === undefined ? {} : { address }),
    ...(address === undefined || newest === undefined || picture === undefined
      ? {}
      : {
          picture: {
            address: address + folderOf(newest) + inPath(picture.name),
            size: picture,
            alt: phrasesIn(newest.language).cover(newest.alt),
          },
        }),
  });
  const displayed = [magazine.name, words.earlierIssues, words.subscribeTo(magazine.name)];
  return wholePage(house, {
    title: [magazine.name, words.allIssues].join(" — "),
    ...(magazine.tagline === undefined ? {} : { description: magazine.tagline }),
    ...(address === undefined ? {} : { address }),
    feed: "feed.xml",
    head: card,
    style: styleSheet({
      kind: "archive",
      face: displayFace([...displayed, ...issues.map(({ headline }) => headline)]),
      accent: magazine.accent,
    }),
    body: html`<header class="room head">
<h1>${magazine.name}</h1>
${magazine.tagline !== undefined && html`<p>${magazine.tagline}</p>`}
</header>
<main id="content">
${newest === undefined ? html`<p class="room none"${spoken(house)}>${words.noIssues}</p>` : latest(house, newest)}
${earlier(house, others)}
${subscribeBand(house)}
</main>
${foot(house, undefined, [["feed.xml", words.feed]])}`,
  });
};

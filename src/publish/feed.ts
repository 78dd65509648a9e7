/** The feed of issues, `feed.xml`: RSS with each PDF as its enclosure, for readers and podcast-like programmes that fetch files. */
import { generateRssFeed, type RssFeed } from "feedsmith";
import { version } from "../version.js";
import { escapeHtml } from "./markup.js";
import { phrasesIn } from "./phrases.js";
import type { Announcement, ArchivedIssue } from "./types.js";

type FeedMagazine = Announcement["magazine"];

/** Issues in the feed: about a year of them. Programmes that follow it know the older ones. */
const MOST_ITEMS = 60;

/** XML has no room for control characters. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]/gu, "");

const titleOf = (magazine: FeedMagazine, { week, title, headline }: ArchivedIssue): string =>
  printable(`${magazine.name} ${week.label}: ${title ?? headline}`);

/** HTML inside XML; the library escapes for XML alone. */
const descriptionOf = ({ headline, standfirst, weekText, pages, language }: ArchivedIssue): string =>
  [headline, standfirst, `${weekText} · PDF · ${phrasesIn(language).pages(pages)}`]
    .flatMap((text) => (text === undefined ? [] : [`<p>${escapeHtml(text)}</p>`]))
    .join("\n");

const item = (magazine: FeedMagazine, issue: ArchivedIssue, address: string): RssFeed.Item<Date> => {
  const at = (name: string): string => new URL(`${issue.week.label}/${name}`, address).href;
  const [smallest] = issue.pictures.filter(({ type }) => type === "image/png");
  return {
    title: titleOf(magazine, issue),
    link: at(""),
    description: descriptionOf(issue),
    // The address of an issue stays the same when it is published again, so programmes do not fetch it twice.
    guid: { value: at(""), isPermaLink: true },
    pubDate: new Date(issue.published),
    enclosures: [{ url: at(issue.pdf.name), length: issue.pdf.bytes, type: "application/pdf" }],
    media: {
      contents: issue.pictures.map(({ name, type, width, height }) => ({
        url: at(name),
        type,
        medium: "image",
        width,
        height,
        description: { value: printable(issue.alt), type: "plain" },
      })),
      ...(smallest === undefined
        ? {}
        : { thumbnails: [{ url: at(smallest.name), width: smallest.width, height: smallest.height }] }),
    },
    dc: { languages: [issue.language] },
  };
};

/** The text of `feed.xml`. `address`: where the published folder is found; `issues`: newest first. */
export const issueFeed = (
  {
    magazine,
    language,
    address,
  }: { readonly magazine: FeedMagazine; readonly language: string; readonly address: string },
  issues: readonly ArchivedIssue[],
): string => {
  const newest = issues
    .map(({ published }) => published)
    .toSorted()
    .at(-1);
  return generateRssFeed({
    title: printable(magazine.name),
    link: address,
    description: printable(magazine.tagline ?? magazine.name),
    language,
    generator: `Pressday ${version}`,
    ...(newest === undefined ? {} : { lastBuildDate: new Date(newest) }),
    atom: { links: [{ href: new URL("feed.xml", address).href, rel: "self", type: "application/rss+xml" }] },
    items: issues.slice(0, MOST_ITEMS).map((issue) => item(magazine, issue, address)),
  });
};

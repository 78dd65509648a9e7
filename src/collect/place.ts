/** Stories become articles: names, sections, pictures, files. */
import { hash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Issue } from "../manifest/index.js";
import type { Problem } from "../problem.js";
import { counted } from "../words.js";
import { writeWhole } from "../write-whole.js";
import type { Chosen } from "./choose.js";
import { checkRemoved } from "./choose.js";
import type { Entry } from "./ledger.js";
import { type ArticleFront, writeArticleFile, writeInline, writeMarkdown } from "./markdown/index.js";
import type { Network } from "./network/index.js";
import { fetchPictures, type InspectPicture, renamePictures, type StoryPictures } from "./pictures.js";
import type { CollectedArticle } from "./report.js";
import { packSketch } from "./similar.js";
import { type Story, sectionOf, slugOf, textOf } from "./story.js";
import type { Removal } from "./types.js";
import { dayOf } from "./week.js";

export const fileHash = (text: string | Uint8Array): string => hash("sha256", text, "hex").slice(0, 32);

export interface PlaceOptions {
  readonly issue: Issue;
  readonly network: Network;
  readonly inspect: InspectPicture;
  /** How a file of the issue is shown, by its name from the issue's folder. */
  readonly shown: (file: string) => string;
  readonly dryRun: boolean;
  /** Whether the report carries the text as it came and as it was written. */
  readonly explain: boolean;
}

/** A story with the name and the section that it has in the issue. */
export interface Placed extends Chosen {
  readonly slug: string;
  readonly section: string;
  /** A run that was stopped wrote it: the same story, perhaps edited since. */
  readonly adopted: boolean;
}

/** What came of a story. */
export interface Written {
  readonly placed: Placed;
  readonly article: CollectedArticle;
  readonly entry: Entry;
  readonly problems: readonly Problem[];
}

const FOLDER = "articles";

/** The address in an article file's front matter. */
const addressIn = (text: string): string | undefined =>
  /^source: *(?:"(.*)"|(\S+)) *$/m.exec(text)?.slice(1).find(Boolean);

/** Gives each story a short name that no other article has; the names of one run hang on its order alone. */
export const placeStories = async (
  chosen: readonly Chosen[],
  { issue }: Pick<PlaceOptions, "issue">,
): Promise<readonly Placed[]> => {
  const folder = path.join(issue.folder, FOLDER);
  const there = new Set((await readdir(folder).catch(() => [])).map((name) => path.basename(name, path.extname(name))));
  const given = new Set<string>();
  const sections = issue.sections.map(({ name }) => name);
  const placed: Placed[] = [];
  for (const { story, entry } of chosen) {
    const section = sectionOf(story, sections);
    if (entry !== undefined) {
      placed.push({ story, entry, section, slug: path.basename(entry.file, ".md"), adopted: false });
      continue;
    }
    const stem = slugOf(story.title);
    for (let number = 1; ; number++) {
      const slug = number === 1 ? stem : `${stem}-${number}`;
      if (given.has(slug)) continue;
      const text = there.has(slug)
        ? await readFile(path.join(folder, `${slug}.md`), "utf8").catch(() => "")
        : undefined;
      const adopted = text !== undefined && story.raw.url !== undefined && addressIn(text) === story.raw.url;
      if (text !== undefined && !adopted) continue;
      given.add(slug);
      placed.push({ story, section, slug, adopted });
      break;
    }
  }
  return placed;
};

const sameLanguage = (one: string, other: string): boolean => one.split("-")[0] === other.split("-")[0];

const frontOf = ({ story, section }: Placed, { files }: StoryPictures, issue: Issue): ArticleFront => {
  const { raw, source, headline, standfirst, language, hero, sources } = story;
  const picture = hero && files.get(hero.url);
  const caption = hero?.caption === undefined ? "" : writeInline(hero.caption);
  const credit = hero?.credit ?? picture?.credit;
  const { kicker, byline, published, url } = raw;
  return {
    headline: headline || story.title || "Untitled",
    section,
    ...(kicker && { kicker }),
    ...(standfirst && { standfirst }),
    ...(byline && { byline }),
    ...(published && { date: dayOf(published, issue.magazine.timeZone) }),
    ...(language !== undefined && !sameLanguage(language, issue.language) && { language }),
    ...(picture && {
      hero: { file: picture.file, alt: picture.alt, ...(caption && { caption }), ...(credit && { credit }) },
    }),
    ...(sources.length > 0 && { sources }),
    ...(source.credit && { credit: source.credit }),
    ...(url && { source: url }),
  };
};

const bodyOf = ({ body, raw }: Story, { files }: StoryPictures): string =>
  body.kind === "html" ? writeMarkdown(body.text, files) : renamePictures(body.text, files, raw.body.baseUrl);

const pictureProblems = (file: string, { failures, altStoodIn }: StoryPictures): readonly Problem[] => [
  ...failures.map(
    ({ url, caption, why, passing }): Problem => ({
      code: "PICTURE_NOT_FETCHED",
      severity: "warning",
      place: { file },
      message: `The picture ${url}${caption === undefined ? "" : ` (“${caption}”)`} is left out. ${why}`,
      remedy: passing
        ? "Run pressday collect again: it tries once more."
        : "Save a JPEG or PNG of it in the issue's pictures folder and name it in the article.",
    }),
  ),
  ...(altStoodIn.length === 0
    ? []
    : [
        {
          code: "PICTURE_ALT_STOOD_IN",
          severity: "info",
          place: { file },
          message: `${counted(altStoodIn.length, "picture")} came without an alternative text of its own: ${altStoodIn.join(", ")}. A caption or the headline stands in.`,
          remedy: "Say in the article what each shows.",
        } satisfies Problem,
      ]),
];

const NO_PICTURES: StoryPictures = { files: new Map(), failures: [], pixels: [], altStoodIn: [] };

/** Fetches a story's pictures and writes its article. Problems: PICTURE_NOT_FETCHED, PICTURE_ALT_STOOD_IN, COPY_REMOVED. */
export const writeStory = async (placed: Placed, options: PlaceOptions): Promise<Written> => {
  const { issue, network, inspect, shown, dryRun, explain } = options;
  const { story, slug, section, adopted } = placed;
  const { raw, source, rawHash, wordsHash, wordsBefore, wordsAfter, sketch, title } = story;
  const pictures = dryRun
    ? NO_PICTURES
    : await fetchPictures(story, { network, inspect, slug, folder: path.join(issue.folder, "pictures") });
  const body = bodyOf(story, pictures);
  const text = writeArticleFile(frontOf(placed, pictures, issue), body);
  const file = path.posix.join(FOLDER, `${slug}.md`);
  if (!dryRun && !adopted) {
    await writeWhole(path.join(issue.folder, file), text);
  }
  const pixels = pictures.pixels.map((url): Removal => ({ reason: "tracking pixel", text: url }));
  const passing = pictures.failures.filter((failure) => failure.passing).length;
  const article: CollectedArticle = {
    headline: title,
    source: source.name,
    ...(raw.url === undefined ? {} : { url: raw.url }),
    section,
    file: shown(file),
    slug,
    words: wordsAfter,
    pictures: pictures.files.size,
    ...(placed.entry ? { updated: true } : {}),
    wordsBefore,
    removals: [...story.removals, ...pixels],
    ...(explain ? { before: raw.body.kind === "html" ? textOf(raw.body.html) : raw.body.markdown, after: body } : {}),
  };
  const entry: Entry = {
    issue: issue.week.label,
    id: raw.id,
    ...(raw.url === undefined ? {} : { url: raw.url }),
    headline: title,
    source: source.name,
    file,
    ...(raw.published === undefined ? {} : { published: raw.published.toISOString() }),
    raw: rawHash,
    words: wordsHash,
    written: fileHash(text),
    sketch: packSketch(sketch),
    ...(passing > 0 ? { missing: passing } : {}),
  };
  const problems = [...checkRemoved(story, shown(file)), ...pictureProblems(shown(file), pictures)];
  return { placed, article, entry, problems };
};

/** A section's new articles in their order: the newest first, or, in a section that was empty, the longest and then the newest. */
export const inOrder = (written: readonly Written[], isEmpty: (section: string) => boolean): readonly Written[] => {
  const age = ({ placed }: Written): number => -(placed.story.raw.published?.getTime() ?? 0);
  const newest = written.toSorted((a, b) => age(a) - age(b));
  const sections = [...new Set(newest.map(({ placed }) => placed.section))];
  return sections.flatMap((section) => {
    const own = newest.filter(({ placed }) => placed.section === section);
    if (!isEmpty(section)) return own;
    const lead = own.reduce((longest, one) => (one.article.words > longest.article.words ? one : longest));
    return [lead, ...own.filter((one) => one !== lead)];
  });
};

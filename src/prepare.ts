/** The first half of the road, the same for every engine: manifest, articles, layout, fonts and pictures. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Article, Block } from "./article/index.js";
import type { LuminanceGrid, PreparedPicture } from "./figures/index.js";
import type { Copy, FontFace } from "./fonts/index.js";
import type { ComposePlan, Layout, LayoutDocument } from "./layout/index.js";
import type { Issue, IssueCopy } from "./manifest/index.js";
import { checkEngine, engineFor } from "./print/engines.js";
import { type Road, type RoadOptions, Stopped } from "./road.js";

/** Pixels to the inch of pictures in the screen edition. */
const SCREEN_PPI = 200;
/** The package's own folder, the parent of `dist/` as of `src/`: its layouts, fonts and composer. */
export const PACKAGE_FOLDER = fileURLToPath(new URL("..", import.meta.url));

/** The stages that read files. Who prepares an issue again and again may put in ones that remember. */
export interface Readers {
  readonly issue: typeof import("./manifest/index.js").readIssue;
  readonly article: typeof import("./article/index.js").readArticle;
  readonly layout: typeof import("./layout/index.js").readLayout;
  readonly fonts: typeof import("./fonts/index.js").readFontFaces;
  readonly pictures: typeof import("./figures/index.js").preparePictures;
  readonly luminance: typeof import("./figures/index.js").readLuminance;
}

/** Each stage as it is, loaded when it is first needed. */
export const fromDisk: Readers = {
  issue: async (...asked) => (await import("./manifest/index.js")).readIssue(...asked),
  article: async (...asked) => (await import("./article/index.js")).readArticle(...asked),
  layout: async (...asked) => (await import("./layout/index.js")).readLayout(...asked),
  fonts: async (...asked) => (await import("./fonts/index.js")).readFontFaces(...asked),
  pictures: async (...asked) => (await import("./figures/index.js")).preparePictures(...asked),
  luminance: async (...asked) => (await import("./figures/index.js")).readLuminance(...asked),
};

const readArticles = async (
  { folder, language, languages, articles: entries }: IssueCopy,
  readers: Readers,
  road: Road,
): Promise<Map<string, Article>> => {
  const context = { issueFolder: folder, language, magazineLanguages: languages };
  const articles = new Map<string, Article>();
  // One after the other: all at once would leave the starting browser, which asks and answers meanwhile, without a hearing.
  for (const entry of entries) {
    const { article, problems } = await readers.article(entry, context);
    road.add(problems);
    if (article !== undefined) articles.set(article.slug, article);
  }
  return articles;
};

/** The week in words, in the issue's language: "16–22 November 2026". */
export const weekInWords = ({ week, language }: Issue): string => {
  const day = (iso: string): Date => new Date(`${iso}T12:00:00Z`);
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  // Within a month the dash stands close, as between any two figures; between two months it keeps its spaces.
  return format.formatRange(day(week.startDate), day(week.endDate)).replace(/^(\d+)\s*–\s*(\d+)/, "$1–$2");
};

/** Languages of blocks that are not in their article's own. */
const blockLanguages = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => [
    ...(block.language === undefined ? [] : [block.language]),
    ...("blocks" in block ? blockLanguages(block.blocks) : []),
  ]);

/** Where every word of the issue may be hyphenated, by language: the page then needs no patterns. */
export const hyphenation = async (articles: Iterable<Article>): Promise<ComposePlan["hyphenation"]> => {
  const [{ articleTexts }, { hyphenationDictionary, paragraphWords }] = await Promise.all([
    import("./article/index.js"),
    import("./typeset/index.js"),
  ]);
  const words = new Map<string, Set<string>>();
  for (const article of articles) {
    const found = articleTexts(article).flatMap(({ text }) => paragraphWords(text));
    for (const language of [article.language, ...blockLanguages(article.body)]) {
      const known = words.get(language) ?? new Set<string>();
      words.set(language, known);
      for (const word of found) known.add(word);
    }
  }
  const tables: Record<string, Record<string, readonly number[]>> = {};
  for (const [language, known] of words) tables[language] = await hyphenationDictionary(known, language);
  return tables;
};

/** Folders where layouts, or fonts, are looked for: the publisher's, then the package's. */
export const searched = (publisherFolder: string, folder: "layouts" | "fonts"): string[] => [
  path.join(publisherFolder, folder),
  path.join(PACKAGE_FOLDER, folder),
];

/** Everything that an engine needs to set an issue. */
export interface Prepared {
  /** With a complete cover. */
  readonly issue: Issue;
  readonly articles: ReadonlyMap<string, Article>;
  readonly layout: Layout;
  /** Of the layout's own fonts. */
  readonly faces: readonly FontFace[];
  /** By the path of the original. */
  readonly pictures: ReadonlyMap<string, PreparedPicture>;
  /** The week in words, in the issue's language. */
  readonly weekText: string;
  /** Every word that is printed, for checks. */
  readonly copies: readonly Copy[];
  /** How bright the cover's picture is, cell by cell. */
  readonly luminance?: LuminanceGrid;
}

/** The head of the document that a browser is given. */
export type DocumentHead = Pick<LayoutDocument, "html" | "files" | "place">;

/** `layoutKnown` is called once, before the articles are read; `head` renders what a browser can load meanwhile. */
export type LayoutKnown = (layout: Layout, head: () => DocumentHead) => void;

type Read = Omit<Prepared, "pictures" | "luminance">;

/** Manifest, layout, fonts and articles, read and checked: all but the pictures. */
const read = async (options: RoadOptions, road: Road, layoutKnown: LayoutKnown, readers: Readers): Promise<Read> => {
  const { issue: said, copy: listed, problems } = await readers.issue(options.issue, { cwd: options.cwd });
  road.add(problems);
  if (said === undefined || listed === undefined) {
    // A slip in the manifest does not hide those in the articles.
    if (listed !== undefined) await readArticles(listed, readers, road);
    throw new Stopped();
  }
  road.obey(said.magazine.checks);
  const [
    { articleCopy, checkGlyphs, checkScripts, issueCopy },
    { checkCoverDesign, checkDesigns, completeCover, renderHead },
  ] = await Promise.all([import("./fonts/index.js"), import("./layout/index.js")]);
  const { publisherFolder = said.publisherFolder } = options;
  const layoutFolders = searched(publisherFolder, "layouts");
  const { layout, problems: layoutProblems } = await readers.layout(options.layout ?? said.layout, layoutFolders);
  const ownFonts = layout === undefined ? [] : [path.join(layout.folder, "fonts")];
  const fonts = await readers.fonts([...ownFonts, ...searched(publisherFolder, "fonts")]);
  const faces = fonts.faces.filter((face) => layout?.fonts.includes(face.family));
  if (layout !== undefined) layoutKnown(layout, () => renderHead(layout, said, faces));
  const articles = await readArticles(listed, readers, road);
  const issue = { ...said, cover: completeCover(said, articles) };
  // A layout that the command line names has no place in a file.
  const named = options.layout === undefined && issue.layoutPlace !== undefined ? { place: issue.layoutPlace } : {};
  road.add(layoutProblems.map((problem) => ({ ...named, ...problem })));
  if (layout === undefined) throw new Stopped();
  const unsuited = await checkEngine(options.engine, layout, layoutFolders);
  road.add(unsuited.map((problem) => ({ ...named, ...problem })));
  road.add(checkCoverDesign(layout, issue.cover));
  road.add(checkDesigns(layout, issue.sections));
  road.add(fonts.problems);
  const weekText = weekInWords(issue);
  const copies = [...issueCopy(said, weekText), ...[...articles.values()].map(articleCopy)];
  if (engineFor(options.engine, layout) === "pdfkit") road.add(checkScripts(copies));
  road.add(checkGlyphs(copies, faces));
  if (isOwn(options, said)) {
    const { checkCopy } = await import("./preflight/index.js");
    road.check(await checkCopy({ issue, articles, copies, cwd: options.cwd, now: options.now ?? new Date() }));
  }
  // The remedy may be another layout, which would have its pictures at other sizes.
  if (unsuited.length > 0) throw new Stopped();
  return { issue, articles, layout, faces, weekText, copies };
};

/** Whether an issue is its publisher's own, and no specimen: that is not edited, and preflight has nothing to say of it. */
export const isOwn = ({ publisherFolder }: RoadOptions, issue: Issue): boolean =>
  publisherFolder === undefined || publisherFolder === issue.publisherFolder;

/** Manifest, articles, layout, fonts and pictures → what an engine sets the pages from. */
export const prepare = async (
  options: RoadOptions,
  road: Road,
  layoutKnown: LayoutKnown,
  readers = fromDisk,
): Promise<Prepared> => {
  const { progress, cache, signal } = options;
  progress.phase("Reading");
  const copy = await read(options, road, layoutKnown, readers);
  road.mark("read");

  progress.phase("Pictures");
  const { pictureUses } = await import("./layout/index.js");
  const { pictures, problems } = await readers.pictures(pictureUses(copy.layout, copy), {
    cacheDir: cache,
    ppi: SCREEN_PPI,
    signal,
    onProgress: progress.step,
  });
  road.add(problems);
  const cover = copy.issue.cover.picture && pictures.get(copy.issue.cover.picture.path);
  const luminance = cover && (await readers.luminance(cover));
  road.mark("pictures");
  road.stopOnErrors();
  return { ...copy, pictures, ...(luminance === undefined ? {} : { luminance }) };
};

/** The first half of the road: manifest, articles, layout, fonts and pictures to the document that the browser is given. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Article, Block } from "./article/index.js";
import type { ComposePlan, LayoutDocument } from "./layout/index.js";
import type { Issue, IssueCopy } from "./manifest/index.js";
import { type Road, type RoadOptions, Stopped } from "./road.js";

/** Pixels to the inch of pictures in the screen edition. */
const SCREEN_PPI = 200;
/** The package's own folder, the parent of `dist/` as of `src/`: its layouts, fonts and composer. */
export const PACKAGE_FOLDER = fileURLToPath(new URL("..", import.meta.url));

const readArticles = async (
  { folder, language, languages, articles: entries }: IssueCopy,
  road: Road,
): Promise<Map<string, Article>> => {
  const { readArticle } = await import("./article/index.js");
  const context = { issueFolder: folder, language, magazineLanguages: languages };
  const articles = new Map<string, Article>();
  // One after the other: all at once would leave the starting browser, which asks and answers meanwhile, without a hearing.
  for (const entry of entries) {
    const { article, problems } = await readArticle(entry, context);
    road.add(problems);
    if (article !== undefined) articles.set(article.slug, article);
  }
  return articles;
};

/** The week in words, in the issue's language: "16–22 November 2026". */
const weekInWords = ({ week, language }: Issue): string => {
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

export interface Prepared {
  readonly issue: Issue;
  readonly articles: ReadonlyMap<string, Article>;
  readonly document: LayoutDocument;
  readonly sheetPx: readonly [number, number];
  readonly trimMm: readonly [number, number];
}

/**
 * Manifest, articles, layout, fonts and pictures → the document that the browser is given. `openHead` is called once with the
 * document's head, as soon as that is known.
 */
export const prepare = async (
  options: RoadOptions,
  road: Road,
  openHead: (head: Pick<LayoutDocument, "html" | "files">) => void,
): Promise<Prepared> => {
  const { progress, cache, signal } = options;
  progress.phase("Reading");
  const { readIssue } = await import("./manifest/index.js");
  const { issue: read, copy: listed, problems } = await readIssue(options.issue, { cwd: options.cwd });
  road.add(problems);
  if (read === undefined || listed === undefined) {
    // A slip in the manifest does not hide those in the articles.
    if (listed !== undefined) await readArticles(listed, road);
    throw new Stopped();
  }
  const [
    { checkGlyphs, readFontFaces },
    {
      checkCoverDesign,
      checkDesigns,
      completeCover,
      readLayout,
      pictureUses,
      renderDocument,
      renderHead,
      TemplateFault,
    },
  ] = await Promise.all([import("./fonts/index.js"), import("./layout/index.js")]);
  const searched = (folder: string): string[] => [
    path.join(read.publisherFolder, folder),
    path.join(PACKAGE_FOLDER, folder),
  ];
  const { layout, problems: layoutProblems } = await readLayout(options.layout ?? read.layout, searched("layouts"));
  const fontFolders = [...(layout === undefined ? [] : [path.join(layout.folder, "fonts")]), ...searched("fonts")];
  const fonts = await readFontFaces(fontFolders);
  const faces = fonts.faces.filter((face) => layout?.fonts.includes(face.family));
  // The browser loads fonts and styles while the articles are read.
  if (layout !== undefined) openHead(renderHead(layout, read, faces));
  const articles = await readArticles(listed, road);
  const issue = { ...read, cover: completeCover(read, articles) };
  // A layout that the command line names has no place in a file.
  const named = options.layout === undefined && issue.layoutPlace !== undefined ? { place: issue.layoutPlace } : {};
  road.add(layoutProblems.map((problem) => ({ ...named, ...problem })));
  if (layout === undefined) throw new Stopped();
  road.add(checkCoverDesign(layout, issue.cover));
  road.add(checkDesigns(layout, issue.sections));
  road.add(fonts.problems);
  for (const article of articles.values()) road.add(checkGlyphs(article, faces));
  road.mark("read");

  progress.phase("Pictures");
  const { preparePictures, readLuminance } = await import("./figures/index.js");
  const copy = { issue, articles };
  const prepared = await preparePictures(pictureUses(layout, copy), {
    cacheDir: cache,
    ppi: SCREEN_PPI,
    signal,
    onProgress: progress.step,
  });
  road.add(prepared.problems);
  const coverPicture = issue.cover.picture && prepared.pictures.get(issue.cover.picture.path);
  const cover = coverPicture && (await readLuminance(coverPicture));
  road.mark("pictures");
  road.stopOnErrors();

  progress.phase("Pages");
  try {
    const rendered = renderDocument(layout, copy, prepared.pictures, faces, weekInWords(issue));
    const document = { ...rendered, plan: { ...rendered.plan, ...(cover === undefined ? {} : { cover }) } };
    road.mark("render");
    return { issue, articles, document, sheetPx: layout.page.sheetPx, trimMm: layout.page.trimMm };
  } catch (fault) {
    if (!(fault instanceof TemplateFault)) throw fault;
    road.add([fault.problem]);
    throw new Stopped();
  }
};

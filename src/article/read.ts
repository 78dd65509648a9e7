import type { ArticleEntry } from "../manifest/index.js";
import type { Place, Problem } from "../problem.js";
import { FileFault, readRegularFile } from "../read-file.js";
import { countWords } from "../words.js";
import { type Body, buildBody, buildInlineBody } from "./body.js";
import { checkArticle, MAX_WORDS } from "./check.js";
import { cleanText, decodeText } from "./clean.js";
import { buildHero } from "./figures.js";
import { type FrontMatter, type Placed, parseFrontMatter, type SplitFile, splitFrontMatter } from "./frontMatter.js";
import { plainText } from "./inline.js";
import { renderInlineMarkdown, renderMarkdown } from "./markdown.js";
import { createReporter, type Finding, inOrder, type Reporter } from "./report.js";
import type { BodyContext } from "./scope.js";
import { blockTexts } from "./texts.js";
import type { Article, Inline } from "./types.js";
import { setText } from "./typography.js";

export interface ArticleContext {
  /** Absolute path of the issue's folder, which every picture must stand in. */
  readonly issueFolder: string;
  /** BCP 47: the issue's language, which articles have unless they say another. */
  readonly language: string;
  readonly magazineLanguages: readonly string[];
}

/** An article and what is wrong with it; no article where nothing can be read. */
export interface ReadArticle {
  readonly article?: Article;
  readonly problems: readonly Problem[];
}

/** Far more than an article of the longest permitted length with all its markup. */
const MAX_FILE_BYTES = 2_000_000;

/** `readArticle`, behind the door. */
export async function readArticleFile(entry: ArticleEntry, context: ArticleContext): Promise<ReadArticle> {
  const read = await readRegularFile(entry.path, MAX_FILE_BYTES).catch((fault: unknown) => {
    if (fault instanceof FileFault) return fault;
    throw fault;
  });
  if (read instanceof FileFault) return { problems: [notRead(entry, read)] };
  const { text, invalidLine } = decodeText(read);
  const reporter = createReporter(entry.name, text);
  if (invalidLine !== undefined) reporter.report(notUtf8(invalidLine));
  const file = splitFrontMatter(text);
  if (file.unclosed) reporter.report(unclosedFrontMatter);
  // Parsing stops where no limit could be kept any more; the exact count comes later.
  if (countWords(file.body) > 3 * MAX_WORDS) {
    reporter.report(farTooLong(file));
    return { problems: inOrder(reporter.problems) };
  }
  const article = buildArticle(entry, file, context, reporter);
  if (article) checkArticle(article, file.bodyLine, reporter);
  return { ...(article ? { article } : {}), problems: inOrder(reporter.problems) };
}

function buildArticle(
  entry: ArticleEntry,
  file: SplitFile,
  context: ArticleContext,
  reporter: Reporter,
): Article | undefined {
  const front = file.yaml === undefined ? {} : parseFrontMatter(file.yaml, file.yamlLine, reporter.report);
  const language = resolveLanguage(front.language, context, reporter);
  const bodyContext: BodyContext = { reporter, issueFolder: context.issueFolder, language };
  const inline = ({ value, line }: Placed): readonly Inline[] =>
    buildInlineBody(renderInlineMarkdown(value, line, reporter.report), bodyContext);
  const overruled = (key: "headline" | "standfirst"): readonly Inline[] | undefined => {
    const written = entry[key] === undefined ? front[key] : { value: entry[key], line: front[key]?.line ?? 1 };
    return written && inline(written);
  };
  const short = (key: "kicker" | "byline"): string | undefined => {
    const written = entry[key] ?? front[key]?.value;
    return written === undefined ? undefined : setLine(written, language);
  };

  const known = front.headline && plainText(inline(front.headline));
  const body = buildBody(renderMarkdown(file.body, file.bodyLine, reporter.report), known, bodyContext);
  const headline = overruled("headline") ?? body.headline?.content ?? [];
  // Where the front matter cannot be read, that is the fault to mend.
  const unreadable = reporter.problems.some(
    ({ code, severity }) => code === "ARTICLE_FRONT_MATTER" && severity === "error",
  );
  if (headline.length === 0 && !unreadable) reporter.report(headlineMissing(file));
  const article: Omit<Article, "words"> = {
    slug: entry.slug,
    path: entry.path,
    name: entry.name,
    headline,
    ...defined({
      kicker: short("kicker"),
      standfirst: overruled("standfirst"),
      byline: short("byline"),
      date: front.date?.value,
      credit: front.credit && setLine(front.credit.value, language),
      sourceUrl: front.sourceUrl?.value,
      hero: front.hero && buildHero(front.hero, inline, bodyContext),
      portrait: front.portrait && buildHero(front.portrait, inline, bodyContext),
      design: entry.design ?? front.design?.value,
    }),
    sources: (front.sources?.value ?? []).map((name) => setLine(name, language)),
    language,
    body: body.blocks,
    places: placesOf(entry, front, body, reporter),
  };
  return { ...article, words: wordsOf(article) };
}

/** A short text as one clean line in house typography. */
const setLine = (text: string, language: string): string =>
  setText(
    cleanText(text)
      .replace(/[ \t\n]+/g, " ")
      .trim(),
    language,
  );

/** Drops keys without a value, so that an absent field is absent. */
const defined = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

const PLACED = ["headline", "kicker", "standfirst", "byline", "sources", "credit"] as const;

function placesOf(
  entry: ArticleEntry,
  front: FrontMatter,
  body: Body,
  reporter: Reporter,
): NonNullable<Article["places"]> {
  const places: Partial<Record<(typeof PLACED)[number], Place>> = {};
  for (const key of PLACED) {
    const line = front[key]?.line ?? (key === "headline" ? body.headline?.line : undefined);
    if (key !== "sources" && key !== "credit" && entry[key] !== undefined) places[key] = entry.place;
    else if (line !== undefined) places[key] = reporter.placeAt(line);
  }
  return places;
}

/** The article's language in the magazine's spelling: `en` in a British title is `en-GB`. */
function resolveLanguage(written: Placed | undefined, context: ArticleContext, { report }: Reporter): string {
  if (written === undefined) return context.language;
  const known = [context.language, ...context.magazineLanguages];
  const exact = known.find((tag) => tag.toLowerCase() === written.value.toLowerCase());
  const found = exact ?? known.find((tag) => tag.split("-")[0] === written.value);
  if (found !== undefined) return found;
  report({
    code: "ARTICLE_FRONT_MATTER",
    severity: "warning",
    line: written.line,
    near: written.value,
    message: `The magazine is not published in \`${written.value}\`; its languages are ${context.magazineLanguages.join(", ")}.`,
    remedy: "Add the language to `languages` in magazine.yaml, or correct the tag.",
  });
  return written.value;
}

/** Words of headline, standfirst, byline and body. */
function wordsOf({ headline, standfirst, byline, hero, body }: Omit<Article, "words">): number {
  const blocks = hero ? [hero, ...body] : body;
  const texts = [
    plainText(headline),
    plainText(standfirst ?? []),
    byline ?? "",
    ...blocks.flatMap(blockTexts).map(({ text }) => text),
  ];
  return texts.reduce((sum, text) => sum + countWords(text), 0);
}

const notRead = ({ name, place }: ArticleEntry, { reason, message }: FileFault): Problem =>
  reason === "too large"
    ? {
        code: "ARTICLE_TOO_LONG",
        severity: "error",
        place: { file: name },
        message: `The file ${message}.`,
        remedy: "Keep pictures in `pictures/` and only the text in the article.",
      }
    : {
        code: "ARTICLE_MISSING",
        severity: "error",
        place,
        message: reason === "missing" ? `There is no article ${name}.` : `The article ${name} ${message}.`,
        remedy: "Correct the name in issue.yaml, or write the file.",
      };

const farTooLong = ({ body, bodyLine }: SplitFile): Finding => ({
  code: "ARTICLE_TOO_LONG",
  severity: "error",
  line: bodyLine,
  message: `The article has about ${countWords(body).toLocaleString("en-GB")} words; the limit is ${MAX_WORDS.toLocaleString("en-GB")}.`,
  remedy: "Cut it, or print it as several articles.",
});

const notUtf8 = (line: number): Finding => ({
  code: "ARTICLE_ENCODING",
  severity: "error",
  line,
  near: "\ufffd",
  message: "The file is not UTF-8; letters would be lost.",
  remedy: "Save it again with the encoding UTF-8.",
});

const unclosedFrontMatter: Finding = {
  code: "ARTICLE_FRONT_MATTER",
  severity: "error",
  line: 1,
  message: "The front matter has no end.",
  remedy: "Write a line `---` after its last key.",
};

const headlineMissing = ({ yaml }: SplitFile): Finding => ({
  code: "HEADLINE_MISSING",
  severity: "error",
  line: 1,
  message: "The article has no headline.",
  remedy:
    yaml === undefined
      ? "Begin the text with a line such as `# The quiet wells`, or with front matter."
      : "Add a line such as `headline: The quiet wells` to the front matter.",
});

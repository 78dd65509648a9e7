/** The words of an article as the rules look through them. */
import type { Article, Block, Figure, Inline } from "../article/index.js";
import type { Place } from "../problem.js";

export interface CopyText {
  /** A break is a line feed; what is set as code shows as one mark, for it is not copy. */
  readonly text: string;
  readonly place: Place;
  /** BCP 47. */
  readonly language: string;
  readonly part: "headline" | "kicker" | "standfirst" | "byline" | "paragraph" | "pullQuote" | "cell" | "line";
  /** Paragraphs that follow one another have the same number. */
  readonly run: number;
}

export interface CopyLink {
  readonly href: string;
  readonly text: string;
  readonly place: Place;
}

/** Stands for words that are no copy: code, addresses. */
export const NO_COPY = "\ufffc";

const plain = (content: readonly Inline[]): string =>
  content
    .map((item) => {
      if (item.kind === "text") return item.text;
      if (item.kind === "break") return "\n";
      return item.kind === "code" ? NO_COPY : plain(item.content);
    })
    .join("");

const linksIn = (content: readonly Inline[], place: Place): CopyLink[] =>
  content.flatMap((item) => {
    if (!("content" in item)) return [];
    const inner = linksIn(item.content, place);
    return item.kind === "link" ? [{ href: item.href, text: plain(item.content), place }, ...inner] : inner;
  });

interface Walk {
  readonly texts: CopyText[];
  readonly links: CopyLink[];
  runs: number;
}

type Part = CopyText["part"];

const add = (walk: Walk, content: readonly Inline[] | undefined, base: Omit<CopyText, "text">): void => {
  if (content === undefined || content.length === 0) return;
  walk.texts.push({ ...base, text: plain(content) });
  walk.links.push(...linksIn(content, base.place));
};

const walkFigure = ({ caption, credit, place }: Figure, language: string, walk: Walk): void => {
  add(walk, caption, { place, language, part: "line", run: ++walk.runs });
  if (credit) walk.texts.push({ text: credit, place, language, part: "line", run: ++walk.runs });
};

const walkBlock = (block: Block, outer: string, run: number, walk: Walk): void => {
  const { place, language = outer } = block;
  const line = (content: readonly Inline[] | undefined, part: Part = "line"): void =>
    add(walk, content, { place, language, part, run: ++walk.runs });
  switch (block.kind) {
    case "paragraph":
      add(walk, block.content, { place, language, part: "paragraph", run });
      return;
    case "heading":
      line(block.content);
      return;
    case "pullQuote":
      line(block.content, "pullQuote");
      line(block.cite);
      return;
    case "quote":
      walkBlocks(block.blocks, language, walk);
      line(block.cite);
      return;
    case "aside":
      line(block.title);
      walkBlocks(block.blocks, language, walk);
      return;
    case "list":
      for (const item of block.items) walkBlocks(item, language, walk);
      return;
    case "figure":
      walkFigure(block, language, walk);
      return;
    case "gallery":
      for (const figure of block.figures) walkFigure(figure, language, walk);
      line(block.caption);
      return;
    case "table":
      line(block.caption);
      for (const { content } of [...block.head, ...block.rows].flat()) line(content, "cell");
      return;
    case "rule":
      return;
  }
};

/** What stands between two paragraphs, a picture or a list, does not end what they say. */
const walkBlocks = (blocks: readonly Block[], language: string, walk: Walk): void => {
  const run = ++walk.runs;
  for (const block of blocks) walkBlock(block, language, run, walk);
};

/** All words and links of an article, in reading order. */
export const readCopy = (
  article: Article,
): { readonly texts: readonly CopyText[]; readonly links: readonly CopyLink[] } => {
  const { name, headline, kicker, standfirst, byline, hero, portrait, body, language, places = {} } = article;
  const walk: Walk = { texts: [], links: [], runs: 0 };
  const front = (content: readonly Inline[] | undefined, part: keyof typeof places & Part): void =>
    add(walk, content, { place: places[part] ?? { file: name, line: 1 }, language, part, run: ++walk.runs });
  const line = (text: string | undefined): readonly Inline[] | undefined =>
    text === undefined ? undefined : [{ kind: "text", text }];
  front(line(kicker), "kicker");
  front(headline, "headline");
  front(standfirst, "standfirst");
  front(line(byline), "byline");
  for (const figure of [portrait, hero]) if (figure !== undefined) walkFigure(figure, language, walk);
  walkBlocks(body, language, walk);
  return walk;
};

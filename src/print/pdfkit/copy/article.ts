import type { Article, Block } from "../../../article/index.js";
import { isQuestion, joinLastWords, plainText } from "../../../layout/index.js";
import { type Block as Box, setBlock, stack, styleOf, textBlock } from "../boxes.js";
import { setParts } from "../boxText.js";
import { blockUnits, solidUnit } from "./blocks.js";
import { briefFigure } from "./figures.js";
import type { Reading } from "./reading.js";
import type { Unit } from "./units.js";

/** The paragraph that ends the article's text; what stands in a box is beside it. */
const lastParagraph = (blocks: readonly Block[]): Block | undefined => {
  for (const block of blocks.toReversed()) {
    if (block.kind === "paragraph") return block;
    if (block.kind === "quote" && block.cite === undefined) return lastParagraph(block.blocks);
    if (block.kind === "list") return lastParagraph(block.items.flat());
  }
  return undefined;
};

const withPlaces = ({ body }: Article, reading: Reading, drops: boolean): Reading => {
  const first = body.find(({ kind }) => kind === "paragraph");
  const last = lastParagraph(body);
  return { ...reading, ...(drops && first && !isQuestion(first) ? { opening: first } : {}), ...(last ? { last } : {}) };
};

const sourcesLine = ({ sources }: Article): { readonly label: string; readonly names: string } | undefined =>
  sources.length === 0
    ? undefined
    : { label: sources.length === 1 ? "Source:" : "Sources:", names: sources.join("; ") };

/** The sources and by whose leave the piece is printed, below its text. */
const sourcesUnits = (article: Article, reading: Reading): Unit[] => {
  const { setting, widthPx } = reading;
  const style = styleOf("sources", setting);
  const line = sourcesLine(article);
  const plain = { ...style, padPx: [0, 0] as const, ruleAbove: undefined };
  const first = line && [
    { copy: line.label, style: { ...style, weight: 600 } },
    { copy: line.names, style },
  ];
  const set = first && setParts(first, style, widthPx, setting);
  const sources = set && setBlock(set, widthPx, setting, { tag: "P" });
  const credit = textBlock(article.credit, sources === undefined ? style : { ...plain }, widthPx, setting, {
    tag: "P",
  });
  const blocks: Box[] = [sources, credit].filter((block) => block !== undefined);
  if (blocks.length === 0) return [];
  const words = [line === undefined ? "" : `${line.label} ${line.names}`, article.credit ?? ""].join(" ");
  return [solidUnit(stack(blocks), style, { line: undefined, words }, reading)];
};

/** The copy of an article below its head. */
export const bodyUnits = (article: Article, reading: Reading): Unit[] => {
  return [...blockUnits(article.body, withPlaces(article, reading, true)), ...sourcesUnits(article, reading)];
};

/** Name, sources and leave of a brief, in one paragraph and one more. */
const briefFoot = (article: Article, reading: Reading): Unit[] => {
  const { setting, widthPx } = reading;
  const style = styleOf("brief-foot", setting);
  const line = sourcesLine(article);
  const parts = [
    ...(article.byline === undefined ? [] : [{ copy: article.byline, style: { ...style, weight: 600 } }]),
    ...(line === undefined ? [] : [{ copy: `${line.label} ${line.names}`, style }]),
  ];
  const set = parts.length === 0 ? undefined : setParts(parts, style, widthPx, setting);
  const named = set && setBlock(set, widthPx, setting, { tag: "P" });
  const credit = textBlock(article.credit, style, widthPx, setting, { tag: "P" });
  const blocks = [named, credit].filter((block) => block !== undefined);
  if (blocks.length === 0) return [];
  const words = [article.byline, line && `${line.label} ${line.names}`, article.credit].filter(Boolean).join(" ");
  return [solidUnit(stack(blocks), style, { line: undefined, words }, reading)];
};

const briefHead = (article: Article, reading: Reading): Unit[] => {
  const { setting, widthPx } = reading;
  const { kicker, headline, slug } = article;
  const head = styleOf("brief-headline", setting);
  const kickerStyle = { ...styleOf("kicker", setting), padPx: [4, 0] as const, ruleAbove: head.ruleAbove };
  const kicked = textBlock(kicker, kickerStyle, widthPx, setting, { tag: "P" });
  const headStyle = kicked === undefined ? head : { ...head, ruleAbove: undefined };
  const titled = textBlock(joinLastWords(headline), headStyle, widthPx, setting, { tag: "H1", anchor: slug });
  const words = [kicker ?? "", plainText(headline)].join(" ");
  const facts = { before: Math.max(head.before, 2), keep: true };
  return [solidUnit(stack([kicked, titled]), facts, { line: undefined, words }, reading)];
};

/** A short piece among others: its head stands in the columns. */
export const briefUnits = (article: Article, reading: Reading): Unit[] => {
  const { setting, widthPx } = reading;
  const style = styleOf("brief-standfirst", setting);
  const standfirst = textBlock(article.standfirst, style, widthPx, setting, { tag: "P" });
  const words = plainText(article.standfirst ?? []);
  const hero = article.hero && briefFigure(article.hero, reading);
  return [
    ...briefHead(article, reading),
    ...(hero === undefined ? [] : [hero]),
    ...(standfirst === undefined ? [] : [solidUnit(standfirst, style, { line: undefined, words }, reading)]),
    ...blockUnits(article.body, withPlaces(article, reading, false)),
    ...briefFoot(article, reading),
  ];
};

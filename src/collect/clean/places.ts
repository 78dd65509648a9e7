/** What stands round a story, told by its place: below labels, before the first sentence, after the last. */
import type { RemovalReason } from "../types.js";
import { type Block, isLinksOnly, type Line, linesOf, textOf, wordsOf } from "./blocks.js";
import { readHeadLine } from "./dates.js";
import { lettersOf } from "./fold.js";
import { isButton, isCounter, isSourcesLabel, labelReason, lineReason } from "./lines.js";

export interface Court {
  readonly headline: string;
  /** Host of the site, to know its own links by. */
  readonly host?: string;
}

export interface Bench {
  readonly blocks: readonly Block[];
  /** Why a block goes, by its place; nothing while it stays. */
  readonly reasons: (RemovalReason | undefined)[];
  readonly court: Court;
}

/** Words of the story: a sentence, or a block that only a writer makes. */
function isCopy(block: Block): boolean {
  switch (block.kind) {
    case "paragraph":
      return !block.embed && isSentence(block.line);
    case "list":
      return linesOf(block).some((line) => !isLinksOnly(line) && line.text.split(" ").length > 2);
    case "quotation":
    case "aside":
    case "table":
    case "preformatted":
      return true;
    default:
      return false;
  }
}

function isSentence(line: Line): boolean {
  if (isLinksOnly(line)) return false;
  const words = line.text.split(/\s+/).length;
  return words >= 12 || (words >= 2 && /[\p{L}\p{N}%)][.!?؟…]["”»’']*$/u.test(line.text));
}

const firstCopy = ({ blocks, reasons }: Bench): number =>
  blocks.findIndex((block, at) => !reasons[at] && isCopy(block));
const lastCopy = ({ blocks, reasons }: Bench): number =>
  blocks.findLastIndex((block, at) => !reasons[at] && isCopy(block));

/** The headline again: in a heading wherever it stands, in any line before the first sentence. */
export function takeRepeatedHeadlines(bench: Bench): void {
  const headline = lettersOf(bench.court.headline);
  if (headline === "") return;
  const first = firstCopy(bench);
  for (const [at, block] of bench.blocks.entries()) {
    const before = first < 0 ? at < 4 : at < first;
    if (block.kind !== "heading" && !(block.kind === "paragraph" && (before || at === first))) continue;
    if (lettersOf(block.line.text) === headline) bench.reasons[at] = "duplicate headline";
  }
}

/** Lists and lines that are nothing but links to the same site, where nothing introduces them. */
export function takeLinks(bench: Bench): void {
  const { blocks, reasons, court } = bench;
  for (const [at, block] of blocks.entries()) {
    if (reasons[at]) continue;
    const introduced = isIntroduced(bench, at);
    if (block.kind === "list" && isLinkList(block, 2) && !introduced && isOwn(block, court, true))
      reasons[at] = "related stories";
    const long =
      block.kind === "paragraph" && !block.embed && isLinksOnly(block.line) && block.line.text.split(" ").length > 4;
    if (long && !introduced && isOwn(block, court, false)) reasons[at] = "related stories";
  }
}

const isLinkList = (block: Block, least: number): boolean =>
  block.kind === "list" && block.items.length >= least && linesOf(block).every(isLinksOnly);

/** Some link leads to the site itself; where its host is not known, `unknown` says. */
function isOwn(block: Block, { host }: Court, unknown: boolean): boolean {
  if (!host) return unknown;
  const links = linesOf(block).flatMap(({ links }) => links);
  return links.some((link) => URL.canParse(link) && hostOf(link) === host);
}

export const hostOf = (address: string): string => new URL(address).hostname.replace(/^www\./, "");

function isIntroduced({ blocks, reasons }: Bench, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && reasons[before]) before--;
  const block = blocks[before];
  if (before < at - 1 || !block) return false;
  if (block.kind === "heading") return labelReason(block.line.text) === undefined;
  return block.kind === "paragraph" && /[:：]$/.test(block.line.text);
}

/** A label with what belongs below it: links, fields, buttons. */
export function takeLabelled(bench: Bench): void {
  const { blocks, reasons } = bench;
  const last = lastCopy(bench);
  for (const [at, block] of blocks.entries()) {
    if (block.kind !== "heading" && block.kind !== "paragraph") continue;
    const label = labelReason(block.line.text);
    if (!label) continue;
    let end = at + 1;
    while (end < blocks.length && (reasons[end] || belongsTo(label, bench, end, at > last))) end++;
    const links = isLinksOnly(block.line);
    if (end === at + 1 && at < last && !reasons[at] && !links) continue;
    let reason = label;
    for (let below = at; below < end; below++) {
      reason = reasons[below] ?? reason;
      reasons[below] = reason;
    }
  }
}

function belongsTo(label: RemovalReason, { blocks, reasons, court }: Bench, at: number, atEnd: boolean): boolean {
  const block = blocks[at]!;
  const lines = linesOf(block);
  const buttons = lines.length > 0 && lines.every(({ text }) => isButton(text) || isCounter(text) || lineReason(text));
  if (buttons && block.kind !== "heading") return true;
  switch (label) {
    case "related stories":
    case "tags": {
      if (block.kind === "figure") return block.link !== undefined && atEnd;
      if (block.kind === "heading" || block.kind === "paragraph" || block.kind === "list") {
        if (lines.every(isLinksOnly) && isOwn(block, court, true)) return true;
      }
      return atEnd && isLoose(block);
    }
    case "author box":
      return (
        block.kind === "paragraph" &&
        wordsOf(block) <= 90 &&
        reasons[at - 1] === undefined &&
        atBottom(blocks, reasons, at)
      );
    case "comment form":
    case "newsletter":
      return atEnd && isLoose(block);
    default:
      return false;
  }
}

/** A short line that is no sentence and names no sources. */
function isLoose(block: Block): boolean {
  if (block.kind !== "paragraph" && block.kind !== "heading" && block.kind !== "list") return false;
  if (isCopy(block)) return false;
  return !linesOf(block).some(({ text }) => isSourcesLabel(text.split(/[:：]/)[0]!));
}

/** Nothing below but what goes anyway. */
const atBottom = (blocks: readonly Block[], reasons: readonly unknown[], at: number): boolean =>
  blocks.slice(at + 1).every((block, index) => reasons[at + 1 + index] !== undefined || !isCopy(block));

const READERS =
  /^\s*\d{1,4}\s+(?:comments?|responses?|repl(?:y|ies)|thoughts?|commentaires?|réponses?|réactions?|comentarios?)(?:\s|$)|^\s*[\d٠-٩]{1,4}\s+(?:تعليق|تعليقات|ردود)(?:\s|$)/iu;

/** A heading of its own above what readers wrote. */
const READERS_HEADING =
  /^\s*(?:from (?:the|our) |the |our )?(?:guest ?book|(?:readers?['’]?s?['’]?|your|visitors?['’]?s?['’]?) comments|livre d['’]or|vos (?:commentaires|réactions)|commentaires des lecteurs|libro de visitas|comentarios de los lectores|تعليقات القراء|سجل الزوار)\s*:?\s*$/iu;

/** What readers wrote: all below “3 comments”, where that is the lesser part. */
export function takeReaders({ blocks, reasons }: Bench): void {
  const at = blocks.findIndex(
    (block, index) =>
      "line" in block &&
      ((reasons[index] !== undefined && READERS.test(block.line.text)) || READERS_HEADING.test(block.line.text)),
  );
  if (at < 1) return;
  const words = (part: readonly Block[]): number => part.reduce((sum, block) => sum + wordsOf(block), 0);
  if (words(blocks.slice(0, at)) <= words(blocks.slice(at))) return;
  for (let below = at; below < blocks.length; below++) reasons[below] ??= "comment form";
}

/** Before the first sentence: bylines, dates, counters, buttons. */
export function takeHead(bench: Bench): void {
  const { blocks, reasons } = bench;
  const first = firstCopy(bench);
  const numbered = sectionNumbers(bench);
  for (let at = 0; at < (first < 0 ? Math.min(4, blocks.length) : first); at++) {
    const block = blocks[at]!;
    if (reasons[at] || block.kind !== "paragraph" || block.embed) continue;
    const { text } = block.line;
    if (isCounter(text) && !numbered) reasons[at] = "counter";
    else if (readHeadLine(text)) reasons[at] = "byline line";
    else if (isButton(text)) reasons[at] = "navigation";
  }
}

/** Bare numbers between paragraphs, each one more than the last, are the story's own. */
function sectionNumbers({ blocks, reasons }: Bench): boolean {
  const numbers = blocks.filter((block, at) => {
    const next = blocks[at + 1];
    return block.kind === "paragraph" && isCounter(block.line.text) && next && !reasons[at + 1] && isCopy(next);
  });
  const values = numbers.map((block) => Number(textOf(block)));
  return values.length > 1 && values.every((value, index) => index === 0 || value === values[index - 1]! + 1);
}

/** After the last sentence: links to the site itself, counters, buttons. */
export function takeTail(bench: Bench): void {
  const { blocks, reasons, court } = bench;
  for (let at = lastCopy(bench) + 1; at > 0 && at < blocks.length; at++) {
    const block = blocks[at]!;
    if (reasons[at]) continue;
    const lines = linesOf(block);
    const linked = lines.length > 0 && lines.every(isLinksOnly) && block.kind !== "table";
    if (block.kind === "paragraph" && block.embed) continue;
    if (linked && isOwn(block, court, false)) reasons[at] = "related stories";
    else if (block.kind === "paragraph" && isCounter(block.line.text)) reasons[at] = "counter";
    else if (block.kind === "paragraph" && isButton(block.line.text)) reasons[at] = "navigation";
  }
}

/** Counters and buttons beside what goes. */
export function takeNeighbours({ blocks, reasons }: Bench): void {
  const look = (at: number, beside: number): void => {
    const block = blocks[at]!;
    const reason = reasons[beside];
    if (reasons[at] || !reason || block.kind !== "paragraph" || block.embed) return;
    if (isCounter(block.line.text)) reasons[at] = "counter";
    else if (isButton(block.line.text)) reasons[at] = reason;
  };
  for (let at = 1; at < blocks.length; at++) look(at, at - 1);
  for (let at = blocks.length - 2; at >= 0; at--) look(at, at + 1);
}

/** A heading whose whole part has gone. */
export function takeEmptied({ blocks, reasons }: Bench): void {
  for (let at = blocks.length - 2; at >= 0; at--) {
    if (reasons[at] || blocks[at]!.kind !== "heading" || reasons[at + 1] !== "related stories") continue;
    let end = at + 1;
    while (end < blocks.length && reasons[end]) end++;
    if (end === blocks.length || blocks[end]!.kind === "heading") reasons[at] = reasons[at + 1];
  }
}

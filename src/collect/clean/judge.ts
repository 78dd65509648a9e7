/** Which blocks are the story's, and which stood round it. */
import type { Removal, RemovalReason } from "../types.js";
import { type Block, isLinksOnly, type Line, type List, linesOf, textOf } from "./blocks.js";
import { isButton, isCounter, lineReason } from "./lines.js";
import {
  type Bench,
  type Court,
  takeEmptied,
  takeHead,
  takeLabelled,
  takeLinks,
  takeNeighbours,
  takeReaders,
  takeRepeatedHeadlines,
  takeTail,
} from "./places.js";

/** The blocks of the story; the others go to `removals` with their reasons. */
export function judge(blocks: readonly Block[], court: Court, removals: Removal[]): Block[] {
  const inner = blocks.flatMap((block) => judgeInside(block, court, removals));
  const reasons = inner.map(ownReason);
  const bench: Bench = { blocks: inner, reasons, court };
  takeRepeatedHeadlines(bench);
  takeLinks(bench);
  takeLabelled(bench);
  takeReaders(bench);
  takeHead(bench);
  takeTail(bench);
  takeNeighbours(bench);
  takeEmptied(bench);
  for (const [index, block] of inner.entries()) {
    const reason = reasons[index];
    if (reason) removals.push({ reason, text: textOf(block) || `<${block.kind}>` });
  }
  return inner.filter((_, index) => !reasons[index]);
}

/** Boxes and quotations are judged from inside; one with nothing left in it but its heading goes. */
function judgeInside(block: Block, court: Court, removals: Removal[]): Block[] {
  if (block.kind !== "aside" && block.kind !== "quotation") return [block];
  const taken: Removal[] = [];
  const kept = judge(block.blocks, { ...court, headline: "" }, taken);
  if (taken.length === 0) return [block];
  if (kept.every(({ kind }) => kind === "heading" || kind === "figure" || kind === "rule")) {
    removals.push({ reason: taken[0]!.reason, text: textOf(block) });
    return [];
  }
  removals.push(...taken);
  return [{ ...block, blocks: kept }];
}

function ownReason(block: Block): RemovalReason | undefined {
  switch (block.kind) {
    case "paragraph":
      return block.embed ? undefined : paragraphReason(block.line);
    case "heading":
      return lineReason(block.line.text, isLinksOnly(block.line));
    case "list":
      return listReason(block);
    default:
      return undefined;
  }
}

function paragraphReason(line: Line): RemovalReason | undefined {
  if (areShareLinks(line)) return "share buttons";
  const whole = lineReason(line.text, isLinksOnly(line));
  if (whole || !line.text.includes("\n")) return whole;
  // Lines parted by line breaks: each must be chrome by itself, or a button beside one.
  const parts = line.text.split("\n");
  const reasons = parts.map((part) => lineReason(part));
  const all = parts.every((part, index) => reasons[index] || isButton(part) || isCounter(part));
  return all ? reasons.find((reason) => reason !== undefined) : undefined;
}

function listReason(list: List): RemovalReason | undefined {
  const lines = linesOf(list);
  if (lines.length === 0) return undefined;
  const reasons = lines.map((line) => paragraphReason(line));
  const all = lines.every(({ text }, index) => reasons[index] || isButton(text) || isCounter(text));
  return all ? (reasons.find((reason) => reason !== undefined) ?? networksReason(lines)) : undefined;
}

/** “Facebook · X · WhatsApp · Print”: buttons alone, as links. */
const networksReason = (lines: readonly Line[]): RemovalReason | undefined =>
  lines.every(isLinksOnly) ? "share buttons" : undefined;

const SHARE_LINK =
  /(?:facebook\.com\/(?:sharer|share|dialog)|(?:twitter|x)\.com\/(?:intent|share)|wa\.me\/\?|whatsapp\.com\/send|t\.me\/share|telegram\.me\/share|pinterest\.[a-z.]+\/pin\/create|linkedin\.com\/(?:share|cws|sharing)|reddit\.com\/submit|tumblr\.com\/(?:share|widgets)|bsky\.app\/intent|threads\.(?:net|com)\/intent|^mailto:\?)/i;

const areShareLinks = (line: Line): boolean =>
  isLinksOnly(line) && line.links.every((link) => SHARE_LINK.test(link)) && line.text.length < 200;

/**
 * One clean-up for what every source brings. The text comes out in a small vocabulary: p; h2–h4; ul, ol, li; blockquote with a
 * cite at its end, `class="pullquote"` for ornaments; figure with one img (`src`, `alt`, `data-credit`) and a figcaption;
 * `<div class="gallery">` of figures with a figcaption; table with caption, thead, tbody; aside for boxes, its first heading
 * the title; hr; pre; and inside lines a[href], em, strong, code, sup, sub, br. Blocks may have a `lang`.
 */

import { countWords } from "../../words.js";
import { parseFragment } from "../html.js";
import type { CleanCopy, RawPicture, Removal } from "../types.js";
import { type Block, textOf, wordsOf } from "./blocks.js";
import { readBlocks, settlePictures } from "./build.js";
import type { Desk } from "./inline.js";
import { judge } from "./judge.js";
import { holdingsOf, visibleText } from "./nodes.js";
import { hostOf } from "./places.js";
import { prepare } from "./prepare.js";
import { renderBlocks } from "./render.js";
import { dropRepeatedPictures } from "./repeats.js";
import { closedShortcodes, expandShortcodes } from "./shortcodes.js";
import { takeSources } from "./sources-line.js";

export { readHeadLine } from "./dates.js";
export { extractStory } from "./extract.js";
export { fold } from "./fold.js";
export { findHeadline, shortened } from "./headline.js";
export { findByline, findDate, findHero, findTerms, inlineHtml } from "./lead.js";
export { isCounter, lineReason } from "./lines.js";
export { type CleanMarkdown, cleanMarkdown, type RawMarkdown } from "./markdown.js";
export { readMetadata } from "./metadata.js";
export { visibleText } from "./nodes.js";
export { readHeadLines, takeTitleBlock } from "./title-block.js";

export interface RawCopy {
  readonly html: string;
  /** Where relative addresses start, and which site's links are its own. */
  readonly baseUrl?: string;
  /** HTML or text. */
  readonly headline: string;
  /** The picture that stands apart from the text, and so not in it again. */
  readonly hero?: RawPicture;
  readonly language?: string;
}

/** A story's text without what stood round it. Pure: the same copy gives the same text. */
export function cleanCopy({ html, baseUrl, headline, hero, language }: RawCopy): CleanCopy {
  const removals: Removal[] = [];
  const closed = closedShortcodes(html);
  const root = parseFragment(expandShortcodes(html, removals));
  const wordsBefore = countWords(visibleText(root));
  prepare(root, closed, removals);
  const desk: Desk = {
    ...(baseUrl && { baseUrl }),
    ...(language && { language }),
    closedShortcodes: closed,
    removals,
    holdings: holdingsOf(root),
    readBlocks,
  };
  const { blocks, hero: captioned } = dropRepeatedPictures(settlePictures(readBlocks(root, desk)), hero, removals);
  const host = baseUrl && URL.canParse(baseUrl) ? hostOf(baseUrl) : undefined;
  const title = visibleText(parseFragment(headline));
  const judged = judge(blocks, { headline: title, ...(host && { host }) }, removals);
  const { kept, names, taken } = takeSources(judged);
  for (const block of taken) removals.push({ reason: "sources line", text: textOf(block), moved: true });
  const moved = removals.filter(
    (removal) => removal.moved && /^(?:sources line|duplicate picture)$/.test(removal.reason),
  );
  return {
    html: renderBlocks(trimRules(kept)),
    sources: names,
    removals,
    ...(captioned && { hero: captioned }),
    wordsBefore,
    wordsAfter: [...kept].reduce((sum, block) => sum + wordsOf(block), 0) + sumOfWords(moved),
  };
}

const sumOfWords = (removals: readonly Removal[]): number =>
  removals.reduce((sum, { text }) => sum + countWords(text), 0);

/** Rules part what stands above from what stands below: none at the ends, none twice. */
function trimRules(blocks: readonly Block[]): Block[] {
  const kept = blocks.filter(({ kind }, at) => kind !== "rule" || (at > 0 && blocks[at - 1]!.kind !== "rule"));
  while (kept.at(-1)?.kind === "rule") kept.pop();
  return kept;
}

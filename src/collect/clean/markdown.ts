/** The same clean-up for Markdown, which keeps every mark that its writer made: only whole blocks go. */

import { countWords } from "../../words.js";
import type { CleanCopy, RawPicture, Removal } from "../types.js";
import { type Block, type Line, textOf } from "./blocks.js";
import { judge } from "./judge.js";
import { takeSources } from "./sources-line.js";

export interface RawMarkdown {
  readonly markdown: string;
  readonly headline: string;
  readonly hero?: RawPicture;
  readonly language?: string;
}

export type CleanMarkdown = Omit<CleanCopy, "html"> & { readonly markdown: string };

/** Blocks parted by empty lines; fences of code and boxes are kept whole. */
const blocksOf = (markdown: string): readonly string[] => {
  const blocks: string[] = [];
  let block: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const [mark] = /^\s{0,3}(?:`{3,}|~{3,}|:{3,})/.exec(line) ?? [];
    if (fence === undefined && mark !== undefined) fence = mark.trim();
    else if (fence !== undefined && mark?.trim().startsWith(fence)) fence = undefined;
    if (line.trim() === "" && fence === undefined) {
      if (block.length > 0) blocks.push(block.join("\n"));
      block = [];
    } else block.push(line);
  }
  if (block.length > 0) blocks.push(block.join("\n"));
  return blocks;
};

const LINK = /\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)/g;

/** A block as a line without marks, and what of it is linked. */
const lineOf = (block: string): Line => {
  const links = [...block.matchAll(LINK)];
  const bare = (text: string): string => text.replaceAll(/[*_`]/g, "").replaceAll(/\\(?=[^\w\s])/g, "");
  return {
    html: "",
    text: bare(block.replaceAll(LINK, "$1")).trim(),
    linkedCharacters: links.reduce((sum, [, text]) => sum + bare(text!).replaceAll(/\s/g, "").length, 0),
    links: links.map(([, , address]) => address!),
  };
};

/** Only headings and plain paragraphs are ever furniture in a text that somebody wrote. */
const toBlock = (written: string): Block => {
  const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(written);
  if (heading) return { kind: "heading", level: 2, line: lineOf(heading[2]!) };
  if (/^\s{0,3}(?:[-+*>|!:~`<]|\d+[.)]|\t| {4})/.test(written)) return { kind: "preformatted", text: written };
  return { kind: "paragraph", line: lineOf(written) };
};

/** See `cleanCopy`. */
export function cleanMarkdown({ markdown, headline }: RawMarkdown): CleanMarkdown {
  const removals: Removal[] = [];
  const written = new Map(blocksOf(markdown).map((text) => [toBlock(text), text]));
  const { kept, names, taken } = takeSources(judge([...written.keys()], { headline }, removals));
  for (const block of taken) removals.push({ reason: "sources line", text: textOf(block), moved: true });
  const text = kept.map((block) => written.get(block)!).join("\n\n");
  const moved = taken.reduce((sum, block) => sum + countWords(textOf(block)), 0);
  return {
    markdown: text === "" ? "" : `${text}\n`,
    sources: names,
    removals,
    wordsBefore: countWords(markdown),
    wordsAfter: countWords(text) + moved,
  };
}

import type { MarkdownIt, Token } from "markdown-it";

/** Invisible; `cleanText` takes it out of every text. */
const WORD_JOINER = "\u2060";

/**
 * Markdown without a line in a code fence that would close a box around it: such a line begins with an invisible sign.
 * markdown-it-container means to close a box at the first line of as many colons, wherever it stands (its issue 32).
 * `withoutBoxes`: a parser that knows no boxes, and so sees the fences whole. A fence without end is left to end with its box.
 */
export function guardFences(markdown: string, withoutBoxes: MarkdownIt): string {
  if (!markdown.includes(":::") || !/```|~~~/.test(markdown)) return markdown;
  const tokens: Token[] = [];
  // With a last line feed each line of a fence's content has one, so that they can be counted.
  withoutBoxes.block.parse(`${markdown}\n`, withoutBoxes, {}, tokens);
  const lines = markdown.split("\n");
  for (const { type, map, content } of tokens) {
    if (type !== "fence" || !map) continue;
    const [start, end] = map;
    const contentLines = content.split("\n").length - 1;
    if (end - start < contentLines + 2) continue; // no end
    for (let at = start + 1; at < end; at++) lines[at] = lines[at]!.replace(/^[ \t>]*(?=:::)/, `$&${WORD_JOINER}`);
  }
  return lines.join("\n");
}

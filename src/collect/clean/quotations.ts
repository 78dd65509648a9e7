/** Quotations with who said them, pull quotes, and the boxes beside a story. */
import type { Aside, Block, Line, Quotation } from "./blocks.js";
import { linesOf } from "./blocks.js";
import { type Desk, joinLines, langFor, readLine } from "./inline.js";
import { childrenOf, elementsIn } from "./nodes.js";
import { selector } from "./select.js";

const CITE = selector(
  "cite, footer, .attribution, .quote-author, .blockquote-author, [class*=quote__author], [class*=quote-cite], figcaption",
);
const QUOTATIONS = selector("blockquote");
/** “— Amel Gharbi”: a last line of a quotation that starts with a dash. */
const DASHED = /^(?:—|–|―|--|-)\s*(?=\S)/;
const LONGEST_CITE = 120;

export function readQuotation(element: Element, desk: Desk, pull: boolean): Block[] {
  const cites = CITE.all(element).filter((part) => isAttribution(part, element));
  const outer = cites.filter((part) => !cites.some((other) => other !== part && other.contains(part)));
  const lines = outer.map((part) => readLine(childrenOf(part), desk)).filter(({ text }) => text !== "");
  for (const part of outer) part.remove();
  const [inner, ...others] = QUOTATIONS.all(element);
  const blocks =
    inner && others.length === 0 && wraps(element, inner)
      ? desk.readBlocks(inner, desk)
      : desk.readBlocks(element, desk);
  const cite = lines.length > 0 ? undashed(joinLines(lines)) : undefined;
  const { said, by } = cite ? { said: blocks, by: cite } : dashedCite(blocks);
  if (said.length === 0) return by ? [{ kind: "paragraph", line: by }] : [];
  const apart = said.filter(({ kind }) => kind === "figure" || kind === "gallery" || kind === "table");
  const words = said.filter((block) => !apart.includes(block));
  if (words.length === 0) return apart;
  const quotation: Quotation = {
    kind: "quotation",
    pull,
    blocks: words,
    ...(by && { cite: by }),
    ...langFor(element, desk),
  };
  return [...apart, quotation];
}

/** A `<cite>` inside a sentence names a work; one with nothing after it in its line names who speaks. */
function isAttribution(part: Element, quotation: Element): boolean {
  if (part.localName !== "cite") return true;
  if (part.parentElement === quotation) return true;
  for (let next = part.nextSibling; next; next = next.nextSibling) if (next.textContent?.trim()) return false;
  if (part.parentElement?.localName !== "p") return true;
  const before = part.previousSibling;
  return (
    before === null ||
    before.nodeName.toLowerCase() === "br" ||
    !before.textContent?.trim() ||
    /[—–]\s*$/.test(before.textContent)
  );
}

/** Nothing in `outer` but `inner`: an aside or a figure round a quotation. */
const wraps = (outer: Element, inner: Element): boolean =>
  outer.textContent.replace(/\s+/g, "").length === inner.textContent.replace(/\s+/g, "").length;

function dashedCite(blocks: readonly Block[]): { said: readonly Block[]; by?: Line } {
  const last = blocks.at(-1);
  if (blocks.length < 2 || last?.kind !== "paragraph") return { said: blocks };
  const { text } = last.line;
  if (!DASHED.test(text) || text.length > LONGEST_CITE) return { said: blocks };
  return { said: blocks.slice(0, -1), by: undashed(last.line) };
}

export const undashed = (line: Line): Line => ({
  ...line,
  text: line.text.replace(DASHED, ""),
  html: line.html.replace(/^((?:<[^<>]+>)*)(?:—|–|―|--|-)\s*(?=\S)/, "$1"),
});

/** A box beside the story; a bold first line, or the summary of one that opens, is its heading. */
export function readAside(element: Element, desk: Desk): Block[] {
  const summary = elementsIn(element).find(({ localName }) => localName === "summary");
  const title = summary && readLine(childrenOf(summary), desk);
  summary?.remove();
  const blocks = desk.readBlocks(element, desk);
  const [first, ...rest] = blocks;
  if (blocks.every((block) => linesOf(block).every(({ text }) => text === ""))) {
    return title?.text ? [{ kind: "paragraph", line: title }] : blocks;
  }
  if (rest.length === 0 && first?.kind === "quotation") return [{ ...first, pull: true }];
  const headed: readonly Block[] = title?.text
    ? [{ kind: "heading", level: 3, line: title }, ...blocks]
    : first?.kind === "paragraph" &&
        rest.length > 0 &&
        (first.line.bold || isTitle(element)) &&
        first.line.text.length <= 100
      ? [{ kind: "heading", level: 3, line: first.line }, ...rest]
      : blocks;
  const aside: Aside = { kind: "aside", blocks: headed, ...langFor(element, desk) };
  return [aside];
}

/** The first part of the box is called its title by its class. */
const isTitle = (element: Element): boolean =>
  /title|heading|titre/i.test(elementsIn(element)[0]?.getAttribute("class") ?? "");

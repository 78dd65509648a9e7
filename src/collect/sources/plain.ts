/** A page copied as text, or a text typed as one, as a story. */
import { createHash } from "node:crypto";
import { fold, isCounter, lineReason, readHeadLine, shortened } from "../clean/index.js";
import { escapeHtml, NoArticle } from "../html.js";
import type { RawStory } from "../types.js";

/** Lines of one width are wrapped by a machine; wider ones are paragraphs. */
const WIDEST_WRAP = 110;
const LONGEST_HEADLINE = 200;
/** Bylines and dates stand within so many lines of the headline. */
const HEAD_LINES = 6;

/** The story of a text whose first line is its headline. `name`: the file's, for messages. Throws `NoArticle`. */
export function readPlainText(text: string, name: string): RawStory {
  const groups = groupsOf(text);
  if (groups.length === 0) throw new NoArticle(`${name} holds no text.`);
  const [first, ...rest] = paragraphsOf(groups);
  const isHeadline = first!.text.length <= LONGEST_HEADLINE;
  const headline = isHeadline ? first!.text : shortened(first!.text);
  const { head, body } = takeHead(isHeadline ? rest : [first!, ...rest], headline);
  return {
    id: `file:${createHash("sha256").update(text).digest("hex").slice(0, 16)}`,
    headline: escapeHtml(headline),
    ...head,
    terms: [],
    body: { kind: "html", html: renderPlain(body) },
  };
}

/** Lines without empty ones between them. */
function groupsOf(text: string): string[][] {
  const groups: string[][] = [[]];
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n?|\n|\u2028|\u2029|\f/)) {
    const bare = line.replace(/[\t \u00a0]+/g, " ").trim();
    if (bare !== "") groups.at(-1)!.push(bare);
    else if (groups.at(-1)!.length > 0) groups.push([]);
  }
  return groups.filter((group) => group.length > 0);
}

interface Paragraph {
  readonly kind: "words" | "bullet" | "number";
  readonly text: string;
  /** An empty line stood before it. */
  readonly parted: boolean;
}

const BULLET = /^(?:[•·▪◦‣●■*]|-(?=\s))\s*(?=[\p{L}\p{N}"“«'‘(])/u;
const NUMBER = /^[\d٠-٩]{1,2}[.)]\s+(?=\S)/;

/** Lines joined to paragraphs where a machine parted them. */
function paragraphsOf(groups: readonly (readonly string[])[]): Paragraph[] {
  const widthCharacters = wrapWidth(groups);
  return groups.flatMap((group) => {
    const paragraphs: { kind: Paragraph["kind"]; text: string; last: string; parted: boolean }[] = [];
    for (const [at, line] of group.entries()) {
      const kind = kindOf(line, group, at);
      const text = kind === "words" ? line : line.replace(kind === "bullet" ? BULLET : NUMBER, "");
      const above = paragraphs.at(-1);
      if (above && kind === "words" && isSoft(above.last, line, widthCharacters)) {
        above.text += /\p{L}-$/u.test(above.text) && /^\p{Ll}/u.test(line) ? line : ` ${line}`;
        above.last = line;
      } else paragraphs.push({ kind, text, last: line, parted: at === 0 });
    }
    return paragraphs;
  });
}

/** One bullet or number alone is a dash of dialogue or a year; with a neighbour it is a list. */
function kindOf(line: string, group: readonly string[], at: number): Paragraph["kind"] {
  const neighbours = [group[at - 1], group[at + 1], group[at - 2], group[at + 2]].filter(
    (other) => other !== undefined,
  );
  const bullet = BULLET.exec(line)?.[0].trim();
  if (bullet && (bullet !== "-" || neighbours.some((other) => other.startsWith("-")))) return "bullet";
  const isNumbered = NUMBER.test(line) && (neighbours.some((other) => NUMBER.test(other)) || group.length === 1);
  return isNumbered ? "number" : "words";
}

/** The width that lines were wrapped at, or nothing where each line is a paragraph. */
function wrapWidth(groups: readonly (readonly string[])[]): number | undefined {
  const lines = groups.flat();
  const widest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (widest > WIDEST_WRAP || widest < 30) return undefined;
  const followed = groups.flatMap((group) => group.slice(0, -1).map((line, at) => ({ line, next: group[at + 1]! })));
  const full = followed.filter(({ line, next }) => isFull(line, next, widest));
  const open = full.filter(({ line }) => !/[.!?؟…:»”"]$/.test(line));
  const isWrapped = full.length >= 3 && full.length >= followed.length * 0.5 && open.length >= full.length * 0.5;
  return isWrapped ? widest : undefined;
}

/** The next line's first word would not have fitted; hyphens and wide letters give and take a few. */
const isFull = (line: string, next: string, width: number): boolean =>
  line.length + 1 + (next.split(" ")[0]?.length ?? 0) > width - 2;

function isSoft(line: string, next: string, width: number | undefined): boolean {
  if (lineReason(line) || lineReason(next)) return false;
  if (width !== undefined && isFull(line, next, width)) return true;
  // A sentence that goes on in small letters was cut by hand.
  return line.length > 30 && !/[.!?؟…:;»”"]$/u.test(line) && /^\p{Ll}/u.test(next);
}

interface Head {
  readonly byline?: string;
  readonly published?: Date;
}

/** Bylines and dates right below the headline, where they are nothing else; what repeats the headline stays for the clean-up. */
function takeHead(paragraphs: readonly Paragraph[], headline: string): { head: Head; body: Paragraph[] } {
  let head: Head = {};
  const body: Paragraph[] = [];
  let over = false;
  for (const [at, paragraph] of paragraphs.entries()) {
    const { text } = paragraph;
    const line = over || at >= HEAD_LINES ? undefined : readHeadLine(text);
    if (line) head = { ...line, ...head };
    else body.push(paragraph);
    if (!line && !isCounter(text) && fold(text) !== fold(headline) && !lineReason(text) && text.length > 60)
      over = true;
  }
  return { head, body };
}

function renderPlain(paragraphs: readonly Paragraph[]): string {
  const parts: string[] = [];
  for (const [at, paragraph] of paragraphs.entries()) {
    const { kind, text } = paragraph;
    const words = escapeHtml(text);
    const tag = kind === "bullet" ? "ul" : "ol";
    if (kind === "words") parts.push(isCrosshead(paragraphs, at) ? `<h2>${words}</h2>` : `<p>${words}</p>`);
    else {
      const opens = paragraphs[at - 1]?.kind !== kind;
      const closes = paragraphs[at + 1]?.kind !== kind;
      parts.push(`${opens ? `<${tag}>` : ""}<li>${words}</li>${closes ? `</${tag}>` : ""}`);
    }
  }
  return parts.join("\n");
}

/** A short line without a full stop, with empty lines and running text on both sides. */
function isCrosshead(paragraphs: readonly Paragraph[], at: number): boolean {
  const { text, parted } = paragraphs[at]!;
  const next = paragraphs[at + 1];
  if (!parted || !next?.parted || text.length > 60 || /[\p{P}\p{S}]$/u.test(text) || /^[-–—"“«'‘\d]/.test(text))
    return false;
  if (lineReason(text) || readHeadLine(text)) return false;
  return isProse(paragraphs[at - 1]) && isProse(next);
}

const isProse = (paragraph: Paragraph | undefined): boolean =>
  paragraph?.kind === "words" && paragraph.text.length > 80 && /[.!?؟…»”"]$/u.test(paragraph.text);

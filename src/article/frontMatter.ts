import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import { canonicalLanguage } from "../language.js";
import { nearest } from "../manifest/index.js";
import { MAX_NESTING, nestsTooDeep } from "../nesting.js";
import type { Finding } from "./report.js";

/** A value with the line of the file that it stands on. */
export interface Placed<T = string> {
  readonly value: T;
  readonly line: number;
}

/** The picture under the headline, or the author's portrait, as written. */
export interface HeroCopy {
  readonly file: string;
  readonly alt: string;
  readonly caption?: string;
  readonly credit?: string;
  readonly focus?: string;
  readonly crop?: string;
}

export interface FrontMatter {
  readonly headline?: Placed;
  readonly kicker?: Placed;
  readonly standfirst?: Placed;
  readonly byline?: Placed;
  readonly date?: Placed;
  readonly sources?: Placed<readonly string[]>;
  readonly credit?: Placed;
  readonly sourceUrl?: Placed;
  readonly language?: Placed;
  readonly design?: Placed;
  readonly hero?: Placed<HeroCopy>;
  readonly portrait?: Placed<HeroCopy>;
}

/** A file in two parts: the YAML between `---` lines, and the text. Lines are one-indexed lines of the file. */
export interface SplitFile {
  readonly yaml?: string;
  readonly yamlLine: number;
  readonly body: string;
  readonly bodyLine: number;
  /** The file begins with `---` and never ends its front matter. */
  readonly unclosed: boolean;
}

export function splitFrontMatter(text: string): SplitFile {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.trim() !== "");
  const whole = { yamlLine: 1, body: text, bodyLine: 1 };
  if (start < 0 || lines[start]!.trimEnd() !== "---") return { ...whole, unclosed: false };
  const end = lines.findIndex((line, index) => index > start && /^(---|\.\.\.)\s*$/.test(line));
  if (end < 0) return { ...whole, unclosed: true };
  return {
    yaml: lines.slice(start + 1, end).join("\n"),
    yamlLine: start + 2,
    body: lines.slice(end + 1).join("\n"),
    bodyLine: end + 2,
    unclosed: false,
  };
}

const TEXT_KEYS = ["headline", "kicker", "standfirst", "byline", "credit", "design"] as const;
const KEYS = [...TEXT_KEYS, "date", "sources", "source", "url", "language", "hero", "portrait", "section"];
const HERO_KEYS = ["file", "alt", "caption", "credit", "focus", "crop"];
const PORTRAIT_KEYS = ["file", "alt", "credit", "focus"];

/** Other programs' words for ours. */
const SYNONYMS: Readonly<Record<string, string>> = {
  title: "headline",
  subtitle: "standfirst",
  description: "standfirst",
  summary: "standfirst",
  excerpt: "standfirst",
  dek: "standfirst",
  author: "byline",
  authors: "byline",
  lang: "language",
  image: "hero",
  picture: "hero",
  cover: "hero",
  photo: "portrait",
  avatar: "portrait",
  permission: "credit",
  published: "date",
  layout: "design",
  link: "source",
};

type Report = (finding: Finding) => void;

/**
 * Reads front matter that begins on `firstLine` of the file; every fault is told at its own line and column. Problems:
 * ARTICLE_FRONT_MATTER, ARTICLE_DATE_INVALID.
 */
export function parseFrontMatter(yaml: string, firstLine: number, report: Report): FrontMatter {
  if (nestsTooDeep(yaml)) {
    const deep = `The front matter nests more than ${MAX_NESTING} levels.`;
    report(fault({ line: firstLine, col: 1 }, deep, "Write lines such as `headline: The quiet wells`."));
    return {};
  }
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): { line: number; col: number } => {
    const { line, col } = counter.linePos(offset);
    return { line: line + firstLine - 1, col };
  };
  for (const { pos, message } of document.errors) report(syntaxFault(at(pos[0]), message));
  if (document.errors.length > 0 || document.contents === null) return {};
  if (!isMap(document.contents)) {
    report(
      fault(
        { line: firstLine, col: 1 },
        "The front matter is not a list of keys and values.",
        "Write lines such as `headline: The quiet wells`.",
      ),
    );
    return {};
  }
  return readKeys(document.contents.items as Pair[], { at, report });
}

interface Reading {
  at(offset: number): { line: number; col: number };
  report: Report;
}

function readKeys(pairs: readonly Pair[], reading: Reading): FrontMatter {
  const found: { -readonly [K in keyof FrontMatter]: FrontMatter[K] } = {};
  for (const [key, node, where] of namedPairs(pairs, KEYS, reading)) {
    const text = (): Placed | undefined => textOf(node, key, where, reading);
    if (key === "hero" || key === "portrait") found[key] = readPicture(key, node, where, reading) ?? found[key];
    else if (key === "sources") found.sources = readSources(node, where, reading);
    else if (key === "source" || key === "url") found.sourceUrl = readUrl(text(), where, reading) ?? found.sourceUrl;
    else if (key === "date") found.date = readDate(text(), where, reading);
    else if (key === "language") found.language = readLanguage(text(), where, reading);
    else if ((TEXT_KEYS as readonly string[]).includes(key)) found[key as (typeof TEXT_KEYS)[number]] = text();
    // `section` is accepted from collected articles; the manifest decides where an article stands.
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

type Where = { readonly line: number; readonly col: number };

/** Key, value and the place of the value, for each pair with a known key; others are told. */
function namedPairs(
  pairs: readonly Pair[],
  known: readonly string[],
  reading: Reading,
): [string, Node | null, Where][] {
  const named: [string, Node | null, Where][] = [];
  for (const { key, value } of pairs) {
    const keyNode = key as Node;
    const place = reading.at(keyNode.range?.[0] ?? 0);
    const name = isScalar(keyNode) ? String(keyNode.value) : "";
    if (known.includes(name)) {
      const node = value as Node | null;
      named.push([name, node, node?.range ? reading.at(node.range[0]) : place]);
    } else reading.report(unknownKey(name, known, place));
  }
  return named;
}

function unknownKey(name: string, known: readonly string[], place: Where): Finding {
  const meant = nearest(name, known) ?? SYNONYMS[name.toLowerCase()];
  const offered = meant !== undefined && known.includes(meant) ? meant : undefined;
  return {
    ...fault(
      place,
      `An article's front matter has no key \`${name.slice(0, 40)}\`.`,
      offered
        ? `Did you mean \`${offered}\`?`
        : `Delete the line; the keys are ${known.map((key) => `\`${key}\``).join(", ")}.`,
    ),
    // A slip would lose a line of the page; a key of another program loses nothing.
    severity: offered ? "error" : "warning",
  };
}

/** A value's text, or nothing where it is empty. Numbers are taken as typed. */
function textOf(node: Node | null, key: string, where: Where, { report }: Reading): Placed | undefined {
  if (node === null || (isScalar(node) && node.value === null)) return undefined;
  if (!isScalar(node)) {
    const what = isAlias(node) ? "a reference to another value" : "a list or a group of keys";
    report(
      fault(
        where,
        `\`${key}\` is ${what}, where a text is wanted.`,
        `Write \`${key}: …\` on one line, the text in quotation marks if it has a colon.`,
      ),
    );
    return undefined;
  }
  const text = (typeof node.value === "string" ? node.value : (node.source ?? String(node.value))).trim();
  return text === "" ? undefined : { value: text, line: where.line };
}

function readPicture(
  picture: "hero" | "portrait",
  node: Node | null,
  where: Where,
  reading: Reading,
): Placed<HeroCopy> | undefined {
  if (!isMap(node)) {
    const file = textOf(node, picture, where, reading);
    return file && { value: { file: file.value, alt: "" }, line: file.line };
  }
  const values: Record<string, string> = {};
  for (const [key, value, at] of namedPairs(
    node.items as Pair[],
    picture === "hero" ? HERO_KEYS : PORTRAIT_KEYS,
    reading,
  )) {
    const text = textOf(value, key, at, reading);
    if (text) values[key] = text.value;
  }
  const { file, alt = "", ...others } = values;
  if (file !== undefined) return { value: { file, alt, ...others }, line: where.line };
  reading.report(
    fault(
      where,
      `The ${picture === "hero" ? "hero picture" : "portrait"} has no file.`,
      "Add `file: dunes.jpg`, the name of a picture in the issue's `pictures/` folder.",
    ),
  );
  return undefined;
}

/** A list, or names between commas or semicolons. */
function readSources(node: Node | null, where: Where, reading: Reading): Placed<readonly string[]> | undefined {
  const texts = isSeq(node)
    ? node.items.map((item) => textOf(item as Node, "sources", where, reading)?.value)
    : (textOf(node, "sources", where, reading)?.value.split(/[;,،؛]/) ?? []);
  const names = texts.map((text) => text?.trim() ?? "").filter((text) => text !== "");
  return names.length === 0 ? undefined : { value: names, line: where.line };
}

function readUrl(text: Placed | undefined, where: Where, { report }: Reading): Placed | undefined {
  if (text === undefined || (/^https?:\/\//i.test(text.value) && URL.canParse(text.value))) return text;
  report(
    fault(
      where,
      `“${text.value.slice(0, 80)}” is not the address of a web page.`,
      "Write an address that begins with https://; names of publications go under `sources`.",
    ),
  );
  return undefined;
}

function readLanguage(text: Placed | undefined, where: Where, { report }: Reading): Placed | undefined {
  const tag = text && canonicalLanguage(text.value);
  if (tag !== undefined || text === undefined) return text && { ...text, value: tag! };
  report(
    fault(where, `“${text.value.slice(0, 40)}” is no language tag.`, "Write a tag such as `en-GB`, `fr` or `ar`."),
  );
  return undefined;
}

const ISO_DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function readDate(text: Placed | undefined, where: Where, { report }: Reading): Placed | undefined {
  if (text === undefined) return undefined;
  const [, year, month, day] = ISO_DATE.exec(text.value) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (year !== undefined && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)) return text;
  report({
    code: "ARTICLE_DATE_INVALID",
    severity: "error",
    ...where,
    message: `“${text.value.slice(0, 40)}” is no day of the calendar.`,
    remedy: "Write the date as year, month, day: `date: 2026-11-18`.",
  });
  return undefined;
}

const fault = (where: Where, message: string, remedy: string): Finding => ({
  code: "ARTICLE_FRONT_MATTER",
  severity: "error",
  ...where,
  message,
  remedy,
});

function syntaxFault(where: Where, message: string): Finding {
  const colon = /mapping|implicit key/i.test(message);
  return fault(
    where,
    `The front matter cannot be read: ${message.replace(/\s+/g, " ")}.`.replace(/\.\.$/, "."),
    colon
      ? 'Put a text that holds a colon in quotation marks: `headline: "Wells: a history"`.'
      : "Write each key on its own line as `key: value`, with spaces instead of tabs.",
  );
}

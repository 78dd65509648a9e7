/**
 * House typography, per language: quotation marks, apostrophes, dashes, ellipses, ranges, and spaces that must not break.
 * It never alters, adds, drops or reorders a letter or a digit, and applying it twice gives what applying it once gave.
 *
 * English sets double quotation marks outside and single ones inside, British copy too: the newspaper's custom, not the
 * book's, because it keeps quotation marks apart from the many apostrophes of transliterated names.
 */

/** A stretch of a paragraph in one style. Opaque leaves (code, addresses, line breaks) count as neighbours and stay as they are. */
export interface Leaf {
  readonly text: string;
  readonly opaque: boolean;
}

interface House {
  /** Outer opening and closing, inner opening and closing quotation mark. */
  readonly quotes: readonly [string, string, string, string];
  /** What `--` and a hyphen between spaces become, with its spaces. */
  readonly dash: string;
  /** French sets spaces before high punctuation and in thousands. */
  readonly french?: boolean;
}

const NBSP = "\u00a0";
const NNBSP = "\u202f";
const SPACED_EN = `${NBSP}– `;
const HOUSES: Readonly<Record<string, House>> = {
  en: { quotes: ["“", "”", "‘", "’"], dash: SPACED_EN },
  "en-us": { quotes: ["“", "”", "‘", "’"], dash: "—" },
  fr: { quotes: [`«${NNBSP}`, `${NNBSP}»`, "“", "”"], dash: SPACED_EN, french: true },
  es: { quotes: ["«", "»", "“", "”"], dash: SPACED_EN },
  ar: { quotes: ["«", "»", "“", "”"], dash: SPACED_EN },
};

const houseOf = (language: string): House => {
  const tag = language.toLowerCase();
  return HOUSES[tag] ?? HOUSES[tag.split("-")[0]!] ?? HOUSES.en!;
};

/** One string of plain text, such as a kicker or an alternative text. */
export const setText = (text: string, language: string): string =>
  setLeaves([{ text, opaque: false }], language)[0]!.text;

/** A whole paragraph, so that a quotation may open in one style and close in another. Leaves keep their number and order. */
export function setLeaves(leaves: readonly Leaf[], language: string): readonly Leaf[] {
  let set = leaves;
  let whole = joined(set);
  for (const [trigger, pattern, replace] of rulesOf(houseOf(language))) {
    if (!trigger.test(whole)) continue;
    const rewritten = rewrite(set, whole, pattern, replace);
    if (rewritten === set) continue;
    set = rewritten;
    whole = joined(set);
  }
  return set;
}

const joined = (leaves: readonly Leaf[]): string =>
  leaves.length === 1 ? leaves[0]!.text : leaves.map(({ text }) => text).join("");

type Replace = (match: RegExpMatchArray, whole: string) => string;
/** A cheap test that spares most paragraphs the search, the pattern, and what its matches become. */
type Rule = readonly [trigger: RegExp, pattern: RegExp, replace: Replace];

const UNITS =
  "km²|km/h|km|cm|mm|m²|m³|m|kg|mg|g|t|ha|hl|cl|ml|l|°C|°F|°|%|mph|kW|MW|GW|kWh|MB|GB|kHz|MHz|Hz|€|£|\\$|DA|DH|FCFA|million|billion|millions?|milliards?|millones|BCE|BC|CE|AD|a\\.m\\.|p\\.m\\.";

const COMMON_RULES: readonly Rule[] = [
  [/\.\.\.|\. \. \./, /\.{3}|\. \. \./g, () => "…"],
  [/---/, /(?<=^|[^-])---(?=[^-]|$)/g, () => "—"],
  [/ [–—] /, /(?<=[\p{L}\p{N}.,;:!?…)”’»]) +(?=[–—] )/gu, () => NBSP],
  // Years (1990-95), pages (12-15), ages (9-10); not dates, telephone and book numbers.
  [
    /\d-\d/,
    /(?<=(?<![\p{L}\p{N}.,:/–-])(\d{1,4}))-(?=(\d{1,4})(?![\p{L}\p{N}:/–-]|[.,]\d))/gu,
    (match) => rangeDash(match[1]!, match[2]!),
  ],
  [/\d[ \u00a0]/, new RegExp(`(?<=\\d)[ ${NBSP}](?=(?:${UNITS})(?![\\p{L}\\p{N}'’]))`, "gu"), () => NBSP],
  [/[.°º] \d/, /(?<=(?<![\p{L}\p{N}])(?:pp?\.|[Nn]o\.|n[°º]|[Nn]os\.|vol\.|fig\.|ch\.)) (?=\d)/gu, () => NBSP],
];

const FRENCH_RULES: readonly Rule[] = [
  [/«/, /(?<=«)[ \u00a0\u202f]*(?=[^ \u00a0\u202f])/g, () => NNBSP],
  [/»/, /(?<=[^ \u00a0\u202f«])[ \u00a0\u202f]*(?=»)/g, () => NNBSP],
  [
    /[;!?]/,
    /(?<=[\p{L}\p{N}»”’)\]…%.])[ \u00a0\u202f]*([;!?])(?=[ \u00a0\u202f!?;)\]»”…\n]|$)/gu,
    (match) => NNBSP + match[1]!,
  ],
  [/:/, /(?<=[\p{L}\p{N}»”’)\]…%])[ \u00a0\u202f]*:(?=[ \u00a0\n]|$)/gu, () => `${NBSP}:`],
  [
    /\d[ \u00a0\u202f]\d/,
    /(?<=(?<![\d.,\u202f])\d{1,3}(?:[ \u00a0\u202f]\d{3})*)[ \u00a0\u202f](?=\d{3}(?!\d))/g,
    () => NNBSP,
  ],
];

const dashRules = ({ dash }: House): readonly Rule[] => [
  [/ --? /, /(?<=\S) +(?:--? +)+(?=\S)/g, () => dash],
  [/--/, /(?<=[\p{L}"'”’»])--(?=[\p{L}"'“‘«])/gu, () => dash],
  [/--/, /(?<=\d)--(?=\d)/g, () => "–"],
  [/--/, /^--(?= )/g, () => "—"],
];

const fixedRules = new Map<House, { before: readonly Rule[]; after: readonly Rule[] }>();

/** The rules in order; that for quotation marks is made anew, because it remembers what it has seen. */
function rulesOf(house: House): readonly Rule[] {
  const fixed = fixedRules.get(house) ?? {
    before: dashRules(house),
    after: [...COMMON_RULES, ...(house.french ? FRENCH_RULES : [])],
  };
  fixedRules.set(house, fixed);
  return [...fixed.before, quotes(house), ...fixed.after];
}

/** An en dash where two numbers make a range or a score; the hyphen where they may be something else. */
function rangeDash(from: string, to: string): string {
  // Up to three digits where the lengths differ: 555-1234 is a telephone number.
  const wholeNumbers = from.length === to.length || (from.length < to.length && to.length <= 3);
  const shortYear = from.length === 4 && to.length === 2 && Number(to) > Number(from.slice(2));
  return (wholeNumbers && !(from.length > 1 && from.startsWith("0"))) || shortYear ? "–" : "-";
}

/** Short forms that begin with an apostrophe: ’tis, rock ’n’ roll, ’90s. */
const ELISION = /^'(?:tis|twas|twere|em|til|cause|bout|n(?=['’])|\d\ds?(?![\p{L}\p{N}]))/iu;
const OPENS_AFTER = /[\s([{«“‘"'–—/-]/u;

/** The rule for straight quotation marks. It knows, while it runs along a paragraph, which quotations are open. */
function quotes(house: House): Rule {
  const [open, close, innerOpen, innerClose] = house.quotes;
  let doubles = 0;
  let singles = 0;
  const replace: Replace = (match, whole) => {
    const at = match.index!;
    const before = at === 0 ? " " : whole[at - 1]!;
    const after = whole[at + 1] ?? " ";
    const mayOpen = OPENS_AFTER.test(before) && !/\s/.test(after);
    if (match[0] === '"') {
      if (mayOpen && (doubles === 0 || /[\s([]/.test(before))) return ++doubles % 2 === 1 ? open : innerOpen;
      if (doubles === 0 && /\d/.test(before)) return "″";
      if (doubles > 0) return --doubles % 2 === 0 ? close : innerClose;
      return close;
    }
    if (singles > 0 && !/[\p{L}\p{N}]/u.test(after)) {
      singles--;
      return innerClose;
    }
    if (/\d/.test(before) && /\d/.test(after)) return "′";
    if (!mayOpen || ELISION.test(whole.slice(at)) || !closesLater(whole, at)) return "’";
    singles++;
    return innerOpen;
  };
  return [/["']/, /["']/g, replace];
}

/** A quotation within a paragraph is shorter than this; looking no further keeps long texts quick. */
const LONGEST_QUOTATION = 1500;

/** Whether a single mark that could close a quotation follows; if not, the mark belongs to its word, as in ʿayn typed 'ayn. */
const closesLater = (whole: string, at: number): boolean =>
  /[^\s'"]'(?![\p{L}\p{N}])/u.test(whole.slice(at + 1, at + 1 + LONGEST_QUOTATION));

/** Addresses in running text, which stay as typed. */
const ADDRESSES = /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s"'<>«»“”‘’]+|[\w.+-]+@[\w-]+\.[\w.-]+/gi;

/** From and to, offsets into the joined text. */
type Range = readonly [number, number];

const addressRanges = (whole: string): Range[] =>
  /:\/\/|www\.|@/i.test(whole)
    ? [...whole.matchAll(ADDRESSES)].map((match) => [match.index, match.index + match[0].length])
    : [];

function opaqueRanges(leaves: readonly Leaf[]): Range[] {
  let start = 0;
  return leaves.flatMap(({ text, opaque }): Range[] => {
    start += text.length;
    return opaque ? [[start - text.length, start]] : [];
  });
}

/** Replaces matches of the pattern in the joined text. A match lies in the leaf where it begins, or, empty, in that after it. */
function rewrite(leaves: readonly Leaf[], whole: string, pattern: RegExp, replace: Replace): readonly Leaf[] {
  const matches = [...whole.matchAll(pattern)];
  if (matches.length === 0) return leaves;
  const kept = [...addressRanges(whole), ...opaqueRanges(leaves)].sort((a, b) => a[0] - b[0]);
  let nextKept = 0;
  let start = 0;
  let next = 0;
  let cut = 0; // text before this offset is already spoken for by a match
  return leaves.map((leaf, index) => {
    const end = start + leaf.text.length;
    const last = index === leaves.length - 1;
    const untouched = (matches[next]?.index ?? Infinity) >= end && cut <= start && !last;
    if (untouched) {
      start = end;
      return leaf;
    }
    let text = "";
    let from = Math.max(start, cut);
    for (; next < matches.length; next++) {
      const match = matches[next]!;
      if (match.index > end || (match.index === end && !last)) break;
      const matchEnd = match.index + match[0].length;
      while (kept[nextKept] && kept[nextKept]![1] <= match.index) nextKept++;
      if (kept[nextKept] && kept[nextKept]![0] < matchEnd) continue;
      text += whole.slice(from, match.index) + replace(match, whole);
      from = cut = matchEnd;
    }
    text += from < end ? whole.slice(from, end) : "";
    start = end;
    return leaf.opaque ? leaf : { ...leaf, text };
  });
}

/** Quotation marks and brackets without their others. Problems: MARKS_UNBALANCED. */
import { excerpt, type Found, wordFrom } from "./found.js";
import { type CopyText, NO_COPY } from "./texts.js";

type Kind = "“ ”" | "« »" | "( )" | "[ ]" | "{ }";

interface Mark {
  readonly at: number;
  readonly side: "open" | "close";
}

/** The marks of one kind that a text leaves alone, and how many it has in all. */
interface Loose {
  readonly loose: readonly Mark[];
  readonly count: number;
}

/**
 * Marks of each kind, without single quotation marks: those are apostrophes, feet and the letters ʿayn and hamza as often as
 * quotations, and nothing but the sense tells them apart.
 */
const KINDS: readonly {
  readonly kind: Kind;
  readonly marks: readonly string[];
  readonly all: RegExp;
  readonly quotes: boolean;
}[] = [
  { kind: "“ ”", marks: ["“", "”", "„", "‟"], all: /[“”„‟]/gu, quotes: true },
  { kind: "« »", marks: ["«", "»"], all: /[«»]/gu, quotes: true },
  { kind: "( )", marks: ["(", ")"], all: /[()]/g, quotes: false },
  { kind: "[ ]", marks: ["[", "]"], all: /[[\]]/g, quotes: false },
  { kind: "{ }", marks: ["{", "}"], all: /[{}]/g, quotes: false },
];

/** Paragraphs in which a mark may wait for its other: longer asides and quotations have marks of their own. */
const PARAGRAPHS_OPEN = 4;

const ADDRESS = /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S+/gi;

const withoutAddresses = (text: string): string =>
  text.replace(ADDRESS, (address) => {
    // A bracket round an address is not the address's.
    const end = /[)\]}»”.,;:!?]*$/.exec(address)![0];
    return NO_COPY.repeat(address.length - end.length) + end;
  });

const isWordStart = (text: string, at: number): boolean => at === 0 || /[\s([{«“‘„—–\-/¿¡]/u.test(text[at - 1]!);
const isWordEnd = (text: string, at: number): boolean =>
  at > 0 && /\S/u.test(text[at - 1]!) && (at + 1 >= text.length || /[\s)\]}»”’.,;:!?…—–-]/u.test(text[at + 1]!));

/**
 * Which side a curved mark is on, with so many open: “ closes in German and Czech, ” opens in Swedish, and wherever a program
 * curved it the wrong way.
 */
const curvedSide = (text: string, at: number, open: number): Mark["side"] => {
  const mark = text[at]!;
  if (mark === "„" || mark === "‟") return "open";
  if (mark === "“") return open > 0 && isWordEnd(text, at) && !isWordStart(text, at) ? "close" : "open";
  return open === 0 && isWordStart(text, at) && /\S/u.test(text[at + 1] ?? " ") ? "open" : "close";
};

/** «…» as most do it, »…« as German, Danish and some Arabic copy does: what comes first opens. */
const angledSides = (text: string): { readonly opens: string } => ({
  opens: /[«»]/u.exec(text)?.[0] === "»" && /»[^«»]*«/u.test(text) ? "»" : "«",
});

/** Brackets that have no other by nature: list labels (a), 1)), smileys, intervals of numbers; an inch typed as a quotation mark. */
const standsAlone = (text: string, { at, side }: Mark, kind: Kind): boolean => {
  const before = text.slice(Math.max(0, at - 12), at);
  const around = text.slice(Math.max(0, at - 12), at + 13);
  if (kind === "“ ”") return side === "close" && /\d$/.test(before);
  if (/[:;=8][-o'’^]?[([{)\]}]*$/u.test(before) && /(?:^|\s)\S{1,6}$/u.test(before + text[at])) return true;
  if (/^[([{)\]}]+[-^]?[:;=](?:\s|$)/.test(text.slice(at, at + 6))) return true;
  if (kind === "( )" && side === "close" && /(?:^|[\s(])(?:\p{L}{1,2}|\d{1,3}|[ivxIVX]{1,6})$/u.test(before))
    return true;
  return /[[\]()]\s*[-−+]?[\d∞][\d.,]*\s*[,;]\s*[-−+]?[\d∞][\d.,]*\s*[[\]()]/u.test(around) && /[\d∞]/.test(around);
};

/** The marks of a kind in a text that have no other. */
const looseOf = (text: string, { kind, all }: (typeof KINDS)[number]): Loose => {
  const open: Mark[] = [];
  const loose: Mark[] = [];
  let count = 0;
  const { opens } = angledSides(text);
  for (const { 0: mark, index: at } of text.matchAll(all)) {
    count++;
    const side: Mark["side"] =
      kind === "“ ”"
        ? curvedSide(text, at, open.length)
        : kind === "« »"
          ? mark === opens
            ? "open"
            : "close"
          : "([{".includes(mark)
            ? "open"
            : "close";
    if (side === "open") open.push({ at, side });
    else if (open.length > 0) open.pop();
    else loose.push({ at, side });
  }
  const alone = [...loose, ...open].filter((mark) => !standsAlone(text, mark, kind)).sort((a, b) => a.at - b.at);
  // A typed inch may have closed a quotation before its own mark came.
  const last = alone.at(-1);
  if (kind === "“ ”" && last?.side === "close" && /\d”(?=.*”)/su.test(text)) alone.pop();
  return { loose: alone, count };
};

/** What is told, at its text. */
interface Told extends Mark {
  readonly kind: Kind;
  readonly copy: CopyText;
}

/** A mark that waits for its other in one of the next paragraphs. */
interface Waiting {
  readonly told: Told;
  paragraphs: number;
}

/** Marks of one kind over paragraphs that follow one another. */
const checkRun = (run: readonly CopyText[], kind: (typeof KINDS)[number]): Told[] => {
  const told: Told[] = [];
  let waiting: Waiting | undefined;
  for (const copy of run) {
    const text = withoutAddresses(copy.text);
    // In French, each paragraph of a long quotation may begin with the closing mark.
    const goesOn = waiting !== undefined && kind.quotes && /^\s*[“„”«»]/u.test(text) && !/^\s*[”»]\s*$/u.test(text);
    const begin = goesOn && /^\s*»/u.test(text) ? text.replace("»", "«") : text;
    const { loose, count } = looseOf(begin, kind);
    let rest = [...loose];
    if (waiting !== undefined && count > 0) {
      if (goesOn) waiting = undefined;
      else if (rest[0]?.side === "close") {
        rest = rest.slice(1);
        waiting = undefined;
      }
    }
    if (waiting !== undefined && (count > 0 || ++waiting.paragraphs > PARAGRAPHS_OPEN)) {
      told.push(waiting.told);
      waiting = undefined;
    }
    const last = rest.at(-1);
    if (last?.side === "open" && waiting === undefined) {
      rest.pop();
      waiting = { told: { ...last, kind: kind.kind, copy }, paragraphs: 0 };
    }
    if (rest[0] !== undefined) told.push({ ...rest[0], kind: kind.kind, copy });
  }
  return waiting === undefined ? told : [...told, waiting.told];
};

/** Parts in which marks may be cut off: a pull quote is a piece of a quotation, a cell has its label. */
const isWhole = ({ part }: CopyText, quotes: boolean): boolean => part !== "cell" && !(part === "pullQuote" && quotes);

const wordBefore = (text: string, at: number): string | undefined =>
  /([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/u.exec(text.slice(Math.max(0, at - 60), at))?.[1];

const foundOf = ({ at, side, kind, copy }: Told): Found => {
  const { text, place } = copy;
  const quotes = kind === "“ ”" || kind === "« »";
  const what = quotes ? "quotation" : "bracket";
  return {
    code: "MARKS_UNBALANCED",
    place,
    near: side === "open" ? wordFrom(text, at) : wordBefore(text, at),
    message: `A ${what} ${side === "open" ? "is opened and never closed" : "is closed that was never opened"}: “${excerpt(text, at)}”`,
    remedy: quotes
      ? "Add the other mark. A quotation over several paragraphs opens each of them anew, and is closed in the last."
      : "Add the other bracket, or take this one out.",
  };
};

/** The marks without others in texts, in their order. */
export const checkMarks = (texts: readonly CopyText[]): Found[] => {
  const told: Told[] = [];
  const runs = new Map<number, CopyText[]>();
  for (const copy of texts) {
    const run = runs.get(copy.run);
    if (run === undefined) runs.set(copy.run, [copy]);
    else run.push(copy);
  }
  for (const run of runs.values()) {
    const all = run.map(({ text }) => text).join("");
    for (const kind of KINDS) {
      if (!kind.marks.some((mark) => all.includes(mark))) continue;
      told.push(
        ...checkRun(
          run.filter((copy) => isWhole(copy, kind.quotes)),
          kind,
        ),
      );
    }
  }
  return told.map(foundOf);
};

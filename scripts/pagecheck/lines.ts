import type { DescribedPage, DescribedRun } from "../../src/pdf/index.js";

/** A set line as a reader sees it. Lengths in pt from the trim's top-left corner. */
export interface SetLine {
  readonly pageIndex: number;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** `font size` of most of its characters. */
  readonly style: string;
  readonly text: string;
  /** Numbers of its marked contents on the page. */
  readonly mcids: ReadonlySet<number>;
}

/** Runs on one line stand on one baseline, give or take what printing rounds; in pt. */
export const SAME_BASELINE_PT = 0.3;
/** The widest word space, in ems: beyond it another column begins. */
const WIDEST_SPACE_EM = 1;
/** A letter so many times as large as its neighbours is a drop cap, and no part of the line it stands on. */
const DROP_CAP = 2.5;

const styleOf = ({ font, sizePt }: DescribedRun): string => `${font} ${sizePt}`;

/** Gathers a page's tagged runs into lines. */
export const linesOfPage = ({ runs, index }: DescribedPage): SetLine[] => {
  const rows: DescribedRun[][] = [];
  const tagged = runs.filter(({ standing, text }) => standing === "tagged" && text.trim() !== "");
  for (const run of [...tagged].sort((one, other) => one.baseline - other.baseline)) {
    const row = rows.at(-1);
    if (row !== undefined && run.baseline - row[0]!.baseline < SAME_BASELINE_PT) row.push(run);
    else rows.push([run]);
  }
  return rows.flatMap((row) => splitAtGutters(row).map((line) => newLine(line, index)));
};

const splitAtGutters = (row: DescribedRun[]): DescribedRun[][] => {
  const lines: DescribedRun[][] = [];
  for (const run of row.sort((one, other) => one.x - other.x)) {
    const last = lines.at(-1)?.at(-1);
    const goesOn =
      last !== undefined &&
      run.x - (last.x + last.width) < WIDEST_SPACE_EM * Math.min(last.sizePt, run.sizePt) &&
      last.sizePt < DROP_CAP * run.sizePt;
    if (goesOn) lines.at(-1)!.push(run);
    else lines.push([run]);
  }
  return lines;
};

const newLine = (runs: readonly DescribedRun[], pageIndex: number): SetLine => ({
  pageIndex,
  left: runs[0]!.x,
  right: Math.max(...runs.map(({ x, width }) => x + width)),
  baseline: runs[0]!.baseline,
  style: mostUsed(runs.map((run) => [styleOf(run), run.text.length])),
  text: runs.map(({ text }) => text).join(""),
  mcids: new Set(runs.flatMap(({ mcid }) => mcid ?? [])),
});

/** The key with the largest sum. */
export const mostUsed = <Key>(amounts: readonly (readonly [Key, number])[]): Key => {
  const sums = new Map<Key, number>();
  for (const [key, amount] of amounts) sums.set(key, (sums.get(key) ?? 0) + amount);
  return [...sums].reduce((most, entry) => (entry[1] > most[1] ? entry : most))[0];
};

/** A style with at least this share of all characters is one of the body's. */
const BODY_SHARE = 0.1;

/** The styles that the articles are set in: small print, headlines and labels have far fewer characters. */
export const bodyStyles = (lines: readonly SetLine[]): Set<string> => {
  const sums = new Map<string, number>();
  let whole = 0;
  for (const { style, text } of lines) {
    sums.set(style, (sums.get(style) ?? 0) + text.length);
    whole += text.length;
  }
  return new Set([...sums].filter(([, sum]) => sum >= BODY_SHARE * whole).map(([style]) => style));
};

/** Whether a line is body text: in one of its styles, or in the italic of one. */
export const isBodyLine = ({ style }: Pick<SetLine, "style">, styles: ReadonlySet<string>): boolean =>
  styles.has(style) ||
  styles.has(style.replace(/-?(?:Italic|Oblique)(?= )/, (italic) => (italic[0] === "-" ? "-Regular" : "")));

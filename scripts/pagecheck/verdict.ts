/** Figures against their bounds. */

import type { Checked } from "./check.js";
import type { Meeting } from "./columns.js";
import type { BadEnd } from "./ends.js";
import { type MeasureSpaces, percentile } from "./spaces.js";

export interface Row {
  readonly name: string;
  readonly value: string;
  /** Absent: told, not judged. */
  readonly bound?: string;
  readonly passed?: boolean;
  /** What missed it, the worst first. */
  readonly faults?: readonly string[];
}

/** White at the feet, as shares of the column height. */
const FOOT = { mean: 0.01, worst: 0.04 };
const FOOT_WITHOUT_HOUSE = { mean: 0.02, worst: 0.12 };
const HOUSE_SHARE = 0.08;
const MEET = { columns: 0.995, facing: 0.99 };
export const MOST_HYPHENS = 2;
const WHOLE_WORDS = 0.998;
/** By the page's columns: the 95th percentile against Chromium's, the widest space in normal ones, how many lines may be over `wide`. */
const SPACES: Readonly<Record<number, { ratio: number; wide: number; wideShare: number; widest: number }>> = {
  2: { ratio: 0.7, wide: 4, wideShare: 0, widest: 4 },
  3: { ratio: 0.75, wide: 4, wideShare: 0.005, widest: 6 },
};
/** A 95th percentile of fewer lines is that of two or three odd ones. */
const FEWEST_LINES = 50;
const SHOWN_FAULTS = 6;

const percent = (part: number): string => `${(part * 100).toFixed(2)} %`;
const times = (value: number): string => value.toFixed(2);

const meeting = (name: string, { beside, meeting: met }: Meeting, bound: number): Row => ({
  name,
  value: beside === 0 ? "no lines beside each other" : `${percent(met / beside)} of ${beside} lines`,
  bound: `≥ ${percent(bound)}`,
  passed: beside === 0 || met / beside >= bound,
});

const none = (name: string, ends: readonly BadEnd[]): Row => ({
  name,
  value: String(ends.length),
  bound: "0",
  passed: ends.length === 0,
  faults: ends.map(({ page, text }) => `p. ${page} “${text.trim().slice(0, 50)}”`),
});

const footRows = ({ figures: { footGaps, house }, noHouse }: Checked): Row[] => {
  const bound = noHouse ? FOOT_WITHOUT_HOUSE : FOOT;
  const mean = footGaps.reduce((sum, { share }) => sum + share, 0) / footGaps.length;
  const sorted = [...footGaps].sort((one, other) => other.share - one.share);
  const over = sorted.filter(({ share }) => share > bound.worst);
  const worst = sorted[0];
  return [
    {
      name: `white at the foot, mean of ${footGaps.length} pages`,
      value: percent(mean),
      bound: `≤ ${percent(bound.mean)}`,
      passed: mean <= bound.mean,
    },
    {
      name: "white at the foot, worst page",
      value: worst === undefined ? "no page" : `${percent(worst.share)} on p. ${worst.page}`,
      bound: `≤ ${percent(bound.worst)}`,
      passed: over.length === 0,
      faults: over.map(
        ({ page, share, columns }) =>
          `p. ${page} ${percent(share)} (${columns.map((gap) => (gap * 100).toFixed(0)).join(" · ")})`,
      ),
    },
    {
      name: "house matter, share of all pages",
      value: percent(house.share),
      bound: `≤ ${percent(noHouse ? 0 : HOUSE_SHARE)}`,
      passed: house.share <= (noHouse ? 0 : HOUSE_SHARE) && house.untold.length === 0,
      faults: house.untold.map((page) => `p. ${page} has house matter that is not tagged as an aside`),
    },
  ];
};

const spaceRows = ({ spaces }: Checked): Row[] =>
  spaces.flatMap(({ measurePt, columns, lines, ragged, own, browser }): Row[] => {
    const bound = SPACES[columns];
    const name = `word spaces, ${columns} columns of ${measurePt.toFixed(0)} pt`;
    const [ours, theirs] = [percentile(own, 0.95), percentile(browser, 0.95)];
    const ratio = ours / theirs;
    const counts = `${own.length} and ${browser.length} lines`;
    const p95: Row = { name: `${name}, 95th percentile`, value: `not judged, of ${counts}` };
    if (Math.min(own.length, browser.length) < FEWEST_LINES) return [p95];
    const told: Row = { ...p95, value: `${times(ours)} × (Chromium ${times(theirs)} ×; ${counts}): ${times(ratio)}` };
    if (bound === undefined) return [told];
    const wide = lines.filter((line) => line.ratio > bound.wide).sort((one, other) => other.ratio - one.ratio);
    const widest = Math.max(...lines.map((line) => line.ratio));
    const share = wide.length / lines.length;
    return [
      { ...told, bound: `≤ ${times(bound.ratio)} of Chromium's`, passed: ratio <= bound.ratio },
      {
        name: `${name}, widest`,
        value: `${times(widest)} ×; over ${bound.wide} ×: ${wide.length} of ${lines.length} lines (${percent(share)}), beside ${ragged} left short`,
        bound: `≤ ${bound.widest} ×${bound.wideShare > 0 ? `; ≤ ${percent(bound.wideShare)}` : ""}`,
        passed: widest <= bound.widest && share <= bound.wideShare,
        faults: wide.map((line) => `${times(line.ratio)} × “${line.text.slice(0, 40)}”`),
      },
    ];
  });

/**
 * Lines that both engines break alike have the same spaces, give or take this share: a hanging hyphen stands a tenth of a point further
 * out, and a table of another height makes copyfitting set another paragraph a line shorter.
 */
const ENGINES_APART = 0.02;

const widestOf = ({ lines }: MeasureSpaces): number => Math.max(...lines.map(({ ratio }) => ratio));
const p95Of = ({ lines }: MeasureSpaces): number =>
  percentile(
    lines.map(({ ratio }) => ratio),
    0.95,
  );

/** Word spaces beside those of the Chromium engine on the same text. Measures that few lines have are told, not judged. */
export const besideChromiumRows = (own: readonly MeasureSpaces[], chromium: readonly MeasureSpaces[]): Row[] =>
  own.flatMap((group) => {
    const other = chromium.find(({ measurePt }) => Math.abs(measurePt - group.measurePt) < 1);
    const name = `word spaces, ${group.columns} columns of ${group.measurePt.toFixed(0)} pt, beside the Chromium engine`;
    if (other === undefined || Math.min(group.lines.length, other.lines.length) < FEWEST_LINES)
      return [{ name, value: `not judged, of ${group.lines.length} and ${other?.lines.length ?? 0} lines` }];
    const row = (what: string, [ours, theirs]: readonly [number, number]): Row => ({
      name: `${name}, ${what}`,
      value: `${ours.toFixed(3)} × (${theirs.toFixed(3)} ×)`,
      bound: `≤ ${times(1 + ENGINES_APART)} of its`,
      passed: ours <= theirs * (1 + ENGINES_APART),
    });
    return [row("95th percentile", [p95Of(group), p95Of(other)]), row("widest", [widestOf(group), widestOf(other)])];
  });

/** Every figure, judged where it has a bound. */
export const judge = (checked: Checked): Row[] => {
  const { figures, ladders, words, spaces, chromiumSpaces } = checked;
  const { ends, pictures } = figures;
  return [
    { name: "pages", value: String(figures.pages) },
    {
      name: "body",
      value: `${figures.bodyStyles.join(", ")} pt; ${figures.bodyLines.length} lines, ${figures.leadingPt} pt apart`,
    },
    ...footRows(checked),
    meeting("lines meet across columns", figures.columns, MEET.columns),
    meeting("lines meet across facing pages", figures.facingPages, MEET.facing),
    none("widows", ends.widows),
    none("orphans", ends.orphans),
    none("stranded crossheads", ends.stranded),
    none("columns of one line", ends.lonely),
    none(`more than ${MOST_HYPHENS} hyphens in a row`, ladders),
    none("lines on lines or pictures, pictures on pictures", figures.collisions),
    none(`captions away from their pictures (of ${pictures.pictures})`, pictures.apart),
    none("pictures before their article", pictures.early),
    ...spaceRows(checked),
    ...(chromiumSpaces === undefined ? [] : besideChromiumRows(spaces, chromiumSpaces)),
    ...words.map(({ reader, words: all, found, missing }) => ({
      name: `words found whole by ${reader}`,
      value: `${percent(found / all)} of ${all}`,
      bound: `≥ ${percent(WHOLE_WORDS)}`,
      passed: found / all >= WHOLE_WORDS,
      faults: [missing.slice(0, 20).join(", ")],
    })),
  ];
};

export const isPassed = (rows: readonly Row[]): boolean => rows.every(({ passed }) => passed !== false);

/** Rows as text: name, measured, bound, verdict; what missed a bound stands under it. */
export const rowsText = (rows: readonly Row[]): string => {
  const widths = [0, 0, 0];
  const cells = rows.map(({ name, value, bound = "", passed }) => [
    name,
    value,
    bound,
    passed === undefined ? "" : passed ? "pass" : "MISS",
  ]);
  for (const row of cells) for (const at of [0, 1, 2]) widths[at] = Math.max(widths[at]!, row[at]!.length);
  widths[1] = Math.min(widths[1]!, 84);
  return rows
    .map(({ passed, faults = [] }, index) => {
      const line = cells[index]!.map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd();
      if (passed !== false) return line;
      const more = faults.length > SHOWN_FAULTS ? [`and ${faults.length - SHOWN_FAULTS} more`] : [];
      return [line, ...[...faults.slice(0, SHOWN_FAULTS), ...more].map((fault) => `    ${fault}`)].join("\n");
    })
    .join("\n");
};

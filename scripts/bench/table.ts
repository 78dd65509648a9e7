/** The figures as text for a terminal. */
import { type Bound, type Medians, marginalMs } from "./figures.js";
import { PHASES } from "./measure.js";

const right = (text: string, width: number): string => text.padStart(width);
const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** Columns as wide as their widest cell; the first flush left, figures flush right. */
export const columns = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, index) => Math.max(...rows.map((row) => row[index]!.length)));
  return rows
    .map((row) =>
      row.map((cell, index) => (index === 0 ? cell.padEnd(widths[0]!) : right(cell, widths[index]!))).join("  "),
    )
    .join("\n");
};

const phaseTable = (issue: Medians): string => {
  const { unfitted } = issue;
  const shown = unfitted === undefined ? [issue] : [issue, unfitted];
  const row = (name: string, of: (medians: Medians) => number): string[] => [name, ...shown.map((one) => ms(of(one)))];
  return columns([
    ["phase", "ms", "without fitting"].slice(0, 1 + shown.length),
    ...PHASES.map((phase) => row(phase, ({ phases }) => phases[phase])),
    row("whole process", ({ whole }) => whole),
    ["", "", ""].slice(0, 1 + shown.length),
    row("floor: launch", ({ floor }) => floor.launch),
    row("floor: load", ({ floor }) => floor.load),
    row("floor: print", ({ floor }) => floor.print),
    row("floor", ({ floor }) => floor.sum),
    row("(its whole process)", ({ floor }) => floor.whole),
  ]);
};

const boundTable = (bounds: readonly Bound[]): string =>
  columns([
    ["figure", "measured", "bound", "", "verdict"],
    ...bounds.map(({ name, value, bound, unit, passed }) => {
      const shown = (figure: number): string => (unit === "×" ? figure.toFixed(2) : figure.toFixed(0));
      return [name, shown(value), shown(bound), unit, passed ? "pass" : "MISS"];
    }),
  ]);

const growthTable = (growth: readonly Medians[]): string =>
  columns([
    [
      "articles",
      "pages",
      "words",
      "whole ms",
      "compose",
      "print",
      "finish",
      "more/article",
      "floor ms",
      "floor/page",
      "more/article",
      "peak MB",
    ],
    ...growth.map((size, index) => {
      const before = growth[index - 1];
      const more = (of: (medians: Medians) => number): string =>
        before === undefined ? "" : ms(marginalMs(before, size, of));
      return [
        String(size.articles),
        String(size.pages),
        String(size.words),
        ms(size.whole),
        ms(size.phases.compose),
        ms(size.phases.print),
        ms(size.phases.finish),
        more(({ whole }) => whole),
        ms(size.floor.sum),
        ms(size.floorPerPage),
        more(({ floor }) => floor.sum),
        ms(size.peakMb),
      ];
    }),
  ]);

export interface Verdict {
  readonly issue: Medians;
  readonly growth: readonly Medians[];
  readonly bounds: readonly Bound[];
  readonly runs: number;
  readonly load: number;
}

export const verdictText = ({ issue, growth, bounds, runs, load }: Verdict): string =>
  [
    `${issue.articles} articles, ${issue.photographs} photographs, ${issue.words} words: ${issue.pages} pages. Medians of ${runs}; load ${load.toFixed(1)}.`,
    phaseTable(issue),
    `floor per page ${issue.floorPerPage.toFixed(1)} ms; whole build ${(issue.whole / issue.floor.sum).toFixed(2)} × the floor; Node's own processor time ${ms(issue.cpuMs)} ms`,
    ...(growth.length > 1 ? [growthTable(growth)] : []),
    boundTable(bounds),
    "",
  ].join("\n\n");

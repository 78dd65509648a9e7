/** The figures of the engine without a browser, as text for a terminal. */
import type { Bound } from "./figures.js";
import { furtherMs, type IssueFigures } from "./pdfkit-figures.js";
import { PDFKIT_PHASES } from "./pdfkit-runs.js";
import { columns } from "./table.js";

const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

const phaseTable = ({ phases, pdfkit, bare, chromium }: IssueFigures): string =>
  columns([
    ["", "ms", "processor", "peak MB"],
    ...PDFKIT_PHASES.map((phase) => [phase, ms(phases[phase]), "", ""]),
    ["", "", "", ""],
    ...Object.entries({ "whole build": pdfkit, "bare script": bare, "in the browser": chromium }).flatMap(
      ([name, spent]) => (spent === undefined ? [] : [[name, ms(spent.whole), ms(spent.cpuMs), ms(spent.peakMb)]]),
    ),
  ]);

const growthTable = (growth: readonly IssueFigures[]): string =>
  columns([
    ["articles", "pages", "words", "whole ms", "more/article", "processor", "peak MB", "times bare"],
    ...growth.flatMap((size, index) => {
      const before = growth[index - 1];
      const cells = (by: "pdfkit" | "bare"): string[] => {
        const { whole, cpuMs, peakMb } = size[by];
        return [ms(whole), before === undefined ? "" : ms(furtherMs(before, size, by)), ms(cpuMs), ms(peakMb)];
      };
      const counts = [size.articles, size.pages, size.words].map(String);
      return [
        [...counts, ...cells("pdfkit"), (size.pdfkit.whole / size.bare.whole).toFixed(2)],
        ["  bare", "", "", ...cells("bare"), ""],
      ];
    }),
  ]);

const boundTable = (bounds: readonly Bound[]): string =>
  columns([
    ["figure", "measured", "bound", "", "verdict"],
    ...bounds.map(({ name, value, bound, unit, passed }) => {
      const shown = (figure: number): string => (unit === "×" ? figure.toFixed(2) : figure.toFixed(0));
      return [name, shown(value), shown(bound), unit, passed ? "pass" : "MISS"];
    }),
  ]);

export interface PdfkitVerdict {
  readonly issue: IssueFigures;
  readonly growth: readonly IssueFigures[];
  readonly bounds: readonly Bound[];
  readonly runs: number;
  readonly load: number;
}

export const pdfkitVerdict = ({ issue, growth, bounds, runs, load }: PdfkitVerdict): string =>
  [
    `${issue.articles} articles, ${issue.photographs} photographs, ${issue.words} words: ${issue.pages} pages, ${issue.lines} lines. Medians of ${runs}; load ${load.toFixed(1)}.`,
    phaseTable(issue),
    ...(growth.length > 1 ? [growthTable(growth)] : []),
    boundTable(bounds),
    "",
  ].join("\n\n");

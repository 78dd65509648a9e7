import { KIND_NAMES, notesOf, type PageNotes, spreadsOf, totalsOf } from "./spreads.js";
import type { Plan, PlanFault } from "./types.js";

/** Paints text on a terminal; elsewhere each gives its text as it is. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

const BAR_CELLS = 10;
const WIDEST_PAGE = 64;
const NARROWEST_PAGE = 34;
const GUTTER = " │ ";
const MARKS = { over: "▲", under: "▽", budget: "◆" } as const;

type Colour = keyof Paint;
/** A line of a page's cell: pieces of text and what they are painted in. */
type Line = readonly (readonly [string, Colour?])[];

const cut = (text: string, width: number): string =>
  [...text].length <= width ? text : `${[...text].slice(0, Math.max(0, width - 1)).join("")}…`;

const bar = (fill: number): string => {
  const filled = Math.min(BAR_CELLS, Math.round(fill * BAR_CELLS));
  return "█".repeat(filled) + "░".repeat(BAR_CELLS - filled);
};

const faultColour = ({ kind }: PlanFault): Colour => (kind === "under" ? "yellow" : "red");

const percent = (fill: number): string => `${Math.round(fill * 100)} %`;

/** What one page says, at most `width` characters a line. */
const pageLines = ({ page, articles, faults }: PageNotes, width: number): Line[] => {
  const worst = page.faults[0];
  const fill = `${bar(page.fill)} ${percent(page.fill).padStart(5)}`;
  const head = cut(page.master, width - fill.length - 6);
  const room = " ".repeat(Math.max(1, width - 4 - head.length - fill.length));
  const lines: Line[] = [
    [
      [String(page.folio).padStart(3), "bold"],
      [` ${head}${room}`, "dim"],
      [fill, worst === undefined ? "green" : faultColour(worst)],
    ],
  ];
  if (page.section !== undefined) lines.push([[`    ${cut(page.section, width - 4)}`, "dim"]]);
  for (const { article, begins } of articles) {
    const words = begins ? `${article.words.toLocaleString("en")} w` : "";
    const headline = cut(`${begins ? "" : "… "}${article.headline}`, width - 5 - words.length);
    const space = " ".repeat(Math.max(1, width - 4 - [...headline].length - words.length));
    lines.push([[`    ${headline}`, begins ? "bold" : "dim"], [begins ? `${space}${words}` : ""]]);
    if (begins && article.fits.length > 0) lines.push([[cut(`      ${article.fits.join(", ")}`, width), "dim"]]);
  }
  if (page.house !== undefined && page.house.length > 0)
    lines.push([[cut(`    house: ${page.house.join(", ")}`, width), "dim"]]);
  for (const fault of faults)
    lines.push([[cut(`    ${MARKS[fault.kind]} ${KIND_NAMES[fault.kind]}: ${fault.text}`, width), faultColour(fault)]]);
  return lines;
};

const paintLine = (line: Line, width: number, paint: Paint): string => {
  const length = line.reduce((sum, [text]) => sum + [...text].length, 0);
  const painted = line.map(([text, colour]) => (colour === undefined || text === "" ? text : paint[colour](text)));
  return painted.join("") + " ".repeat(Math.max(0, width - length));
};

/** The flatplan as text: spreads under each other, left-hand page before right-hand page, then the totals. `columns`: the terminal's. */
export const planText = (
  plan: Plan,
  { columns, paint }: { readonly columns: number; readonly paint: Paint },
): string => {
  const width = Math.max(NARROWEST_PAGE, Math.min(WIDEST_PAGE, Math.floor((columns - GUTTER.length) / 2)));
  const blocks = spreadsOf(notesOf(plan)).map(({ verso, recto }) => {
    const left = verso === undefined ? [] : pageLines(verso, width);
    const right = recto === undefined ? [] : pageLines(recto, width);
    const lines: string[] = [];
    for (let row = 0; row < Math.max(left.length, right.length); row++)
      lines.push(
        `${paintLine(left[row] ?? [], width, paint)}${paint.dim(GUTTER)}${paintLine(right[row] ?? [], width, paint)}`.trimEnd(),
      );
    return lines.join("\n");
  });
  const faults = plan.faults.map((fault) =>
    paint[faultColour(fault)](`${MARKS[fault.kind]} ${KIND_NAMES[fault.kind]}: ${fault.text}`),
  );
  return `${[paint.bold(plan.title), ...blocks, [totalsOf(plan), ...faults].join("\n")].join("\n\n")}\n`;
};

import { type FigureSize, placeOf } from "../copyfit/index.js";
import type { ComposePlan, OpenerPlan } from "../layout/index.js";
import { FEWEST_OPENING_LINES, type OpenerLines } from "../makeup/index.js";
import type { Problem } from "../problem.js";
import type { FigureUnit, MeasuredCopy, SolidUnit, StoryCopy, TableUnit } from "./units.js";

/** A table column narrower than this many px per cell reads badly in one column: the table goes over several. */
const NARROW_TABLE_PX = 260;
/** Share of the type area's lines that a picture may take at most. */
const TALLEST_FIGURE = 0.6;
const SMALLEST_FIGURE_LINES = 6;
/** How far a crop may leave a picture's own proportions: to 0.8 of them (taller), to 1.4 (wider). */
const CROP = { tallest: 0.8, widest: 1.4 };
/** Proportions of a gallery's pictures, width over height. */
const GALLERY_ASPECT = { natural: 1.25, tallest: 0.85, widest: 1.6 };

const wholeLines = (heightPx: number, leadingPx: number): number =>
  Math.max(1, Math.ceil((heightPx - 0.05) / leadingPx));

const heightOf = (element: Element): number => element.getBoundingClientRect().height;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

const measureFigure = (unit: FigureUnit, size: FigureSize, { leadingPx, lines: pageLines }: ComposePlan): void => {
  size.restPx = heightOf(unit.element);
  const gallery = unit.element.dataset.flow === "gallery";
  const crops = [...unit.element.querySelectorAll<HTMLElement>("[data-crop]")];
  const widthPx = crops[0]?.clientWidth ?? size.widthPx;
  const own = Number(crops[0]?.dataset.width) / Number(crops[0]?.dataset.height) || 1.5;
  const range = gallery ? GALLERY_ASPECT : { natural: own, tallest: own * CROP.tallest, widest: own * CROP.widest };
  const linesAt = (aspect: number): number => (size.restPx + widthPx / aspect) / leadingPx;
  if (unit.element.dataset.whole !== undefined) {
    size.natural = Math.min(pageLines, Math.ceil(linesAt(own)));
    size.minLines = size.natural;
    size.maxLines = size.natural;
    return;
  }
  const tallest = Math.floor(pageLines * TALLEST_FIGURE);
  size.natural = clamp(Math.round(linesAt(range.natural)), SMALLEST_FIGURE_LINES, tallest);
  size.minLines = clamp(Math.ceil(linesAt(range.widest)), SMALLEST_FIGURE_LINES, size.natural);
  size.maxLines = clamp(Math.floor(linesAt(range.tallest)), size.natural, tallest);
};

/** Captions break differently at each width: one layout for all figures' first sizes, one for their second ones, and so on. */
const measureFigures = (copies: readonly StoryCopy[], plan: ComposePlan): void => {
  const figures = copies.flatMap((copy) => copy.units.filter((unit) => unit.kind === "figure"));
  const most = Math.max(0, ...figures.map((unit) => unit.sizes.length));
  for (let index = most - 1; index >= 0; index--) {
    const sized = figures.filter((unit) => index < unit.sizes.length);
    for (const unit of sized) unit.element.style.width = `${unit.sizes[index].widthPx}px`;
    for (const unit of sized) measureFigure(unit, unit.sizes[index], plan);
  }
};

const measureTable = (unit: TableUnit, { leadingPx }: ComposePlan): void => {
  const { table, element } = unit;
  const head = table.tHead;
  // The caption stands above the first part only; a head is repeated above every part.
  unit.captionLines = Math.round((heightOf(element) - heightOf(table)) / leadingPx);
  unit.headLines = head === null ? 0 : wholeLines(heightOf(head), leadingPx);
  unit.rowLines = [...(table.tBodies[0]?.rows ?? [])].map((row) => wholeLines(heightOf(row), leadingPx));
  unit.columnPx = [...(table.rows[0]?.cells ?? [])].map((cell) => cell.getBoundingClientRect().width);
};

/** Finds the setting in which a table fits: the column; smaller type; more columns; at last with words broken, and reported. */
const fitTables = (copies: readonly StoryCopy[], plan: ComposePlan, problems: Problem[]): void => {
  const tables = copies.flatMap((copy) =>
    copy.units.flatMap((unit) =>
      unit.kind === "table" ? [{ copy, unit, columns: unit.table.rows[0]?.cells.length ?? 1 }] : [],
    ),
  );
  const widthOver = (copy: StoryCopy, span: number): number => copy.measurePx * span + plan.columnGutterPx * (span - 1);
  for (const { copy, unit, columns } of tables) {
    const narrow = copy.measurePx < NARROW_TABLE_PX;
    const own = Number(unit.element.dataset.span) || (narrow && columns >= 3 ? (columns >= 6 ? 3 : 2) : 1);
    unit.span = Math.min(copy.plan.columns, own);
    unit.element.style.width = `${widthOver(copy, unit.span)}px`;
  }
  const tooWide = ({ copy, unit }: (typeof tables)[number]): boolean =>
    unit.table.getBoundingClientRect().width > widthOver(copy, unit.span) + 0.5;
  for (const entry of tables.filter(tooWide)) entry.unit.element.classList.add("table-small");
  for (const entry of tables.filter(tooWide)) {
    const { copy, unit } = entry;
    unit.span = copy.plan.columns;
    unit.element.style.width = `${widthOver(copy, unit.span)}px`;
  }
  for (const { unit } of tables.filter(tooWide)) {
    unit.element.classList.add("table-squeezed");
    const place = placeOf(unit, plan);
    problems.push({
      code: "TABLE_TOO_WIDE",
      severity: "warning",
      ...(place === undefined ? {} : { place }),
      message: "The table is wider than the page even in small type; its words were broken to fit.",
      remedy: "Give the table fewer columns or shorter cells, or turn rows and columns.",
    });
  }
};

/** Measures every block that is not a paragraph, in one layout of the copy as it stands. Heights become whole grid lines. */
export const measureBlocks = (copies: readonly StoryCopy[], plan: ComposePlan): Problem[] => {
  const problems: Problem[] = [];
  fitTables(copies, plan, problems);
  measureFigures(copies, plan);
  for (const copy of copies) {
    for (const unit of copy.units) {
      if (unit.kind === "solid") (unit as SolidUnit).lines = wholeLines(heightOf(unit.element), plan.leadingPx);
      else if (unit.kind === "table") measureTable(unit, plan);
    }
  }
  return problems;
};

/** A head's words fit into its width; a narrow head may not hold a long word of the headline. */
const holdsItsWords = (pages: readonly HTMLElement[]): boolean =>
  [...pages[pages.length - 1].querySelectorAll<HTMLElement>("[data-head] :is(h1, p)")].every(
    (words) => words.scrollWidth <= words.clientWidth + 1,
  );

/** Measures each copy's ways to open. Openers whose heads do not hold their words are left out; the usual one stays in any case. */
export const measureOpeners = (copies: readonly StoryCopy[], plan: ComposePlan): MeasuredCopy[] =>
  copies.map((copy) => {
    const kept = copy.openers.flatMap((pages, index) => (index === 0 || holdsItsWords(pages) ? [index] : []));
    const [usual, ...others] = kept.map((index) => copy.plan.openers[index]);
    const [first, ...further] = kept.map((index) => measureOpener(copy.openers[index], copy.plan.openers[index], plan));
    return {
      ...copy,
      openers: kept.map((index) => copy.openers[index]),
      openerLines: [first, ...further],
      plan: { ...copy.plan, openers: [usual, ...others] },
    };
  });

/** One way to open a story: lines of its head without a hero, and what the hero may take. */
const measureOpener = (
  pages: readonly HTMLElement[],
  { hero, sinkLines, runsOn }: OpenerPlan,
  { leadingPx, lines }: ComposePlan,
): OpenerLines => {
  const page = pages[pages.length - 1];
  const leadPages = pages.length - 1;
  const head = page.querySelector<HTMLElement>("[data-head]");
  if (head === null) return { headLines: 0, sinkLines: 0, leadPages, runsOn };
  const headLines = wholeLines(heightOf(head), leadingPx);
  const sink = Math.max(0, Math.min(sinkLines, lines - headLines - FEWEST_OPENING_LINES));
  // A spread's hero has a page to itself.
  if (hero === undefined || leadPages > 0) return { headLines, sinkLines: sink, leadPages, runsOn };
  // A hero that bleeds is taller than its lines by the margin it runs into.
  const bleedPx = page.querySelector<HTMLElement>(".hero")?.clientHeight ?? 0;
  // Under the hero the copy has room to begin, or the hero takes the page to itself.
  const room = lines - headLines - FEWEST_OPENING_LINES;
  const maxLines = Math.min(hero.maxLines, room);
  const minLines = Math.min(hero.minLines, maxLines);
  const own = (hero.widthPx / hero.aspect - bleedPx) / leadingPx;
  // Cropped by less than a line in height, for the grid's sake, a hero still counts as whole.
  const natural = hero.whole ? Math.min(Math.round(own), room) : clamp(Math.round(own), minLines, maxLines);
  return {
    headLines,
    sinkLines: sink,
    leadPages,
    runsOn,
    hero: hero.whole ? { minLines: natural, maxLines: natural, natural } : { minLines, maxLines, natural },
  };
};

import {
  type FigureSize,
  figureLines,
  openerLines,
  placeOf,
  TABLE_TOO_WIDE,
  tableSpan,
  wholeLines,
} from "../copyfit/index.js";
import type { ComposePlan, OpenerPlan } from "../layout/index.js";
import type { OpenerLines } from "../makeup/index.js";
import type { Problem } from "../problem.js";
import type { FigureUnit, MeasuredCopy, SolidUnit, StoryCopy, TableUnit } from "./units.js";

const heightOf = (element: Element): number => element.getBoundingClientRect().height;

/** What stands in a box, a quotation or a list stays there, and is as wide as they leave it. */
const isWithin = ({ wrappers }: FigureUnit | TableUnit): boolean => wrappers.length > 0;

const measureFigure = (unit: FigureUnit, size: FigureSize, plan: ComposePlan): void => {
  if (isWithin(unit)) size.widthPx = unit.element.getBoundingClientRect().width;
  size.restPx = heightOf(unit.element);
  const [crop] = unit.element.querySelectorAll<HTMLElement>("[data-crop]");
  const figure = {
    widthPx: crop?.clientWidth ?? size.widthPx,
    restPx: size.restPx,
    aspect: Number(crop?.dataset.width) / Number(crop?.dataset.height) || 1.5,
    gallery: unit.element.dataset.flow === "gallery",
    whole: unit.element.dataset.whole !== undefined,
  };
  Object.assign(size, figureLines(figure, plan));
};

/** Captions break differently at each width: one layout for all figures' first sizes, one for their second ones, and so on. */
const measureFigures = (copies: readonly StoryCopy[], plan: ComposePlan): void => {
  const figures = copies.flatMap((copy) => copy.units.filter((unit) => unit.kind === "figure"));
  const most = Math.max(0, ...figures.map((unit) => unit.sizes.length));
  for (let index = most - 1; index >= 0; index--) {
    const sized = figures.filter((unit) => index < unit.sizes.length);
    for (const unit of sized) unit.element.style.width = isWithin(unit) ? "" : `${unit.sizes[index].widthPx}px`;
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

/** Lets a table stand over some of the page's columns, or in what it stands within. */
const spanColumns = ({ unit, copy }: { unit: TableUnit; copy: StoryCopy }, span: number, gutterPx: number): void => {
  unit.span = isWithin(unit) ? 1 : Math.min(copy.plan.columns, span);
  unit.element.style.width = isWithin(unit) ? "" : `${copy.measurePx * unit.span + gutterPx * (unit.span - 1)}px`;
};

/** Finds the setting in which a table fits: the column; smaller type; more columns; at last with words broken, and reported. */
const fitTables = (copies: readonly StoryCopy[], plan: ComposePlan, problems: Problem[]): void => {
  const tables = copies.flatMap((copy) =>
    copy.units.flatMap((unit) =>
      unit.kind === "table" ? [{ copy, unit, columns: unit.table.rows[0]?.cells.length ?? 1 }] : [],
    ),
  );
  for (const entry of tables) {
    const own = Number(entry.unit.element.dataset.span) || tableSpan(entry.copy.measurePx, entry.columns);
    spanColumns(entry, own, plan.columnGutterPx);
  }
  const widthOf = (element: Element): number => element.getBoundingClientRect().width;
  const tooWide = ({ unit }: (typeof tables)[number]): boolean => widthOf(unit.table) > widthOf(unit.element) + 0.5;
  for (const entry of tables.filter(tooWide)) entry.unit.element.classList.add("table-small");
  for (const entry of tables.filter(tooWide)) spanColumns(entry, entry.copy.plan.columns, plan.columnGutterPx);
  for (const { unit } of tables.filter(tooWide)) {
    unit.element.classList.add("table-squeezed");
    const place = placeOf(unit, plan);
    problems.push({ ...TABLE_TOO_WIDE, ...(place === undefined ? {} : { place }) });
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

/** One way to open a story. A spread's first page has no copy; a hero that bleeds is taller than its lines by the margin it runs into. */
const measureOpener = (pages: readonly HTMLElement[], opener: OpenerPlan, plan: ComposePlan): OpenerLines => {
  const page = pages[pages.length - 1];
  const leadPages = pages.length - 1;
  const head = page.querySelector<HTMLElement>("[data-head]");
  if (head === null) return { headLines: 0, sinkLines: 0, leadPages, runsOn: opener.runsOn };
  const bleedPx = page.querySelector<HTMLElement>(".hero")?.clientHeight ?? 0;
  return openerLines(opener, { headPx: heightOf(head), leadPages, bleedPx }, plan);
};

import type { Elastic, Float, Flow, Group, Row } from "../makeup/index.js";
import type { StoryCopy, TableUnit, Unit, Wrapper } from "./units.js";

/** Lines of a paragraph that must stay together at the foot and at the head of a column. */
const ORPHANS = 2;
const WIDOWS = 2;
/** Rows of a table that must stay together. */
const TABLE_ROWS_TOGETHER = 2;

/** What a row of the make-up stands for: line or table row `part` of unit `unit`. */
export interface RowSource {
  readonly unit: number;
  readonly part: number;
}

/** A story's copy as make-up sees it, and the way back from its rows and floats to the units. */
export interface StoryFlow {
  readonly flow: Flow;
  readonly sources: readonly RowSource[];
  readonly floatUnits: readonly number[];
}

/** May a column end after part `part` of `count`? */
const mayBreak = (part: number, count: number, atLeastBefore: number, atLeastAfter: number, keep: boolean): boolean => {
  const done = part + 1;
  return done === count ? !keep : done >= atLeastBefore && count - done >= atLeastAfter;
};

const partsOf = (unit: Unit): { lines: readonly number[]; before: number; after: number } => {
  switch (unit.kind) {
    case "paragraph":
      return { lines: unit.set!.lines.map(() => 1), before: Math.max(ORPHANS, unit.dropLines), after: WIDOWS };
    case "table":
      return { lines: unit.rowLines, before: TABLE_ROWS_TOGETHER, after: TABLE_ROWS_TOGETHER };
    case "figure":
      return { lines: [unit.sizes[0].natural], before: 1, after: 1 };
    default:
      return { lines: [unit.lines], before: 1, after: 1 };
  }
};

/** A table over several columns stands outside the text, if a page can hold it. */
export const tableLines = (unit: TableUnit): number =>
  unit.captionLines + unit.headLines + unit.rowLines.reduce((sum, lines) => sum + lines, 0);

const floatOf = (unit: Unit, anchor: number, pageLines: number): Float | undefined => {
  if (unit.kind === "figure" && unit.sizes[0].span > 1) return { anchor, sizes: unit.sizes };
  if (unit.kind === "table" && unit.span > 1 && tableLines(unit) <= pageLines) {
    const lines = tableLines(unit);
    return { anchor, sizes: [{ span: unit.span, minLines: lines, natural: lines, maxLines: lines }] };
  }
  return undefined;
};

/** A box or quote of up to this many grid lines is not split. */
const WHOLE_GROUP_LINES = 16;

/** Rows of short boxes and quotes stay together: they lose their breaks, but for the one after the last. */
const keepShortGroupsWhole = (rows: Row[], groups: readonly Group[]): void => {
  let first = 0;
  while (first < rows.length) {
    const { group } = rows[first];
    let end = first + 1;
    while (end < rows.length && rows[end].group === group) end++;
    if (group >= 0) {
      const lines = rows
        .slice(first, end)
        .reduce((sum, row) => sum + row.lines, groups[group].padTop + groups[group].padBottom);
      if (lines <= WHOLE_GROUP_LINES)
        for (let row = first; row < end - 1; row++) rows[row] = { ...rows[row], breakAfter: false };
    }
    first = end;
  }
};

export const makeFlow = (copy: StoryCopy, pageLines: number): StoryFlow => {
  const rows: Row[] = [];
  const sources: RowSource[] = [];
  const groups: Group[] = [];
  const floats: Float[] = [];
  const floatUnits: number[] = [];
  const elastics: Elastic[] = [];
  const groupOfWrapper = new Map<Wrapper, number>();
  const addGroup = (group: Group): number => groups.push(group) - 1;
  const groupOf = (unit: Unit): number => {
    if (unit.kind === "table" && unit.headLines > 0) return addGroup({ padTop: unit.headLines, padBottom: 0 });
    const padded = unit.wrappers.find((wrapper) => wrapper.padTop + wrapper.padBottom > 0);
    if (padded === undefined) return -1;
    let index = groupOfWrapper.get(padded);
    if (index === undefined) {
      index = addGroup(padded);
      groupOfWrapper.set(padded, index);
    }
    return index;
  };
  copy.units.forEach((unit, index) => {
    const float = floatOf(unit, rows.length, pageLines);
    if (float !== undefined) {
      floats.push(float);
      floatUnits.push(index);
      return;
    }
    if (unit.kind === "figure")
      elastics.push({ row: rows.length, minLines: unit.sizes[0].minLines, maxLines: unit.sizes[0].maxLines });
    const { lines, before, after } = partsOf(unit);
    const group = groupOf(unit);
    if (unit.keepAbove && rows.length > 0) rows[rows.length - 1] = { ...rows[rows.length - 1], breakAfter: false };
    if (unit.kind === "table" && unit.captionLines > 0) {
      rows.push({ lines: unit.captionLines, before: unit.before, after: 0, breakAfter: false, group: -1 });
      sources.push({ unit: index, part: -1 });
    }
    lines.forEach((height, part) => {
      rows.push({
        lines: height,
        before: part === 0 && !(unit.kind === "table" && unit.captionLines > 0) ? unit.before : 0,
        after: part === lines.length - 1 ? unit.after : 0,
        breakAfter: mayBreak(part, lines.length, before, after, unit.keep),
        group,
      });
      sources.push({ unit: index, part });
    });
  });
  keepShortGroupsWhole(rows, groups);
  return { flow: { rows, groups, floats, elastics }, sources, floatUnits };
};

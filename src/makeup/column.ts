import type { Flow, Row } from "./types.js";

export interface ColumnFill {
  /** First row that did not fit. */
  readonly to: number;
  readonly used: number;
  readonly forced: boolean;
}

/** White lines between two neighbouring rows of one column. */
const spaceBetween = (above: Row, below: Row): number => Math.max(above.after, below.before);

/** Columns filled before, by flow: the search for good pages asks for the same ones thousands of times. */
const filled = new WeakMap<Flow, Map<number, ColumnFill>>();
/** No page has so many grid lines. */
const MOST_LINES = 4096;

/**
 * Fills one column of `capacity` grid lines from row `from`: as many rows as fit up to a permitted break.
 * Returns `to === from` when nothing fits; with `force`, one row is set even so (it is taller than any column).
 */
export const fillColumn = (flow: Flow, from: number, capacity: number, force: boolean): ColumnFill => {
  let known = filled.get(flow);
  if (known === undefined) {
    known = new Map();
    filled.set(flow, known);
  }
  const key = (from * MOST_LINES + capacity) * 2 + (force ? 1 : 0);
  let fill = known.get(key);
  if (fill === undefined) {
    fill = fillAnew(flow, from, capacity, force);
    known.set(key, fill);
  }
  return fill;
};

const fillAnew = (flow: Flow, from: number, capacity: number, force: boolean): ColumnFill => {
  const { rows, groups } = flow;
  let height = 0;
  let best = from;
  let bestUsed = 0;
  let lastFitting = from;
  let lastFittingUsed = 0;
  for (let index = from; index < rows.length; index++) {
    const row = rows[index];
    const above = index === from ? undefined : rows[index - 1];
    const joined = above !== undefined && above.group === row.group;
    if (above !== undefined) {
      if (!joined && above.group >= 0) height += groups[above.group].padBottom;
      height += spaceBetween(above, row);
    }
    if (!joined && row.group >= 0) height += groups[row.group].padTop;
    height += row.lines;
    const closed = height + (row.group >= 0 ? groups[row.group].padBottom : 0);
    if (closed > capacity) {
      if (height > capacity) break;
      continue;
    }
    lastFitting = index + 1;
    lastFittingUsed = closed;
    if (row.breakAfter || index === rows.length - 1) {
      best = index + 1;
      bestUsed = closed;
    }
  }
  if (best > from || !force) return { to: best, used: bestUsed, forced: false };
  // Nothing may break here, yet something must be set: break against the rules, or set a row that overflows.
  if (lastFitting > from) return { to: lastFitting, used: lastFittingUsed, forced: true };
  return { to: from + 1, used: capacity, forced: true };
};

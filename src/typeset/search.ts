import { type Material, partBetween } from "./material.js";
import type { LineMatter, Rules, Verdict } from "./rules.js";

/** Breaks of a whole paragraph, ascending, the last one its end. */
export interface Path {
  readonly breaks: readonly number[];
  readonly cost: number;
}

export interface SearchSettings {
  readonly measuresPx: readonly number[];
  readonly rules: Rules;
  /** Keep apart the best path of each number of lines, of those numbers that are near the cheapest. */
  readonly everyCount: boolean;
  /** Let words stand out of the measure and hyphens run on, at a price no other path would pay. */
  readonly emergency: boolean;
  /** Lines from break to break, as `lineKey` has them, that cost so much more. */
  readonly avoided?: { readonly lines: ReadonlySet<number>; readonly cost: number };
}

/** More breaks than any paragraph has. */
const MOST_BREAKS = 1 << 20;
/** A line by the breaks that it begins and ends at. */
export const lineKey = (from: number, to: number): number => from * MOST_BREAKS + to;

/**
 * Lines by which a path may be ahead of or behind the cheapest one to the same break: a paragraph's setting of a line more
 * gains that line somewhere on its way, and is two away from the cheapest only where that is about to lose one.
 */
const COUNT_WINDOW = 2;
const MAX_HYPHENS = 2;
/** Prices of what only an emergency permits; a line of one word costs under 1e11. */
const THIRD_HYPHEN = 1e11;
const OVERFULL = 1e13;

/** A line number, a fitness (0 to 3) and a run of hyphens (0 to 2) in one number, two bits each, so that states index an array. */
const STATES_OF_LINE = 16;
const stateOf = (line: number, fitness: number, hyphens: number): number => (line << 4) | (fitness << 2) | hyphens;
const lineOf = (state: number): number => state >> 4;
const fitnessOf = (state: number): number => (state >> 2) & 3;
const hyphensOf = (state: number): number => state & 3;

/** Partial paragraphs that end at a break, the best of each state worth keeping. Columns of a table, grown as needed. */
interface Ends {
  /** Ends at break b are `first[b]` up to `first[b + 1]`. */
  readonly first: Int32Array;
  count: number;
  breakAt: Int32Array;
  state: Int32Array;
  cost: Float64Array;
  previous: Int32Array;
}

/** The columns of a table of `room` ends, empty. */
const endColumns = (room: number): Pick<Ends, "breakAt" | "state" | "cost" | "previous"> => {
  const buffer = new ArrayBuffer(room * (8 + 3 * 4));
  return {
    cost: new Float64Array(buffer, 0, room),
    breakAt: new Int32Array(buffer, room * 8, room),
    state: new Int32Array(buffer, room * 12, room),
    previous: new Int32Array(buffer, room * 16, room),
  };
};

/** Columns that no search is using: new ones for each paragraph of an issue would keep the garbage collector busy. */
let spareColumns: ReturnType<typeof endColumns> | undefined;

/** Room for ends, with the paragraph's beginning as the first: line 0, of decent fitness. Give it back with `releaseEnds`. */
const startEnds = (breaks: number): Ends => {
  const room = 4 * breaks;
  const columns = spareColumns !== undefined && spareColumns.cost.length >= room ? spareColumns : endColumns(room);
  spareColumns = undefined;
  const ends: Ends = { first: new Int32Array(breaks + 1), count: 1, ...columns };
  ends.first[1] = 1;
  ends.state[0] = stateOf(0, 1, 0);
  ends.cost[0] = 0;
  return ends;
};

const releaseEnds = ({ breakAt, state, cost, previous }: Ends): void => {
  spareColumns = { breakAt, state, cost, previous };
};

const growEnds = (ends: Ends): void => {
  const grown = endColumns(2 * ends.cost.length);
  grown.cost.set(ends.cost);
  grown.breakAt.set(ends.breakAt);
  grown.state.set(ends.state);
  grown.previous.set(ends.previous);
  Object.assign(ends, grown);
};

/** The best way so far to each state at the break in hand. */
interface Arrivals {
  readonly cost: Float64Array;
  readonly from: Int32Array;
  readonly touched: number[];
}

/**
 * Whether another arrival wins over this one whatever follows: on the same line, no worse in hyphens, and cheaper by more
 * than a fitness jump can cost.
 */
const isBeaten = (state: number, { cost, touched }: Arrivals, fitnessJump: number): boolean => {
  const bound = cost[state]! - fitnessJump;
  for (let index = 0; index < touched.length; index++) {
    const other = touched[index]!;
    if (cost[other]! < bound && hyphensOf(other) <= hyphensOf(state) && lineOf(other) === lineOf(state)) return true;
  }
  return false;
};

/** The line that the cheapest arrival ends. */
const cheapestLine = ({ cost, touched }: Arrivals): number => {
  let cheapest = touched[0]!;
  for (let index = 1; index < touched.length; index++)
    if (cost[touched[index]!]! < cost[cheapest]!) cheapest = touched[index]!;
  return lineOf(cheapest);
};

/**
 * Settles a break: moves the arrivals that may still win into the ends. `apart`: with counts kept apart, the last line number
 * whose measure is its own, beyond which only counts near the cheapest are kept; else 0.
 */
const settle = (
  ends: Ends,
  arrivals: Arrivals,
  { at, fitnessJump, apart }: { at: number; fitnessJump: number; apart: number },
): void => {
  const { cost, from, touched } = arrivals;
  const near = apart === 0 ? 0 : cheapestLine(arrivals);
  while (ends.count + touched.length > ends.cost.length) growEnds(ends);
  for (let index = 0; index < touched.length; index++) {
    const state = touched[index]!;
    if (touched.length > 1 && isBeaten(state, arrivals, fitnessJump)) continue;
    if (apart !== 0 && lineOf(state) > apart && Math.abs(lineOf(state) - near) > COUNT_WINDOW) continue;
    const end = ends.count++;
    ends.breakAt[end] = at;
    ends.state[end] = state;
    ends.cost[end] = cost[state]!;
    ends.previous[end] = from[state]!;
  }
  for (let index = 0; index < touched.length; index++) cost[touched[index]!] = Number.POSITIVE_INFINITY;
  touched.length = 0;
  ends.first[at + 1] = ends.count;
};

const pathTo = (ends: Ends, last: number): Path => {
  const breaks: number[] = [];
  for (let end = last; end > 0; end = ends.previous[end]!) breaks.push(ends.breakAt[end]!);
  return { breaks: breaks.reverse(), cost: ends.cost[last]! };
};

/** The paths to the last break: the best of each number of lines that was kept apart, fewest first. */
const bestPaths = (ends: Ends, last: number): Path[] => {
  const byLine = new Map<number, number>();
  for (let end = ends.first[last]!; end < ends.first[last + 1]!; end++) {
    const line = lineOf(ends.state[end]!);
    const best = byLine.get(line);
    if (best === undefined || ends.cost[end]! < ends.cost[best]!) byLine.set(line, end);
  }
  const paths = [...byLine.values()].map((end) => pathTo(ends, end));
  return paths.sort((one, other) => one.breaks.length - other.breaks.length);
};

/** The line in hand, and the rules' word on it at the measure it was last judged at. */
interface Trial {
  readonly line: LineMatter;
  readonly verdict: Verdict;
}

/** Takes up the line from break a to break b. */
const takeUp = (material: Material, { line }: Trial, a: number, b: number): void => {
  const cutWord = material.cutWord[a]!;
  line.widthPx =
    cutWord >= 0 && cutWord === material.cutWord[b]
      ? partBetween(material, a, b)
      : material.endX[b]! - material.startX[a]!;
  line.letters = material.endLetters[b]! - material.startLetters[a]!;
  line.spaces = material.endSpaces[b]! - material.startSpaces[a]!;
  line.ends = material.forced[b] === 1;
  line.measurePx = Number.NaN;
};

/** Whether the line from break a to break b falls short of every measure however far it is stretched. */
const isTooShort = (material: Material, a: number, b: number, shortestPx: number, { mostPx }: Rules): boolean => {
  const spaces = material.endSpaces[b]! - material.startSpaces[a]!;
  const letters = material.endLetters[b]! - material.startLetters[a]!;
  const widthPx = material.endX[b]! - material.startX[a]!;
  return widthPx + mostPx.space * Math.max(spaces, 1) + mostPx.letter * letters < shortestPx - 1;
};

/** Judges the line at a measure, unless that was the last one asked. `alone`: there is nothing in it to break at. */
const judgeAt = (measurePx: number, { line, verdict }: Trial, rules: Rules, alone: boolean): void => {
  if (measurePx === line.measurePx) return;
  line.measurePx = measurePx;
  rules.judge(line, verdict);
  if (verdict.tooWide) verdict.cost = alone ? OVERFULL * (1 + line.widthPx / measurePx) : Number.POSITIVE_INFINITY;
};

/**
 * Finds the breaks of least total cost (Knuth and Plass's total fit). One path, or with `everyCount` one for each number
 * of lines, fewest first; none if some line would have to break the rules, which cannot be in an emergency.
 */
export const search = (material: Material, settings: SearchSettings): Path[] => {
  const { measuresPx, rules, everyCount, emergency, avoided } = settings;
  const { kind, forced, hyphenated, endKey, startKey } = material;
  const { breakCosts, secondHyphen, hyphenBeforeLast, stacked, fitnessJump } = rules;
  const { count } = material;
  const lastMeasure = measuresPx.length - 1;
  const longest = Math.max(...measuresPx);
  const shortest = Math.min(...measuresPx);
  const bounded = Number.isFinite(rules.mostPx.space);
  // Lines of one measure are alike, so their numbers need not be told apart unless the count matters.
  const lastLine = everyCount ? count : lastMeasure;
  const ends = startEnds(count);
  const states = (lastLine + 1) * STATES_OF_LINE;
  const arrivals: Arrivals = {
    cost: new Float64Array(states).fill(Number.POSITIVE_INFINITY),
    from: new Int32Array(states),
    touched: [],
  };
  const trial: Trial = {
    line: { widthPx: 0, letters: 0, spaces: 0, measurePx: longest, ends: false },
    verdict: { cost: 0, fitness: 1, tooWide: false },
  };
  const { verdict } = trial;

  /** The line in hand, set after the ends at a, arrives at b. */
  const arrive = (a: number, b: number, alone: boolean): void => {
    let breakCost = forced[b] === 1 ? 0 : breakCosts[kind[b]!]!;
    if (endKey[a] === endKey[b] && endKey[a] !== 0) breakCost += stacked;
    if (startKey[a] === startKey[b] && startKey[a] !== 0) breakCost += stacked;
    if (avoided?.lines.has(lineKey(a, b))) breakCost += avoided.cost;
    for (let end = ends.first[a]!; end < ends.first[a + 1]!; end++) {
      const before = ends.state[end]!;
      const number = lineOf(before);
      judgeAt(measuresPx[Math.min(number, lastMeasure)]!, trial, rules, alone);
      if (verdict.cost === Number.POSITIVE_INFINITY) continue;
      let cost = ends.cost[end]! + verdict.cost + breakCost;
      let run = 0;
      if (hyphenated[b] === 1) {
        run = hyphensOf(before) + 1;
        if (run === MAX_HYPHENS) cost += secondHyphen;
        if (run > MAX_HYPHENS) {
          run = MAX_HYPHENS;
          cost += emergency ? THIRD_HYPHEN : Number.POSITIVE_INFINITY;
        }
      } else if (forced[b] === 1 && hyphensOf(before) > 0) cost += hyphenBeforeLast;
      if (Math.abs(fitnessOf(before) - verdict.fitness) > 1) cost += fitnessJump;
      const state = stateOf(Math.min(number + 1, lastLine), verdict.fitness, run);
      const best = arrivals.cost[state]!;
      if (cost < best) {
        if (best === Number.POSITIVE_INFINITY) arrivals.touched.push(state);
        arrivals.cost[state] = cost;
        arrivals.from[state] = end;
      }
    }
  };

  let lineStart = 0;
  for (let b = 1; b < count; b++) {
    for (let a = b - 1; a >= lineStart; a--) {
      if (ends.first[a] === ends.first[a + 1]) continue;
      if (bounded && forced[b] === 0 && isTooShort(material, a, b, shortest, rules)) continue;
      const alone = emergency && a === b - 1;
      takeUp(material, trial, a, b);
      judgeAt(longest, trial, rules, alone);
      if (verdict.tooWide && !alone) break;
      arrive(a, b, alone);
    }
    settle(ends, arrivals, { at: b, fitnessJump, apart: everyCount ? lastMeasure + 1 : 0 });
    if (forced[b] === 1) lineStart = b;
  }
  const paths = bestPaths(ends, count - 1);
  releaseEnds(ends);
  return paths;
};

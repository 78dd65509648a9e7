import { whiteCost } from "./column.js";
import { FEWEST_OPENING_LINES, FLOAT_GAP_LINES } from "./geometry.js";
import type { Choice, FloatChoice, Flow, OpenerLines, PagePlan, Setting } from "./types.js";

/** What a departure from the natural costs, in lines of white at the foot of a column. */
const CROPPED_LINE = 0.1;
const SUNK_LINE = 0.12;
const OTHER_SIZE = 0.8;
const OTHER_OPENER = 1.5;
/** A line that the columns' blocks must give or take by themselves, by which they are good for it. */
const FINE_LINE = 0.25;
/** White lines that stand above house matter. */
export const HOUSE_GAP_LINES = 1;
/** House matter costs this, beside a tenth of a line of white for each of its own: it is better than much white, worse than a crop. */
export const HOUSE_COST = 5;
export const HOUSE_LINE_COST = 0.1;

/** Lines of the copy in one endless column, all blocks natural. */
export const volumeOf = ({ blocks, groups }: Flow): number => {
  let lines = 0;
  blocks.forEach((block, index) => {
    const above = blocks[index - 1];
    if (above !== undefined) lines += Math.max(above.after, block.before);
    if (block.group >= 0 && above?.group !== block.group) lines += groups[block.group].padTop;
    if (block.group >= 0 && blocks[index + 1]?.group !== block.group) lines += groups[block.group].padBottom;
    for (const height of block.heights) lines += height;
  });
  return lines;
};

/** Lines that the columns' own blocks can take off or add without looking forced: a half of what all of them could. */
export const slackOf = ({ blocks }: Flow): { readonly shorter: number; readonly longer: number } => {
  let shorter = 0;
  let longer = 0;
  for (const { variants, stretch } of blocks) {
    shorter += Math.max(0, ...variants.map(({ delta }) => -delta));
    longer += Math.max(0, ...variants.map(({ delta }) => delta)) + (stretch?.lines ?? 0);
  }
  return { shorter: shorter / 2, longer: longer / 2 };
};

/** One value of an elastic part: lines of columns that it takes, what it costs. */
interface Option<Value> {
  readonly value: Value;
  readonly lines: number;
  readonly cost: number;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);

/** What the opener's head is given: a hero's lines, and lines that it sinks by. */
type HeadChoice = Pick<Choice, "heroLines" | "sinkLines">;

/** A head sinks only where its hero is as tall as it may be, or where it has none. */
const headOptions = (
  { hero, headLines, sinkLines }: OpenerLines,
  { columns, lines }: PagePlan,
  takenLines: number,
): Option<HeadChoice>[] => {
  const room = lines - takenLines - headLines - FEWEST_OPENING_LINES;
  const tallest = Math.min(hero?.maxLines ?? 0, Math.max(room, hero?.minLines ?? 0));
  const natural = hero?.natural ?? 0;
  const option = (heroLines: number, sunk: number): Option<HeadChoice> => ({
    value: { heroLines, sinkLines: sunk },
    lines: (heroLines + sunk) * columns,
    cost: Math.abs(heroLines - natural) * CROPPED_LINE + sunk * SUNK_LINE,
  });
  const most = Math.max(0, Math.min(sinkLines, room - tallest));
  return [
    ...range(hero?.minLines ?? 0, tallest).map((heroLines) => option(heroLines, 0)),
    ...range(1, most).map((sunk) => option(tallest, sunk)),
  ];
};

const floatOptions = (flow: Flow, index: number, columns: number): Option<FloatChoice>[] =>
  flow.floats[index].sizes.flatMap(({ span, minLines, natural, maxLines }, size) =>
    range(minLines, maxLines).map((lines) => ({
      value: { size, lines, place: index % 2 === 0 ? ("head" as const) : ("foot" as const) },
      lines: (lines + FLOAT_GAP_LINES) * Math.min(span, columns),
      cost: Math.abs(lines - natural) * CROPPED_LINE + (size === 0 ? 0 : OTHER_SIZE),
    })),
  );

/** The cheapest options for each total of lines, found part by part. */
interface Sums {
  readonly costs: Float64Array;
  /** Least and greatest total that can be reached. */
  readonly least: number;
  readonly most: number;
  /** For each part, the option that reaches each total. */
  readonly taken: Int16Array[];
}

const addPart = <Value>(sums: Sums, options: readonly Option<Value>[]): Sums => {
  const { costs } = sums;
  const size = costs.length;
  const next = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const chosen = new Int16Array(size).fill(-1);
  let least = size;
  let most = -1;
  for (let index = 0; index < options.length; index++) {
    const { lines, cost } = options[index];
    const last = Math.min(size - 1, sums.most + lines);
    for (let total = sums.least + lines; total <= last; total++) {
      const sum = costs[total - lines] + cost;
      if (sum < next[total]) {
        next[total] = sum;
        chosen[total] = index;
      }
    }
    least = Math.min(least, sums.least + lines);
    most = Math.max(most, last);
  }
  return { costs: next, least, most, taken: [...sums.taken, chosen] };
};

/** A choice, and what it is likely to cost in so many pages before anything is poured. */
export interface Candidate {
  readonly choice: Choice;
  /** Of heads and pictures alone. */
  readonly strain: number;
  readonly estimate: number;
}

/** What it costs to fill so many lines of columns with house matter; infinite where it cannot. */
const houseCost = (residual: number, flow: Flow, plan: PagePlan): number => {
  if (plan.house === undefined || flow.blocks.length === 0) return Number.POSITIVE_INFINITY;
  const lines = residual / plan.columns - HOUSE_GAP_LINES;
  const holds = lines >= plan.house.minLines && lines <= plan.house.maxLines;
  return holds ? HOUSE_COST + HOUSE_LINE_COST * residual : Number.POSITIVE_INFINITY;
};

/** What lines of columns too many (below 0) or too few for the pages cost: the blocks take up some, house matter or white the rest. */
const residualCost = (residual: number, flow: Flow, plan: PagePlan, slack: ReturnType<typeof slackOf>): number => {
  if (residual < 0) return -residual <= slack.shorter ? -residual * FINE_LINE : Number.POSITIVE_INFINITY;
  const taken = Math.min(residual, slack.longer);
  const white = taken * FINE_LINE + whiteCost((residual - taken) / plan.columns, plan.columns);
  return Math.min(white, houseCost(residual, flow, plan));
};

/** Lines of its last page that a story leaves to the one that runs on: enough for a head and some copy, and some for itself. */
export const OPEN_LINES = { least: 16, most: 46 };

const openCost = (lines: number): number =>
  lines >= OPEN_LINES.least && lines <= OPEN_LINES.most ? 0 : Number.POSITIVE_INFINITY;

/** Values that one float is held to, to find choices unlike those that did not do. */
export interface Hold {
  readonly float: number;
  readonly size: number;
  /** Heights of the lower or the upper half of what the size allows. */
  readonly half: "small" | "large";
}

/** Every way to hold one of the floats. */
export const holdsOf = ({ floats }: Flow): Hold[] =>
  floats.flatMap(({ sizes }, float) =>
    sizes.flatMap((_, size) => (["small", "large"] as const).map((half) => ({ float, size, half }))),
  );

const held = (
  options: readonly Option<FloatChoice>[],
  flow: Flow,
  { float, size, half }: Hold,
): Option<FloatChoice>[] => {
  const { minLines, maxLines } = flow.floats[float].sizes[size];
  const middle = (minLines + maxLines) / 2;
  return options.filter(
    ({ value }) => value.size === size && (half === "small" ? value.lines <= middle : value.lines >= middle),
  );
};

export interface CandidateSettings {
  readonly opener: number;
  /** Pages with the copy. */
  readonly pages: number;
  readonly setting: Setting;
  readonly most: number;
  readonly hold?: Hold;
  /** Only choices that leave room for house matter. */
  readonly withHouse?: boolean;
}

/** Lines of columns that the elastic parts take together, and what that is likely to cost. */
interface Total {
  readonly total: number;
  readonly estimate: number;
}

/** Keeps the `most` cheapest in order; of equals those that came first. */
const insertCheapest = (found: Total[], one: Total, most: number): void => {
  let at = found.length;
  while (at > 0 && one.estimate < found[at - 1].estimate) at--;
  found.splice(at, 0, one);
  if (found.length > most) found.pop();
};

/** Choices that may fill so many pages, by what they are likely to cost. */
export const candidatesFor = (flow: Flow, plan: PagePlan, settings: CandidateSettings): Candidate[] => {
  const { opener, pages, setting, most, hold } = settings;
  const { columns, lines } = plan;
  const kind = plan.openers[opener];
  const slack = slackOf(flow);
  const room = pages * columns * lines - volumeOf(flow) - (kind.headLines + setting.takenLines) * columns;
  const size = Math.floor(room + slack.shorter) + 1;
  if (size <= 0) return [];
  const heads = headOptions(kind, plan, setting.takenLines);
  const floats = flow.floats.map((_, index) => {
    const options = floatOptions(flow, index, columns);
    return hold?.float === index ? held(options, flow, hold) : options;
  });
  const nothing = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  nothing[0] = 0;
  let sums: Sums = { costs: nothing, least: 0, most: 0, taken: [] };
  for (const options of [heads, ...floats]) sums = addPart<unknown>(sums, options);
  const base = opener === 0 ? 0 : OTHER_OPENER;
  const found: Total[] = [];
  for (let total = sums.least; total <= sums.most; total++) {
    const strain = sums.costs[total] + base;
    const residual = room - total;
    const estimate =
      strain +
      (setting.openEnd
        ? openCost(residual / columns)
        : settings.withHouse
          ? houseCost(residual, flow, plan)
          : residualCost(residual, flow, plan, slack));
    if (estimate < (found.length < most ? Number.POSITIVE_INFINITY : found[most - 1].estimate))
      insertCheapest(found, { total, estimate }, most);
  }
  return found.map(({ total, estimate }) => {
    let rest = total;
    const taken: number[] = [];
    const parts: readonly (readonly Option<unknown>[])[] = [heads, ...floats];
    for (let part = parts.length - 1; part >= 0; part--) {
      const index = sums.taken[part][rest];
      taken[part] = index;
      rest -= parts[part][index].lines;
    }
    const choice: Choice = {
      opener,
      ...heads[taken[0]].value,
      floats: floats.map((options, index) => options[taken[index + 1]].value),
    };
    return { choice, strain: sums.costs[total] + base, estimate };
  });
};

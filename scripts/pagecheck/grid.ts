import { mostUsed, type SetLine } from "./lines.js";

/** A column that a page's grid has, whether or not anything stands in it. Lengths in pt from the trim's top-left corner. */
export interface GridColumn {
  readonly left: number;
  readonly right: number;
}

/** The type area, found from the body's own lines. */
export interface TypeArea {
  /** One leading above the first baseline that any page has. */
  readonly top: number;
  /** The last baseline that any page has. */
  readonly foot: number;
  /** Edges by the page's side: 0 right-hand (index even), 1 left-hand. */
  readonly sides: readonly [GridColumn, GridColumn];
  /** Lengths of full lines, the commonest first. */
  readonly measures: readonly number[];
}

/** Lines whose lengths differ by less are of one measure, in pt. */
const SAME_MEASURE_PT = 0.6;
/** A length that fewer of all lines have is no measure. */
const MEASURE_SHARE = 0.03;
/** A line shorter than a measure by less than this, in pt, is one of its indented lines. */
const INDENT_PT = 32;

/** Ends of lines that differ by less stand at one edge, in pt: points and quotes hang out by more. */
const SAME_EDGE_PT = 0.25;
/** Of the lines that share the commonest place, so many stand at a column's edge; fewer are lines whose points hang out. */
const EDGE_SHARE = 0.1;

const lengthOf = ({ left, right }: SetLine): number => right - left;

/** Places by how many of all stand there, or as good as there. */
const countPlaces = (places: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const place of places) {
    const at = Math.round(place / SAME_EDGE_PT);
    for (const near of [at - 1, at, at + 1]) counts.set(near, (counts.get(near) ?? 0) + 1);
  }
  return new Map([...counts].map(([at, count]) => [at * SAME_EDGE_PT, count]));
};

/** The middle of the places that are as good as this one. */
const middleNear = (places: readonly number[], near: number): number => {
  const sorted = places
    .filter((place) => Math.abs(place - near) <= 1.5 * SAME_EDGE_PT)
    .sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? near;
};

/** The outermost place that many lines share: `side` -1 the left edge of the first column, 1 the right edge of the last. */
const outerEdge = (places: readonly number[], side: -1 | 1): number => {
  const counts = [...countPlaces(places)];
  const most = Math.max(...counts.map(([, count]) => count));
  const shared = counts.filter(([, count]) => count >= EDGE_SHARE * most).map(([place]) => place * side);
  // Counted to both sides, a place's neighbour further out is none.
  return middleNear(places, side * (Math.max(...shared) - SAME_EDGE_PT));
};

/** The length that most lines of about this length have: hanging points make others longer or shorter. */
const commonLength = (lines: readonly SetLine[], about: number): number => {
  const lengths = lines.map(lengthOf).filter((length) => Math.abs(length - about) < 2 * SAME_MEASURE_PT);
  return middleNear(lengths, mostUsed([...countPlaces(lengths)]));
};

/** Lengths that full lines have: many lines share them, and they are no indented lines of another. */
export const measuresOf = (lines: readonly SetLine[]): number[] => {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const length = Math.round(lengthOf(line) / SAME_MEASURE_PT);
    for (const near of [length - 1, length, length + 1]) counts.set(near, (counts.get(near) ?? 0) + 1);
  }
  const measures: number[] = [];
  for (const [length, count] of [...counts].sort((one, other) => other[1] - one[1])) {
    const measure = length * SAME_MEASURE_PT;
    if (count < MEASURE_SHARE * lines.length) break;
    if (!measures.some((known) => Math.abs(known - measure) < INDENT_PT)) measures.push(measure);
  }
  return measures.map((measure) => commonLength(lines, measure));
};

export const isFull = (line: SetLine, measures: readonly number[]): boolean =>
  measures.some((measure) => Math.abs(lengthOf(line) - measure) < 2 * SAME_MEASURE_PT);

export const findTypeArea = (bodyLines: readonly SetLine[], leadingPt: number): TypeArea => {
  const measures = measuresOf(bodyLines);
  const baselines = bodyLines.map(({ baseline }) => baseline);
  const side = (parity: number): GridColumn | undefined => {
    const full = bodyLines.filter((line) => line.pageIndex % 2 === parity && isFull(line, measures));
    if (full.length === 0) return undefined;
    const [lefts, rights] = [full.map(({ left }) => left), full.map(({ right }) => right)];
    return { left: outerEdge(lefts, -1), right: outerEdge(rights, 1) };
  };
  const [recto, verso] = [side(0), side(1)];
  const either = recto ?? verso ?? { left: 0, right: 0 };
  // Both sides are as wide: one whose pages never use their last column is known from the other.
  const width = Math.max(...[recto, verso].map((known) => (known === undefined ? 0 : known.right - known.left)));
  const widened = ({ left }: GridColumn): GridColumn => ({ left, right: left + width });
  return {
    top: Math.min(...baselines) - leadingPt,
    foot: Math.max(...baselines),
    sides: [widened(recto ?? either), widened(verso ?? either)],
    measures,
  };
};

/**
 * The columns of a page by the measure that most of its full lines have, over the whole width of the type area: one that holds
 * nothing is among them. A page without a full line has the narrowest measure that its longest line fits.
 */
export const gridOf = (pageIndex: number, lines: readonly SetLine[], { sides, measures }: TypeArea): GridColumn[] => {
  const area = sides[pageIndex % 2]!;
  const counts = lines.flatMap((line) =>
    measures.filter((measure) => isFull(line, [measure])).map((measure) => [measure, 1] as const),
  );
  const longest = Math.max(0, ...lines.map(lengthOf));
  const fitting = [...measures].sort((one, other) => one - other).find((one) => one > longest - SAME_MEASURE_PT);
  const measure = counts.length > 0 ? mostUsed(counts) : (fitting ?? area.right - area.left);
  return gridColumns(area, measure);
};

/** As many columns of a measure as the type area's width holds. */
export const gridColumns = (area: GridColumn, measure: number): GridColumn[] => {
  const width = area.right - area.left;
  const count = Math.max(1, Math.floor((width + SAME_MEASURE_PT) / measure));
  const step = count === 1 ? 0 : (width - measure) / (count - 1);
  return Array.from({ length: count }, (_, index) => ({
    left: area.left + index * step,
    right: area.left + index * step + measure,
  }));
};

import type { Material } from "./material.js";
import type { Line } from "./types.js";

/** Lines whose spaces stand one below the other before the eye sees a river. */
export const RIVER_LINES = 4;
/** Spaces flow into each other when their middles lie no further apart than this part of the narrower one. */
const REACH = 0.5;

/** The spaces of one line as it is drawn: middles and widths, px, and how many lines their rivers have come through. */
interface Spaces {
  readonly middlePx: number[];
  readonly widthPx: number[];
  readonly length: number[];
}

const longestAbove = ({ middlePx, widthPx, length }: Spaces, middle: number, width: number): number => {
  let longest = 0;
  for (let space = 0; space < middlePx.length; space++)
    if (length[space]! > longest && Math.abs(middlePx[space]! - middle) <= REACH * Math.min(widthPx[space]!, width))
      longest = length[space]!;
  return longest;
};

/**
 * The lines of a justified paragraph, by their indices, through which a river runs: white that flows from space to space over
 * `RIVER_LINES` lines or more. `breaks`: what the lines were set from. Only spaces at which a line could end are looked at.
 */
export const riverLines = (material: Material, breaks: readonly number[], lines: readonly Line[]): number[] => {
  const { endX, startX, endHang, endSpaces, startSpaces, endLetters, startLetters, spacePx, trackingPx } = material;
  const found: number[] = [];
  let above: Spaces = { middlePx: [], widthPx: [], length: [] };
  let below: Spaces = { middlePx: [], widthPx: [], length: [] };
  for (let index = 0; index < lines.length; index++) {
    const from = breaks[index - 1] ?? 0;
    const { letterSpacingPx, spaceRatio, wordSpacingPx } = lines[index]!;
    // The paragraph's own tracking is in every x.
    const trackedPx = letterSpacingPx - trackingPx;
    const addedPx = spaceRatio > 1 ? (spaceRatio - 1) * spacePx : wordSpacingPx;
    let longest = 0;
    let count = 0;
    for (let at = from + 1; at < breaks[index]!; at++) {
      if (startSpaces[at] === endSpaces[at]) continue;
      const lettersPx = trackedPx * (endLetters[at]! - startLetters[from]!);
      const spacesPx = addedPx * (endSpaces[at]! - startSpaces[from]!);
      const end = endX[at]! + endHang[at]!;
      const width = startX[at]! - end + trackedPx + addedPx;
      const middle = end - startX[from]! + lettersPx + spacesPx + width / 2;
      const length = 1 + longestAbove(above, middle, width);
      if (length > longest) longest = length;
      below.middlePx[count] = middle;
      below.widthPx[count] = width;
      below.length[count] = length;
      count++;
    }
    below.middlePx.length = below.widthPx.length = below.length.length = count;
    if (longest >= RIVER_LINES)
      for (let line = index - longest + 1; line <= index; line++) if (!found.includes(line)) found.push(line);
    [above, below] = [below, above];
  }
  return found;
};

import type { DescribedPage } from "../../src/pdf/index.js";
import type { BadEnd } from "./ends.js";
import type { SetLine } from "./lines.js";

/** Lines closer than this share of the smaller one's size run into each other. */
const CLOSEST_EM = 0.55;
/** Lines and pictures side by side may overlap by this much, in pt: italics lean over. */
const OVERHANG_PT = 1;
/** A picture over this share of the page is its ground, and words stand on it. */
const GROUND_SHARE = 0.9;

const sizeOf = ({ style }: SetLine): number => Number(style.slice(style.lastIndexOf(" ") + 1));

const overlap = (one: readonly [number, number], other: readonly [number, number]): number =>
  Math.min(one[1], other[1]) - Math.max(one[0], other[0]);

/** Lines that stand on other lines or on pictures. */
export const findCollisions = (
  { pictures, label, trimPt: [left, foot, right, top] }: DescribedPage,
  lines: readonly SetLine[],
): BadEnd[] => {
  const blocks = pictures.filter(({ area }) => area.width * area.height < GROUND_SHARE * (right - left) * (top - foot));
  return lines
    .filter((line, index) => {
      const extent = [line.left, line.right] as const;
      const onLine = lines
        .slice(index + 1)
        .some(
          (other) =>
            Math.abs(other.baseline - line.baseline) < CLOSEST_EM * Math.min(sizeOf(line), sizeOf(other)) &&
            overlap(extent, [other.left, other.right]) > OVERHANG_PT,
        );
      const onPicture = blocks.some(
        ({ area }) =>
          overlap(extent, [area.x, area.x + area.width]) > OVERHANG_PT &&
          overlap([line.baseline - sizeOf(line) / 2, line.baseline], [area.y, area.y + area.height]) > OVERHANG_PT,
      );
      return onLine || onPicture;
    })
    .map(({ text }) => ({ page: label, text }));
};

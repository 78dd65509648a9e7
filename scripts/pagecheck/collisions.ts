import type { AreaPt, DescribedPage } from "../../src/pdf/index.js";
import type { BadEnd } from "./ends.js";
import type { SetLine } from "./lines.js";

/** Lines closer than this share of the smaller one's size run into each other. */
const CLOSEST_EM = 0.55;
/** Lines and pictures side by side may overlap by this much, in pt: italics lean over. */
const OVERHANG_PT = 1;
/** A picture over this share of the page is its ground, and words stand on it. */
const GROUND_SHARE = 0.9;

/** So many characters or fewer, in type smaller than this share of the line's, are raised or lowered in it: m², H₂O. */
const RAISED = { characters: 3, size: 0.8 };

const sizeOf = ({ style }: SetLine): number => Number(style.slice(style.lastIndexOf(" ") + 1));

const overlap = (one: readonly [number, number], other: readonly [number, number]): number =>
  Math.min(one[1], other[1]) - Math.max(one[0], other[0]);

const isRaisedIn = (line: SetLine, other: SetLine): boolean =>
  line.text.trim().length <= RAISED.characters && sizeOf(line) < RAISED.size * sizeOf(other);

/** Pictures that stand on other pictures, each pair once. */
const picturesOnPictures = (areas: readonly AreaPt[]): AreaPt[] =>
  areas.filter((one, index) =>
    areas
      .slice(index + 1)
      .some(
        (other) =>
          overlap([one.x, one.x + one.width], [other.x, other.x + other.width]) > OVERHANG_PT &&
          overlap([one.y, one.y + one.height], [other.y, other.y + other.height]) > OVERHANG_PT,
      ),
  );

/** Lines that stand on other lines or on pictures, and pictures on pictures. */
export const findCollisions = (
  { pictures, label, trimPt: [left, foot, right, top] }: DescribedPage,
  lines: readonly SetLine[],
): BadEnd[] => {
  const blocks = pictures.filter(({ area }) => area.width * area.height < GROUND_SHARE * (right - left) * (top - foot));
  const onText = lines.filter((line, index) => {
    const extent = [line.left, line.right] as const;
    const onLine = lines
      .slice(index + 1)
      .some(
        (other) =>
          Math.abs(other.baseline - line.baseline) < CLOSEST_EM * Math.min(sizeOf(line), sizeOf(other)) &&
          overlap(extent, [other.left, other.right]) > OVERHANG_PT &&
          !isRaisedIn(line, other) &&
          !isRaisedIn(other, line),
      );
    const onPicture = blocks.some(
      ({ area }) =>
        overlap(extent, [area.x, area.x + area.width]) > OVERHANG_PT &&
        overlap([line.baseline - sizeOf(line) / 2, line.baseline], [area.y, area.y + area.height]) > OVERHANG_PT,
    );
    return onLine || onPicture;
  });
  const covered = picturesOnPictures(blocks.map(({ area }) => area));
  return [
    ...onText.map(({ text }) => ({ page: label, text })),
    ...covered.map(({ width, height }) => ({
      page: label,
      text: `a picture of ${width.toFixed(0)} × ${height.toFixed(0)} pt`,
    })),
  ];
};

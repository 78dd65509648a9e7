/** How bright colours are and how well they stand apart, as WCAG 2 has it. Pure, for Node and for the page. */

/** Red, green and blue of sRGB, 0–255. */
export type Rgb = readonly [number, number, number];

/** Light given off by a grey of this level (sRGB, 0–255; may lie between two levels), 0–1 (IEC 61966-2-1). */
export const luminanceOfGrey = (level: number): number => {
  const part = level / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

/** What red, green and blue add to relative luminance (ITU-R BT.709). */
export const LUMINANCE_PARTS: Rgb = [0.2126, 0.7152, 0.0722];

/** Relative luminance, 0–1. */
export const luminanceOf = (colour: Rgb): number =>
  colour.reduce((sum, level, part) => sum + LUMINANCE_PARTS[part]! * luminanceOfGrey(level), 0);

/** Contrast of two relative luminances, 1–21. */
export const contrastOf = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** What text must have at least against what lies behind it (WCAG 2.2, 1.4.3). */
export const READABLE_CONTRAST = 4.5;

import { lineWidth, type Material } from "./material.js";
import { type Elastic, isTooWide, type LineMatter, SAFETY_PX, trackingFor } from "./rules.js";
import type { Line, ParagraphSettings } from "./types.js";
import { type BreakKind, drawsHyphen } from "./words.js";

/** Figures in styles are kept short: a ten-thousandth of a px, cut towards zero. */
const shorten = (px: number): number => Math.trunc(px * 10_000) / 10_000 || 0;
const shortenDown = (px: number): number => Math.floor(px * 10_000) / 10_000;

interface Spacing {
  readonly letterSpacingPx: number;
  readonly wordSpacingPx: number;
  readonly spaceRatio: number;
}

/** A looser line, in natural spaces, is left ragged: torn spaces look worse than a short line. */
const HOPELESS_RATIO = 4.75;

const NATURAL: Spacing = { letterSpacingPx: 0, wordSpacingPx: 0, spaceRatio: 1 };

/** How a justified line comes to its measure: tracking in even steps, the rest in the spaces. */
const spacingOf = (line: LineMatter, elastic: Elastic): Spacing => {
  const room = line.measurePx - SAFETY_PX - line.widthPx;
  if (line.ends && room >= 0) return NATURAL;
  const wanted = trackingFor(room, line, elastic) / Math.max(line.letters, 1) / elastic.trackingStepPx;
  // A tight line takes the step beyond, so that its spaces never go under their least.
  const steps = room < 0 ? -Math.ceil(-wanted - 1e-9) : Math.floor(wanted + 1e-9);
  const letterSpacingPx = shorten(steps * elastic.trackingStepPx);
  if (line.spaces === 0) return { ...NATURAL, letterSpacingPx };
  const rest = (room - letterSpacingPx * line.letters) / line.spaces;
  const wordSpacingPx = rest < 0 ? shortenDown(rest) : 0;
  const ratio = 1 + (line.ends ? Math.min(rest, 0) : rest) / elastic.spacePx;
  return { letterSpacingPx, wordSpacingPx, spaceRatio: ratio };
};

/** The lines that a path of breaks makes. */
export const setLines = (
  material: Material,
  breaks: readonly number[],
  { settings, elastic }: { settings: ParagraphSettings; elastic: Elastic },
): Line[] => {
  const { measuresPx, justified } = settings;
  return breaks.map((to, index) => {
    const from = breaks[index - 1] ?? 0;
    const line: LineMatter = {
      widthPx: lineWidth(material, from, to),
      letters: material.endLetters[to]! - material.startLetters[from]!,
      spaces: material.endSpaces[to]! - material.startSpaces[from]!,
      measurePx: measuresPx[Math.min(index, measuresPx.length - 1)]!,
      ends: material.forced[to] === 1,
    };
    const room = line.measurePx - SAFETY_PX - line.widthPx;
    const overfull = justified ? isTooWide(room, line, elastic) : room < 0;
    const stretched = justified && !overfull ? spacingOf(line, elastic) : NATURAL;
    const ragged = stretched.spaceRatio > HOPELESS_RATIO;
    const spacing = ragged ? NATURAL : stretched;
    return {
      start: material.startAt[from]!,
      end: material.endAt[to]!,
      hyphen: material.cutWord[to]! >= 0 && drawsHyphen(material.kind[to] as BreakKind),
      widthPx: line.widthPx + spacing.letterSpacingPx * line.letters + spacing.wordSpacingPx * line.spaces,
      ...spacing,
      // The paragraph's own tracking is in the line's width.
      letterSpacingPx: material.trackingPx + spacing.letterSpacingPx,
      ragged,
      hangLeftPx: shorten(material.startHang[from]!),
      hangRightPx: shorten(material.endHang[to]!),
      overfull,
    };
  });
};

/** How dark a tint must be for words to be read over a picture. Pure: opacities by height, as shares of its height. */
import { contrastOf, luminanceOf, luminanceOfGrey, READABLE_CONTRAST, type Rgb } from "../light.js";

/** A colour with its opacity, 0–1. */
export interface Ink {
  readonly rgb: Rgb;
  readonly alpha: number;
}

/** How dark the tint is at a height of it. Both 0–1. */
export interface ShadeStop {
  readonly at: number;
  readonly opacity: number;
}

/** A stretch of its height over which the tint must have at least this opacity. */
export interface ShadeNeed {
  readonly from: number;
  readonly to: number;
  readonly opacity: number;
}

/** More would be a board, not a tint: such words go on a plate. */
export const MOST_SHADE = 0.75;
const STEP = 0.01;
/** Printed and shown colours are whole levels: a hair more than the bound, so that rounding does not fall below it. */
const ROUNDING = 0.04;

/** How far above and below the words a tint fades out, as a share of its height. */
const FADE = 0.16;
/** Distance of a printed tint's stops, as a share of its height: 16 px on an A4 page. */
const STOP_DISTANCE = 1 / 70;

const mix = (under: number, over: number, opacity: number): number => under + (over - under) * opacity;

const mixed = (under: Rgb, { rgb, alpha }: Ink): Rgb => [
  mix(under[0], rgb[0], alpha),
  mix(under[1], rgb[1], alpha),
  mix(under[2], rgb[2], alpha),
];

/** Whether this ink can be read on a ground of one colour. */
export const isReadable = (ink: Ink, ground: Rgb): boolean =>
  contrastOf(luminanceOf(mixed(ground, ink)), luminanceOf(ground)) >= READABLE_CONTRAST;

/**
 * The least opacity of a tint that makes this ink readable over a picture whose brightest parts are as bright as the grey `level`.
 * Undefined if a tint cannot do it: too much would be needed, or the ink is dark and the tint no help. Of all colours of one
 * brightness, grey stays brightest under a dark tint, so that what holds for grey holds for all.
 */
export const neededOpacity = (level: number, ink: Ink, shade: Rgb): number | undefined => {
  const tint = Math.max(...shade);
  for (let step = 0; step * STEP <= MOST_SHADE; step++) {
    const grey = mix(level, tint, step * STEP);
    const ground: Rgb = [grey, grey, grey];
    const [light, dark] = [luminanceOf(mixed(ground, ink)), luminanceOfGrey(grey)];
    // The picture may be darker than its brightest parts: only words lighter than these are lighter than all of it.
    if ((light + 0.05) / (dark + 0.05) >= READABLE_CONTRAST + ROUNDING) return step * STEP;
  }
  return undefined;
};

/** `0 0.5, 0.34 0, 1 0.74`: heights and opacities, as a style sheet gives them. */
export const parseShade = (text: string): ShadeStop[] =>
  text.split(",").flatMap((stop) => {
    const [at, opacity] = stop.trim().split(/\s+/).map(Number);
    return Number.isFinite(at) && Number.isFinite(opacity) ? [{ at: at!, opacity: opacity! }] : [];
  });

/** The opacity between two stops, on a straight line as in any gradient. */
export const opacityAt = (stops: readonly ShadeStop[], at: number): number => {
  if (stops.length === 0) return 0;
  const next = stops.findIndex((stop) => stop.at >= at);
  if (next < 0) return stops.at(-1)!.opacity;
  if (next === 0) return stops[0]!.opacity;
  const [above, below] = [stops[next - 1]!, stops[next]!];
  return mix(above.opacity, below.opacity, (at - above.at) / (below.at - above.at));
};

/** 1 at the words, 0 where the tint has faded out; level at both ends, so that no edge is seen. */
const fading = (distance: number): number => {
  const rest = Math.max(0, 1 - distance / FADE);
  return rest * rest * (3 - 2 * rest);
};

/** Stops that lie on the line between their neighbours say nothing. */
const withoutIdle = (stops: readonly ShadeStop[]): ShadeStop[] =>
  stops.filter((stop, index) => {
    const around = [stops[index - 1], stops[index + 1]];
    return around.some((other) => other === undefined || Math.abs(other.opacity - stop.opacity) > 1e-9);
  });

/** The layout's own tint where it is enough; else darkened where words need it, fading out above and below them. */
export const darkenShade = (own: readonly ShadeStop[], needs: readonly ShadeNeed[]): readonly ShadeStop[] => {
  const lacking = needs.filter(({ from, to, opacity }) => {
    const inside = own.filter(({ at }) => at > from && at < to).map((stop) => stop.opacity);
    return opacity > Math.min(opacityAt(own, from), opacityAt(own, to), ...inside);
  });
  if (lacking.length === 0) return own;
  const stops: ShadeStop[] = [];
  for (let step = 0; step * STOP_DISTANCE < 1 + STOP_DISTANCE; step++) {
    const at = Math.min(1, step * STOP_DISTANCE);
    // A stop next to the words is as dark as they need, so that the line between two stops never runs below.
    const wanted = lacking.map(({ from, to, opacity }) => {
      const distance = Math.max(0, from - at, at - to) - STOP_DISTANCE;
      return opacity * fading(Math.max(0, distance));
    });
    const opacity = Math.max(opacityAt(own, at), ...wanted);
    stops.push({ at, opacity: Math.ceil(opacity * 1000 - 1e-6) / 1000 });
  }
  return withoutIdle(stops);
};

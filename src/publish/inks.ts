/** The magazine's colours made readable on a page's ground, in light and in dark, whatever they are. */
import { contrastOf, luminanceOf, type Rgb } from "../light.js";

/** What text must have against its ground here: a little over WCAG's 4.5, for roundings. */
const CONTRAST = 4.7;

export const WHITE: Rgb = [255, 255, 255];
export const BLACK: Rgb = [0, 0, 0];

/** `share` of one colour in another, 0–1. */
export const mix = (one: Rgb, other: Rgb, share: number): Rgb =>
  one.map((level, part) => Math.round(level * share + other[part]! * (1 - share))) as unknown as Rgb;

export const hex = (colour: Rgb): string =>
  `#${colour.map((level) => Math.round(level).toString(16).padStart(2, "0")).join("")}`;

/** The colour, darkened or lightened (`towards`) no further than it takes to be read on all of these grounds. */
export const readable = (colour: Rgb, grounds: readonly Rgb[], towards: Rgb): Rgb => {
  const isRead = (ink: Rgb): boolean =>
    grounds.every((ground) => contrastOf(luminanceOf(ink), luminanceOf(ground)) >= CONTRAST);
  for (let share = 1; share > 0; share -= 0.02) {
    const ink = mix(colour, towards, share);
    if (isRead(ink)) return ink;
  }
  return towards;
};

const number = (text: string, whole: number): number =>
  text.endsWith("%") ? (Number.parseFloat(text) / 100) * whole : Number.parseFloat(text);

/** Red, green and blue of a hue (degrees), saturation and lightness (0–1), as CSS Color 4 has it. */
const fromHsl = (hue: number, saturation: number, lightness: number): Rgb => {
  const part = (step: number): number => {
    const turn = (step + hue / 30) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1)));
  };
  return [part(0), part(8), part(4)];
};

/** Names that people write by hand; others are left to the browser. */
const NAMES: Readonly<Record<string, string>> = {
  black: "#000000",
  white: "#ffffff",
  gray: "#808080",
  grey: "#808080",
  red: "#ff0000",
  maroon: "#800000",
  orange: "#ffa500",
  gold: "#ffd700",
  yellow: "#ffff00",
  olive: "#808000",
  green: "#008000",
  lime: "#00ff00",
  teal: "#008080",
  cyan: "#00ffff",
  navy: "#000080",
  blue: "#0000ff",
  indigo: "#4b0082",
  purple: "#800080",
  rebeccapurple: "#663399",
  crimson: "#dc143c",
  brown: "#a52a2a",
  sienna: "#a0522d",
};

/** A CSS colour, where it is written as #hex, rgb(), hsl() or one of the common names. Of a transparent one, what it is of. */
export const parseColour = (css: string | undefined): Rgb | undefined => {
  const given = css?.trim().toLowerCase() ?? "";
  const digits = /^#([\da-f]{3,8})$/.exec(Object.hasOwn(NAMES, given) ? NAMES[given]! : given)?.[1];
  if (digits !== undefined) {
    const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
    return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16)) as unknown as Rgb;
  }
  const [, kind, inner] = /^(rgb|hsl)a?\(([^)]*)\)$/.exec(given) ?? [];
  const [one, two, three] = (inner ?? "").split(/[\s,/]+/).filter(Boolean);
  if (one === undefined || two === undefined || three === undefined) return undefined;
  const clamp = (level: number): number => Math.min(255, Math.max(0, level));
  const colour =
    kind === "rgb"
      ? [one, two, three].map((text) => number(text, 255))
      : fromHsl(
          ((number(one, 360) % 360) + 360) % 360,
          number(`${Number.parseFloat(two)}%`, 1),
          number(`${Number.parseFloat(three)}%`, 1),
        );
  return colour.every(Number.isFinite) ? (colour.map(clamp) as unknown as Rgb) : undefined;
};

/** A page's colours: `ground` under all, `wash` under what stands out, `ink`, `soft` ink, `rule`, the magazine's `accent`. */
export interface Scheme {
  readonly ground: Rgb;
  readonly wash: Rgb;
  readonly ink: Rgb;
  readonly soft: Rgb;
  readonly rule: Rgb;
  readonly accent: Rgb;
}

const PAPER: Rgb = [255, 254, 252];
const NIGHT: Rgb = [22, 20, 18];
/** Where a magazine has no colour of its own. */
const USUAL_ACCENT: Rgb = [138, 58, 32];

/** The colours by daylight and by night, out of the magazine's one. */
export const schemesOf = (css: string | undefined): { readonly light: Scheme; readonly dark: Scheme } => {
  const accent = parseColour(css) ?? USUAL_ACCENT;
  // A loud colour would make a loud wash; half grey, it is only a shade warmer or cooler than the paper.
  const hue = mix(accent, [128, 128, 128], 0.75);
  const light = { ground: PAPER, wash: mix(hue, PAPER, 0.09), ink: [28, 25, 22], soft: [94, 87, 80] } as const;
  const dark = { ground: NIGHT, wash: mix(hue, NIGHT, 0.13), ink: [240, 235, 228], soft: [176, 168, 158] } as const;
  return {
    light: { ...light, rule: mix(light.ink, PAPER, 0.2), accent: readable(accent, [PAPER, light.wash], BLACK) },
    dark: { ...dark, rule: mix(dark.ink, NIGHT, 0.24), accent: readable(accent, [NIGHT, dark.wash], WHITE) },
  };
};

/** A colour of the editor's in both schemes; nothing where only a browser knows what it is. */
export const inkIn = (css: string | undefined, { light, dark }: ReturnType<typeof schemesOf>) => {
  const colour = parseColour(css);
  return (
    colour && {
      light: readable(colour, [light.ground, light.wash], BLACK),
      dark: readable(colour, [dark.ground, dark.wash], WHITE),
    }
  );
};

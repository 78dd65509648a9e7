/** Hills in the haze: smooth tones from near white to near black, as photographs have them, and nothing to recognise. */
export interface Scenery {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Sky from the zenith to the horizon. */
  readonly sky: readonly [string, string, string];
  /** The farthest ridge takes the first colour, the nearest the second. */
  readonly ridges: readonly [far: string, near: string];
  /** Fractions of the width and of the height; how wide its glow is, in widths. */
  readonly sun: { readonly x: number; readonly y: number; readonly glow: number; readonly colour: string };
  /** Fraction of the height at which the sky ends. */
  readonly horizon: number;
  /** Moves every ridge along: another number, other hills. */
  readonly phase: number;
}

const RIDGES = 6;
const STEPS = 120;

/** A landscape as SVG. */
export const scenerySvg = (scenery: Scenery): string => {
  const { widthPx, heightPx, sky, sun } = scenery;
  const stops = sky.map((colour, index) => `<stop offset="${[0, 0.55, 1][index]}" stop-color="${colour}"/>`).join("");
  const ridges = Array.from({ length: RIDGES }, (_, index) => ridge(scenery, index));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">
<defs>
<linearGradient id="sky" x2="0" y2="1">${stops}</linearGradient>
<radialGradient id="glow"><stop stop-color="${sun.colour}"/><stop offset="0.1" stop-color="${sun.colour}" stop-opacity="0.85"/><stop offset="0.4" stop-color="${sun.colour}" stop-opacity="0.3"/><stop offset="1" stop-color="${sun.colour}" stop-opacity="0"/></radialGradient>
${ridges.map(({ gradient }) => gradient).join("\n")}
</defs>
<rect width="${widthPx}" height="${heightPx}" fill="url(#sky)"/>
<circle cx="${widthPx * sun.x}" cy="${heightPx * sun.y}" r="${widthPx * sun.glow}" fill="url(#glow)"/>
<circle cx="${widthPx * sun.x}" cy="${heightPx * sun.y}" r="${Math.min(widthPx, heightPx) * 0.035}" fill="${sun.colour}"/>
${ridges.map(({ shape }) => shape).join("\n")}
</svg>
`;
};

const ridge = (scenery: Scenery, index: number): { readonly gradient: string; readonly shape: string } => {
  const { widthPx, heightPx, ridges, horizon, sky } = scenery;
  const nearness = index / (RIDGES - 1);
  const colour = mix(ridges[0], ridges[1], nearness);
  const base = horizon + (1 - horizon) * 0.82 * nearness ** 1.25;
  const points = Array.from({ length: STEPS + 1 }, (_, step) => {
    const x = step / STEPS;
    const y = base - (0.035 + 0.075 * nearness) * relief(x * (2.4 - nearness), index, scenery.phase);
    return `${(x * widthPx).toFixed(1)} ${(y * heightPx).toFixed(1)}`;
  });
  const haze = mix(colour, sky[2], 0.62 - 0.5 * nearness);
  return {
    gradient: `<linearGradient id="ridge${index}" x2="0" y2="1"><stop stop-color="${colour}"/><stop offset="0.75" stop-color="${haze}"/></linearGradient>`,
    shape: `<path d="M0 ${heightPx}L${points.join("L")}L${widthPx} ${heightPx}Z" fill="url(#ridge${index})"/>`,
  };
};

/** Height of a ridge, about −1 to 1: a few waves that never meet in step. */
const relief = (x: number, index: number, phase: number): number => {
  const at = x * Math.PI * 2 + phase + index * 2.1;
  const hills = Math.sin(at * 0.83) * 0.55 + Math.sin(at * 1.9 + 1.3) * 0.28;
  const crags = Math.sin(at * 4.7 + 0.4) * 0.11 + Math.sin(at * 11.3) * 0.045 + Math.sin(at * 23.9 + 2) * 0.018;
  return hills + crags;
};

/** A colour between two of the form `#rrggbb`; `share` of the second. */
const mix = (a: string, b: string, share: number): string => {
  const channels = [1, 3, 5].map((at) => {
    const [from, to] = [Number.parseInt(a.slice(at, at + 2), 16), Number.parseInt(b.slice(at, at + 2), 16)];
    return Math.round(from + (to - from) * share)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${channels.join("")}`;
};

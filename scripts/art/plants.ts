/** Date palms, acacias and olive trees, painted leaf by leaf. Places and sizes in px; the foot stands at (x, y). */
import { bow, paintCurve, paintDab, paintStroke } from "./brush.js";
import { clamp, createNoise, createRandom, mix, mixRgb, type Raster, type Rgb } from "./raster.js";

/** Where a tree stands, how tall it is, and the seed of its shape. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly tall: number;
  readonly seed: number;
}

/** The colours of a tree: its wood, its leaves in shade and in light, and the side the light comes from (-1 left, 1 right). */
export interface Foliage {
  readonly wood: Rgb;
  readonly shade: Rgb;
  readonly light: Rgb;
  /** The rim of light on wood and leaf tips. */
  readonly glint: Rgb;
  readonly from: number;
}

/** A date palm: a leaning trunk and a crown of drooping fronds. */
export const paintPalm = (raster: Raster, place: Place, foliage: Foliage): void => {
  const random = createRandom(place.seed);
  const { x, y, tall } = place;
  const lean = (random() - 0.5) * 0.34 * tall;
  const head: readonly [number, number] = [x + lean, y - tall * 0.8];
  const trunk = bow([x, y], [x + lean * 0.15, y - tall * 0.5], head, 26);
  paintCurve(raster, trunk, tall * 0.05, tall * 0.034, foliage.wood);
  for (let i = 2; i < 26; i++) {
    const [tx, ty] = trunk[i]!;
    const half = tall * mix(0.024, 0.017, i / 26);
    const lit = mixRgb(foliage.wood, foliage.glint, 0.3);
    const side = tx + foliage.from * half * 0.6;
    paintStroke(raster, { x0: side, y0: ty, w0: half * 0.5, x1: side, y1: ty - tall * 0.03, w1: half * 0.4 }, lit, 0.5);
  }
  const fronds = 25;
  for (let i = 0; i < fronds; i++) {
    const turn = ((i * 0.618034) % 1) * Math.PI * 2;
    // Fronds from the back first; those low in the crown hang, those high stand up.
    const rise = mix(-0.75, 1.3, i / fronds) + (random() - 0.5) * 0.3;
    const out = Math.cos(turn);
    const long = tall * mix(0.34, 0.44, random());
    const reach = long * out * (0.35 + 0.65 * Math.cos(rise * 0.8));
    const up = long * Math.sin(rise) * 0.75;
    const tip: readonly [number, number] = [head[0] + reach, head[1] - up * 0.6 + long * 0.3];
    const bend: readonly [number, number] = [head[0] + reach * 0.5, head[1] - up - long * 0.14];
    const spine = bow(head, bend, tip, 18);
    const lit = clamp(0.3 + 0.4 * out * foliage.from + 0.26 * rise + (random() - 0.5) * 0.4);
    const colour = mixRgb(mixRgb(foliage.shade, foliage.light, lit), foliage.glint, clamp(lit - 0.62) * 0.7);
    paintCurve(raster, spine, tall * 0.009, tall * 0.003, mixRgb(colour, foliage.wood, 0.4));
    paintFrond(raster, spine, { long, tall, colour, dark: mixRgb(colour, foliage.shade, 0.6) }, random);
  }
};

/** The leaflets of one frond along its spine. */
const paintFrond = (
  raster: Raster,
  spine: readonly (readonly [number, number])[],
  frond: { long: number; tall: number; colour: Rgb; dark: Rgb },
  random: () => number,
): void => {
  const last = spine.length - 1;
  // A small palm needs no more leaflets than its pixels can show.
  const many = clamp(Math.round(frond.long / 3.2), 16, 78);
  for (let k = Math.round(many * 0.12); k < many; k++) {
    const at = (k / many) * last;
    const i = Math.min(last - 1, Math.floor(at));
    const t = at - i;
    const [ax, ay] = spine[i]!;
    const [bx, by] = spine[i + 1]!;
    const along = Math.atan2(by - ay, bx - ax);
    const part = at / last;
    const leaf = frond.long * 0.165 * Math.sin(Math.PI * mix(0.2, 0.9, part)) * mix(0.8, 1.1, random());
    for (const side of [-1, 1]) {
      const angle = along + side * mix(0.85, 0.4, part) + (random() - 0.5) * 0.16;
      const x0 = mix(ax, bx, t);
      const y0 = mix(ay, by, t);
      const sag = leaf * 0.28;
      paintStroke(
        raster,
        {
          x0,
          y0,
          w0: frond.tall * 0.006,
          x1: x0 + Math.cos(angle) * leaf,
          y1: y0 + Math.sin(angle) * leaf + sag,
          w1: frond.tall * 0.0012,
        },
        side * Math.cos(along) > 0 ? frond.dark : frond.colour,
        0.95,
      );
    }
  }
};

/** An acacia of the savannah: a forked trunk under flat, layered parasols of leaves. */
export const paintAcacia = (raster: Raster, place: Place, foliage: Foliage): void => {
  const random = createRandom(place.seed);
  const { x, y, tall } = place;
  const spread = tall * mix(0.62, 0.82, random());
  const fork: readonly [number, number] = [x + (random() - 0.5) * tall * 0.1, y - tall * 0.34];
  paintCurve(
    raster,
    bow([x, y], [x + (random() - 0.5) * tall * 0.06, y - tall * 0.2], fork, 8),
    tall * 0.06,
    tall * 0.04,
    foliage.wood,
  );
  const tips: { x: number; y: number; half: number }[] = [];
  for (const limb of [-1, 0, 1]) {
    const sway = limb + (random() - 0.5) * 0.4;
    const knee: readonly [number, number] = [
      fork[0] + sway * spread * mix(0.2, 0.3, random()),
      fork[1] - tall * mix(0.16, 0.26, random()),
    ];
    paintCurve(
      raster,
      bow(fork, [mix(fork[0], knee[0], 0.75), mix(fork[1], knee[1], 0.3)], knee, 9),
      tall * 0.036,
      tall * 0.024,
      foliage.wood,
    );
    for (let i = 0; i < 3; i++) {
      const across = clamp(limb * 0.62 + (i - 1) * 0.3 + (random() - 0.5) * 0.16, -1, 1);
      const px = fork[0] + across * spread * 0.72;
      const py = y - tall * (0.95 - 0.17 * across * across - 0.1 * random());
      tips.push({ x: px, y: py, half: spread * mix(0.24, 0.36, random()) });
      const elbow: readonly [number, number] = [mix(knee[0], px, 0.75), mix(knee[1], py, 0.4)];
      paintCurve(raster, bow(knee, elbow, [px, py], 10), tall * 0.022, tall * 0.005, foliage.wood);
      for (let k = 0; k < 4; k++) {
        const from: readonly [number, number] = [mix(elbow[0], px, 0.6), mix(elbow[1], py, 0.6)];
        const end: readonly [number, number] = [px + (random() - 0.5) * spread * 0.42, py - tall * 0.015];
        const bend: readonly [number, number] = [mix(from[0], end[0], 0.55), mix(from[1], end[1], 0.5)];
        paintCurve(raster, bow(from, bend, end, 6), tall * 0.008, tall * 0.003, foliage.wood);
      }
    }
  }
  tips.sort((a, b) => a.y - b.y);
  for (const pad of tips)
    paintPad(raster, pad, { tall, foliage, leaves: Math.round(clamp(tall * 2.4, 160, 2200)) }, random);
};

/** One flat cushion of leaves: dark below, lit above and on the sun's side. */
const paintPad = (
  raster: Raster,
  pad: { x: number; y: number; half: number },
  of: { tall: number; foliage: Foliage; leaves: number },
  random: () => number,
): void => {
  const thick = pad.half * 0.3;
  // The finer the leaves can be drawn the more of them there are: together they cover the same.
  const leaf = of.tall * 0.3 * Math.sqrt(1 / of.leaves);
  for (let i = 0; i < of.leaves; i++) {
    const angle = random() * Math.PI * 2;
    const r = Math.sqrt(random()) * (0.85 + 0.25 * random());
    const ux = Math.cos(angle) * r;
    const uy = Math.sin(angle) * r;
    const lobe = 0.8 + 0.2 * Math.sin(ux * 9 + pad.x);
    const flat = uy > 0 ? 0.45 : lobe;
    const lit = clamp(0.42 - uy * 0.5 + ux * of.foliage.from * 0.28 + (random() - 0.5) * 0.4);
    paintDab(
      raster,
      {
        x: pad.x + ux * pad.half,
        y: pad.y + uy * thick * flat,
        a: leaf * mix(0.6, 1.5, random()),
        b: leaf * mix(0.4, 0.7, random()),
        angle: (random() - 0.5) * 0.9,
        soft: 0.5,
      },
      mixRgb(of.foliage.shade, of.foliage.light, lit),
      0.9,
    );
  }
};

/** An olive tree: a short twisted trunk and a round, silvery crown with lights in it. */
export const paintOlive = (raster: Raster, place: Place, foliage: Foliage, leaves: number): void => {
  const random = createRandom(place.seed);
  const { x, y, tall } = place;
  const lean = (random() - 0.5) * tall * 0.12;
  for (const side of [-1, 1]) {
    const top: readonly [number, number] = [x + lean + side * tall * 0.14, y - tall * 0.42];
    paintCurve(raster, bow([x, y], [x + lean * 1.5, y - tall * 0.2], top, 7), tall * 0.1, tall * 0.04, foliage.wood);
  }
  const lumps = Array.from({ length: 9 }, () => {
    const angle = random() * Math.PI * 2;
    const r = Math.sqrt(random()) * 0.62;
    return { x: Math.cos(angle) * r, y: Math.sin(angle) * r * 0.7, half: mix(0.34, 0.5, random()) };
  }).sort((a, b) => a.y - b.y);
  for (const lump of lumps) {
    const middle = { x: x + lean + lump.x * tall * 0.68, y: y - tall * 0.6 + lump.y * tall * 0.44 };
    const half = lump.half * tall * 0.5;
    paintDab(raster, { ...middle, a: half, b: half * 0.66, angle: 0, soft: 0.3 }, foliage.shade, 0.9);
  }
  const leaf = tall * 0.95 * Math.sqrt(1 / leaves);
  for (const lump of lumps) {
    for (let i = 0; i < leaves / lumps.length; i++) {
      const angle = random() * Math.PI * 2;
      const r = Math.sqrt(random());
      const ux = Math.cos(angle) * r;
      const uy = Math.sin(angle) * r;
      const lit = clamp(
        0.4 - uy * 0.36 - lump.y * 0.3 + (ux * 0.34 + lump.x * 0.3) * foliage.from + (random() - 0.5) * 0.35,
      );
      paintDab(
        raster,
        {
          x: x + lean + (lump.x + ux * lump.half) * tall * 0.68,
          y: y - tall * 0.6 + (lump.y + uy * lump.half * 0.85) * tall * 0.44,
          a: Math.max(0.8, leaf * mix(0.7, 1.5, random())),
          b: Math.max(0.6, leaf * mix(0.35, 0.6, random())),
          angle: random() * Math.PI,
          soft: 0.5,
        },
        mixRgb(foliage.shade, foliage.light, lit),
        0.85,
      );
    }
  }
};

/** A strip of grass standing along a line: blades of uneven height, bent by the wind. */
export const paintGrass = (
  raster: Raster,
  grass: {
    line: (u: number) => number;
    tall: number;
    blades: number;
    colours: readonly [Rgb, Rgb];
    seed: number;
    bend: number;
  },
): void => {
  const random = createRandom(grass.seed);
  const clump = createNoise(grass.seed);
  for (let i = 0; i < grass.blades; i++) {
    const u = random() * 1.04 - 0.02;
    const deep = random();
    const lush = 0.5 + 0.6 * clump(u * 9, deep * 3) + 0.3 * clump(u * 31, 7);
    if (lush < 0.12) continue;
    const tall = grass.tall * raster.height * lush * mix(0.5, 1.15, random());
    const x = u * raster.width;
    const y = (grass.line(clamp(u)) + deep * grass.tall * 0.9) * raster.height;
    const lean = (grass.bend + (random() - 0.5) * 0.7) * tall;
    const colour = mixRgb(grass.colours[0], grass.colours[1], clamp(random() * 0.8 + lush * 0.2));
    const width = Math.max(0.7, tall * 0.022);
    paintCurve(
      raster,
      bow([x, y], [x + lean * 0.25, y - tall * 0.65], [x + lean, y - tall], 4),
      width,
      width * 0.25,
      colour,
      0.9,
    );
  }
};

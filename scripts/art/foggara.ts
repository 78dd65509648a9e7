/** A foggara cut open. */
import { flecks, paper, print } from "./paper.js";
import { type Frame, heightFor, ramp, random } from "./relief.js";
import type { Picture } from "./studio.js";
import { circle, curveD, group, INK, lettering, type Point, path, rect } from "./vector.js";

const HIGH = 1733;
const line = (width: number, opacity = 1) => ({ stroke: INK.line, width, opacity });

/** A date palm in ink and wash, foot at the given point. */
function palm([x, y]: Point, tall: number, seed: number): string {
  const next = random(seed);
  const lean = (next() - 0.5) * tall * 0.16;
  const top: Point = [x + lean, y - tall];
  let body = path(
    `M${x - 8} ${y}Q${x + lean * 0.3 - 6} ${y - tall * 0.5} ${top[0] - 5} ${top[1]}L${top[0] + 5} ${top[1]}Q${x + lean * 0.3 + 8} ${y - tall * 0.5} ${x + 9} ${y}Z`,
    { fill: "#9b6b3a", ...line(2.4) },
  );
  for (let k = 0; k < 13; k++) {
    const a = Math.PI * (1.06 - (1.12 * k) / 12) + (next() - 0.5) * 0.12;
    const reach = tall * (0.36 + next() * 0.1);
    const [ex, ey] = [top[0] + Math.cos(a) * reach, top[1] - Math.sin(a) * reach * 0.62 + reach * 0.34];
    const [cx, cy] = [top[0] + Math.cos(a) * reach * 0.5, top[1] - Math.sin(a) * reach * 0.9 - reach * 0.1];
    let leaves = "";
    for (let t = 0.15; t < 1; t += 0.07) {
      const [px, py] = [
        (1 - t) ** 2 * top[0] + 2 * t * (1 - t) * cx + t * t * ex,
        (1 - t) ** 2 * top[1] + 2 * t * (1 - t) * cy + t * t * ey,
      ];
      const l = reach * 0.24 * Math.sin(Math.PI * Math.min(1, t * 1.05));
      leaves += `M${px} ${py}l${Math.cos(a) * l * 0.4 - l * 0.24} ${l * 0.9}M${px} ${py}l${Math.cos(a) * l * 0.4 + l * 0.24} ${l * 0.86}`;
    }
    body +=
      path(leaves, { stroke: k % 3 ? "#4f6330" : "#6f7b3a", width: 3.4 }) +
      path(`M${top[0]} ${top[1]}Q${cx} ${cy} ${ex} ${ey}`, { stroke: "#3d4d26", width: 3.4 });
  }
  for (const dx of [-15, 1, 16]) body += circle([top[0] + dx, top[1] + 16], 9, { fill: INK.ochre, ...line(1.6) });
  return body;
}

/** A foggara cut open: shafts, the sloping gallery, the comb and the garden. */
async function foggara(width: number): Promise<Frame> {
  const sheet = paper(width, heightFor(width), { seed: 521, foldsX: [0.5] });
  const surface = (x: number): number =>
    1060 - 560 * ramp(1900, 120, x) ** 1 - 24 * Math.sin(x / 170) * ramp(1900, 1500, x);
  const profile = Array.from({ length: 54 }, (_, i): Point => [60 + i * 47, surface(60 + i * 47)]);
  const gallery = (x: number): number => 1010 + (x - 200) * 0.046;
  const table = (x: number): number => 900 + (x - 60) * 0.1 + 6 * Math.sin(x / 90);
  const next = random(523);
  let ink = flecks(120, HIGH, 525);
  ink += path(`${curveD(profile)}L2540 1673L60 1673Z`, { fill: "#dcae6e" });
  for (const [k, fill] of [
    [130, "#d39d5c"],
    [330, "#c58a4d"],
    [560, "#b27840"],
  ] as const) {
    ink += path(
      `${curveD(profile.map(([x, y]): Point => [x, Math.max(y + k * 0.7, 1130 + k + 20 * Math.sin(x / 200 + k))]))}L2540 1673L60 1673Z`,
      { fill, opacity: 0.8 },
    );
  }
  // Wet ground below the water table, uphill.
  const wet = Array.from({ length: 18 }, (_, i): Point => [60 + i * 46, table(60 + i * 46)]);
  ink +=
    path(`${curveD(wet)}Q1060 1060 1560 1150Q1000 1210 700 1290Q400 1350 60 1340Z`, { fill: "#5f9a9a", opacity: 0.5 }) +
    path(curveD(wet), { stroke: INK.teal, width: 4, dash: "18 12" });
  let grains = "";
  for (let i = 0; i < 2600; i++) {
    const x = 66 + next() * 2468;
    const y = surface(x) + 16 + next() ** 0.8 * (1660 - surface(x));
    grains += `M${x.toFixed(0)} ${y.toFixed(0)}l${(3 + next() * 9).toFixed(0)} ${(next() * 3 - 1).toFixed(0)}`;
  }
  ink += path(grains, line(2, 0.32));
  ink += path(curveD(profile), line(6));
  // Gallery: floor, roof, water.
  const [from, to] = [230, 1862];
  ink += path(
    `M${from} ${gallery(from) - 74}L${to} ${gallery(to) - 74}L${to} ${gallery(to)}L${from} ${gallery(from)}Q${from - 26} ${gallery(from) - 36} ${from} ${gallery(from) - 74}Z`,
    { fill: "#5b3c22", ...line(4) },
  );
  ink += path(
    `M${from} ${gallery(from) - 22}L${to} ${gallery(to) - 22}L${to} ${gallery(to)}L${from} ${gallery(from)}Z`,
    { fill: "#5fb0b4" },
  );
  ink += path(`M${from} ${gallery(from) - 22}L${to} ${gallery(to) - 22}`, { stroke: "#d8efe9", width: 4 });
  for (let i = 0; i < 8; i++) {
    const x = 330 + i * 196;
    const y = surface(x);
    const foot = gallery(x) - 70;
    if (foot - y < 40) continue;
    ink +=
      path(`M${x - 26} ${y}L${x - 26} ${foot}L${x + 26} ${foot}L${x + 26} ${y}Z`, { fill: "#5b3c22" }) +
      path(`M${x - 26} ${y}L${x - 26} ${foot}M${x + 26} ${y}L${x + 26} ${foot}`, line(4));
    ink += path(`M${x + 6} ${y + 4}L${x + 6} ${foot + 44}L${x + 22} ${foot + 44}L${x + 22} ${y + 4}Z`, {
      fill: "#f0d9a4",
      opacity: 0.28,
    });
    const slope = (surface(x + 90) - surface(x - 90)) / 180;
    for (const side of [-1, 1]) {
      const [a, b] = [x + side * 32, x + side * 112];
      const peak = x + side * 66;
      ink += path(
        `M${a} ${y + slope * (a - x) + 2}Q${peak} ${y + slope * (peak - x) - 68} ${b} ${y + slope * (b - x) + 6}Z`,
        { fill: "#e2b779", ...line(3.4) },
      );
      ink += path(
        `M${peak - 8} ${y + slope * (peak - x) - 26}l14 20M${peak + 10} ${y + slope * (peak - x) - 22}l12 18`,
        line(2, 0.6),
      );
    }
  }
  // Mouth, comb and garden.
  const mouthY = gallery(to);
  ink += path(`M${to} ${mouthY - 22}L1990 ${mouthY - 18}L1990 ${mouthY}L${to} ${mouthY}Z`, {
    fill: "#5fb0b4",
    ...line(2.4),
  });
  ink += rect(1990, mouthY - 64, 34, 84, { fill: "#c9a06a", ...line(4) });
  for (let k = 0; k < 3; k++) ink += rect(1999, mouthY - 56 + k * 22, 16, 13, { fill: INK.teal });
  for (let k = 0; k < 3; k++) {
    const y = mouthY - 10 + k * 62;
    ink += path(`M2024 ${mouthY - 50 + k * 22}Q2080 ${mouthY - 40 + k * 22} 2110 ${y}L2536 ${y + 12}`, {
      stroke: "#3f8f96",
      width: 11,
    });
    for (let x = 2130; x < 2520; x += 46)
      ink += path(`M${x} ${y + 34}q-12 -20 -18 -24M${x} ${y + 34}q2 -22 0 -32M${x} ${y + 34}q12 -20 18 -24`, {
        stroke: "#5d7434",
        width: 4.4,
      });
  }
  [
    [2090, 1058, 440],
    [2230, 1060, 560],
    [2360, 1060, 470],
    [2470, 1062, 590],
    [2160, 1066, 330],
    [2420, 1068, 330],
  ].forEach(([x, y, t], i) => {
    ink += palm([x as number, y as number], t as number, 530 + i);
  });
  const label = (text: string, at: Point, anchor: "start" | "middle" | "end" = "middle"): string =>
    lettering(text, { at, size: 52, face: "medium", anchor, halo: "#e9cf9b" });
  ink +=
    label("Shafts with rings of spoil", [1190, 300]) +
    path(`M1010 326L${918 + 46} ${surface(964) - 52}M1190 326L${1114 + 46} ${surface(1160) - 52}`, line(3));
  ink += label("Gallery, sloping a few millimetres a metre", [1010, 1300]) + path("M1010 1244L1010 1090", line(3));
  ink +=
    label("Water table", [330, 1206]) +
    label("Comb", [1900, 1400]) +
    path("M1916 1344L1998 1150", line(3)) +
    label("Garden", [2320, 1480]);
  ink +=
    lettering("The foggara", { at: [2470, 240], size: 138, face: "serif", fill: INK.madder, anchor: "end" }) +
    lettering("Water led out of a hill by its own weight", {
      at: [2470, 316],
      size: 50,
      face: "regular",
      anchor: "end",
    });
  ink =
    `<clipPath id="sheet"><rect x="60" y="60" width="2480" height="1613"/></clipPath>${group(ink, 'clip-path="url(#sheet)"')}` +
    rect(60, 60, 2480, 1613, line(4)) +
    rect(44, 44, 2512, 1645, line(1.8));
  return print(sheet, ink, 0.5);
}

const pictures: Record<string, Picture> = { "foggara-section": { render: foggara } };
export default pictures;

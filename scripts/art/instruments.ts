/** Two lutes and a fiddle of the Sahara laid on paper: guembri, tidinit, imzad with its bow. */

import { imzad } from "./fiddle.js";
import { BLACK, henna, hide, laces, leather, stick, strung, thongs, wood } from "./luthier.js";
import { flecks, paper } from "./paper.js";
import { colour, type Frame, fbm, heightFor, light, mixRgb, type Relief, type Rgb, ramp } from "./relief.js";
import { place } from "./still.js";
import type { Picture } from "./studio.js";
import { circle, curveD, group, INK, lettering, lineD, type Point, paint, path, rect } from "./vector.js";

async function guembri(relief: Relief): Promise<void> {
  const x = 520;
  const body = `M${x - 172} 800Q${x - 190} 770 ${x - 150} 764L${x + 150} 764Q${x + 190} 770 ${x + 172} 800L${x + 186} 1440Q${x + 184} 1524 ${x + 110} 1530L${x - 110} 1530Q${x - 184} 1524 ${x - 186} 1440Z`;
  await place(relief, stick(x, 150, 790, 27, 23), {
    thick: 44,
    round: 27,
    lift: 52,
    colour: wood("#9a6233", "#4a2712", 911),
    gloss: 0.5,
  });
  await place(relief, path(body, BLACK), {
    thick: 92,
    round: 44,
    colour: wood("#7d4a26", "#38200f", 913),
    gloss: 0.45,
  });
  const skin = `M${x - 158} 806Q${x - 170} 782 ${x - 138} 780L${x + 138} 780Q${x + 170} 782 ${x + 158} 806L${x + 171} 1432Q${x + 168} 1506 ${x + 102} 1512L${x - 102} 1512Q${x - 168} 1506 ${x - 171} 1432Z`;
  await place(relief, path(skin, BLACK), {
    thick: 14,
    round: 20,
    lift: 88,
    colour: hide("#e9d3a6", "#a8773f", 915),
    gloss: 0.22,
    grain: (u, v) => 9 * Math.exp(-(((u - x) / 24) ** 2)) * ramp(1400, 1340, v),
  });
  await laces(
    relief,
    [
      [x - 172, 830],
      [x - 184, 1450],
    ],
    [
      [x + 172, 830],
      [x + 184, 1450],
    ],
    15,
  );
  await paint(
    relief,
    [880, 1010, 1140].map((y) => henna([x, y], 64)).join("") + circle([x, 1372], 20, { fill: "#2a1a10" }),
    0.55,
  );
  await place(
    relief,
    path(
      lineD([
        [x - 88, 1290],
        [x + 88, 1290],
      ]),
      { stroke: "#000", width: 20 },
    ),
    { thick: 30, round: 10, lift: 98, colour: wood("#b07a42", "#5a3216", 917), gloss: 0.3 },
  );
  await strung(relief, [x - 14, 220], [x - 30, 1290], 128);
  await strung(relief, [x + 4, 300], [x, 1290], 130, 5);
  await strung(relief, [x + 22, 520], [x + 30, 1290], 128);
  for (const dx of [-30, 0, 30]) await strung(relief, [x + dx, 1290], [x + dx * 0.3, 1372], 118);
  await thongs(relief, x, [225, 305, 520], 34, 58);
  await sistrum(relief, [x, 118]);
}

/** The rattle of a leaf of iron edged with rings, stuck in the head of the guembri. */
async function sistrum(relief: Relief, [x, y]: Point): Promise<void> {
  const iron = (u: number, v: number): Rgb =>
    mixRgb(colour("#6d6a66"), colour("#8d6a48"), 0.5 + 0.6 * fbm(u / 22, v / 22, 3, 921));
  await place(
    relief,
    path(`M${x - 8} ${y + 60}L${x - 66} ${y - 14}Q${x} ${y - 66} ${x + 66} ${y - 14}L${x + 8} ${y + 60}Z`, BLACK),
    { thick: 9, round: 6, lift: 70, colour: iron, gloss: 0.9 },
  );
  for (const [dx, dy] of [
    [-64, -12],
    [-36, -34],
    [0, -44],
    [36, -34],
    [64, -12],
  ] as const) {
    await place(relief, circle([x + dx, y + dy], 15, { stroke: "#000", width: 7 }), {
      thick: 10,
      round: 4,
      lift: 76,
      colour: iron,
      gloss: 1,
    });
  }
}

async function tidinit(relief: Relief): Promise<void> {
  const x = 2170;
  await place(relief, stick(x, 210, 960, 22, 18), {
    thick: 40,
    round: 22,
    lift: 54,
    colour: wood("#6d4426", "#2f1a0d", 951),
    gloss: 0.55,
  });
  const boat = (grow: number): string =>
    path(
      curveD(
        [
          [x, 870 - grow],
          [x + 92 + grow * 0.8, 930],
          [x + 140 + grow, 1120],
          [x + 146 + grow, 1310],
          [x + 96 + grow * 0.8, 1490],
          [x, 1540 + grow],
          [x - 96 - grow * 0.8, 1490],
          [x - 146 - grow, 1310],
          [x - 140 - grow, 1120],
          [x - 92 - grow * 0.8, 930],
        ],
        true,
      ),
      BLACK,
    );
  await place(relief, boat(18), { thick: 92, round: 60, colour: wood("#8a5630", "#3f2411", 953), gloss: 0.5 });
  await place(relief, boat(-6), {
    thick: 12,
    round: 22,
    lift: 90,
    colour: hide("#dfc08a", "#8f5d2c", 955),
    gloss: 0.2,
    grain: (u, v) => 8 * Math.exp(-(((u - x) / 22) ** 2)) * ramp(1440, 1380, v),
  });
  await laces(
    relief,
    [
      [x - 140, 1040],
      [x - 146, 1420],
    ],
    [
      [x + 140, 1040],
      [x + 146, 1420],
    ],
    12,
  );
  let marks =
    path(
      lineD([
        [x - 92, 1010],
        [x + 92, 1010],
      ]),
      { stroke: INK.madder, width: 6 },
    ) +
    path(
      lineD([
        [x - 98, 1030],
        [x + 98, 1030],
      ]),
      { stroke: INK.teal, width: 6 },
    );
  marks += [1110, 1200].map((y) => henna([x, y], 48)).join("") + circle([x, 1424], 30, { fill: "#23150c" });
  await paint(relief, marks, 0.5);
  await place(
    relief,
    path(
      lineD([
        [x, 1396],
        [x, 1458],
      ]),
      { stroke: "#000", width: 22 },
    ),
    { thick: 20, round: 11, lift: 84, colour: wood("#a06a38", "#4f2d14", 957), gloss: 0.4 },
  );
  await place(
    relief,
    path(
      lineD([
        [x - 54, 1352],
        [x + 54, 1352],
      ]),
      { stroke: "#000", width: 15 },
    ),
    { thick: 22, round: 8, lift: 98, colour: leather, gloss: 0.3 },
  );
  for (const [dx, top] of [
    [-9, 300],
    [9, 390],
    [-26, 640],
    [26, 730],
  ] as const)
    await strung(relief, [x + dx * 0.9, top], [x + dx, 1400], 122, 4);
  await thongs(relief, x, [300, 390, 640, 730], 29, 58);
  await place(relief, circle([x, 196], 30, BLACK), {
    thick: 40,
    round: 30,
    lift: 54,
    colour: wood("#6d4426", "#2f1a0d", 959),
    gloss: 0.6,
  });
}

async function instruments(width: number): Promise<Frame> {
  const height = heightFor(width);
  const unit = width / 2600;
  const sheet = paper(width, height, { seed: 901, tint: colour("#ecd9b2"), age: 0.5, swell: 5 });
  const name = (text: string, x: number): string =>
    lettering(text, {
      at: [x, 1668],
      size: 68,
      face: "serifItalic",
      anchor: "middle",
      fill: INK.madder,
      tracking: 0.04,
    });
  const frame =
    rect(44, 44, 2512, 1645, { stroke: INK.line, width: 3 }) +
    rect(58, 58, 2484, 1617, { stroke: INK.line, width: 1.4 });
  await paint(
    sheet,
    flecks(160, 1733, 903) +
      group(frame, 'opacity="0.7"') +
      name("Guembri", 520) +
      name("Imzad", 1290) +
      name("Tidinit", 2170),
    0.5,
  );
  await guembri(sheet);
  await imzad(sheet);
  await tidinit(sheet);
  return light(sheet, {
    from: 314,
    elevation: 36,
    reach: 190 * unit,
    soft: 0.45,
    hollows: [10 * unit, 44 * unit],
    hollowness: 0.8,
    falloff: 0.3,
    shine: 0.8,
    sun: [1.15, 1.06, 0.92],
    sky: [0.34, 0.36, 0.4],
  });
}

const pictures: Record<string, Picture> = { instruments: { render: instruments } };
export default pictures;

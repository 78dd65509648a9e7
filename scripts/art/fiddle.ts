/** The imzad and its bow. */
import { BLACK, hide, leather, stick, strung, thongs, wood } from "./luthier.js";
import { clamp, colour, fbm, mixRgb, type Relief, type Rgb, ramp } from "./relief.js";
import { place } from "./still.js";
import { circle, curveD, INK, lineD, type Point, paint, path, rect } from "./vector.js";

export async function imzad(relief: Relief): Promise<void> {
  const [x, y] = [1290, 1230];
  await place(relief, stick(x, 190, 1010, 17, 13), {
    thick: 34,
    round: 17,
    lift: 66,
    colour: wood("#a87440", "#5a3418", 931),
    gloss: 0.4,
  });
  const gourd = (u: number, v: number): Rgb =>
    mixRgb(colour("#c08a3e"), colour("#7d4d1e"), clamp(0.4 + 0.6 * fbm(u / 90, v / 90, 4, 933)));
  await place(relief, circle([x, y], 296, BLACK), { thick: 104, round: 90, colour: gourd, gloss: 0.7 });
  await place(relief, circle([x, y], 262, BLACK), {
    thick: 10,
    round: 26,
    lift: 98,
    colour: hide("#efe0bc", "#b18a52", 935),
    gloss: 0.14,
    grain: (u, v) => 7 * Math.exp(-(((u - x) / 18) ** 2)) * ramp(y + 240, y + 180, v),
  });
  let cords = "";
  for (let k = 0; k < 30; k++) {
    const a = (k * Math.PI) / 15;
    cords += path(
      lineD([
        [x + Math.cos(a) * 250, y + Math.sin(a) * 250],
        [x + Math.cos(a + 0.07) * 290, y + Math.sin(a + 0.07) * 290],
      ]),
      { stroke: "#000", width: 7 },
    );
  }
  await place(relief, cords, { thick: 9, round: 4, follow: true, colour: leather, gloss: 0.2 });
  let marks =
    circle([x, y], 226, { stroke: INK.madder, width: 6 }) +
    circle([x, y], 208, { stroke: INK.line, width: 4, dash: "3 15" });
  for (const [dx, dy] of [
    [-126, -84],
    [126, -84],
    [-130, 78],
    [130, 78],
  ] as const)
    marks += cross([x + dx, y + dy], 50);
  marks += circle([x - 96, y + 2], 19, { fill: "#23150c" }) + circle([x - 62, y - 44], 13, { fill: "#23150c" });
  await paint(relief, marks, 0.5);
  for (const side of [-1, 1])
    await place(
      relief,
      path(
        lineD([
          [x + side * 52, y + 112],
          [x - side * 8, y + 44],
        ]),
        { stroke: "#000", width: 13 },
      ),
      { thick: 22, round: 7, lift: 104, colour: wood("#8a5a2c", "#4a2a12", 937), gloss: 0.3 },
    );
  await strung(relief, [x, 262], [x, y + 50], 128, 6);
  await strung(relief, [x, y + 50], [x, y + 282], 112, 6);
  await thongs(relief, x, [262], 24, 64);
  await bow(relief, 1700);
}

/** A cross of the Tuareg, in red. */
function cross([x, y]: Point, r: number): string {
  return (
    path(
      `M${x} ${y - r}L${x + r * 0.3} ${y - r * 0.3}L${x + r} ${y}L${x + r * 0.3} ${y + r * 0.3}L${x} ${y + r}L${x - r * 0.3} ${y + r * 0.3}L${x - r} ${y}L${x - r * 0.3} ${y - r * 0.3}Z`,
      { fill: INK.madder },
    ) + circle([x, y], r * 0.16, { fill: INK.cream })
  );
}

/** The imzad's bow: a bent branch and a lock of horsehair. */
async function bow(relief: Relief, x: number): Promise<void> {
  const [top, foot] = [640, 1440];
  const bend: Point[] = [
    [x - 14, top - 26],
    [x + 52, top + 40],
    [x + 118, top + 230],
    [x + 132, (top + foot) / 2],
    [x + 118, foot - 230],
    [x + 52, foot - 40],
    [x - 14, foot + 26],
  ];
  for (let k = -3; k <= 3; k++) {
    await place(
      relief,
      path(
        lineD([
          [x + k * 3.2, top],
          [x + k * 3.4, foot],
        ]),
        { stroke: "#000", width: 2.6 },
      ),
      { thick: 5, round: 2, lift: 34 - Math.abs(k) * 3, colour: colour("#e4d9c0"), gloss: 0.4 },
    );
  }
  await place(relief, path(curveD(bend), { stroke: "#000", width: 30 }), {
    thick: 30,
    round: 15,
    lift: 14,
    colour: wood("#8d5a2e", "#4b2a12", 941),
    gloss: 0.45,
  });
  for (const y of [top + 10, foot - 10])
    await place(relief, rect(x - 14, y - 34, 46, 68, BLACK), {
      thick: 22,
      round: 12,
      lift: 34,
      colour: leather,
      gloss: 0.25,
      grain: (_, v) => 2 * Math.sin(v / 2.4),
    });
}

/** The map of Ibn Battuta's travels. */
import { BORDER, cartouche, framed, HIGH, hills, key, mapGround, rivers, rose, spread, towns } from "./cartography.js";
import { print } from "./paper.js";
import type { Frame } from "./relief.js";
import type { Picture } from "./studio.js";
import { curveD, INK, type Point, path } from "./vector.js";

/** Ibn Battuta's way from Tangier to China and, later, to Mali. */
async function traveller(width: number): Promise<Frame> {
  const map = await mapGround(
    width,
    [
      [-17, -13],
      [127, 52],
    ],
    331,
    10,
  );
  const { at } = map;
  const out: readonly Point[] = [
    [-5.8, 35.77],
    [-1.3, 34.9],
    [5, 36.2],
    [10.1, 36.6],
    [10.6, 34],
    [13.2, 32.5],
    [19, 30.4],
    [24, 31.4],
    [29.9, 31.1],
    [31.24, 30.05],
    [32.8, 25.9],
    [31.24, 30.05],
    [34.6, 31.5],
    [36.3, 33.5],
    [37.2, 28.4],
    [39.6, 24.47],
    [39.83, 21.42],
  ];
  const iraq: readonly Point[] = [
    [39.83, 21.42],
    [42.6, 26.6],
    [44.3, 31.9],
    [47.8, 30.5],
    [51.6, 32.6],
    [52.5, 29.6],
    [47, 32],
    [44.4, 33.3],
    [43.1, 36.3],
    [44.2, 31.4],
    [41.8, 26],
    [39.83, 21.42],
  ];
  const africa: readonly Point[] = [
    [39.2, 21.5],
    [41, 17],
    [43.1, 13],
    [45.03, 12.5],
    [48.6, 12],
    [51.6, 11.6],
    [50.2, 7],
    [45.6, 1.9],
    [41.4, -2.8],
    [39.9, -5],
    [39.6, -8.96],
    [42.4, -4],
    [49, 3.4],
    [53.4, 11],
    [57.6, 17.2],
    [60.2, 22.2],
    [57, 26.2],
    [51, 25.4],
    [46, 23.4],
    [39.83, 21.42],
  ];
  const steppe: readonly Point[] = [
    [39.83, 21.42],
    [34.2, 28.2],
    [31.3, 30.1],
    [35.4, 33.4],
    [35.8, 35.4],
    [32, 36.4],
    [32.5, 37.9],
    [38, 39.6],
    [35.1, 42],
    [34.6, 44.4],
    [39, 47.2],
    [47.2, 47.6],
    [40, 48.6],
    [31, 45.6],
    [28.95, 41.05],
    [32, 46.8],
    [40, 49.4],
    [47.4, 48],
    [54, 44.6],
    [59.15, 42.3],
    [64.4, 39.77],
    [66.97, 39.65],
    [66.9, 36.75],
    [69.2, 34.5],
    [71.5, 30.2],
    [77.2, 28.6],
  ];
  const east: readonly Point[] = [
    [77.2, 28.6],
    [75.8, 24.4],
    [72.6, 22.3],
    [72, 19],
    [73.6, 14.4],
    [75.5, 11.25],
    [75.4, 8],
    [73.6, 4.4],
    [77.6, 5.2],
    [79.9, 6.3],
    [82.6, 8.4],
    [87.4, 15.6],
    [91.6, 22],
    [92.2, 17],
    [94.4, 10],
    [97, 5.4],
    [100.4, 3.3],
    [103.7, 1.1],
    [106, 5],
    [110.4, 11.4],
    [113.6, 18.6],
    [118.5, 24.8],
  ];
  const home: readonly Point[] = [
    [-5, 34.05],
    [-4.28, 31.28],
    [-5, 23.6],
    [-7.03, 17.3],
    [-8.2, 12.4],
    [-4.2, 15],
    [-3, 16.77],
    [-0.04, 16.27],
    [7, 17],
    [5.6, 22.4],
    [0, 27.9],
    [-4.28, 31.28],
  ];
  const road = (points: readonly Point[], stroke: string, dash?: string): string =>
    path(curveD(points.map(at)), { stroke, width: 6.5, dash, cap: dash ? "butt" : "round" });
  const ink =
    rivers(at, ["niger", "nile", "whiteNile", "blueNile", "senegal"], 3) +
    hills(at, 29, 0.7, [
      [-5.6, 32.2],
      [38.4, 11.2],
    ]) +
    [out, iraq, africa, steppe, east].map((r) => road(r, INK.madder)).join("") +
    road(home, INK.indigo, "16 10") +
    spread(at([12.5, 23.2]), "Sahara", 66, { fill: INK.terracotta }) +
    spread(at([64.6, 11.2]), "Arabian Sea", 46) +
    spread(at([76, -8.2]), "Indian Ocean", 84, { tracking: 0.3 }) +
    spread(at([48.2, 18.2]), "Arabia", 56, { fill: INK.terracotta }) +
    spread(at([57.2, 33.6]), "Persia", 50, { fill: INK.terracotta, tracking: 0.08 }) +
    spread(at([79.4, 19.6]), "India", 62, { fill: INK.terracotta }) +
    spread(at([106, 32.5]), "China", 84, { fill: INK.terracotta, tracking: 0.3 }) +
    towns(at, [
      { name: "Tangier", at: [-5.8, 35.77], side: "n" },
      { name: "Cairo", at: [31.24, 30.05], side: "w" },
      { name: "Damascus", at: [36.3, 33.5], side: "e" },
      { name: "Mecca", at: [39.83, 21.42], side: "w" },
      { name: "Shiraz", at: [52.5, 29.6], side: "e" },
      { name: "Constantinople", at: [28.95, 41.05], side: "w" },
      { name: "Bukhara", at: [64.4, 39.77], side: "n" },
      { name: "Delhi", at: [77.2, 28.6], side: "e" },
      { name: "Calicut", at: [75.8, 11.25], side: "e" },
      { name: "Malé", at: [73.5, 4.2], side: "w" },
      { name: "Mogadishu", at: [45.34, 2.04], side: "w" },
      { name: "Kilwa", at: [39.5, -8.96], side: "w" },
      { name: "Quanzhou", at: [118.6, 24.9], side: "w" },
      { name: "Samudra", at: [97.2, 5.1], side: "w" },
      { name: "Timbuktu", at: [-3, 16.77], side: "e" },
      { name: "Sarai", at: [47.3, 47.8], side: "e" },
    ]) +
    cartouche([BORDER + 36, HIGH - BORDER - 36 - 250], "From Tangier to China", [
      { mark: key(INK.madder, 6.5), text: "1325 to 1346, about" },
      { mark: key(INK.indigo, 6.5, "16 10"), text: "1352 and 1353, to Mali" },
    ]) +
    rose([2600 - BORDER - 220, HIGH - BORDER - 220], 128);
  return print(map.sheet, map.ink + framed(ink));
}

const pictures: Record<string, Picture> = { "traveller-map": { render: traveller } };
export default pictures;

/** Maps of the Sahara and the Sahel. */
import {
  BORDER,
  cartouche,
  framed,
  HALO,
  HIGH,
  hills,
  key,
  mapGround,
  rivers,
  rose,
  scaleBar,
  spread,
  type Town,
  towns,
} from "./cartography.js";
import { print } from "./paper.js";
import { LAKE_CHAD, LAKE_CHAD_1960, MEGA_CHAD } from "./places.js";
import type { Frame } from "./relief.js";
import type { Picture } from "./studio.js";
import { circle, curveD, INK, type Point, path, rect } from "./vector.js";

/** Lake Chad and the lake it once was. */
async function lakes(width: number): Promise<Frame> {
  const map = await mapGround(
    width,
    [
      [-0.6, 4.4],
      [34.4, 27.6],
    ],
    301,
    5,
  );
  const { at } = map;
  const shore = curveD(MEGA_CHAD.map(at), true);
  let ripples = "";
  const middle = at([16, 14]);
  for (let k = 1; k < 7; k++) {
    const t = 1 - k * 0.055;
    ripples += path(
      curveD(
        MEGA_CHAD.map((p): Point => {
          const [x, y] = at(p);
          return [middle[0] + (x - middle[0]) * t, middle[1] + (y - middle[1]) * t];
        }),
        true,
      ),
      { stroke: "#14555c", width: 2, opacity: 0.5 - k * 0.06 },
    );
  }
  const ink =
    path(shore, { fill: "#5f9a9a", opacity: 0.55 }) +
    ripples +
    path(shore, { stroke: INK.teal, width: 5, dash: "16 11" }) +
    rivers(at, ["niger", "benue", "whiteNile", "blueNile", "nile", "damietta", "chari", "logone", "yobe"], 4.5) +
    hills(at, 17, 1.2, [
      [8.5, 18.6],
      [17.6, 20.9],
      [22.6, 17.3],
      [24.2, 13.1],
    ]) +
    path(curveD(LAKE_CHAD_1960.map(at), true), { fill: "#2f7d86", stroke: INK.teal, width: 2, opacity: 0.85 }) +
    path(curveD(LAKE_CHAD.map(at), true), { fill: INK.indigo, stroke: INK.night, width: 2 }) +
    spread(at([16.2, 15.05]), "Ancient lake", 62, { fill: INK.night, tracking: 0.04 }) +
    spread(at([17.6, 16.75]), "Bodélé", 46, { fill: INK.night, tracking: 0.04 }) +
    spread(at([17.6, 22.25]), "Tibesti", 50, { fill: INK.line, halo: HALO }) +
    spread(at([22.9, 18.45]), "Ennedi", 50, { fill: INK.line, halo: HALO }) +
    spread(at([8.6, 20.35]), "Aïr", 50, { fill: INK.line, halo: HALO }) +
    spread(at([2.9, 15.0]), "Niger", 46) +
    spread(at([28.9, 18.6]), "Nile", 46, { turn: 0 }) +
    spread(at([17.5, 8.6]), "Chari", 46) +
    spread(at([9.2, 12.75]), "Yobe", 44, { tracking: 0.05 }) +
    spread(at([24.6, 22.9]), "S a h a r a", 104, { fill: INK.terracotta, opacity: 0.85 }) +
    spread(at([2.35, 4.95]), "Gulf of Guinea", 44) +
    towns(at, [
      { name: "Kano", at: [8.52, 12], side: "w" },
      { name: "Maiduguri", at: [13.15, 11.85], side: "w" },
      { name: "N’Djamena", at: [15.04, 12.11], side: "e" },
      { name: "Nguigmi", at: [13.11, 14.25], side: "w" },
      { name: "Bongor", at: [15.37, 10.28], side: "w" },
      { name: "Agadez", at: [7.99, 16.97], side: "w" },
      { name: "Faya", at: [19.12, 17.93], side: "n" },
      { name: "Niamey", at: [2.11, 13.51], side: "s" },
      { name: "Khartoum", at: [32.53, 15.6], side: "w" },
      { name: "Aswan", at: [32.9, 24.09], side: "w" },
    ]) +
    cartouche([BORDER + 36, BORDER + 36], "The lake that was a sea", [
      { mark: rect(0, -14, 92, 30, { fill: INK.indigo }), text: "Lake Chad today" },
      { mark: rect(0, -14, 92, 30, { fill: "#2f7d86" }), text: "about 1960" },
      {
        mark: rect(0, -14, 92, 30, { fill: "#5f9a9a", opacity: 0.55 }) + key(INK.teal, 5, "16 11"),
        text: "some 6,000 years ago",
      },
    ]) +
    scaleBar(at, [2600 - BORDER - 560, HIGH - BORDER - 70], 15, 500);
  return print(map.sheet, map.ink + framed(ink));
}

const TRADE: Readonly<Record<string, Point>> = {
  Fez: [-5, 34.05],
  Marrakesh: [-7.99, 31.63],
  Sijilmasa: [-4.28, 31.28],
  Tlemcen: [-1.32, 34.88],
  Tunis: [10.17, 36.8],
  Tripoli: [13.19, 32.9],
  Cairo: [31.24, 30.05],
  Ghadames: [9.5, 30.13],
  Ghat: [10.18, 24.96],
  Zawila: [15.12, 26.17],
  Awjila: [21.29, 29.11],
  Siwa: [25.52, 29.2],
  Ouargla: [5.33, 31.95],
  Tuat: [-0.29, 27.87],
  Taghaza: [-5, 23.6],
  Araouan: [-3.53, 18.9],
  Timbuktu: [-3, 16.77],
  Gao: [-0.04, 16.27],
  Walata: [-7.03, 17.3],
  Awdaghust: [-10.4, 17.43],
  Koumbi: [-7.97, 15.77],
  Agadez: [7.99, 16.97],
  Bilma: [12.92, 18.69],
  Kano: [8.52, 12],
  Njimi: [14.9, 14.3],
  Djenné: [-4.55, 13.9],
  Azugi: [-13.08, 20.52],
  Essouk: [1.1, 18.77],
  "El Fasher": [25.35, 13.63],
  Kharga: [30.55, 25.44],
  Asyut: [31.18, 27.18],
};

/** Caravan roads of the Sahara. */
async function caravans(width: number): Promise<Frame> {
  const map = await mapGround(
    width,
    [
      [-18.5, 7.2],
      [36, 38.4],
    ],
    317,
    5,
  );
  const { at } = map;
  const t = (name: string): Point => TRADE[name] as Point;
  const roads: readonly (readonly Point[])[] = [
    [t("Fez"), t("Sijilmasa"), [-5.2, 27.4], t("Taghaza"), [-5.4, 20.2], t("Walata"), t("Koumbi")],
    [t("Taghaza"), [-4.1, 21.2], t("Araouan"), t("Timbuktu"), t("Djenné")],
    [t("Marrakesh"), [-8.6, 29.4], [-11.5, 25.4], t("Azugi"), t("Awdaghust"), t("Koumbi")],
    [t("Tlemcen"), t("Sijilmasa")],
    [t("Tlemcen"), [-0.6, 31.5], t("Tuat"), [-1.4, 23], [-2.4, 19.6], t("Timbuktu")],
    [t("Tuat"), [1.2, 23.2], t("Essouk"), t("Gao")],
    [t("Tunis"), [9.8, 33.6], t("Ghadames")],
    [t("Ouargla"), [3.4, 28.8], t("Tuat")],
    [t("Tripoli"), t("Ghadames"), [9.6, 27.6], t("Ghat"), [8.6, 21], t("Agadez"), [7.6, 14], t("Kano")],
    [t("Ghat"), [6, 21.6], t("Essouk")],
    [t("Gao"), [4, 17.3], t("Agadez"), t("Bilma")],
    [t("Timbuktu"), [-1.4, 17.2], t("Gao")],
    [t("Tripoli"), [14.6, 29.6], t("Zawila"), [13.4, 22.4], t("Bilma"), [13.4, 16.2], t("Njimi")],
    [t("Cairo"), t("Siwa"), t("Awjila"), [18, 27.4], t("Zawila"), t("Ghat")],
    [t("Cairo"), t("Asyut"), t("Kharga"), [28, 20.2], [26.2, 16.4], t("El Fasher")],
    [t("Njimi"), [20, 13.6], t("El Fasher")],
  ];
  const roadInk = roads
    .map((road) => path(curveD(road.map(at)), { stroke: INK.madder, width: 6.5, dash: "20 11", cap: "butt" }))
    .join("");
  const sides: Readonly<Record<string, Town["side"]>> = {
    Fez: "w",
    Tlemcen: "n",
    Tunis: "w",
    Tripoli: "e",
    Cairo: "n",
    Marrakesh: "w",
    Sijilmasa: "e",
    Ghadames: "w",
    Walata: "n",
    Timbuktu: "n",
    Gao: "s",
    Kano: "s",
    Awdaghust: "w",
    Tuat: "e",
    Njimi: "e",
    Djenné: "s",
    Araouan: "w",
    Koumbi: "s",
    Azugi: "w",
    Taghaza: "w",
    Essouk: "e",
    Agadez: "e",
    Kharga: "w",
  };
  const unnamed = new Set(["Asyut", "Kharga", "Azugi", "Araouan", "Koumbi"]);
  const list = Object.entries(TRADE)
    .filter(([name]) => !unnamed.has(name))
    .map(([name, place]): Town => ({ name, at: place, side: sides[name] ?? "e" }));
  const ink =
    rivers(
      at,
      ["niger", "benue", "senegal", "nile", "damietta", "whiteNile", "blueNile", "chari", "yobe", "volta", "dra"],
      4,
    ) +
    path(curveD(LAKE_CHAD_1960.map(at), true), { fill: "#2f7d86", stroke: INK.teal, width: 2 }) +
    hills(at, 23, 1) +
    roadInk +
    spread(at([22.8, 23.4]), "S a h a r a", 112, { fill: INK.terracotta, opacity: 0.85 }) +
    spread(at([18.0, 34.75]), "Mediterranean Sea", 56) +
    spread(at([-15.4, 27.6]), "Atlantic Ocean", 58, { turn: -58 }) +
    spread(at([13.4, 10.3]), "S a h e l", 78, { fill: INK.olive }) +
    towns(at, list, 46) +
    cartouche([2600 - BORDER - 36 - 640, HIGH - BORDER - 36 - 250], "Roads of salt and gold", [
      { mark: key(INK.madder, 6.5, "20 11"), text: "caravan road" },
      { mark: circle([46, 0], 11, { fill: INK.cream, stroke: INK.line, width: 4 }), text: "town or well" },
    ]) +
    rose([BORDER + 200, HIGH - BORDER - 220], 128) +
    scaleBar(at, [BORDER + 420, HIGH - BORDER - 62], 20, 500);
  return print(map.sheet, map.ink + framed(ink));
}

const pictures: Record<string, Picture> = { "lakes-map": { render: lakes }, "caravan-map": { render: caravans } };
export default pictures;

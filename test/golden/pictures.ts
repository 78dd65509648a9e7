import sharp from "sharp";

/** Pictures are drawn in flat colours on a sheet of this width, px, and enlarged so much: enough for a whole page. */
const WIDTH = 1800;
const SCALE = 1.5;

const svg = (height: number, inner: string): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH * SCALE}" height="${height * SCALE}" viewBox="0 0 ${WIDTH} ${height}">${inner}</svg>`,
    ),
  )
    .jpeg({ quality: 88 })
    .toBuffer();

const rect = (x: number, y: number, width: number, height: number, fill: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`;

/** A lighthouse on a headland, the sea behind it; `height` of the sheet in px. */
const lighthouse = (height: number): string => {
  const sea = height * 0.62;
  const tower = height - 300;
  return [
    rect(0, 0, 1800, sea, "#e9c9a0"),
    rect(0, 0, 1800, sea * 0.45, "#d9b48c"),
    `<circle cx="520" cy="${sea - 120}" r="150" fill="#f6e7cf"/>`,
    rect(0, sea, 1800, height - sea, "#3f7280"),
    rect(0, sea + 90, 1800, 12, "#5c8d99"),
    rect(300, sea + 190, 900, 12, "#5c8d99"),
    `<path d="M700 ${height} Q1000 ${tower + 20} 1800 ${tower - 60} V${height} Z" fill="#3a3027"/>`,
    `<path d="M1240 ${tower + 40} L1275 ${sea - 320} H1405 L1440 ${tower + 40} Z" fill="#f3ece0"/>`,
    `<path d="M1258 ${sea + 20} L1266 ${sea - 120} H1414 L1422 ${sea + 20} Z" fill="#a63d2f"/>`,
    rect(1260, sea - 350, 160, 30, "#3a3027"),
    rect(1290, sea - 450, 100, 100, "#f8e3a3"),
    `<path d="M1275 ${sea - 450} L1340 ${sea - 530} L1405 ${sea - 450} Z" fill="#a63d2f"/>`,
  ].join("");
};

/** Eight-pointed stars and crosses. */
const tiles = (height: number): string => {
  const colours = ["#1f5f5b", "#b5542c", "#274a86", "#c8962e"];
  let stars = rect(0, 0, 1800, height, "#efe6d6");
  for (let row = 0; row * 200 < height + 200; row++)
    for (let column = 0; column < 10; column++) {
      const fill = colours[(row * 3 + column) % colours.length]!;
      const square = `x="-68" y="-68" width="136" height="136" fill="${fill}"`;
      stars += `<g transform="translate(${column * 200} ${row * 200})"><rect ${square}/><rect ${square} transform="rotate(45)"/></g>`;
    }
  return stars;
};

/** Rings of stars round a pole, over a roof. */
const stars = (height: number): string => {
  let rings = rect(0, 0, 1800, height, "#14233f");
  for (let ring = 1; ring < 16; ring++) {
    const radius = ring * 95;
    rings += `<circle cx="820" cy="520" r="${radius}" fill="none" stroke="#c9d4ea" stroke-width="5" stroke-dasharray="${radius * 0.9} ${radius * 1.4}" stroke-dashoffset="${ring * 211}"/>`;
  }
  return `${rings}<path d="M0 ${height - 260} H500 V${height - 380} H820 V${height - 200} H1800 V${height} H0 Z" fill="#080d18"/>`;
};

/** Shafts of an underground channel in a line, seen from the air. */
const wells = (height: number): string => {
  let craters = rect(0, 0, 1800, height, "#d8b27e");
  for (let shaft = 0; shaft < 11; shaft++) {
    const [x, y] = [90 + shaft * 165, height * 0.75 - shaft * height * 0.05];
    craters += `<circle cx="${x}" cy="${y}" r="62" fill="#c39356"/><circle cx="${x}" cy="${y}" r="24" fill="#3d2a17"/>`;
  }
  return `${craters}<path d="M1500 0 Q1560 260 1800 330 V0 Z" fill="#4d6b35"/>`;
};

/** Somebody's head and shoulders. */
const portrait = (height: number): string => {
  const brow = height * 0.36;
  const shoulders = height * 0.55;
  return [
    rect(0, 0, 1800, height, "#c9d3cf"),
    rect(790, height * 0.45, 220, 300, "#74492f"),
    `<path d="M300 ${height} Q330 ${shoulders + 20} 900 ${shoulders} Q1470 ${shoulders + 20} 1500 ${height} Z" fill="#274a5e"/>`,
    `<ellipse cx="900" cy="${height * 0.4}" rx="240" ry="300" fill="#8a5a3c"/>`,
    `<path d="M645 ${brow} A255 250 0 0 1 1155 ${brow} Q900 ${brow - 90} 645 ${brow} Z" fill="#f0e9dc"/>`,
  ].join("");
};

/** Every picture by its file name. */
export const goldenPictures = async (): Promise<Readonly<Record<string, Buffer>>> => ({
  "lighthouse.jpg": await svg(1200, lighthouse(1200)),
  "cover.jpg": await svg(2546, lighthouse(2546)),
  "tiles.jpg": await svg(1350, tiles(1350)),
  "stars.jpg": await svg(1250, stars(1250)),
  "wells.jpg": await svg(1200, wells(1200)),
  "portrait.jpg": await svg(2100, portrait(2100)),
});

/**
 * Paints the landscapes of the sample magazine: `npx tsx scripts/art/landscapes.ts [name…]`, all of them without names.
 * `--draft` writes pictures of a third of the size to the folder `--out` names, for a quick look.
 */
import { parseArgs } from "node:util";
import { adobePictures } from "./adobe.js";
import { aerialPictures } from "./aerial.js";
import { coastPictures } from "./coasts.js";
import { dunePictures } from "./dunes.js";
import { grovePictures } from "./groves.js";
import { lakePictures } from "./lakes.js";
import { type Picture, savePicture } from "./raster.js";
import { savannahPictures } from "./savannah.js";
import { skyPictures } from "./skies.js";

const PICTURES: readonly Picture[] = [
  ...dunePictures,
  ...aerialPictures,
  ...skyPictures,
  ...savannahPictures,
  ...grovePictures,
  ...adobePictures,
  ...coastPictures,
  ...lakePictures,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string", default: "issues/2026-W47/pictures" }, draft: { type: "boolean", default: false } },
});

const unknown = positionals.filter((name) => !PICTURES.some((picture) => picture.name === name));
if (unknown.length > 0) {
  console.error(`No such picture: ${unknown.join(", ")}. There are: ${PICTURES.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

for (const picture of PICTURES) {
  if (positionals.length > 0 && !positionals.includes(picture.name)) continue;
  const started = performance.now();
  const { path, bytes } = await savePicture(picture, {
    folder: values.out,
    size: values.draft ? 1 / 3 : 1,
    maxBytes: picture.height > picture.width ? 1_380_000 : 1_280_000,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.error(`${path}  ${Math.round(bytes / 1000)} kB  ${seconds} s`);
}

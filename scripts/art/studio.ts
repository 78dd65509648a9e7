/** Renders the sample issue's geometry, textiles, maps and objects: `npx tsx scripts/art/studio.ts [name…] [--width PX] [--out DIR]`. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import type { Frame } from "./relief.js";
import { type Development, develop } from "./vector.js";

/** A picture by name: what it shows at a given width in px, and how it is developed. */
export interface Picture {
  readonly render: (width: number) => Frame | Promise<Frame>;
  readonly development?: Development;
  /** JPEG quality; 84 unless the texture is so fine that the file would pass 1.3 MB. */
  readonly quality?: number;
}

const ROOMS = [
  "zellige",
  "workshop",
  "textiles",
  "cloth",
  "bogolan",
  "maps",
  "traveller",
  "charts",
  "harbour",
  "foggara",
  "manuscript",
  "instruments",
  "couscous",
  "grain",
  "tea",
  "jars",
] as const;

async function pictures(): Promise<Map<string, Picture>> {
  const all = new Map<string, Picture>();
  for (const room of ROOMS) {
    const { default: shown } = (await import(`./${room}.js`)) as { default: Record<string, Picture> };
    for (const [name, picture] of Object.entries(shown)) all.set(name, picture);
  }
  return all;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { width: { type: "string", default: "2600" }, out: { type: "string" } },
});
const folder = values.out ?? path.resolve(import.meta.dirname, "../../issues/2026-W47/pictures");
const known = await pictures();
const wanted = positionals.length > 0 ? positionals : [...known.keys()];
await mkdir(folder, { recursive: true });
sharp.concurrency(1);

for (const name of wanted) {
  const picture = known.get(name);
  if (!picture) throw new Error(`There is no picture named ${name}; there are ${[...known.keys()].join(", ")}.`);
  const started = performance.now();
  const frame = await picture.render(Number(values.width));
  const bytes = await sharp(develop(frame, picture.development), {
    raw: { width: frame.width, height: frame.height, channels: 3 },
  })
    .jpeg({ quality: picture.quality ?? 84, mozjpeg: true })
    .toBuffer();
  await writeFile(path.join(folder, `${name}.jpg`), bytes);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stderr.write(
    `${name}: ${frame.width} × ${frame.height}, ${(bytes.length / 1024).toFixed(0)} kB, ${seconds} s\n`,
  );
}

/**
 * `npm run docs:layouts`: the pictures in docs/layouts.md. Each is a page of the specimen, composed as it is for printing, with the
 * boxes of its master outlined. The same layouts, fonts and browser give the same bytes.
 */
import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { parse, stringify } from "yaml";
import { type ComposedIssue, composeIssue, inBrowser } from "../src/composing.js";
import { readLayout } from "../src/layout/index.js";
import type { CaptureArea, OpenBrowser } from "../src/print/index.js";
import { Road } from "../src/road.js";
import { writeSpecimen } from "../src/specimen/index.js";
import { OUTLINE } from "./docs/outlines.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const WORK = path.join(ROOT, "out/docs-layouts");
const PICTURES = path.join(ROOT, "docs/pictures/layouts");

/** Of a page in the documentation, px; two pages that face each other stand side by side. */
const WIDTH_PX = 360;
const SPREAD_PX = 560;
const QUALITY = 66;
const LARGEST_BYTES = 40_000;

/**
 * How the specimen is composed: `usual`, as the layout is; `other`, with the second opener of each design and the second cover;
 * `shared`, with openers that begin below another article's end where they can; `filled`, with a page more than the copy takes, for a
 * whole page of house matter.
 */
type Edition = "usual" | "other" | "shared" | "filled";
const EDITIONS: readonly Edition[] = ["usual", "other", "shared", "filled"];

interface LayoutYaml {
  readonly covers?: Readonly<Record<string, unknown>>;
  readonly designs: Record<string, { openers?: { readonly runsOn?: boolean }[] }>;
}

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

const openersFor = (openers: NonNullable<LayoutYaml["designs"][string]["openers"]>, edition: Edition) => {
  const [first, second = first] = openers;
  if (edition === "shared") return [first, ...openers.filter(({ runsOn }) => runsOn)];
  return [second.runsOn ? first : second];
};

/** The publisher's own copy of a layout, in which make-up has less to choose from; the name of its second cover. */
const narrowLayout = async (publisher: string, layout: string, edition: Edition): Promise<string | undefined> => {
  const folder = path.join(publisher, "layouts", layout);
  await cp(path.join(ROOT, "layouts", layout), folder, { recursive: true });
  if (edition === "usual" || edition === "filled") return undefined;
  const file = path.join(folder, "layout.yaml");
  const yaml = parse(await readFile(file, "utf8")) as LayoutYaml;
  for (const design of Object.values(yaml.designs))
    if (design.openers !== undefined) design.openers = openersFor(design.openers, edition);
  await writeFile(file, stringify(yaml));
  return edition === "other" ? Object.keys(yaml.covers ?? {})[1] : undefined;
};

/** House matter that is set as whole pages and not as parts of pages. */
const allowWholePages = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder))
    if (name.endsWith(".yaml")) await appendFile(path.join(folder, name), "sizes: [whole]\n");
};

/** Writes the specimen for an edition; its issue's folder. `pages`: what the issue is to have. */
const writeEdition = async (layout: string, edition: Edition, pages?: number): Promise<string> => {
  const publisher = path.join(WORK, layout, edition);
  await rm(publisher, { recursive: true, force: true });
  const read = await readLayout(layout, [path.join(ROOT, "layouts")]);
  if (read.layout === undefined) throw new Error(`the layout ${layout} cannot be read`);
  const issue = await writeSpecimen(publisher, read.layout);
  const cover = await narrowLayout(publisher, layout, edition);
  const manifest = path.join(issue, "issue.yaml");
  const yaml = parse(await readFile(manifest, "utf8")) as { cover: object };
  const changed = {
    ...yaml,
    ...(pages === undefined ? {} : { pages }),
    ...(cover === undefined ? {} : { cover: { ...yaml.cover, design: cover } }),
  };
  await writeFile(manifest, stringify(changed));
  if (edition === "filled") await allowWholePages(path.join(publisher, "issues/house"));
  return issue;
};

/** A page's index, and that of the one that faces it where the master is a spread. */
const shownAt = (master: string, index: number): readonly number[] =>
  master.endsWith("-spread") ? [index, index + 1] : [index];

/**
 * Pages by what they show: each master by the first that has it, one without house matter rather than one with; `house-part` by a page
 * with a part of house matter; in the shared edition `run-on` by a page with two articles.
 */
const pagesOf = ({ pages }: ComposedIssue["composed"], edition: Edition): Map<string, readonly number[]> => {
  const found = new Map<string, readonly number[]>();
  const find = (name: string, indexes: readonly number[]) => found.has(name) || found.set(name, indexes);
  const indexed = pages.map(({ house = [], ...page }, index) => ({ ...page, index, hasHouse: house.length > 0 }));
  for (const { index, hasHouse, master, articles } of indexed) {
    const isShared = edition === "shared" && articles.length > 1 && master !== "briefs";
    if (isShared) find("run-on", [index]);
    else if (hasHouse && articles.length > 0) find("house-part", [index]);
    else find(master, shownAt(master, index));
  }
  for (const { index, master } of indexed) find(master, shownAt(master, index));
  return found;
};

/** Pages side by side. They are reduced afterwards: letters come out finer than a browser draws them so small. */
const takePicture = async (browser: OpenBrowser, indexes: readonly number[]): Promise<Buffer> => {
  const areas = await browser.run<CaptureArea[]>(OUTLINE, indexes);
  const captured: Uint8Array[] = [];
  for (const area of areas) captured.push(await browser.capture(area, { scale: 1, format: "png" }));
  const width = Math.round((areas.length > 1 ? SPREAD_PX : WIDTH_PX) / areas.length);
  const pages = await Promise.all(captured.map((png) => sharp(png).resize({ width }).removeAlpha().toBuffer()));
  const { height } = await sharp(pages[0]).metadata();
  return sharp({ create: { width: width * pages.length, height, channels: 3, background: "#fff" } })
    .composite(pages.map((input, index) => ({ input, left: index * width, top: 0 })))
    .jpeg({ quality: QUALITY, mozjpeg: true })
    .toBuffer();
};

const noProgress = { phase: () => {}, step: () => {}, note: () => {}, end: () => {} };

interface Edited {
  readonly layout: string;
  readonly edition: Edition;
  /** Masters that a picture is wanted of. */
  readonly isWanted: (master: string) => boolean;
  readonly pages?: number;
}

/** Composes an edition and takes a picture of each wanted master that is found; gives the number of pages. */
const makeEdition = async ({ layout, edition, isWanted, pages }: Edited): Promise<number> => {
  const issue = await writeEdition(layout, edition, pages);
  const road = new Road();
  let number = 0;
  const options = { issue, cwd: ROOT, layout, engine: "chromium", cache: path.join(WORK, "cache") } as const;
  await composeIssue({ ...options, signal: new AbortController().signal, progress: noProgress }, road, {
    prints: false,
    wholePictures: true,
    composed: async (composedIssue) => {
      if (!inBrowser(composedIssue)) return;
      number = composedIssue.composed.pages.length;
      for (const [master, indexes] of pagesOf(composedIssue.composed, edition)) {
        if (!isWanted(master)) continue;
        const picture = await takePicture(composedIssue.browser, indexes);
        if (picture.length > LARGEST_BYTES) throw new Error(`${layout}/${master} is ${picture.length} bytes`);
        await mkdir(path.join(PICTURES, layout), { recursive: true });
        await writeFile(path.join(PICTURES, layout, `${master}.jpg`), picture);
        tell(`${layout}/${master}  ${(picture.length / 1000).toFixed(0)} kB`);
      }
    },
  });
  for (const { code, severity, message } of road.problems) if (severity === "error") tell(`${code} ${message}`);
  return number;
};

/** What docs/layouts.md shows: every master of `classic`, and where the others go their own way. */
const SHOWN = {
  classic: undefined,
  atlas: ["feature", "opener", "opener-low", "text-band"],
  bulletin: ["opener", "text-opener", "continuation"],
} as const satisfies Record<string, readonly string[] | undefined>;

const makeLayout = async (layout: keyof typeof SHOWN): Promise<void> => {
  const shown: readonly string[] | undefined = SHOWN[layout];
  const made = new Set<string>();
  const isWanted = (master: string): boolean => {
    if (made.has(master) || shown?.includes(master) === false) return false;
    made.add(master);
    return true;
  };
  let pages = 0;
  for (const edition of EDITIONS) {
    if (shown?.every((master) => made.has(master))) return;
    const wanted = edition === "filled" ? { pages: pages + 1 } : {};
    const number = await makeEdition({ layout, edition, isWanted, ...wanted });
    if (edition === "usual") pages = number;
  }
};

await rm(PICTURES, { recursive: true, force: true });
for (const layout of ["classic", "atlas", "bulletin"] as const) await makeLayout(layout);

/** Pages of the golden issue as pictures, one of each master. */
import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import sharp from "sharp";
import { parse, stringify } from "yaml";
import type { FlatplanPage } from "../../src/compose/index.js";
import { A4_PT } from "../sample/edges.js";
import { codesAndPlaces, pressday, toldBy } from "../support/command.js";
import { ISSUE, newPublisher, type Publisher } from "../support/publisher.js";
import { type Edition, type GoldenLayout, goldenFiles } from "./issue.js";

const LAYOUTS = path.resolve(import.meta.dirname, "../../layouts");
/** Width of a page's picture, px. */
export const WIDTH_PX = 300;

interface LayoutYaml {
  readonly masters: readonly string[];
  readonly designs: Record<string, { openers?: unknown[] }>;
}

/** The masters that a layout says it has. */
export const mastersOf = async (layout: string): Promise<readonly string[]> =>
  (parse(await readFile(path.join(LAYOUTS, layout, "layout.yaml"), "utf8")) as LayoutYaml).masters;

const runsOn = (opener: unknown): boolean => (opener as { runsOn?: boolean }).runsOn === true;

/** The layout as it is, but that each design has one opener only: make-up is not to choose. */
const copyLayout = async (publisher: Publisher, layout: string, edition: Edition): Promise<void> => {
  const folder = publisher.at(`layouts/${layout}`);
  await cp(path.join(LAYOUTS, layout), folder, { recursive: true });
  const file = path.join(folder, "layout.yaml");
  const yaml = parse(await readFile(file, "utf8")) as LayoutYaml;
  for (const design of Object.values(yaml.designs)) {
    const { openers } = design;
    if (openers === undefined) continue;
    const [first, second = first] = openers;
    if (edition === "shared") design.openers = [first, ...openers.filter(runsOn)];
    else design.openers = [edition === "usual" ? first : second];
  }
  await writeFile(file, stringify(yaml));
};

export interface PrintedEdition {
  readonly pdf: Uint8Array;
  readonly flatplan: readonly FlatplanPage[];
  /** Beside what this machine adds. */
  readonly problems: readonly string[];
}

/** Builds an edition of the golden issue with the real command. */
const buildEdition = async (layout: GoldenLayout, edition: Edition, pages?: number): Promise<PrintedEdition> => {
  const files = await goldenFiles(layout, { edition, ...(pages === undefined ? {} : { pages }) });
  const publisher = await newPublisher(files, { keep: true });
  try {
    await copyLayout(publisher, layout, edition);
    const told = toldBy(
      await pressday(["build", ISSUE, "--force", "--layout", layout, "--json"], { cwd: publisher.root }),
    );
    if (told.pdf === undefined) throw new Error(`No PDF: ${JSON.stringify(told.problems, undefined, 2)}`);
    const pdf = await readFile(path.resolve(publisher.root, told.pdf));
    return { pdf, flatplan: told.flatplan, problems: codesAndPlaces(told.problems) };
  } finally {
    await publisher.remove();
  }
};

/** The usual edition has a page more than its copy takes: a whole one of house matter. */
export const printEdition = async (layout: GoldenLayout, edition: Edition): Promise<PrintedEdition> => {
  const natural = await buildEdition(layout, edition);
  return edition === "usual" ? buildEdition(layout, edition, natural.flatplan.length + 1) : natural;
};

export interface Editions {
  readonly usual: PrintedEdition;
  readonly other: PrintedEdition;
  readonly shared: PrintedEdition;
}

const isSpread = (master: string): boolean => master.endsWith("-spread");

/** Pages of one PDF that belong together. */
export interface GoldenPages {
  readonly pdf: Uint8Array;
  readonly pageIndexes: readonly number[];
}

/**
 * Pages by the master that they show, of both editions: the first that has it, one without house matter rather than one with;
 * both pages of a spread. `house-part` is a page with a part of house matter, `contents-pictures` the other edition's contents.
 */
export const pagesByMaster = ({ usual, other, shared }: Editions): Map<string, GoldenPages> => {
  const shown = [usual, other].flatMap((edition) =>
    edition.flatplan.map(({ master, house = [], articles }, pageIndex) => ({
      name: edition === other && master === "contents" ? "contents-pictures" : master,
      hasPart: house.length > 0 && articles.length > 0,
      pdf: edition.pdf,
      pageIndexes: isSpread(master) ? [pageIndex, pageIndex + 1] : [pageIndex],
    })),
  );
  const found = new Map<string, GoldenPages>();
  const sharing = shared.flatplan.findIndex(({ articles }) => articles.length > 1);
  if (sharing >= 0) found.set("run-on", { pdf: shared.pdf, pageIndexes: [sharing] });
  for (const page of [...shown.filter(({ hasPart }) => !hasPart), ...shown.filter(({ hasPart }) => hasPart)]) {
    if (!found.has(page.name)) found.set(page.name, page);
    if (page.hasPart && !found.has("house-part")) found.set("house-part", page);
  }
  return found;
};

let library: Promise<PDFiumLibrary> | undefined;

/** Pages side by side, each so many px wide, as PDFium, the reader in most browsers, shows them. */
export const renderPages = async ({ pdf, pageIndexes }: GoldenPages, widthPx = WIDTH_PX): Promise<Buffer> => {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  const pages: { input: Buffer; raw: { width: number; height: number; channels: 4 } }[] = [];
  for (const pageIndex of pageIndexes) {
    const scale = widthPx / A4_PT.width;
    const { width, height, data } = await document.getPage(pageIndex).render({ scale, render: "bitmap" });
    pages.push({ input: Buffer.from(data), raw: { width, height, channels: 4 } });
  }
  document.destroy();
  const { width, height } = pages[0]!.raw;
  const sheet = sharp({ create: { width: width * pages.length, height, channels: 4, background: "white" } });
  const joined = await sheet
    .composite(pages.map((page, index) => ({ ...page, left: index * width, top: 0 })))
    .raw()
    .toBuffer();
  return sharp(joined, { raw: { width: width * pages.length, height, channels: 4 } })
    .removeAlpha()
    .png({ palette: true, colours: 16, dither: 0, effort: 7 })
    .toBuffer();
};

/** A channel may differ by this much: readers and machines smooth letters a little differently. */
const CHANNEL_TOLERANCE = 40;

export interface Difference {
  /** Share of all pixels that differ, 0–1; 1 where the sizes do. */
  readonly share: number;
  /** What differs in red on a faint picture of what was expected. */
  readonly picture: Buffer | undefined;
}

export const compare = async (actual: Buffer, expected: Buffer): Promise<Difference> => {
  const raw = (png: Buffer) =>
    sharp(png).removeAlpha().toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  const [one, other] = [await raw(actual), await raw(expected)];
  const { width, height } = other.info;
  if (one.info.width !== width || one.info.height !== height) return { share: 1, picture: undefined };
  const shown = Buffer.from(other.data.map((value) => 191 + value / 4));
  let differing = 0;
  for (let at = 0; at < other.data.length; at += 3) {
    const most = Math.max(...[0, 1, 2].map((channel) => Math.abs(one.data[at + channel]! - other.data[at + channel]!)));
    if (most <= CHANNEL_TOLERANCE) continue;
    differing++;
    shown.set([220, 0, 0], at);
  }
  const picture = await sharp(shown, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { share: differing / (width * height), picture };
};

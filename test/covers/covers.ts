import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { expect } from "vitest";
import { contrastOf, luminanceOf, type Rgb } from "../../src/light.js";
import { type DescribedPage, type DescribedRun, describePdf } from "../../src/pdf/index.js";
import { codesAndPlaces, pressday, toldBy } from "../support/command.js";
import { ISSUE, MANIFEST, newPublisher, type Publisher, WEEK } from "../support/publisher.js";

const CLASSIC = path.resolve(import.meta.dirname, "../../layouts/classic");

/** Every line of the cover that `coverIssue` asks for. */
export const COVER_WORDS = [
  "Sirocco",
  "The Walking",
  "A crescent of sand",
  "How a Town Drank",
  "Tunnels under the palms",
  "Salt",
  "Cover: Nobody",
  "A small test of sand",
];

const coverIssue = (design: string): string => `week: ${WEEK}
number: 3
cover:
  design: ${design}
  picture: cover.png
  alt: A picture that is hard on words.
  credit: Nobody
  kicker: Sand
  headline: The Walking Dunes
  standfirst: A crescent of sand moves a little every year, and never loses its shape
  article: dunes
  lines:
    - { headline: How a Town Drank, text: Tunnels under the palms, article: wells }
    - { headline: Salt, text: And what it was worth }
sections:
  - name: Desert
    articles:
      - dunes.md
      - wells.md
`;

/** A publisher whose issue has this cover. */
export const coverPublisher = (
  picture: Buffer,
  design: string,
  options: { readonly keep?: boolean } = {},
): Promise<Publisher> =>
  newPublisher({ [MANIFEST]: coverIssue(design), [`${ISSUE}/pictures/cover.png`]: picture }, options);

/** A layout of the publisher's own: classic with these rules added to its covers, and its masters changed. */
export const ownLayout = async (
  publisher: Publisher,
  name: string,
  css: string,
  change = (master: string): string => master,
): Promise<void> => {
  const folder = publisher.at(`layouts/${name}`);
  await cp(CLASSIC, folder, { recursive: true });
  const sheet = path.join(folder, "cover.css");
  await writeFile(sheet, `${await readFile(sheet, "utf8")}\n${css}`);
  const master = path.join(folder, "masters/cover.hbs");
  await writeFile(master, change(await readFile(master, "utf8")));
};

export interface PrintedCover {
  readonly bytes: Uint8Array;
  readonly page: DescribedPage;
  readonly problems: readonly string[];
}

/** Builds the issue with the real command and reads its first page back. */
export const printCover = async (publisher: Publisher, layout = "classic"): Promise<PrintedCover> => {
  const told = toldBy(await pressday(["build", ISSUE, "--json", "--layout", layout], { cwd: publisher.root }));
  expect(told.pdf, JSON.stringify(told.problems)).toBeDefined();
  const bytes = await readFile(path.resolve(publisher.root, told.pdf!));
  const [page] = (await describePdf(bytes)).pages;
  return { bytes, page: page!, problems: codesAndPlaces(told.problems) };
};

/** Pixels in a pt: 144 dpi. */
const SCALE = 2;

/** The first page as PDFium, the reader in most browsers, shows it. */
export interface Raster {
  readonly colourAt: (xPt: number, yPt: number) => Rgb;
}

export const renderCover = async (pdf: Uint8Array): Promise<Raster> => {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const { data, width } = await document.getPage(0).render({ scale: SCALE, render: "bitmap" });
  const pixels = Uint8Array.from(data);
  document.destroy();
  library.destroy();
  return {
    colourAt: (xPt, yPt) => {
      const at = (Math.floor(yPt * SCALE) * width + Math.floor(xPt * SCALE)) * 4;
      return [pixels[at + 2]!, pixels[at + 1]!, pixels[at]!];
    },
  };
};

/** The area of a run's letters. The credit runs upwards along the right edge. */
const areaOf = ({ text, x, baseline, width, sizePt }: DescribedRun) =>
  text.startsWith("Cover:")
    ? { left: x - 0.75 * sizePt, right: x + 0.25 * sizePt, top: baseline - width, bottom: baseline }
    : { left: x, right: x + width, top: baseline - 0.72 * sizePt, bottom: baseline + 0.22 * sizePt };

/** The colours of a page in a run's area, pixel by pixel. */
export const coloursUnder = ({ colourAt }: Raster, run: DescribedRun): Rgb[] => {
  const { left, right, top, bottom } = areaOf(run);
  const colours: Rgb[] = [];
  for (let y = top; y < bottom; y += 1 / SCALE)
    for (let x = left; x < right; x += 1 / SCALE) colours.push(colourAt(x, y));
  return colours;
};

/** The luminance of the brightest and of the darkest. */
export const brightest = (colours: readonly Rgb[]): number =>
  colours.reduce((most, colour) => Math.max(most, luminanceOf(colour)), 0);
export const darkest = (colours: readonly Rgb[]): number =>
  colours.reduce((least, colour) => Math.min(least, luminanceOf(colour)), 1);

/** The share of some grounds on which ink of this colour can be read: at 4.5 to 1 or more. */
export const readableShare = (ink: Rgb, grounds: readonly Rgb[]): number => {
  const light = luminanceOf(ink);
  return grounds.filter((ground) => contrastOf(light, luminanceOf(ground)) >= 4.5).length / grounds.length;
};

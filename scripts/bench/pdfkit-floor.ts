/**
 * The floor of the engine without a browser: what writing the same lines and pictures costs when their places are known and nothing
 * else is done. The plain script that one would write with pdfkit. Argument: a file with a `BareJob` as JSON.
 */
import { createWriteStream, readFileSync } from "node:fs";
import { finished } from "node:stream/promises";
import PDFDocument from "pdfkit";

/** Features of a font that are switched on or off, by their tags. */
export type Features = Readonly<Record<string, boolean>>;

/** Text in one face on one line. Lengths in pt from the page's top-left corner. */
export interface BareLine {
  readonly text: string;
  /** Index into the job's fonts. */
  readonly font: number;
  readonly sizePt: number;
  readonly x: number;
  readonly baseline: number;
  readonly wordSpacing?: number;
  readonly characterSpacing?: number;
  readonly features?: Features;
}

/** Left, top, width, height in pt. */
export type BareBox = readonly [number, number, number, number];

export interface BarePicture {
  /** Index into the job's pictures. */
  readonly picture: number;
  /** What shows of it, and the whole of it. */
  readonly box: BareBox;
  readonly whole: BareBox;
}

export interface BareJob {
  readonly pagePt: readonly [number, number];
  /** Font and picture files. */
  readonly fonts: readonly string[];
  readonly pictures: readonly string[];
  readonly pages: readonly { readonly lines: readonly BareLine[]; readonly pictures: readonly BarePicture[] }[];
  /** Where the PDF goes. */
  readonly pdf: string;
}

/** What the package offers to everybody, of which the engine uses nothing. */
interface Bare extends NodeJS.ReadableStream {
  registerFont(name: string, path: string): this;
  addPage(): this;
  font(name: string): this;
  fontSize(pt: number): this;
  text(text: string, x: number, y: number, options: object): this;
  save(): this;
  rect(...box: BareBox): this;
  clip(): this;
  image(path: string, x: number, y: number, size: { width: number; height: number }): this;
  restore(): this;
  end(): void;
}

const job = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as BareJob;
const bare = new PDFDocument({
  autoFirstPage: false,
  size: job.pagePt,
  margin: 0,
  compress: true,
  pdfVersion: "1.7",
  font: null,
  info: {},
}) as unknown as Bare;
const written = createWriteStream(job.pdf);
bare.pipe(written);
job.fonts.forEach((path, index) => {
  bare.registerFont(String(index), path);
});
for (const { lines, pictures } of job.pages) {
  bare.addPage();
  for (const { picture, box, whole } of pictures) {
    const [x, y, width, height] = whole;
    bare
      .save()
      .rect(...box)
      .clip()
      .image(job.pictures[picture]!, x, y, { width, height })
      .restore();
  }
  for (const { text, font, sizePt, x, baseline, ...spacing } of lines)
    bare
      .font(String(font))
      .fontSize(sizePt)
      .text(text, x, baseline, { lineBreak: false, baseline: "alphabetic", ...spacing });
}
bare.end();
await finished(written);

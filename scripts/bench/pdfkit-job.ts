/** From a printed issue to the job of writing the same lines and pictures. */
import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import PDFDocument, { type FontkitFont } from "pdfkit";
import { standInNames } from "../../src/figures/stand-in.js";
import type { AreaPt } from "../../src/pdf/index.js";
import type { BareBox, BareJob, BareLine, BarePicture, Features } from "./pdfkit-floor.js";
import { isWhite, type Letter, readLetters } from "./pdfkit-letters.js";

/** Letters further apart, in ems, are not written together: columns of a table, a title beside the week. */
const APART_EM = { withinWord: 0.5, afterSpace: 2 };
/** Gaps between words that differ by more are no spaces of one line, which kerning alone makes uneven. */
const UNEVEN_EM = 0.08;
/** What figures and capitals may be set with, most usual first. */
const FEATURES: readonly Features[] = [
  {},
  { onum: true, pnum: true },
  { lnum: true, tnum: true },
  { smcp: true, c2sc: true },
];
/** Advances are whole units of the font, a thousandth of the em apart at most. */
const SAME_ADVANCE_EM = 0.002;

/** The font files that job lines are written in, opened to measure with. */
class Cases {
  readonly paths: string[] = [];
  private readonly known = new Map<string, { readonly index: number; readonly font: FontkitFont }>();
  private readonly opener = new PDFDocument({
    autoFirstPage: false,
    size: [1, 1],
    margin: 0,
    compress: true,
    pdfVersion: "1.7",
    font: null,
    info: {},
  });

  constructor(private readonly files: ReadonlyMap<string, string>) {}

  /** Throws when no file has that name. */
  open(name: string): { readonly index: number; readonly font: FontkitFont } {
    let open = this.known.get(name);
    if (open === undefined) {
      const file = this.files.get(name);
      if (file === undefined) throw new Error(`no font file is called ${name}`);
      open = { index: this.paths.push(file) - 1, font: this.opener.font(readFileSync(file))._font.font };
      this.known.set(name, open);
    }
    return open;
  }
}

/** Sets a text by itself. fontkit writes its own features into what it is given. */
const layout = (font: FontkitFont, text: string, features: Features) => font.layout(text, { ...features });

/** Advance of such a text, in ems. */
const widthEm = (font: FontkitFont, text: string, features: Features): number => {
  const { positions } = layout(font, text, features);
  return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) / font.unitsPerEm;
};

const textOf = (letters: readonly Letter[]): string => letters.map(({ text }) => text).join("");

/**
 * The first features that give every letter the advance it has on the page. Ligatures, which the engine has none of, are switched off
 * where there would be one: with features asked for, pdfkit sets every word anew. Throws when there are none.
 */
const featuresOf = (font: FontkitFont, letters: readonly Letter[]): Features => {
  const distinct = new Map(letters.filter((letter) => !isWhite(letter)).map((letter) => [letter.text, letter]));
  const found = FEATURES.find((features) =>
    [...distinct.values()].every(({ text, left, right, sizePt }) => {
      const printed = (right - left) / sizePt;
      return Math.abs(widthEm(font, text, features) - printed) < SAME_ADVANCE_EM;
    }),
  );
  const text = textOf(letters);
  if (found === undefined) throw new Error(`“${text}” is set with unknown features`);
  return layout(font, text, found).glyphs.length < text.length ? { ...found, liga: false } : found;
};

/** Whether a letter can be written in one call with the one before it. */
const goesOn = (last: Letter, next: Letter): boolean =>
  next.font === last.font &&
  Math.abs(next.sizePt - last.sizePt) < 0.01 &&
  Math.abs(next.trackingPt - last.trackingPt) < 0.001 &&
  Math.abs(next.baseline - last.baseline) < 0.05 &&
  next.left - last.right > -last.sizePt / 2 &&
  next.left - last.right < (isWhite(last) ? APART_EM.afterSpace : APART_EM.withinWord) * last.sizePt;

/** Letters of one look, one after the other on one line. pdfkit takes every kind of white for a space, so odd ones are left out. */
const stretchesOf = (letters: readonly Letter[]): Letter[][] => {
  const stretches: Letter[][] = [];
  let last: Letter | undefined;
  for (const letter of letters) {
    if (last === undefined || !goesOn(last, letter)) stretches.push([]);
    const isOdd = isWhite(letter) && !/[ \u00a0]/.test(letter.text);
    last = isOdd ? undefined : letter;
    if (!isOdd) stretches.at(-1)!.push(letter);
  }
  return stretches;
};

/** Parts of a stretch whose words stand at even distances, as one call writes them. White at their ends is left out. */
const evenParts = (stretch: readonly Letter[]): Letter[][] => {
  const parts: Letter[][] = [];
  let part: Letter[] = [];
  let lastInk: Letter | undefined;
  let firstGap: number | undefined;
  for (const letter of stretch) {
    if (!isWhite(letter)) {
      const isWord = part.length > 0 && isWhite(part.at(-1)!) && lastInk !== undefined;
      const gap = isWord ? letter.left - lastInk!.right : undefined;
      if (
        lastInk === undefined ||
        (gap !== undefined && Math.abs(gap - (firstGap ?? gap)) > UNEVEN_EM * letter.sizePt)
      ) {
        part = [];
        parts.push(part);
        firstGap = undefined;
      } else firstGap ??= gap;
      lastInk = letter;
    }
    part.push(letter);
  }
  return parts.map(trimmed);
};

const trimmed = (letters: readonly Letter[]): Letter[] => {
  const first = letters.findIndex((letter) => !isWhite(letter));
  return first < 0 ? [] : letters.slice(first, letters.findLastIndex((letter) => !isWhite(letter)) + 1);
};

/** To a thousandth of a pt, as pdfkit is wont to be called. */
const short = (value: number): number => Math.round(value * 1000) / 1000;

/** The call that writes a piece: its spaces take what is left when its words are set. */
const lineOf = (letters: readonly Letter[], cases: Cases): BareLine => {
  const [first, last] = [letters[0]!, letters.at(-1)!];
  const { sizePt, trackingPt } = first;
  const { index, font } = cases.open(first.font);
  const features = featuresOf(font, letters);
  const text = textOf(letters);
  const words = text.split(/\s+/);
  const ink = words.reduce((sum, word) => sum + widthEm(font, word, features) * sizePt + word.length * trackingPt, 0);
  const left = last.right - first.left - ink + trackingPt;
  const space = widthEm(font, " ", {}) * sizePt + trackingPt;
  const wordSpacing = words.length > 1 ? short(left / (words.length - 1) - space) : 0;
  return {
    text,
    font: index,
    sizePt: short(sizePt),
    x: short(first.left),
    baseline: short(first.baseline),
    ...(wordSpacing === 0 ? {} : { wordSpacing }),
    ...(trackingPt === 0 ? {} : { characterSpacing: short(trackingPt) }),
    ...(Object.keys(features).length === 0 ? {} : { features }),
  };
};

const boxOf = ({ x, y, width, height }: AreaPt): BareBox => [x, y, width, height];

/**
 * The prepared files of all painted pictures, in painting order. The printed file, from before finishing, names them: `I1`, `I2` … in its
 * pages are its stand-ins in their order.
 */
const picturesIn = (printed: Buffer): { readonly names: readonly string[]; readonly painted: readonly number[] } => {
  const names = [...standInNames(printed)];
  const painted = [...printed.toString("latin1").matchAll(/\/I(\d+) Do\n/g)].map(([, label]) => Number(label) - 1);
  if (new Set(painted).size !== names.length) throw new Error("the printed file has pictures that are no stand-ins");
  return { names, painted };
};

export interface JobSource {
  /** The finished file, and the folder in which its build has kept `printed.pdf`. */
  readonly pdf: string;
  readonly keep: string;
  readonly cache: string;
  /** Folder with the font files, called after the fonts. */
  readonly fonts: string;
  /** Where the bare script is to write. */
  readonly out: string;
}

const fontFiles = async (folder: string): Promise<Map<string, string>> => {
  const names = await readdir(folder, { recursive: true });
  return new Map(
    names.filter((name) => name.endsWith(".ttf")).map((name) => [path.basename(name, ".ttf"), path.join(folder, name)]),
  );
};

/** The job of writing the pages of a build. Throws when it holds fonts, features or pictures whose origin is not found. */
export const bareJob = async ({ pdf, keep, cache, fonts, out }: JobSource): Promise<BareJob> => {
  const seen = await readLetters(await readFile(pdf));
  const { names, painted } = picturesIn(await readFile(path.join(keep, "printed.pdf")));
  const cases = new Cases(await fontFiles(fonts));
  let next = 0;
  const pages = seen.map(({ letters, pictures }) => ({
    lines: stretchesOf(letters)
      .flatMap(evenParts)
      .map((part) => lineOf(part, cases)),
    pictures: pictures.map(
      ({ area, wholeArea }): BarePicture => ({
        picture: painted[next++]!,
        box: boxOf(area),
        whole: boxOf(wholeArea),
      }),
    ),
  }));
  if (next !== painted.length) throw new Error(`${painted.length} pictures were painted, and ${next} found`);
  const files = names.map((name) => path.join(cache, "pictures", name));
  return { pagePt: seen[0]!.sizePt, fonts: cases.paths, pictures: files, pages, pdf: out };
};

/** Whether a bare file has the letters and pictures of a build's, in their places. */
import { readFile } from "node:fs/promises";
import type { AreaPt, DescribedPicture } from "../../src/pdf/index.js";
import { isWhite, type Letter, type LetteredPage, readLetters } from "./pdfkit-letters.js";

/** Letters and pictures of both files stand in the same places, give or take so many pt. */
const SAME_PLACE_PT = 0.5;

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= SAME_PLACE_PT;

const isSameLetter = (one: Letter, other: Letter): boolean =>
  one.text === other.text &&
  one.font === other.font &&
  isNear(one.left, other.left) &&
  isNear(one.baseline, other.baseline) &&
  isNear(one.sizePt, other.sizePt);

const isSameArea = (one: AreaPt, other: AreaPt): boolean =>
  isNear(one.x, other.x) &&
  isNear(one.y, other.y) &&
  isNear(one.width, other.width) &&
  isNear(one.height, other.height);

const isSamePicture = (one: DescribedPicture, other: DescribedPicture): boolean =>
  one.pixels.width === other.pixels.width &&
  one.pixels.height === other.pixels.height &&
  isSameArea(one.area, other.area) &&
  isSameArea(one.wholeArea, other.wholeArea);

/** The first of two lists that has no counterpart in the other, as text. */
const differenceIn = <Item>(
  own: readonly Item[],
  bare: readonly Item[],
  isSame: (one: Item, other: Item) => boolean,
): string | undefined => {
  for (let index = 0; index < Math.max(own.length, bare.length); index++) {
    const [one, other] = [own[index], bare[index]];
    if (one === undefined || other === undefined || !isSame(one, other))
      return `${JSON.stringify(one)} is ${JSON.stringify(other)}`;
  }
  return undefined;
};

const inked = ({ letters }: LetteredPage): Letter[] => letters.filter((letter) => !isWhite(letter));

const differenceOn = (own: LetteredPage, bare: LetteredPage): string | undefined =>
  differenceIn(inked(own), inked(bare), isSameLetter) ?? differenceIn(own.pictures, bare.pictures, isSamePicture);

/** Throws unless the bare script has written every letter and picture of the build's file, in its place: else it were no floor. */
export const checkBare = async (pdf: string, barePdf: string): Promise<void> => {
  const [own, bare] = await Promise.all([pdf, barePdf].map(async (file) => readLetters(await readFile(file))));
  if (own!.length !== bare!.length)
    throw new Error(`The bare file has ${bare!.length} pages, the build's ${own!.length}.`);
  own!.forEach((page, index) => {
    const difference = differenceOn(page, bare![index]!);
    if (difference !== undefined) throw new Error(`The bare file is another on page ${index + 1}: ${difference}`);
  });
};

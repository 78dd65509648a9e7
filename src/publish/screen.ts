/** The PDF that readers fetch: small enough for a telephone, and its first page first. */
import { PICTURES_AT_ONCE, shrinkJpeg } from "../figures/index.js";
import { inTurns } from "../in-turns.js";
import { linearise, openScreenEdition, type PrintedPicture, type SmallerPicture } from "../pdf/index.js";

/** What a weekly on a telephone may weigh. */
const MOST_BYTES = 5_000_000;
/** Pixels to the inch of its pictures, from the sharpest: the first that keeps it as light is taken, else the last. */
const RESOLUTIONS = [200, 185, 170, 160, 155, 150];
/** A picture with hardly more than that is left alone: coding it again would cost more to the eye than it saves. */
const HARDLY_MORE = 1.02;

const isTooFine = ({ ppi }: PrintedPicture, resolution: number): boolean => ppi > resolution * HARDLY_MORE;

/** About how many bytes of pictures are saved: those of a JPEG go with its area, or a little slower. */
const expectedSaving = (pictures: readonly PrintedPicture[], resolution: number): number =>
  pictures
    .filter((picture) => isTooFine(picture, resolution))
    .reduce((sum, { jpeg, ppi }) => sum + jpeg.length * (1 - (resolution / ppi) ** 2), 0);

const shrinkPictures = async (
  pictures: readonly PrintedPicture[],
  resolution: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, SmallerPicture>> => {
  const smaller = new Map<number, SmallerPicture>();
  const tooFine = pictures.filter((picture) => isTooFine(picture, resolution));
  await inTurns(tooFine, PICTURES_AT_ONCE, async ({ number, jpeg, ppi, ...size }) => {
    signal.throwIfAborted();
    const widthPx = Math.ceil((size.widthPx * resolution) / ppi);
    const heightPx = Math.ceil((size.heightPx * resolution) / ppi);
    const shrunk = await shrinkJpeg(jpeg, { width: widthPx, height: heightPx });
    if (shrunk !== undefined && shrunk.length < jpeg.length) smaller.set(number, { jpeg: shrunk, widthPx, heightPx });
  });
  return smaller;
};

/** A finished PDF → its edition for screens. Text and tags stay as they are, and the same bytes give the same bytes. */
export const makeScreenEdition = async (finished: Uint8Array, signal: AbortSignal): Promise<Uint8Array> => {
  const edition = await openScreenEdition(finished);
  const fits = (resolution: number): boolean =>
    finished.length - expectedSaving(edition.pictures, resolution) <= MOST_BYTES;
  const likely = RESOLUTIONS.findIndex(fits);
  const tried = RESOLUTIONS.slice(likely < 0 ? -1 : likely);
  let made: Uint8Array = finished;
  for (const resolution of tried) {
    made = await linearise(await edition.write(await shrinkPictures(edition.pictures, resolution, signal)));
    signal.throwIfAborted();
    if (made.length <= MOST_BYTES) break;
  }
  return made;
};

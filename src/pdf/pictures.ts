import { readFile } from "node:fs/promises";
import { standInNames } from "../figures/index.js";
import { isName, isStream, objectAt, type PdfFile, type PdfStream } from "./file.js";

/** Stand-ins are a few hundred bytes; a larger picture is a picture. */
const LARGEST_STAND_IN = 65_536;

/**
 * Puts pictures in the place of their stand-ins, among the objects `kept`. `pictures`: a stand-in's name → the JPEG file it was made
 * of. Throws on a stand-in that has none.
 */
export const placePictures = async (
  file: PdfFile,
  kept: readonly number[],
  pictures: ReadonlyMap<string, string>,
): Promise<void> => {
  const standIns = kept.flatMap((number): [number, PdfStream, string][] => {
    const object = objectAt(file, number);
    if (!isStream(object) || !isName(object.entries.Subtype, "Image")) return [];
    if (object.contents.length > LARGEST_STAND_IN) return [];
    const [name] = standInNames(
      Buffer.from(object.contents.buffer, object.contents.byteOffset, object.contents.length),
    );
    return name === undefined ? [] : [[number, object, name]];
  });
  await Promise.all(
    standIns.map(async ([number, { kind, entries }, name]) => {
      const path = pictures.get(name);
      if (path === undefined)
        throw new Error(`the printed file holds a stand-in for ${name}, which is no picture of the issue`);
      file.objects.set(number, { kind, entries, contents: await readFile(path) });
    }),
  );
};

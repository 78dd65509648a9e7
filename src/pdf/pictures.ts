import { standInNames } from "../figures/index.js";
import { isName, isStream, objectAt, type PdfFile } from "./file.js";

/** Stand-ins are a few hundred bytes; a larger picture is a picture. */
const LARGEST_STAND_IN = 65_536;

/**
 * Which pictures go into the places of the stand-ins among the objects `kept`: the stand-in's object number → the JPEG file it was
 * made of. `pictures`: a stand-in's name → that file. Throws on a stand-in that has none.
 */
export const findStandIns = (
  file: PdfFile,
  kept: readonly number[],
  pictures: ReadonlyMap<string, string>,
): ReadonlyMap<number, string> => {
  const found = new Map<number, string>();
  for (const number of kept) {
    const object = objectAt(file, number);
    if (!isStream(object) || !isName(object.entries.Subtype, "Image")) continue;
    if (object.contents.length > LARGEST_STAND_IN) continue;
    const [name] = standInNames(
      Buffer.from(object.contents.buffer, object.contents.byteOffset, object.contents.length),
    );
    if (name === undefined) continue;
    const path = pictures.get(name);
    if (path === undefined)
      throw new Error(`the printed file holds a stand-in for ${name}, which is no picture of the issue`);
    found.set(number, path);
  }
  return found;
};

/** The specimen: built-in awkward copy, with which a layout can be tried before an issue exists. */
import path from "node:path";
import { ISSUE_FOLDER, specimenDrawings, specimenTexts } from "./files.js";
import type { Specified } from "./manifest.js";
import { writeFolder } from "./write.js";

export type { Specified } from "./manifest.js";

/**
 * Writes a small publisher's folder with the specimen for a layout, and answers with the path of its issue. The same layout gives the
 * same bytes. A file that is there already as it should be is left untouched, for pictures are cached by their times; those of an
 * earlier specimen that are not wanted any more are removed. Throws `OutputFault`.
 */
export const writeSpecimen = async (folder: string, layout: Specified): Promise<string> => {
  const root = path.resolve(folder);
  await writeFolder(root, { texts: specimenTexts(layout), drawings: specimenDrawings(layout) });
  return path.join(root, ISSUE_FOLDER);
};

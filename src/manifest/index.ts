import type { ReadOptions, ReadResult } from "./types.js";

export { nearest } from "./nearest.js";
export { CENTRE, type PictureRequest, parseFocus, resolvePicture } from "./pictures.js";
export { slugify } from "./slug.js";
export type * from "./types.js";
export { isoWeekOf, weekDates } from "./week.js";

/**
 * Reads `issue.yaml` and the `magazine.yaml` beside the issue's folder. `issue` is there only when no problem is an
 * error. Problems: MANIFEST_*, WEEK_*, ARTICLE_MISSING, ARTICLE_DUPLICATE, PATH_OUTSIDE_ISSUE, PICTURE_*.
 */
export const readIssue = async (issueFolderOrManifestPath: string, options: ReadOptions): Promise<ReadResult> => {
  // zod and yaml are loaded here, so that other stages can use this door for pictures and types cheaply.
  const { readIssueFiles } = await import("./read.js");
  return readIssueFiles(issueFolderOrManifestPath, options);
};

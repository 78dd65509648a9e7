import type { Problem } from "../problem.js";
import type { Beginning } from "./begin.js";
import type { Magazine, ReadOptions, ReadResult } from "./types.js";
import type { YamlFile } from "./yaml.js";

export { nearest } from "./nearest.js";
export { isInside } from "./paths.js";
export { CENTRE, type PictureRequest, parseFocus, resolvePicture } from "./pictures.js";
export { slugify } from "./slug.js";
export type * from "./types.js";
export { isoWeekOf, weekDates, weekNamed } from "./week.js";
export type { YamlFile } from "./yaml.js";

/**
 * Reads `issue.yaml` and the `magazine.yaml` beside the issue's folder. `issue` is there only when no problem is an
 * error. Problems: MANIFEST_*, WEEK_*, ARTICLE_MISSING, ARTICLE_DUPLICATE, PATH_OUTSIDE_ISSUE, PICTURE_*.
 */
export const readIssue = async (issueFolderOrManifestPath: string, options: ReadOptions): Promise<ReadResult> => {
  // zod and yaml are loaded here, so that other stages can use this door for pictures and types cheaply.
  const { readIssueFiles } = await import("./read.js");
  return readIssueFiles(issueFolderOrManifestPath, options);
};

/** Reads `magazine.yaml` alone, by the folder it stands in. Problems: MANIFEST_*, PICTURE_*. */
export const readMagazine = async (
  issuesFolder: string,
  options: ReadOptions,
): Promise<{ readonly magazine?: Magazine; readonly problems: readonly Problem[] }> =>
  (await import("./read.js")).readMagazineFile(issuesFolder, options);

/** Parses a file of ours and keeps the place of every part. Problems: MANIFEST_SYNTAX, MANIFEST_INVALID. */
export const parsePlacedYaml = async (name: string, text: string): Promise<YamlFile> =>
  (await import("./yaml.js")).parseYaml(name, text);

/**
 * Begins a week's issue: its folder with a first `issue.yaml`, valid as it is, with what an editor may want to say in comments. Gives
 * the folder. Throws `OutputFault` (OUTPUT_NOT_WRITABLE).
 */
export const beginIssue = async (beginning: Beginning): Promise<string> =>
  (await import("./begin.js")).writeFirstFiles(beginning);

import type { CollectOptions } from "./collect.js";
import type { CollectReport } from "./report.js";

export type { CollectOptions } from "./collect.js";
export type { InspectPicture } from "./pictures.js";
export type { CollectedArticle, CollectReport, SourceReport } from "./report.js";

/**
 * Brings the week's stories into an issue: asks its sources, cleans what they give, fetches pictures, writes article files, lists
 * them in the manifest and notes them in `issues/ledger.json`. What an editor changed stays. Problems: SOURCE_*, STORY_*,
 * COPY_REMOVED, PICTURE_NOT_FETCHED, PICTURE_ALT_STOOD_IN, LEDGER_INVALID, OUTPUT_NOT_WRITABLE, those of the manifest.
 */
export const collectIssue = async (options: CollectOptions): Promise<CollectReport> =>
  (await import("./collect.js")).collect(options);

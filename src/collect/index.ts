import type { IssueWeek, Magazine } from "../manifest/index.js";
import type { Problem } from "../problem.js";
import type { CollectOptions } from "./collect.js";
import type { RanBefore, RanBeforeOptions } from "./ran-before.js";
import type { CollectReport } from "./report.js";

export type { CollectOptions } from "./collect.js";
export type { InspectPicture } from "./pictures.js";
export type { RanBefore } from "./ran-before.js";
export type { CollectedArticle, CollectReport, SourceReport } from "./report.js";

/**
 * Brings the week's stories into an issue: asks its sources, cleans what they give, fetches pictures, writes article files, lists
 * them in the manifest and notes them in `issues/ledger.json`. What an editor changed stays. Problems: SOURCE_*, STORY_*,
 * COPY_REMOVED, PICTURE_NOT_FETCHED, PICTURE_ALT_STOOD_IN, LEDGER_INVALID, OUTPUT_NOT_WRITABLE, those of the manifest.
 */
export const collectIssue = async (options: CollectOptions): Promise<CollectReport> =>
  (await import("./collect.js")).collect(options);

/** What ran in the issues before a week's, by the ledger; nothing where there is none. Problems: LEDGER_INVALID. */
export const readRanBefore = async (
  file: string,
  options: RanBeforeOptions,
): Promise<{ readonly ran?: RanBefore; readonly problems: readonly Problem[] }> =>
  (await import("./ran-before.js")).readRanBefore(file, options);

/** The first and last day of the week that an issue's stories are from, and the day of any moment, on the publisher's calendar. */
export const weekDays = async (
  week: Pick<IssueWeek, "startDate">,
  magazine: Pick<Magazine, "weekStartsOn" | "timeZone" | "collecting">,
): Promise<{ readonly first: string; readonly last: string; readonly dayOf: (moment: Date) => string }> => {
  const { dayOf, earlier, windowOf } = await import("./week.js");
  const window = windowOf(week, magazine);
  // Stories under an embargo appear in an issue after the week that they were published in.
  const hours = Math.max(0, ...magazine.collecting.sources.map(({ embargoHours = 0 }) => embargoHours));
  const day = (moment: Date): string => dayOf(moment, magazine.timeZone);
  return { first: day(earlier(window, hours).from), last: day(new Date(window.to.getTime() - 1)), dayOf: day };
};

/** The moments between which a week's stories appear. */
export const collectWindow = async (
  week: Pick<IssueWeek, "startDate">,
  magazine: Pick<Magazine, "weekStartsOn" | "timeZone" | "collecting">,
): Promise<{ readonly from: Date; readonly to: Date }> => (await import("./week.js")).windowOf(week, magazine);

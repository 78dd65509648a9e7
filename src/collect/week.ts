import { TZDate } from "@date-fns/tz";
import { addDays } from "date-fns/addDays";
import type { IssueWeek, Magazine } from "../manifest/index.js";
import type { Window } from "./sources/types.js";

/** The ISO day of the week that decides which week of another start an ISO week is: Thursday, as ISO 8601 decides by it of years. */
const THURSDAY = 4;

/**
 * The moments between which a week's stories appear: seven days from the title's first day of the week, the ones that hold the
 * Thursday of the ISO week, from the cut-off hour of the publisher's clock to the same hour a week later.
 */
export const windowOf = (
  { startDate }: Pick<IssueWeek, "startDate">,
  { weekStartsOn, timeZone, collecting }: Pick<Magazine, "weekStartsOn" | "timeZone" | "collecting">,
): Window => {
  const [year, month, day] = startDate.split("-").map(Number) as [number, number, number];
  const { hours, minutes } = collecting.cutOff;
  const monday = new TZDate(year, month - 1, day, hours, minutes, timeZone);
  const daysBeforeThursday = (THURSDAY - weekStartsOn + 7) % 7;
  // Whole days of the calendar, so that a change of the clock leaves the hour where it is.
  const from = addDays(monday, THURSDAY - 1 - daysBeforeThursday);
  return { from: new Date(from.getTime()), to: new Date(addDays(from, 7).getTime()) };
};

/** The same window so many hours earlier: what appeared in it may be reprinted in the window itself. */
export const earlier = ({ from, to }: Window, hours: number): Window => ({
  from: new Date(from.getTime() - hours * 3_600_000),
  to: new Date(to.getTime() - hours * 3_600_000),
});

/** `2026-11-18`, on the publisher's calendar. */
export const dayOf = (date: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(date);

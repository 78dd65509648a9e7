import { TZDate } from "@date-fns/tz";
import { addDays } from "date-fns/addDays";
import { addWeeks } from "date-fns/addWeeks";
import { getISOWeek } from "date-fns/getISOWeek";
import { getISOWeeksInYear } from "date-fns/getISOWeeksInYear";
import { getISOWeekYear } from "date-fns/getISOWeekYear";
import { startOfISOWeek } from "date-fns/startOfISOWeek";
import type { IssueWeek } from "./types.js";

/** `2026-W47`, and what hurried hands write for it: `2026W47`, `2026-w7`. Years 1900 to 2199. */
export const WEEK_PATTERN = /^(19\d\d|2[01]\d\d)-?[Ww](\d{1,2})$/;

const labelOf = (year: number, week: number): string => `${year}-W${String(week).padStart(2, "0")}`;

/** 4 January is always in week 1. In UTC, where no clock change can move a day. */
const firstMonday = (year: number): Date => startOfISOWeek(new TZDate(year, 0, 4, "UTC"));

/** How many ISO weeks the year has: 52 or 53. */
export const weeksInYear = (year: number): number => getISOWeeksInYear(new TZDate(year, 0, 4, "UTC"));

/** `2026-11-16`. A TZDate prints itself in its own zone, so the day is the calendar's. */
const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

/** The days of an ISO week such as `2026-W47`, Monday to Sunday. Undefined when there is no such week. */
export const weekDates = (label: string): IssueWeek | undefined => {
  const match = WEEK_PATTERN.exec(label.trim());
  if (!match) return undefined;
  const year = Number(match[1]);
  const week = Number(match[2]);
  if (week < 1 || week > weeksInYear(year)) return undefined;
  const monday = addDays(firstMonday(year), (week - 1) * 7);
  return {
    label: labelOf(year, week),
    year,
    week,
    startDate: isoDay(monday),
    endDate: isoDay(addDays(monday, 6)),
  };
};

/** The label of the ISO week in which `date` falls for people living in `timeZone` (IANA): `2026-W47`. */
export const isoWeekOf = (date: Date, timeZone: string): string => {
  const local = new TZDate(date, timeZone);
  return labelOf(getISOWeekYear(local), getISOWeek(local));
};

/** Weeks that are named by where they stand from today's. */
const RELATIVE: Readonly<Record<string, number>> = { last: -1, current: 0, this: 0, next: 1 };

/** `2026-W48`, `last`, `current` or `next` as a week, for people living in `timeZone` (IANA). Undefined when it is none. */
export const weekNamed = (name: string, now: Date, timeZone: string): IssueWeek | undefined => {
  const weeks = RELATIVE[name.toLowerCase()];
  if (weeks === undefined) return weekDates(name.replace(/^.*[\\/](?=.)|[\\/]+$/g, ""));
  return weekDates(isoWeekOf(addWeeks(new TZDate(now, timeZone), weeks), timeZone));
};

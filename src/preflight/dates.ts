/** Dates of articles that the issue is too early or too late for. Problems: DATE_IN_FUTURE, DATE_OUTSIDE_WEEK. */
import type { Article } from "../article/index.js";
import type { Found } from "./found.js";

/** The days of an issue, `2026-11-16`, on the publisher's calendar. */
export interface Days {
  readonly first: string;
  readonly last: string;
  readonly today: string;
}

/** The day of a date or of a moment, on the publisher's calendar; `dayOf` tells it of a moment. */
const dayFrom = (date: string, dayOf: (moment: Date) => string): string => {
  if (!/[T ]\d\d:\d\d.*(?:Z|[+-]\d{2}:?\d{2})$/.test(date)) return date.slice(0, 10);
  const moment = new Date(date.replace(" ", "T"));
  return Number.isNaN(moment.getTime()) ? date.slice(0, 10) : dayOf(moment);
};

export const checkDate = ({ name, date }: Article, days: Days, dayOf: (moment: Date) => string): Found[] => {
  if (date === undefined) return [];
  const day = dayFrom(date, dayOf);
  const place = { file: name, line: 1 };
  const near = date.slice(0, 10);
  // An issue is made before its week is over: what is dated within it may well be still to come.
  if (day > days.last && day > days.today)
    return [
      {
        code: "DATE_IN_FUTURE",
        place,
        near,
        message: `The article is dated ${day}, which is still to come and after the issue's week.`,
        remedy: "Correct the date, or keep the article for a later issue.",
      },
    ];
  if (day >= days.first && day <= days.last) return [];
  return [
    {
      code: "DATE_OUTSIDE_WEEK",
      place,
      near,
      message: `The article is dated ${day}; the issue's week is ${days.first} to ${days.last}.`,
      remedy: "See that it belongs into this issue. Nothing need be done if it does.",
    },
  ];
};

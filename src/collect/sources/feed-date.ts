/** Languages whose month names feeds are seen to write, with both Arabic sets (جانفي and يناير). */
const MONTH_LOCALES = ["en", "fr", "es", "de", "it", "pt", "ar-DZ", "ar-EG"];

/** Letters alone, without case, accents and full stops: `Févr.` and `fevr` are one. */
const folded = (word: string): string =>
  word
    .normalize("NFKD")
    .replace(/[\p{M}.\u200f]/gu, "")
    .toLowerCase();

/** Month names and their short forms in the languages above, 1 to 12. */
const monthNames = (): ReadonlyMap<string, number> => {
  const names = new Map<string, number>([["sept", 9]]);
  for (const locale of MONTH_LOCALES) {
    for (const style of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(locale, { month: style, timeZone: "UTC" });
      for (let month = 1; month <= 12; month++) names.set(folded(format.format(Date.UTC(2026, month - 1, 15))), month);
    }
  }
  return names;
};

let knownMonths: ReadonlyMap<string, number> | undefined;
const monthNumber = (name: string): number | undefined => {
  knownMonths ??= monthNames();
  return knownMonths.get(folded(name));
};

/** Hours east of Greenwich of the zones that feeds name; the standard knows only the American ones. */
const ZONE_HOURS: Readonly<Record<string, number>> = {
  ...{ Z: 0, UT: 0, UTC: 0, GMT: 0, WET: 0, WEST: 1, WAT: 1, BST: 1, CET: 1, CEST: 2, CAT: 2, SAST: 2 },
  ...{ EET: 2, EEST: 3, EAT: 3, MSK: 3, EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 },
};

/** Minutes east of Greenwich; without a zone, Greenwich's. `undefined` for a zone nobody knows. */
const zoneMinutes = (zone: string | undefined): number | undefined => {
  if (!zone) return 0;
  const offset = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (offset) return (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0));
  const hours = ZONE_HOURS[zone.toUpperCase()];
  return hours === undefined ? undefined : hours * 60;
};

interface Written {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number;
  /** `10:00:00 +0100`, or nothing. */
  readonly time: string | undefined;
}

const TIME =
  /^(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*\(?([A-Z]{1,5}|(?:GMT|UTC)?[+-]\d{1,2}:?(?:\d{2})?)?\)?$/i;

const momentOf = ({ year, month, day, time }: Written): Date | undefined => {
  if (month === undefined) return undefined;
  const fields = time ? TIME.exec(time.trim()) : undefined;
  if (fields === null) return undefined;
  const [, hour = "0", minute = "0", second = "0", half, zone] = fields ?? [];
  const minutesEast = zoneMinutes(zone);
  if (minutesEast === undefined) return undefined;
  const hours = half ? (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hour);
  const fullYear = year < 100 ? 2000 + year : year;
  const day0 = new Date(Date.UTC(fullYear, month - 1, day));
  // 31 November would roll over into December.
  if (day0.getUTCMonth() !== month - 1 || day0.getUTCDate() !== day || hours > 24 || Number(minute) > 59)
    return undefined;
  return new Date(day0.getTime() + ((hours * 60 + Number(minute) - minutesEast) * 60 + Number(second)) * 1000);
};

/** `05/11/2026`: the day stands first but in America; where both may be months, nobody can tell. */
const slashed = (first: number, second: number): Pick<Written, "day" | "month"> | undefined => {
  if (first > 12) return { day: first, month: second };
  if (second > 12) return { day: second, month: first };
  return first === second ? { day: first, month: second } : undefined;
};

/** How a day is written: year first, day first (`Thu, 05 Nov 2026`, `5 de noviembre de 2026`), month first. Then the time. */
const FORMS: readonly RegExp[] = [
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ]+(?<time>.+))?$/i,
  /^(?:[\p{L}\p{M}]+[.,]*,? ?)?(?<day>\d{1,2})(?:er|\.)?[ -](?:de )?(?<month>[\p{L}\p{M}]+)\.?,?[ -](?:de )?(?<year>\d{4}|\d{2})(?:,? (?:at |à )?(?<time>.+))?$/iu,
  /^(?:\p{L}+, )?(?<month>\p{L}+)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})(?:,? (?:at )?(?<time>.+))?$/iu,
];

/** A date is shorter; what is longer is not looked at. */
const LONGEST_DATE = 100;

/**
 * The moment a feed writes: ISO 8601, RFC 822, month names in several languages, seconds since 1970. `undefined` for anything
 * else: `Date` would make the year 2005 of “Part 5”.
 */
export const parseFeedDate = (written: string | undefined): Date | undefined => {
  const text = written?.trim().slice(0, LONGEST_DATE).replace(/\s+/g, " ") ?? "";
  if (/^\d{10}(\d{3})?$/.test(text)) return new Date(Number(text.padEnd(13, "0")));
  for (const form of FORMS) {
    const { year, month, day, time } = form.exec(text)?.groups ?? {};
    if (year === undefined || month === undefined) continue;
    const number = /^\d/.test(month) ? Number(month) : monthNumber(month);
    return momentOf({ year: Number(year), month: number, day: Number(day), time });
  }
  const numbers = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:,? (.+))?$/.exec(text);
  const dayAndMonth = numbers && slashed(Number(numbers[1]), Number(numbers[2]));
  return dayAndMonth ? momentOf({ year: Number(numbers[3]), ...dayAndMonth, time: numbers[4] }) : undefined;
};

import * as z from "zod";
import { canonicalLanguage } from "../language.js";
import { nearest } from "./nearest.js";
import { parseFocus } from "./pictures.js";
import { WEEK_PATTERN, weekDates, weeksInYear } from "./week.js";

/** Text; a title such as 1984 needs no quotation marks. */
export const text = z.preprocess((value) => (typeof value === "number" ? String(value) : value), z.string().trim());
export const filled = text.refine((value) => value !== "", { error: "There is no text here." });
/** Optional text; an empty one counts as none. */
export const note = text.transform((value) => (value === "" ? undefined : value)).optional();

/** A text or a list of texts, as a list. */
export const texts = z
  .union([filled, z.array(filled).min(1)])
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** What an editor meets while writing: hover help, and an example that remedies quote. */
export const about = <Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  ...examples: readonly unknown[]
): Schema => schema.meta({ description, ...(examples.length > 0 ? { examples: [...examples] } : {}) });

export const count = (what: string) => {
  const error = `${what} is a whole number, 1 or more, without quotation marks.`;
  return z.int({ error }).min(1, { error }).max(100_000, { error });
};

export const language = text
  .refine((tag) => canonicalLanguage(tag) !== undefined, {
    error: "A language is a tag with hyphens, such as en-GB, fr or ar-TN.",
  })
  .transform((tag) => canonicalLanguage(tag)!)
  .meta({ examples: ["en-GB"] });

const isTimeZone = (zone: string): boolean => {
  try {
    // Bare offsets such as +01:00 are refused: they know nothing of summer time.
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone })) && /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
};
const timeZoneFault = (zone: string): string => {
  const meant = nearest(zone, Intl.supportedValuesOf("timeZone"));
  return `There is no time zone “${zone}”; ${meant ? `did you mean ${meant}?` : "it is a region and a city, or UTC."}`;
};
export const timeZone = text.refine(isTimeZone, { error: (issue) => timeZoneFault(String(issue.input)) });

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export const weekDay = z
  .preprocess(
    (value) => (typeof value === "string" ? value.toLowerCase() : value),
    z.union([z.enum(DAYS), z.int().min(1).max(7)], {
      error: "The first day of the week is the name of a day, or 1 for Monday to 7 for Sunday.",
    }),
  )
  .transform((day) => (typeof day === "number" ? day : DAYS.indexOf(day) + 1));

/** `18:30`, an hour of the day. YAML 1.2 reads it as text; a bare `18` is the full hour. */
export const hour = text
  .refine((value) => /^([01]?\d|2[0-3])(:[0-5]\d)?$/.test(value), {
    error: "An hour is written as hours and minutes, such as 18:00.",
  })
  .transform((value) => {
    const [hours, minutes = "0"] = value.split(":");
    return { hours: Number(hours), minutes: Number(minutes) };
  });

/** Colours go into style sheets, so nothing but a colour may pass. */
const COLOUR =
  /^(?:#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,24}|(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\([\d\s.,%/a-z+-]{1,60}\))$/i;
export const colour = text
  .refine((value) => COLOUR.test(value), {
    error: 'A colour is written as CSS has it, in quotation marks: "#b5462a", "teal" or "rgb(181 70 42)".',
  })
  .meta({ examples: ["#b5462a"] });

/** A layout is a folder's name, never a path. */
export const layout = text.refine((value) => /^[a-z0-9][a-z0-9_-]{0,63}$/i.test(value), {
  error: "A layout is named by its folder: letters, digits and hyphens.",
});

/** `example.org` and `desk@example.org` get the scheme that a link needs. */
export const address = text
  .transform((value) => {
    if (/^(?:https?:\/\/|mailto:)/i.test(value)) return value;
    if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(value)) return `mailto:${value}`;
    return /^[^\s:@/]+\.[^\s:@/]+(?:\/\S*)?$/.test(value) ? `https://${value}` : value;
  })
  .refine((value) => /^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@)/i.test(value) && URL.canParse(value), {
    error: "This is not an address of the web or of e-mail.",
  });

const weekFault = (value: string): string => {
  const match = WEEK_PATTERN.exec(value);
  if (!match) return "A week is a year, a hyphen, W and two digits.";
  return `${match[1]} has no week ${Number(match[2])}; its weeks are W01 to W${weeksInYear(Number(match[1]))}.`;
};
export const week = text
  .refine((value) => weekDates(value) !== undefined, { error: (issue) => weekFault(String(issue.input)) })
  .transform((value) => weekDates(value)!);

export const focus = text
  .refine((value) => parseFocus(value) !== undefined, {
    error: "A focus is two percentages, from the left and from the top, or words such as top left.",
  })
  .transform((value) => parseFocus(value)!);

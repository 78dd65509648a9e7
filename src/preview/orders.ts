/** The orders that the preview's page gives, as they must be; what is none of them is undefined. */
import type { OpenRequest, ShowRequest, ViewRequest, WhereRequest } from "./types.js";

/** More than any window shows, or any element has rules. */
const MOST_FOLIOS = 1000;
const MOST_RULES = 5000;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** From 1: a folio, a line, a column. */
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;

const isText = (value: unknown): value is string => typeof value === "string";

const optional = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || is(value);

const listOf = (value: unknown, most: number, is: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length <= most && value.every(is);

export const viewOrder = (body: unknown): ViewRequest | undefined =>
  isFields(body) && listOf(body.folios, MOST_FOLIOS, isCount) ? (body as unknown as ViewRequest) : undefined;

export const showOrder = (body: unknown): ShowRequest | undefined =>
  isFields(body) &&
  optional(body.source, (source) => source === "issue" || source === "specimen") &&
  optional(body.layout, isText)
    ? (body as ShowRequest)
    : undefined;

export const openOrder = (body: unknown): OpenRequest | undefined =>
  isFields(body) && isText(body.file) && optional(body.line, isCount) && optional(body.col, isCount)
    ? (body as unknown as OpenRequest)
    : undefined;

export const whereOrder = (body: unknown): WhereRequest | undefined =>
  isFields(body) &&
  listOf(body.rules, MOST_RULES, (rule) => isFields(rule) && isText(rule.sheet) && isText(rule.selector))
    ? (body as unknown as WhereRequest)
    : undefined;

/** Says nothing but itself. */
export const plainOrder = (body: unknown): object | undefined => (isFields(body) ? {} : undefined);

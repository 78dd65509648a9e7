/** What a build leaves behind beside its PDF: enough to tell again what it told, and to know whether it would come out the same. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { FlatplanPage } from "./compose/index.js";
import { type InputFile, isUnchanged, lookAt, lookAtInputs } from "./inputs.js";
import type { EngineUse } from "./print/index.js";
import type { Problem } from "./problem.js";

export type { InputFile } from "./inputs.js";

/** What decides about the pages besides the files: Pressday's version and code, and what was asked of it. */
export type Making = Readonly<Record<string, string>>;

/** How the recorded build came about: what was asked, and what was found on the way. */
export interface Made extends Making {
  /** The issue: absolute path of its manifest. */
  readonly manifest: string;
  /** Whose layouts and fonts it was set with. */
  readonly publisherFolder: string;
  /** The layout that it was set in. */
  readonly layout: string;
  /** From where the places of its problems are told. */
  readonly cwd: string;
}

export interface BuildRecord {
  readonly version: 1;
  readonly made: Made;
  readonly inputs: readonly InputFile[];
  readonly pdf: InputFile;
  readonly engine: EngineUse;
  readonly articles: number;
  readonly flatplan: readonly FlatplanPage[];
  /** The page on which each article begins, as printed. */
  readonly folios: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];
}

/** Where the record of an issue stands: `out/2026-W47/.pressday.json`. */
export const recordFile = (out: string, week: string): string => path.join(out, week, ".pressday.json");

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isListOf = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isItem);

const isFile = (value: unknown): boolean =>
  isObject(value) && isText(value.path) && isNumber(value.bytes) && isNumber(value.mtimeMs) && isText(value.sha256);

const isMade = (value: unknown): boolean =>
  isObject(value) &&
  Object.values(value).every(isText) &&
  ["manifest", "publisherFolder", "layout", "cwd"].every((name) => isText(value[name]));

const isProblem = (value: unknown): boolean =>
  isObject(value) && isText(value.code) && isText(value.severity) && isText(value.message) && isText(value.remedy);

const isPage = (value: unknown): boolean =>
  isObject(value) && isNumber(value.folio) && isText(value.master) && isListOf(value.articles, isText);

/** By hand: to load a library for it would take longer than all the rest of a build that is not needed. */
const isRecord = (value: unknown): value is BuildRecord =>
  isObject(value) &&
  value.version === 1 &&
  isMade(value.made) &&
  isListOf(value.inputs, isFile) &&
  isFile(value.pdf) &&
  isObject(value.engine) &&
  isText(value.engine.name) &&
  isNumber(value.articles) &&
  isListOf(value.flatplan, isPage) &&
  isObject(value.folios) &&
  Object.values(value.folios).every(isNumber) &&
  isListOf(value.problems, isProblem);

/** The record in a file (`recordFile`); undefined where there is none, or a damaged one. */
export const readRecord = async (file: string): Promise<BuildRecord | undefined> => {
  try {
    const stored: unknown = JSON.parse(await readFile(file, "utf8"));
    return isRecord(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
};

/** Every file that is there now was there when the issue was built, and none of those has changed or gone. */
const areInputsUnchanged = async ({ made, inputs }: BuildRecord): Promise<boolean> => {
  const now = new Map(lookAtInputs(made).map((file) => [file.path, file]));
  const known = new Set(inputs.map((file) => file.path));
  if ([...now.keys()].some((file) => !known.has(file))) return false;
  for (const input of inputs) if (!(await isUnchanged(input, now.get(input.path) ?? lookAt(input.path)))) return false;
  return true;
};

/**
 * Whether the recorded PDF is that of the present files: copy, pictures, layout and fonts are those that it was made of, and it stands
 * there as it was written. With `making`, also whether the same was asked of the same Pressday.
 */
export const isCurrent = async (record: BuildRecord, making: Making = {}): Promise<boolean> =>
  Object.entries(making).every(([name, value]) => record.made[name] === value) &&
  (await isUnchanged(record.pdf, lookAt(record.pdf.path))) &&
  (await areInputsUnchanged(record));

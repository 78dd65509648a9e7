import type { Block } from "../../../article/index.js";
import type { Section } from "../../../manifest/index.js";
import type { MasterContext } from "../masters/index.js";
import type { Setting } from "../types.js";
import type { Unit, Wrapper } from "./units.js";

/** Where in an article's copy the reading is: what it stands in, and how it is set there. */
export interface Reading {
  readonly context: MasterContext;
  readonly columns: number;
  /** Width of a column, px. */
  readonly measurePx: number;
  /** Slug. */
  readonly article: string;
  readonly section: Section | undefined;
  readonly setting: Setting;
  readonly wrappers: readonly Wrapper[];
  /** Left edge of the words in the column, and their width, px. */
  readonly leftPx: number;
  readonly widthPx: number;
  /** What words are set as: running text, or what stands in a box, a quotation or a list. */
  readonly role: "text" | "box-text" | "quote" | "list";
  /** The paragraphs that begin and end the article. */
  readonly opening?: Block;
  readonly last?: Block;
  readonly problems: ReadingProblem[];
}

/** A table that was squeezed. */
export interface ReadingProblem {
  readonly kind: "table";
  readonly line: number | undefined;
}

/** What every unit of this place has; the rest is its own. */
export const baseOf = (reading: Reading, sourceLine: number | undefined, words: string) => {
  const { wrappers, setting, leftPx, widthPx, article } = reading;
  return {
    wrappers,
    setting,
    leftPx,
    widthPx,
    article,
    language: setting.language,
    before: 0,
    after: 0,
    keep: false,
    keepAbove: false,
    movable: false,
    optional: false,
    words: () => words,
    ...(sourceLine === undefined ? {} : { sourceLine }),
  };
};

/** White lines of a group go to its first and last unit. */
export const spread = (
  units: readonly Unit[],
  { before, after }: { readonly before: number; readonly after: number },
): Unit[] =>
  units.map((unit, index) => ({
    ...unit,
    ...(index === 0 ? { before: Math.max(unit.before, before) } : {}),
    ...(index === units.length - 1 ? { after: Math.max(unit.after, after) } : {}),
  }));

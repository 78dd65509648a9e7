/** What the ledger knows of the issues before one: for checks of copy that nobody is collecting. */
import { access } from "node:fs/promises";
import type { Problem } from "../problem.js";
import { type Entry, makeLedger, readLedger } from "./ledger.js";
import { barewords, Likenesses, sketchOf, unpackSketch } from "./similar.js";

export interface RanBefore {
  /** The entry of a story, by its address or by the words that it shares. */
  story(story: { readonly url?: string; readonly words: () => string }): Pick<Entry, "issue" | "headline"> | undefined;
  /** The entry of a story with the same headline, both bare. */
  headline(bare: string): Pick<Entry, "issue" | "headline"> | undefined;
}

export interface RanBeforeOptions {
  /** The ledger as messages name it. */
  readonly shown: string;
  /** Label of the issue in hand: what ran with it or after it does not count. */
  readonly week: string;
  /** What headlines are compared by. */
  readonly bare: (headline: string) => string;
}

/** Nothing where there is no ledger, or none that can be read. Problems: LEDGER_INVALID. */
export const readRanBefore = async (
  file: string,
  { shown, week, bare }: RanBeforeOptions,
): Promise<{ readonly ran?: RanBefore; readonly problems: readonly Problem[] }> => {
  if (
    !(await access(file).then(
      () => true,
      () => false,
    ))
  )
    return { problems: [] };
  const { ledger, problems } = await readLedger(file, shown);
  const entries = ledger?.entries.filter(({ issue }) => issue < week) ?? [];
  if (entries.length === 0) return { problems };
  const before = makeLedger(entries);
  const byHeadline = new Map(entries.map((entry) => [bare(entry.headline), entry]));
  const alike = new Likenesses<Entry>();
  for (const entry of entries) alike.add(entry, unpackSketch(entry.sketch));
  const ran: RanBefore = {
    story: ({ url, words }) =>
      (url === undefined ? undefined : before.find({ id: "", url })) ?? alike.find(sketchOf(barewords(words())))?.item,
    headline: (text) => byHeadline.get(text),
  };
  return { ran, problems };
};

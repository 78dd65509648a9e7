import { readFile } from "node:fs/promises";
import * as z from "zod";
import type { Problem } from "../problem.js";
import { writeWhole } from "../write-whole.js";

const entry = z.strictObject({
  /** The week of the issue that it was collected for. */
  issue: z.string(),
  /** `RawStory.id`. */
  id: z.string(),
  url: z.string().optional(),
  headline: z.string(),
  source: z.string(),
  /** The article, from the issue's folder. */
  file: z.string(),
  published: z.string().optional(),
  /** Of the story as its source gave it, byte for byte: equal means that nothing need be looked at. */
  raw: z.string(),
  /** Of its words after clean-up. */
  words: z.string(),
  /** Of the article's file as it was written: equal means that no editor touched it. */
  written: z.string(),
  sketch: z.string(),
  /** Pictures that another run should try again. */
  missing: z.int().positive().optional(),
});

const ledger = z.strictObject({ version: z.literal(1), stories: z.array(entry) });

export type Entry = Readonly<z.output<typeof entry>>;

/** What ran in which issue (`issues/ledger.json`). */
export interface Ledger {
  readonly entries: readonly Entry[];
  /** The entry of a story, known by its source's own name for it, else by its address. */
  find(story: { readonly id: string; readonly url?: string }): Entry | undefined;
}

/** An address as stories are known by it: without scheme, `www.`, fragment, campaign marks and a last slash. */
export const addressKey = (address: string): string => {
  if (!URL.canParse(address)) return address;
  const { host, pathname, searchParams } = new URL(address);
  for (const name of [...searchParams.keys()]) if (/^(utm_|fbclid$|gclid$|mc_)/.test(name)) searchParams.delete(name);
  searchParams.sort();
  const query = searchParams.size > 0 ? `?${searchParams}` : "";
  return `${host.replace(/^www\./, "")}${pathname.replace(/\/+$/, "")}${query}`;
};

export const makeLedger = (entries: readonly Entry[]): Ledger => {
  // Of two entries, the later issue's speaks.
  const byId = new Map(entries.map((found) => [found.id, found]));
  const byAddress = new Map(entries.flatMap((found) => (found.url ? [[addressKey(found.url), found] as const] : [])));
  return {
    entries,
    find: ({ id, url }) => byId.get(id) ?? (url === undefined ? undefined : byAddress.get(addressKey(url))),
  };
};

/** Problems: LEDGER_INVALID. A file that is not there is an empty ledger. */
export const readLedger = async (
  file: string,
  shown: string,
): Promise<{ readonly ledger?: Ledger; readonly problems: readonly Problem[] }> => {
  const fault = (why: string): Problem => ({
    code: "LEDGER_INVALID",
    severity: "error",
    place: { file: shown },
    message: `The record of what ran in which issue cannot be read: ${why}.`,
    remedy: "Take the last good version of the file from your archive; without it, stories that ran may come again.",
  });
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? { ledger: makeLedger([]), problems: [] } : { problems: [fault(message)] };
  }
  try {
    const read = ledger.safeParse(JSON.parse(text));
    if (read.success) return { ledger: makeLedger(read.data.stories), problems: [] };
    const [first] = read.error.issues;
    return { problems: [fault(`${first?.path.join(".") || "the file"}: ${first?.message ?? "not a ledger"}`)] };
  } catch (error) {
    return { problems: [fault((error as Error).message)] };
  }
};

/** One story a line, so that archives show what a week added. */
export const writeLedger = async (file: string, entries: readonly Entry[]): Promise<void> => {
  const lines = entries.map((found) => `    ${JSON.stringify(found)}`).join(",\n");
  const text = `{\n  "version": 1,\n  "stories": [\n${lines}\n  ]\n}\n`;
  if ((await readFile(file, "utf8").catch(() => undefined)) !== text) await writeWhole(file, text);
};

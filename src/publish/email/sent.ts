/** What is remembered of an issue's e-mail: that it went to the list, or was on its way. `out/2026-W47/.sent.json`. */
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { writeWhole } from "../../write-whole.js";

const note = z.object({
  version: z.literal(1),
  /** `begun`: it was being handed over; how that ended nobody has told. */
  state: z.enum(["begun", "sent"]),
  to: z.string(),
  messageId: z.string(),
  /** ISO. */
  at: z.string(),
});

export type SentNote = z.output<typeof note>;

export const sentFile = (out: string, week: string): string => path.join(out, week, ".sent.json");

/** Nothing when it was never sent. `unreadable`: there is a note, but not what it says. */
export const readSent = async (file: string): Promise<SentNote | "unreadable" | undefined> => {
  const text = await readFile(file, "utf8").catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === "ENOENT" || fault.code === "ENOTDIR") return undefined;
    throw fault;
  });
  if (text === undefined) return undefined;
  try {
    return note.parse(JSON.parse(text));
  } catch {
    return "unreadable";
  }
};

/** Throws `OutputFault`: what cannot be remembered is not to be sent. */
export const writeSent = (file: string, said: SentNote): Promise<void> =>
  writeWhole(file, `${JSON.stringify(said, undefined, 2)}\n`);

/** Puts back what was known before; nothing was sent after all. */
export const restoreSent = (file: string, before: SentNote | "unreadable" | undefined): Promise<void> =>
  typeof before === "object" ? writeSent(file, before) : rm(file, { force: true });

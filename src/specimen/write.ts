import { createHash } from "node:crypto";
import { readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { writeWhole } from "../publish/index.js";
import { renderDrawing } from "./drawing/index.js";

/** What belongs into the folder, by path in it: texts as they are, pictures as the SVG that they are drawn from. */
export interface Contents {
  readonly texts: ReadonlyMap<string, string>;
  readonly drawings: ReadonlyMap<string, string>;
}

/** What was written, so that the next run can remove what is not wanted any more, and nothing that others have put there. */
const RECORD = "specimen.json";

/** By path: a digest of the text, or of the drawing. */
type Written = Readonly<Record<string, string>>;

/** Brings a folder up to date. Files that are right are not touched. Throws `OutputFault`. */
export const writeFolder = async (root: string, { texts, drawings }: Contents): Promise<void> => {
  const before = await readRecord(root);
  const now: Written = Object.fromEntries([...texts, ...drawings].map(([name, source]) => [name, digest(source)]));
  for (const name of Object.keys(before))
    if (now[name] === undefined && isInside(root, name)) await rm(path.join(root, name), { force: true });
  for (const [name, text] of texts) {
    const file = path.join(root, name);
    if ((await readText(file)) !== text) await writeWhole(file, text);
  }
  for (const [name, svg] of drawings) {
    const file = path.join(root, name);
    // A picture takes a tenth of a second to draw; a file appears whole or not at all, so one that is there is good.
    if (before[name] !== now[name] || !(await isFile(file))) await writeWhole(file, await renderDrawing(svg));
  }
  const record = `${JSON.stringify(now, null, 2)}\n`;
  if ((await readText(path.join(root, RECORD))) !== record) await writeWhole(path.join(root, RECORD), record);
};

const digest = (source: string): string => createHash("sha256").update(source).digest("hex").slice(0, 16);

/** A record that somebody has changed names nothing outside the folder. */
const isInside = (root: string, name: string): boolean => path.join(root, name).startsWith(root + path.sep);

const readText = (file: string): Promise<string | undefined> => readFile(file, "utf8").catch(() => undefined);

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

const readRecord = async (root: string): Promise<Written> => {
  try {
    return JSON.parse((await readText(path.join(root, RECORD))) ?? "{}") as Written;
  } catch {
    return {};
  }
};

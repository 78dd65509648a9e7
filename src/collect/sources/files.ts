import { readdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isInside } from "../../manifest/index.js";
import { NoArticle } from "../html.js";
import { decodeBytes } from "../network/index.js";
import type { RawStory } from "../types.js";
import { readMarkdown } from "./markdown.js";
import { readPage } from "./page.js";
import { readPlainText } from "./plain.js";
import { type SourceAnswer, SourceFault, type SourceNote } from "./types.js";
import { readWord, WordFault } from "./word.js";

/** Larger files are no articles: the text of a year's magazine has 10 MB. */
const MAX_FILE_BYTES = 100_000_000;

/** A file's story, and what in it could not be read. */
interface FromFile {
  readonly story: RawStory;
  readonly notes?: readonly string[];
}

const READERS: Readonly<Record<string, (bytes: Uint8Array, file: string) => FromFile | Promise<FromFile>>> = {
  ".html": (bytes, file) => ({ story: readPage(decodeBytes(bytes, undefined, "html"), pathToFileURL(file).href) }),
  ".docx": (bytes, file) => readWord(bytes, path.basename(file)),
  ".md": (bytes, file) => ({ story: readMarkdown(decodeBytes(bytes, undefined, "text"), file) }),
  ".txt": (bytes, file) => ({ story: readPlainText(decodeBytes(bytes, undefined, "text"), path.basename(file)) }),
};
const SAME: Readonly<Record<string, string>> = {
  ".htm": ".html",
  ".xhtml": ".html",
  ".markdown": ".md",
  ".text": ".txt",
};

const readerOf = (file: string) => {
  const ending = path.extname(file).toLowerCase();
  return READERS[SAME[ending] ?? ending];
};

/** The files meant: the one that is named, or those in the folder that is named, in the order of their names. */
const filesAt = async (
  name: string,
  folder: string,
): Promise<{ readonly files: readonly string[]; readonly named: boolean }> => {
  const root = await realpath(folder);
  const full = await realpath(path.resolve(root, name)).catch(() => undefined);
  if (full === undefined)
    throw new SourceFault(
      `There is no ${name} in ${path.basename(folder)}/.`,
      "Put the file there, or correct its name.",
    );
  if (full !== root && !isInside(root, full))
    throw new SourceFault(`${name} lies outside the folder of the manifest.`, "Copy it into that folder.");
  if (!(await stat(full)).isDirectory()) return { files: [full], named: true };
  const entries = await readdir(full, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".")).map((entry) => entry.name);
  return { files: names.sort().map((entry) => path.join(full, entry)), named: false };
};

const readOne = async (file: string, shown: string): Promise<FromFile | SourceNote> => {
  const read = readerOf(file);
  const kinds = [...Object.keys(READERS), ...Object.keys(SAME)].join(", ");
  if (read === undefined) return { kind: "empty", text: `${shown} is none of ${kinds}.` };
  if ((await stat(file)).size > MAX_FILE_BYTES)
    return { kind: "empty", text: `${shown} is larger than ${MAX_FILE_BYTES / 1e6} MB.` };
  try {
    return await read(await readFile(file), file);
  } catch (fault) {
    if (fault instanceof WordFault) return { kind: "empty", text: `${shown}: ${fault.message}` };
    if (fault instanceof NoArticle) return { kind: "empty", text: `${shown}: ${fault.message}` };
    throw fault;
  }
};

/** Saved pages, Word, Markdown and text files: one file, or all of a folder. Throws `SourceFault`. */
export const readFiles = async (name: string, folder: string): Promise<SourceAnswer> => {
  const { files, named } = await filesAt(name, folder);
  const stories: RawStory[] = [];
  const notes: SourceNote[] = [];
  const root = await realpath(folder);
  for (const file of files) {
    const shown = path.relative(root, file);
    const read = await readOne(file, shown);
    if ("kind" in read) {
      notes.push(read);
      continue;
    }
    const { story } = read;
    // A page says its own address; any other file is known by where it stands.
    stories.push(/^https?:/.test(story.id) ? story : { ...story, id: `file:${shown.split(path.sep).join("/")}` });
    for (const text of read.notes ?? []) notes.push({ kind: "not read", text: `${shown}: ${text}` });
  }
  if (named && stories.length === 0)
    throw new SourceFault(notes[0]!.text, "Save it in one of these formats, with the story in it.");
  return { stories, notes };
};

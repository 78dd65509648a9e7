import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Problem } from "../problem.js";
import { FileFault, readRegularFile } from "../read-file.js";
import { parseFontTables } from "./sfnt.js";

/** One font file as CSS and the printer know it. `ranges`: code points it has, as first, last, first, last …, ascending. */
export interface FontFace {
  readonly family: string;
  /** 100 to 900. */
  readonly weight: number;
  readonly italic: boolean;
  readonly path: string;
  readonly fileName: string;
  readonly ranges: readonly number[];
}

export interface FontFaces {
  readonly faces: readonly FontFace[];
  readonly problems: readonly Problem[];
}

/**
 * Reads every `.ttf` and `.otf` in the folders and in the folders right below them, in order of folder, then of name, so
 * that the same folders give the same list. Of two files with the same family, weight and slope the first is kept: a
 * publisher's folder stands before the package's. A folder that does not exist holds no fonts.
 * Problems: FONT_VARIABLE, FONT_UNREADABLE.
 */
export async function readFontFaces(folders: readonly string[]): Promise<FontFaces> {
  const paths = (await Promise.all(folders.map(listFontFiles))).flat();
  const read = await Promise.all(paths.map(readFontFace));
  const faces = new Map<string, FontFace>();
  const problems: Problem[] = [];
  for (const { face, problem } of read) {
    if (problem) problems.push(problem);
    if (!face) continue;
    const key = `${face.family}/${face.weight}/${face.italic}`;
    if (!faces.has(key)) faces.set(key, face);
  }
  return { faces: [...faces.values()], problems };
}

/** Fonts of all Chinese characters have a third of it. */
const MAX_FONT_BYTES = 64 * 1024 * 1024;

const FONT_FILE = /\.(ttf|otf)$/i;

async function listFontFiles(folder: string): Promise<string[]> {
  const entries = await listFolder(folder);
  const below = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => (await listFolder(join(folder, name))).map((entry) => join(folder, name, entry.name))),
  );
  const here = entries.map((entry) => join(folder, entry.name));
  return [...here, ...below.flat()].filter((path) => FONT_FILE.test(path));
}

async function listFolder(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    // A file in the folder's place holds no fonts either.
    if (["ENOENT", "ENOTDIR", "ELOOP"].includes((cause as NodeJS.ErrnoException).code ?? "")) return [];
    throw new Error(`The fonts folder ${folder} cannot be read.`, { cause });
  }
}

async function readFontFace(path: string): Promise<{ face?: FontFace; problem?: Problem }> {
  try {
    const { variable, ...tables } = parseFontTables(await readRegularFile(path, MAX_FONT_BYTES));
    if (variable) return { problem: variableFont(path, tables.family) };
    return { face: { ...tables, path, fileName: basename(path) } };
  } catch (cause) {
    return { problem: unreadableFont(path, cause) };
  }
}

const variableFont = (path: string, family: string): Problem => ({
  code: "FONT_VARIABLE",
  severity: "error",
  place: { file: path },
  message: `${family} is a variable font; printed, its letters would become drawings instead of an embedded font.`,
  remedy:
    "Put static fonts in its place, one file for each weight (a family's download has them in a folder `static`).",
});

const whyUnreadable = (cause: unknown): string => {
  if (cause instanceof RangeError) return "the file ends too early";
  return cause instanceof FileFault ? `the file ${cause.message}` : (cause as Error).message;
};

const unreadableFont = (path: string, cause: unknown): Problem => ({
  code: "FONT_UNREADABLE",
  severity: "error",
  place: { file: path },
  message: `The font cannot be read: ${whyUnreadable(cause)}.`,
  remedy: "Replace the file by a TrueType or OpenType font (.ttf, .otf), or take it out of the folder.",
});

/** A layout's files: `layout.yaml`, templates and style sheets, as far as they are text and of a size that somebody wrote. */
import { isUtf8 } from "node:buffer";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { parsePlacedYaml, type YamlFile } from "../manifest/index.js";
import type { Problem } from "../problem.js";
import { FileFault, readRegularFile } from "../read-file.js";
import type { Layout } from "./types.js";

/** Written by hand; what is larger is something else, and would only take time. */
export const MAX_SOURCE_BYTES = { ".yaml": 512 * 1024, ".hbs": 256 * 1024, ".css": 1024 * 1024 } as const;

/** Names are the editor's: one such as `constructor` must not find what every record inherits. */
export const recordOf = <Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> =>
  Object.assign(Object.create(null), Object.fromEntries(entries)) as Record<string, Value>;

/** One of a layout's files, shown as `layouts/NAME/…`. Problems: LAYOUT_INVALID. */
const readSource = async (
  folder: string,
  shownAs: string,
  ending: keyof typeof MAX_SOURCE_BYTES,
): Promise<string | Problem> => {
  const invalid = (words: string): Problem => ({
    code: "LAYOUT_INVALID",
    severity: "error",
    place: { file: shownAs },
    message: `The layout cannot be used: ${path.basename(shownAs)} ${words}.`,
    remedy: "Put a file of text in its place, saved as UTF-8.",
  });
  try {
    const bytes = await readRegularFile(path.join(folder, path.basename(shownAs)), MAX_SOURCE_BYTES[ending]);
    const text = bytes.toString("utf8").replace(/^\ufeff/, "");
    if (isUtf8(bytes) && !text.includes("\0")) return text;
    const line = (text.split(/[\0\ufffd]/, 1)[0] ?? "").split("\n").length;
    return { ...invalid("is not UTF-8 text"), place: { file: shownAs, line } };
  } catch (fault) {
    if (!(fault instanceof FileFault)) throw fault;
    return invalid(fault.message);
  }
};

interface Sources {
  /** By file name without ending. */
  readonly sources: Record<string, string>;
  readonly problems: readonly Problem[];
}

const readSources = async (folder: string, shownIn: string, ending: ".hbs" | ".css"): Promise<Sources> => {
  const names = await readdir(folder).catch(() => [] as string[]);
  const wanted = names.filter((name) => name.endsWith(ending)).sort();
  const read = await Promise.all(
    wanted.map(
      async (name) =>
        [name.slice(0, -ending.length), await readSource(folder, path.posix.join(shownIn, name), ending)] as const,
    ),
  );
  return {
    sources: recordOf(read.filter((entry): entry is readonly [string, string] => typeof entry[1] === "string")),
    problems: read.flatMap(([, source]) => (typeof source === "string" ? [] : [source])),
  };
};

/** `layout.yaml` parsed, with the place of every part. Problems: LAYOUT_INVALID. */
export const readDescription = async (
  folder: string,
  shownIn: string,
): Promise<{ readonly file?: YamlFile; readonly problems: readonly Problem[] }> => {
  const text = await readSource(folder, `${shownIn}/layout.yaml`, ".yaml");
  if (typeof text !== "string") return { problems: [text] };
  const file = await parsePlacedYaml(`${shownIn}/layout.yaml`, text);
  return { file, problems: file.problems.map((problem) => ({ ...problem, code: "LAYOUT_INVALID" })) };
};

export type Parts = Pick<Layout, "folder" | "masterSources" | "partialSources" | "stylesheets">;

export const readParts = async (
  folder: string,
  shownIn: string,
): Promise<{ parts: Parts; problems: readonly Problem[] }> => {
  const [masters, partials, styles] = await Promise.all([
    readSources(path.join(folder, "masters"), `${shownIn}/masters`, ".hbs"),
    readSources(path.join(folder, "partials"), `${shownIn}/partials`, ".hbs"),
    readSources(folder, shownIn, ".css"),
  ]);
  const parts = {
    folder,
    masterSources: masters.sources,
    partialSources: partials.sources,
    stylesheets: Object.entries(styles.sources).map(([file, css]) => ({ name: `${file}.css`, css })),
  };
  return { parts, problems: [...masters.problems, ...partials.problems, ...styles.problems] };
};

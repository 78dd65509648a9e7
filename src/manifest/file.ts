import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import path from "node:path";
import type * as z from "zod";
import type { Problem } from "../problem.js";
import { FileFault, readRegularFile } from "../read-file.js";
import { shapeProblems } from "./check.js";
import { parseYaml, type YamlFile } from "./yaml.js";

/** A manifest is written by hand; a larger file is something else. */
const MAX_MANIFEST_BYTES = 512 * 1024;

/** A file as the editor is shown it: relative to the working folder where it stands below it. */
export const shown = (file: string, cwd: string): string => {
  const relative = path.relative(cwd, file);
  return relative.startsWith("..") || path.isAbsolute(relative) ? file : relative.split(path.sep).join("/");
};

const notRead = (name: string, fault: Omit<Problem, "severity">): YamlFile => ({
  name,
  text: "",
  value: undefined,
  problems: [{ severity: "error", place: { file: name }, ...fault }],
  placeOf: () => ({ file: name, line: 1, col: 1 }),
});

/** A manifest that cannot be had from the disk. */
const notThere = (file: string, name: string, remedy: string, { reason, message }: FileFault): YamlFile => {
  const short = file.replace(/\.yaml$/, ".yml");
  const base = path.basename(file);
  if (reason === "too large")
    return notRead(name, {
      code: "MANIFEST_INVALID",
      message: `The file ${message}.`,
      remedy: "Keep articles in files of their own and list their names here.",
    });
  if (reason === "unreadable")
    return notRead(name, {
      code: "MANIFEST_MISSING",
      message: `${base} ${message}.`,
      remedy: "Put a file in its place that can be read.",
    });
  return notRead(name, {
    code: "MANIFEST_MISSING",
    message: `There is no ${base} here.`,
    remedy: existsSync(short) ? `Rename \`${path.basename(short)}\` to \`${base}\`.` : remedy,
  });
};

/** The text is shown with its first byte that is not UTF-8. */
const notUtf8 = (name: string, bytes: Uint8Array): YamlFile => {
  const before = new TextDecoder("utf-8").decode(bytes).split("\ufffd", 1)[0]!.split("\n");
  return notRead(name, {
    code: "MANIFEST_SYNTAX",
    place: { file: name, line: before.length, col: before.at(-1)!.length + 1 },
    message: "The file is not UTF-8 text.",
    remedy: "Save it again with the encoding UTF-8.",
  });
};

/** Reads a manifest as UTF-8. Problems: MANIFEST_MISSING, MANIFEST_INVALID (size), MANIFEST_SYNTAX. */
export const readManifest = async (file: string, cwd: string, remedy: string): Promise<YamlFile> => {
  const name = shown(file, cwd);
  let bytes: Uint8Array;
  try {
    bytes = await readRegularFile(file, MAX_MANIFEST_BYTES);
  } catch (fault) {
    if (!(fault instanceof FileFault)) throw fault;
    return notThere(file, name, remedy, fault);
  }
  return isUtf8(bytes) ? parseYaml(name, new TextDecoder("utf-8").decode(bytes)) : notUtf8(name, bytes);
};

/** The data in the schema's shape, or what is wrong with it. Problems: MANIFEST_UNKNOWN_KEY, MANIFEST_INVALID, WEEK_INVALID. */
export const checkShape = <Schema extends z.ZodType>(
  file: YamlFile,
  schema: Schema,
): { data?: z.output<Schema>; problems: readonly Problem[] } => {
  if (file.value === undefined) return { problems: file.problems };
  const result = schema.safeParse(file.value);
  if (result.success) return { data: result.data, problems: file.problems };
  return { problems: [...file.problems, ...shapeProblems(file, schema, result.error.issues)] };
};

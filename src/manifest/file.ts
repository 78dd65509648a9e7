import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type * as z from "zod";
import type { Problem } from "../problem.js";
import { shapeProblems } from "./check.js";
import { parseYaml, type YamlFile } from "./yaml.js";

/** A manifest is written by hand; a larger file is something else. */
const MAX_MANIFEST_BYTES = 512 * 1024;

/** A file as the editor is shown it: relative to the working folder where it stands below it. */
export const shown = (file: string, cwd: string): string => {
  const relative = path.relative(cwd, file);
  return relative.startsWith("..") || path.isAbsolute(relative) ? file : relative.split(path.sep).join("/");
};

const notRead = (name: string, text: string, fault: Pick<Problem, "code" | "message" | "remedy">): YamlFile => ({
  name,
  text,
  value: undefined,
  problems: [{ severity: "error", place: { file: name }, ...fault }],
  placeOf: () => ({ file: name, line: 1, col: 1 }),
});

/** Reads a manifest as UTF-8. Problems: MANIFEST_MISSING, MANIFEST_INVALID (size), MANIFEST_SYNTAX. */
export const readManifest = async (file: string, cwd: string, remedy: string): Promise<YamlFile> => {
  const name = shown(file, cwd);
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) {
    const short = file.replace(/\.yaml$/, ".yml");
    const renamed = existsSync(short) ? `Rename \`${path.basename(short)}\` to \`${path.basename(file)}\`.` : remedy;
    return notRead(name, "", {
      code: "MANIFEST_MISSING",
      message: `There is no ${path.basename(file)} here.`,
      remedy: renamed,
    });
  }
  if (info.size > MAX_MANIFEST_BYTES)
    return notRead(name, "", {
      code: "MANIFEST_INVALID",
      message: `The file has ${Math.round(info.size / 1024)} kB; a manifest has at most ${MAX_MANIFEST_BYTES / 1024}.`,
      remedy: "Keep articles in files of their own and list their names here.",
    });
  try {
    return parseYaml(name, new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file)));
  } catch (error) {
    if (!(error instanceof TypeError)) throw new Error(`Reading ${name}`, { cause: error });
    return notRead(name, "", {
      code: "MANIFEST_SYNTAX",
      message: "The file is not UTF-8 text.",
      remedy: "Save it again with the encoding UTF-8.",
    });
  }
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

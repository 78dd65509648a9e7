import type { Problem } from "../problem.js";
import { CENTRE, type PictureRequest, parseFocus, resolvePicture } from "./pictures.js";
import type { PictureRef } from "./types.js";
import { problemAt, type YamlFile } from "./yaml.js";

export interface PictureResult {
  readonly picture?: PictureRef;
  readonly problems: readonly Problem[];
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;

/** The group of keys at `path`; empty where there is none. */
const groupAt = (value: unknown, path: readonly PropertyKey[]): Readonly<Record<string, unknown>> => {
  let part = value;
  for (const step of path)
    part = part !== null && typeof part === "object" && Object.hasOwn(part, step) ? Reflect.get(part, step) : undefined;
  return part !== null && typeof part === "object" ? (part as Readonly<Record<string, unknown>>) : {};
};

/**
 * The picture named in the group at `path` of a manifest, read from the file as it stands, so that other faults do not hide a
 * missing file. `folders` are tried in turn. Problems: PICTURE_MISSING, PICTURE_REMOTE, PATH_OUTSIDE_ISSUE,
 * PICTURE_ALT_MISSING (warning).
 */
export const findPicture = (
  file: YamlFile,
  path: readonly PropertyKey[],
  folders: readonly string[],
  owner: PictureRequest["owner"] = "issue",
): PictureResult => {
  const said = groupAt(file.value, path);
  const name = text(said.picture);
  if (name === undefined) return { problems: [] };
  const place = file.placeOf([...path, "picture"], "value");
  const tries = folders.map((issueFolder) => resolvePicture({ name, issueFolder, owner, place }));
  const found = tries.find((result) => "path" in result) ?? tries.at(-1)!;
  if (!("path" in found)) return { problems: [problemAt(file, place, found)] };
  const fault = {
    severity: "warning" as const,
    code: "PICTURE_ALT_MISSING" as const,
    message: `The picture “${name}” has no alternative text, so readers who cannot see it miss it.`,
    remedy: 'Say below it what it shows, for example `alt: "Dunes at dusk"`; write `alt: ""` if it is pure ornament.',
  };
  const picture: PictureRef = {
    path: found.path,
    name,
    alt: text(said.alt) ?? (said.alt === undefined ? (text(said.caption) ?? "") : ""),
    caption: text(said.caption),
    credit: text(said.credit),
    focus: parseFocus(text(said.focus) ?? "") ?? CENTRE,
    place,
  };
  return { picture, problems: said.alt === undefined ? [problemAt(file, place, fault)] : [] };
};

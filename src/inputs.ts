/** The files that an issue is made of: found and looked at before it is built, hashed while the browser prints. */
import { hash } from "node:crypto";
import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { PACKAGE_FOLDER, searched } from "./prepare.js";

/** A file as a look at it tells: enough to see that it has changed. `path` is absolute. */
export interface LookedAt {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
}

/** A file by its content too. Large ones, `sha256` empty, are known by their dates alone. */
export interface InputFile extends LookedAt {
  readonly sha256: string;
}

/** An issue, by its files. */
export interface IssueFiles {
  /** Absolute path of `issue.yaml`. */
  readonly manifest: string;
  /** In which `issues/`, `layouts/` and `fonts/` stand. */
  readonly publisherFolder: string;
  /** The layout's name. */
  readonly layout: string;
}

/** Larger files are not read to know them again: no picture or font is so large (`figures/` refuses them). */
const HASHED_UP_TO_BYTES = 64 * 1024 * 1024;
/** Smaller ones than this are read in one go with others, while nothing else is done. */
const SMALL_BYTES = 256 * 1024;
/** Deeper folders can only be links that lead round in a circle. */
const DEEPEST = 8;

const seen = (file: string, info: Stats): LookedAt => ({ path: file, bytes: info.size, mtimeMs: info.mtimeMs });

/** As good as not there: what is gone meanwhile, a link to nothing, a folder that may not be read. */
const infoOf = (file: string): Stats | undefined => {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};

/** Looks at one file; undefined where it is no regular file, or has been touched since `before`. */
export const lookAt = (file: string, before = Number.POSITIVE_INFINITY): LookedAt | undefined => {
  const info = infoOf(file);
  return info?.isFile() && info.ctimeMs < before ? seen(file, info) : undefined;
};

/** Regular files in and below a folder, links followed; hidden ones are nobody's copy. */
function* filesBelow(folder: string, depth = 0): Generator<LookedAt> {
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder);
  } catch {}
  for (const name of names) {
    if (name.startsWith(".")) continue;
    // `path.join` looks at every letter again, and all the build waits for this.
    const file = `${folder}${path.sep}${name}`;
    const info = infoOf(file);
    if (info?.isFile()) yield seen(file, info);
    else if (info?.isDirectory() && depth < DEEPEST) yield* filesBelow(file, depth + 1);
  }
}

/**
 * Every file from which the issue's pages may come: its folder, the title's manifest, house matter and pictures, layouts and fonts, the
 * publisher's and our own. Waits for the disk in place of the thread pool: it is a few milliseconds' work that all else has to wait for.
 */
export const lookAtInputs = ({ manifest, publisherFolder, layout }: IssueFiles): readonly LookedAt[] => {
  const issueFolder = path.dirname(manifest);
  const issuesFolder = path.dirname(issueFolder);
  const magazine = lookAt(path.join(issuesFolder, "magazine.yaml"));
  const layouts = searched(publisherFolder, "layouts").map((folder) => path.join(folder, layout));
  const folders = new Set([
    issueFolder,
    path.join(issuesFolder, "house"),
    path.join(issuesFolder, "pictures"),
    ...layouts,
    ...searched(publisherFolder, "fonts"),
  ]);
  return [...(magazine === undefined ? [] : [magazine]), ...[...folders].flatMap((folder) => [...filesBelow(folder)])];
};

/** The manifest that an issue's name on the command line stands for; undefined where there is none. */
export const manifestOf = (issue: string, cwd: string): string | undefined => {
  const given = path.resolve(cwd, issue);
  return [given, path.join(given, "issue.yaml")].find((file) => lookAt(file) !== undefined);
};

const same = (one: LookedAt, other: LookedAt): boolean => one.bytes === other.bytes && one.mtimeMs === other.mtimeMs;

const sha256 = (bytes: Uint8Array): string => hash("sha256", bytes, "hex");

/**
 * The file's bytes. Small ones at once: a trip to the thread pool and back takes ten times as long as to read and hash them, and there
 * are a hundred of them.
 */
const bytesOf = async ({ path: file, bytes }: LookedAt): Promise<Uint8Array> =>
  bytes > SMALL_BYTES ? readFile(file) : readFileSync(file);

/** What has been hashed in this run: fonts and layouts are those of many issues. */
const hashes = new Map<string, { readonly looked: LookedAt; readonly sha256: Promise<string | undefined> }>();

const readHash = async (looked: LookedAt): Promise<string | undefined> => {
  if (looked.bytes > HASHED_UP_TO_BYTES) return "";
  try {
    const found = sha256(await bytesOf(looked));
    return same(seen(looked.path, statSync(looked.path)), looked) ? found : undefined;
  } catch {
    return undefined;
  }
};

/** The content's hash; undefined where the file is no longer as it was looked at, or cannot be read. */
const hashOf = (looked: LookedAt): Promise<string | undefined> => {
  const known = hashes.get(looked.path);
  if (known !== undefined && same(known.looked, looked)) return known.sha256;
  const reading = readHash(looked);
  hashes.set(looked.path, { looked, sha256: reading });
  return reading;
};

/** The files with their hashes, one after the other: nobody waits for them. Undefined where one has changed since it was looked at. */
export const hashInputs = async (files: readonly LookedAt[]): Promise<readonly InputFile[] | undefined> => {
  const hashed: InputFile[] = [];
  for (const looked of files) {
    const sha256 = await hashOf(looked);
    if (sha256 === undefined) return undefined;
    hashed.push({ ...looked, sha256 });
  }
  return hashed;
};

/** Whether the file is the recorded one: by size and date, else by its content, for a checkout gives every file a new date. */
export const isUnchanged = async (recorded: InputFile, now: LookedAt | undefined): Promise<boolean> => {
  if (now === undefined || now.bytes !== recorded.bytes) return false;
  if (now.mtimeMs === recorded.mtimeMs) return true;
  return recorded.sha256 !== "" && (await hashOf(now)) === recorded.sha256;
};

/**
 * Stands for our own code: the chunks of the bundle bear a hash of their contents in their names, but for the two that are read here.
 * Run from source, it stands for the last bundle.
 */
export const codeHash = (): string => {
  const dist = path.join(PACKAGE_FOLDER, "dist");
  try {
    const names = readdirSync(dist).sort().join("\n");
    const parts = ["cli.js", "composer.js"].map((name) => readFileSync(path.join(dist, name)));
    return sha256(Buffer.concat([Buffer.from(names), ...parts]));
  } catch {
    return "";
  }
};

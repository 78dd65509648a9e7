/** What a build leaves behind beside its PDF: enough to tell again what it told, and to know whether it would come out the same. */
import path from "node:path";
import type { FlatplanPage } from "./compose/index.js";
import type { EngineUse } from "./print/index.js";
import type { Problem } from "./problem.js";

/** A file that an issue is made of. `path` is absolute; `mtimeMs` and `bytes` are looked at before the hash is. */
export interface InputFile {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly sha256: string;
}

export interface BuildRecord {
  readonly version: 1;
  /** Pressday's own version, and whatever else of it and of the options changes pages. */
  readonly made: Readonly<Record<string, string>>;
  readonly inputs: readonly InputFile[];
  readonly pdf: InputFile;
  readonly engine: EngineUse;
  readonly articles: number;
  readonly flatplan: readonly FlatplanPage[];
  /** The page on which each article begins, as printed. */
  readonly folios: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];
}

/** Where the record of an issue stands: `out/2026-W47/.pressday.json`. */
export const recordFile = (out: string, week: string): string => path.join(out, week, ".pressday.json");

/** Writes a benchmark issue: `tsx scripts/corpus.ts FOLDER [ARTICLES] [SEED] [mixed]` prints the issue's folder. */
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ISSUE_FOLDER, writeCopy } from "./bench/copy.js";
import { writeMixedCopy } from "./bench/mixed.js";
import { makePhotograph, type SizePx } from "./bench/photograph.js";

/** What a camera of six megapixels gives. */
const PHOTOGRAPH: SizePx = { width: 3000, height: 2000 };
/** Enough for a page at screen resolution, and made in a quarter of the time. */
export const SMALL_PHOTOGRAPH: SizePx = { width: 1600, height: 1067 };
/** Raised when photographs come out differently, so that those of an earlier run are made anew. */
const PHOTOGRAPH_VERSION = 1;

export interface CorpusOptions {
  readonly articles: number;
  readonly seed: number;
  readonly photographPx?: SizePx;
  /** `dozens`: the benchmark's articles; `mixed`: of any length, with any number of pictures, and house matter in stock. */
  readonly kind?: "dozens" | "mixed";
  /** Called after each photograph. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Corpus {
  /** Absolute path of the folder with `issue.yaml`. */
  readonly issue: string;
  readonly articles: number;
  readonly photographs: number;
  readonly words: number;
}

/** Writes a generated issue below `folder`, unless the same one stands there already. */
export const writeCorpus = async (folder: string, options: CorpusOptions): Promise<Corpus> => {
  const { photographPx = PHOTOGRAPH, kind = "dozens" } = options;
  const copy = kind === "mixed" ? writeMixedCopy(options) : writeCopy(options);
  const corpus = {
    issue: path.resolve(folder, ISSUE_FOLDER),
    articles: copy.articles,
    photographs: copy.photographs.length,
    words: copy.words,
  };
  const print = createHash("sha256").update(JSON.stringify([PHOTOGRAPH_VERSION, photographPx, [...copy.texts]]));
  const stamp = print.digest("hex");
  const stampPath = path.join(folder, "corpus.sha256");
  if ((await readFile(stampPath, "utf8").catch(() => "")) === stamp) return corpus;
  await rm(folder, { recursive: true, force: true });
  for (const [name, text] of copy.texts) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  for (const [index, name] of copy.photographs.entries()) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    // Seeds far apart: neighbouring ones of two issues are not to give the same picture.
    await writeFile(path.join(folder, name), await makePhotograph(options.seed * 100_003 + index, photographPx));
    options.onProgress?.(index + 1, copy.photographs.length);
  }
  // Last: a corpus without its stamp was interrupted and is written anew.
  await writeFile(stampPath, stamp);
  return corpus;
};

const main = async ([folder, articles = "12", seed = "1", kind]: readonly string[]): Promise<void> => {
  if (folder === undefined) throw new Error("Name the folder: tsx scripts/corpus.ts FOLDER [ARTICLES] [SEED] [mixed]");
  const mixed = kind === "mixed" ? ({ kind, photographPx: SMALL_PHOTOGRAPH } as const) : {};
  const { issue } = await writeCorpus(folder, { articles: Number(articles), seed: Number(seed), ...mixed });
  process.stdout.write(`${issue}\n`);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv.slice(2));

/** Whether an issue has to be built: looks at its files first, and at what the last build recorded; keeps this build's record. */
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { ComposedIssue } from "./composing.js";
import { codeHash, hashInputs, type LookedAt, lookAt, lookAtInputs, manifestOf } from "./inputs.js";
import type { Problem } from "./problem.js";
import { type BuildRecord, isCurrent, type Made, type Making, readRecord, recordFile } from "./record.js";
import type { BuildOptions } from "./road.js";
import { version } from "./version.js";

/** The finished file, hashed while it was written. */
export interface WrittenPdf {
  readonly path: string;
  readonly sha256: string;
}

/** What can be known before the PDF is finished. */
type Gathered = Pick<BuildRecord, "made" | "inputs">;

/** What a build has to record, once its PDF is written. */
export interface Built {
  readonly issue: ComposedIssue;
  readonly pdf: WrittenPdf;
  readonly problems: readonly Problem[];
}

const publisherFolderOf = ({ publisherFolder }: BuildOptions, manifest: string): string =>
  path.resolve(publisherFolder ?? path.dirname(path.dirname(path.dirname(manifest))));

const browserAsked = ({ browser, browserUrl }: BuildOptions): string =>
  browser ?? browserUrl ?? process.env.PUPPETEER_EXECUTABLE_PATH ?? "";

/** All that decides about the pages, the files aside. */
const makingOf = (options: BuildOptions, manifest: string): Making => ({
  version,
  code: codeHash(),
  manifest,
  publisherFolder: publisherFolderOf(options, manifest),
  layoutAsked: options.layout ?? "",
  engine: options.engine,
  browser: browserAsked(options),
  date: options.dateIsGiven ? options.date.toISOString() : "",
});

/** Manifests have at most half a megabyte (`manifest/`): what is larger, or no regular file, names no week. */
const MOST_MANIFEST_BYTES = 512 * 1024;

const textOf = (file: string): string => {
  const looked = lookAt(file);
  if (looked === undefined || looked.bytes > MOST_MANIFEST_BYTES) return "";
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
};

/** The week's label as the manifest's text has it, looked for without a parser: a wrong guess finds no record, and nothing worse. */
const likelyWeek = (manifest: string): string | undefined => {
  const [, year, week] = /^week:\s*["']?(\d{4})-?[Ww](\d{1,2})\b/m.exec(textOf(manifest)) ?? [];
  return year === undefined ? undefined : `${year}-W${week!.padStart(2, "0")}`;
};

/** The layout, found in the same way. After a wrong guess, the layout's files are looked at later than they should be. */
const likelyLayout = ({ layout }: BuildOptions, manifest: string): string => {
  const magazine = path.join(path.dirname(path.dirname(manifest)), "magazine.yaml");
  const [, named = "classic"] = /^layout:\s*["']?([\w-]+)/m.exec(`${textOf(manifest)}\n${textOf(magazine)}`) ?? [];
  return layout ?? named;
};

/** A record's problems, their places told from where we are now. */
const placedFrom = (cwd: string, { made, problems }: BuildRecord): readonly Problem[] => {
  if (made.cwd === cwd) return problems;
  const moved = (file: string): string => path.relative(cwd, path.resolve(made.cwd, file)) || file;
  return problems.map((problem) =>
    problem.place === undefined
      ? problem
      : { ...problem, place: { ...problem.place, file: moved(problem.place.file) } },
  );
};

/** Tells what a build before has recorded, if this one would come out the same. Undefined where the issue has to be built. */
export const findCurrent = async (
  options: BuildOptions,
): Promise<
  { readonly record: BuildRecord; readonly pdf: string; readonly problems: readonly Problem[] } | undefined
> => {
  const manifest = manifestOf(options.issue, options.cwd);
  const week = manifest && likelyWeek(manifest);
  if (manifest === undefined || week === undefined) return undefined;
  const record = await readRecord(recordFile(options.out, week));
  // For want of a browser it was set in the simple engine: perhaps there is one now.
  if (record === undefined || record.problems.some(({ code }) => code === "ENGINE_SIMPLE")) return undefined;
  const pdf = path.join(options.out, week, path.basename(record.pdf.path));
  if (path.resolve(options.cwd, pdf) !== record.pdf.path) return undefined;
  if (!(await isCurrent(record, makingOf(options, manifest)))) return undefined;
  return { record, pdf, problems: placedFrom(options.cwd, record) };
};

/** Keeps the record of one build. Make it before anything is read: a file that changes later is not the one that was printed. */
export class Recorder {
  private readonly startedAt = Date.now();
  private readonly manifest: string | undefined;
  private readonly looked: ReadonlyMap<string, LookedAt>;
  private gathering: Promise<Gathered | undefined> | undefined;

  constructor(private readonly options: BuildOptions) {
    this.manifest = manifestOf(options.issue, options.cwd);
    const layout = this.manifest && likelyLayout(options, this.manifest);
    this.looked = new Map(layout === undefined ? [] : this.filesNow(layout).map((file) => [file.path, file]));
  }

  /** Begins to hash; call it when others have the processor's work, and this process waits. */
  gather(issue: ComposedIssue): void {
    const gather = async (): Promise<Gathered | undefined> => {
      if (this.manifest === undefined) return undefined;
      const layout = path.basename(issue.prepared.layout.folder);
      const files = this.filesOf(issue, layout);
      const inputs = files && (await hashInputs(files));
      return inputs && { inputs, made: this.madeWith(this.manifest, layout) };
    };
    this.gathering = gather();
    this.gathering.catch(() => {});
  }

  /** Writes the record beside the PDF, or takes the old one away where a file has changed since the build began. */
  async keep(built: Built): Promise<void> {
    const { out } = this.options;
    const file = recordFile(out, built.issue.prepared.issue.week.label);
    const record = await this.recordOf(built);
    const { OutputFault, writeWhole } = await import("./publish/index.js");
    try {
      if (record === undefined) await rm(file, { force: true });
      else await writeWhole(file, `${JSON.stringify(record)}\n`);
    } catch (fault) {
      // The PDF is whole. Without a record it is built again the next time, and that is all.
      if (!(fault instanceof OutputFault)) throw fault;
    }
  }

  private filesNow(layout: string): readonly LookedAt[] {
    const manifest = this.manifest!;
    return lookAtInputs({ manifest, publisherFolder: publisherFolderOf(this.options, manifest), layout });
  }

  /** What the pages were made of: all that was looked at, and pictures from wherever they came. Undefined where a file has changed. */
  private filesOf({ prepared }: ComposedIssue, layout: string): readonly LookedAt[] | undefined {
    const now = new Set(this.filesNow(layout).map((file) => file.path));
    const hasGone = [...this.looked.keys()].some((name) => !now.has(name) && lookAt(name) === undefined);
    if (hasGone) return undefined;
    const files: LookedAt[] = [];
    for (const name of new Set([...now, ...prepared.pictures.keys()])) {
      // One that nobody looked at before it was read must at least be older than the build.
      const file = this.looked.get(name) ?? lookAt(name, this.startedAt);
      if (file === undefined) return undefined;
      files.push(file);
    }
    return files;
  }

  private madeWith(manifest: string, layout: string): Made {
    const { options } = this;
    const publisherFolder = publisherFolderOf(options, manifest);
    return { ...makingOf(options, manifest), manifest, publisherFolder, layout, cwd: options.cwd };
  }

  private async recordOf({ issue, pdf, problems }: Built): Promise<BuildRecord | undefined> {
    if (this.gathering === undefined) this.gather(issue);
    const gathered = await this.gathering;
    const written = lookAt(path.resolve(this.options.cwd, pdf.path));
    if (gathered === undefined || written === undefined) return undefined;
    const { prepared, composed, engine } = issue;
    return {
      version: 1,
      ...gathered,
      pdf: { ...written, sha256: pdf.sha256 },
      engine,
      articles: prepared.articles.size,
      flatplan: composed.pages,
      folios: composed.folios,
      problems,
    };
  }
}

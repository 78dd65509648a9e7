import { readFile } from "node:fs/promises";
import path from "node:path";
import { EXIT } from "../exit.js";
import { inTurns } from "../in-turns.js";
import { type Issue, readIssue, type Source } from "../manifest/index.js";
import { hasErrors, type Problem } from "../problem.js";
import type { Progress } from "../progress.js";
import { counted } from "../words.js";
import { OutputFault, writeWhole } from "../write-whole.js";
import { chooseStories } from "./choose.js";
import { type Gathered, gather } from "./gather.js";
import { type Entry, readLedger, writeLedger } from "./ledger.js";
import { listArticles } from "./listing.js";
import { createNetwork, type Resolve } from "./network/index.js";
import type { InspectPicture } from "./pictures.js";
import { fileHash, inOrder, placeStories, type Written, writeStory } from "./place.js";
import type { CollectReport } from "./report.js";
import type { SourceNote } from "./sources/types.js";
import { windowOf } from "./week.js";

export interface CollectOptions {
  /** Issue folder or its `issue.yaml`. */
  readonly issue: string;
  readonly cwd: string;
  /** Addresses and files to collect besides the sources; without `sources`, these alone. */
  readonly items: readonly string[];
  readonly dryRun: boolean;
  readonly update: boolean;
  readonly explain: boolean;
  readonly now: Date;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Reads a picture to its end. */
  readonly inspect: InspectPicture;
  /** Cache folder (`findCache`). */
  readonly cache: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly resolve?: Resolve;
}

/** Stories whose pictures are fetched at once. */
const STORIES_AT_ONCE = 4;

/** An address or a file of the command line as a source. */
const sourceOf = (item: string, cwd: string): Source => {
  const isAddress = /^https?:\/\//i.test(item);
  const full = path.resolve(cwd, item);
  return {
    name: isAddress ? (URL.canParse(item) ? new URL(item).hostname : item) : path.basename(item),
    kind: isAddress ? "url" : "file",
    at: isAddress ? item : path.basename(full),
    folder: path.dirname(full),
    categories: [],
    tags: [],
    authors: [],
    sections: new Map(),
    place: { file: item },
  };
};

/** What a note of a source is to the editor. */
const NOTES: Readonly<Record<SourceNote["kind"], Pick<Problem, "code" | "severity" | "remedy"> | undefined>> = {
  protected: {
    code: "STORY_LEFT_OUT",
    severity: "warning",
    remedy: "Ask its author for the text, if it is to be printed.",
  },
  empty: {
    code: "STORY_LEFT_OUT",
    severity: "warning",
    remedy: "Open it; what you copy from there into a text file can be collected.",
  },
  incomplete: {
    code: "SOURCE_INCOMPLETE",
    severity: "error",
    remedy: "Run pressday collect again later; it adds what is missing.",
  },
  "page fault": {
    code: "SOURCE_INCOMPLETE",
    severity: "error",
    remedy: "Run pressday collect again later; it adds what is missing.",
  },
  undated: {
    code: "STORY_UNDATED",
    severity: "info",
    remedy: "Write `date:` into its front matter, or take it out of issue.yaml.",
  },
  "not read": {
    code: "COPY_NOT_READ",
    severity: "warning",
    remedy: "Look at the file and put what is missing into the article.",
  },
  limit: undefined,
  "author unknown": undefined,
  "picture unknown": undefined,
};

const problemsOf = ({ source, fault, notes }: Gathered): readonly Problem[] => [
  ...(fault === undefined
    ? []
    : [
        {
          code: "SOURCE_FAILED",
          severity: "error",
          place: source.place,
          message: `${source.name} could not be collected. ${fault.message}`,
          remedy: fault.remedy,
        } satisfies Problem,
      ]),
  ...notes.flatMap(({ kind, text, url }): Problem[] => {
    const meaning = NOTES[kind];
    if (meaning === undefined) return [];
    return [
      { ...meaning, place: url === undefined ? source.place : { file: url }, message: `${source.name}: ${text}` },
    ];
  }),
];

/** The status by what was met: a source that failed counts before anything an editor can mend. */
const exitOf = (problems: readonly Problem[]): number => {
  if (problems.some(({ code }) => code === "SOURCE_FAILED" || code === "SOURCE_INCOMPLETE")) return EXIT.source;
  return hasErrors(problems) ? EXIT.material : EXIT.done;
};

const NO_SOURCES: Problem = {
  code: "SOURCE_FAILED",
  severity: "error",
  message: "There is nothing to collect from.",
  remedy:
    "Name sources in magazine.yaml (`sources: [{ wordpress: https://example.org }]`), or an address or a file: pressday collect ISSUE story.docx.",
};

/** Writes the new articles into the manifest, then into the ledger: a run that is stopped between them lists nothing twice. */
const record = async (
  issue: Issue,
  written: readonly Written[],
  entries: readonly Entry[],
  ledgerFile: string,
): Promise<void> => {
  const empty = new Map(issue.sections.map(({ name, articles }) => [name, articles.length === 0]));
  const added = written.filter(({ placed }) => placed.entry === undefined);
  const text = await readFile(issue.manifestPath, "utf8");
  const listed = new Set(issue.sections.flatMap(({ articles }) => articles.map(({ slug }) => slug)));
  const additions = inOrder(added, (section) => empty.get(section) ?? true)
    .filter(({ placed }) => !listed.has(placed.slug))
    .map(({ placed }) => ({ section: placed.section, file: `${placed.slug}.md` }));
  const edited = listArticles(text, additions);
  if (edited !== text) await writeWhole(issue.manifestPath, edited);
  await writeLedger(ledgerFile, entries);
};

/** The sources' answers, with a line of progress for each. */
const askAll = async (
  sources: readonly Source[],
  progress: Progress,
  ask: (source: Source, onProgress: (done: number, total?: number) => void) => Promise<Gathered>,
): Promise<readonly Gathered[]> => {
  progress.phase("Asking");
  let done = 0;
  return inTurns(sources, sources.length, async (source) => {
    const answer = await ask(source, (read, total) => {
      if (total !== undefined && total > 0) progress.step(done + read / total, sources.length);
    });
    progress.step(++done, sources.length);
    const stories = answer.stories.length + answer.unchanged.length;
    progress.note(
      `${source.name}: ${answer.fault ? "failed" : counted(stories, "story").replace("storys", "stories")}`,
    );
    return answer;
  });
};

/** See `collectIssue` in `index.ts`. */
export const collect = async (options: CollectOptions): Promise<CollectReport> => {
  const { cwd, dryRun, progress, signal } = options;
  const report = { issue: options.issue, dryRun, sources: [], articles: [] };
  const read = await readIssue(options.issue, { cwd, mayBeEmpty: true });
  if (read.issue === undefined) return { ...report, problems: read.problems, exit: EXIT.material };
  const { issue } = read;
  const { magazine, week } = issue;
  const ledgerFile = path.join(path.dirname(issue.manifestPath), "..", "ledger.json");
  const shownFile = (file: string): string => path.relative(cwd, file) || ".";
  const shown = (file: string): string => shownFile(path.join(path.dirname(issue.manifestPath), file));
  const { ledger, problems: ledgerProblems } = await readLedger(ledgerFile, shownFile(ledgerFile));
  if (ledger === undefined) return { ...report, problems: [...read.problems, ...ledgerProblems], exit: EXIT.material };
  const window = windowOf(week, magazine);
  const named = { week: week.label, from: window.from.toISOString(), to: window.to.toISOString() };
  const sources =
    options.items.length > 0
      ? options.items.map((item) => sourceOf(item, cwd))
      : [...magazine.collecting.sources, ...issue.sources];
  if (sources.length === 0)
    return { ...report, ...named, problems: [...read.problems, NO_SOURCES], exit: EXIT.material };

  const network = createNetwork({
    allowPrivate: magazine.collecting.allowPrivate,
    cache: path.join(options.cache, "network"),
    signal,
    ...(options.resolve && { resolve: options.resolve }),
  });
  try {
    const gathered = await askAll(sources, progress, (source, onProgress) =>
      gather(source, { network, window, ledger, environment: options.environment, onProgress, signal }),
    );
    signal.throwIfAborted();
    progress.phase("Reading");
    const isUntouched = async ({ file, written }: Entry): Promise<boolean> =>
      fileHash(await readFile(path.join(issue.folder, file)).catch(() => "")) === written;
    const choice = await chooseStories(gathered, {
      week: week.label,
      magazine,
      ledger,
      now: options.now,
      update: options.update,
      shown,
      isUntouched,
    });
    const placed = await placeStories(choice.chosen, { issue });
    progress.phase("Pictures");
    let done = 0;
    const written = await inTurns(placed, STORIES_AT_ONCE, async (one) => {
      signal.throwIfAborted();
      const result = await writeStory(one, {
        issue,
        network,
        inspect: options.inspect,
        shown,
        dryRun,
        explain: options.explain,
      });
      progress.step(++done, placed.length);
      return result;
    });
    progress.phase("Writing");
    if (!dryRun) {
      const renewed = new Map(
        written.flatMap(({ placed: { entry: old }, entry }) => (old ? [[old, entry] as const] : [])),
      );
      const kept = ledger.entries.map((entry) => {
        const raw = choice.refreshed.get(entry);
        return renewed.get(entry) ?? (raw === undefined ? entry : { ...entry, raw });
      });
      const added = written.filter((one) => one.placed.entry === undefined).map(({ entry }) => entry);
      await record(issue, written, [...kept, ...added], ledgerFile);
    }
    const problems = [
      ...read.problems,
      ...gathered.flatMap(problemsOf),
      ...choice.problems,
      ...written.flatMap((one) => one.problems),
    ];
    return {
      ...report,
      ...named,
      sources: gathered.map(({ source, stories, unchanged, fault }) => ({
        name: source.name,
        stories: stories.length + unchanged.length,
        taken: written.filter(({ placed: { story } }) => story.source === source).length,
        ...(fault && { failed: true as const }),
      })),
      articles: written.map(({ article }) => article),
      problems,
      exit: exitOf(problems),
    };
  } catch (fault) {
    if (!(fault instanceof OutputFault)) throw fault;
    return { ...report, ...named, problems: [...read.problems, fault.problem], exit: EXIT.machine };
  } finally {
    await network.close();
  }
};

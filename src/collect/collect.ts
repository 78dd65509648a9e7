import { readFile } from "node:fs/promises";
import path from "node:path";
import { EXIT } from "../exit.js";
import { inTurns } from "../in-turns.js";
import { type Issue, readIssue, type Source } from "../manifest/index.js";
import type { Problem } from "../problem.js";
import type { Progress } from "../progress.js";
import { counted } from "../words.js";
import { OutputFault, writeWhole } from "../write-whole.js";
import { type Choice, chooseStories } from "./choose.js";
import { type Gathered, gather } from "./gather.js";
import { type Entry, type Ledger, readLedger, writeLedger } from "./ledger.js";
import { listArticles } from "./listing.js";
import { createNetwork, type Network, type Resolve } from "./network/index.js";
import type { InspectPicture } from "./pictures.js";
import { fileHash, inOrder, placeStories, type Written, writeStory } from "./place.js";
import type { CollectReport } from "./report.js";
import { exitOf, NO_SOURCES, problemsOf } from "./tell.js";
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
    progress.note(`${source.name}: ${answer.fault ? "failed" : counted(stories, "story", "stories")}`);
    return answer;
  });
};

/** What is collected for, and what is known of it. */
interface Desk {
  readonly issue: Issue;
  readonly ledger: Ledger;
  readonly ledgerFile: string;
  readonly problems: readonly Problem[];
  /** How a file of the issue is shown, by its name from the issue's folder. */
  readonly shown: (file: string) => string;
}

/** The issue and the ledger; problems alone where one cannot be read. */
const openDesk = async (name: string, cwd: string): Promise<Desk | Pick<Desk, "problems">> => {
  const { issue, problems } = await readIssue(name, { cwd, mayBeEmpty: true });
  if (issue === undefined) return { problems };
  const folder = path.dirname(issue.manifestPath);
  const shownFile = (file: string): string => path.relative(cwd, file) || ".";
  const ledgerFile = path.join(folder, "..", "ledger.json");
  const read = await readLedger(ledgerFile, shownFile(ledgerFile));
  const all = [...problems, ...read.problems];
  if (read.ledger === undefined) return { problems: all };
  return { issue, ledger: read.ledger, ledgerFile, problems: all, shown: (file) => shownFile(path.join(folder, file)) };
};

/** Fetches pictures and writes articles, then the manifest, then the ledger: a run that is stopped in between lists nothing twice. */
const writeAll = async (
  { issue, ledger, ledgerFile, shown }: Desk,
  { chosen }: Choice,
  network: Network,
  { inspect, dryRun, explain, progress, signal }: CollectOptions,
): Promise<readonly Written[]> => {
  const placed = await placeStories(chosen, { issue });
  progress.phase("Pictures");
  let done = 0;
  const written = await inTurns(placed, STORIES_AT_ONCE, async (one) => {
    signal.throwIfAborted();
    const result = await writeStory(one, { issue, network, inspect, shown, dryRun, explain });
    progress.step(++done, placed.length);
    return result;
  });
  progress.phase("Writing");
  if (dryRun) return written;
  const added = written.filter(({ placed: { entry } }) => entry === undefined);
  const renewed = new Map(written.flatMap(({ placed: { entry: old }, entry }) => (old ? [[old, entry] as const] : [])));
  const kept = ledger.entries.map((entry) => renewed.get(entry) ?? entry);
  await listWritten(issue, added);
  await writeLedger(ledgerFile, [...kept, ...added.map(({ entry }) => entry)]);
  return written;
};

/** Lists new articles in the manifest. */
const listWritten = async (issue: Issue, added: readonly Written[]): Promise<void> => {
  const filled = new Set(issue.sections.filter(({ articles }) => articles.length > 0).map(({ name }) => name));
  const listed = new Set(issue.sections.flatMap(({ articles }) => articles.map(({ slug }) => slug)));
  const additions = inOrder(added, (section) => !filled.has(section))
    .filter(({ placed }) => !listed.has(placed.slug))
    .map(({ placed }) => ({ section: placed.section, file: `${placed.slug}.md` }));
  const text = await readFile(issue.manifestPath, "utf8");
  const edited = listArticles(text, additions);
  if (edited !== text) await writeWhole(issue.manifestPath, edited);
};

/** See `collectIssue` in `index.ts`. */
export const collect = async (options: CollectOptions): Promise<CollectReport> => {
  const { cwd, dryRun, progress, signal, now, update, items, environment } = options;
  const nothing = { issue: options.issue, dryRun, sources: [], articles: [] };
  const desk = await openDesk(options.issue, cwd);
  if (!("issue" in desk)) return { ...nothing, problems: desk.problems, exit: EXIT.material };
  const { issue, ledger, shown } = desk;
  const { magazine, week } = issue;
  const window = windowOf(week, magazine);
  const report = { ...nothing, week: week.label, from: window.from.toISOString(), to: window.to.toISOString() };
  const declared = [...magazine.collecting.sources, ...issue.sources];
  const sources = items.length > 0 ? items.map((item) => sourceOf(item, cwd)) : declared;
  if (sources.length === 0) return { ...report, problems: [...desk.problems, NO_SOURCES], exit: EXIT.material };

  const network = createNetwork({
    allowPrivate: magazine.collecting.allowPrivate,
    cache: path.join(options.cache, "network"),
    signal,
    ...(options.resolve && { resolve: options.resolve }),
  });
  try {
    const gathered = await askAll(sources, progress, (source, onProgress) =>
      gather(source, { network, window, ledger, environment, onProgress, signal }),
    );
    signal.throwIfAborted();
    progress.phase("Reading");
    const isUntouched = async ({ file, written }: Entry): Promise<boolean> =>
      fileHash(await readFile(path.join(issue.folder, file)).catch(() => "")) === written;
    const choice = await chooseStories(gathered, {
      week: week.label,
      magazine,
      ledger,
      now,
      update,
      shown,
      isUntouched,
    });
    const written = await writeAll(desk, choice, network, options);
    const problems = [
      ...desk.problems,
      ...gathered.flatMap(problemsOf),
      ...choice.problems,
      ...written.flatMap((one) => one.problems),
    ];
    return {
      ...report,
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
    return { ...report, problems: [...desk.problems, fault.problem], exit: EXIT.machine };
  } finally {
    await network.close();
  }
};

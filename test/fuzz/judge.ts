/** Runs a case by the real command and says what is wrong with how it ended. */
import { mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { describePdf } from "../../src/pdf/index.js";
import { formatPlace, type Problem } from "../../src/problem.js";
import { type Ended, startPressday } from "../support/command.js";
import { ISSUE, MANIFEST, PDF, type Publisher } from "../support/publisher.js";
import type { Case } from "./cases.js";
import { ARTICLES, HOUSE, LAYOUT, MAGAZINE, soundPublisher } from "./material.js";

/** Seconds given to the command, and how many more it may take to end. */
const LIMIT_S = 30;
const GRACE_S = 5;

/** What stands in for last week's work. */
const PREVIOUS = "%PDF-1.7 the last good issue\n%%EOF\n";
const PREVIOUS_TIME = new Date("2026-11-15T06:00:00Z");

export interface Verdict {
  readonly exit: number | null;
  readonly seconds: number;
  /** `severity CODE place`, one a problem. */
  readonly told: readonly string[];
  /** What must not be; empty when all is well. */
  readonly faults: readonly string[];
}

interface Run {
  readonly ended: Ended;
  readonly seconds: number;
  readonly late: boolean;
}

const runBuild = async (root: string, engine: Case["engine"]): Promise<Run> => {
  const began = performance.now();
  const args = ["build", ISSUE, "--json", "--timeout", String(LIMIT_S), "--engine", engine];
  const { child, ended } = startPressday(args, { cwd: root });
  let late = false;
  const hanging = setTimeout(
    () => {
      late = true;
      child.kill("SIGKILL");
    },
    (LIMIT_S + GRACE_S) * 1000,
  );
  const end = await ended;
  clearTimeout(hanging);
  return { ended: end, seconds: (performance.now() - began) / 1000, late };
};

const tell = ({ severity, code, place }: Problem): string =>
  `${severity} ${code}${place === undefined ? "" : ` ${formatPlace(place)}`}`;

const isText = (file: string): boolean => /\.(ya?ml|md|hbs|css)$/.test(file);

/** Where a fault of this file may be told: there, where it is named, and, of what rules others, where those are. */
const placesFor = (kind: Case["kind"], spoilt: string): ((file: string) => boolean) => {
  const named = [spoilt, MANIFEST];
  if (kind === "picture") return (file) => [...named, ...ARTICLES, HOUSE].includes(file);
  // A link to the article stands in another.
  if (kind === "article") return (file) => [...named, ...ARTICLES].includes(file);
  if (kind === "manifest") return (file) => [...named, MAGAZINE, HOUSE, ...ARTICLES].includes(file);
  // What does not fit any more is told where it stands: in the copy, or in the master that lacks something.
  return (file) => [...named, MAGAZINE, HOUSE, ...ARTICLES].includes(file) || file.startsWith(`${LAYOUT}/`);
};

/** Ways after which there is no text to have a line. */
const OF_WHOLE_FILES = /^(?:a (?:folder|named pipe|link|file|name in)|no file|another name|three|a line of a million)/;

const faultsOfPlaces = (problems: readonly Problem[], { kind, way }: Case, spoilt: string): string[] => {
  const may = placesFor(kind, spoilt);
  return problems
    .filter(({ severity }) => severity !== "info")
    .flatMap((problem) => {
      const { place } = problem;
      if (place === undefined) return [`no place: ${tell(problem)}`];
      if (!may(place.file)) return [`another's place: ${tell(problem)}`];
      const whole = OF_WHOLE_FILES.test(way) || place.file !== spoilt || !isText(place.file);
      return place.line === undefined && !whole ? [`no line: ${tell(problem)} (${way})`] : [];
    });
};

/** The words that a reader of an article's file would look for on the page, in lower case. */
export const wordsOf = (article: string): ReadonlySet<string> => {
  const body = article.replaceAll("\r", "\n").replace(/^\ufeff?\s*---\n[\s\S]*?\n(---|\.\.\.)[ \t]*(\n|$)/, "");
  const text = body
    .replaceAll("\ufeff", "")
    .replaceAll(/<!--[\s\S]*?-->|<[^>]*>|!\[[^\]]*\](\([^\s)]*)?/g, " ")
    .replaceAll(/\]\([^)\s]*|\{[^}]*\}|^(:::+|```|~~~).*$/gm, " ");
  return new Set(text.toLowerCase().match(/(?<![\p{L}\p{M}])\p{L}{4,}(?![\p{L}\p{M}])/gu) ?? []);
};

const textOf = async (file: string): Promise<string> => {
  const info = await stat(file).catch(() => undefined);
  return info?.isFile() && info.size < 3e6 ? readFile(file, "utf8").catch(() => "") : "";
};

/** Words of the articles that the manifest still names and that stand on no page. */
const lostWords = async ({ at }: Publisher, pages: string): Promise<readonly string[]> => {
  const manifest = await textOf(at(MANIFEST));
  const printed = new Set(pages.toLowerCase().match(/\p{L}+/gu));
  const lost = new Set<string>();
  for (const article of ARTICLES)
    if (manifest.includes(path.basename(article, ".md")))
      for (const word of wordsOf(await textOf(at(article)))) if (!printed.has(word)) lost.add(word);
  return [...lost];
};

/** What is wrong with the folder of PDFs: it holds the new one whole, or what stood there. */
const faultsOfOutput = async ({ at }: Publisher, pdf: string | undefined): Promise<string[]> => {
  const names = await readdir(at("out"), { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const faults: string[] = [];
  // The record of the build stands beside its PDF (`src/record.ts`).
  const record = path.join(path.dirname(at(PDF)), ".pressday.json");
  const wanted =
    pdf === undefined || path.resolve(at("."), pdf) === at(PDF) ? [at(PDF)] : [at(PDF), path.resolve(at("."), pdf)];
  for (const file of files)
    if (!wanted.includes(file) && (pdf === undefined || file !== record)) faults.push(`left behind: ${file}`);
  for (const file of wanted) {
    const bytes = await readFile(file, "latin1");
    const isNew = pdf !== undefined && file === path.resolve(at("."), pdf);
    if (isNew && !/%%EOF\s*$/.test(bytes)) faults.push(`a partial file: ${file}`);
    if (!isNew && (bytes !== PREVIOUS || (await stat(file)).mtime.getTime() !== PREVIOUS_TIME.getTime()))
      faults.push(`the last good file is touched: ${file}`);
  }
  return faults;
};

interface Told {
  readonly pdf?: string;
  readonly problems: readonly Problem[];
}

const parsed = (stdout: string): Told | undefined => {
  try {
    return JSON.parse(stdout) as Told;
  } catch {
    return undefined;
  }
};

const faultsOfEnd = ({ ended, late, seconds }: Run, told: Told | undefined): string[] => {
  const { exit, signal, stderr } = ended;
  const faults: string[] = [];
  if (late) faults.push(`still running after ${Math.round(seconds)} s`);
  else if (signal !== null) faults.push(`ended by ${signal}`);
  else if (exit !== 0 && exit !== 1) faults.push(`exit ${exit}`);
  if (/^\s+at /m.test(stderr) || stderr.includes("fault of Pressday's own"))
    faults.push(`a crash:\n${stderr.slice(0, 1500)}`);
  if (told === undefined && !late) faults.push("nothing told on stdout");
  if (exit === 1 && told !== undefined && !told.problems.some(({ severity }) => severity === "error"))
    faults.push("exit 1 without an error");
  return faults;
};

/** What the sound issue is told of, by either engine and layout, and what this machine adds. */
export const soundProblems = async (): Promise<ReadonlySet<string>> => {
  const known = new Set(["BROWSER_UNSANDBOXED", "CACHE_TEMPORARY"]);
  for (const [layout, engine] of [
    ["bulletin", "pdfkit"],
    ["bulletin", "chromium"],
    ["classic", "chromium"],
  ] as const) {
    const publisher = await soundPublisher(layout);
    const { ended } = await runBuild(publisher.root, engine);
    await publisher.remove();
    if (ended.exit !== 0) throw new Error(`The sound issue does not print: ${ended.stdout}${ended.stderr}`);
    for (const problem of parsed(ended.stdout)?.problems ?? []) known.add(tell(problem));
  }
  return known;
};

/** Spoils the publisher's folder, builds, and judges. `known`: what the sound issue is told of. */
export const judge = async (
  publisher: Publisher,
  tried: Case,
  known: ReadonlySet<string>,
): Promise<Verdict & { readonly spoilt: string }> => {
  const spoilt = await tried.spoil(publisher);
  await mkdir(path.dirname(publisher.at(PDF)), { recursive: true });
  await writeFile(publisher.at(PDF), PREVIOUS);
  await utimes(publisher.at(PDF), PREVIOUS_TIME, PREVIOUS_TIME);
  const run = await runBuild(publisher.root, tried.engine);
  const told = parsed(run.ended.stdout);
  const problems = (told?.problems ?? []).filter((problem) => !known.has(problem.code) && !known.has(tell(problem)));
  const faults = [
    ...faultsOfEnd(run, told),
    ...faultsOfPlaces(problems, tried, spoilt),
    ...(await faultsOfOutput(publisher, told?.pdf)),
  ];
  if (told?.pdf !== undefined && faults.length === 0) {
    const seen = await describePdf(await readFile(path.resolve(publisher.root, told.pdf)));
    const lost = problems.length > 0 ? [] : await lostWords(publisher, seen.pages.map(({ text }) => text).join("\n"));
    if (lost.length > 0) faults.push(`lost in silence: ${lost.slice(0, 20).join(" ")}`);
  }
  return { spoilt, exit: run.ended.exit, seconds: run.seconds, told: problems.map(tell), faults };
};

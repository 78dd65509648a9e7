/** What a build carries along: what it was asked for, the problems it met, the time each phase took. */
import type { BrowserOptions, EngineChoice, OpenBrowser } from "./print/index.js";
import { hasErrors, type Problem } from "./problem.js";
import type { Progress } from "./progress.js";
import { type CheckSettings, RULES, settled } from "./rules.js";

/** What the road up to composed pages is asked for. */
export interface RoadOptions {
  /** Issue folder or its `issue.yaml`. */
  readonly issue: string;
  readonly cwd: string;
  readonly layout?: string;
  /** Whose layouts and fonts it is set with, where that is not the publisher in whose folder the issue stands: the specimen's case. */
  readonly publisherFolder?: string;
  readonly engine: EngineChoice;
  readonly browser?: string;
  readonly browserUrl?: string;
  readonly noSandbox?: boolean;
  /** Opens a page to work in, where several issues share a browser; each has one of its own when left out. */
  readonly openBrowser?: (options: BrowserOptions) => Promise<OpenBrowser>;
  /** Cache folder (`findCache`). */
  readonly cache: string;
  /** What today is, for dates that are still to come. */
  readonly now?: Date;
  /** Its end ends the build: the time limit, or the user's interruption. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface BuildOptions extends RoadOptions {
  readonly out: string;
  readonly keep?: string;
  /** Creation date of the PDF. */
  readonly date: Date;
  /** Somebody set that date (`SOURCE_DATE_EPOCH`): another one makes another PDF. The time of the build makes none. */
  readonly dateIsGiven?: boolean;
  /** Also built where nothing has changed since the last time. */
  readonly force?: boolean;
}

/** Milliseconds by phase. The browser starts while the copy is read: `launch` is what was still waited for. */
export type Timings = Readonly<
  Record<"read" | "pictures" | "render" | "launch" | "open" | "compose" | "print" | "finish" | "whole", number>
>;
/** Stops the road where errors make going on dishonest. */
export class Stopped extends Error {}

export class Road {
  readonly problems: Problem[] = [];
  private readonly started = performance.mark("pressday:build").startTime;
  private last = this.started;
  readonly timings: Partial<Record<keyof Timings, number>> = {};

  private settings: CheckSettings = {};

  /** `thorough`: all that preflight finds is told, notes too, and it stops at nothing that a magazine could switch off. */
  constructor(private readonly thorough = false) {}

  add(problems: readonly Problem[]): void {
    this.problems.push(...settled(problems, this.settings));
  }

  /** What preflight finds. Its notes are for those who ask for them: the same every week, they would hide the rest. */
  check(found: readonly Problem[]): void {
    const told = settled(found, this.settings);
    this.problems.push(...(this.thorough ? told : told.filter(({ severity }) => severity !== "info")));
  }

  /** The same, where errors end the road at once. */
  refuse(found: readonly Problem[]): void {
    this.check(found);
    this.stopOnErrors();
  }

  /** Takes back what was told before more was known. */
  withdraw(isOutdated: (problem: Problem) => boolean): void {
    this.problems.push(...this.problems.splice(0).filter((problem) => !isOutdated(problem)));
  }

  /** From now on, and for what was found before, the magazine says how grave each rule is. */
  obey(settings: CheckSettings): void {
    this.settings = settings;
    const found = this.problems.splice(0);
    this.add(found);
  }

  /** Notes how long the phase since the last mark took. */
  mark(phase: keyof Timings): void {
    const now = performance.now();
    this.timings[phase] = now - this.last;
    this.timings.whole = now - this.started;
    this.last = now;
  }

  stopOnErrors(): void {
    const grave = this.thorough ? this.problems.filter(({ code }) => !(code in RULES)) : this.problems;
    if (hasErrors(grave)) throw new Stopped();
  }
}

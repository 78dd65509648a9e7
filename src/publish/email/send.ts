/** The published e-mail, handed to a mail server: to the list, once, or to an address as a test. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { EXIT } from "../../exit.js";
import { holdLock, LockFault } from "../../lock.js";
import { type Issue, type Publishing, readIssue } from "../../manifest/index.js";
import { hasErrors, type Problem } from "../../problem.js";
import type { Progress } from "../../progress.js";
import { OutputFault } from "../../write-whole.js";
import { DeliveryFault, deliver } from "./deliver.js";
import { type Letter, makeLetter, messageIdOf } from "./draft.js";
import { alreadySent, faultProblem, noEmail, noReaders, noServer, notAllowed, notPublished } from "./problems.js";
import { readSent, restoreSent, sentFile, writeSent } from "./sent.js";
import { nameOf, parseServer, type Server } from "./server.js";

export interface SendOptions {
  /** Issue folder or its `issue.yaml`. */
  readonly issue: string;
  readonly cwd: string;
  /** Where the issue was built: what was sent is noted there. */
  readonly out: string;
  /** A mailbox that alone gets it, as a test. */
  readonly to?: string;
  /** Tells what would be sent, and sends nothing. */
  readonly dryRun: boolean;
  /** Sends to the list what it has had already. */
  readonly again: boolean;
  /** The mail server, as the environment has it. */
  readonly server: string | undefined;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface SendReport {
  readonly sent: boolean;
  readonly test: boolean;
  readonly envelope?: Letter["envelope"];
  readonly messageId?: string;
  /** `host:port`. */
  readonly server?: string;
  /** What the server answered. */
  readonly response?: string;
  /** Of a dry run: as they would go. */
  readonly headers?: readonly string[];
  readonly bytes?: number;
  readonly problems: readonly Problem[];
  readonly exit: number;
}

/** The issue's e-mail is not to be sent as things are: a problem and its status. */
class Refusal extends Error {
  constructor(
    readonly problem: Problem,
    readonly exit: number = EXIT.material,
  ) {
    super(problem.message);
  }
}

const shownFrom = (cwd: string, file: string): string => {
  const relative = path.relative(cwd, file);
  return relative.startsWith("..") ? file : relative;
};

interface Prepared {
  readonly letter: Letter;
  readonly server: Server | undefined;
  /** What stands against sending. */
  readonly against: readonly Problem[];
}

/** The published message, for whom it is meant. */
const readLetter = async (issue: Issue, publishing: Publishing, options: SendOptions): Promise<Letter> => {
  const to = options.to ?? publishing.email?.to;
  if (publishing.email === undefined) throw new Refusal(noEmail(publishing.place));
  if (to === undefined) throw new Refusal(noReaders(publishing.place));
  const file = path.join(publishing.folder, issue.week.label, "newsletter.eml");
  const draft = await readFile(file).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === "ENOENT" || fault.code === "ENOTDIR") return undefined;
    throw fault;
  });
  const letter = draft && makeLetter(draft, { to, test: options.to !== undefined, now: options.now });
  if (letter === undefined) throw new Refusal(notPublished(shownFrom(options.cwd, file), options.issue, publishing));
  return letter;
};

const prepare = async (issue: Issue, publishing: Publishing, options: SendOptions): Promise<Prepared> => {
  const letter = await readLetter(issue, publishing, options);
  const server = options.server === undefined ? undefined : parseServer(options.server);
  const against: Problem[] = [];
  if (options.to === undefined && !publishing.email!.send) against.push(notAllowed(publishing.place, options.issue));
  if (options.to === undefined && !options.again) {
    const sent = await readSent(sentFile(path.resolve(options.cwd, options.out), issue.week.label));
    if (sent !== undefined) against.push(alreadySent(sent, issue.week.label, options.issue));
  }
  if (server === undefined) against.push(noServer(options.server));
  return { letter, server, against };
};

/** Hands it over. What goes to the list is noted before and after: who is stopped in between does not send it twice. */
const handOver = async (
  { letter, server }: { readonly letter: Letter; readonly server: Server },
  note: string | undefined,
  { now, signal }: SendOptions,
): Promise<string> => {
  const before = note === undefined ? undefined : await readSent(note);
  const said = {
    version: 1,
    to: letter.envelope.to,
    messageId: messageIdOf(letter.headers),
    at: now.toISOString(),
  } as const;
  try {
    const response = await deliver({
      server,
      envelope: letter.envelope,
      message: letter.message,
      signal,
      ready: async () => {
        if (note !== undefined) await writeSent(note, { ...said, state: "begun" });
      },
    });
    if (note !== undefined) await writeSent(note, { ...said, state: "sent" });
    return response;
  } catch (fault) {
    if (note !== undefined && fault instanceof DeliveryFault && fault.kind === "refused")
      await restoreSent(note, before);
    throw fault;
  }
};

const send = async (issue: Issue, publishing: Publishing, options: SendOptions): Promise<Omit<SendReport, "exit">> => {
  const { letter, server, against } = await prepare(issue, publishing, options);
  const test = options.to !== undefined;
  const about = {
    test,
    envelope: letter.envelope,
    messageId: messageIdOf(letter.headers),
    bytes: letter.message.length,
    ...(server === undefined ? {} : { server: nameOf(server) }),
  };
  if (options.dryRun) {
    const problems = against.map((problem) => ({ ...problem, severity: "warning" as const }));
    return { ...about, sent: false, headers: letter.headers, problems };
  }
  if (server === undefined || against[0] !== undefined) return { ...about, sent: false, problems: against };
  options.progress.phase("Sending");
  const note = test ? undefined : sentFile(path.resolve(options.cwd, options.out), issue.week.label);
  try {
    const response = await handOver({ letter, server }, note, options);
    return { ...about, sent: true, response, problems: [] };
  } catch (fault) {
    if (!(fault instanceof DeliveryFault)) throw fault;
    throw new Refusal(...faultProblem(fault, server, options.signal));
  }
};

/** Holds the list's lock meanwhile: two runs at once are two e-mails. A test disturbs nobody. */
const sendAlone = async (
  issue: Issue,
  publishing: Publishing,
  options: SendOptions,
): Promise<Omit<SendReport, "exit">> => {
  if (options.dryRun || options.to !== undefined) return send(issue, publishing, options);
  const file = `${sentFile(path.resolve(options.cwd, options.out), issue.week.label)}.lock`;
  const subject = `The e-mail of ${issue.week.label}`;
  const lock = await holdLock(file, { signal: options.signal, subject });
  try {
    return await send(issue, publishing, options);
  } finally {
    await lock.release();
  }
};

const refused = (test: boolean, problems: readonly Problem[], exit: number): SendReport => ({
  sent: false,
  test,
  problems,
  exit,
});

/**
 * Sends the published e-mail of an issue. Problems: MANIFEST_*, EMAIL_NOT_SENT, TIME_LIMIT, OUTPUT_NOT_WRITABLE,
 * ISSUE_LOCKED.
 */
export const sendPublished = async (options: SendOptions): Promise<SendReport> => {
  options.progress.phase("Reading");
  const test = options.to !== undefined;
  const { issue, problems } = await readIssue(options.issue, { cwd: options.cwd });
  if (issue === undefined || hasErrors(problems)) return refused(test, problems, EXIT.material);
  const { publishing } = issue.magazine;
  if (publishing === undefined) return refused(test, [noEmail(undefined)], EXIT.material);
  try {
    const report = await sendAlone(issue, publishing, options);
    return { ...report, exit: hasErrors(report.problems) ? EXIT.material : EXIT.done };
  } catch (fault) {
    if (fault instanceof Refusal) return refused(test, [fault.problem], fault.exit);
    if (fault instanceof OutputFault) return refused(test, [fault.problem], EXIT.machine);
    if (fault instanceof LockFault) return refused(test, [fault.problem], EXIT.locked);
    throw fault;
  }
};

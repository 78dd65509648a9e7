import { hash } from "node:crypto";
import { inTurns } from "../in-turns.js";
import type { Source } from "../manifest/index.js";
import { NoArticle } from "./html.js";
import type { Entry, Ledger } from "./ledger.js";
import { type Credentials, decodeBytes, FetchFault, type Network } from "./network/index.js";
import { standfirstOf } from "./sources/excerpt.js";
import { readFeed } from "./sources/feed.js";
import { readFiles } from "./sources/files.js";
import { readPage } from "./sources/page.js";
import { isWithin, type SourceAnswer, SourceFault, type SourceNote, type Window } from "./sources/types.js";
import { readWordPress } from "./sources/wordpress.js";
import type { RawStory } from "./types.js";
import { earlier } from "./week.js";

/** Pages behind a feed that are asked for at once; their hosts are asked two at a time whatever this says. */
const PAGES_AT_ONCE = 4;

export interface GatherOptions {
  readonly network: Network;
  readonly window: Window;
  readonly ledger: Ledger;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (done: number, total?: number) => void;
  readonly signal: AbortSignal;
}

/** What a source gave. */
export interface Gathered {
  readonly source: Source;
  readonly stories: readonly FoundStory[];
  /** Stories whose pages are what they were when they were collected. */
  readonly unchanged: readonly Entry[];
  readonly notes: readonly SourceNote[];
  readonly fault?: { readonly message: string; readonly remedy: string };
}

export interface FoundStory {
  readonly raw: RawStory;
  /** Of the story as it came, byte for byte. */
  readonly rawHash: string;
}

const hashOf = (content: string | Uint8Array): string => hash("sha256", content, "hex").slice(0, 32);

const found = (raw: RawStory): FoundStory => ({ raw, rawHash: hashOf(JSON.stringify(raw)) });

/** `user:password` from the environment. Throws `SourceFault`. */
const credentialsOf = (
  name: string | undefined,
  environment: GatherOptions["environment"],
): { readonly credentials?: Credentials } => {
  if (name === undefined) return {};
  const [, user, password] = /^([^:]+):(.+)$/s.exec(environment[name]?.trim() ?? "") ?? [];
  if (user === undefined || password === undefined)
    throw new SourceFault(
      `The environment variable ${name} ${environment[name] ? "does not hold user:password" : "is not set"}.`,
      `Set it to a user name, a colon and an application password before pressday collect runs.`,
    );
  return { credentials: { user, password } };
};

const REMEDIES: Partial<Record<FetchFault["kind"], string>> = {
  refused:
    "If the host stands in your own network, list it in magazine.yaml: `network: { allowPrivate: [host] }`. If not, correct the address.",
  insecure: "Write the site's address with https://; a password is never sent without.",
};
const LATER = "Open the address in a browser; if it answers there, run pressday collect again later.";

/** A fault as the editor reads it. One of our own, met in one story, must not lose all others. Throws when the run is to end. */
const told = (fault: unknown, signal: AbortSignal): { readonly message: string; readonly remedy: string } => {
  if (fault instanceof SourceFault) return { message: fault.message, remedy: fault.remedy };
  if (fault instanceof FetchFault) return { message: fault.message, remedy: REMEDIES[fault.kind] ?? LATER };
  if (fault instanceof NoArticle)
    return {
      message: fault.message,
      remedy: "Open the address; what you copy from there into a text file can be collected: `file: story.txt`.",
    };
  signal.throwIfAborted();
  return {
    message: `It could not be read: ${fault instanceof Error ? fault.message : String(fault)}.`,
    remedy: "This is a fault of Pressday's own; please report it with the address.",
  };
};

/** The page at an address; the entry of the ledger where it is what it was when it was collected. */
const readAddress = async (
  url: string,
  { network, ledger }: Pick<GatherOptions, "network" | "ledger">,
  known = ledger.find({ id: url, url }),
): Promise<FoundStory | Entry> => {
  const { bytes, headers, url: answered } = await network.fetch({ url, kind: "page" });
  const rawHash = hashOf(bytes);
  if (known?.raw === rawHash && known.missing === undefined) return known;
  const html = decodeBytes(bytes, headers["content-type"], "html");
  return { raw: readPage(html, answered), rawHash };
};

/** What a feed says of a story goes before what its page says, the text excepted. */
const joined = ({ standfirst, ...item }: RawStory, page: RawStory): RawStory => ({
  ...page,
  ...Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined && value !== "")),
  ...standfirstBeside(standfirst, page),
  body: page.body,
  hero: page.hero ?? item.hero,
  terms: item.terms.length > 0 ? item.terms : page.terms,
});

/** A summary that is no more than the text's own beginning is none. */
const standfirstBeside = (
  summary: string | undefined,
  { standfirst, body }: RawStory,
): Pick<RawStory, "standfirst"> => {
  const own = summary === undefined || body.kind !== "html" ? undefined : standfirstOf(summary, body.html);
  return standfirst === undefined && own === undefined ? {} : { standfirst: standfirst ?? own! };
};

const readPagesOf = async (items: readonly RawStory[], options: GatherOptions): Promise<Omit<Gathered, "source">> => {
  const notes: SourceNote[] = [];
  let done = 0;
  const read = await inTurns(items, PAGES_AT_ONCE, async (item) => {
    try {
      return await readAddress(item.url!, options, options.ledger.find(item));
    } catch (fault) {
      const { message } = told(fault, options.signal);
      const kind = fault instanceof NoArticle ? "empty" : "page fault";
      notes.push({ kind, text: message, url: item.url! });
      return undefined;
    } finally {
      options.onProgress(++done, items.length);
    }
  });
  const stories = read.flatMap((answer, index) =>
    answer !== undefined && "rawHash" in answer ? [{ ...answer, raw: joined(items[index]!, answer.raw) }] : [],
  );
  const unchanged = read.filter((answer): answer is Entry => answer !== undefined && !("rawHash" in answer));
  return { stories, unchanged, notes };
};

const whole = ({ stories, notes }: SourceAnswer): Omit<Gathered, "source"> => ({
  stories: stories.map(found),
  unchanged: [],
  notes,
});

const ask = async (source: Source, options: GatherOptions): Promise<Omit<Gathered, "source">> => {
  const { network, onProgress, environment } = options;
  const window = earlier(options.window, source.embargoHours ?? 0);
  const context = { network, window, onProgress, ...credentialsOf(source.credentials, environment) };
  const { at, limit, language, categories, tags, authors } = source;
  switch (source.kind) {
    case "wordpress": {
      const optional = { ...(limit !== undefined && { limit }), ...(language !== undefined && { language }) };
      return whole(await readWordPress({ site: at, categories, tags, authors, ...optional }, context));
    }
    case "feed": {
      const feed = await readFeed({ url: at, ...(limit !== undefined && { limit }) }, context);
      const pages = await readPagesOf(feed.pages, options);
      // A page may know better than its feed when the story appeared.
      const inTime = pages.stories.filter(({ raw }) => raw.published === undefined || isWithin(raw.published, window));
      return { ...pages, stories: [...feed.stories.map(found), ...inTime], notes: [...feed.notes, ...pages.notes] };
    }
    case "url": {
      const answer = await readAddress(at, options);
      return "rawHash" in answer
        ? { stories: [answer], unchanged: [], notes: [] }
        : { stories: [], unchanged: [answer], notes: [] };
    }
    case "file":
      return whole(await readFiles(at, source.folder));
  }
};

/** Asks one source for its stories of the week. Its faults come back as data, so that the others are not lost. */
export const gather = async (source: Source, options: GatherOptions): Promise<Gathered> => {
  try {
    return { source, ...(await ask(source, options)) };
  } catch (fault) {
    return { source, stories: [], unchanged: [], notes: [], fault: told(fault, options.signal) };
  }
};

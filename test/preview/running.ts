/** The real `pressday preview` as a child process, and an ear for all that it tells. */
import type { PreviewState, PrintedEvent, StateEvent } from "../../src/preview/types.js";
import { type Running, type RunOptions, startPressday } from "../support/command.js";

/** One event `state`, with how long after the start of the ear it came, in ms. */
export interface Heard extends StateEvent {
  readonly atMs: number;
}

/** What has been told so far. */
export class Ear {
  readonly states: Heard[] = [];
  readonly printed: PrintedEvent[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly started = performance.now();

  constructor(private readonly limitMs = 8000) {}

  hear(name: string, data: string): void {
    const atMs = performance.now() - this.started;
    if (name === "state") this.states.push({ ...(JSON.parse(data) as StateEvent), atMs });
    if (name === "printed") this.printed.push(JSON.parse(data) as PrintedEvent);
    for (const look of this.waiting) look();
  }

  /** The first state after the first `from` ones that is as wanted. Rejects when none comes. */
  state(wanted: (event: Heard) => boolean, from = 0): Promise<Heard> {
    return this.first(() => this.states.slice(from).find(wanted), wanted);
  }

  /** The first printed file that is told after the first `from` ones. */
  print(from = 0): Promise<PrintedEvent> {
    return this.first(() => this.printed[from], "a printed file");
  }

  private first<Value>(find: () => Value | undefined, wanted: unknown): Promise<Value> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        this.waiting.delete(look);
      };
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        stop();
        resolve(found);
      };
      const timer = setTimeout(() => {
        stop();
        const last = this.states.at(-1)?.state;
        const known = last && {
          errors: last.problems.filter((p) => p.severity === "error"),
          ...last,
          pages: last.pages.length,
          articles: undefined,
          pictures: undefined,
        };
        reject(new Error(`Never told: ${wanted}\nlast: ${JSON.stringify(known)}`));
      }, this.limitMs);
      this.waiting.add(look);
      look();
    });
  }
}

/** The pages are those of the whole issue as it stands on disk. */
export const isWhole = ({ state }: StateEvent): boolean => state.stage === "whole" && !state.stale;
/** The last good pages, or none: something stands against composing. */
export const isStale = ({ state }: StateEvent): boolean => state.stale;
/** Pages are shown, and one that has come now holds these words. */
export const hasWords =
  (words: string) =>
  ({ pages }: StateEvent): boolean =>
    Object.values(pages).some((html) => html.replace(/<[^>]*>/g, "").includes(words));

/** Codes of what stands against composing, as `CODE file:line`. */
export const errorsOf = ({ state }: { readonly state: PreviewState }): readonly string[] =>
  state.problems
    .filter(({ severity }) => severity === "error")
    .map(({ code, place }) =>
      [code, place && [place.file, place.line].filter(Boolean).join(":")].filter(Boolean).join(" "),
    );

const readEvents = async (body: ReadableStream<Uint8Array>, ear: Ear): Promise<void> => {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of body) {
    text += decoder.decode(piece, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const lines = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      const field = (name: string): string =>
        lines
          .filter((line) => line.startsWith(`${name}: `))
          .map((line) => line.slice(name.length + 2))
          .join("\n");
      ear.hear(field("event"), field("data"));
    }
  }
};

export interface RunningPreview extends Running {
  /** As it was printed, with its token. */
  readonly url: string;
  readonly origin: string;
  readonly port: number;
  readonly token: string;
  /** Listens from now on, until the preview ends. */
  listen(): Promise<Ear>;
  /** Gives an order as the preview's own page does. */
  order(name: string, body?: unknown): Promise<Response>;
  /** `GET state`. */
  state(): Promise<PreviewState>;
  /** Ends it as Ctrl+C does. */
  end(): Promise<Awaited<Running["ended"]>>;
}

const printedUrl = ({ child, ended }: Running): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = "";
    child.stdout!.on("data", (more: string) => {
      text += more;
      const end = text.indexOf("\n");
      if (end >= 0) resolve(text.slice(0, end));
    });
    void ended.then(({ stderr, exit }) => reject(new Error(`It ended with ${exit} and no address:\n${stderr}`)));
  });

/** Starts the preview and waits for its address; not for its pages. */
export const startPreview = async (args: readonly string[], options: RunOptions): Promise<RunningPreview> => {
  const running = startPressday(["preview", ...args], options);
  const url = await printedUrl(running);
  const { origin, port, pathname } = new URL(url);
  return {
    ...running,
    url,
    origin,
    port: Number(port),
    token: pathname.replaceAll("/", ""),
    listen: async () => {
      const ear = new Ear();
      const { body } = await fetch(`${url}events`);
      // It ends with the preview.
      void readEvents(body!, ear).catch(() => {});
      return ear;
    },
    order: (name, body = {}) =>
      fetch(url + name, {
        method: "POST",
        headers: { "Content-Type": "application/json", Origin: origin },
        body: JSON.stringify(body),
      }),
    state: async () => (await fetch(`${url}state`)).json() as Promise<PreviewState>,
    end: async () => {
      running.child.kill("SIGINT");
      return running.ended;
    },
  };
};

/** The way to the preview's server, whose addresses all stand below the page's own. */
import type {
  OpenAnswer,
  OpenRequest,
  PrintedEvent,
  ShowRequest,
  StateEvent,
  ViewRequest,
  WhereAnswer,
  WhereRequest,
  WorkEvent,
} from "../types.js";

const post = async <Answer>(name: string, body: unknown): Promise<Answer> => {
  const response = await fetch(name, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The preview's server answered ${response.status} to ${name}.`);
  return (await response.json()) as Answer;
};

export const tellView = (request: ViewRequest): Promise<unknown> => post("view", request);
export const show = (request: ShowRequest): Promise<unknown> => post("show", request);
export const openInEditor = (request: OpenRequest): Promise<OpenAnswer> => post("open", request);
export const findRules = (request: WhereRequest): Promise<WhereAnswer> => post("where", request);
/** Has the pages printed; the event `printed` tells when that is done. */
export const print = (): Promise<unknown> => post("print", {});
/** Address of the printed file. */
export const printedUrl = (revision: number): string => `issue.pdf?revision=${revision}`;

export interface Listeners {
  readonly state: (event: StateEvent) => void;
  readonly work: (event: WorkEvent) => void;
  readonly printed: (event: PrintedEvent) => void;
  readonly connected: (connected: boolean) => void;
}

/** Listens for what the server tells; the browser connects again by itself when the connection breaks. */
export const listenToServer = ({ state, work, printed, connected }: Listeners): void => {
  const events = new EventSource("events");
  const on = <Event>(name: string, listener: (event: Event) => void): void =>
    events.addEventListener(name, ({ data }) => listener(JSON.parse(data as string) as Event));
  on("state", state);
  on("work", work);
  on("printed", printed);
  events.addEventListener("open", () => connected(true));
  events.addEventListener("error", () => connected(false));
};

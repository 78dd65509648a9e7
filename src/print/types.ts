import type { Problem } from "../problem.js";

/** Where the browser comes from, and how to start it. */
export interface BrowserChoice {
  /** How it was found, for `doctor` and messages. */
  readonly source: "flag" | "environment" | "url" | "shipped" | "puppeteer" | "installed";
  /** Absolute path, or the `ws://` address for `url`. */
  readonly location: string;
  readonly headlessShell: boolean;
}

/** What the page may read: a path on the document's own origin (`/pictures/ab12.jpg`) → where its bytes are. */
export type ServedFiles = ReadonlyMap<string, { readonly path: string; readonly type: string } | { readonly body: Uint8Array | string; readonly type: string }>;

export interface PrintDocument {
  readonly html: string;
  readonly files: ServedFiles;
}

/** A started browser with one page: lives inside one call of `withBrowser`. */
export interface BrowserSession {
  readonly version: string;
  /** Loads the document under print media; waits for fonts and every picture. Throws `PrintFault` if a picture is lost. */
  open(document: PrintDocument): Promise<void>;
  /** Runs `(source)(argument)` in the page, where `source` is the text of a function expression; JSON in, JSON out. */
  run<Result>(source: string, argument: unknown): Promise<Result>;
  /** The page's markup as it stands now. */
  html(): Promise<string>;
  /** Prints every page box on a sheet of this size in CSS px. */
  print(sheet: { readonly widthPx: number; readonly heightPx: number }): Promise<Uint8Array>;
  /** Warnings so far: no sandbox, refused requests … */
  readonly problems: readonly Problem[];
}

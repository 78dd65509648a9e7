import type { Place, Problem } from "../problem.js";

/** Where the browser comes from, and how to start it. */
export interface BrowserChoice {
  /** How it was found, for `doctor` and messages. */
  readonly source: "flag" | "environment" | "url" | "shipped" | "puppeteer" | "installed";
  /** Absolute path, or the `ws://` or `http://` address for `url`. */
  readonly location: string;
  /** The small printing browser, which starts four times faster than a whole one. */
  readonly headlessShell: boolean;
  /** The npm package's folder, for `shipped`: the browser is unpacked from it when first needed. */
  readonly archive?: string;
}

/** One place where a browser was looked for, in the order of looking: what `pressday doctor` shows. */
export interface BrowserCandidate {
  readonly source: BrowserChoice["source"];
  /** What was looked at: a path, an address or a package's name. */
  readonly location: string;
  readonly found: boolean;
  /** The first that was found: the one that a build starts. */
  readonly used: boolean;
  /** Why it is used, or why not. */
  readonly reason: string;
}

/** What decides which browser is used. */
export interface BrowserSearch {
  /** `--browser PATH`. */
  readonly browser?: string;
  /** `--browser-url URL`: the `http://` or `ws://` address of a running browser's debugging port. */
  readonly browserUrl?: string;
  /** Cache folder (`findCache`), where the shipped browser is unpacked. */
  readonly cache: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface BrowserOptions extends BrowserSearch {
  /** The user's explicit `--no-sandbox`. As root it is done anyway, with a warning. */
  readonly noSandbox?: boolean;
  /** The build's one deadline. Its end ends the browser at once. */
  readonly signal?: AbortSignal;
}

/**
 * What the page may read: a path on the document's own origin (`/pictures/ab12.jpg`) → where its bytes are. `standIn`: a JPEG that is
 * printed as its stand-in, named by that path.
 */
export type ServedFiles = ReadonlyMap<
  string,
  | { readonly path: string; readonly type: string; readonly standIn?: boolean }
  | { readonly body: Uint8Array | string; readonly type: string }
>;

export interface PrintDocument {
  readonly html: string;
  readonly files: ServedFiles;
  /** Where it is told what the document asks for in vain: the layout that it was rendered by. */
  readonly place?: Place;
}

export interface CaptureArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface CaptureOptions {
  readonly scale: number;
  readonly format: "png" | "jpeg";
}

/** A started browser with one page. */
export interface BrowserSession {
  readonly version: string;
  /**
   * Loads the document under print media; waits for fonts and pictures. Pictures with `loading="lazy"` come while others work on the
   * page, so its layout must not depend on them. Throws `PrintFault` if something is lost.
   */
  open(document: PrintDocument): Promise<void>;
  /**
   * Puts a document's body, files and style sheets in the place of the open one's; what is the same in its head stays and is not loaded
   * anew. Waits and throws as `open` does.
   */
  fill(document: PrintDocument): Promise<void>;
  /** Runs `(source)(argument)` in the page, where `source` is the text of a function expression; JSON in, JSON out. */
  run<Result>(source: string, argument: unknown): Promise<Result>;
  /** The page's markup as it stands now. */
  html(): Promise<string>;
  /**
   * Prints every page box on a sheet of this size in CSS px (96 to the inch), once every picture is there. Pictures whose files say so
   * are printed as their stand-ins, but for those that the browser would not copy as they are. Throws as `open` does.
   */
  print(sheet: { readonly widthPx: number; readonly heightPx: number }): Promise<Uint8Array>;
  /**
   * A picture of a part of the page as it is laid out, in CSS px from the document's top-left corner, so many device px to the CSS px,
   * once every picture is there. Throws as `open` does.
   */
  capture(area: CaptureArea, options: CaptureOptions): Promise<Uint8Array>;
  /** Warnings so far: no sandbox, refused requests … */
  readonly problems: readonly Problem[];
}

/** A session in the hands of the one who started it, and who always closes it. */
export interface OpenBrowser extends BrowserSession {
  /** Ends the browser's whole process group and removes its profile; may be called twice. */
  close(): Promise<void>;
}

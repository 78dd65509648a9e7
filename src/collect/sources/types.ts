import type { Credentials, Network } from "../network/types.js";
import type { RawStory } from "../types.js";

/** What a source gave: stories of the window, and what it had to tell. */
export interface SourceAnswer {
  readonly stories: readonly RawStory[];
  readonly notes: readonly SourceNote[];
}

/**
 * A story that was left out, or an oddity. `protected`, `empty`: left out; `incomplete`: more was announced than came;
 * `limit`: there is more than was asked for; `page fault`: the page behind an item could not be read; the others tell what a
 * story lacks; `not read`: something in it that nobody could read.
 */
export interface SourceNote {
  readonly kind:
    | "protected"
    | "incomplete"
    | "undated"
    | "empty"
    | "author unknown"
    | "picture unknown"
    | "limit"
    | "page fault"
    | "not read";
  readonly text: string;
  readonly url?: string;
}

/** Moments: from inclusive, to exclusive. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

export interface SourceContext {
  readonly network: Network;
  /** All stories without it. */
  readonly window?: Window;
  readonly credentials?: Credentials;
  /** Items looked at so far, and how many there are where the source says so; not all of them are of the window. */
  readonly onProgress?: (done: number, total?: number) => void;
}

/** A source that cannot be read: what the editor can mend, or the state of the site. */
export class SourceFault extends Error {
  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "SourceFault";
  }
}

export const isWithin = (moment: Date, window: Window | undefined): boolean =>
  window === undefined || (moment >= window.from && moment < window.to);

/** The pages that listen to the preview: each is told what it has not got yet. */

import type { BuiltPage } from "./pages.js";
import type { Composition } from "./state.js";
import type { PreviewState, StateEvent } from "./types.js";

/** Sends an event's data; resolves when it has been handed on. */
export type Send = (event: string, data: string) => Promise<void>;

interface Listener {
  readonly send: Send;
  /** What it has: keys of pages, and the style sheets. */
  pages: ReadonlySet<string>;
  styles: Composition["styles"];
}

export interface Shown {
  readonly state: PreviewState | undefined;
  readonly pages: readonly BuiltPage[];
  readonly styles: Composition["styles"];
}

const sameStyles = (one: Composition["styles"], other: Composition["styles"]): boolean =>
  one === other ||
  (one.length === other.length && one.every(({ name, css }, at) => name === other[at]!.name && css === other[at]!.css));

export class Listeners {
  private readonly all = new Set<Listener>();

  /** A page begins to listen, and is told all that is shown. Gives what ends it. */
  add(send: Send, shown: Shown): () => void {
    const listener: Listener = { send, pages: new Set(), styles: [] };
    this.all.add(listener);
    void this.tellOne(listener, shown);
    return () => this.all.delete(listener);
  }

  /** What is shown has changed. Resolves when all have been sent it. */
  async tellShown(shown: Shown): Promise<void> {
    await Promise.all([...this.all].map((listener) => this.tellOne(listener, shown)));
  }

  tell(event: string, data: unknown): void {
    const text = JSON.stringify(data);
    for (const { send } of this.all) void send(event, text);
  }

  private async tellOne(listener: Listener, { state, pages, styles }: Shown): Promise<void> {
    if (state === undefined) return;
    const fresh = pages.filter(({ key }) => !listener.pages.has(key));
    const event: StateEvent = {
      state,
      pages: Object.fromEntries(fresh.map(({ key, html }) => [key, html])),
      ...(sameStyles(listener.styles, styles) ? {} : { styles }),
    };
    // It keeps the pages on the screen and no others.
    listener.pages = new Set(pages.map(({ key }) => key));
    listener.styles = styles;
    await listener.send("state", JSON.stringify(event));
  }
}

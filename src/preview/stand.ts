/** The one browser in which pages are composed again and again; a new one where it dies. */
import { composePages } from "../chromium.js";
import type { ComposeResult } from "../compose/index.js";
import type { LayoutDocument } from "../layout/index.js";
import type { DocumentHead, Prepared } from "../prepare.js";
import { BrowserDied, type BrowserOptions, type OpenBrowser, startBrowser } from "../print/index.js";
import type { Progress } from "../progress.js";
import type { Road } from "../road.js";

/** The browser, and how far it is. */
interface Started {
  readonly browser: Promise<OpenBrowser>;
  /** A document with its fonts and style sheets is open. */
  opened?: Promise<void>;
}

export class ComposingStand {
  private started: Started | undefined;

  constructor(private readonly options: BrowserOptions) {}

  /** Starts the browser, if it is not running. */
  start(): Started {
    if (this.started === undefined) {
      const browser = startBrowser(this.options);
      this.started = { browser };
      browser.catch(() => {});
    }
    return this.started;
  }

  /** Lets the browser load fonts and style sheets while the copy is read. */
  begin(head: DocumentHead): void {
    const started = this.start();
    started.opened ??= started.browser.then((browser) => browser.open(head));
    started.opened.catch(() => {});
  }

  /** Makes up the document's pages. Throws `PrintFault`; the browser is left then, and the next attempt starts another. */
  async compose(
    document: LayoutDocument,
    articles: Prepared["articles"],
    { progress, road }: { readonly progress: Progress; readonly road: Road },
  ): Promise<{ readonly composed: ComposeResult; readonly browser: OpenBrowser }> {
    try {
      this.begin({ html: document.html.replace(/<body>[\s\S]*/, "<body></body></html>"), files: document.files });
      const { browser: starting, opened } = this.start();
      const browser = await starting;
      await opened;
      const composed = await composePages(document, articles, browser, { progress }, road);
      return { composed, browser };
    } catch (fault) {
      await this.leave(fault);
      throw fault;
    }
  }

  /** Ends a browser that cannot go on; one that met a fault in the document stays, but opens the next one anew. */
  private async leave(fault: unknown): Promise<void> {
    const { started } = this;
    if (started === undefined) return;
    const browser = await started.browser.catch(() => undefined);
    if (browser !== undefined && !(fault instanceof BrowserDied)) delete started.opened;
    else {
      this.started = undefined;
      await browser?.close().catch(() => {});
    }
  }

  async close(): Promise<void> {
    const browser = await this.started?.browser.catch(() => undefined);
    this.started = undefined;
    await browser?.close();
  }
}

/** Composes the issue anew with every change on disk: what changed first, then the whole. */
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { render } from "../chromium.js";
import type { LayoutDocument } from "../layout/index.js";
import { type Prepared, searched } from "../prepare.js";
import { BrowserDied } from "../print/index.js";
import { hasErrors, type Problem } from "../problem.js";
import type { Progress } from "../progress.js";
import { Road, type RoadOptions } from "../road.js";
import { problemsOf } from "./faults.js";
import { layoutsOf } from "./layouts.js";
import { type BuiltPage, readPages, withPreviewAddresses } from "./pages.js";
import { type PartOfPages, partOfChange, withPart } from "./part.js";
import { prepareSource } from "./preparing.js";
import { printStanding, type Standing } from "./print.js";
import { type Change, Memory } from "./remember.js";
import { ComposingStand } from "./stand.js";
import { type Composition, noPages, stateOf } from "./state.js";
import type { LayoutFacts, PreviewState, PrintedEvent, ShowRequest, Source, WorkEvent } from "./types.js";

export interface WorkshopOptions extends Omit<RoadOptions, "progress" | "engine"> {
  /** The folder that holds the publisher's `issues`, `layouts` and `fonts`. */
  readonly publisherFolder: string;
  /** Creation date of printed files. */
  readonly date: Date;
}

/** What the workshop tells. */
export interface Told {
  /** The pages, or what is known of them, have changed. Resolves when all who look have been sent it. */
  readonly shown: () => Promise<void>;
  readonly work: (event: WorkEvent) => void;
  readonly printed: (event: PrintedEvent) => void;
}

/** So long, in ms, pages on their way to a reader are waited for. */
const SENDING_MS = 50;

/** A file that pages may ask for. */
type Served = { readonly path: string; readonly type: string };

export class Workshop {
  private readonly stand: ComposingStand;
  private readonly memories: Record<Source, Memory> = { issue: new Memory(), specimen: new Memory() };
  private source: Source = "issue";
  private layout: string | undefined;
  /** Folios on the screen. */
  private viewed: readonly number[] = [1];
  /** The last pages of each source: those of the other are seen at once when the reader comes back to it. */
  private readonly kept: Partial<Record<Source, Composition>> = {};
  /** The last whole issue, while it stands in the browser. */
  private standing: Standing | undefined;
  private layouts: readonly LayoutFacts[] = [];
  private problems: readonly Problem[] = [];
  private stale = false;
  private revision = 0;
  private readonly files = new Map<string, Served>();
  private changes: Change[] = [];
  /** Something is to be composed; something is to be printed. */
  private owed = false;
  private printOwed = false;
  private working: Promise<void> | undefined;
  private printedFile: { readonly revision: number; readonly bytes: Uint8Array } | undefined;

  constructor(
    private readonly options: WorkshopOptions,
    private readonly told: Told,
  ) {
    this.layout = options.layout;
    this.stand = new ComposingStand(options);
  }

  /** Composes for the first time. */
  async start(): Promise<void> {
    this.stand.start();
    this.layouts = await layoutsOf(searched(this.options.publisherFolder, "layouts"));
    this.owe();
    await this.working;
  }

  /** Files have changed. */
  change(changes: readonly Change[]): void {
    this.changes.push(...changes);
    this.owe();
  }

  /** The reader looks at these pages: they are composed first. */
  view(folios: readonly number[]): void {
    this.viewed = folios;
  }

  /** Another source, or another layout; one that is not at hand is passed over. */
  show({ source = this.source, layout: asked }: ShowRequest): void {
    const layout = this.layouts.some(({ name }) => name === asked) ? asked : this.layout;
    if (source === this.source && layout === this.layout) return;
    this.layout = layout;
    if (source !== this.source) this.turnTo(source);
    this.owe();
  }

  /** Shows the pages that the source had last, until it is composed anew; none before the first time. */
  private turnTo(source: Source): void {
    this.source = source;
    this.standing = undefined;
    void this.tell(this.composition?.composed.problems ?? [], false);
  }

  private get composition(): Composition | undefined {
    return this.kept[this.source];
  }

  /** What is shown, or known of it, has changed. Resolves when all who look have been sent it. */
  private tell(problems: readonly Problem[], stale: boolean): Promise<void> {
    this.problems = problems;
    this.stale = stale;
    this.revision++;
    return this.told.shown();
  }

  /** Prints the pages once they are composed. */
  print(): void {
    this.printOwed = true;
    this.work();
  }

  get printed(): { readonly revision: number; readonly bytes: Uint8Array } | undefined {
    return this.printedFile;
  }

  /** What is shown; undefined until the first pages are composed, or cannot be. */
  get state(): PreviewState | undefined {
    const { revision, stale, composition, problems, layouts, source } = this;
    if (revision === 0) return undefined;
    if (composition !== undefined) return { revision, stale, ...stateOf(composition, problems, layouts) };
    const title = path.basename(path.resolve(this.options.cwd, this.options.issue));
    return { revision, stale, ...noPages({ source, layout: this.layout ?? "", title, problems, layouts }) };
  }

  get pages(): readonly BuiltPage[] {
    return this.composition?.pages ?? [];
  }

  get styles(): Composition["styles"] {
    return this.composition?.styles ?? [];
  }

  /** The layout of what is shown; before its first pages that of the issue. */
  get layoutName(): string | undefined {
    return (this.composition ?? this.kept.issue)?.prepared.layout.name;
  }

  /** A picture or font of the pages, by its path on their origin. */
  file(name: string): Served | undefined {
    return this.files.get(name);
  }

  /** Ends the browser, once the work that the signal has ended lies down. */
  async close(): Promise<void> {
    await this.working?.catch(() => {});
    await this.stand.close();
  }

  private owe(): void {
    this.owed = true;
    this.work();
  }

  /** Works until nothing is owed; one round at a time. */
  private work(): void {
    this.working ??= this.rounds().finally(() => {
      this.working = undefined;
      this.told.work({});
      if ((this.owed || this.printOwed) && !this.options.signal.aborted) this.work();
    });
  }

  private async rounds(): Promise<void> {
    while ((this.owed || this.printOwed) && !this.options.signal.aborted) {
      if (this.owed) {
        this.owed = false;
        await this.round();
      } else {
        this.printOwed = false;
        await this.printRound();
      }
    }
  }

  private readonly progress: Progress = {
    phase: (phase) => this.told.work({ phase }),
    step: () => {},
    note: () => {},
    end: () => {},
  };

  private async round(again = false): Promise<void> {
    const [road, rest] = [new Road(), new Road()];
    for (const memory of Object.values(this.memories)) memory.forget(this.changes);
    if (this.changes.some(({ path: changed }) => path.basename(changed) === "layout.yaml"))
      this.layouts = await layoutsOf(searched(this.options.publisherFolder, "layouts"));
    this.changes = [];
    try {
      const { source, layout, options, progress, stand } = this;
      const prepared = await prepareSource(
        { source, layout: layout ?? this.layoutName },
        { options: { ...options, ...(layout === undefined ? {} : { layout }), progress }, road },
        { head: (head) => stand.begin(head), readers: this.memories[source] },
      );
      const before = this.composition;
      const part = before?.source === source ? partOfChange(before, prepared, this.viewed) : undefined;
      let whole: Promise<LayoutDocument> | undefined;
      if (part !== undefined)
        await this.composePart(prepared, before!, part, road, () => {
          // Rendered while the browser is busy with the part; a fault in it is told when it is wanted.
          whole = render(prepared, { progress: this.progress }, rest, { provenance: true });
          whole.catch(() => {});
        });
      // A change that has come meanwhile is worth more than the rest of an older one.
      if (this.owed) return;
      whole ??= render(prepared, { progress: this.progress }, rest, { provenance: true });
      await this.composeWhole({ source, prepared, document: await whole }, rest, [...road.problems]);
    } catch (fault) {
      if (this.options.signal.aborted) return;
      if (fault instanceof BrowserDied && !again) return this.round(true);
      // The last good pages stay, and what is wrong is told.
      void this.tell([...road.problems, ...rest.problems, ...problemsOf(fault)], true);
    }
  }

  private async makeUp(document: LayoutDocument, prepared: Prepared, road: Road, composing = () => {}) {
    for (const [name, { path: file, type }] of document.files) this.files.set(name, { path: file, type });
    this.standing = undefined;
    const made = await this.stand.compose(document, prepared.articles, {
      road,
      progress: {
        ...this.progress,
        phase: (phase) => {
          this.progress.phase(phase);
          if (phase === "Composing") composing();
        },
      },
    });
    const styles = document.styles.map(({ name, css }) => ({ name, css: withPreviewAddresses(css) }));
    return { ...made, styles, pages: await readPages(made.browser, made.composed.pages) };
  }

  private async composePart(
    prepared: Prepared,
    before: Composition,
    { part, first, count }: PartOfPages,
    road: Road,
    meanwhile: () => void,
  ): Promise<void> {
    const document = await render(prepared, { progress: this.progress }, road, { part, provenance: true });
    const own = new Road();
    const { composed, pages: made, styles } = await this.makeUp(document, prepared, own, () => setImmediate(meanwhile));
    if (made.length === 0) return;
    const merged = withPart(before, { first, count, made, composed });
    const sent = this.publish({ ...merged, prepared, styles }, [...road.problems, ...before.composed.problems]);
    // Rendering the whole would hold up what is on its way; a reader who is slow does not hold up the rest.
    await Promise.race([sent, pause(SENDING_MS)]);
    await pause(0);
  }

  private async composeWhole(
    { source, prepared, document }: { source: Source; prepared: Prepared; document: LayoutDocument },
    road: Road,
    found: readonly Problem[],
  ): Promise<void> {
    const { composed, pages, styles, browser } = await this.makeUp(document, prepared, road);
    // Masters without their slots make no pages.
    if (pages.length === 0) {
      void this.tell([...found, ...road.problems], true);
      return;
    }
    const composition: Composition = { source, prepared, composed, pages, styles, stage: "whole" };
    this.standing = { composition, document, browser };
    void this.publish(composition, [...found, ...road.problems, ...browser.problems]);
  }

  private publish(composition: Composition, problems: readonly Problem[]): Promise<void> {
    // The reader may have turned to the other source meanwhile.
    this.kept[composition.source] = composition;
    return composition.source === this.source ? this.tell(problems, false) : Promise.resolve();
  }

  private async printRound(): Promise<void> {
    const started = performance.now();
    this.told.work({ phase: "Printing" });
    const { revision, standing } = this;
    const tell = (bytes: number, problems: readonly Problem[]): void =>
      this.told.printed({
        revision,
        bytes,
        pages: standing?.composition.pages.length ?? 0,
        ms: Math.round(performance.now() - started),
        problems,
      });
    if (standing === undefined || this.stale || hasErrors(this.problems)) return tell(0, this.problems);
    try {
      const bytes = await printStanding(standing, this.options.date);
      this.printedFile = { revision, bytes };
      tell(bytes.length, []);
    } catch (fault) {
      tell(0, problemsOf(fault));
    }
  }
}

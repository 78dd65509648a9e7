/** Overlays over the pages: what a designer wants to see of grid, frames, pictures and lines. */
import { pagesFrame } from "../frame.js";
import type { PagesFrame } from "../pagesFrame.js";
import { type Known, listen, OVERLAYS, type Overlay, read } from "../store.js";
import { measurePage } from "./boxes.js";
import { type Finding, setFindings } from "./findings.js";
import { frameShapes } from "./frames.js";
import { columnsShapes, gridShapes, trimShapes } from "./guides.js";
import { Layer } from "./layer.js";
import { showLegend } from "./legend.js";
import { lineShapes } from "./lineShapes.js";
import { pictureShapes, picturesOn } from "./pictures.js";
import { type FaultyLine, faultyLines } from "./setLines.js";
import type { Shape } from "./shapes.js";

export { type Finding, type Findings, findings } from "./findings.js";

/** Safari has no idle callbacks. */
const whenIdle = (work: () => void): void => {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work, 16);
};

/** Longest that measuring keeps the page from answering, ms. */
const SLICE_MS = 12;

class Overlays {
  readonly layer: Layer;
  /** What is drawn on each page. */
  private drawn = new WeakMap<HTMLElement, readonly Overlay[]>();
  private lines = new Map<HTMLElement, readonly FaultyLine[]>();
  /** The style sheets that `lines` was measured in. */
  private styles = "";
  private waiting = false;
  private measuring = false;

  constructor(private readonly frame: PagesFrame) {
    const { document } = frame;
    this.layer = new Layer(document);
    const look = (): void => this.look();
    document.addEventListener("scroll", look, { capture: true, passive: true });
    document.fonts.addEventListener("loadingdone", () => this.anew());
    new ResizeObserver(look).observe(document.body);
    new ResizeObserver(look).observe(frame.frame);
    listen((now, before) => this.changed(now, before));
    this.look();
  }

  private changed(now: Known, before: Known): void {
    if (now.shown !== before.shown) {
      this.drawn = new WeakMap();
      this.forget();
    }
    if (now.overlays !== before.overlays) this.count();
    this.look();
  }

  private anew(): void {
    this.drawn = new WeakMap();
    this.lines.clear();
    this.look();
  }

  /** Pages that stay as they were keep what was measured on them, as long as their style sheets stay too. */
  private forget(): void {
    const styles = [...this.frame.document.querySelectorAll("style[data-sheet]")]
      .map(({ textContent }) => textContent)
      .join("\n");
    const kept = styles === this.styles ? [...this.lines].filter(([page]) => page.isConnected) : [];
    this.lines = new Map(kept);
    this.styles = styles;
    this.count();
  }

  /** Looks, before the next picture of the screen, which pages are in view, and draws on them. */
  private look(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      for (const page of this.pagesNear()) this.drawPage(page);
      this.layer.follow();
      this.measureLines();
    });
  }

  /** Pages on the screen, or a screen away. */
  private pagesNear(): HTMLElement[] {
    const { clientHeight, clientWidth } = this.frame.document.documentElement;
    return this.frame.pages.filter((page) => {
      const { top, bottom, left, right } = page.getBoundingClientRect();
      return bottom > -clientHeight && top < 2 * clientHeight && right > -clientWidth && left < 2 * clientWidth;
    });
  }

  private drawPage(page: HTMLElement): void {
    const { overlays } = read();
    const before = this.drawn.get(page);
    if (before === overlays) return;
    for (const overlay of before ?? OVERLAYS) if (!overlays.includes(overlay)) this.layer.erase(overlay, page);
    for (const overlay of overlays)
      if (before === undefined || !before.includes(overlay)) {
        const shapes = this.shapes(overlay, page);
        if (shapes !== undefined) this.layer.draw(page, overlay, shapes);
      }
    this.drawn.set(page, overlays);
  }

  private shapes(overlay: Overlay, page: HTMLElement): readonly Shape[] | undefined {
    const { state } = read();
    if (state === undefined) return undefined;
    switch (overlay) {
      case "grid":
        return gridShapes(page, state);
      case "columns":
        return columnsShapes(page, state);
      case "frames":
        return frameShapes(page, state);
      case "trim":
        return trimShapes(page, state);
      case "pictures":
        return pictureShapes(picturesOn(page, state.pictures));
      case "lines": {
        const known = this.lines.get(page);
        return known === undefined ? undefined : lineShapes(known);
      }
    }
  }

  /** Measures the lines of all pages, those in view first, whenever there is time. */
  private measureLines(): void {
    if (this.measuring || !read().overlays.includes("lines")) return;
    const next = (): HTMLElement | undefined =>
      [...this.pagesNear(), ...this.frame.pages].find((page) => !this.lines.has(page));
    if (next() === undefined) return;
    this.measuring = true;
    const slice = async (): Promise<void> => {
      // Measured in another font, a space would have another width.
      await this.frame.document.fonts.ready;
      const until = performance.now() + SLICE_MS;
      let page = next();
      while (page !== undefined && performance.now() < until) {
        this.lines.set(page, faultyLines(page));
        if (this.drawn.get(page)?.includes("lines")) this.layer.draw(page, "lines", lineShapes(this.lines.get(page)!));
        page = next();
      }
      this.measuring = page !== undefined && read().overlays.includes("lines");
      this.count();
      if (this.measuring) whenIdle(() => void slice());
    };
    whenIdle(() => void slice());
  }

  /** Tells what has been found on all pages. */
  private count(): void {
    const { overlays, state } = read();
    const { pages } = this.frame;
    const found = pages.flatMap((page): Finding[] => {
      const folio = Number(page.dataset.page);
      const lines = overlays.includes("lines") ? (this.lines.get(page) ?? []) : [];
      const pictures = overlays.includes("pictures") ? picturesOn(page, state?.pictures ?? {}) : [];
      return [
        ...lines.map(({ fault, text, ratio }) => ({ folio, kind: fault, text, value: ratio })),
        ...pictures.map(({ resolution, name, ppi }) => ({ folio, kind: resolution, text: name, value: ppi })),
      ];
    });
    const complete = !overlays.includes("lines") || pages.every((page) => this.lines.has(page));
    setFindings({ found, complete });
  }
}

let current: Overlays | undefined;

/** Draws the overlays that are chosen over the pages, and keeps them true when pages, zoom or choice change. */
export const keepOverlays = (): void => {
  const frame = pagesFrame();
  if (frame === undefined || current !== undefined) return;
  current = new Overlays(frame);
  showLegend(frame.frame);
};

/** Outlines one block of a page, with a word on it; without a block the outline goes. */
export const markBlock = (block?: HTMLElement, word = ""): void => {
  if (current === undefined) return;
  const { layer } = current;
  layer.erase("block");
  const page = block?.closest<HTMLElement>("body > .page");
  if (block === undefined || page === null || page === undefined) return;
  const box = measurePage(page)(block);
  layer.draw(page, "block", [
    { kind: "box", look: "block thick area", box },
    { kind: "box", look: "block thick", box },
    { kind: "label", look: "block", x: box.x, y: box.y, text: word, corner: "bottom left", strong: true },
  ]);
};

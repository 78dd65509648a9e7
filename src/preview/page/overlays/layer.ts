/** The one layer over all pages, in the pages' own document: scaled with them, and out of reach of their style sheets. */

import { scaleOf } from "./boxes.js";
import { LAYER_CSS } from "./layerCss.js";
import { type Shape, shapesHtml } from "./shapes.js";

/** Labels keep their size on the screen, but where pages are small; below this scale only the most needful are left. */
const FAR = 0.5;
/** Below this scale there is no room for labels. */
const TINY = 0.2;

export class Layer {
  private readonly host: HTMLElement;
  private readonly root: HTMLElement;
  /** What is drawn, by page and by who drew it. */
  private readonly groups = new Map<HTMLElement, Map<string, HTMLElement>>();

  constructor(private readonly document: Document) {
    this.host = document.createElement("div");
    this.host.setAttribute("data-preview-layer", "");
    this.host.setAttribute("aria-hidden", "true");
    const shadow = this.host.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = LAYER_CSS;
    this.root = document.createElement("div");
    shadow.append(style, this.root);
    document.body.append(this.host);
  }

  /** Draws on a page what `by` has to show, in place of what it drew before. */
  draw(page: HTMLElement, by: string, shapes: readonly Shape[]): void {
    const ofPage = this.groups.get(page) ?? new Map<string, HTMLElement>();
    this.groups.set(page, ofPage);
    let group = ofPage.get(by);
    if (group === undefined) {
      group = this.document.createElement("div");
      group.className = "page";
      ofPage.set(by, group);
      this.root.append(group);
    }
    group.innerHTML = shapesHtml(shapes);
    this.place(page);
  }

  /** Takes away what `by` drew: on one page, or everywhere. */
  erase(by: string, page?: HTMLElement): void {
    for (const [one, ofPage] of this.groups) {
      if (page !== undefined && page !== one) continue;
      ofPage.get(by)?.remove();
      ofPage.delete(by);
      if (ofPage.size === 0) this.groups.delete(one);
    }
  }

  /** Follows the pages to where they lie now, and forgets those that are gone. */
  follow(): void {
    for (const [page, ofPage] of [...this.groups]) {
      if (page.isConnected) this.place(page);
      else {
        for (const group of ofPage.values()) group.remove();
        this.groups.delete(page);
      }
    }
  }

  private place(page: HTMLElement): void {
    const scale = scaleOf(page);
    const from = this.host.getBoundingClientRect();
    const { left, top } = page.getBoundingClientRect();
    const at = `translate(${(left - from.left) / scale}px,${(top - from.top) / scale}px)`;
    for (const { style } of this.groups.get(page)?.values() ?? []) if (style.transform !== at) style.transform = at;
    const { style, classList } = this.root;
    style.setProperty("--scale", String(scale));
    style.setProperty("--label", String(Math.min(1 / scale, 1 / FAR)));
    classList.toggle("far", scale < FAR);
    classList.toggle("tiny", scale < TINY);
  }
}

/** The frame with the composed pages: a document of its own, without scripts, that this page keeps in step with the server. */
import type { StateEvent } from "../types.js";

/** An element of one of the pages' stylesheets. */
const SHEET = "style[data-sheet]";

/** HTML of one page → its element, in the pages' own document. */
const parsePage = (document: Document, html: string): HTMLElement => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild as HTMLElement;
};

/** Layouts may say what holds in print alone: here everything is print. */
const showPrintMedia = (document: Document): void => {
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof (document.defaultView as Window & typeof globalThis).CSSMediaRule)) continue;
      if (/\bprint\b/.test(rule.media.mediaText)) rule.media.mediaText = "all";
      else if (/\bscreen\b/.test(rule.media.mediaText)) rule.media.mediaText = "not all";
    }
};

export class PagesFrame {
  /** The pages' keys, in their order. */
  private keys: readonly string[] = [];

  constructor(readonly frame: HTMLIFrameElement) {}

  get document(): Document {
    return this.frame.contentDocument!;
  }

  /** The page boxes in their order. */
  get pages(): readonly HTMLElement[] {
    return [...this.document.querySelectorAll<HTMLElement>("body > .page")];
  }

  /** Page by its folio: by its place, for while a part is newer than the rest the others carry the folios that they had. */
  page(folio: number): HTMLElement | undefined {
    return this.pages[folio - 1];
  }

  /** Brings the pages up to the state: style sheets and pages that changed are exchanged, in one go, the others stay as they are. */
  apply({ state, pages, styles }: StateEvent): void {
    const { document } = this;
    if (styles !== undefined) this.applyStyles(styles);
    const { body } = document;
    const old = this.pages;
    const byKey = new Map(this.keys.map((key, index) => [key, old[index]]));
    const wanted = state.pages.map(({ key }) => byKey.get(key) ?? parsePage(document, pages[key] ?? ""));
    const same = wanted.length === old.length && wanted.every((page, index) => page === old[index]);
    if (!same) {
      const kept = new Set(wanted);
      for (const page of old) if (!kept.has(page)) page.remove();
      // Before what else stands in the body: the overlays' own layer comes last.
      wanted.forEach((page, index) => {
        if (body.children[index] !== page) body.insertBefore(page, body.children[index] ?? null);
      });
    }
    document.documentElement.lang = state.language;
    this.keys = state.pages.map(({ key }) => key);
  }

  private applyStyles(styles: NonNullable<StateEvent["styles"]>): void {
    const { document } = this;
    const own = [...document.head.querySelectorAll<HTMLStyleElement>(SHEET)];
    const named = new Map(own.map((element) => [element.dataset.sheet, element]));
    const wanted = styles.map(({ name, css }) => {
      const element = named.get(name) ?? document.createElement("style");
      named.delete(name);
      element.dataset.sheet = name;
      if (element.textContent !== css) element.textContent = css;
      return element;
    });
    for (const gone of named.values()) gone.remove();
    // A sheet that is moved is read anew, and its fonts are fetched again.
    const inOrder = [...document.head.querySelectorAll(SHEET)];
    if (wanted.some((element, index) => element !== inOrder[index])) document.head.append(...wanted);
    showPrintMedia(document);
  }
}

/** Keeps the pages on their table: laid out, scaled, and in view what the reader wants in view. */
import type { PreviewState } from "../types.js";
import { fittedScale, folioInView, sameFolio, type Table, tableWidth, visibleFolios, ZOOM_RANGE } from "./geometry.js";
import { layTable } from "./ground.js";
import type { PagesFrame } from "./pagesFrame.js";
import { tellView } from "./server.js";
import { type Known, listen, read, update } from "./store.js";

/** How long the reader must rest before the server is told what is in view. */
const REST_MS = 120;
/** White that is left above a page that is taller than the window, in px of the screen. */
const HEADROOM = 12;

/** A point of a page, in px from its corner, and where it is in the window, as shares of its width and height. */
interface Anchor {
  readonly folio: number;
  readonly page: readonly [number, number];
  readonly window: readonly [number, number];
}

let current: Arrangement | undefined;

/** How large the pages are shown. */
export const shownScale = (): number => current?.scale ?? 1;

const scaleListeners = new Set<() => void>();
export const listenToScale = (listener: () => void): (() => void) => {
  scaleListeners.add(listener);
  return () => scaleListeners.delete(listener);
};

/** Brings a page to the head of the view, even where it is the one in view. */
export const goToPage = (folio: number): void => {
  update({ folio });
  current?.show(folio);
};

/** Moves what is in view, as the arrow keys do. In px of the screen. */
export const scrollPages = (byPx: number): void => current?.scroller.scrollBy({ top: byPx });
/** Height of what is in view, in px of the screen. */
export const viewHeight = (): number => current?.scroller.clientHeight ?? 0;

export const paintTable = (): void => current?.lay();

class Arrangement {
  scale = 0;
  private left = 0;
  /** Size of the window that the table is laid out in. */
  private room = { width: 0, height: 0 };
  private spreads = true;
  /** What was in view when nothing moved. */
  private anchor: Anchor | undefined;
  /** Where this class has scrolled to: such a scroll is none of the reader's. */
  private wanted = { top: -1, left: -1 };
  private told = "";
  private resting: ReturnType<typeof setTimeout> | undefined;
  /** While this class itself changes what is known. */
  private own = false;
  private readonly places = new Map<PreviewState["source"], number>();

  constructor(private readonly frame: PagesFrame) {
    frame.document.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.rearrange()).observe(frame.frame);
    listen((now, before) => this.changed(now, before));
  }

  get scroller(): HTMLElement {
    return this.frame.document.documentElement;
  }

  private get table(): Table {
    const { state, spreads } = read();
    return {
      widthPx: state?.sheet.widthPx || 794,
      heightPx: state?.sheet.heightPx || 1123,
      pages: state?.pages.length ?? 0,
      spreads,
    };
  }

  private get window() {
    const { scrollTop: top, clientWidth: width, clientHeight: height } = this.scroller;
    return { top, width, height, scale: this.scale };
  }

  /** Table, scale and the table's place in the window. */
  lay(): void {
    const { table, scroller } = this;
    const { zoom } = read();
    layTable(this.frame, table);
    this.spreads = table.spreads;
    const room = { width: scroller.clientWidth, height: scroller.clientHeight };
    if (room.width === 0 || room.height === 0) return;
    this.room = room;
    const scale = typeof zoom === "number" ? zoom : fittedScale(table, zoom, room);
    this.left = Math.max(0, Math.floor((room.width - tableWidth(table) * scale) / 2));
    const { style } = this.frame.document.body;
    style.transform = `scale(${scale})`;
    style.left = `${this.left}px`;
    if (scale === this.scale) return;
    this.scale = scale;
    for (const listener of [...scaleListeners]) listener();
  }

  private changed(now: Known, before: Known): void {
    if (now.shown !== before.shown) this.exchanged(now.state, before.state);
    else if (now.spreads !== before.spreads || now.zoom !== before.zoom) this.rearrange();
    if (now.connected && !before.connected) this.told = "";
    if (now.folio !== before.folio && !this.own) this.show(now.folio);
  }

  /** Pages have come, gone or changed: what was in view stays there. */
  private exchanged(state: PreviewState | undefined, before: PreviewState | undefined): void {
    if (state === undefined) return;
    const { folio } = read();
    this.lay();
    if (before === undefined || before.pages.length === 0) this.show(folio);
    else if (before.source !== state.source) {
      this.places.set(before.source, folio);
      this.show(this.places.get(state.source) ?? 1);
    } else this.stay(sameFolio(before.pages, state.pages, folio));
  }

  /** What was in view stays, though its page may have another folio now. */
  private stay(folio: number): void {
    const { anchor } = this;
    this.setFolio(folio);
    if (anchor === undefined) this.show(folio);
    else this.restore({ ...anchor, folio });
  }

  /** Scale or order have changed; a row that is shown whole is so again. */
  private rearrange(): void {
    // A window of no height: what was in view comes back with the next one.
    if (this.window.height === 0) return;
    const { anchor } = this;
    const { zoom, spreads, folio } = read();
    const turned = spreads !== this.spreads;
    this.lay();
    if (anchor === undefined || zoom === "page" || turned) this.show(folio);
    else this.restore(anchor);
  }

  /** Brings a page into view: whole and in the middle where there is room, else from its head. */
  show(folio: number): void {
    const page = this.frame.page(folio);
    if (page === undefined || this.scale === 0) return;
    this.setFolio(folio);
    const { width, height, scale } = this.window;
    const { widthPx, heightPx } = this.table;
    const white = Math.max(HEADROOM, (height - heightPx * scale) / 2);
    this.scrollTo(page.offsetTop * scale - white, this.left + (page.offsetLeft + widthPx / 2) * scale - width / 2);
    this.settle();
  }

  private scrollTo(top: number, left: number): void {
    const { scroller } = this;
    scroller.scrollTo({ top, left, behavior: "instant" });
    this.wanted = { top: scroller.scrollTop, left: scroller.scrollLeft };
  }

  private setFolio(folio: number): void {
    if (folio === read().folio) return;
    this.own = true;
    update({ folio });
    this.own = false;
  }

  private scrolled(): void {
    // The browser moves what it has no room for, before `rearrange` has been told.
    if (this.window.width !== this.room.width || this.window.height !== this.room.height) return;
    const { scrollTop, scrollLeft } = this.scroller;
    if (Math.abs(scrollTop - this.wanted.top) < 1.5 && Math.abs(scrollLeft - this.wanted.left) < 1.5) return;
    this.wanted = { top: -1, left: -1 };
    if (this.table.pages > 0) this.setFolio(folioInView(this.window, this.table, read().folio));
    this.settle();
  }

  /** Remembers what is in view. */
  private settle(): void {
    const { width, height } = this.window;
    this.anchor = this.anchorAt(width / 2, height / 2);
    this.rest();
  }

  private rest(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.tell(), REST_MS);
  }

  private anchorAt(x: number, y: number): Anchor | undefined {
    const { folio } = read();
    const page = this.frame.page(folio);
    if (page === undefined) return undefined;
    const { scrollTop, scrollLeft, clientWidth: width, clientHeight: height } = this.scroller;
    const across = (scrollLeft + x - this.left) / this.scale - page.offsetLeft;
    return { folio, page: [across, (scrollTop + y) / this.scale - page.offsetTop], window: [x / width, y / height] };
  }

  /** The point stays the one to come back to: read anew after each change, it would wander by fractions of a px. */
  private restore(anchor: Anchor): void {
    const {
      folio,
      page: [x, y],
      window: [atX, atY],
    } = anchor;
    const page = this.frame.page(folio);
    if (page === undefined) return;
    const { width, height, scale } = this.window;
    const left = this.left + (page.offsetLeft + x) * scale - atX * width;
    this.scrollTo((page.offsetTop + y) * scale - atY * height, left);
    this.anchor = anchor;
    this.rest();
  }

  private tell(): void {
    const folios = visibleFolios(this.window, this.table);
    const text = folios.join();
    if (text === this.told || text === "" || !read().connected) return;
    this.told = text;
    tellView({ folios }).catch(() => {
      this.told = "";
    });
  }

  /** Scales the pages round a point of the window, as two fingers on a touchpad do. */
  pinch(by: number, x: number, y: number): void {
    this.anchor = this.anchorAt(x, y);
    const [least, most] = ZOOM_RANGE;
    update({ zoom: Math.min(most, Math.max(least, this.scale * by)) });
  }
}

/** Arranges the pages of the frame from now on. */
export const keepArrangement = (frame: PagesFrame): void => {
  const arrangement = new Arrangement(frame);
  current = arrangement;
  arrangement.lay();
  const onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    arrangement.pinch(Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
  };
  frame.document.addEventListener("wheel", onWheel, { passive: false });
};

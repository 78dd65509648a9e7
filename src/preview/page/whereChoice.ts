/** The block whose origin is told: chosen with the mouse or the keyboard, and kept while pages change. */
import { pagesFrame } from "./frame.js";
import { markBlock } from "./overlays/index.js";
import { type Known, listen, read, update, type View } from "./store.js";
import { blockAt, blocksOn, nameOf, pageOf } from "./whereFacts.js";

const VIEWS: readonly View[] = ["pages", "specimen"];

let chosen: HTMLElement | undefined;
/** Where it stands among its page's blocks: for when the page is exchanged. */
let seat = { folio: 0, index: 0 };
let byKeyboard = false;
const listeners = new Set<() => void>();

export const chosenBlock = (): HTMLElement | undefined => chosen;
/** Whether the panel was opened with the keyboard: then it takes the focus. */
export const openedByKeyboard = (): boolean => byKeyboard;

export const listenToChoice = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const show = (): void => {
  markBlock(chosen, chosen === undefined ? "" : nameOf(chosen));
  for (const listener of [...listeners]) listener();
};

/** Tells of this block from now on. */
export const choose = (block: HTMLElement | undefined): void => {
  chosen = block;
  const page = block === undefined ? undefined : pageOf(block);
  if (block !== undefined && page !== undefined)
    seat = { folio: Number(page.dataset.page), index: blocksOn(page).indexOf(block) };
  show();
};

export const chooseAndReveal = (block: HTMLElement): void => {
  choose(block);
  block.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
};

/** The page has been exchanged: the block that stands in the old one's place. */
const chooseAgain = (): void => {
  if (chosen === undefined) return;
  const page = pagesFrame()?.page(seat.folio);
  if (!chosen.isConnected) chosen = page === undefined ? undefined : (blocksOn(page)[Math.max(0, seat.index)] ?? page);
  show();
};

const open = (keyboard: boolean): void => {
  byKeyboard = keyboard;
  if (read().panel !== "where") update({ panel: "where" });
};

const onClick = (event: MouseEvent): void => {
  if (event.button !== 0 || !(event.altKey || read().panel === "where") || !VIEWS.includes(read().view)) return;
  const block = blockAt((event.target as Element).ownerDocument, event.clientX, event.clientY);
  if (block === undefined) return;
  event.preventDefault();
  choose(block);
  open(false);
};

const FIELDS = "input, textarea, select, [contenteditable], dialog";

const onKey = (event: KeyboardEvent): void => {
  if (event.key !== "i" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (!VIEWS.includes(read().view) || (event.target as Element).closest?.(FIELDS) != null) return;
  event.preventDefault();
  if (read().panel === "where") {
    update({ panel: undefined });
    return;
  }
  const page = pagesFrame()?.page(read().folio);
  if (page === undefined) return;
  choose(blocksOn(page)[0] ?? page);
  open(true);
};

const onChange = (now: Known, before: Known): void => {
  if (now.panel !== "where" && before.panel === "where") {
    choose(undefined);
    // Where the keyboard was in the panel it would be nowhere now.
    if (byKeyboard) pagesFrame()?.frame.focus();
  } else if (now.shown !== before.shown) chooseAgain();
};

/** Alt-click on a block of a page, or the key `i`, tells which file and line, master, partial and style sheets it comes from. */
export const keepWhere = (): void => {
  const frame = pagesFrame();
  if (frame === undefined) return;
  // Before links are followed.
  frame.document.addEventListener("click", onClick, true);
  frame.document.addEventListener("keydown", onKey);
  document.addEventListener("keydown", onKey);
  listen(onChange);
};

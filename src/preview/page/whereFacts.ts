/** Blocks of the pages, and what is known of where they come from. */
import type { Place } from "../../problem.js";
import type { PageFacts, PreviewState } from "../types.js";
import { pagesFrame } from "./frame.js";

const isInline = (element: Element): boolean => {
  const { display } = element.ownerDocument.defaultView!.getComputedStyle(element);
  return display === "inline" || display === "contents";
};

/** The block that an element stands in: a paragraph, a head's line, a picture, a cell. */
export const blockOf = (element: Element): HTMLElement | undefined => {
  if (element.closest("body > .page") === null) return undefined;
  let block = element.closest("[data-crop]") ?? element;
  while (!block.matches(".page") && isInline(block) && block.parentElement !== null) block = block.parentElement;
  return block as HTMLElement;
};

/** Blocks with words or a picture, in the order of the page. */
export const blocksOn = (page: HTMLElement): HTMLElement[] => {
  const walker = page.ownerDocument.createTreeWalker(page, 5);
  const blocks = new Set<HTMLElement>();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const isWords = node.nodeType === 3 && (node as Text).data.trim() !== "";
    const element = isWords
      ? node.parentElement!
      : (node as Element).localName === "img"
        ? (node as Element)
        : undefined;
    const block = element === undefined ? undefined : blockOf(element);
    if (block !== undefined && block.getClientRects().length > 0) blocks.add(block);
  }
  return [...blocks];
};

/** The block at a point of the pages' window: what has words or a picture there, else what lies uppermost. A master's empty frames may lie over its head. */
export const blockAt = (document: Document, x: number, y: number): HTMLElement | undefined => {
  const blocks = document.elementsFromPoint(x, y).flatMap((element) => blockOf(element) ?? []);
  const page = blocks[0] === undefined ? undefined : pageOf(blocks[0]);
  const filled = new Set(page === undefined ? [] : blocksOn(page));
  return blocks.find((block) => filled.has(block)) ?? blocks[0];
};

export const pageOf = (block: Element): HTMLElement | undefined =>
  block.closest<HTMLElement>("body > .page") ?? undefined;

/** The block so many steps on, over the pages' ends too. */
export const stepFrom = (block: HTMLElement, step: 1 | -1): HTMLElement => {
  const pages: readonly (HTMLElement | undefined)[] = pagesFrame()?.pages ?? [];
  let at = pages.indexOf(pageOf(block));
  let blocks = at === -1 ? [] : blocksOn(pages[at]!);
  const follows = (one: HTMLElement): boolean => {
    const order = block.compareDocumentPosition(one);
    return (order & (step === 1 ? 4 : 2)) !== 0 && (order & 24) === 0;
  };
  let next = step === 1 ? blocks.find(follows) : blocks.findLast(follows);
  while (next === undefined && pages[at + step] !== undefined) {
    at += step;
    blocks = blocksOn(pages[at]!);
    next = blocks.at(step === 1 ? 0 : -1);
  }
  return next ?? block;
};

/** `p.text.opening`. */
export const nameOf = ({ localName, classList }: Element): string => [localName, ...classList].join(".");

export interface Origin {
  readonly folio: number;
  /** The article that the block's words are in; the line is that of its nearest block. */
  readonly article?: { readonly headline: string; readonly place: Place };
  readonly master?: { readonly name: string; readonly place: Place };
  readonly design?: string;
  /** The innermost first. */
  readonly partials: readonly { readonly name: string; readonly place: Place }[];
  /** The house matter that it is part of. */
  readonly house?: string;
}

/** An attribute of the element or of the nearest around it that has one. */
const nearest = (block: Element, attribute: string): string | undefined =>
  block.closest(`[${attribute}]`)?.getAttribute(attribute) ?? undefined;

const articleOf = (block: HTMLElement, facts: PageFacts | undefined, state: PreviewState): Origin["article"] => {
  if (block.closest(".house-float") !== null) return undefined;
  const own = nearest(block, "data-article") ?? nearest(block, "data-story");
  const slug = state.articles.some((article) => article.slug === own) ? own : undefined;
  const article = state.articles.find((one) => one.slug === (slug ?? (own === undefined ? facts?.articles[0] : own)));
  if (article === undefined) return undefined;
  const line = Number(nearest(block, "data-at"));
  // The head is made from the front matter, which begins the file.
  return {
    headline: article.headline,
    place: { file: article.file, line: Number.isInteger(line) && line > 0 ? line : 1 },
  };
};

const partialsOf = (block: Element, layout: string): Origin["partials"] => {
  const partials: { name: string; place: Place }[] = [];
  for (let at = block.closest<HTMLElement>("[data-partial]"); at !== null; ) {
    const name = at.dataset.partial!;
    partials.push({ name, place: { file: `layouts/${layout}/partials/${name}.hbs` } });
    at = at.parentElement?.closest<HTMLElement>("[data-partial]") ?? null;
  }
  return partials;
};

/** What the page's HTML and the server's state tell of a block. */
export const originOf = (block: HTMLElement, state: PreviewState): Origin => {
  const folio = Number(pageOf(block)?.dataset.page);
  const facts = state.pages.find((page) => page.folio === folio);
  const { layout } = state;
  const master = nearest(block, "data-master") ?? facts?.master;
  const design = /(?:^| )design-(\S+)/.exec(block.closest('[class*="design-"]')?.className ?? "")?.[1] ?? facts?.design;
  const isHouse = block.closest(".house-float") !== null || (facts?.articles.length === 0 && facts.house.length > 0);
  const article = articleOf(block, facts, state);
  return {
    folio,
    ...(article === undefined ? {} : { article }),
    ...(master === undefined
      ? {}
      : { master: { name: master, place: { file: `layouts/${layout}/masters/${master}.hbs` } } }),
    ...(design === undefined ? {} : { design }),
    partials: partialsOf(block, layout),
    ...(isHouse ? { house: facts?.house.join(", ") } : {}),
  };
};

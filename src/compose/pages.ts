import type { ComposePlan } from "../layout/index.js";
import { type Building, floatHtml, frameHtml, Keys, type MadeUpStory, markedLanguage } from "./build.js";
import type { FlatplanPage } from "./types.js";
import type { Wrapper } from "./units.js";

/** Pages in the order they are printed. */
export interface BuiltPages {
  readonly elements: readonly HTMLElement[];
  readonly flatplan: readonly FlatplanPage[];
  readonly folios: Readonly<Record<string, number>>;
}

/** A left-hand page has an even folio. */
const markSide = (page: HTMLElement, folio: number): void => {
  page.classList.add(folio % 2 === 0 ? "verso" : "recto");
  page.dataset.page = String(folio);
  for (const slot of page.querySelectorAll("[data-folio]")) slot.textContent = String(folio);
};

const cloneContinuation = (id: string): HTMLElement => {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-continuation="${CSS.escape(id)}"]`);
  const page = template?.content.querySelector<HTMLElement>(".page");
  if (page === null || page === undefined) throw new Error(`the document has no continuation master for "${id}"`);
  return page.cloneNode(true) as HTMLElement;
};

const framesOf = (page: HTMLElement): HTMLElement => {
  const frames = page.querySelector<HTMLElement>("[data-frames]");
  if (frames === null) throw new Error(`a master of "${page.dataset.story}" has no element with data-frames`);
  return frames;
};

/** Copy of one page: its frames in order, each float after the frame in which its place in the text lies. */
const copyHtml = (made: MadeUpStory, pageIndex: number, plan: ComposePlan, building: Building): string => {
  const page = made.story.pages[pageIndex];
  const { measurePx } = made.copy;
  const waiting = [...page.floats];
  let html = "";
  for (const frame of page.frames) {
    if (frame.to > frame.from) {
      const left = frame.column * (measurePx + plan.columnGutterPx);
      const box = `left:${left}px;top:${frame.top * plan.leadingPx}px;width:${measurePx}px;height:${(frame.bottom - frame.top) * plan.leadingPx}px`;
      html += `<div class="frame copy-frame" style="${box}">${frameHtml(made, frame, building)}</div>`;
    }
    while (waiting.length > 0 && made.flow.flow.floats[waiting[0].float].anchor <= frame.to)
      html += floatHtml(made, waiting.shift()!, plan, building.keys);
  }
  for (const fill of waiting) html += floatHtml(made, fill, plan, building.keys);
  return html;
};

const articlesOnPage = (made: MadeUpStory, pageIndex: number): string[] => {
  const found = new Set<string>();
  const page = made.story.pages[pageIndex];
  if (pageIndex === 0 && made.copy.plan.articles.length === 1) found.add(made.copy.plan.articles[0]);
  for (const frame of page.frames) {
    for (let row = frame.from; row < frame.to; row++) {
      const article = made.copy.units[made.flow.sources[row].unit].article;
      if (article !== undefined) found.add(article);
    }
  }
  for (const fill of page.floats) {
    const article = made.copy.units[made.flow.floatUnits[fill.float]].article;
    if (article !== undefined) found.add(article);
  }
  return [...found];
};

const buildStoryPage = (made: MadeUpStory, pageIndex: number, plan: ComposePlan, building: Building): HTMLElement => {
  const { opener, heroLines, sinkLines } = made.story.choice;
  const page = pageIndex === 0 ? made.copy.openers[opener].at(-1)! : cloneContinuation(made.copy.plan.id);
  if (pageIndex === 0) {
    page.style.setProperty("--hero-lines", String(heroLines));
    page.style.setProperty("--sink-lines", String(sinkLines));
    const head = page.querySelector<HTMLElement>("[data-head]");
    const headLines = made.openers[opener].headLines + heroLines + sinkLines;
    if (head !== null) head.style.height = `${headLines * plan.leadingPx}px`;
  }
  page.classList.add(`design-${made.copy.plan.design}`);
  framesOf(page).innerHTML = copyHtml(made, pageIndex, plan, building);
  const [article] = made.copy.plan.articles;
  if (made.copy.plan.articles.length === 1) {
    // Head and columns of all its pages are one article in the tag tree.
    const language = made.copy.units[0]?.language ?? document.documentElement.lang;
    const area = page.querySelector(".area");
    area?.setAttribute("role", "article");
    area?.setAttribute("lang", markedLanguage(language, building.keys.of(article), "art"));
  }
  return page;
};

/** Folios follow from how many pages each story takes; only then are the pages built, each once. */
export const buildPages = (plan: ComposePlan, madeUp: ReadonlyMap<string, MadeUpStory>): BuiltPages => {
  const flatplan: FlatplanPage[] = [];
  const folios: Record<string, number> = {};
  for (const story of plan.stories) {
    const made = madeUp.get(story.id);
    const count = made?.story.pages.length ?? 1;
    for (let index = 0; index < count; index++) {
      const folio = flatplan.length + 1;
      const articles = made === undefined ? [] : articlesOnPage(made, index);
      for (const slug of articles) folios[slug] ??= folio;
      flatplan.push({
        folio,
        master: index === 0 ? story.openers[made?.story.choice.opener ?? 0].master : "continuation",
        articles,
        ...(story.section === undefined ? {} : { section: story.section }),
        fill: made === undefined ? 1 : Math.round(made.story.pages[index].fill * 1000) / 1000,
      });
    }
  }
  // The contents' numbers are filled in before its entries are copied onto pages.
  for (const slot of document.querySelectorAll<HTMLElement>("[data-folio-of]"))
    slot.textContent = String(folios[slot.dataset.folioOf!] ?? "");
  const elements: HTMLElement[] = [];
  const keys = new Keys();
  for (const story of plan.stories) {
    const made = madeUp.get(story.id);
    const building = { leadingPx: plan.leadingPx, keys, begun: new Set<Wrapper>() };
    if (made === undefined) {
      const page = document.querySelector<HTMLElement>(`.page[data-story="${CSS.escape(story.id)}"]`);
      if (page === null) throw new Error(`the document has no page for "${story.id}"`);
      elements.push(page);
    } else {
      for (const index of made.story.pages.keys()) elements.push(buildStoryPage(made, index, plan, building));
    }
  }
  for (const [index, page] of elements.entries()) markSide(page, index + 1);
  return { elements, flatplan, folios };
};

/** Words that must stand on one line (`data-fit`: a nameplate) are set smaller until they do. Reads all widths, then writes. */
export const fitLines = (): void => {
  const lines = [...document.querySelectorAll<HTMLElement>("[data-fit]")];
  const sizes = lines.map((line) => ({
    share: line.clientWidth / line.scrollWidth,
    fontSizePx: Number.parseFloat(getComputedStyle(line).fontSize),
  }));
  for (const [index, { share, fontSizePx }] of sizes.entries())
    if (share < 1) lines[index].style.fontSize = `${Math.floor(fontSizePx * share * 100) / 100}px`;
};

/** Sizes and places every cropped picture so that it covers its box and keeps its focal point. Reads all boxes, then writes. */
export const placeCrops = (): void => {
  const crops = [...document.querySelectorAll<HTMLElement>("[data-crop]")];
  const boxes = crops.map((crop) => ({ width: crop.clientWidth, height: crop.clientHeight }));
  crops.forEach((crop, index) => {
    const image = crop.querySelector("img");
    if (image === null) return;
    const { width, height } = boxes[index];
    const own = { width: Number(crop.dataset.width), height: Number(crop.dataset.height) };
    const scale = Math.max(width / own.width, height / own.height);
    const drawn = { width: own.width * scale, height: own.height * scale };
    const shift = (box: number, size: number, percent: number): number =>
      Math.min(0, Math.max(box - size, box / 2 - (percent / 100) * size));
    const left = shift(width, drawn.width, Number(crop.dataset.focusX));
    const top = shift(height, drawn.height, Number(crop.dataset.focusY));
    image.style.cssText = `left:${left.toFixed(3)}px;top:${top.toFixed(3)}px;width:${drawn.width.toFixed(3)}px;height:${drawn.height.toFixed(3)}px`;
  });
};

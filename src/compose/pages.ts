import type { ComposePlan } from "../layout/index.js";
import { type Building, floatHtml, frameHtml, Keys, type MadeUpStory, markedLanguage } from "./build.js";
import type { HouseStock } from "./house.js";
import type { MadeUp } from "./issue.js";
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
    if (frame.pieces.length > 0) {
      const left = frame.column * (measurePx + plan.columnGutterPx);
      const box = `left:${left}px;top:${frame.top * plan.leadingPx}px;width:${measurePx}px;height:${(frame.bottom - frame.top) * plan.leadingPx}px`;
      html += `<div class="frame copy-frame" style="${box}">${frameHtml(made, frame, building)}</div>`;
    }
    const reached = frame.pieces.at(-1)?.block ?? -1;
    while (waiting.length > 0 && made.flow.flow.floats[waiting[0].float].anchor <= reached + 1)
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
    for (const { block } of frame.pieces) {
      const article = made.copy.units[made.flow.sources[block].unit].article;
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
    const headLines = made.copy.openerLines[opener].headLines + heroLines + sinkLines;
    if (head !== null) head.style.height = `${headLines * plan.leadingPx}px`;
  }
  page.classList.add(`design-${made.copy.plan.design}`);
  framesOf(page).innerHTML = copyHtml(made, pageIndex, plan, building);
  joinArticle(page, made, building.keys);
  return page;
};

/** Head and columns of all pages of a story that is one article are one article in the tag tree. */
const joinArticle = (page: HTMLElement, { copy }: MadeUpStory, keys: Keys): void => {
  const [article] = copy.plan.articles;
  if (copy.plan.articles.length !== 1) return;
  const language = copy.units[0]?.language ?? document.documentElement.lang;
  const area = page.querySelector(".area");
  area?.setAttribute("role", "article");
  area?.setAttribute("lang", markedLanguage(language, keys.of(article), "art"));
};

/** A page of the issue before it is built: its place in the flatplan, and how to build it. */
interface PlannedPage {
  readonly master: string;
  readonly articles: readonly string[];
  readonly section?: string;
  readonly fill: number;
  readonly house?: readonly string[];
  readonly build: () => HTMLElement;
}

const housePage = (stock: HouseStock, plan: ComposePlan): PlannedPage => {
  const { name, element } = stock.takePage();
  return { master: plan.house?.master ?? "house", articles: [], fill: 1, house: [name], build: () => element };
};

/** The pages of a story: what its opener makes before, then those with its copy. */
const storyPages = (made: MadeUpStory, stock: HouseStock, plan: ComposePlan, keys: Keys): PlannedPage[] => {
  const { copy, story } = made;
  const building = { leadingPx: plan.leadingPx, keys, begun: new Set<Wrapper>() };
  const { opener } = story.choice;
  const section = copy.plan.section === undefined ? {} : { section: copy.plan.section };
  const { master } = copy.plan.openers[opener];
  const leads = copy.openers[opener].slice(0, -1).map((page) => ({
    master,
    // Its words begin on the next page, where contents and links lead.
    articles: [],
    ...section,
    fill: 1,
    build: () => {
      joinArticle(page, made, keys);
      return page;
    },
  }));
  const own = story.pages.map((page, index): PlannedPage => {
    const house = page.house === undefined ? undefined : stock.takePart(page.house.lines);
    return {
      master: index === 0 ? master : "continuation",
      articles: articlesOnPage(made, index),
      ...section,
      fill: Math.round(page.fill * 1000) / 1000,
      ...(house === undefined ? {} : { house: [house.name] }),
      build: () => {
        const built = buildStoryPage(made, index, plan, building);
        if (house !== undefined) placeHouse(built, house.element, page.house!, plan);
        return built;
      },
    };
  });
  return [...leads, ...own];
};

/** What a story has of a page that it shares: its master's classes and colours reach no further. */
const partOf = (page: HTMLElement): HTMLElement => {
  const part = document.createElement("div");
  part.className = page.className;
  part.classList.remove("page");
  part.style.cssText = page.style.cssText;
  part.dataset.story = page.dataset.story;
  return part;
};

/** A page on which a second story begins below the end of the first: its area is laid over the page's, its head pushed down. */
const sharedPage = (host: PlannedPage, first: PlannedPage, takenPx: number): PlannedPage => ({
  ...host,
  articles: [...host.articles, ...first.articles],
  fill: first.fill,
  ...(first.house === undefined ? {} : { house: first.house }),
  build: () => {
    const above = host.build();
    const below = first.build();
    const head = below.querySelector<HTMLElement>("[data-head]");
    if (head !== null) head.style.marginTop = `${takenPx}px`;
    const page = document.createElement("section");
    page.className = "page";
    const parts = [partOf(above), partOf(below)];
    parts[0].append(...above.childNodes);
    parts[1].append(...below.querySelectorAll(":scope > .area, :scope > .house-float"));
    page.append(...parts);
    return page;
  },
});

/** House matter stands at the foot of the type area, over all columns; beside the area, for it is no part of the article. */
const placeHouse = (
  page: HTMLElement,
  element: HTMLElement,
  { top, lines }: { readonly top: number; readonly lines: number },
  { leadingPx, areaWidthPx }: ComposePlan,
): void => {
  const box = document.createElement("div");
  box.className = "house-float";
  box.style.cssText = `position:absolute;left:var(--margin-left);top:calc(var(--margin-top) + ${top * leadingPx}px);width:${areaWidthPx}px;height:${lines * leadingPx}px`;
  // Inside a section an aside without a name counts for nothing, unless its role is said.
  element.setAttribute("role", "complementary");
  box.append(element);
  page.append(box);
};

const singlePage = (story: ComposePlan["stories"][number]): PlannedPage => ({
  master: story.openers[0].master,
  articles: [],
  ...(story.section === undefined ? {} : { section: story.section }),
  fill: 1,
  build: () => {
    const page = document.querySelector<HTMLElement>(`.page[data-story="${CSS.escape(story.id)}"]`);
    if (page === null) throw new Error(`the document has no page for "${story.id}"`);
    return page;
  },
});

/** Folios follow from how many pages each story takes; only then are the pages built, each once. */
export const buildPages = (plan: ComposePlan, { madeUp, houseBefore, runOns, stock }: MadeUp): BuiltPages => {
  const keys = new Keys();
  const planned: PlannedPage[] = [];
  for (const story of plan.stories) {
    const made = madeUp.get(story.id);
    for (let page = 0; page < (houseBefore.get(story.id) ?? 0); page++) planned.push(housePage(stock, plan));
    const pages = made === undefined ? [singlePage(story)] : storyPages(made, stock, plan, keys);
    const takenLines = runOns.get(story.id);
    const host = takenLines === undefined ? undefined : planned.pop();
    const [first, ...others] = pages;
    planned.push(host === undefined ? first : sharedPage(host, first, takenLines! * plan.leadingPx), ...others);
  }
  const folios: Record<string, number> = {};
  const flatplan = planned.map(({ build: _, ...page }, index): FlatplanPage => {
    for (const slug of page.articles) folios[slug] ??= index + 1;
    return { folio: index + 1, ...page };
  });
  // The contents' numbers are filled in before its entries are copied onto pages.
  for (const slot of document.querySelectorAll<HTMLElement>("[data-folio-of]"))
    slot.textContent = String(folios[slot.dataset.folioOf!] ?? "");
  const elements = planned.map(({ build }) => build());
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

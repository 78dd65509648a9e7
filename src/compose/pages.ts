import { type CopyPage, type Flatplan, type PlannedPage, wholeIn } from "../copyfit/index.js";
import type { ComposePlan, StoryPlan } from "../layout/index.js";
import { type Building, floatHtml, frameHtml, Keys, type MadeUp, markedLanguage } from "./build.js";
import { masterFault, PAGE_REMEDY } from "./fault.js";
import type { MeasuredCopy, Wrapper } from "./units.js";

/** A left-hand page has an even folio. */
const markSide = (page: HTMLElement, folio: number): void => {
  page.classList.add(folio % 2 === 0 ? "verso" : "recto");
  page.dataset.page = String(folio);
  for (const slot of page.querySelectorAll("[data-folio]")) slot.textContent = String(folio);
};

/** The master of pages after a story's first. */
const CONTINUATION = "continuation";

/** Throws `MasterFault`: LAYOUT_SLOT_MISSING. */
const cloneContinuation = (id: string, plan: ComposePlan): HTMLElement => {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-continuation="${CSS.escape(id)}"]`);
  const page = template?.content.querySelector<HTMLElement>(".page");
  if (page === null || page === undefined)
    throw masterFault(plan, { master: CONTINUATION, lacks: `page for the copy of “${id}”`, remedy: PAGE_REMEDY });
  return page.cloneNode(true) as HTMLElement;
};

/** Where the copy of a page runs. Throws `MasterFault`: LAYOUT_SLOT_MISSING. */
const framesOf = (page: HTMLElement, master: string, plan: ComposePlan): HTMLElement => {
  const frames = page.querySelector<HTMLElement>("[data-frames]");
  if (frames === null)
    throw masterFault(plan, {
      master,
      lacks: `element with \`data-frames\`, where the copy of “${page.dataset.story}” runs`,
      remedy: 'Write `<div class="frames" data-frames></div>` inside its `<div class="area">`.',
    });
  return frames;
};

/** Copy of one page: its frames in order, each float after the frame in which its place in the text lies. */
const copyHtml = (made: MadeUp, pageIndex: number, plan: ComposePlan, building: Building): string => {
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

const buildStoryPage = (made: MadeUp, pageIndex: number, plan: ComposePlan, building: Building): HTMLElement => {
  const { opener, heroLines, sinkLines } = made.story.choice;
  const page = pageIndex === 0 ? made.copy.openers[opener].at(-1)! : cloneContinuation(made.copy.plan.id, plan);
  const master = pageIndex === 0 ? made.copy.plan.openers[opener].master : CONTINUATION;
  if (pageIndex === 0) {
    page.style.setProperty("--hero-lines", String(heroLines));
    page.style.setProperty("--sink-lines", String(sinkLines));
    const head = page.querySelector<HTMLElement>("[data-head]");
    const headLines = made.copy.openerLines[opener].headLines + heroLines + sinkLines;
    if (head !== null) head.style.height = `${headLines * plan.leadingPx}px`;
    const hero = page.querySelector<HTMLElement>(".hero");
    if (hero !== null && made.copy.plan.openers[opener].hero?.whole === true) hero.dataset.whole = "";
  }
  page.classList.add(`design-${made.copy.plan.design}`);
  framesOf(page, master, plan).innerHTML = copyHtml(made, pageIndex, plan, building);
  joinArticle(page, made, building.keys);
  return page;
};

/** Head and columns of all pages of a story that is one article are one article in the tag tree. */
const joinArticle = (page: HTMLElement, { copy }: MadeUp, keys: Keys): void => {
  const [article] = copy.plan.articles;
  if (copy.plan.articles.length !== 1) return;
  const language = copy.units[0]?.language ?? document.documentElement.lang;
  const area = page.querySelector(".area");
  area?.setAttribute("role", "article");
  area?.setAttribute("lang", markedLanguage(language, keys.of(article), "art"));
};

/** What a story has of a page that it shares: its master's classes and colours reach no further. */
const partOf = (page: HTMLElement): HTMLElement => {
  const part = document.createElement("div");
  part.className = page.className;
  part.classList.remove("page");
  part.style.cssText = page.style.cssText;
  part.dataset.story = page.dataset.story;
  if (page.dataset.master !== undefined) part.dataset.master = page.dataset.master;
  return part;
};

/** A page on which a second story begins below the end of the first: its area is laid over the page's, its head pushed down. */
const sharePage = (above: HTMLElement, below: HTMLElement, takenPx: number): HTMLElement => {
  const head = below.querySelector<HTMLElement>("[data-head]");
  if (head !== null) head.style.marginTop = `${takenPx}px`;
  const page = document.createElement("section");
  page.className = "page";
  const parts = [partOf(above), partOf(below)];
  parts[0].append(...above.childNodes);
  parts[1].append(...below.querySelectorAll(":scope > .area, :scope > .house-float"));
  page.append(...parts);
  return page;
};

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

/** Throws `MasterFault`: LAYOUT_SLOT_MISSING. */
const singlePage = ({ id, openers: [{ master }] }: StoryPlan, plan: ComposePlan): HTMLElement => {
  const page = document.querySelector<HTMLElement>(`.page[data-story="${CSS.escape(id)}"]`);
  if (page === null) throw masterFault(plan, { master, lacks: `page for “${id}”`, remedy: PAGE_REMEDY });
  return page;
};

/** A page before its opener's own, of a picture alone. */
const leadPage = (made: MadeUp, index: number, keys: Keys): HTMLElement => {
  const page = made.copy.openers[made.story.choice.opener][index];
  joinArticle(page, made, keys);
  return page;
};

type Matter = PlannedPage<MeasuredCopy, HTMLElement>["from"];

/** The stock's own element stays with it: a piece may be taken twice. */
const houseElement = (matter: HTMLElement): HTMLElement => matter.cloneNode(true) as HTMLElement;

const copyPage = (
  { made, pageIndex, house, below }: CopyPage<MeasuredCopy, HTMLElement>,
  plan: ComposePlan,
  buildings: Buildings,
): HTMLElement => {
  const page = buildStoryPage(made, pageIndex, plan, buildings.of(made));
  if (house !== undefined) placeHouse(page, houseElement(house.matter), house, plan);
  return below === undefined
    ? page
    : sharePage(page, copyPage(below.page, plan, buildings), below.takenLines * plan.leadingPx);
};

const buildPage = (from: Matter, plan: ComposePlan, buildings: Buildings): HTMLElement => {
  switch (from.kind) {
    case "single":
      return singlePage(from.story, plan);
    case "house":
      return houseElement(from.matter);
    case "lead":
      return leadPage(from.made, from.index, buildings.keys);
    case "copy":
      return copyPage(from, plan, buildings);
  }
};

/** What building each story needs to remember from page to page. */
class Buildings {
  readonly keys = new Keys();
  private readonly known = new Map<MadeUp, Building>();

  constructor(private readonly leadingPx: number) {}

  of(made: MadeUp): Building {
    const building = this.known.get(made) ?? { leadingPx: this.leadingPx, keys: this.keys, begun: new Set<Wrapper>() };
    this.known.set(made, building);
    return building;
  }
}

/** Builds the pages of the flatplan, each once. */
export const buildPages = (
  plan: ComposePlan,
  { pages, folios }: Flatplan<MeasuredCopy, HTMLElement>,
): readonly HTMLElement[] => {
  // The contents' numbers are filled in before its entries are copied onto pages.
  const known = { ...plan.folios, ...folios };
  for (const slot of document.querySelectorAll<HTMLElement>("[data-folio-of]"))
    slot.textContent = String(known[slot.dataset.folioOf!] ?? "");
  const buildings = new Buildings(plan.leadingPx);
  const elements = pages.map(({ from }) => buildPage(from, plan, buildings));
  for (const [index, page] of elements.entries()) markSide(page, pages[index]!.folio);
  return elements;
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

/** Shrinks the box of a picture that is shown whole (`data-whole`, its own or its figure's) to what the picture takes of it. */
const shrinkToWhole = (crop: HTMLElement, box: Size, aspect: number): Size => {
  if (crop.closest("[data-whole]") === null) return box;
  const { widthPx, heightPx } = wholeIn({ widthPx: box.width, heightPx: box.height }, aspect);
  crop.style.width = `${widthPx.toFixed(3)}px`;
  crop.style.height = `${heightPx.toFixed(3)}px`;
  return { width: widthPx, height: heightPx };
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Sizes and places every picture so that it covers its box and keeps its focal point. Reads all boxes, then writes. */
export const placeCrops = (): void => {
  const crops = [...document.querySelectorAll<HTMLElement>("[data-crop]")];
  const boxes = crops.map((crop) => ({ width: crop.clientWidth, height: crop.clientHeight }));
  crops.forEach((crop, index) => {
    const image = crop.querySelector("img");
    if (image === null) return;
    const own = { width: Number(crop.dataset.width), height: Number(crop.dataset.height) };
    const { width, height } = shrinkToWhole(crop, boxes[index], own.width / own.height);
    const scale = Math.max(width / own.width, height / own.height);
    const drawn = { width: own.width * scale, height: own.height * scale };
    const shift = (box: number, size: number, percent: number): number =>
      Math.min(0, Math.max(box - size, box / 2 - (percent / 100) * size));
    const left = shift(width, drawn.width, Number(crop.dataset.focusX));
    const top = shift(height, drawn.height, Number(crop.dataset.focusY));
    image.style.cssText = `left:${left.toFixed(3)}px;top:${top.toFixed(3)}px;width:${drawn.width.toFixed(3)}px;height:${drawn.height.toFixed(3)}px`;
  });
};

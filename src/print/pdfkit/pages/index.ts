/** The flatplan's pages painted one after the other. Lengths in CSS px. */
import type { CopyPage, Flatplan, MadeUpStory, PlannedPage } from "../../../copyfit/index.js";
import { plainText, type Story, sectionView } from "../../../layout/index.js";
import type { HouseItem } from "../../../manifest/index.js";
import type { Place } from "../../../problem.js";
import type { StoryCopy } from "../copy/index.js";
import {
  areaOf,
  backCover,
  coverPage,
  type HousePainter,
  housePage,
  type MasterContext,
  paintFurniture,
  sectionPage,
} from "../masters/index.js";
import type { Box, Surface } from "../types.js";
import { Elements } from "./elements.js";
import { paintFrame } from "./frame.js";
import { type Painting, paintFigure, paintTable } from "./units.js";

/** A piece of the magazine's own stock: a whole page, or a part of one. */
export type HouseMatter = { readonly item: HouseItem } | { readonly painter: HousePainter };

type Page = PlannedPage<StoryCopy, HouseMatter>;
type Copy = CopyPage<StoryCopy, HouseMatter>;

/** Pages that have more words than room, by their folios; and where those words are said. */
export type OverfullPages = readonly { readonly folio: number; readonly master: string; readonly place?: Place }[];

/** What painting the pages of an issue takes. */
interface Press {
  readonly surface: Surface;
  readonly context: MasterContext;
  readonly stories: readonly Story[];
  readonly elements: Map<MadeUpStory<StoryCopy>, Elements>;
}

const isVerso = (folio: number): boolean => folio % 2 === 0;

const elementsOf = ({ surface, elements }: Press, made: MadeUpStory<StoryCopy>): Elements => {
  const known = elements.get(made) ?? new Elements(surface, made.copy);
  elements.set(made, known);
  return known;
};

/** The words at the head of a page: an opening page has its headline below them. */
const paintWords = ({ made, pageIndex }: Copy, folio: number, { surface, context }: Press): void => {
  const { section, articles } = made.copy.story;
  const { sectionName, sectionColour } = sectionView(context.layout, context.issue, section);
  const runningTitle = pageIndex === 0 || articles.length !== 1 ? "" : plainText(articles[0]!.headline);
  paintFurniture(surface, { folio, verso: isVerso(folio) }, { sectionName, runningTitle }, context, sectionColour);
};

/** Frames in order, each float after the frame in which its place in the text lies. */
const paintCopy = ({ made, pageIndex }: Copy, area: Box, painting: Painting, context: MasterContext): void => {
  const { copy, flow, story } = made;
  const { leadingPx, columnGutterPx } = context.layout.grid;
  const { measurePx } = copy;
  const leftOf = (column: number): number => area.x + (copy.plan.insetPx ?? 0) + column * (measurePx + columnGutterPx);
  const page = story.pages[pageIndex]!;
  const waiting = [...page.floats];
  const paintFloat = ({ float, column, top, lines }: (typeof waiting)[number]): void => {
    const unit = copy.units[flow.floatUnits[float]!]!;
    const at = { x: leftOf(column), y: area.y + top * leadingPx };
    if (unit.kind === "figure") paintFigure(unit, { size: story.choice.floats[float]!.size, lines }, at, painting);
    else if (unit.kind === "table") paintTable(unit, { from: -1, to: unit.rowLines.length }, at, painting);
  };
  for (const frame of page.frames) {
    if (frame.pieces.length > 0) paintFrame(made, frame, { x: leftOf(frame.column), y: area.y }, painting);
    const reached = frame.pieces.at(-1)?.block ?? -1;
    while (waiting.length > 0 && flow.flow.floats[waiting[0]!.float]!.anchor <= reached + 1)
      paintFloat(waiting.shift()!);
  }
  for (const fill of waiting) paintFloat(fill);
};

const paintHousePart = ({ house }: Copy, area: Box, { surface, context }: Press): void => {
  if (house === undefined || !("painter" in house.matter)) return;
  const { leadingPx } = context.layout.grid;
  const box = { x: area.x, y: area.y + house.top * leadingPx, width: area.width, height: house.lines * leadingPx };
  house.matter.painter.paint(surface, box, surface.newTag(surface.root, "Sect"));
};

const paintCopyPage = (from: Copy, folio: number, press: Press): void => {
  const { surface, context } = press;
  const { made, pageIndex } = from;
  const { copy, story } = made;
  const elements = elementsOf(press, made);
  const area = areaOf(context, isVerso(folio));
  paintWords(from, folio, press);
  if (pageIndex === 0) copy.heads[story.choice.opener]!.paint(surface, area, story.choice, elements.story);
  surface.story = copy.plan.id;
  paintCopy(from, area, { surface, elements, leadingPx: context.layout.grid.leadingPx }, context);
  surface.story = undefined;
  paintHousePart(from, area, press);
};

/** Paints a page; false where its words have no room. */
const paintPage = ({ from, folio }: Page, press: Press): boolean => {
  const { surface, context, stories } = press;
  const verso = isVerso(folio);
  surface.addPage();
  if (from.kind === "copy") {
    paintCopyPage(from, folio, press);
    return true;
  }
  const parent = surface.newTag(surface.root, "Sect");
  if (from.kind === "house")
    return "item" in from.matter ? housePage(surface, parent, { item: from.matter.item, verso }, context) : true;
  if (from.kind === "lead") throw new Error("a simple layout has no openers over two pages");
  const { id } = from.story;
  if (id === "cover") return coverPage(surface, parent, context);
  if (id === "back-cover") return backCover(surface, parent, { verso }, context);
  return sectionPage(surface, parent, { story: stories.find(({ plan }) => plan.id === id)!, verso }, context);
};

const placeOf = ({ from }: Page): { readonly place?: Place } => {
  if (from.kind === "house") return "item" in from.matter ? { place: from.matter.item.place } : {};
  const place = "story" in from ? from.story.place : undefined;
  return place === undefined ? {} : { place };
};

/** Paints all pages; `turned` is waited for after each. Gives those whose words have no room. */
export const paintPages = async (
  { pages }: Flatplan<StoryCopy, HouseMatter>,
  stories: readonly Story[],
  context: MasterContext,
  { surface, turned }: { readonly surface: Surface; readonly turned: () => Promise<void> },
): Promise<OverfullPages> => {
  const press = { surface, context, stories, elements: new Map<MadeUpStory<StoryCopy>, Elements>() };
  const overfull: OverfullPages[number][] = [];
  for (const page of pages) {
    if (!paintPage(page, press)) overfull.push({ folio: page.folio, master: page.master, ...placeOf(page) });
    await turned();
  }
  return overfull;
};

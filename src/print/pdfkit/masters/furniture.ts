import { baselineOf, setOnOneLine, setShortened, widthOf } from "../boxText.js";
import type { SetText, Surface } from "../types.js";
import { areaOf, type MasterContext, ownSetting } from "./context.js";
import { ROW_GAP_PX } from "./pieces.js";

/** White between the words of the running head, px. */
const GAP_PX = 24;

/** Lines that were set for an issue's other pages: most pages say the same at head and foot. */
const known = new WeakMap<MasterContext, Map<string, SetText>>();

const once = (context: MasterContext, key: string, set: () => SetText): SetText => {
  let lines = known.get(context);
  if (lines === undefined) {
    lines = new Map();
    known.set(context, lines);
  }
  let line = lines.get(key);
  if (line === undefined) {
    line = set();
    lines.set(key, line);
  }
  return line;
};

/** Paints the running head and the foot, which no reader hears: folio at the outside edge, the magazine and its week at the inside. */
export const paintFurniture = (
  surface: Surface,
  page: { readonly folio: number; readonly verso: boolean },
  words: { readonly sectionName: string; readonly runningTitle: string },
  context: MasterContext,
  sectionColour: string,
): void => {
  paintRunningHead(surface, page.verso, words, context, sectionColour);
  paintFoot(surface, page, context);
};

const paintRunningHead = (
  surface: Surface,
  verso: boolean,
  { sectionName, runningTitle }: { readonly sectionName: string; readonly runningTitle: string },
  context: MasterContext,
  sectionColour: string,
): void => {
  const setting = ownSetting(context);
  const { x, width } = areaOf(context, verso);
  const y = context.tokens.furniture.headTopPx;
  const style = context.tokens.type["running-head"];
  const name = once(context, `head ${sectionColour} ${sectionName}`, () =>
    setShortened(sectionName, { ...style, colour: sectionColour }, width, setting),
  );
  surface.paintLines(name, { from: 0, to: name.lines.length }, { x, y }, undefined);
  const room = width - widthOf(name) - GAP_PX;
  const title = once(context, `title ${room} ${runningTitle}`, () => setShortened(runningTitle, style, room, setting));
  surface.paintLines(title, { from: 0, to: title.lines.length }, { x: x + width - widthOf(title), y }, undefined);
};

const paintFoot = (
  surface: Surface,
  { folio, verso }: { readonly folio: number; readonly verso: boolean },
  context: MasterContext,
): void => {
  const setting = ownSetting(context);
  const { x, width } = areaOf(context, verso);
  const { tokens, issue, weekText } = context;
  const y = tokens.furniture.footTopPx;
  const number = setOnOneLine(String(folio), tokens.type.folio, setting);
  const style = tokens.type["foot-text"];
  const name = once(context, "magazine", () => setOnOneLine(issue.magazine.name, style, setting));
  const week = once(context, "week", () => setOnOneLine(weekText, style, setting));
  const rowPx = widthOf(name) + ROW_GAP_PX + widthOf(week);
  const left = verso ? x + width - rowPx : x;
  // Two sizes of type on one baseline.
  const lowered = baselineOf(number, setting) - baselineOf(name, setting);
  const numberX = verso ? x : x + width - widthOf(number);
  surface.paintLines(number, { from: 0, to: 1 }, { x: numberX, y }, undefined);
  surface.paintLines(name, { from: 0, to: name.lines.length }, { x: left, y: y + lowered }, undefined);
  const weekX = left + widthOf(name) + ROW_GAP_PX;
  surface.paintLines(week, { from: 0, to: week.lines.length }, { x: weekX, y: y + lowered }, undefined);
};

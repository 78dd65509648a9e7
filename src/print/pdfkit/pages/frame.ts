/** The copy of one frame: its pieces one below the other, the boxes around them, the numbers of lists. Lengths in CSS px. */
import { type MadeUpStory, piecesOf, type UnitPiece } from "../../../copyfit/index.js";
import type { FrameFill } from "../../../makeup/index.js";
import { colourOf } from "../colours.js";
import { LABEL_GAP_PX, type StoryCopy, type Unit, type Wrapper } from "../copy/index.js";
import type { Surface } from "../types.js";
import { type Painting, paintPiece, pieceHeight } from "./units.js";

/** Bullets: a square of this size, so far right of the item's edge and below the top of its line. px */
const BULLET = { sizePx: 5, leftPx: 2, topPx: 7 };

interface Placed {
  readonly piece: UnitPiece<Unit>;
  readonly y: number;
}

/** What of a wrapper stands in a frame. */
interface Extent {
  top: number;
  bottom: number;
}

/** Tops of all pieces and of what is around them: white above a group stands outside it. */
const place = (pieces: readonly UnitPiece<Unit>[], top: number, leadingPx: number) => {
  const placed: Placed[] = [];
  const extents = new Map<Wrapper, Extent>();
  let open: readonly Wrapper[] = [];
  let y = top;
  const close = (depth: number): void => {
    for (const wrapper of open.slice(depth).toReversed()) {
      y += wrapper.padBottom * leadingPx;
      extents.get(wrapper)!.bottom = y;
    }
  };
  for (const piece of pieces) {
    const { wrappers } = piece.unit;
    let shared = 0;
    while (shared < open.length && shared < wrappers.length && open[shared] === wrappers[shared]) shared++;
    close(shared);
    y += piece.gapLines * leadingPx;
    for (const wrapper of wrappers.slice(shared)) {
      extents.set(wrapper, { top: y, bottom: y });
      y += wrapper.padTop * leadingPx;
    }
    open = wrappers;
    placed.push({ piece, y });
    y += pieceHeight(piece, leadingPx);
  }
  close(0);
  return { placed, extents };
};

const paintGround = (surface: Surface, wrapper: Wrapper, { top, bottom }: Extent, left: number): void => {
  const { style, setting, widthPx } = wrapper;
  if (style === undefined) return;
  const x = left + wrapper.leftPx;
  const { fill, ruleAbove, ruleLeft } = style;
  if (fill !== undefined) surface.fill({ x, y: top, width: widthPx, height: bottom - top }, colourOf(fill, setting));
  if (ruleAbove !== undefined)
    surface.fill({ x, y: top, width: widthPx, height: ruleAbove.px }, colourOf(ruleAbove.colour, setting));
  if (ruleLeft !== undefined)
    surface.fill({ x, y: top, width: ruleLeft.px, height: bottom - top }, colourOf(ruleLeft.colour, setting));
};

/** The number or bullet beside an item's first line, on its baseline. */
const paintLabel = (wrapper: Wrapper, unit: Unit, at: { x: number; y: number }, painting: Painting): void => {
  const { label, setting, leftPx } = wrapper;
  const { surface, elements, leadingPx } = painting;
  if (label === undefined) return;
  if (label === "bullet") {
    const box = { x: at.x + leftPx + BULLET.leftPx, y: at.y + BULLET.topPx };
    surface.fill({ ...box, width: BULLET.sizePx, height: BULLET.sizePx }, colourOf("section", setting));
    return;
  }
  elements.around(unit);
  const own = setting.letters.baselinePx(label.segments[0]!.style, label.style.linePx);
  const words = unit.kind === "paragraph" ? unit.set?.segments[0]?.style : undefined;
  const baseline = words === undefined ? own : setting.letters.baselinePx(words, leadingPx);
  const x = at.x + unit.leftPx - LABEL_GAP_PX - label.lines[0]!.widthPx;
  const { story } = surface;
  // The number is not among the copy's own characters.
  surface.story = undefined;
  surface.paintLines(label, { from: 0, to: 1 }, { x, y: at.y + baseline - own }, elements.label(wrapper));
  surface.story = story;
};

/** Paints the copy of a frame whose column has its left edge and the type area's top at `at`. */
export const paintFrame = (
  made: MadeUpStory<StoryCopy>,
  frame: FrameFill,
  at: { readonly x: number; readonly y: number },
  painting: Painting,
): void => {
  const { leadingPx, surface, elements } = painting;
  const { placed, extents } = place(piecesOf(made, frame), at.y + frame.top * leadingPx, leadingPx);
  for (const [wrapper, extent] of extents) paintGround(surface, wrapper, extent, at.x);
  for (const { piece, y } of placed) {
    const { unit } = piece;
    const begun = unit.wrappers.filter((wrapper) => !elements.has(wrapper));
    for (const wrapper of begun) paintLabel(wrapper, unit, { x: at.x, y }, painting);
    paintPiece(piece, { x: at.x + unit.leftPx, y }, painting);
  }
};

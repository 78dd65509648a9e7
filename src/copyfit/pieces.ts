import type { Block, FrameFill, StoryPages } from "../makeup/index.js";
import type { StoryFlow } from "./flow.js";
import type { MeasuredCopy, SetCopy, Unit } from "./units.js";

/** One story's pages, made up but not yet built. */
export interface MadeUpStory<Copy extends MeasuredCopy = MeasuredCopy> {
  readonly copy: Copy;
  readonly flow: StoryFlow;
  readonly story: StoryPages;
  /** Wrappers and tables that stand in more than one frame. */
  readonly split: ReadonlySet<unknown>;
}

/** What stands in several frames: each of its parts must be marked, the first one too. */
export const findSplit = (copy: MeasuredCopy, flow: StoryFlow, story: StoryPages): Set<unknown> => {
  const seen = new Map<unknown, FrameFill>();
  const split = new Set<unknown>();
  for (const frame of story.pages.flatMap((page) => page.frames)) {
    for (const { block } of frame.pieces) {
      const unit = copy.units[flow.sources[block].unit];
      for (const whole of [unit, ...unit.wrappers]) {
        const first = seen.get(whole);
        if (first === undefined) seen.set(whole, frame);
        else if (first !== frame) split.add(whole);
      }
    }
  }
  return split;
};

/** The setting of an engine's own paragraphs. */
type SetOf<Own extends Unit> = Own extends { readonly kind: "paragraph"; set?: infer Set extends SetCopy }
  ? Set
  : never;

/** What of one unit stands together in a frame: parts `from` ≤ p < `to`. */
export interface UnitPiece<Own extends Unit = Unit> {
  readonly unit: Own;
  readonly from: number;
  readonly to: number;
  /** White lines above. */
  readonly gapLines: number;
  /** Height of a single block, as chosen. */
  readonly lines: number;
  /** The setting of a paragraph that was chosen. */
  readonly set?: SetOf<Own>;
}

/** Lines of a block of one part, and the setting of a paragraph, in the variant that was chosen. */
const chosen = (unit: Unit, block: Block, variant: number): Pick<UnitPiece, "lines" | "set"> => {
  const lines = block.heights[0] + (variant === 0 ? 0 : block.variants[variant - 1].delta);
  if (unit.kind !== "paragraph") return { lines };
  return { lines, set: variant === 0 ? unit.set! : unit.others![variant - 1].set };
};

/** A frame's blocks as pieces of units, with the white lines between them as make-up counted them. A table's caption and rows are one. */
export const piecesOf = <Copy extends MeasuredCopy>(
  { flow, copy: { units } }: MadeUpStory<Copy>,
  frame: FrameFill,
): UnitPiece<Copy["units"][number]>[] => {
  const pieces: UnitPiece<Copy["units"][number]>[] = [];
  let last = -1;
  for (const { block, from, to, variant, gapLines } of frame.pieces) {
    const { unit: index, part } = flow.sources[block];
    const unit = units[index];
    const own = chosen(unit, flow.flow.blocks[block], variant);
    const before = pieces.at(-1);
    if (index === last && before !== undefined) pieces[pieces.length - 1] = { ...before, to: part + to };
    else pieces.push({ unit, from: part + from, to: part + to, gapLines, ...own } as UnitPiece<Copy["units"][number]>);
    last = index;
  }
  return pieces;
};

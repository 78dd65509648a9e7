import type { ComposePlan } from "../layout/index.js";
import type { Problem } from "../problem.js";
import type { MadeUpStory } from "./pieces.js";
import type { MeasuredCopy, UnitBase } from "./units.js";

/** Where a unit's copy stands, for messages. */
export const placeOf = (
  unit: Pick<UnitBase, "article" | "sourceLine">,
  plan: Pick<ComposePlan, "articleNames">,
): Problem["place"] => {
  const file = unit.article === undefined ? undefined : plan.articleNames[unit.article];
  if (file === undefined) return undefined;
  return unit.sourceLine === undefined ? { file } : { file, line: unit.sourceLine };
};

/** Lines of paragraphs that hold a word longer than themselves. Problems: LINE_TOO_WIDE. */
export const overfullLines = (copies: readonly Pick<MeasuredCopy, "units">[], plan: ComposePlan): Problem[] =>
  copies.flatMap((copy) =>
    copy.units.flatMap((unit) => {
      if (unit.kind !== "paragraph") return [];
      const line = unit.set!.lines.find((set) => set.overfull);
      if (line === undefined) return [];
      const place = placeOf(unit, plan);
      return [
        {
          code: "LINE_TOO_WIDE" as const,
          severity: "error" as const,
          ...(place === undefined ? {} : { place }),
          message: `"${unit.set!.text.slice(line.start, line.end).slice(0, 60)}" is wider than its column and cannot be broken.`,
          remedy: "Break the word with a hyphen or a space, or shorten it.",
        },
      ];
    }),
  );

/** White at the feet of columns over all story pages, as a share of their type areas. */
export const shareOfWhite = (madeUp: ReadonlyMap<string, MadeUpStory>, plan: ComposePlan): number => {
  let white = 0;
  let whole = 0;
  for (const { story, copy } of madeUp.values()) {
    white += story.gapLines;
    whole += story.pages.length * copy.plan.columns * plan.lines;
  }
  return whole === 0 ? 0 : white / whole;
};

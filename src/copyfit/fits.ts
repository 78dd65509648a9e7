import type { StoryPages } from "../makeup/index.js";
import { counted } from "../words.js";
import type { Measured } from "./settings.js";

const signed = (lines: number): string => `${lines > 0 ? "+" : "−"}${counted(Math.abs(lines), "line")}`;

/** What was done to a story to make it end at the foot of a page, in words for the flatplan. */
export const describeFits = ({ copy, flow, trackingEm }: Measured, { choice, pages }: StoryPages): string[] => {
  const fits: string[] = [];
  if (trackingEm !== undefined) fits.push(`all letters ${trackingEm > 0 ? "+" : "−"}${Math.abs(trackingEm) * 100} %`);
  if (copy.rearranged !== undefined) fits.push(copy.rearranged);
  const { master, runsOn } = copy.plan.openers[choice.opener];
  if (runsOn) fits.push("begins below the article before");
  else if (choice.opener > 0) fits.push(`opener ${master}`);
  const { hero } = copy.openerLines[choice.opener];
  if (hero !== undefined && choice.heroLines !== hero.natural)
    fits.push(`hero ${signed(choice.heroLines - hero.natural)}`);
  if (choice.sinkLines > 0) fits.push(`head ${signed(choice.sinkLines)}`);
  choice.floats.forEach(({ size, lines }, index) => {
    const { natural, span } = flow.flow.floats[index].sizes[size];
    if (size > 0) fits.push(`picture ${index + 1} over ${counted(span, "column")}`);
    if (lines !== natural) fits.push(`picture ${index + 1} ${signed(lines - natural)}`);
  });
  let shorter = 0;
  let longer = 0;
  let stretched = 0;
  const seen = new Set<number>();
  for (const { pieces } of pages.flatMap((page) => page.frames))
    for (const { block, variant, gapLines } of pieces) {
      const { variants, before } = flow.flow.blocks[block];
      if (variant > 0 && !seen.has(block)) {
        if (variants[variant - 1].delta < 0) shorter++;
        else longer++;
      }
      if (gapLines > Math.max(before, flow.flow.blocks[block - 1]?.after ?? 0)) stretched++;
      seen.add(block);
    }
  if (longer > 0) fits.push(`${counted(longer, "block")} longer`);
  if (shorter > 0) fits.push(`${counted(shorter, "block")} shorter`);
  if (stretched > 0) fits.push(`white above ${counted(stretched, "head")}`);
  for (const page of pages) if (page.house !== undefined) fits.push(`house matter ${page.house.lines} lines`);
  return fits;
};

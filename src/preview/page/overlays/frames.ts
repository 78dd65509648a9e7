/** Frames of a page, and how full they are. */
import type { PreviewState } from "../../types.js";
import { type Box, bottomOf, measurePage } from "./boxes.js";
import type { Shape } from "./shapes.js";

/** Width of the bar that shows the fill, px. */
const BAR = 5;

const KINDS = [
  { selector: ".copy-frame", name: "" },
  { selector: ".float", name: "Float: " },
  { selector: ".house-float", name: "House: " },
  { selector: "[data-head]", name: "Head: " },
] as const;

/** `41 of 57 lines`, `57 lines` when it is full. */
export const fillWords = (filled: number, whole: number): string => {
  const lines = whole === 1 ? "1 line" : `${whole} lines`;
  return filled >= whole ? lines : `${filled} of ${lines}`;
};

/** Whole grid lines from a frame's head to the end of what stands in it. */
const filledLines = (frame: Element, box: (element: Element) => Box, leadingPx: number): number => {
  const own = box(frame);
  const end = Math.max(own.y, ...[...frame.children].map((child) => bottomOf(box(child))));
  return Math.ceil(Math.min(end - own.y, own.height) / leadingPx - 0.1);
};

/** Outlines, each with a bar at its left edge as long as what it holds. */
export const frameShapes = (page: HTMLElement, { sheet }: PreviewState): Shape[] => {
  const box = measurePage(page);
  const { leadingPx } = sheet;
  return KINDS.flatMap(({ selector, name }) =>
    [...page.querySelectorAll(selector)].flatMap((frame): Shape[] => {
      const own = box(frame);
      const whole = Math.round(own.height / leadingPx);
      if (whole === 0) return [];
      const filled = filledLines(frame, box, leadingPx);
      const bar = { x: own.x - BAR - 2, y: own.y, width: BAR, height: own.height };
      return [
        { kind: "box", look: filled < whole ? "frames dashed" : "frames", box: own },
        { kind: "box", look: "frames rest", box: bar },
        { kind: "box", look: "frames bar", box: { ...bar, height: Math.min(own.height, filled * leadingPx) } },
        {
          kind: "label",
          look: "frames",
          x: own.x + own.width,
          y: own.y,
          text: name + fillWords(filled, whole),
          corner: "bottom right",
          strong: name === "",
        },
      ];
    }),
  );
};

/** How faulty lines are shown: bands over them, each with a word or a number. */
import type { FaultyLine } from "./setLines.js";
import type { Shape } from "./shapes.js";

/** Width of the mark at the end of a line whose hyphen is one too many, px. */
const HYPHEN_MARK = 16;

const ratioWords = (ratio = 0): string => `${ratio.toFixed(ratio < 1 ? 2 : 1)} ×`;

const lineShape = ({ fault, box, ratio }: FaultyLine): Shape[] => {
  const right = box.x + box.width;
  const label = { kind: "label", look: fault, x: right, y: box.y } as const;
  switch (fault) {
    case "widow":
    case "orphan":
      return [
        { kind: "box", look: `${fault} strongBand`, box },
        { kind: "label", look: fault, x: box.x, y: box.y, text: fault, corner: "bottom left", strong: true },
      ];
    case "veryLoose":
      return [
        { kind: "box", look: "veryLoose strongBand", box },
        { ...label, text: ratioWords(ratio), strong: true },
      ];
    case "loose":
      return [
        { kind: "box", look: "loose band", box },
        { ...label, text: ratioWords(ratio) },
      ];
    case "tight":
      return [
        { kind: "box", look: "tight band dashed", box },
        { ...label, text: ratioWords(ratio) },
      ];
    case "hyphens":
      return [
        { kind: "box", look: "hyphens strongBand", box: { ...box, x: right - HYPHEN_MARK + 3, width: HYPHEN_MARK } },
        { ...label, x: right + 3, text: "hy" },
      ];
  }
};

export const lineShapes = (lines: readonly FaultyLine[]): Shape[] => lines.flatMap(lineShape);

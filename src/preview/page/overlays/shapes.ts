/** What overlays draw on a page, as data, and its HTML. Looks are class names of `layerCss.ts`. */
import type { Box } from "./boxes.js";

export type Shape =
  | { readonly kind: "box"; readonly look: string; readonly box: Box }
  /** Straight lines: x and y of both ends. */
  | {
      readonly kind: "lines";
      readonly look: string;
      readonly ends: readonly (readonly [number, number, number, number])[];
    }
  | {
      readonly kind: "label";
      readonly look: string;
      readonly x: number;
      readonly y: number;
      readonly text: string;
      /** Corner of the label that stands at the point; its top left one when left out. */
      readonly corner?: "top right" | "bottom left" | "bottom right";
      /** Says what matters most: it stays when pages are small. */
      readonly strong?: boolean;
    };

const escapeText = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const px = (length: number): string => String(Math.round(length * 1000) / 1000);

const svgOf = (shape: Shape): string => {
  switch (shape.kind) {
    case "box": {
      const { x, y, width, height } = shape.box;
      return `<rect class="${shape.look}" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}"/>`;
    }
    case "lines": {
      const path = shape.ends.map(([x1, y1, x2, y2]) => `M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}`).join("");
      return `<path class="${shape.look}" d="${path}"/>`;
    }
    case "label":
      return "";
  }
};

const labelOf = (shape: Shape): string => {
  if (shape.kind !== "label") return "";
  const { look, x, y, text, corner = "", strong = false } = shape;
  return `<span class="label ${look} ${corner}${strong ? " strong" : ""}" style="left:${px(x)}px;top:${px(y)}px">${escapeText(text)}</span>`;
};

/** One drawing over the page, and labels over the drawing. */
export const shapesHtml = (shapes: readonly Shape[]): string =>
  `<svg width="1" height="1">${shapes.map(svgOf).join("")}</svg>${shapes.map(labelOf).join("")}`;

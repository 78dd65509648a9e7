/** Keeps the words on a cover readable, whatever its picture. The page holds only a stand-in of it: how bright it is, the plan says. */
import type { ComposePlan } from "../layout/index.js";
import type { Rgb } from "../light.js";
import type { Problem } from "../problem.js";
import {
  darkenShade,
  type Ink,
  isReadable,
  MOST_SHADE,
  neededOpacity,
  parseShade,
  type ShadeNeed,
  type ShadeStop,
} from "./shade.js";

/** Letters' edges and the browser's rounding: words are guarded this far around their boxes, px. */
const MARGIN_PX = 2;

/** A colour in whatever words CSS has it. */
const makeInkReader = (): ((colour: string) => Ink) => {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("the page cannot read colours: it has no canvas");
  return (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return { rgb: [red!, green!, blue!], alpha: alpha! / 255 };
  };
};

/** A stretch of the page under some words, with the grey that its brightest parts are as bright as. px in the window. */
interface Patch {
  readonly top: number;
  readonly bottom: number;
  readonly level: number;
}

/** Boxes of an element's words, within its own: the boxes of large type reach far above and below its letters. */
const wordBoxes = (element: HTMLElement): DOMRect[] => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const own = element.getBoundingClientRect();
  return [...range.getClientRects()].map((box) => {
    const top = Math.max(box.top, own.top);
    return new DOMRect(
      box.left - MARGIN_PX,
      top - MARGIN_PX,
      box.width + 2 * MARGIN_PX,
      Math.min(box.bottom, own.bottom) - top + 2 * MARGIN_PX,
    );
  });
};

const overlap = (one: DOMRect, other: DOMRect): DOMRect | undefined => {
  const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)];
  const [top, bottom] = [Math.max(one.top, other.top), Math.min(one.bottom, other.bottom)];
  return right > left && bottom > top ? new DOMRect(left, top, right - left, bottom - top) : undefined;
};

/** What a cover's picture is like under a box: nothing where it does not reach. */
type PicturePatches = (box: DOMRect) => readonly Patch[];

const readPicture = (page: HTMLElement, { cover }: ComposePlan): PicturePatches => {
  const crop = page.querySelector(".cover-picture");
  const image = crop?.querySelector("img");
  if (crop === null || image === null || image === undefined) return () => [];
  const seen = crop.getBoundingClientRect();
  const drawn = image.getBoundingClientRect();
  // Of a picture that nothing is known of, the worst is thought.
  const { columns, rows, levels } = cover ?? { columns: 1, rows: 1, levels: [255] };
  const cellAt = (px: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(px * count)));
  return (box) => {
    const part = overlap(box, seen);
    if (part === undefined) return [];
    const across = (x: number): number => cellAt((x - drawn.left) / drawn.width, columns);
    const down = (y: number): number => cellAt((y - drawn.top) / drawn.height, rows);
    const patches: Patch[] = [];
    for (let row = down(part.top); row <= down(part.bottom); row++) {
      const level = Math.max(
        ...levels.slice(row * columns + across(part.left), row * columns + across(part.right) + 1),
      );
      const edge = (at: number): number => drawn.top + (at / rows) * drawn.height;
      patches.push({ top: Math.max(part.top, edge(row)), bottom: Math.min(part.bottom, edge(row + 1)), level });
    }
    return patches;
  };
};

/** The page's tint: an element with `data-shade`, over the whole page, whose style gives its stops as `--shade`. */
const readShade = (page: HTMLElement) => {
  const element = page.querySelector<HTMLElement>("[data-shade]");
  if (element === null) return undefined;
  const style = getComputedStyle(element);
  return { element, colour: style.color, stops: parseShade(style.getPropertyValue("--shade")) };
};

/**
 * The tint as a drawing. CSS gradients mix premultiplied colours, which the browser writes into the PDF as a shading of type 1; pdf.js, and
 * Firefox with it, has painted those pink until 2026. SVG gradients mix plain ones, and come as axial shadings that all readers know. It
 * reaches beyond the page, which cuts it off: an edge of its own would be drawn half transparent there.
 */
const shadeDrawing = ([red, green, blue]: Rgb, stops: readonly ShadeStop[]): string => {
  const drawn = stops.map(
    ({ at, opacity }) =>
      `<stop offset="${at.toFixed(5)}" stop-color="rgb(${red},${green},${blue})" stop-opacity="${opacity}"/>`,
  );
  return `<svg aria-hidden="true" viewBox="0 0 1 1" preserveAspectRatio="none" style="display:block;width:100%;height:100%;overflow:visible"><linearGradient id="cover-shade" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="1">${drawn.join("")}</linearGradient><rect x="-.01" y="-.01" width="1.02" height="1.02" fill="url(#cover-shade)"/></svg>`;
};

/** The nearest ground of one colour that an element lies on, up to the page. */
const groundOf = (element: HTMLElement, inkOf: (colour: string) => Ink): Rgb => {
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) {
    const { rgb, alpha } = inkOf(getComputedStyle(at).backgroundColor);
    if (alpha === 1) return rgb;
  }
  return [255, 255, 255];
};

const contrastLow = (page: HTMLElement, element: HTMLElement): Problem => ({
  code: "COVER_CONTRAST_LOW",
  severity: "warning",
  message: `On page ${page.dataset.page} words are hard to read on their ground: "${(element.textContent ?? "").trim().slice(0, 60)}".`,
  remedy: "Give the layout's class `on-plate` a colour and a ground with a contrast of at least 4.5 to 1.",
});

/**
 * Measures the words marked `data-contrast` against what lies behind them. Over a picture the page's tint is darkened as far as they
 * need; where a tint cannot do it, and on any other ground that is too like them, their group (`data-plate`) gets the class
 * `on-plate`. Problems: COVER_CONTRAST_LOW (warning), where even that is not enough.
 */
export const secureContrast = (pages: readonly HTMLElement[], plan: ComposePlan): Problem[] => {
  const page = pages.find((one) => one.dataset.story === "cover");
  const elements = [...(page?.querySelectorAll<HTMLElement>("[data-contrast]") ?? [])];
  if (page === undefined) return [];
  const inkOf = makeInkReader();
  const patchesUnder = readPicture(page, plan);
  const shade = readShade(page);
  const tint: Rgb = shade === undefined ? [0, 0, 0] : inkOf(shade.colour).rgb;
  const most = shade === undefined ? 0 : MOST_SHADE;
  const edge = (shade?.element ?? page).getBoundingClientRect();
  const share = (y: number): number => (y - edge.top) / edge.height;
  const needs: { readonly group: HTMLElement; readonly need: ShadeNeed }[] = [];
  const plated = new Set<HTMLElement>();
  for (const element of elements) {
    const group = element.closest<HTMLElement>("[data-plate]") ?? element;
    const ink = inkOf(getComputedStyle(element).color);
    const patches = wordBoxes(element).flatMap(patchesUnder);
    for (const { top, bottom, level } of patches) {
      const opacity = neededOpacity(level, ink, tint);
      if (opacity === undefined || opacity > most) plated.add(group);
      else needs.push({ group, need: { from: share(top), to: share(bottom), opacity } });
    }
    if (patches.length === 0 && !isReadable(ink, groundOf(element, inkOf))) plated.add(group);
  }
  for (const group of plated) group.classList.add("on-plate");
  if (shade !== undefined) {
    const stops = darkenShade(
      shade.stops,
      needs.filter(({ group }) => !plated.has(group)).map(({ need }) => need),
    );
    shade.element.style.background = "none";
    shade.element.innerHTML = shadeDrawing(tint, stops);
  }
  return elements.flatMap((element) => {
    const group = element.closest<HTMLElement>("[data-plate]") ?? element;
    if (!plated.has(group)) return [];
    const ink = inkOf(getComputedStyle(element).color);
    return isReadable(ink, groundOf(element, inkOf)) ? [] : [contrastLow(page, element)];
  });
};

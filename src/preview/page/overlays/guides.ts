/** Guides of the layout: baseline grid, columns and margins, trim and bleed. */
import type { PreviewState } from "../../types.js";
import { type Box, bottomOf, inMm, measurePage } from "./boxes.js";
import type { Shape } from "./shapes.js";

/** Every so many lines of the grid are numbered. */
const NUMBERED = 10;

const areaOf = (page: HTMLElement, { sheet }: PreviewState): Box => {
  const area = page.querySelector<HTMLElement>(".area");
  if (area !== null) return measurePage(page)(area);
  const { top, inside, outside } = sheet.marginsPx;
  const x = page.classList.contains("verso") ? outside : inside;
  return { x, y: top, width: sheet.areaWidthPx, height: sheet.lines * sheet.leadingPx };
};

/** How far below the top of its grid line the text's baseline stands, px: of the page's first paragraph. */
const baselineOffset = (page: HTMLElement, area: Box, leadingPx: number): number | undefined => {
  const paragraph = page.querySelector("[data-lines]");
  if (paragraph === null) return undefined;
  const { ownerDocument: document } = page;
  const words = document.createTreeWalker(paragraph, 4);
  let text = words.nextNode();
  while (text !== null && (text as Text).parentElement!.closest(".drop-cap, .cut") !== null) text = words.nextNode();
  if (text === null) return undefined;
  const { fontStyle, fontWeight, fontSize, fontFamily } = document.defaultView!.getComputedStyle(text.parentElement!);
  const context = document.createElement("canvas").getContext("2d")!;
  context.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(text, 1);
  // Browsers lay out with a whole number of px above the baseline.
  const baseline = measurePage(page)(range).y + Math.round(context.measureText("x").fontBoundingBoxAscent);
  return (((baseline - area.y) % leadingPx) + leadingPx) % leadingPx;
};

/** Baselines where letters stand on them; on a page without text the grid lines' lower edges. */
export const gridShapes = (page: HTMLElement, state: PreviewState): Shape[] => {
  const { leadingPx, lines } = state.sheet;
  const area = areaOf(page, state);
  const offset = baselineOffset(page, area, leadingPx) ?? leadingPx;
  const baselines = Array.from({ length: lines }, (_, index) => area.y + index * leadingPx + offset);
  return [
    { kind: "lines", look: "grid thin", ends: baselines.map((y) => [area.x, y, area.x + area.width, y] as const) },
    { kind: "box", look: "grid", box: area },
    ...baselines.flatMap((y, index): Shape[] =>
      (index + 1) % NUMBERED === 0 || index + 1 === lines
        ? [{ kind: "label", look: "grid plain", x: area.x - 3, y, text: String(index + 1), corner: "bottom right" }]
        : [],
    ),
  ];
};

/** A stretch of the type area in one design: a page shares two where a story begins below the end of another. */
interface Stretch {
  readonly design: string;
  readonly top: number;
}

const stretchesOf = (page: HTMLElement, area: Box): Stretch[] => {
  const box = measurePage(page);
  const parts = [page, ...page.querySelectorAll<HTMLElement>(":scope > div[data-story]")];
  return parts.flatMap((part, index) => {
    const design = [...part.classList].find((name) => name.startsWith("design-"))?.slice("design-".length);
    if (design === undefined) return [];
    // The head of what begins below has been pushed down to there.
    const head = index < 2 ? null : part.querySelector("[data-head]");
    const below = part.querySelector(":scope > .area");
    return [{ design, top: head === null ? (below === null ? area.y : box(below).y) : box(head).y }];
  });
};

const columnShapes = (
  { design, top }: Stretch,
  { area, bottom, state }: { readonly area: Box; readonly bottom: number; readonly state: PreviewState },
): Shape[] => {
  const facts = state.designs[design];
  if (facts === undefined) return [];
  const { columnGutterPx } = state.sheet;
  const { columns, measurePx, insetPx } = facts;
  const height = bottom - top;
  return Array.from({ length: columns }).flatMap((_, index): Shape[] => {
    const x = area.x + insetPx + index * (measurePx + columnGutterPx);
    const gutter = { x: x + measurePx, y: top, width: columnGutterPx, height };
    return [
      { kind: "box", look: "columns", box: { x, y: top, width: measurePx, height } },
      { kind: "label", look: "columns", x, y: top, text: inMm(measurePx), corner: "bottom left" },
      ...(index + 1 === columns ? [] : ([{ kind: "box", look: "columns area", box: gutter }] satisfies Shape[])),
    ];
  });
};

/** Margins all round, and the columns of the page's designs. */
export const columnsShapes = (page: HTMLElement, state: PreviewState): Shape[] => {
  const area = areaOf(page, state);
  const { widthPx, heightPx } = state.sheet;
  const right = area.x + area.width;
  const foot = bottomOf(area);
  const stretches = stretchesOf(page, area);
  const middle = area.x + area.width / 2;
  // Between two numbers of the grid.
  const beside = area.y + (NUMBERED * 2.5 - 1) * state.sheet.leadingPx;
  const words = (x: number, y: number, text: string) => ({ kind: "label", look: "columns plain", x, y, text }) as const;
  return [
    {
      kind: "lines",
      look: "columns dashed thin",
      ends: [
        [0, area.y, widthPx, area.y],
        [0, foot, widthPx, foot],
        [area.x, 0, area.x, heightPx],
        [right, 0, right, heightPx],
      ],
    },
    words(middle, 4, inMm(area.y)),
    words(middle, foot + 4, inMm(heightPx - foot)),
    words(3, beside, inMm(area.x)),
    { ...words(widthPx - 3, beside, inMm(widthPx - right)), corner: "top right" },
    ...stretches.flatMap((stretch, index) =>
      columnShapes(stretch, { area, bottom: stretches[index + 1]?.top ?? foot, state }),
    ),
  ];
};

/** Length of the marks at the corners, px. */
const MARK = 14;
/** They begin so far from the corner. */
const CLEAR = 4;

/** The edges where the finished page is cut, and those that pictures run on to. */
export const trimShapes = (_page: HTMLElement, { sheet }: PreviewState): Shape[] => {
  const [width, height] = sheet.trimPx;
  const { bleedPx } = sheet;
  const from = bleedPx + CLEAR;
  const marks = [0, width].flatMap((x) =>
    [0, height].flatMap((y): [number, number, number, number][] => {
      const across = x === 0 ? -1 : 1;
      const down = y === 0 ? -1 : 1;
      return [
        [x + across * from, y, x + across * (from + MARK), y],
        [x, y + down * from, x, y + down * (from + MARK)],
      ];
    }),
  );
  const bleed = { x: -bleedPx, y: -bleedPx, width: width + 2 * bleedPx, height: height + 2 * bleedPx };
  return [
    { kind: "lines", look: "trim thin", ends: marks },
    { kind: "box", look: "trim", box: { x: 0, y: 0, width, height } },
    { kind: "label", look: "trim", x: 0, y: 0, text: `Trim ${inMm(width).replace(" mm", "")} × ${inMm(height)}` },
    ...(bleedPx > 0 ? ([{ kind: "box", look: "bleed dashed", box: bleed }] satisfies Shape[]) : []),
    {
      kind: "label",
      look: "bleed",
      x: width,
      y: 0,
      text: bleedPx > 0 ? `Bleed ${inMm(bleedPx)}` : "No bleed",
      corner: "top right",
    },
  ];
};

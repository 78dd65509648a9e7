import type { Figure, Gallery } from "../../../article/index.js";
import { figureLines, figureSpans } from "../../../copyfit/index.js";
import { plainText } from "../../../layout/index.js";
import { captionBlock, placedPicture } from "../masters/index.js";
import type { PlacedPicture, Setting } from "../types.js";
import { baseOf, type Reading } from "./reading.js";
import type { FigureUnit, Shown } from "./units.js";

/** White between the pictures of a gallery, px. */
export const GALLERY_GAP_PX = 10;

/** White between the caption of a brief's picture and its words, px. */
const BELOW_BRIEF_PX = 8;

type Pictured = Figure & { readonly placed: PlacedPicture };

const captionWords = ({ caption, credit }: Pick<Figure, "caption" | "credit">): string =>
  [caption === undefined ? "" : plainText(caption), credit ?? ""].filter((text) => text !== "").join(" ");

/** A picture's own caption is its Figure's; one without alternative text is ornament, and its caption a paragraph. */
const captionIn = (figure: Figure, widthPx: number, setting: Setting) =>
  captionBlock(figure, widthPx, setting, { tag: figure.picture.alt === "" ? "P" : "Caption" });

const shownAt = (figures: readonly Pictured[], widthPx: number, setting: Setting): Shown[] =>
  figures.map((figure) => {
    const caption = captionIn(figure, widthPx, setting);
    return { placed: figure.placed, alt: figure.picture.alt, ...(caption === undefined ? {} : { caption }) };
  });

const heightOf = (shown: readonly Shown[]): number =>
  Math.max(0, ...shown.map(({ caption }) => caption?.heightPx ?? 0));

/** Pictures in a row with one caption below them, at every width that they may have. */
const rowUnit = (
  figures: readonly Pictured[],
  facts: {
    readonly asked: number;
    readonly fixed: boolean;
    readonly whole: boolean;
    readonly optional: boolean;
    /** White below its caption, px. */
    readonly belowPx?: number;
  },
  caption: Gallery["caption"],
  line: number | undefined,
  reading: Reading,
): FigureUnit => {
  const { context, columns, measurePx, setting, wrappers, widthPx: ownPx } = reading;
  const { leadingPx, lines, columnGutterPx } = context.layout.grid;
  // What stands in a box or a list stays there, in its column.
  const spans = wrappers.length > 0 ? [1] : figureSpans(facts.asked, columns, facts.fixed);
  const made = spans.map((span) => {
    const widthPx = span === 1 ? ownPx : measurePx * span + columnGutterPx * (span - 1);
    const onePx = (widthPx - GALLERY_GAP_PX * (figures.length - 1)) / figures.length;
    const shown = shownAt(figures, onePx, setting);
    const below = captionBlock({ caption }, widthPx, setting, { tag: "Caption" });
    const restPx = heightOf(shown) + (below?.heightPx ?? 0) + (facts.belowPx ?? 0);
    const [{ placed }] = figures;
    const aspect = placed.widthPx / placed.heightPx;
    const counts = figureLines(
      { widthPx: onePx, restPx, aspect, gallery: figures.length > 1, whole: facts.whole },
      { leadingPx, lines },
    );
    return { size: { span, widthPx, restPx, ...counts }, row: { shown, ...(below && { caption: below }) } };
  });
  const words = [...figures.map(captionWords), captionWords({ caption })].join(" ");
  return {
    ...baseOf(reading, line, words),
    kind: "figure",
    before: 1,
    after: 1,
    optional: facts.optional,
    whole: facts.whole,
    sizes: made.map(({ size }) => size),
    rows: made.map(({ row }) => row),
  };
};

const pictured = (figures: readonly Figure[], { context }: Reading): Pictured[] =>
  figures.flatMap((figure) => {
    const placed = placedPicture(figure.picture, context);
    return placed === undefined ? [] : [{ ...figure, placed }];
  });

export const figureUnit = (figure: Figure, reading: Reading): FigureUnit | undefined => {
  const figures = pictured([figure], reading);
  if (figures.length === 0) return undefined;
  const { span, whole = false, optional = false, place } = figure;
  const asked = span ?? reading.context.layout.figures.span;
  return rowUnit(figures, { asked, fixed: span !== undefined, whole, optional }, undefined, place.line, reading);
};

export const galleryUnit = ({ figures, caption, place }: Gallery, reading: Reading): FigureUnit | undefined => {
  const shown = pictured(figures, reading);
  if (shown.length === 0) return undefined;
  const facts = { asked: reading.columns, fixed: false, whole: false, optional: false };
  return rowUnit(shown, facts, caption, place.line, reading);
};

/** The picture of a brief: one column wide, with the words that follow it. */
export const briefFigure = (figure: Figure, reading: Reading): FigureUnit | undefined => {
  const figures = pictured([figure], reading);
  if (figures.length === 0) return undefined;
  const facts = { asked: 1, fixed: true, whole: figure.whole === true, optional: false, belowPx: BELOW_BRIEF_PX };
  return { ...rowUnit(figures, facts, undefined, figure.place.line, reading), before: 0, after: 0, keep: true };
};

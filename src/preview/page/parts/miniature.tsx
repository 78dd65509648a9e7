/** Miniatures of pages: drawn once from the composed pages, and again when these have changed. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { pagesFrame } from "../frame.js";
import { type Drawing, drawPage } from "./miniatureDrawing.js";

/** How long drawing goes on before the browser has its turn. */
const SLICE_MS = 12;

/** Drawings of the pages that stand, by their elements, as long as the style sheets are the same. */
let drawings = new WeakMap<HTMLElement, Drawing>();
let drawnWith: readonly (string | null)[] = [];

/** Lets go of all drawings when a style sheet is another. */
const checkStyles = (document: Document): void => {
  const styles = [...document.querySelectorAll("style[data-sheet]")].map(({ textContent }) => textContent);
  if (styles.length === drawnWith.length && styles.every((css, index) => css === drawnWith[index])) return;
  drawnWith = styles;
  drawings = new WeakMap();
};

/** Drawings of all pages in their order, those not drawn yet missing. `shown`: counts up when the pages have changed. */
export const useDrawings = (shown: number): readonly (Drawing | undefined)[] => {
  const [known, setKnown] = useState<readonly (Drawing | undefined)[]>([]);
  useEffect(() => {
    const frame = pagesFrame();
    if (frame === undefined) return;
    checkStyles(frame.document);
    const { pages } = frame;
    let timer = 0;
    const draw = (): void => {
      const end = performance.now() + SLICE_MS;
      const waiting = pages.filter((page) => page.isConnected && !drawings.has(page));
      for (const page of waiting) {
        drawings.set(page, drawPage(page));
        if (performance.now() > end) break;
      }
      setKnown(pages.map((page) => drawings.get(page)));
      if (waiting.some((page) => !drawings.has(page))) timer = window.setTimeout(draw);
    };
    draw();
    return () => clearTimeout(timer);
  }, [shown]);
  return known;
};

/** What it shows is told in words beside it. */
export const Miniature = ({ drawing }: { readonly drawing: Drawing }) =>
  // The same vnode for the same drawing: nothing is compared.
  useMemo(
    () => (
      <svg class="miniature" viewBox={`0 0 ${drawing.width} ${drawing.height}`} aria-hidden="true">
        <rect width={drawing.width} height={drawing.height} fill={drawing.ground} />
        {drawing.shapes.map((shape, index) =>
          shape.kind === "tint" ? (
            <rect key={index} x={shape.x} y={shape.y} width={shape.width} height={shape.height} fill={shape.colour} />
          ) : (
            <svg
              key={index}
              x={shape.x}
              y={shape.y}
              width={shape.width}
              height={shape.height}
              viewBox={`${shape.x} ${shape.y} ${shape.width} ${shape.height}`}
              aria-hidden="true"
            >
              <image
                href={shape.src}
                x={shape.image.x}
                y={shape.image.y}
                width={shape.image.width}
                height={shape.image.height}
                preserveAspectRatio="none"
              />
            </svg>
          ),
        )}
        {drawing.words.map(({ colour, path }) => (
          <path key={colour} d={path} fill={colour} fill-opacity="0.62" />
        ))}
      </svg>
    ),
    [drawing],
  );

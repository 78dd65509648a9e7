/** One page twice, the printed one over the composed one, at the same size and in the same place. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { PreviewState } from "../../types.js";
import { pagesFrame } from "../frame.js";
import { PagesFrame } from "../pagesFrame.js";
import type { PrintedFile } from "../printed.js";

export type Look = "printed" | "composed" | "difference";

export interface PdfPageProps {
  readonly file: PrintedFile | undefined;
  readonly state: PreviewState;
  readonly folio: number;
  /** CSS px on the screen to a CSS px of the page. */
  readonly scale: number;
  /** Device px to a CSS px. */
  readonly pixelRatio: number;
  readonly look: Look;
  /** Counts up whenever the composed pages have changed. */
  readonly shown: number;
}

/** The body is scaled and not the frame, as where the pages are shown alone: letters are drawn at the size that they have. */
const FRAME_CSS = `html{overflow:hidden;background:#fff}
body{position:absolute;top:0;left:0;margin:0;transform-origin:0 0}`;

/** A second frame: begins as the first did, and is given one of its pages. */
const beginFrame = (element: HTMLIFrameElement): PagesFrame => {
  const frame = new PagesFrame(element);
  const style = frame.document.createElement("style");
  style.textContent = FRAME_CSS;
  frame.document.head.append(style);
  return frame;
};

const sheetsOf = ({ document }: PagesFrame) =>
  [...document.querySelectorAll<HTMLStyleElement>("style[data-sheet]")].map((element) => ({
    name: element.dataset.sheet ?? "",
    css: element.textContent ?? "",
  }));

/** Shows the page that stands composed in the pages' own frame now. */
const copyPage = (frame: PagesFrame, state: PreviewState, folio: number): void => {
  const from = pagesFrame();
  if (from === undefined) return;
  const pages = state.pages.filter((page) => page.folio === folio);
  const html = Object.fromEntries(pages.map(({ key }) => [key, from.page(folio)?.outerHTML ?? ""]));
  frame.apply({ state: { ...state, pages }, pages: html, styles: sheetsOf(from) });
};

const ComposedPage = ({ state, folio, scale, shown }: Pick<PdfPageProps, "state" | "folio" | "scale" | "shown">) => {
  const [frame, setFrame] = useState<PagesFrame>();
  // `shown` tells that the page in the other frame is another now.
  useEffect(() => {
    if (frame !== undefined) copyPage(frame, state, folio);
  }, [frame, state, folio, shown]);
  useEffect(() => {
    if (frame !== undefined) frame.document.body.style.transform = `scale(${scale})`;
  }, [frame, scale]);
  return (
    <iframe
      src="document"
      title={`Page ${folio} as composed`}
      inert
      tabIndex={-1}
      onLoad={(event) => setFrame(beginFrame(event.currentTarget))}
    />
  );
};

const PrintedPage = ({
  file,
  folio,
  scale,
  pixelRatio,
}: Pick<PdfPageProps, "folio" | "scale" | "pixelRatio"> & { readonly file: PrintedFile }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    const stopping = new AbortController();
    const drawing = { folio, canvas: canvas.current!, scale, pixelRatio, signal: stopping.signal };
    file.draw(drawing).then(
      () => setFault(undefined),
      (error: unknown) => setFault(String(error)),
    );
    return () => stopping.abort();
  }, [file, folio, scale, pixelRatio]);
  return (
    <>
      <canvas ref={canvas} role="img" aria-label={`Page ${folio} as printed`} />
      {fault !== undefined && <p class="pdf-absent">This page cannot be drawn: {fault}</p>}
    </>
  );
};

/** CSS px that are whole device px: one px of the drawing is one of the screen. */
export const onScreen = (px: number, pixelRatio: number): number => Math.round(px * pixelRatio) / pixelRatio;

export const PdfPage = (page: PdfPageProps) => {
  const { file, state, folio, scale, pixelRatio, look, shown } = page;
  const [widthPx, heightPx] = state.sheet.trimPx;
  const box = {
    width: `${onScreen(widthPx * scale, pixelRatio)}px`,
    height: `${onScreen(heightPx * scale, pixelRatio)}px`,
  };
  const isPrinted = file !== undefined && folio <= file.pages;
  const isComposed = folio <= state.pages.length;
  return (
    <div class={`pdf-page ${folio % 2 === 0 ? "verso" : "recto"} ${look}`} style={box}>
      {isComposed && <ComposedPage {...{ state, folio, scale, shown }} />}
      {isPrinted && <PrintedPage {...{ file, folio, scale, pixelRatio }} />}
      {look !== "composed" && file !== undefined && !isPrinted && (
        <p class="pdf-absent">The printed file has no page {folio}.</p>
      )}
      {look !== "printed" && !isComposed && <p class="pdf-absent">There is no page {folio} any more.</p>}
    </div>
  );
};

/** The printed file as pictures of its pages, read by pdf.js in this browser: any reader's eyes but the one that printed it. */
import type * as PdfJs from "pdfjs-dist";

/** CSS px in a point. */
const PX_PER_PT = 96 / 72;

/** What the smallest canvas limit among browsers allows (Safari), device px. */
const MOST_PX = 16_777_216;

/** Of a page: which, where it goes, and how large it is drawn. */
export interface Drawing {
  readonly folio: number;
  readonly canvas: HTMLCanvasElement;
  /** CSS px on the screen to a CSS px of the page. */
  readonly scale: number;
  /** Device px to a CSS px. */
  readonly pixelRatio: number;
  readonly signal: AbortSignal;
}

export interface PrintedFile {
  readonly pages: number;
  /** Draws a page; what the canvas shows stays until then, and for good when the signal comes first. */
  draw(drawing: Drawing): Promise<void>;
  close(): void;
}

const assetUrl = (name: string): string => new URL(`assets/${name}`, location.href).href;

let loaded: Promise<typeof PdfJs> | undefined;

/** pdf.js is larger than the rest of the page together: it comes when a file is looked at, from the server, beside the bundle. */
const loadPdfJs = (): Promise<typeof PdfJs> => {
  loaded ??= (import(/* @vite-ignore */ assetUrl("pdf.mjs")) as Promise<typeof PdfJs>).then((pdfJs) => {
    pdfJs.GlobalWorkerOptions.workerSrc = assetUrl("pdf.worker.mjs");
    return pdfJs;
  });
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
};

const drawPage = async (page: PdfJs.PDFPageProxy, { canvas, scale, pixelRatio, signal }: Drawing): Promise<void> => {
  const own = page.getViewport({ scale: PX_PER_PT });
  const wanted = scale * pixelRatio;
  const most = Math.sqrt(MOST_PX / (own.width * own.height));
  const viewport = page.getViewport({ scale: PX_PER_PT * Math.min(wanted, most) });
  const drawn = document.createElement("canvas");
  drawn.width = Math.round(viewport.width);
  drawn.height = Math.round(viewport.height);
  const context = drawn.getContext("2d", { alpha: false });
  // Letters stand where the file has them, not on whole px.
  if (context !== null) context.textRendering = "geometricPrecision";
  const task = page.render({ canvas: drawn, viewport });
  const cancel = (): void => task.cancel();
  signal.addEventListener("abort", cancel);
  try {
    await task.promise;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
  canvas.width = drawn.width;
  canvas.height = drawn.height;
  canvas.getContext("2d")?.drawImage(drawn, 0, 0);
};

/** Opens the file at an address. Throws when it is none, or cannot be reached. */
export const openPrinted = async (url: string): Promise<PrintedFile> => {
  const [{ getDocument, VerbosityLevel }, response] = await Promise.all([loadPdfJs(), fetch(url)]);
  if (!response.ok) throw new Error(`The preview's server answered ${response.status} to ${url}.`);
  // Nothing we print needs more than pdf.js has in its script: no profiles, no JPEG 2000, no fonts from elsewhere.
  const file = await getDocument({
    data: await response.arrayBuffer(),
    useWasm: false,
    isEvalSupported: false,
    verbosity: VerbosityLevel.ERRORS,
  }).promise;
  return {
    pages: file.numPages,
    draw: async (drawing) => {
      if (drawing.signal.aborted) return;
      try {
        await drawPage(await file.getPage(drawing.folio), drawing);
      } catch (fault) {
        if (!drawing.signal.aborted) throw fault;
      }
    },
    close: () => void file.loadingTask.destroy(),
  };
};

/** `2.3 MB`, `840 kB`. */
export const sizeText = (bytes: number): string => {
  const large = bytes >= 1e6;
  return new Intl.NumberFormat("en", {
    style: "unit",
    unit: large ? "megabyte" : "kilobyte",
    maximumFractionDigits: large ? 1 : 0,
  }).format(bytes / (large ? 1e6 : 1e3));
};

/** `0.8 s`. */
export const timeText = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

import { PDFiumLibrary } from "@hyzyla/pdfium";

const EDGES = ["top", "right", "foot", "left"] as const;
type Edge = (typeof EDGES)[number];

/** For each edge of a page, lines of grey pixels along it, from the edge inwards. */
export type PageEdges = Readonly<Record<Edge, readonly (readonly number[])[]>>;

/** What the library keeps to itself: it renders whole pages only, which at 600 dpi takes half a minute. */
interface Insides {
  readonly pageIdx: number;
  readonly module: {
    readonly HEAPU8: Uint8Array;
    readonly wasmExports: { malloc(bytes: number): number; free(at: number): void };
    _FPDFBitmap_CreateEx(width: number, height: number, format: number, at: number, stride: number): number;
    _FPDFBitmap_FillRect(bitmap: number, x: number, y: number, width: number, height: number, colour: number): void;
    _FPDF_RenderPageBitmap(bitmap: number, page: number, ...xyWidthHeightTurnFlags: number[]): void;
    _FPDFBitmap_Destroy(bitmap: number): void;
  };
}

interface Strip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One byte a pixel; rendered in grey. */
const GREY = { format: 1, flag: 8 };
const WHITE = 0xffffffff;
const PT_PER_INCH = 72;
export const A4_PT = { width: (210 * PT_PER_INCH) / 25.4, height: (297 * PT_PER_INCH) / 25.4 };
/** How far in from the edge is looked, in pixels: 12 pt at 600 dpi. */
const DEPTH = 100;

/** The pixels of a strip of the page, row by row from the top. */
const renderStrip = (
  { module, pageIdx }: Insides,
  page: { readonly width: number; readonly height: number },
  { x, y, width, height }: Strip,
): Uint8Array => {
  const at = module.wasmExports.malloc(width * height);
  const bitmap = module._FPDFBitmap_CreateEx(width, height, GREY.format, at, width);
  module._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  module._FPDF_RenderPageBitmap(bitmap, pageIdx, -x, -y, page.width, page.height, 0, GREY.flag);
  const pixels = module.HEAPU8.slice(at, at + width * height);
  module._FPDFBitmap_Destroy(bitmap);
  module.wasmExports.free(at);
  return pixels;
};

/** Renders the edges of an A4 page as PDFium, the reader in most browsers, shows them. */
export const renderEdges = async (pdf: Uint8Array, pageIndex: number, dpi: number): Promise<PageEdges> => {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const insides = document.getPage(pageIndex) as unknown as Insides;
  const width = Math.round((A4_PT.width / PT_PER_INCH) * dpi);
  const height = Math.round((A4_PT.height / PT_PER_INCH) * dpi);
  const lines = (edge: Edge): number[][] => {
    const across = edge === "top" || edge === "foot";
    const strip = {
      x: edge === "right" ? width - DEPTH : 0,
      y: edge === "foot" ? height - DEPTH : 0,
      width: across ? width : DEPTH,
      height: across ? DEPTH : height,
    };
    const pixels = renderStrip(insides, { width, height }, strip);
    return Array.from({ length: DEPTH }, (_, depth) => {
      const at = edge === "top" || edge === "left" ? depth : DEPTH - 1 - depth;
      if (across) return Array.from(pixels.subarray(at * width, (at + 1) * width));
      return Array.from({ length: height }, (__, row) => pixels[row * DEPTH + at]!);
    });
  };
  const edges = { top: lines("top"), right: lines("right"), foot: lines("foot"), left: lines("left") };
  document.destroy();
  library.destroy();
  return edges;
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean difference of two lines, pixel by pixel, in grey levels. */
const difference = (one: readonly number[], other: readonly number[]): number =>
  mean(one.map((value, index) => Math.abs(value - other[index]!)));

/** Pixels from the edge to the line that it is held against. */
const NEIGHBOUR = 3;
/** Grey levels that a picture may change by from line to line, beside what it changes by further in. */
const GRAIN = 2;
/** A strip along the edge would end with a step of more grey levels, in the mean of a line, than a picture has. */
const STEP = 6;

/** Hairlines and strips along the edges of a page whose picture reaches over all of them: none, or where and of what kind. */
export const findEdgeFaults = (edges: PageEdges): string[] =>
  EDGES.flatMap((edge) => {
    const lines = edges[edge];
    const outer = difference(lines[0]!, lines[NEIGHBOUR]!);
    const inner = difference(lines[NEIGHBOUR]!, lines[2 * NEIGHBOUR]!);
    const means = lines.map(mean);
    const step = Math.max(...means.slice(1).map((value, index) => Math.abs(value - means[index]!)));
    return [...(outer > 2 * inner + GRAIN ? [`hairline: ${edge}`] : []), ...(step > STEP ? [`strip: ${edge}`] : [])];
  });

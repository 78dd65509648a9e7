import type { PDFPage } from "@cantoo/pdf-lib";
import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { AreaPt, BoxPt, DescribedPage, DescribedRun, DescribedWord } from "../types.js";
import { readPlacedWords } from "./letters.js";
import { readPainted } from "./pictures.js";
import { readMarkedWords } from "./words.js";

/** Millimetres in a point. */
const MM_PER_PT = 25.4 / 72;

export const round = (value: number, digits = 2): number => {
  const rounded = Number(value.toFixed(digits));
  return rounded === 0 ? 0 : rounded; // no -0 in printed text
};

/** What a page shows, and the words of its marked contents. */
export interface ReadPage {
  readonly page: Omit<DescribedPage, "text" | "label">;
  readonly texts: ReadonlyMap<number, string>;
  /** Every word where its letters stand. */
  readonly words: () => readonly DescribedWord[];
}

/** Puts areas of the sheet where a reader of the trimmed page sees them. */
export const areaIn = (trim: BoxPt, [left, bottom, right, top]: readonly number[]): AreaPt => ({
  x: round(left! - trim[0]),
  y: round(trim[3] - top!),
  width: round(right! - left!),
  height: round(top! - bottom!),
});

export const readPage = async (page: PDFPageProxy, boxes: PDFPage, index: number): Promise<ReadPage> => {
  const trim = boxOf(boxes.getTrimBox());
  const operators = await page.getOperatorList();
  return {
    page: {
      index,
      mediaPt: boxOf(boxes.getMediaBox()),
      cropPt: boxOf(boxes.getCropBox()),
      trimPt: trim,
      bleedPt: boxOf(boxes.getBleedBox()),
      trimMm: [round((trim[2] - trim[0]) * MM_PER_PT), round((trim[3] - trim[1]) * MM_PER_PT)],
      rotation: page.rotate,
      runs: await readRuns(page, trim),
      ...readPainted(operators, trim),
    },
    texts: readMarkedWords(operators),
    words: () => readPlacedWords(operators, { trim, fontName: (id) => fontName(page, id) }),
  };
};

const boxOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): BoxPt => [
  round(x, 3),
  round(y, 3),
  round(x + width, 3),
  round(y + height, 3),
];

/** Text items as pdf.js gives them, joined to runs of one style, line and standing. */
const readRuns = async (page: PDFPageProxy, trim: BoxPt): Promise<DescribedRun[]> => {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const marks: (number | "artifact" | "plain")[] = [];
  const runs: DescribedRun[] = [];
  for (const item of items) {
    if (!("str" in item)) {
      if (item.type === "endMarkedContent") marks.pop();
      else {
        const mcid = /_mc(\d+)$/.exec(item.id ?? "")?.[1];
        marks.push(
          mcid !== undefined ? Number(mcid) : (item as { tag?: string }).tag === "Artifact" ? "artifact" : "plain",
        );
      }
      continue;
    }
    if (item.str === "") continue;
    const mcid = marks.findLast((mark) => typeof mark === "number") as number | undefined;
    const [, , c, d, x, y] = item.transform as number[];
    addRun(runs, {
      text: item.str,
      x: round(x! - trim[0]),
      baseline: round(trim[3] - y!),
      width: round(item.width),
      sizePt: round(Math.hypot(c!, d!)),
      font: fontName(page, item.fontName),
      standing: marks.includes("artifact") ? "artifact" : mcid === undefined ? "unmarked" : "tagged",
      ...(mcid === undefined ? {} : { mcid }),
    });
  }
  return runs;
};

/** Items further apart than this many ems are not one run. */
const GAP_EM = 1;

const addRun = (runs: DescribedRun[], next: DescribedRun): void => {
  const last = runs.at(-1);
  const isSame =
    last !== undefined &&
    last.standing === next.standing &&
    last.mcid === next.mcid &&
    last.font === next.font &&
    last.sizePt === next.sizePt &&
    Math.abs(last.baseline - next.baseline) < 0.05 &&
    Math.abs(next.x - (last.x + last.width)) < GAP_EM * next.sizePt;
  if (!isSame) {
    runs.push(next);
    return;
  }
  // The reader guesses how wide the spaces at the ends of lines are.
  const end = next.text.trim() === "" ? last.x + last.width : Math.max(last.x + last.width, next.x + next.width);
  runs[runs.length - 1] = { ...last, text: last.text + next.text, width: round(end - last.x) };
};

const fontName = (page: PDFPageProxy, id: string): string => {
  const font: { name?: string } | undefined = page.commonObjs.has(id) ? page.commonObjs.get(id) : undefined;
  return (font?.name ?? id).replace(/^[A-Z]{6}\+/, "");
};

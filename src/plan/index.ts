/** The flatplan without printing: an issue's folder in, the map of its pages out, with pictures of them where they are wanted. */
import path from "node:path";
import { composeIssue, exitFor, inBrowser } from "../composing.js";
import type { BrowserSession, EngineUse } from "../print/index.js";
import { Road, type RoadOptions } from "../road.js";
import { gatherPlan } from "./gather.js";
import type { Plan, PlanReport } from "./types.js";

export { gatherPlan } from "./gather.js";
export { type Paint, planText } from "./text.js";
export type * from "./types.js";

export interface PlanOptions extends RoadOptions {
  /** Where the contact sheet goes, as a page for browsers and as a picture. */
  readonly html?: string;
  readonly png?: string;
}

const EMPTY: Plan = { title: "", pages: 0, words: 0, footGap: 0, flatplan: [], articles: [], faults: [] };

/** Width of the contact sheet as a picture, CSS px; and device px to the CSS px, fewer where the browser could not paint so many. */
const SHEET_WIDTH_PX = 1720;
const SHEET_SCALE = 2;
const TALLEST_PX = 16_000;

/** Opens the sheet in the browser, whose composed pages are no longer wanted, and takes its picture. */
const pictureOf = async (html: string, browser: BrowserSession): Promise<Uint8Array> => {
  await browser.open({ html: html.replace("<body>", `<body style="width:${SHEET_WIDTH_PX}px">`), files: new Map() });
  const height = await browser.run<number>("() => Math.ceil(document.body.getBoundingClientRect().height)", undefined);
  const scale = Math.min(SHEET_SCALE, TALLEST_PX / height);
  return browser.capture({ x: 0, y: 0, width: SHEET_WIDTH_PX, height }, { scale, format: "png" });
};

const writeSheets = async (plan: Plan, browser: BrowserSession, { cwd, html, png }: PlanOptions): Promise<void> => {
  if (html === undefined && png === undefined) return;
  const [{ capturePages }, { sheetHtml }, { writeWhole }] = await Promise.all([
    import("./pictures.js"),
    import("./sheet.js"),
    import("../publish/index.js"),
  ]);
  const sheet = await sheetHtml(plan, await capturePages(browser));
  if (html !== undefined) await writeWhole(path.resolve(cwd, html), Buffer.from(sheet));
  if (png !== undefined) await writeWhole(path.resolve(cwd, png), await pictureOf(sheet, browser));
};

/** Makes up one issue and tells its flatplan, with every fault of it. Faults of copy and machine come back as problems. */
export const planIssue = async (options: PlanOptions): Promise<PlanReport> => {
  const road = new Road();
  const { html, png } = options;
  const wantsSheets = html !== undefined || png !== undefined;
  let plan = EMPTY;
  let engine: EngineUse | undefined;
  let written: Pick<PlanReport, "html" | "png"> = {};
  // A contact sheet is made of pictures that a browser takes of its pages: nothing else will do.
  const asked = wantsSheets && options.engine === "auto" ? "chromium" : options.engine;
  await composeIssue({ ...options, engine: asked }, road, {
    prints: false,
    wholePictures: wantsSheets,
    composed: async (issue) => {
      const { plainText } = await import("../layout/index.js");
      engine = issue.engine;
      plan = gatherPlan(issue, ({ headline }) => plainText(headline));
      if (!inBrowser(issue)) return;
      await writeSheets(plan, issue.browser, options);
      written = { ...(html === undefined ? {} : { html }), ...(png === undefined ? {} : { png }) };
      road.add(issue.browser.problems);
    },
  });
  const engineUsed = engine === undefined ? {} : { engine };
  return { ...plan, ...engineUsed, ...written, problems: road.problems, exit: exitFor(road.problems) };
};

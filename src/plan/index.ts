/** The flatplan without printing: an issue's folder in, the map of its pages out, with pictures of them where they are wanted. */
import path from "node:path";
import { type ComposedIssue, composeIssue, exitFor } from "../composing.js";
import type { BrowserSession } from "../print/index.js";
import { Road, type RoadOptions } from "../road.js";
import { gatherPlan } from "./gather.js";
import type { Plan, PlanReport } from "./types.js";

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

const writeSheets = async (plan: Plan, { browser }: ComposedIssue, { cwd, html, png }: PlanOptions): Promise<void> => {
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
  let plan = EMPTY;
  let written: Pick<PlanReport, "html" | "png"> = {};
  await composeIssue(options, road, {
    wholePictures: options.html !== undefined || options.png !== undefined,
    composed: async (issue) => {
      const { plainText } = await import("../layout/index.js");
      plan = gatherPlan(issue, ({ headline }) => plainText(headline));
      await writeSheets(plan, issue, options);
      const { html, png } = options;
      written = { ...(html === undefined ? {} : { html }), ...(png === undefined ? {} : { png }) };
      road.add(issue.browser.problems);
    },
  });
  return { ...plan, ...written, problems: road.problems, exit: exitFor(road.problems) };
};

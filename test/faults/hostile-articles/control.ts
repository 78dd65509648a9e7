import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import type { Browser, Page } from "puppeteer-core";
import sharp from "sharp";
import { pause } from "../../print/helpers.js";
import type { Ears } from "./ears.js";
import { INSIDE, INSIDE_COLOUR, OUTSIDE, OUTSIDE_COLOUR } from "./issue.js";
import { countPixels } from "./leaks.js";
import type { Vector } from "./vectors.js";

/** A vector as a page of its own, with nothing taken out. */
export const bareDocument = (
  vector: Vector | undefined,
): { readonly type: string; readonly body: string } | undefined => {
  if (vector === undefined) return undefined;
  const { html, whole } = vector;
  if (whole === "xml")
    return { type: "application/xml", body: `${html}<html xmlns="http://www.w3.org/1999/xhtml"><body>x</body></html>` };
  const body = whole === "html" ? html : `<body>${html}</body>`;
  return { type: "text/html; charset=utf-8", body: `<!DOCTYPE html><meta charset="utf-8">${body}` };
};

/** An unguarded browser, and where it is to open what reads files: in the articles' own folder. */
export interface Bare {
  readonly browser: Browser;
  readonly ears: Ears;
  readonly folder: string;
}

/** How long an unguarded browser may take over a vector, in ms; nearly all take a few hundredths. */
const LIMIT_MS = 6000;
const PAGES_AT_ONCE = 4;

const soon = async (ready: () => boolean | Promise<boolean>): Promise<boolean> => {
  for (const until = performance.now() + LIMIT_MS; performance.now() < until; await pause(10))
    if (await ready()) return true;
  return false;
};

/** Presses on the first thing that can be pressed. */
const press = (page: Page): Promise<void> => page.click("a text, a:not(svg a), button, p").catch(() => {});

/** Whether the page, or a frame in it, has a secret's words. */
const showsText = async (page: Page): Promise<boolean> => {
  const texts = page.frames().map((frame) => frame.evaluate(() => document.body?.innerText ?? "").catch(() => ""));
  return (await Promise.all(texts)).some((text) => text === OUTSIDE || text === INSIDE);
};

const showsPicture = async (page: Page): Promise<boolean> => {
  const { data, info } = await sharp(await page.screenshot())
    .raw()
    .toBuffer({ resolveWithObject: true });
  return countPixels(data, info.channels, OUTSIDE_COLOUR) + countPixels(data, info.channels, INSIDE_COLOUR) > 0;
};

/** Whether a vector does in an unguarded browser what it is made for. */
const isLive = async (page: Page, { name, html, live }: Vector, { ears, folder }: Bare): Promise<boolean> => {
  const readsFile = name.startsWith("file-");
  const file = path.join(folder, `${name}.html`);
  if (readsFile) await writeFile(file, bareDocument({ name, html, removed: [] })!.body);
  const address = readsFile ? `file://${file}` : `${ears.web}/page/${name}`;
  await page.goto(address, { waitUntil: "domcontentloaded" }).catch(() => {});
  const showing = live === "picture" ? showsPicture : showsText;
  const shown = await soon(async () => {
    if (readsFile ? await showing(page) : ears.asked.has(name)) return true;
    if (live === "click") await press(page);
    return false;
  });
  await rm(file, { force: true });
  return shown;
};

const idleAmong = async (vectors: readonly Vector[], pages: number, bare: Bare): Promise<readonly Vector[]> => {
  const waiting = [...vectors];
  const idle: Vector[] = [];
  const work = async (): Promise<void> => {
    const page = await bare.browser.newPage();
    for (let vector = waiting.shift(); vector !== undefined; vector = waiting.shift())
      if (!(await isLive(page, vector, bare))) idle.push(vector);
    await page.close();
  };
  await Promise.all(Array.from({ length: pages }, work));
  return idle;
};

/** Names of those vectors that do nothing in an unguarded browser, even when they have it for themselves. */
export const idleOnes = async (vectors: readonly Vector[], bare: Bare): Promise<readonly string[]> => {
  const idle = await idleAmong(vectors, PAGES_AT_ONCE, bare);
  return (await idleAmong(idle, 1, bare)).map(({ name }) => name);
};

/** What an unguarded browser prints of HTML that stands in a file of the articles' folder. */
export const barePdf = async (html: string, { browser, folder }: Bare): Promise<Uint8Array> => {
  const file = path.join(folder, "bare.html");
  await writeFile(file, bareDocument({ name: "bare", html, removed: [] })!.body);
  const page = await browser.newPage();
  await page.goto(`file://${file}`);
  const pdf = await page.pdf({ printBackground: true });
  await page.close();
  await rm(file);
  return pdf;
};

/** A PDF that runs a script, carries a file and starts a program. */
export const armedPdf = async (): Promise<Uint8Array> => {
  const document = await PDFDocument.create();
  const page = document.addPage();
  document.addJavaScript("first", "app.alert(1)");
  await document.attach(Buffer.from("x"), "x.exe");
  const launch = { Type: "Annot", Subtype: "Link", Rect: [0, 0, 9, 9], A: { S: "Launch", F: "calc" } };
  page.node.addAnnot(document.context.register(document.context.obj(launch)));
  return document.save();
};

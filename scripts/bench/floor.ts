/**
 * The floor: what printing the composed pages costs when nothing else is done. The plain script that one would write with
 * puppeteer-core, with the same browser and flags; prints its times in ms as JSON. Argument: a `FloorJob` as JSON.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { findFallbackFont, writeFontconfig } from "../../src/print/fallback-font.js";
import { browserArguments } from "../../src/print/process.js";

export interface FloorJob {
  readonly browser: string;
  readonly sandbox: boolean;
  /** The composed pages, with their pictures and fonts as `file:` addresses. */
  readonly html: string;
  readonly sheetPx: readonly [number, number];
  /** Where the PDF goes. */
  readonly pdf: string;
}

export interface FloorTimes {
  readonly launch: number;
  readonly load: number;
  readonly print: number;
}

const job = JSON.parse(process.argv[2]!) as FloorJob;
const profile = await mkdtemp(path.join(tmpdir(), "pressday-floor-"));
const font = await findFallbackFont();

const started = performance.now();
const browser = await puppeteer.launch({
  executablePath: job.browser,
  args: [...browserArguments(profile, job.sandbox)],
  ignoreDefaultArgs: true,
  // With our flags no page is open at first.
  waitForInitialPage: false,
  pipe: true,
  env: { ...process.env, ...(font === undefined ? {} : { FONTCONFIG_FILE: writeFontconfig(profile, font) }) },
});
const page = await browser.newPage();
const launched = performance.now();
await page.goto(pathToFileURL(job.html).href, { waitUntil: "load", timeout: 0 });
const lost = await page.evaluate(async () => {
  await document.fonts.ready;
  return [...document.images].filter((image) => image.naturalWidth === 0).length;
});
const loaded = performance.now();
const bytes = await page.pdf({
  width: job.sheetPx[0],
  height: job.sheetPx[1],
  printBackground: true,
  tagged: true,
  outline: false,
  timeout: 0,
});
const printed = performance.now();
await browser.close();
await writeFile(job.pdf, bytes);
await rm(profile, { recursive: true, force: true, maxRetries: 3 });
if (lost > 0) throw new Error(`${lost} pictures of the composed pages did not load`);
const times: FloorTimes = { launch: launched - started, load: loaded - launched, print: printed - loaded };
process.stdout.write(JSON.stringify(times));

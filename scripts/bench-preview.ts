/**
 * `npm run bench:preview`: how soon the preview shows its first pages, and each change, in the same run as cold builds. See docs/bench.md.
 */
import { cp, mkdir, rm } from "node:fs/promises";
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "puppeteer-core";
import { median } from "./bench/figures.js";
import { ROOT, runBuild } from "./bench/measure.js";
import { type EditTimes, edit, endPreview, firstPages, startViewer } from "./bench/preview-run.js";
import { columns } from "./bench/table.js";

const WORK = path.join(ROOT, "out/bench/preview");
const STARTS = 5;
const EDITS = 20;
/** The spread that is looked at, as so many steps to the right from the cover: folios 8 and 9. */
const STEPS = 4;
/** What is allowed, ms; beside the compose time of a cold build for the whole issue. */
const BOUNDS = { first: 2500, sheet: 500, article: 300, besideCompose: 250 };

const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
});
const starts = values.quick ? 3 : STARTS;
const edits = values.quick ? 6 : EDITS;

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

/** The sample in a publisher's folder of its own, its layout beside it: files that may be written to. */
const copySample = async (): Promise<string> => {
  await rm(WORK, { recursive: true, force: true });
  await mkdir(WORK, { recursive: true });
  for (const name of ["issues/2026-W47", "issues/house", "issues/magazine.yaml", "layouts/classic", "issues/pictures"])
    await cp(path.join(ROOT, name), path.join(WORK, name), { recursive: true }).catch(
      (fault: NodeJS.ErrnoException) => {
        if (fault.code !== "ENOENT") throw fault;
      },
    );
  return path.join(WORK, "issues/2026-W47");
};

/** The article whose first page is looked at, and a colour for its headline. */
const inView = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const pages = document.querySelector("iframe")!.contentDocument!;
    const [slug] = [8, 9].flatMap(
      (folio) => pages.querySelector<HTMLElement>(`.page[data-page="${folio}"] [data-article]`)?.dataset.article ?? [],
    );
    return slug ?? "";
  });

const editSheet = (page: Page, round: number): Promise<EditTimes> => {
  const colour = `rgb(${10 + round}, 20, 30)`;
  return edit(page, {
    file: path.join(WORK, "layouts/classic/copy.css"),
    change: (css) => `${css.replace(/\n\.copy-frame \{ color: .*\}\n$/, "")}\n.copy-frame { color: ${colour} }\n`,
    test: `getComputedStyle(pages.querySelector('.page[data-page="8"] .copy-frame, .page[data-page="9"] .copy-frame')).color === "${colour}"`,
  });
};

const editArticle = (page: Page, slug: string, round: number): Promise<EditTimes> =>
  edit(page, {
    file: path.join(WORK, `issues/2026-W47/articles/${slug}.md`),
    change: (text) => `${text.replace(/\n\nWords number .*\n$/, "\n")}\n\nWords number ${round} are the newest.\n`,
    test: `pages.body.textContent.replace(/\\s+/g, " ").includes("number ${round} are")`,
  });

const issue = await copySample();
const cache = path.join(ROOT, "out/bench/cache");
const out = path.join(WORK, "out");
tell(`load ${loadavg()[0]!.toFixed(1)}; ${starts} starts, ${edits} edits of a style sheet and of an article`);
await runBuild({ issue, cache, out });
const viewer = await startViewer(cache);
try {
  const builds: { whole: number; compose: number }[] = [];
  const firsts: number[] = [];
  for (let start = 0; start < starts; start++) {
    const { whole, phases } = await runBuild({ issue, cache, out });
    builds.push({ whole, compose: phases.compose });
    const { running, page, ms } = await firstPages(viewer, issue, cache);
    firsts.push(ms);
    await page.close();
    await endPreview(running);
  }
  const { running, page } = await firstPages(viewer, issue, cache);
  for (let step = 0; step < STEPS; step++) {
    await page.keyboard.press("ArrowRight");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const slug = await inView(page);
  const sheets: EditTimes[] = [];
  const articles: EditTimes[] = [];
  for (let round = 0; round < edits; round++) {
    sheets.push(await editSheet(page, round));
    articles.push(await editArticle(page, slug, round));
  }
  await page.close();
  await endPreview(running);
  const cold = median(builds.map(({ whole }) => whole));
  const compose = median(builds.map((build) => build.compose));
  const of = (times: readonly EditTimes[], key: keyof EditTimes): number => median(times.map((one) => one[key]));
  const rows = [
    { name: "first pages, from starting the command", value: median(firsts), bound: BOUNDS.first },
    { name: "style sheet: spread in view", value: of(sheets, "shownMs"), bound: BOUNDS.sheet },
    { name: "style sheet: whole issue", value: of(sheets, "wholeMs"), bound: compose + BOUNDS.besideCompose },
    { name: `article (${slug}): its pages`, value: of(articles, "shownMs"), bound: BOUNDS.article },
    { name: `article (${slug}): whole issue`, value: of(articles, "wholeMs"), bound: compose + BOUNDS.besideCompose },
  ].map((row) => ({ ...row, ratio: row.value / cold, passed: row.value <= row.bound }));
  if (values.json) process.stdout.write(`${JSON.stringify({ cold, compose, rows, firsts, sheets, articles })}\n`);
  else
    process.stdout.write(
      `cold build ${cold.toFixed(0)} ms, its compose ${compose.toFixed(0)} ms (medians of ${starts})\n\n${columns([
        ["from saving to the screen", "ms", "bound", "of a cold build", "verdict"],
        ...rows.map(({ name, value, bound, ratio, passed }) => [
          name,
          value.toFixed(0),
          bound.toFixed(0),
          `${ratio.toFixed(2)} ×`,
          passed ? "pass" : "MISS",
        ]),
      ])}\n`,
    );
} finally {
  await viewer.close();
}

/** The check of a layout: its sources as they stand, then the specimen set in it and looked at. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { composeIssue, exitFor, inBrowser } from "./composing.js";
import type { Box, LookOptions, PageRule, Seen, SeenText, TextOnGround } from "./layout/check/index.js";
import type { Layout } from "./layout/index.js";
import { searched } from "./prepare.js";
import { canSet } from "./print/engines.js";
import type { BrowserSession } from "./print/index.js";
import { hasErrors, type Problem } from "./problem.js";
import { Road, type RoadOptions } from "./road.js";

export interface CheckOptions extends Omit<RoadOptions, "issue" | "layout" | "engine" | "publisherFolder"> {
  /** The layout's name. */
  readonly name: string;
  /** Whose layouts and fonts are looked through, before the package's. */
  readonly publisherFolder: string;
}

export interface CheckReport {
  readonly layout: string;
  /** Pages of the specimen; none where the layout's sources must be mended before anything can be composed. */
  readonly pages: number;
  readonly problems: readonly Problem[];
  readonly exit: number;
}

type Check = typeof import("./layout/check/index.js");

/** Pictures of pages are taken at half their size: the colour of a ground shows as well, in a quarter of the time. */
const SCALE = 0.5;
/** The part of a line's height around its middle where letters stand: rules and edges above and below are not their ground. */
const LETTER_SHARE = 0.7;

/** Pages that follow one another are taken in one picture, up to so many: half as long a wait as one by one. */
const PAGES_AT_ONCE = 8;

/** Boxes of pages with words to look at, those that follow one another together. `pages`: all, in order. */
const stretches = (pages: readonly Box[], wanted: ReadonlySet<Box>): Box[] => {
  const found: { first: Box; last: Box; count: number }[] = [];
  let previous: Box | undefined;
  for (const page of pages) {
    const run = found.at(-1);
    if (wanted.has(page))
      if (run !== undefined && run.last === previous && run.count < PAGES_AT_ONCE) {
        run.last = page;
        run.count += 1;
      } else found.push({ first: page, last: page, count: 1 });
    previous = page;
  }
  return found.map(({ first, last }) => ({ ...first, height: last.y + last.height - first.y }));
};

/** Where in a picture of the area letters stand, px. */
const inPicture = ({ box, sizePx }: SeenText, area: Box): Box => {
  const height = Math.min(box.height, sizePx * LETTER_SHARE);
  return {
    x: Math.max(0, box.x - area.x) * SCALE,
    y: Math.max(0, box.y + (box.height - height) / 2 - area.y) * SCALE,
    width: box.width * SCALE,
    height: height * SCALE,
  };
};

/** Looks at the words of all pages, and at what is painted behind them. Leaves the pages without their words. */
const lookAt = async (browser: BrowserSession, options: LookOptions, check: Check) => {
  const { texts, pages, sectionColours } = await browser.run<Seen>(check.LOOK, options);
  await browser.run(check.BARE, undefined);
  const found: TextOnGround[] = [];
  for (const area of stretches(pages, new Set(texts.map(({ pageIndex }) => pages[pageIndex]!)))) {
    const here = texts.filter(({ pageIndex }) => {
      const { y } = pages[pageIndex]!;
      return y >= area.y && y < area.y + area.height;
    });
    const png = Buffer.from(await browser.capture(area, { scale: SCALE, format: "png" })).toString("base64");
    const boxes = here.map((text) => inPicture(text, area));
    const grounds = await browser.run<TextOnGround["ground"][]>(check.GROUNDS, { png, boxes });
    found.push(...here.map((text, index) => ({ ...text, ground: grounds[index]! })));
  }
  return { texts: found, sectionColours };
};

/** What the composed pages show: text that cannot be read, and rules that do harm there. */
const checkPages = async (browser: BrowserSession, layout: Layout, sheets: readonly string[]): Promise<Problem[]> => {
  const check = await import("./layout/check/index.js");
  const pretty = await browser.run<PageRule[]>(check.PRETTY, sheets);
  const unknown = await check.checkDeclarations(layout, (asked) => browser.run(check.KNOWN, asked));
  const { texts, sectionColours } = await lookAt(browser, { sheets }, check);
  // The specimen has not as many sections as some layouts have colours for them.
  for (const sectionColour of layout.sectionColours ?? [])
    if (!sectionColours.includes(sectionColour))
      texts.push(...(await lookAt(browser, { sheets, sectionColour }, check)).texts);
  return [...unknown, ...check.prettyCopy(layout, pretty), ...check.checkContrast(layout, texts)];
};

/** Families that the layout is set in and that no file has. Problems: LAYOUT_INVALID, FONT_VARIABLE, FONT_UNREADABLE. */
const checkFonts = async (layout: Layout, publisherFolder: string): Promise<Problem[]> => {
  const { readFontFaces } = await import("./fonts/index.js");
  const folders = [path.join(layout.folder, "fonts"), ...searched(publisherFolder, "fonts")];
  const { faces, problems } = await readFontFaces(folders);
  const families = new Set(faces.map(({ family }) => family));
  const lost = (layout.fonts ?? []).filter((family) => !families.has(family));
  if (lost.length === 0) return [...problems];
  const [{ codeFrame }, yaml] = await Promise.all([
    import("./frame.js"),
    readFile(path.join(layout.folder, "layout.yaml"), "utf8"),
  ]);
  const missing = lost.map((family): Problem => {
    const at = yaml.split("\n").findIndex((line) => !line.startsWith("#") && line.includes(family));
    const col = (yaml.split("\n")[at] ?? "").indexOf(family) + 1;
    return {
      code: "LAYOUT_INVALID",
      severity: "error",
      place: { file: `layouts/${layout.name}/layout.yaml`, ...(at < 0 ? {} : { line: at + 1, col }) },
      message: `The layout is set in “${family}”, and no font file has that family.`,
      remedy: `Put its static files into \`fonts/\` or \`layouts/${layout.name}/fonts/\`. There are: ${[...families].join(", ") || "none"}.`,
      ...(at < 0 ? {} : { frame: codeFrame(yaml, at + 1, col) }),
    };
  });
  return [...problems, ...missing];
};

/** One rule of a layout can break every paragraph: of each kind of problem so many are told. */
const TOLD_OF_EACH = 3;

/** The first problems of each code, the last of them with the number of those left out. */
const fewOfEach = (problems: readonly Problem[]): Problem[] =>
  [...new Set(problems.map(({ code }) => code))].flatMap((code) => {
    const alike = problems.filter((problem) => problem.code === code);
    const told = alike.slice(0, TOLD_OF_EACH);
    const last = told.at(-1)!;
    const more = alike.length - told.length;
    return more === 0
      ? told
      : [...told.slice(0, -1), { ...last, message: `${last.message} And ${more} more like it.` }];
  });

/** Sets the specimen in the layout and looks at its pages. */
const checkSpecimen = async (
  options: CheckOptions,
  layout: Layout,
): Promise<Pick<CheckReport, "pages" | "problems">> => {
  const { writeSpecimen } = await import("./specimen/index.js");
  const cwd = await mkdtemp(path.join(tmpdir(), "pressday-specimen-"));
  // A road of its own: what the sources have to mend does not stop it.
  const road = new Road();
  const seen: Problem[] = [];
  let pages = 0;
  try {
    const issue = await writeSpecimen(cwd, layout);
    const engine = canSet("chromium", layout) ? "chromium" : "pdfkit";
    await composeIssue({ ...options, cwd, issue, layout: layout.name, engine }, road, {
      prints: false,
      wholePictures: true,
      composed: async (made) => {
        pages = made.composed.pages.length;
        if (!inBrowser(made)) return;
        const sheets = made.document.styles.map(({ name }) => name);
        seen.push(...(await checkPages(made.browser, layout, sheets)));
        road.add(made.browser.problems);
      },
    });
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
  return { pages, problems: [...fewOfEach(road.problems), ...seen] };
};

const toldOnce = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

/** Checks a layout by name. All that is found comes back as problems, those of setting the specimen too. */
export const checkLayout = async (options: CheckOptions): Promise<CheckReport> => {
  const { name, publisherFolder } = options;
  const { readLayout } = await import("./layout/index.js");
  const { layout, problems: found } = await readLayout(name, searched(publisherFolder, "layouts"));
  let pages = 0;
  if (layout !== undefined) {
    const { checkSources } = await import("./layout/check/index.js");
    found.push(...checkSources(layout), ...(await checkFonts(layout, publisherFolder)));
    // CSS that does not print well can be composed; what misses a part cannot.
    if (!hasErrors(found.filter(({ code }) => !code.startsWith("LAYOUT_CSS")))) {
      const specimen = await checkSpecimen(options, layout);
      found.push(...specimen.problems);
      pages = specimen.pages;
    }
  }
  const problems = toldOnce(found);
  return { layout: name, pages, problems, exit: exitFor(problems) };
};

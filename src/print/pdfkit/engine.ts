/** The engine without a browser: an issue's articles in, the printed pages of a simple layout out. */
import type { Article } from "../../article/index.js";
import type { ComposeResult } from "../../compose/index.js";
import {
  type Flatplan,
  makeUpStories,
  overfullLines,
  planPages,
  shareOfWhite,
  TABLE_TOO_WIDE,
} from "../../copyfit/index.js";
import type { PreparedPicture } from "../../figures/index.js";
import type { FontFace } from "../../fonts/index.js";
import { type ComposePlan, coloursOf, type Layout, planStories, type Story, sectionView } from "../../layout/index.js";
import type { Issue, Section } from "../../manifest/index.js";
import { hasErrors, type Problem } from "../../problem.js";
import type { Progress } from "../../progress.js";
import { hyphenateFrom } from "../../typeset/index.js";
import { type ReadCopy, readCopies, type StoryCopy } from "./copy/index.js";
import { readHouseStock } from "./house.js";
import type { MasterContext } from "./masters/index.js";
import { type HouseMatter, paintPages } from "./pages/index.js";
import { openSurface } from "./surface.js";
import type { Letters, PdfkitFile, Setting } from "./types.js";
import { checkPainted, checkRoom, checkWidths } from "./verify.js";

/** What is set: everything up to the pages, which both engines have. */
export interface PdfkitCopy {
  readonly issue: Issue;
  readonly articles: ReadonlyMap<string, Article>;
  readonly layout: Layout;
  readonly faces: readonly FontFace[];
  readonly pictures: ReadonlyMap<string, PreparedPicture>;
  /** "16–22 November 2026" */
  readonly weekText: string;
}

export interface PdfkitOptions {
  readonly hyphenation: ComposePlan["hyphenation"];
  /** False: the pages are only planned. */
  readonly print: boolean;
  readonly signal: AbortSignal;
  readonly progress: Pick<Progress, "phase">;
}

export interface PdfkitPrint {
  readonly composed: ComposeResult;
  /** Absent when problems stop the printing, or nothing was to be printed. */
  readonly file?: PdfkitFile;
}

/** Points in a millimetre. */
const PT_PER_MM = 72 / 25.4;

/** First folios by slug, once the pages are planned. */
interface Folios {
  of: Readonly<Record<string, number>>;
}

const contextOf = (
  copy: PdfkitCopy,
  letters: Letters,
  hyphenation: ComposePlan["hyphenation"],
  folios: Folios,
): MasterContext => {
  const { layout, issue } = copy;
  if (layout.tokens === undefined)
    throw new Error(`the layout "${layout.name}" says nothing that pdfkit could set from`);
  const tokens = { ...layout.tokens, colours: coloursOf(layout.tokens, issue.magazine.colours) };
  const accentColour = tokens.colours.accent!;
  const settings = new Map<string, Setting>();
  const settingFor = (language: string, section?: Section): Setting => {
    const key = `${language} ${section?.slug ?? ""}`;
    const known = settings.get(key);
    if (known !== undefined) return known;
    const colour = section === undefined ? accentColour : sectionView(layout, issue, section).sectionColour;
    const setting: Setting = {
      layout,
      tokens,
      letters,
      sectionColour: /^#[\da-f]{6}$/i.test(colour) ? colour : accentColour,
      accentColour,
      language,
      hyphenate: hyphenateFrom(hyphenation[language] ?? {}),
    };
    settings.set(key, setting);
    return setting;
  };
  return {
    layout,
    tokens,
    issue,
    articles: copy.articles,
    pictures: copy.pictures,
    weekText: copy.weekText,
    letters,
    settingFor,
    folioOf: (slug) => folios.of[slug] ?? 0,
  };
};

const squeezedTables = (read: readonly ReadCopy[], { articleNames }: ComposePlan): Problem[] =>
  read
    .flatMap(({ squeezed }) => squeezed)
    .map(({ article, line }) => {
      const file = articleNames[article];
      if (file === undefined) return TABLE_TOO_WIDE;
      return { ...TABLE_TOO_WIDE, place: line === undefined ? { file } : { file, line } };
    });

/** Characters that no font has: nothing is printed with gaps in it. The check of the copy before finds most of them (`fonts/`). */
const missingGlyphs = (missing: ReadonlyMap<string, { readonly family: string; readonly around: string }>): Problem[] =>
  [...missing].map(([character, { family, around }]) => ({
    code: "GLYPH_MISSING",
    severity: "error",
    message: `Neither ${family} nor another font of the layout has the character “${character}” in “${around}”.`,
    remedy: "Write it in letters that the fonts have, or add a font that has it to the folder `fonts/`.",
  }));

const flatplanOf = ({ pages }: Flatplan<StoryCopy, HouseMatter>): ComposeResult["pages"] =>
  pages.map(({ from: _, ...page }) => page);

/** Lets the time limit and the user's interruption be heard, which work without a pause would not. Throws when there was one. */
const hearing = async (signal: AbortSignal): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
};

/** Sets, makes up and paints an issue. Problems: those of composing, and GLYPH_MISSING; with an error among them nothing is printed. */
export const printWithPdfkit = async (copy: PdfkitCopy, options: PdfkitOptions): Promise<PdfkitPrint> => {
  const { layout, issue, articles, pictures } = copy;
  const clock = (): number => performance.now();
  const started = clock();
  options.progress.phase("Composing");
  const missing = new Map<string, { family: string; around: string }>();
  const [widthMm, heightMm] = layout.page.trimMm;
  const { surface, letters } = openSurface({
    pagePt: { width: widthMm * PT_PER_MM, height: heightMm * PT_PER_MM },
    faces: copy.faces,
    families: layout.fonts,
    onMissing: (character, family, around) => missing.set(character, { family, around }),
  });
  const folios: Folios = { of: {} };
  const context = contextOf(copy, letters, options.hyphenation, folios);
  const planned = planStories(layout, { issue, articles }, pictures);
  const plan: ComposePlan = { ...planned.plan, hyphenation: options.hyphenation };
  const stories = planned.stories as readonly Story[];
  const read: ReadCopy[] = [];
  for (const story of stories) {
    if (story.plan.kind === "flow") read.push(...readCopies(story, context, plan));
    await hearing(options.signal);
  }
  const copies = read.map((one) => one.copy);
  const stock = readHouseStock(context);
  const lined = clock();
  const made = makeUpStories(copies, stock, plan);
  const flatplan = planPages(plan, made);
  folios.of = flatplan.folios;
  const fitted = clock();
  await hearing(options.signal);
  const problems: Problem[] = [
    ...squeezedTables(read, plan),
    ...overfullLines(copies, plan),
    ...checkWidths(copies, plan),
    ...made.problems,
    ...missingGlyphs(missing),
  ];
  const composedIn = (built: number, verified: number): ComposeResult => ({
    pages: flatplanOf(flatplan),
    folios: flatplan.folios,
    problems,
    footGap: shareOfWhite(made.madeUp, plan),
    fits: made.fits,
    timings: { measure: 0, lines: lined - started, makeup: fitted - lined, build: built, verify: verified },
  });
  if (!options.print || hasErrors(problems)) return { composed: composedIn(0, 0) };
  options.progress.phase("Printing");
  const before = missing.size;
  const overfull = await paintPages(flatplan, stories, context, { surface, turned: () => hearing(options.signal) });
  const painted = clock();
  problems.push(...checkRoom(overfull), ...checkPainted(made.madeUp, surface, plan));
  problems.push(...missingGlyphs(new Map([...missing].slice(before))));
  const composed = composedIn(painted - fitted, clock() - painted);
  if (hasErrors(problems)) return { composed };
  return { composed, file: await surface.finish() };
};

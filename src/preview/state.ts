/** What the preview's page is told of an issue whose pages are composed. */
import type { ComposeResult } from "../compose/index.js";
import { areaWidthPx, type Layout, measurePx, pageSizePx, plainText } from "../layout/index.js";
import { gatherPlan } from "../plan/index.js";
import type { Prepared } from "../prepare.js";
import type { Problem } from "../problem.js";
import { type BuiltPage, FILES } from "./pages.js";
import type { DesignFacts, LayoutFacts, PictureFacts, PreviewState, SheetFacts, Source, StyleSheet } from "./types.js";

/** An issue's pages, of which some may be newer than others. */
export interface Composition {
  readonly source: Source;
  readonly prepared: Prepared;
  readonly composed: ComposeResult;
  readonly pages: readonly BuiltPage[];
  readonly styles: readonly StyleSheet[];
  readonly stage: PreviewState["stage"];
}

/** CSS px in a millimetre: 96 px and 25.4 mm to the inch. */
const PX_PER_MM = 96 / 25.4;

const sheetOf = (layout: Layout): SheetFacts => {
  const { width, height } = pageSizePx(layout);
  const [widthMm, heightMm] = layout.page.trimMm;
  return {
    widthPx: width,
    heightPx: height,
    trimPx: [widthMm * PX_PER_MM, heightMm * PX_PER_MM],
    bleedPx: 0,
    ...layout.grid,
    areaWidthPx: areaWidthPx(layout),
  };
};

const designsOf = (layout: Layout): Record<string, DesignFacts> =>
  Object.fromEntries(
    Object.entries(layout.designs).map(([name, design]) => [
      name,
      { columns: design.columns, measurePx: measurePx(layout, design), insetPx: design.insetPx ?? 0 },
    ]),
  );

const picturesOf = ({ pictures }: Prepared): Record<string, PictureFacts> =>
  Object.fromEntries(
    [...pictures.values()].map(({ name, path, originalWidthPx, originalHeightPx }) => [
      `${FILES}/pictures/${name}`,
      { originalWidthPx, originalHeightPx, name: path.split(/[\\/]/).slice(-2).join("/") },
    ]),
  );

/** The state without what changes from one telling to the next. */
export const stateOf = (
  { source, prepared, composed, pages, stage }: Composition,
  problems: readonly Problem[],
  layouts: readonly LayoutFacts[],
): Omit<PreviewState, "revision" | "stale"> => {
  const { layout, articles, issue } = prepared;
  const plan = gatherPlan({ prepared, composed }, ({ headline }) => plainText(headline));
  const designs = new Map(pages.flatMap(({ design, planned }) => planned.articles.map((slug) => [slug, design])));
  return {
    source,
    layout: layout.name,
    layouts,
    title: plan.title,
    language: issue.language,
    stage,
    sheet: sheetOf(layout),
    designs: designsOf(layout),
    pages: plan.flatplan.map((page, index) => {
      const { key, colour, stories, design } = pages[index]!;
      const { folio, master, articles: slugs, section, fill, house = [], faults } = page;
      const known = { ...(section === undefined ? {} : { section }), ...(design === undefined ? {} : { design }) };
      return { key, folio, master, stories, articles: slugs, ...known, colour, fill, house, faults };
    }),
    articles: plan.articles.map((article) => {
      const { name, language } = articles.get(article.slug)!;
      const design = designs.get(article.slug);
      return { ...article, file: name, language, ...(design === undefined ? {} : { design }) };
    }),
    problems,
    faults: plan.faults,
    pictures: picturesOf(prepared),
    words: plan.words,
    footGap: plan.footGap,
  };
};

/** The state of an issue that has no pages, because something keeps them from being composed. */
export const noPages = (
  known: Pick<PreviewState, "source" | "layout" | "title" | "problems" | "layouts">,
): Omit<PreviewState, "revision" | "stale"> => ({
  ...known,
  language: "en",
  stage: "whole",
  sheet: {
    widthPx: 0,
    heightPx: 0,
    trimPx: [0, 0],
    bleedPx: 0,
    leadingPx: 0,
    lines: 0,
    marginsPx: { top: 0, inside: 0, outside: 0 },
    areaWidthPx: 0,
    columnGutterPx: 0,
  },
  designs: {},
  pages: [],
  articles: [],
  faults: [],
  pictures: {},
  words: 0,
  footGap: 0,
});

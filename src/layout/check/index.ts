/** The check of a layout package: its sources as they stand, and its pages once they are composed. */
import type { Problem } from "../../problem.js";
import type { Layout } from "../types.js";
import { checkCss, checkInlineStyles, declarationsIn, type Source, unknownDeclaration } from "./css.js";
import { checkMasters } from "./masters.js";
import type { PageRule } from "./pageScripts.js";
import { placeOfRule } from "./place.js";
import { checkTemplates } from "./templates.js";

export { checkContrast, type TextOnGround } from "./contrast.js";
export * from "./pageScripts.js";

/** The style sheets as sources. */
const styleSources = ({ name, stylesheets }: Layout): Source[] =>
  stylesheets.map((sheet) => ({ file: `layouts/${name}/${sheet.name}`, text: sheet.css }));

/** A template fails in every master that takes it: what is told once is told. */
const once = (problems: readonly Problem[]): Problem[] => {
  const told = new Map(
    problems.map((problem) => [JSON.stringify([problem.code, problem.place, problem.message]), problem]),
  );
  return [...told.values()];
};

/**
 * Checks what a layout is made of, without composing anything. A layout for pdfkit alone has no use for style sheets and templates.
 * Problems: LAYOUT_CSS_INVALID, LAYOUT_CSS_BANNED, TEMPLATE_ERROR, LAYOUT_SLOT_MISSING, LAYOUT_UNUSED.
 */
export const checkSources = (layout: Layout): Problem[] => {
  if (!layout.engines.includes("chromium")) return [];
  const { read, problems } = checkTemplates(layout);
  return once([
    ...styleSources(layout).flatMap(checkCss),
    ...problems,
    ...read.flatMap(checkInlineStyles),
    ...checkMasters(layout, read, problems.length === 0),
  ]);
};

/** Asks the browser for each declaration of the style sheets whether it knows it. Problems: LAYOUT_CSS_INVALID (warnings). */
export const checkDeclarations = async (
  layout: Layout,
  ask: (declarations: readonly { readonly property: string; readonly value: string }[]) => Promise<readonly boolean[]>,
): Promise<Problem[]> => {
  const written = styleSources(layout).flatMap((source) =>
    declarationsIn(source).map((declaration) => ({ source, declaration })),
  );
  const known = await ask(written.map(({ declaration: { property, value } }) => ({ property, value })));
  return written.flatMap(({ source, declaration }, index) =>
    known[index] ? [] : [unknownDeclaration(source, declaration)],
  );
};

/** Rules that give running text `text-wrap: pretty`. Problems: LAYOUT_CSS_BANNED. */
export const prettyCopy = (layout: Layout, rules: readonly PageRule[]): Problem[] =>
  rules.map((rule) => ({
    code: "LAYOUT_CSS_BANNED",
    severity: "error",
    ...(placeOfRule(layout, rule) ?? { place: { file: `layouts/${layout.name}` } }),
    message: `\`text-wrap: pretty\` in \`${rule.selector}\` reaches running text, whose lines it breaks anew, so that they run over their frame.`,
    remedy: "Write it for captions, standfirsts and the like alone; lines of running text are broken already.",
  }));

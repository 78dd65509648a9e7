/** Where a rule of the document stands in the layout. */
import { codeFrame } from "../../frame.js";
import type { Place } from "../../problem.js";
import { findRules } from "../rules.js";
import type { Layout } from "../types.js";
import type { PageRule } from "./pageScripts.js";

/** A place with its line shown. */
export interface Where {
  readonly place: Place;
  readonly frame?: string;
}

/** The line of a rule in its style sheet; nothing for rules that are not the layout's own. */
export const placeOfRule = ({ name, stylesheets }: Layout, rule: PageRule): Where | undefined => {
  const sheet = stylesheets.find((one) => one.name === rule.sheet);
  const found = findRules(stylesheets, [rule]);
  const line = (found[rule.nth] ?? found[0])?.line;
  if (sheet === undefined || line === undefined) return undefined;
  return { place: { file: `layouts/${name}/${sheet.name}`, line }, frame: codeFrame(sheet.css, line, 1) };
};

/**
 * The rules that a magazine may raise, lower or silence (`checks:` in magazine.yaml): code → how grave it is where the magazine says
 * nothing. `off`: told only where a magazine asks for it. `docs/problems.md` explains each.
 */
import type { Problem, ProblemCode, Severity } from "./problem.js";

export type RuleSeverity = Severity | "off";

/** Severities that a rule gives to several cases stand with the cases; here stands the gravest. */
export const RULES = {
  SECTION_EMPTY: "warning",
  PICTURE_ALT_MISSING: "error",
  PICTURE_ALT_STOOD_IN: "warning",
  PICTURE_RESOLUTION_LOW: "warning",
  PICTURE_RESOLUTION_FAIR: "info",
  PICTURE_RESOLUTION_PRINT: "off",
  PICTURE_CAPTION_MISSING: "info",
  PICTURE_CREDIT_MISSING: "info",
  BYLINE_MISSING: "info",
  STANDFIRST_MISSING: "info",
  SOURCES_MISSING: "off",
  HEADLINE_CROWDED: "warning",
  HEADLINE_REPEATED: "warning",
  STORY_RAN_BEFORE: "warning",
  LINK_DEAD: "warning",
  PLACEHOLDER_TEXT: "error",
  MARKS_UNBALANCED: "warning",
  SPACES_DOUBLED: "info",
  DATE_IN_FUTURE: "warning",
  DATE_OUTSIDE_WEEK: "info",
  LANGUAGE_UNMARKED: "warning",
  PAGE_UNDERFILLED: "warning",
  PAGE_OVERFILLED: "error",
  PDF_FONT_MISSING: "error",
  PDF_FONT_TYPE3: "warning",
  PDF_BOX_WRONG: "error",
  PDF_TAGS_MISSING: "error",
  PDF_LINK_BROKEN: "error",
  PDF_LARGE: "warning",
} as const satisfies Partial<Record<ProblemCode, RuleSeverity>>;

export type RuleCode = keyof typeof RULES;

/** What a magazine says of a rule, and why. */
export interface CheckSetting {
  readonly severity: RuleSeverity;
  readonly reason: string;
}

export type CheckSettings = Readonly<Partial<Record<RuleCode, CheckSetting>>>;

/** The problems as the magazine wants them told: graver, lighter, or not at all. */
export const settled = (problems: readonly Problem[], settings: CheckSettings): Problem[] =>
  problems.flatMap((problem) => {
    const said = settings[problem.code as RuleCode]?.severity;
    const off = said === undefined && RULES[problem.code as RuleCode] === "off";
    if (off || said === "off") return [];
    return said === undefined ? [problem] : [{ ...problem, severity: said }];
  });

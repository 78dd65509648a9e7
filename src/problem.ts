/** A fault in the editor's material, as a value. Every stage gathers problems; `build.ts` decides whether to stop. */

export type Severity = "info" | "warning" | "error";

/** Where the fault stands. `file` is a path as shown to the editor; `line` and `col` are one-indexed. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly col?: number;
}

/** The closed list of problem codes. Each has an entry in `docs/problems.md`; a test sees that it does. */
export const PROBLEM_CODES = [
  // manifest
  "MANIFEST_SYNTAX",
  "MANIFEST_UNKNOWN_KEY",
  "MANIFEST_INVALID",
  "MANIFEST_MISSING",
  "WEEK_INVALID",
  "WEEK_FOLDER_MISMATCH",
  "ARTICLE_MISSING",
  "ARTICLE_DUPLICATE",
  "PATH_OUTSIDE_ISSUE",
  "ISSUE_EMPTY",
  "SECTION_EMPTY",
  "ISSUE_EXISTS",
  // collecting
  "SOURCE_FAILED",
  "SOURCE_INCOMPLETE",
  "STORY_LEFT_OUT",
  "STORY_SHORT",
  "STORY_EMBARGOED",
  "STORY_REPEATED",
  "STORY_SIMILAR",
  "STORY_CHANGED",
  "STORY_UNDATED",
  "COPY_REMOVED",
  "COPY_NOT_READ",
  "PICTURE_NOT_FETCHED",
  "PICTURE_ALT_STOOD_IN",
  "LEDGER_INVALID",
  // article
  "ARTICLE_EMPTY",
  "ARTICLE_TOO_LONG",
  "ARTICLE_ENCODING",
  "ARTICLE_FRONT_MATTER",
  "ARTICLE_DATE_INVALID",
  "HEADLINE_MISSING",
  "HEADLINE_TOO_LONG",
  "WORD_TOO_LONG",
  "LIST_TOO_DEEP",
  "MARKUP_INVALID",
  "HTML_UNWRAPPED",
  "HTML_REMOVED",
  "LINK_REFUSED",
  "PICTURE_REMOTE",
  // figures
  "PICTURE_MISSING",
  "PICTURE_CORRUPT",
  "PICTURE_TOO_LARGE",
  "PICTURE_FORMAT",
  "PICTURE_RESOLUTION_LOW",
  "PICTURE_ALT_MISSING",
  // layout and fonts
  "LAYOUT_MISSING",
  "LAYOUT_INVALID",
  "LAYOUT_EXISTS",
  "LAYOUT_NAME_INVALID",
  "LAYOUT_CSS_INVALID",
  "LAYOUT_CSS_BANNED",
  "LAYOUT_SLOT_MISSING",
  "LAYOUT_CONTRAST_LOW",
  "LAYOUT_UNUSED",
  "ENGINE_UNSUITED",
  "TEMPLATE_ERROR",
  "GLYPH_MISSING",
  "SCRIPT_NEEDS_BROWSER",
  "FONT_VARIABLE",
  "FONT_UNREADABLE",
  // pages
  "TABLE_TOO_WIDE",
  "BLOCK_TOO_TALL",
  "BUDGET_EXCEEDED",
  "BUDGET_NOT_REACHED",
  "LINE_TOO_WIDE",
  "COPY_OVERFLOWS",
  "COPY_LOST",
  "COVER_CONTRAST_LOW",
  // preflight
  "PICTURE_RESOLUTION_FAIR",
  "PICTURE_RESOLUTION_PRINT",
  "PICTURE_CAPTION_MISSING",
  "PICTURE_CREDIT_MISSING",
  "BYLINE_MISSING",
  "STANDFIRST_MISSING",
  "SOURCES_MISSING",
  "HEADLINE_CROWDED",
  "HEADLINE_REPEATED",
  "STORY_RAN_BEFORE",
  "LINK_DEAD",
  "PLACEHOLDER_TEXT",
  "MARKS_UNBALANCED",
  "SPACES_DOUBLED",
  "DATE_IN_FUTURE",
  "DATE_OUTSIDE_WEEK",
  "LANGUAGE_UNMARKED",
  "PAGE_UNDERFILLED",
  "PAGE_OVERFILLED",
  "PDF_FONT_MISSING",
  "PDF_FONT_TYPE3",
  "PDF_BOX_WRONG",
  "PDF_TAGS_MISSING",
  "PDF_LINK_BROKEN",
  "PDF_LARGE",
  // publishing
  "ISSUE_NOT_BUILT",
  "PUBLISHING_NOT_SET",
  "EMAIL_NOT_SENT",
  // machine
  "BROWSER_MISSING",
  "BROWSER_FAILED",
  "ENGINE_SIMPLE",
  "BROWSER_UNSANDBOXED",
  "REQUEST_REFUSED",
  "CACHE_REFUSED",
  "CACHE_TEMPORARY",
  "TIME_LIMIT",
  "OUTPUT_NOT_WRITABLE",
  "ISSUE_LOCKED",
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** One fault: what is wrong, where, and what to type to mend it. `frame` is the source line with a caret, ready to show. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly place?: Place;
  readonly message: string;
  readonly remedy: string;
  readonly frame?: string;
}

/** `issues/2026-W47/issue.yaml:3:1`, as far as the parts are known. */
export const formatPlace = (place: Place): string =>
  [place.file, place.line, place.line === undefined ? undefined : place.col]
    .filter((part) => part !== undefined)
    .join(":");

export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some((problem) => problem.severity === "error");

/** What collecting met, as problems and as an exit status. */
import { EXIT } from "../exit.js";
import { hasErrors, type Problem } from "../problem.js";
import type { Gathered } from "./gather.js";
import type { SourceNote } from "./sources/types.js";

/** What a note of a source is to the editor. */
const NOTES: Readonly<Record<SourceNote["kind"], Pick<Problem, "code" | "severity" | "remedy"> | undefined>> = {
  protected: {
    code: "STORY_LEFT_OUT",
    severity: "warning",
    remedy: "Ask its author for the text, if it is to be printed.",
  },
  empty: {
    code: "STORY_LEFT_OUT",
    severity: "warning",
    remedy: "Open it; what you copy from there into a text file can be collected.",
  },
  incomplete: {
    code: "SOURCE_INCOMPLETE",
    severity: "error",
    remedy: "Run pressday collect again later; it adds what is missing.",
  },
  "page fault": {
    code: "SOURCE_INCOMPLETE",
    severity: "error",
    remedy: "Run pressday collect again later; it adds what is missing.",
  },
  undated: {
    code: "STORY_UNDATED",
    severity: "info",
    remedy: "Write `date:` into its front matter, or take it out of issue.yaml.",
  },
  "not read": {
    code: "COPY_NOT_READ",
    severity: "warning",
    remedy: "Look at the file and put what is missing into the article.",
  },
  limit: undefined,
  "author unknown": undefined,
  "picture unknown": undefined,
};

/** What a source failed in, and what it had to tell. */
export const problemsOf = ({ source, fault, notes }: Gathered): readonly Problem[] => [
  ...(fault === undefined
    ? []
    : [
        {
          code: "SOURCE_FAILED",
          severity: "error",
          place: source.place,
          message: `${source.name} could not be collected. ${fault.message}`,
          remedy: fault.remedy,
        } satisfies Problem,
      ]),
  ...notes.flatMap(({ kind, text, url }): Problem[] => {
    const meaning = NOTES[kind];
    if (meaning === undefined) return [];
    return [
      { ...meaning, place: url === undefined ? source.place : { file: url }, message: `${source.name}: ${text}` },
    ];
  }),
];

/** The status by what was met: a source that failed counts before anything an editor can mend. */
export const exitOf = (problems: readonly Problem[]): number => {
  if (problems.some(({ code }) => code === "SOURCE_FAILED" || code === "SOURCE_INCOMPLETE")) return EXIT.source;
  return hasErrors(problems) ? EXIT.material : EXIT.done;
};

export const NO_SOURCES: Problem = {
  code: "SOURCE_FAILED",
  severity: "error",
  message: "There is nothing to collect from.",
  remedy:
    "Name sources in magazine.yaml (`sources: [{ wordpress: https://example.org }]`), or an address or a file: pressday collect ISSUE story.docx.",
};

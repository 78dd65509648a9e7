import { codeFrame } from "../frame.js";
import type { Place, Problem, ProblemCode, Severity } from "../problem.js";

/** A fault as a step of this folder finds it; the reporter adds file, column and frame. */
export interface Finding {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** One-indexed line of the article's file. */
  readonly line: number;
  readonly col?: number;
  /** Text to look for on that line, for the column. */
  readonly near?: string;
  /** The place, where it is in another file: what the manifest overrules. */
  readonly elsewhere?: Place;
  readonly message: string;
  readonly remedy: string;
}

export interface Reporter {
  readonly file: string;
  readonly problems: Problem[];
  report(finding: Finding): void;
  placeAt(line: number, near?: string): Place;
}

/** Problems of a file that are shown with their line; a file with more has one fault many times. */
const MAX_FRAMES = 100;

/** Gathers the problems of one file. The same fault on the same line is told once. */
export function createReporter(file: string, source: string): Reporter {
  const problems: Problem[] = [];
  const told = new Set<string>();
  const lines = source.split("\n");
  const placeAt = (line: number, near?: string): Place => {
    const found = near ? (lines[line - 1]?.indexOf(near) ?? -1) : -1;
    return found < 0 ? { file, line } : { file, line, col: found + 1 };
  };
  const report = ({ code, severity, line, col, near, elsewhere, message, remedy }: Finding): void => {
    const key = `${code}:${line}:${message}`;
    if (told.has(key)) return;
    told.add(key);
    if (elsewhere) {
      problems.push({ code, severity, place: elsewhere, message, remedy });
      return;
    }
    const place = col === undefined ? placeAt(line, near) : { file, line, col };
    const frame =
      lines[line - 1] === undefined || problems.length >= MAX_FRAMES
        ? undefined
        : codeFrame(source, line, place.col ?? 1);
    problems.push({ code, severity, place, message, remedy, ...(frame === undefined ? {} : { frame }) });
  };
  return { file, problems, report, placeAt };
}

/** Problems in the order of the file. */
export const inOrder = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort(
    (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.col ?? 0) - (b.place?.col ?? 0),
  );

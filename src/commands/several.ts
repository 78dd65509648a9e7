import path from "node:path";
import { makeProgress, type Phase, type Progress } from "../progress.js";

interface Look {
  readonly quiet: boolean;
  readonly phases: readonly Phase[];
  readonly stream?: NodeJS.WriteStream;
}

/** Empties the line. */
const CLEAR = "\r\x1b[2K";

const nameOf = (issue: string): string => path.basename(issue.replace(/[\\/]issue\.ya?ml$/, ""));

/**
 * The progress of issues that are worked on at once: on a terminal one line for all, `12 of 50  2026-W12 printing  2026-W13 pictures`;
 * elsewhere plain lines, as of one issue alone.
 */
export const progressOfSeveral = (
  total: number,
  { quiet, phases, stream = process.stderr }: Look,
): ((issue: string) => Progress) => {
  if (quiet || stream.isTTY !== true || process.env.TERM === "dumb")
    return (issue) => makeProgress(issue, { quiet, phases, stream });
  let done = 0;
  const atWork = new Map<Progress, string>();
  const draw = (): void => {
    const line = [`${done} of ${total}`, ...atWork.values()].join("  ");
    // A line that breaks cannot be emptied as a whole.
    stream.write(`${CLEAR}${line.slice(0, (stream.columns ?? 80) - 1)}`);
  };
  return (issue) => {
    const name = nameOf(issue);
    const progress: Progress = {
      phase: (phase) => {
        atWork.set(progress, `${name} ${phase.toLowerCase()}`);
        draw();
      },
      step: () => {},
      note: (text) => {
        stream.write(`${CLEAR}${name}: ${text}\n`);
        draw();
      },
      end: () => {
        if (atWork.delete(progress)) done += 1;
        // What is told of an issue follows; the next phase of another draws the line again.
        stream.write(CLEAR);
      },
    };
    atWork.set(progress, name);
    return progress;
  };
};

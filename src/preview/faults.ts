import { PrintFault } from "../print/index.js";
import type { Problem } from "../problem.js";
import { Stopped } from "../road.js";

/** What a fault tells the editor. One of our own has nothing to say to them: it goes to stderr, and the preview lives on. */
export const problemsOf = (fault: unknown): readonly Problem[] => {
  if (fault instanceof PrintFault) return [fault.problem];
  if (!(fault instanceof Stopped))
    process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  return [];
};

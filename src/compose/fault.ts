/** Masters that no page can be made of. */
import type { ComposePlan } from "../layout/index.js";
import type { Problem } from "../problem.js";

/** Ends composing: the layout is for its designer to mend, so `compose` gives the problem in the pages' stead. */
export class MasterFault extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** The fault for a master that lacks what the pages of a story are made with. Problems: LAYOUT_SLOT_MISSING. */
export const masterFault = (
  { layout }: Pick<ComposePlan, "layout">,
  { master, lacks, remedy }: { readonly master: string; readonly lacks: string; readonly remedy: string },
): MasterFault =>
  new MasterFault({
    code: "LAYOUT_SLOT_MISSING",
    severity: "error",
    place: { file: `layouts/${layout}/masters/${master}.hbs` },
    message: `The master “${master}” has no ${lacks}.`,
    remedy,
  });

/** What a page must be for the composer to find it. */
export const PAGE_REMEDY = 'Begin it with `<section class="page" data-story="{{slug}}">`.';

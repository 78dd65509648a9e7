/** The composed pages as a finished PDF, for comparison. */
import { finishIssue, picturesOf } from "../finishing.js";
import type { LayoutDocument } from "../layout/index.js";
import type { OpenBrowser } from "../print/index.js";
import type { Composition } from "./state.js";

/** A whole issue as it stands in the browser. */
export interface Standing {
  readonly composition: Composition;
  readonly document: LayoutDocument;
  readonly browser: OpenBrowser;
}

/** Prints the pages that stand composed in the browser, all of them, and finishes the file. Throws `PrintFault`. */
export const printStanding = async (
  { composition: { prepared, composed }, document, browser }: Standing,
  date: Date,
): Promise<Uint8Array> => {
  const [widthPx, heightPx] = prepared.layout.page.sheetPx;
  const bytes = await browser.print({ widthPx, heightPx });
  const pieces: Uint8Array[] = [];
  const printed = { bytes, pictures: picturesOf(document) };
  for await (const piece of await finishIssue({ prepared, composed, printed, date })) pieces.push(piece);
  return Buffer.concat(pieces);
};

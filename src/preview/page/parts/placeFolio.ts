/** Which page a place in an article's file came to stand on. */
import type { Place, Problem } from "../../../problem.js";
import type { PreviewState } from "../../types.js";
import { pagesFrame } from "../frame.js";

/** Blocks carry the line of the file that they begin on; a head carries none and stands on the article's first page. */
const folioOfLine = (slug: string, line: number): number | undefined => {
  const frame = pagesFrame();
  if (frame === undefined) return undefined;
  let nearest: { readonly at: number; readonly folio: number } | undefined;
  for (const block of frame.document.querySelectorAll<HTMLElement>(
    `[data-article=${JSON.stringify(slug)}] [data-at]`,
  )) {
    const at = Number(block.dataset.at);
    const folio = Number(block.closest<HTMLElement>(".page")?.dataset.page);
    if (at <= line && at > (nearest?.at ?? 0)) nearest = { at, folio };
  }
  return nearest?.folio;
};

/** Undefined for files that are no articles', and articles that stand on no page. */
export const folioOfPlace = (place: Place | undefined, { articles }: PreviewState): number | undefined => {
  const article = articles.find(({ file }) => file === place?.file);
  if (article === undefined) return undefined;
  return (place?.line === undefined ? undefined : folioOfLine(article.slug, place.line)) ?? article.folio;
};

const RANK = { error: 0, warning: 1, info: 2 } as const;

/** Errors first; else as they came. */
export const byGravity = (problems: readonly Problem[]): readonly Problem[] =>
  [...problems].sort((one, other) => RANK[one.severity] - RANK[other.severity]);

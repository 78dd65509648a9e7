import { haveSameCharacters, type MadeUpStory, placeOf } from "../../copyfit/index.js";
import type { ComposePlan } from "../../layout/index.js";
import type { Problem } from "../../problem.js";
import type { StoryCopy } from "./copy/index.js";
import type { OverfullPages } from "./pages/index.js";
import type { Surface } from "./types.js";

/** What may stand between letters and shows nothing: a squeezed table's words are broken there. */
const withoutUnseen = (text: string): string => text.replaceAll("\u200b", "");

/** Every character of each story's copy was painted. Problems: COPY_LOST. */
export const checkPainted = (
  madeUp: ReadonlyMap<string, MadeUpStory<StoryCopy>>,
  surface: Surface,
  plan: ComposePlan,
): Problem[] =>
  [...madeUp].flatMap(([id, { copy }]) => {
    const painted = withoutUnseen(surface.charactersOf(id));
    const wanted = withoutUnseen(copy.characters);
    // The contents page's folios are known only when it is painted.
    if (id === "contents" || painted === wanted || haveSameCharacters(painted, wanted)) return [];
    const place = copy.units[0] && placeOf(copy.units[0], plan);
    return [
      {
        code: "COPY_LOST" as const,
        severity: "error" as const,
        ...(place === undefined ? {} : { place }),
        message: `Copy of "${id}" is not on its pages as written (${painted.length} of ${wanted.length} characters).`,
        remedy:
          "This is a fault of Pressday; please report it with the article, and print with a browser until it is mended.",
      },
    ];
  });

/** Made-up pages with more words than room. Problems: COPY_OVERFLOWS. */
export const checkRoom = (pages: OverfullPages): Problem[] =>
  pages.map(({ folio, master, place }) => ({
    code: "COPY_OVERFLOWS",
    severity: "error",
    ...(place === undefined ? {} : { place }),
    message: `On page ${folio} there is more text than the page has room for.`,
    remedy:
      master === "cover"
        ? "Shorten the cover's headline, standfirst or lines in issue.yaml."
        : "Shorten this page's texts in magazine.yaml or issue.yaml.",
  }));

/** Heads and tables with a word wider than its line. Problems: LINE_TOO_WIDE. */
export const checkWidths = (copies: readonly StoryCopy[], plan: ComposePlan): Problem[] =>
  copies.flatMap((copy) => {
    const told: Problem[] = [];
    const tell = (words: string, place: Problem["place"]): void => {
      told.push({
        code: "LINE_TOO_WIDE",
        severity: "error",
        ...(place === undefined ? {} : { place }),
        message: `A word is wider than its line: "${words.trim().slice(0, 60)}".`,
        remedy: "Break the word with a hyphen or a space, or shorten it.",
      });
    };
    const [article] = copy.plan.articles;
    if (!copy.heads[0]!.fits)
      tell(copy.plan.id, article === undefined ? copy.plan.place : { file: plan.articleNames[article]! });
    for (const unit of copy.units) {
      if (unit.kind === "solid" && unit.drawn.fits === false) tell(unit.words(), placeOf(unit, plan));
      if (unit.kind !== "table") continue;
      const cells = [...unit.head, ...unit.rows].flat();
      const wide = cells.find(({ set }) => set.lines.some(({ overfull }) => overfull));
      if (wide !== undefined) tell(wide.set.text, placeOf(unit, plan));
    }
    return told;
  });

import type { CollectedArticle } from "../collect/index.js";
import { paintFor } from "./show.js";

/** Columns of text in the two versions of an article. */
const COLUMNS = 100;

const wrapped = (text: string): string =>
  text
    .split("\n")
    .map((paragraph) => paragraph.replaceAll(new RegExp(`(.{1,${COLUMNS}})(?:\\s+|$)`, "gu"), "  $1\n").trimEnd())
    .join("\n");

/** What cleaning did to an article: what went and why, the text as it came, the text as it stays. */
export const explanation = ({
  headline,
  file,
  words,
  wordsBefore,
  removals,
  before,
  after,
}: CollectedArticle): string => {
  const paint = paintFor(process.stdout);
  const gone = removals.map(
    ({ reason, text, moved }) =>
      `  ${moved ? paint.cyan("→") : paint.red("−")} ${reason}: ${paint.dim(text.replaceAll(/\s+/g, " ").slice(0, 160))}`,
  );
  return [
    paint.bold(headline),
    `${file}  ${wordsBefore} words came, ${words} stay`,
    ...(gone.length === 0 ? ["  Nothing was taken out."] : gone),
    ...(before === undefined ? [] : [paint.bold("Before"), wrapped(before)]),
    ...(after === undefined ? [] : [paint.bold("After"), wrapped(after)]),
    "",
    "",
  ].join("\n");
};

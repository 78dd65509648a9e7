/** Columns of source shown around the fault; longer lines are cut to a window of this width. */
const FRAME_WIDTH = 90;

/** UTF-16 units on either side of the caret that are looked at: more than a window of any letters holds, for a line may be a megabyte. */
const REACH = 8 * FRAME_WIDTH;

/** A line by its number, one-indexed, without its end. */
const lineOf = (source: string, line: number): string | undefined => {
  let from = 0;
  for (let number = 1; number < line; number++) {
    const end = source.indexOf("\n", from);
    if (end < 0) return undefined;
    from = end + 1;
  }
  const end = source.indexOf("\n", from);
  return source.slice(from, end < 0 ? undefined : end).replace(/\r$/, "");
};

/** What a character of the line looks like in a terminal: control characters (tabs, escapes) become one plain space. */
const visible = (character: string): string => (/\p{Cc}/u.test(character) ? " " : character);

/** Combining marks stand over their letter and take no column of their own. */
const columns = (text: string): number => [...text].filter((character) => !/\p{M}/u.test(character)).length;

/**
 * The line of `source` that a fault stands on, with a caret under it, ready to show:
 *
 * ```
 * 12 | colours: {accnt: "#b5462a"}
 *    |           ^
 * ```
 *
 * `line` and `col` are one-indexed; `col` counts UTF-16 units, as `yaml` and JavaScript strings do. Long lines are cut
 * around the caret. A line that does not exist gives an empty string.
 */
export const codeFrame = (source: string, line: number, col: number): string => {
  const text = lineOf(source, line);
  if (text === undefined) return "";
  const at = Math.min(Math.max(col - 1, 0), text.length);
  const before = [...text.slice(Math.max(0, at - REACH), at)].map(visible);
  const after = [...text.slice(at, at + REACH)].map(visible);
  // Two thirds of the window stand before the caret when the line is long, so that the reader sees what led to the fault.
  const room = before.length + after.length <= FRAME_WIDTH ? before.length : Math.floor((FRAME_WIDTH * 2) / 3);
  const cutBefore = before.length > room;
  const shownBefore = (cutBefore ? "…" : "") + before.slice(Math.max(0, before.length - room)).join("");
  const left = FRAME_WIDTH - Math.min(before.length, room);
  const shownAfter = after.slice(0, left).join("") + (after.length > left ? "…" : "");
  const number = String(line);
  const blank = " ".repeat(number.length);
  return `${number} | ${shownBefore}${shownAfter}\n${blank} | ${" ".repeat(columns(shownBefore))}^`;
};

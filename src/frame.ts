/** Columns of source shown around the fault; longer lines are cut to a window of this width. */
const FRAME_WIDTH = 90;

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
  const text = source.split("\n")[line - 1]?.replace(/\r$/, "");
  if (text === undefined) return "";
  const at = Math.min(Math.max(col - 1, 0), text.length);
  const before = [...text.slice(0, at)].map(visible);
  const after = [...text.slice(at)].map(visible);
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

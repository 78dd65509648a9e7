import { asHtml } from "./asHtml.js";
import { escapeText, fileName, quoteTitle } from "./escape.js";

type Write = (element: Element) => string;

/** A figure of one picture on a line, its caption between quotation marks. `write`: an element's running text as Markdown. */
export function writeFigure(figure: Element, write: Write): string {
  const image = figure.querySelector("img")!;
  const credit = image.getAttribute("credit") ?? "";
  // The settings in braces know no way to write a quotation mark.
  if (credit.includes('"')) return asHtml(figure);
  const caption = [...figure.querySelectorAll("figcaption")].map(write).filter((text) => text !== "");
  const title = caption.length > 0 ? ` ${quoteTitle(caption.join("<br>"))}` : "";
  const settings = credit === "" ? "" : `{credit="${credit}"}`;
  return `![${escapeText(image.getAttribute("alt") ?? "")}](${fileName(image.getAttribute("src")!)}${title})${settings}`;
}

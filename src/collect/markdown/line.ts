import { createWriter, type Write } from "./blocks.js";
import { isBlock, unwrap } from "./nodes.js";
import { prepareInline, prepareText } from "./prepare.js";

let writer: Write | undefined;

/** HTML of a headline or standfirst as one line of Markdown: emphasis, strong, raised and lowered; other elements are unwrapped. */
export function writeInline(html: string): string {
  writer ??= createWriter();
  const root = prepareText(html);
  for (const element of root.querySelectorAll("script, style, template, noscript, img")) element.remove();
  for (const element of root.querySelectorAll("*")) {
    if (element.matches("em, i, strong, b, sup, sub")) continue;
    if (element.nodeName === "BR" || isBlock(element)) {
      element.before(" ");
      element.after(" ");
    }
    unwrap(element);
  }
  prepareInline(root);
  return writer(root);
}

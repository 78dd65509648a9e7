import { escapeHtml } from "./escape.js";
import { isElement, isText } from "./nodes.js";

/** What an element may keep. `src` and `credit` of a picture are those of its file. */
const ATTRIBUTES = ["href", "src", "alt", "credit", "lang", "start", "colspan", "rowspan", "align"];
const CLASSES = ["gallery", "pullquote"];
const VOID = ["BR", "HR", "IMG"];

/** A prepared element as HTML, for what Markdown has no form for: no empty line in it, so that it is one block of the file. */
export function asHtml(node: Node): string {
  if (isText(node)) return escapeHtml(node.data);
  if (!isElement(node)) return "";
  // A row on a line of its own can be found and mended by hand.
  const name = node.nodeName === "KBD" ? "code" : node.nodeName.toLowerCase();
  const opening = `${name === "tr" ? "\n" : ""}<${name}${attributes(node)}>`;
  if (VOID.includes(node.nodeName)) return opening;
  return `${opening}${contentAsHtml(node)}</${name}>`;
}

export const contentAsHtml = (element: Element): string => [...element.childNodes].map(asHtml).join("");

function attributes(element: Element): string {
  const kept = ATTRIBUTES.filter((name) => element.getAttribute(name)).map((name) => [
    name,
    element.getAttribute(name)!,
  ]);
  const known = CLASSES.filter((name) => element.classList.contains(name));
  if (known.length > 0) kept.push(["class", known.join(" ")]);
  return kept.map(([name, value]) => ` ${name}="${escapeHtml(value!)}"`).join("");
}

import type TurndownService from "turndown";
import { escapeHtml, INVISIBLE, linkAddress } from "./escape.js";
import { isBlock, isElement, isText } from "./nodes.js";

/** How running text is written. HTML tags stand where the marks of Markdown would be misread beside their neighbours. */
export function addInlineRules(service: TurndownService): void {
  service.addRule("break", {
    filter: "br",
    // Only a paragraph has room for a second line.
    replacement: (_content, node) => (node.closest("p") ? "\\\n" : "<br>"),
  });
  service.addRule("emphasis", {
    filter: ["em", "i"],
    replacement: (content, node) => styled(content, node, "*", "em"),
  });
  service.addRule("strong", {
    filter: ["strong", "b"],
    replacement: (content, node) => styled(content, node, "**", "strong"),
  });
  service.addRule("raised", {
    filter: ["sup", "sub", "kbd"],
    replacement: (content, node) => tagged(content, node.nodeName === "KBD" ? "code" : node.nodeName.toLowerCase()),
  });
  service.addRule("link", { filter: "a", replacement: writeLink });
}

const tagged = (content: string, name: string): string => (content === "" ? "" : `<${name}>${content}</${name}>`);

function writeLink(content: string, node: HTMLElement): string {
  const href = node.getAttribute("href")?.trim() ?? "";
  if (href === "" || content === "") return content;
  const before = node.previousSibling;
  // After `!` the bracket would open a picture.
  if (isText(before) && before.data.endsWith("!")) return `<a href="${escapeHtml(href)}">${content}</a>`;
  return `[${content}](${linkAddress(href)})`;
}

/** A character beside which an asterisk opens or closes a style for certain. */
const CLEAR = /[\s([{“‘«"'—–.,;:!?…)\]}”’»/-]/;

/** What keeps an asterisk that it follows or precedes from opening or closing. */
const UNCLEAR = new RegExp(`\\s|\\*|${INVISIBLE}`, "u");

/** CommonMark decides by their neighbours whether asterisks open or close a style. */
function styled(content: string, node: Node, mark: string, name: string): string {
  if (content === "") return "";
  const marksInside = isElement(node.firstChild) && node.childNodes.length === 1;
  const inside = [content[0]!, content.at(-1)!].every((edge) => !UNCLEAR.test(edge) || (edge === "*" && marksInside));
  const outside = [beside(node, "previousSibling"), beside(node, "nextSibling")].every((edge) => CLEAR.test(edge));
  return inside && outside ? mark + content + mark : tagged(content, name);
}

/** The character that will stand beside a style, or a space where it is the first or last of a line. */
function beside(node: Node, side: "previousSibling" | "nextSibling"): string {
  const text = node.textContent ?? "";
  // Space at the edge of a style is moved out of it.
  if (/\s/.test((side === "previousSibling" ? text.at(0) : text.at(-1)) ?? "")) return " ";
  let neighbour = node[side];
  while (isText(neighbour) && neighbour.data === "") neighbour = neighbour[side];
  const parent = node.parentNode!;
  if (isText(neighbour)) return (side === "previousSibling" ? neighbour.data.at(-1) : neighbour.data.at(0))!;
  if (neighbour) return ENDS[neighbour.nodeName] ?? "*";
  if (isBlock(parent)) return " ";
  if (/^(?:EM|I|STRONG|B)$/.test(parent.nodeName)) return parent.childNodes.length === 1 ? beside(parent, side) : "*";
  return ENDS[parent.nodeName] ?? "*";
}

/** What neighbours and parents begin and end with, once written, as far as it matters. */
const ENDS: Readonly<Record<string, string>> = { BR: " ", SUP: ")", SUB: ")", KBD: ")", CODE: ")", A: ")" };

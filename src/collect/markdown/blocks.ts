import TurndownService from "turndown";
import { asHtml } from "./asHtml.js";
import { escapeText, guardHeading, guardLine, guardTitle } from "./escape.js";
import { addInlineRules } from "./inline.js";
import { isClose } from "./lists.js";
import { boxesWithin, childrenNamed, isBlock, isElement, isGallery, isPullQuote } from "./nodes.js";
import { writeFigure } from "./pictures.js";
import { writeTable } from "./tables.js";

/** Prepared nodes as Markdown. */
export type Write = (element: Element) => string;

/** A new writer. turndown walks the tree; each rule below says how one element is written. */
export function createWriter(): Write {
  const service = new TurndownService();
  const write: Write = (element) => service.turndown(element as HTMLElement);
  service.escape = escapeText;
  addInlineRules(service);
  addTextRules(service);
  addListRules(service);
  addPictureRules(service, write);
  addBoxRules(service, write);
  // The last rule added is asked first: only HTML can say that a block is in another language.
  service.addRule("language", {
    filter: (node) => isBlock(node) && !isPart(node) && node.hasAttribute("lang"),
    replacement: (_content, node) => block(asHtml(node)),
  });
  return write;
}

/** Parts of a block have no language of their own on the page. */
const isPart = ({ nodeName }: Element): boolean =>
  /^(?:LI|FOOTER|FIGCAPTION|CAPTION|THEAD|TBODY|TFOOT|T[RDH])$/.test(nodeName);

const trimLines = (content: string): string => content.replace(/^\n+|\n+$/g, "");

const block = (markdown: string): string => (markdown === "" ? "" : `\n\n${markdown}\n\n`);

function addTextRules(service: TurndownService): void {
  service.addRule("paragraph", {
    filter: "p",
    replacement(content, node) {
      const lines = content.split("\n").map(guardLine).join("\n");
      return isBeforeCloseList(node) ? `\n\n${lines}\n` : block(lines);
    },
  });
  service.addRule("heading", {
    filter: ["h1", "h2", "h3", "h4", "h5", "h6"],
    replacement(content, node) {
      if (node === titleOf(node.parentElement)) return "";
      return block(`${node.nodeName < "H3" ? "##" : "###"} ${guardHeading(content.trim())}`);
    },
  });
  service.addRule("rule", {
    filter: "hr",
    // A line `- ---` would be one rule.
    replacement: (_content, node) => block(node.closest("li") ? "___" : "---"),
  });
  service.addRule("preformatted", {
    filter: "pre",
    replacement(_content, node) {
      const text = (node.textContent ?? "").replace(/^\n|\s+$/g, "");
      // A box ends at its colons even where they stand in code.
      if (/^\s*:::/m.test(text)) return block(asHtml(node));
      const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
      const fence = "`".repeat(longest + 1);
      return block(`${fence}\n${text}\n${fence}`);
    },
  });
}

function addListRules(service: TurndownService): void {
  service.addRule("list", {
    filter: ["ul", "ol"],
    replacement: (content, node) => (isClose(node) ? `\n${trimLines(content)}\n\n` : block(trimLines(content))),
  });
  service.addRule("item", {
    filter: "li",
    replacement(content, node) {
      const marker = node.getAttribute("marker") ?? "- ";
      const lines = trimLines(content).replace(/\n(?=.)/g, `\n${" ".repeat(marker.length)}`);
      return `${node.parentElement?.hasAttribute("close") ? "\n" : "\n\n"}${marker}${lines}\n`;
    },
  });
}

const isBeforeCloseList = ({ nextElementSibling: next }: Element): boolean => next !== null && isClose(next);

function addPictureRules(service: TurndownService, write: Write): void {
  service.addRule("figure", { filter: "figure", replacement: (_content, node) => block(writeFigure(node, write)) });
  // What a caption stands under writes it.
  service.addRule("caption", { filter: "figcaption", replacement: () => "" });
  service.addRule("gallery", {
    filter: (node) => isGallery(node) && node.querySelector("figure") !== null,
    replacement(content, node) {
      const captions = childrenNamed(node, "FIGCAPTION").map(write);
      return block(box("gallery", captions.join("<br>"), trimLines(content), node));
    },
  });
  service.addRule("table", { filter: "table", replacement: (_content, node) => block(writeTable(node, write)) });
}

function addBoxRules(service: TurndownService, write: Write): void {
  service.addRule("quotation", {
    filter: "blockquote",
    replacement(content, node) {
      const text = trimLines(content);
      // Our reader drops a pull quote that is nothing but a source.
      if (isPullQuote(node) && !ONLY_SOURCE.test(text)) return block(box("pullquote", "", text, node));
      return block(text.replace(/^(?=.)/gm, "> ").replace(/^$/gm, ">"));
    },
  });
  service.addRule("cite", {
    filter: "footer",
    // Our reader knows a source by a dash before a word, and leaves it whole only on a line of its own.
    replacement: (content) =>
      block(/^[\p{L}\p{N}]/u.test(content) && !/<br>/.test(content) ? `— ${content}` : `<cite>${content}</cite>`),
  });
  service.addRule("aside", {
    filter: "aside",
    replacement(content, node) {
      const title = titleOf(node);
      return block(box("facts", title ? write(title) : "", trimLines(content), node));
    },
  });
}

/** Words that our reader takes for the source of a quotation, and no others. */
const ONLY_SOURCE = /^(?:\\?(?:[—―–]|--) ?(?=\S)|<cite>)[^\n]*$/;

function box(name: string, title: string, content: string, element: Element): string {
  const colons = ":".repeat(3 + boxesWithin(element));
  return `${`${colons} ${name} ${guardTitle(title)}`.trim()}\n${content}${content && "\n"}${colons}`;
}

/** The heading that an aside begins with. */
function titleOf(parent: Element | null): Element | undefined {
  const first = parent?.nodeName === "ASIDE" ? parent.firstElementChild : null;
  return isElement(first) && /^H\d$/.test(first.nodeName) && !first.hasAttribute("lang") ? first : undefined;
}

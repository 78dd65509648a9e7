/** Words and what stands among them, written in the inline vocabulary: `a em strong code sup sub br`. */
import { escapeAttribute, escapeHtml, resolveUrl } from "../html.js";
import type { Removal } from "../types.js";
import type { Block, Line } from "./blocks.js";
import { childrenOf, type Holdings, isBlock, isElement, isText, langOf } from "./nodes.js";

/** What all readers of one story share. */
export interface Desk {
  readonly baseUrl?: string;
  readonly closedShortcodes: ReadonlySet<string>;
  readonly removals: Removal[];
  readonly holdings: Holdings;
  /** The story's language, which blocks need not repeat, and that of the part being read. */
  readonly language?: string;
  readonly lang?: string;
  /** Reads the blocks of any part: lists, quotations and boxes hold what a story holds. */
  readonly readBlocks: (parent: Node, desk: Desk) => Block[];
  /** The link that all blocks stand in: cards are links round headings and pictures. */
  readonly around?: Element;
}

/** `lang` for a block of an element, where it is not the story's. */
export function langFor(element: Element | undefined, desk: Desk): { lang?: string } {
  const lang = (element && langOf(element)) ?? desk.lang;
  return lang && lang.split("-")[0] !== desk.language?.split("-")[0] ? { lang } : {};
}

/** A line of words, with the pictures and embeds that stood before and after its first word. */
export interface Passage {
  readonly line: Line;
  readonly before: readonly Block[];
  readonly after: readonly Block[];
}

const TAGS: Readonly<Record<string, string>> = {
  em: "em",
  i: "em",
  cite: "em",
  dfn: "em",
  var: "em",
  strong: "strong",
  b: "strong",
  code: "code",
  kbd: "code",
  samp: "code",
  tt: "code",
  sup: "sup",
  sub: "sub",
};

interface Open {
  readonly tag: string;
  readonly opening: string;
  written: boolean;
}

/** Writes one passage after another; two line breaks together part them. */
class Writer {
  readonly passages: Passage[] = [];
  private html = "";
  private text = "";
  private linked = 0;
  private links: string[] = [];
  private before: Block[] = [];
  private after: Block[] = [];
  private space = false;
  private breaks = 0;
  private plainCharacters = { bold: 0, slight: 0, all: 0 };
  private readonly open: Open[] = [];

  write(data: string): void {
    const words = data.replace(/[ \t\r\n\f]+/g, " ");
    const bare = words.trim();
    if (bare === "") {
      // A non-breaking space alone holds a line open; any other is a space.
      if (words !== "") this.space = true;
      return;
    }
    if (this.breaks > 1) this.part();
    if (this.breaks === 1 && this.text !== "") this.append("<br>", "\n");
    else if ((this.space || /^\s/.test(words)) && this.text !== "") this.append(" ", " ");
    this.breaks = 0;
    for (const open of this.open) {
      if (!open.written) this.html += open.opening;
      open.written = true;
    }
    this.append(escapeHtml(bare), bare);
    this.count(bare.replace(/\s/g, "").length);
    this.space = /\s$/.test(words);
  }

  break(): void {
    this.breaks++;
  }

  block(block: Block): void {
    (this.text === "" ? this.before : this.after).push(block);
  }

  within(tag: string, attributes: string, content: () => void): void {
    if (this.open.some((open) => open.tag === tag)) {
      content();
      return;
    }
    const open: Open = { tag, opening: `<${tag}${attributes}>`, written: false };
    this.open.push(open);
    content();
    this.open.pop();
    if (open.written) this.html += `</${tag}>`;
  }

  link(href: string, content: () => void): void {
    const from = this.links.length;
    this.links.push(href);
    const before = this.text;
    this.within("a", ` href="${escapeAttribute(href)}"`, content);
    if (this.text === before) this.links.length = Math.min(this.links.length, from);
  }

  end(): Passage[] {
    this.part();
    return this.passages;
  }

  private append(html: string, text: string): void {
    this.html += html;
    this.text += text;
  }

  private count(characters: number): void {
    const isOpen = (tag: string): boolean => this.open.some((open) => open.tag === tag);
    if (isOpen("a")) this.linked += characters;
    if (isOpen("strong")) this.plainCharacters.bold += characters;
    if (isOpen("em")) this.plainCharacters.slight += characters;
    this.plainCharacters.all += characters;
  }

  private part(): void {
    for (const open of [...this.open].reverse()) {
      if (open.written) this.html += `</${open.tag}>`;
      open.written = false;
    }
    const { bold, slight, all } = this.plainCharacters;
    const line: Line = {
      html: this.html,
      text: this.text,
      linkedCharacters: this.linked,
      links: this.links,
      ...(all > 0 && bold === all && { bold: true }),
      ...(all > 0 && slight === all && { slight: true }),
    };
    if (line.text !== "" || this.before.length > 0)
      this.passages.push({ line, before: this.before, after: this.after });
    Object.assign(this, { html: "", text: "", linked: 0, links: [], before: [], after: [], breaks: 0, space: false });
    this.plainCharacters = { bold: 0, slight: 0, all: 0 };
  }
}

/** What an element among words stands for, where it is not words: a picture, an embed. */
export type ReadObject = (element: Element, desk: Desk) => Block | undefined;

const OBJECT = /^(?:img|picture|iframe|video|audio|object|embed|amp-img|amp-youtube)$/;

/** The passages of nodes that stand in one line. */
export function readInline(nodes: Iterable<Node>, desk: Desk, readObject: ReadObject): Passage[] {
  const writer = new Writer();
  const read = (node: Node): void => {
    if (isText(node)) writer.write(node.data);
    else if (isElement(node)) readElement(node);
  };
  const readElement = (node: Element): void => {
    if (node.localName === "br") {
      writer.break();
      return;
    }
    if (OBJECT.test(node.localName)) {
      const block = readObject(node, desk);
      if (block) writer.block(block);
      return;
    }
    const content = (): void => {
      const parted = isBlock(node);
      if (parted) writer.break();
      for (const child of childrenOf(node)) read(child);
      if (parted) writer.break();
    };
    if (node.localName === "a") readLink(node, desk, writer, content);
    else if (node.localName === "q") quoted(writer, content);
    else tagsOf(node).reduceRight<() => void>((inner, tag) => () => writer.within(tag, "", inner), content)();
  };
  const readAll = (): void => {
    for (const node of nodes) read(node);
  };
  if (desk.around) readLink(desk.around, desk, writer, readAll);
  else readAll();
  return writer.end();
}

function readLink(anchor: Element, desk: Desk, writer: Writer, content: () => void): void {
  const href = anchor.getAttribute("href")?.trim() ?? "";
  // A place in the same text, once on paper, is no place.
  const url = href === "" || href.startsWith("#") ? undefined : resolveUrl(href, desk.baseUrl);
  if (url && /^(?:https?:|mailto:|tel:)/.test(url)) writer.link(url, content);
  // The number of a note.
  else if (/^#./.test(href) && /^\s*[\d*†]{1,3}\s*$/.test(anchor.textContent)) writer.within("sup", "", content);
  // Anything else but the way back from a note to its place.
  else if (!/^(?:[\s↑↩⤴^]|\ufe0e|\ufe0f)+$/.test(anchor.textContent)) content();
}

function quoted(writer: Writer, content: () => void): void {
  writer.write("“");
  content();
  writer.write("”");
}

/** Word processors and old editors say bold and italic by style; Google Docs wraps all in a `<b>` that is not bold. */
function tagsOf(element: Element): string[] {
  const tag = TAGS[element.localName];
  const style = element.getAttribute("style") ?? "";
  if (tag === "strong" && /font-weight\s*:\s*(?:normal|400)/i.test(style)) return [];
  if (tag) return [tag];
  if (element.localName === "small") return [];
  const styled: string[] = [];
  if (/font-weight\s*:\s*(?:bold|[6-9]00)/i.test(style)) styled.push("strong");
  if (/font-style\s*:\s*(?:italic|oblique)/i.test(style)) styled.push("em");
  return styled;
}

/** All of the nodes as one line; paragraphs among them run on. */
export function readLine(nodes: Iterable<Node>, desk: Desk): Line {
  const passages = readInline(nodes, desk, () => undefined).map(({ line }) => line);
  return joinLines(passages);
}

/** Lines run on into one, a line break between them. */
export function joinLines(lines: readonly Line[]): Line {
  const filled = lines.filter(({ text }) => text !== "");
  return {
    html: filled.map(({ html }) => html).join("<br>"),
    text: filled.map(({ text }) => text).join("\n"),
    linkedCharacters: filled.reduce((sum, line) => sum + line.linkedCharacters, 0),
    links: filled.flatMap(({ links }) => links),
    ...(filled.length > 0 && filled.every(({ bold }) => bold) && { bold: true as const }),
    ...(filled.length > 0 && filled.every(({ slight }) => slight) && { slight: true as const }),
  };
}

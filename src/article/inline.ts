import { cleanText } from "./clean.js";
import type { HtmlElement, HtmlNode } from "./htmlTree.js";
import { checkLink, isUrlLike } from "./links.js";
import type { Scope } from "./scope.js";
import type { Inline } from "./types.js";
import { type Leaf, setLeaves } from "./typography.js";

type InlineWithContent = Extract<Inline, { content: readonly Inline[] }>;
type StyleKind = Exclude<InlineWithContent["kind"], "link">;

const STYLES: Readonly<Record<string, StyleKind>> = {
  em: "emphasis",
  i: "emphasis",
  cite: "emphasis",
  dfn: "emphasis",
  var: "emphasis",
  strong: "strong",
  b: "strong",
  code: "code",
  kbd: "code",
  samp: "code",
  tt: "code",
  sup: "sup",
  sub: "sub",
};

/** Elements that stand in running text. Those without a place in the tree are unwrapped. */
const RUNNING = new Set([
  ...Object.keys(STYLES),
  ..."a br wbr q img span small big u ins s del strike mark abbr acronym time font bdi bdo label data ruby rb rp rt nobr picture".split(
    " ",
  ),
]);

export const isRunning = (node: HtmlNode): boolean => node.kind === "text" || RUNNING.has(node.name);

/** Whether the tree of running text holds a block, as `<a><p>…</p></a>` does. */
export const holdsBlock = (node: HtmlNode): boolean =>
  node.kind === "element" && node.children.some((child) => !isRunning(child) || holdsBlock(child));

/** The words of a node. A break, or the edge of a block, is a line feed. */
export function textOf(node: HtmlNode): string {
  if (node.kind === "text") return node.text;
  if (node.name === "br") return "\n";
  const inside = node.children.map(textOf).join("");
  return isRunning(node) ? inside : `\n${inside}\n`;
}

/**
 * Running text from HTML: styles, links and breaks; white space as in print; house typography. Blocks inside stand apart
 * by a break. Pictures go to `scope.pictures`. Problems: LINK_REFUSED, HTML_UNWRAPPED.
 */
export function buildInline(nodes: readonly HtmlNode[], scope: Scope): readonly Inline[] {
  const raw = nodes.flatMap((node) => buildNode(node, scope, new Set()));
  const content = tidy(raw);
  const caption = captionText(content);
  // To typography the mark would be a word before a caption's first.
  if (caption) return tidy([{ kind: "text", text: ": " }, ...typeset(caption, scope.language)]);
  return typeset(content, scope.language);
}

/** The words behind the colon that makes a caption of a line below a table. */
export function captionText(content: readonly Inline[]): readonly Inline[] | undefined {
  const [first, ...others] = content;
  const mark = first?.kind === "text" ? /^:\s+/.exec(first.text)?.[0] : undefined;
  if (first?.kind !== "text" || mark === undefined) return undefined;
  const rest = first.text.slice(mark.length);
  const words: readonly Inline[] = rest === "" ? others : [{ kind: "text", text: rest }, ...others];
  return words.length > 0 ? words : undefined;
}

function buildNode(node: HtmlNode, scope: Scope, active: ReadonlySet<string>): Inline[] {
  if (node.kind === "text") return [{ kind: "text", text: cleanText(node.text) }];
  const inside = (style?: string): Inline[] =>
    node.children.flatMap((child) => buildNode(child, scope, style ? new Set([...active, style]) : active));
  const style = STYLES[node.name];
  if (style !== undefined) return active.has(style) ? inside() : [{ kind: style, content: inside(style) }];
  switch (node.name) {
    case "br":
      return [{ kind: "break" }];
    case "wbr":
      return [];
    case "img":
      scope.pictures.push(node);
      return [];
    case "a":
      return active.has("link") ? inside() : buildLink(node, inside("link"), scope);
    case "q":
      return [{ kind: "text", text: '"' }, ...inside(), { kind: "text", text: '"' }];
    default:
      if (node.name !== "p") scope.unwrapped(node);
      return RUNNING.has(node.name) ? inside() : [{ kind: "break" }, ...inside(), { kind: "break" }];
  }
}

function buildLink(node: HtmlElement, content: readonly Inline[], scope: Scope): Inline[] {
  const written = node.attributes.href;
  if (written === undefined) return [...content]; // a target for links within a web page
  const checked = checkLink(written);
  if ("href" in checked) return [{ kind: "link", href: checked.href, content }];
  scope.report({
    code: "LINK_REFUSED",
    severity: "warning",
    line: scope.lineAt(node.offset),
    near: written,
    message: `The link to “${cleanText(written)
      .replace(/[\n\t]/g, " ")
      .slice(0, 80)}” was taken off its words: ${checked.refused}.`,
    remedy:
      "Link to an address that begins with https://, http:// or mailto:, or to an article of this issue as `#slug`.",
  });
  return [...content];
}

/**
 * White space as in print: runs become one space, none at the edges nor beside a break; neighbouring texts are joined,
 * empty styles and breaks at the edges or in a row are dropped.
 */
export const tidy = (content: readonly Inline[]): readonly Inline[] => tidySide(tidySide(content, "start"), "end");

function tidySide(content: readonly Inline[], side: "start" | "end"): Inline[] {
  const ordered = <T>(items: readonly T[]): readonly T[] => (side === "start" ? items : items.toReversed());
  let atEdge = true;
  let afterBreak = true;
  const walk = (items: readonly Inline[]): Inline[] => {
    const kept: Inline[] = [];
    for (const item of ordered(items)) {
      if (item.kind === "break") {
        if (!afterBreak) kept.push(item);
        atEdge = afterBreak = true;
      } else if (item.kind === "text") {
        const text = trimText(item.text, atEdge, side);
        if (text === "") continue;
        atEdge = side === "start" && text.endsWith(" ");
        afterBreak = false;
        const last = kept.at(-1);
        if (last?.kind === "text") kept[kept.length - 1] = { kind: "text", text: ordered([last.text, text]).join("") };
        else kept.push({ kind: "text", text });
      } else {
        const inner = walk(item.content);
        if (inner.length > 0) kept.push({ ...item, content: inner });
      }
    }
    return [...ordered(kept)];
  };
  return walk(content);
}

function trimText(text: string, atEdge: boolean, side: "start" | "end"): string {
  const spaced = /[\t\n]| {2}/.test(text) ? text.replace(/[ \t\n]+/g, " ") : text;
  if (!atEdge) return spaced;
  return side === "start" ? spaced.replace(/^ /, "") : spaced.replace(/ $/, "");
}

/** House typography over a whole paragraph. Code, breaks and link texts that are addresses stay as they are. */
function typeset(content: readonly Inline[], language: string): readonly Inline[] {
  const leaves: Leaf[] = [];
  const gather = (items: readonly Inline[], opaque: boolean): void => {
    for (const item of items) {
      if (item.kind === "break") leaves.push({ text: "\n", opaque: true });
      else if (item.kind === "text") leaves.push({ text: item.text, opaque });
      else
        gather(
          item.content,
          opaque || item.kind === "code" || (item.kind === "link" && isUrlLike(plainText(item.content))),
        );
    }
  };
  gather(content, false);
  const set = setLeaves(leaves, language)[Symbol.iterator]();
  const spread = (items: readonly Inline[]): Inline[] =>
    items.map((item) => {
      if (item.kind === "break") set.next();
      else if (item.kind === "text") return { ...item, text: set.next().value!.text };
      else return { ...item, content: spread(item.content) };
      return item;
    });
  return spread(content);
}

/** The words alone; a break is a line feed. */
export const plainText = (content: readonly Inline[]): string =>
  content
    .map((item) => (item.kind === "text" ? item.text : item.kind === "break" ? "\n" : plainText(item.content)))
    .join("");

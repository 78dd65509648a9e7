import { buildBlocks } from "./blocks.js";
import type { HtmlElement, HtmlNode } from "./htmlTree.js";
import { type Scope, within } from "./scope.js";
import type { Block, Inline, List } from "./types.js";

/** Lists within lists that a column can show. */
const MAX_LIST_DEPTH = 4;

/** Enough for any list; an absurd first number is set to it. */
const MAX_START = 9999;

/**
 * A list whose items are paragraphs and lists. What else stands in an item becomes paragraphs or follows the list; lists
 * beyond the fourth level join the fourth. Problems: LIST_TOO_DEEP.
 */
export function buildList(element: HtmlElement, outer: Scope): Block[] {
  const scope = within(outer, { listDepth: outer.listDepth + 1 });
  const line = scope.lineAt(element.offset);
  if (scope.listDepth === MAX_LIST_DEPTH + 1) {
    scope.report({
      code: "LIST_TOO_DEEP",
      severity: "error",
      line,
      message: `A list within a list stands at level ${scope.listDepth}; a column shows ${MAX_LIST_DEPTH}.`,
      remedy: "Indent less, or turn the upper levels into crossheads.",
    });
  }
  const items = itemsOf(element).flatMap((nodes) => splitDeepLists(buildItem(nodes, scope), scope));
  if (items.length === 0) return [];
  const start = Number.parseInt(element.attributes.start ?? "1", 10);
  return [
    {
      kind: "list",
      place: scope.reporter.placeAt(line),
      ordered: element.name === "ol",
      start: Math.min(MAX_START, Math.max(0, Number.isNaN(start) ? 1 : start)),
      items,
    },
  ];
}

/** The contents of each `<li>`; what stands between them joins the item before. */
function itemsOf(element: HtmlElement): HtmlNode[][] {
  const items: HtmlNode[][] = [];
  for (const child of element.children) {
    if (child.kind === "element" && child.name === "li") items.push([...child.children]);
    else if (child.kind === "text" && child.text.trim() === "") continue;
    else if (items.length > 0) items.at(-1)!.push(child);
    else items.push([child]);
  }
  return items;
}

function buildItem(nodes: readonly HtmlNode[], scope: Scope): Block[] {
  return buildBlocks(nodes, scope).flatMap((block) => plainBlocks(block, scope));
}

/** What a list item may hold: paragraphs and lists. Words stay in the item; pictures, tables and boxes follow the list. */
function plainBlocks(block: Block, scope: Scope): Block[] {
  const { place } = block;
  switch (block.kind) {
    case "paragraph":
    case "list":
      return [block];
    case "heading":
      return [{ kind: "paragraph", place, content: [{ kind: "strong", content: block.content }] }];
    case "quote":
      return [...block.blocks.flatMap((inner) => plainBlocks(inner, scope)), ...citeParagraph(block.cite, block)];
    case "pullQuote":
      return [{ kind: "paragraph", place, content: block.content }, ...citeParagraph(block.cite, block)];
    default:
      scope.displaced.push(block);
      return [];
  }
}

const citeParagraph = (cite: readonly Inline[] | undefined, { place }: Block): Block[] =>
  cite ? [{ kind: "paragraph", place, content: [{ kind: "text", text: "— " }, ...cite] }] : [];

/** At the deepest level, the items of a list within an item become items beside it. */
function splitDeepLists(item: readonly Block[], scope: Scope): (readonly Block[])[] {
  if (scope.listDepth < MAX_LIST_DEPTH) return item.length === 0 ? [] : [item];
  const items: Block[][] = [[]];
  for (const block of item) {
    if (block.kind === "list") items.push(...(block as List).items.map((inner) => [...inner]), []);
    else items.at(-1)!.push(block);
  }
  return items.filter((blocks) => blocks.length > 0);
}

/** How each list and item will be written is settled once, before the tree is walked. */

/** Our reader's limit. */
const MAX_START = 9999;

/** Gives each item its marker, and notes which lists stand close: their items without empty lines between them. */
export function prepareLists(root: Element): void {
  // The innermost first: a list is close only if those in its items are.
  for (const list of [...root.querySelectorAll("ul, ol")].toReversed()) {
    const items = [...list.children];
    list.toggleAttribute("close", items.every(isPlain));
    const other = isOther(list);
    const start = Math.min(MAX_START, Math.max(0, startOf(list)));
    items.forEach((item, index) => {
      const marker = list.nodeName === "OL" ? `${start + index}${other ? ")" : "."}` : other ? "*" : "-";
      item.setAttribute("marker", `${marker} `);
    });
  }
}

/** Neighbouring lists of one kind would be read as one, were their markers the same. */
function isOther(list: Element): boolean {
  let before = 0;
  for (let beside = list.previousElementSibling; beside?.nodeName === list.nodeName; ) {
    before++;
    beside = beside.previousElementSibling;
  }
  return before % 2 === 1;
}

const startOf = (list: Element): number => {
  const start = Number.parseInt(list.getAttribute("start") ?? "1", 10);
  return Number.isNaN(start) ? 1 : start;
};

/** A paragraph, and perhaps a list right below it. */
function isPlain({ children: [first, second, third] }: Element): boolean {
  return first?.nodeName === "P" && (second === undefined || isClose(second)) && third === undefined;
}

/** A list right below its item's words. One that begins with another number than one must stand apart from them. */
export const isClose = (list: Element): boolean =>
  list.hasAttribute("close") &&
  !list.hasAttribute("lang") &&
  list.parentElement?.nodeName === "LI" &&
  list.previousElementSibling?.nodeName === "P" &&
  (list.nodeName === "UL" || startOf(list) === 1);

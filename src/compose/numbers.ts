/** A list's numbers end at least so far left of its words, px (as in `print/pdfkit/copy/blocks.ts`). */
const LABEL_GAP_PX = 6;
/** Layouts leave room for a digit and its point. */
const USUAL_CHARACTERS = 2;

/** The items of an ordered list, each with its number. */
const numberedItems = (list: Element): { readonly item: HTMLElement; readonly label: HTMLElement }[] =>
  [...list.children].flatMap((item) => {
    const label = item.querySelector<HTMLElement>(":scope > [data-lead]");
    return label === null ? [] : [{ item: item as HTMLElement, label }];
  });

const isLong = (list: Element): boolean => {
  const last = numberedItems(list).at(-1);
  return (last?.label.textContent ?? "").length > USUAL_CHARACTERS;
};

/** Width of an element's words, however wide its box. */
const wordsPx = (element: Element): number => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect().width;
};

/**
 * Pushes the words of all items of a list to the right where its numbers are longer than the layout leaves room for. Only lists with long
 * numbers are measured, all in one layout.
 */
export const widenLists = (): void => {
  const lists = [...document.querySelectorAll("[data-copy] ol")].filter(isLong).map(numberedItems);
  const measured = lists.map((items) => {
    const [{ item, label }] = items;
    const padPx = Number.parseFloat(getComputedStyle(item).paddingLeft);
    const roomPx = item.getBoundingClientRect().left + padPx - label.getBoundingClientRect().left;
    const widestPx = Math.max(...items.map((one) => wordsPx(one.label)));
    return { items, padPx, widestPx, morePx: Math.ceil(widestPx + LABEL_GAP_PX - roomPx) };
  });
  for (const { items, padPx, widestPx, morePx } of measured)
    for (const { item, label } of morePx > 0 ? items : []) {
      item.style.paddingLeft = `${padPx + morePx}px`;
      label.style.width = `${widestPx}px`;
    }
};

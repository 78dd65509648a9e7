/** Outlines over composed pages, for the pictures in the documentation. Runs in the browser's page, as text. */

/** What is outlined, by CSS selector within a page, and in which colour. docs/layouts.md says what the colours mean. */
const OUTLINED = {
  "[data-head]": "#d9480f",
  ".copy-frame, .float": "#1c6dd0",
  ".hero, .cover-picture": "#2f9e44",
  "[data-apart]": "#9c36b5",
} as const;

/** Page px: a line and a half when the picture is reduced. */
const LINE_PX = 3;

/** Outlines the parts of pages (indexes from 0) and gives their places in the document. */
export const OUTLINE = `(indexes) => {
  const pages = [...document.querySelectorAll("body > .page")];
  return indexes.map((index) => {
    const page = pages[index];
    const origin = page.getBoundingClientRect();
    const boxes = Object.entries(${JSON.stringify(OUTLINED)}).flatMap(([selector, colour]) =>
      [...page.querySelectorAll(selector)].map((element) => ({ colour, rect: element.getBoundingClientRect() })));
    for (const { colour, rect } of boxes) {
      if (rect.width === 0 || rect.height === 0) continue;
      const box = document.createElement("div");
      // Outside of words; inside of what runs to the page's edges.
      const inside = rect.width >= origin.width - 1 ? "-${LINE_PX}px" : "0px";
      box.style.cssText = "position:absolute;z-index:9;pointer-events:none;outline-offset:" + inside
        + ";left:" + (rect.left - origin.left) + "px;top:" + (rect.top - origin.top) + "px"
        + ";width:" + rect.width + "px;height:" + rect.height + "px;outline:${LINE_PX}px solid " + colour;
      page.append(box);
    }
    return { x: origin.left + scrollX, y: origin.top + scrollY, width: origin.width, height: origin.height };
  });
}`;

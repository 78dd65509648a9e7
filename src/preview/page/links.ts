/** Links in the pages: to the page of an article, or out of the preview. */
import { goToPage } from "./arrange.js";
import type { PagesFrame } from "./pagesFrame.js";

const goToId = (frame: PagesFrame, id: string): void => {
  const target = frame.document.getElementById(id);
  const index = target === null ? -1 : frame.pages.findIndex((page) => page.contains(target));
  if (index >= 0) goToPage(index + 1);
};

/** The link that was pressed, be it below the empty box of a frame: in the printed file links lie above all. */
const linkAt = ({ document }: PagesFrame, { target, clientX, clientY }: MouseEvent): HTMLAnchorElement | undefined => {
  for (const element of [target as Element, ...document.elementsFromPoint(clientX, clientY)]) {
    const link = element.closest<HTMLAnchorElement>("a[href]");
    if (link !== null) return link;
  }
  return undefined;
};

/** Follows links that are pressed from now on: the frame itself goes nowhere. */
export const followLinks = (frame: PagesFrame): void => {
  frame.document.addEventListener("click", (event) => {
    const link = linkAt(frame, event);
    if (link === undefined || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    const href = link.getAttribute("href")!;
    if (href.startsWith("#")) goToId(frame, decodeURIComponent(href.slice(1)));
    else window.open(link.href, "_blank", "noopener");
  });
};

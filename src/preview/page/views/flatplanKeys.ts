/** Arrow keys on the flatplan: from page to page, and to the page above or below on the light table. */

/** Middle of an element on the screen. */
const middleOf = (element: HTMLElement): { readonly x: number; readonly y: number } => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
};

/** The nearest page in the next row above (−1) or below (1). */
const nearestInRow = (pages: readonly HTMLElement[], from: HTMLElement, step: 1 | -1): HTMLElement | undefined => {
  const start = middleOf(from);
  const half = from.offsetHeight / 2;
  const beyond = pages.map((page) => ({ page, at: middleOf(page) })).filter(({ at }) => (at.y - start.y) * step > half);
  const rowY = Math.min(...beyond.map(({ at }) => at.y * step));
  return beyond
    .filter(({ at }) => at.y * step < rowY + half)
    .sort((one, other) => Math.abs(one.at.x - start.x) - Math.abs(other.at.x - start.x))[0]?.page;
};

const target = (key: string, pages: readonly HTMLElement[], index: number): HTMLElement | undefined => {
  switch (key) {
    case "ArrowRight":
      return pages[index + 1];
    case "ArrowLeft":
      return pages[index - 1];
    case "ArrowDown":
      return nearestInRow(pages, pages[index], 1);
    case "ArrowUp":
      return nearestInRow(pages, pages[index], -1);
    case "Home":
      return pages[0];
    case "End":
      return pages.at(-1);
  }
};

const KEYS: ReadonlySet<string> = new Set(["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End"]);

/** Moves the focus among the pages' buttons. */
export const moveAmongPages = (event: KeyboardEvent, pages: readonly HTMLElement[]): void => {
  const index = pages.indexOf(event.target as HTMLElement);
  if (index === -1 || !KEYS.has(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  target(event.key, pages, index)?.focus();
};

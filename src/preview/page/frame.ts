/** The one frame with the pages, for all who draw on it or measure it. */
import type { PagesFrame } from "./pagesFrame.js";

let current: PagesFrame | undefined;

export const setPagesFrame = (frame: PagesFrame): void => {
  current = frame;
};

/** Undefined until the frame's document is there. */
export const pagesFrame = (): PagesFrame | undefined => current;

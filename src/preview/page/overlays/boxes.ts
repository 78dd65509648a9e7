/** Boxes on a page, in px of the page from its top-left corner, whatever it is scaled to. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What has a box on the screen: an element, or a range of text. */
interface OnScreen {
  getBoundingClientRect(): DOMRect;
}

/** How large a page is shown. */
export const scaleOf = (page: HTMLElement): number => page.getBoundingClientRect().width / page.offsetWidth || 1;

/** Tells boxes on one page; the page itself is measured once. */
export const measurePage = (page: HTMLElement): ((what: OnScreen) => Box) => {
  const scale = scaleOf(page);
  const origin = page.getBoundingClientRect();
  return (what) => {
    const { left, top, width, height } = what.getBoundingClientRect();
    return {
      x: (left - origin.left) / scale,
      y: (top - origin.top) / scale,
      width: width / scale,
      height: height / scale,
    };
  };
};

export const bottomOf = ({ y, height }: Box): number => y + height;

/** What two boxes have in common; undefined when that is nothing. */
export const common = (one: Box, other: Box): Box | undefined => {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(bottomOf(one), bottomOf(other)) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
};

/** Px in a millimetre. */
const PX_PER_MM = 96 / 25.4;

/** `18 mm`, `56.3 mm`. */
export const inMm = (px: number): string => `${Math.round((px / PX_PER_MM) * 10) / 10} mm`;

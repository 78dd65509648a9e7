/** What can be worked with on a page: found, reached and looked at from outside. */
import type { Page } from "puppeteer-core";

/** Kept in the page between two looks at it. */
interface Keeping {
  controls: HTMLElement[];
}

/** What the Tab key should stop at, in the open dialog where there is one, told by its words. Kept in the page for `stepOn`. */
const keepControls = (page: Page, within = "body"): Promise<string[]> =>
  page.evaluate((selector) => {
    const room = document.querySelector("dialog[open]") ?? document.querySelector(selector)!;
    const all = room.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]");
    const controls = [...all].filter(
      (control) =>
        control.checkVisibility({ visibilityProperty: true }) &&
        !control.matches(":disabled, [tabindex='-1'], [inert] *") &&
        // Of a group the keyboard stops at the one that is chosen.
        !control.matches("input[type=radio]:not(:checked)"),
    );
    (window as unknown as Keeping).controls = controls;
    return controls.map((control) => {
      const words = control.getAttribute("aria-label") ?? control.textContent ?? "";
      return `${control.localName}.${control.className} ${words}`.trim();
    });
  }, within);

/** Which of the kept controls the focus is on (−1: another), and whether that can be seen. */
const stepOn = (page: Page): Promise<{ readonly index: number; readonly isSeen: boolean }> =>
  page.evaluate(() => {
    const control = document.activeElement as HTMLElement;
    const outlined = (element: Element | null | undefined): boolean => {
      if (element == null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    };
    const { left, top, right, bottom, width, height } = control.getBoundingClientRect();
    const isInWindow = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && width > 0 && height > 0;
    // A control that lies unseen over its label's drawing shows the focus there.
    const isOutlined = [control, control.nextElementSibling, control.closest("label")].some(outlined);
    return { index: (window as unknown as Keeping).controls.indexOf(control), isSeen: isInWindow && isOutlined };
  });

/** Controls of a part of the page that Tab does not come to, or at which the focus is not seen. */
export const controlsWithoutFocus = async (page: Page, within?: string): Promise<readonly string[]> => {
  const controls = await keepControls(page, within);
  if (controls.length === 0) throw new Error("There is nothing to reach.");
  const reached = new Map<number, boolean>();
  for (let turn = 0; reached.size < controls.length && turn < controls.length + 100; turn++) {
    await page.keyboard.press("Tab");
    const at = await stepOn(page);
    if (at.index >= 0) reached.set(at.index, at.isSeen);
  }
  return controls.filter((_, index) => reached.get(index) !== true);
};

/** Controls that cannot be brought into the window whole, and uncovered, by scrolling what they stand in; and what makes the page itself wider than that. */
export const controlsCutOff = async (page: Page): Promise<readonly string[]> => {
  const names = await keepControls(page);
  return page.evaluate((known) => {
    const wide =
      document.documentElement.scrollWidth > innerWidth ? [`page ${document.documentElement.scrollWidth}`] : [];
    const isWithin = (control: HTMLElement): boolean => {
      control.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      const { left, top, right, bottom } = control.getBoundingClientRect();
      const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
      const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
      const there = document.elementFromPoint(x, y);
      const label = control.closest("label");
      const isFree = there !== null && (control.contains(there) || there.contains(control) || label?.contains(there));
      return left >= -1 && right <= innerWidth + 1 && Boolean(isFree);
    };
    const { controls } = window as unknown as Keeping;
    return [...wide, ...known.filter((_, index) => !isWithin(controls[index]!))];
  }, names);
};

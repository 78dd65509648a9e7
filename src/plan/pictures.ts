import type { BrowserSession, CaptureArea } from "../print/index.js";

/** A page as it will look, and its section's colour. */
export interface PagePicture {
  readonly jpeg: Uint8Array;
  /** CSS colour. */
  readonly colour: string;
  /** Height over width. */
  readonly aspect: number;
}

/** Device px to a CSS px of the page: small type can just be read when the picture is enlarged. */
const SCALE = 0.62;

const FIND_PAGES = `() => [...document.querySelectorAll("body > .page")].map((page) => {
  const { left, top, width, height } = page.getBoundingClientRect();
  const colour = getComputedStyle(page).getPropertyValue("--section").trim();
  return { colour, area: { x: left + scrollX, y: top + scrollY, width, height } };
})`;

/** Takes a picture of every page that stands composed in the browser. */
export const capturePages = async (browser: BrowserSession): Promise<PagePicture[]> => {
  const found = await browser.run<{ colour: string; area: CaptureArea }[]>(FIND_PAGES, undefined);
  const pictures: PagePicture[] = [];
  for (const { colour, area } of found) {
    const jpeg = await browser.capture(area, { scale: SCALE, format: "jpeg" });
    pictures.push({ jpeg, colour: colour === "" ? "#555" : colour, aspect: area.height / area.width });
  }
  return pictures;
};

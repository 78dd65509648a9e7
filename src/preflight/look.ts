/** What of the composed pages only the browser knows: how large pictures are drawn, how many lines headlines take. */

export interface SeenPicture {
  /** The name that the document has for it. */
  readonly src: string;
  readonly pageIndex: number;
  /** The whole picture as it is drawn, cut to shape or not, CSS px. */
  readonly width: number;
  readonly height: number;
}

export interface SeenHeadline {
  /** The article's, where the headline says whose it is. */
  readonly slug: string;
  readonly pageIndex: number;
  readonly lines: number;
  /** Height of the headline, px, and of the area that it shares with the copy. */
  readonly height: number;
  readonly areaHeight: number;
}

export interface Seen {
  readonly pictures: readonly SeenPicture[];
  readonly headlines: readonly SeenHeadline[];
}

/** Runs inside the browser's page; only reads. The pages have been laid out. */
export const LOOK = `() => {
  const pages = [...document.querySelectorAll("body > .page")];
  const pictures = [], headlines = [];
  pages.forEach((page, pageIndex) => {
    const sheet = page.getBoundingClientRect();
    for (const image of page.querySelectorAll("img")) {
      const { width, height } = image.getBoundingClientRect();
      const fit = getComputedStyle(image).objectFit;
      const aspect = Number(image.getAttribute("width")) / Number(image.getAttribute("height"));
      const cut = (fit === "cover" || fit === "contain") && aspect > 0;
      const wider = width / height > aspect;
      const byWidth = fit === "cover" ? wider : !wider;
      const drawn = !cut ? [width, height] : byWidth ? [width, width / aspect] : [height * aspect, height];
      if (width > 0) pictures.push({ src: image.getAttribute("src") ?? "", pageIndex, width: drawn[0], height: drawn[1] });
    }
    for (const headline of page.querySelectorAll("h1[id]")) {
      const leading = Number.parseFloat(getComputedStyle(headline).lineHeight);
      const range = document.createRange();
      range.selectNodeContents(headline);
      const { height } = range.getBoundingClientRect();
      const area = (headline.closest(".area") ?? page).getBoundingClientRect();
      headlines.push({ slug: headline.id, pageIndex, lines: Math.max(1, Math.round(height / leading)), height, areaHeight: Math.min(area.height, sheet.height) });
    }
  });
  return { pictures, headlines };
}`;

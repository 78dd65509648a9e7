/** Pictures with their captions, and galleries. */
import { type Block, type Figure, type Gallery, type Line, textOf } from "./blocks.js";
import { fold } from "./fold.js";
import { type Desk, joinLines, readLine } from "./inline.js";
import { childrenOf, isElement, namesOf } from "./nodes.js";
import { figureOf, pictureKey } from "./pictures.js";
import { selector } from "./select.js";

const CAPTION = selector(
  "figcaption, [class*=caption-text], [class*=wp-caption-t], .caption, [class*=image-caption], [class*=-caption], [class*=_caption], .tr-caption, [class*=spip_doc_titre], [class*=spip_doc_descriptif], [class*=spip_doc_legende], .spip_doc_credits, [class*=legende], .legend, .cutline, [class*=photo-desc], [class*=field--name-field-caption], [class*=image-desc]",
);
const CREDIT = selector(
  "[class*=credit], [class*=copyright], [class*=photographer], [class*=photo-by], [class*=image-source], [class*=caption-source], [class*=photo-source], [itemprop=copyrightHolder], [itemprop=creditText]",
);
const IMAGES = selector("img");
const GALLERY =
  /[\s_-](?:gallery|galleries|galerie|slideshow|carousel|slider|swiper|mosaic|tiled|lightbox|photoset|image-grid|portfolio)[\s_-]|[\s](?:blocks-gallery-grid|kg-gallery-container|gallery-columns)/;

export const hasCaption = (element: Element): boolean => CAPTION.first(element) !== undefined;

export const isGallery = (element: Element, desk: Desk): boolean => {
  const { images, characters } = desk.holdings(element);
  return images > 1 && characters < images * 600 && GALLERY.test(namesOf(element));
};

/** The pictures of an element with its caption: a figure, or a gallery where there are several. */
export function readPictures(element: Element, desk: Desk): Block[] {
  const shared = captionOf(element, desk);
  const figures: Figure[] = [];
  for (const image of IMAGES.all(element)) {
    const figure = figureOf(image, desk.baseUrl);
    if (!figure) continue;
    const own = holderOf(image, element);
    const captioned = own ? { ...figure, ...captionOf(own, desk) } : figure;
    const twin = figures.findIndex(({ src }) => pictureKey(src) === pictureKey(figure.src));
    if (twin < 0) figures.push(captioned);
    else figures[twin] = { ...captioned, ...figures[twin]! };
  }
  const rest = restOf(element, figures, desk);
  if (figures.length === 0) return shared.caption ? [{ kind: "paragraph", line: shared.caption }, ...rest] : rest;
  if (figures.length === 1) return [{ ...figures[0]!, ...shared }, ...rest];
  return [galleryOf(figures, shared), ...rest];
}

/** Words beside pictures and captions: short titles of pictures go, all else is the story's. */
function restOf(element: Element, figures: readonly Figure[], desk: Desk): Block[] {
  for (const part of [...CAPTION.all(element), ...IMAGES.all(element)]) part.remove();
  const isTitle = (text: string): boolean =>
    figures.some(({ alt }) => fold(alt) === fold(text)) || (figures.length > 1 && text.split(" ").length <= 8);
  return desk.readBlocks(element, desk).filter((block) => {
    const text = textOf(block);
    if (!isTitle(text)) return true;
    desk.removals.push({ reason: "ornament", text });
    return false;
  });
}

export function galleryOf(figures: readonly Figure[], { caption, credit }: Captioned): Gallery {
  return {
    kind: "gallery",
    figures: credit ? figures.map((figure) => ({ credit, ...figure })) : figures,
    ...(caption && { caption }),
  };
}

/** The part of a gallery that one picture shares with nothing but its caption. */
function holderOf(image: Element, gallery: Element): Element | undefined {
  let holder: Element | undefined;
  for (let up = image.parentElement; up && up !== gallery; up = up.parentElement) {
    if (IMAGES.all(up).length > 1) break;
    if (CAPTION.first(up)) holder = up;
  }
  return holder;
}

interface Captioned {
  readonly caption?: Line;
  readonly credit?: string;
}

/** The caption of an element itself, not of figures in it. */
export function captionOf(element: Element, desk: Desk): Captioned {
  const images = IMAGES.all(element).length;
  const isOwn = (part: Element): boolean => {
    for (let up = part.parentElement; up && up !== element; up = up.parentElement) {
      const inCaption = CAPTION.matches(up);
      const inFigure = images > 1 && (up.localName === "figure" || IMAGES.all(up).length === 1);
      if (inCaption || inFigure) return false;
    }
    return IMAGES.first(part) === undefined || part.localName === "figcaption";
  };
  const parts = CAPTION.all(element).filter(isOwn);
  const credits = CREDIT.all(element).filter((part) => isOwn(part) || parts.some((own) => own.contains(part)));
  const marked = credits.map((part) => part.textContent.replace(/\s+/g, " ").trim()).find((text) => text !== "");
  for (const part of credits) part.remove();
  const lines = parts
    .filter((part) => !credits.includes(part))
    .map((part) =>
      readLine(
        [...childrenOf(part)].filter((node) => !isElement(node) || node.localName !== "img"),
        desk,
      ),
    );
  return withCredit(joinLines(lines), marked);
}

const LABEL =
  "(?:photo(?:graph|graphie|s)?|images?|pictures?|crédits?(?: photos?| image)?|credits?(?: photo)?|photo credits?|foto|fotografía|صورة|الصورة|تصوير|عدسة|مصدر الصورة)";
const TAIL = new RegExp(
  `(?:^|[\\s(–—|-]+)\\(?(?:${LABEL}\\s*(?::|©|/|by\\b|par\\b|courtesy of|de\\b|بواسطة)\\s*©?|©|\\(c\\))\\s*([^<>()|]{2,80}?)\\s*\\)?\\.?$`,
  "iu",
);
const LEADING_LABEL = new RegExp(
  `^(?:${LABEL}\\s*(?::|©|/|by\\b|par\\b|courtesy of)?|©|\\(c\\)|copyright)\\s*:?\\s*©?\\s*`,
  "iu",
);

/** A credit that stands at the caption's end goes apart: “A street in Sfax (photo: Amel Gharbi)”. */
function withCredit(caption: Line, marked: string | undefined): Captioned {
  if (marked) {
    const trimmed = trimEnd(caption);
    return {
      ...(trimmed.text && { caption: trimmed }),
      credit: marked.replace(/^[(\s]+|[)\s]+$/g, "").replace(LEADING_LABEL, "") || marked,
    };
  }
  if (caption.text === "") return {};
  const found = TAIL.exec(caption.text);
  if (!found) return { caption };
  const credit = found[1]!;
  const rest = caption.text.slice(0, found.index).replace(/[\s|–—-]+$/, "");
  const htmlTail = TAIL.exec(caption.html);
  // The same tail must be plain in the HTML, or cutting it would break tags.
  if (rest !== "" && !htmlTail) return { caption };
  const html = htmlTail ? caption.html.slice(0, htmlTail.index).replace(/[\s|–—-]+$/, "") : "";
  return { ...(rest && { caption: { ...caption, html, text: rest } }), credit };
}

const trimEnd = (line: Line): Line => ({
  ...line,
  html: line.html.replace(/(?:\s|<br>|[|–—/-]|\(\s*\))+$/, ""),
  text: line.text.replace(/(?:\s|[|–—/-]|\(\s*\))+$/, ""),
});

/** A line that is a credit and nothing else, as editors type one below a picture. */
export function creditOf(text: string): string | undefined {
  if (
    text.length > 100 ||
    !LEADING_LABEL.test(text) ||
    !/[:©/]|\bby\b|\bpar\b|courtesy/iu.test(fold(text).slice(0, 24))
  )
    return undefined;
  const name = text.replace(LEADING_LABEL, "").trim();
  return name !== "" && !/[.!?؟]\s/.test(name) ? name : undefined;
}

/** How many pixels pictures have to the inch at the size they are printed in. */
import type { PictureFacts } from "../../types.js";
import { type Box, common, measurePage } from "./boxes.js";
import type { Shape } from "./shapes.js";

/** In the order of how much they hurt. */
export const RESOLUTIONS = ["low", "fair", "good"] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** Below this the building of an issue warns; letters beside it look sharper than the picture. */
const LOW_PPI = 150;
/** From this on a reader cannot tell. */
const GOOD_PPI = 200;
const PX_PER_INCH = 96;

export const resolutionOf = (ppi: number): Resolution => (ppi < LOW_PPI ? "low" : ppi < GOOD_PPI ? "fair" : "good");

/** Pixels of the original to the inch, the whole of it drawn in a box of this size in px; the lesser of across and down. */
export const effectivePpi = (
  { originalWidthPx, originalHeightPx }: Pick<PictureFacts, "originalWidthPx" | "originalHeightPx">,
  drawn: Pick<Box, "width" | "height">,
): number => PX_PER_INCH * Math.min(originalWidthPx / drawn.width, originalHeightPx / drawn.height);

export interface SeenPicture {
  /** What can be seen of it on the page. */
  readonly box: Box;
  readonly name: string;
  readonly ppi: number;
  readonly resolution: Resolution;
}

/** The box that the whole picture is drawn in: larger than the element where that cuts it to shape. */
const drawnBox = (image: HTMLImageElement, box: Box, facts: PictureFacts): Box => {
  const { objectFit } = image.ownerDocument.defaultView!.getComputedStyle(image);
  if (objectFit !== "cover" && objectFit !== "contain") return box;
  const shares = [box.width / facts.originalWidthPx, box.height / facts.originalHeightPx];
  const share = objectFit === "cover" ? Math.max(...shares) : Math.min(...shares);
  return { ...box, width: facts.originalWidthPx * share, height: facts.originalHeightPx * share };
};

/** The pictures of a page that the issue knows of. Only reads. */
export const picturesOn = (page: HTMLElement, known: Readonly<Record<string, PictureFacts>>): SeenPicture[] => {
  const box = measurePage(page);
  const sheet = { x: 0, y: 0, width: page.offsetWidth, height: page.offsetHeight };
  return [...page.querySelectorAll("img")].flatMap((image) => {
    const facts = known[image.getAttribute("src") ?? ""];
    const own = box(image);
    const crop = image.closest("[data-crop]");
    const seen = common(crop === null ? own : box(crop), sheet);
    if (facts === undefined || seen === undefined || own.width === 0) return [];
    const ppi = effectivePpi(facts, drawnBox(image, own, facts));
    return [{ box: seen, name: facts.name, ppi, resolution: resolutionOf(ppi) }];
  });
};

const WORDS: Readonly<Record<Resolution, string>> = { low: " – too few", fair: " – few", good: "" };
const LOOKS: Readonly<Record<Resolution, string>> = { low: "low thick dashed", fair: "fair thick", good: "good" };

const fileName = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

export const pictureShapes = (pictures: readonly SeenPicture[]): Shape[] =>
  pictures.flatMap(({ box, name, ppi, resolution }) => [
    { kind: "box", look: LOOKS[resolution], box },
    {
      kind: "label",
      look: resolution,
      x: box.x,
      y: box.y,
      text: `${Math.floor(ppi)} ppi${WORDS[resolution]}`,
      strong: true,
    },
    {
      kind: "label",
      look: `${resolution} plain`,
      x: box.x,
      y: box.y + box.height,
      text: fileName(name),
      corner: "bottom left",
    },
  ]);

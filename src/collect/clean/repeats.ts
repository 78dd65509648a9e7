/** Pictures that stand in a story twice, or in it and above it. */
import type { RawPicture, Removal } from "../types.js";
import type { Block, Figure } from "./blocks.js";
import { pictureKey } from "./pictures.js";

export interface Unrepeated {
  readonly blocks: readonly Block[];
  readonly hero?: RawPicture;
}

/** Takes the hero out of the text, and the second of pictures that stand there twice; a caption that the hero lacked goes to it. */
export function dropRepeatedPictures(
  blocks: readonly Block[],
  given: RawPicture | undefined,
  removals: Removal[],
): Unrepeated {
  let hero = given;
  const seen = new Set<string>();
  const drop = (figure: Figure, moved: boolean): void => {
    const text = figure.caption?.text ?? `<img ${figure.src.slice(0, 120)}>`;
    removals.push({ reason: "duplicate picture", text, ...(moved && { moved: true }) });
  };
  const isNew = (figure: Figure): boolean => {
    if (hero && (isSame(hero.url, figure.src) || isRecut(hero.url, figure.src))) {
      if (isRecut(hero.url, figure.src)) hero = { ...hero, url: figure.src };
      const moved = figure.caption !== undefined && !hero.caption;
      hero = withCaption(hero, figure);
      drop(figure, moved);
      return false;
    }
    const key = pictureKey(figure.src);
    if (seen.has(key)) {
      drop(figure, false);
      return false;
    }
    seen.add(key);
    return true;
  };
  const kept = blocks.flatMap((block): Block[] => {
    if (block.kind === "figure") return isNew(block) ? [block] : [];
    if (block.kind !== "gallery") return [block];
    const figures = block.figures.filter(isNew);
    if (figures.length === 1) return [{ ...(block.caption && { caption: block.caption }), ...figures[0]! }];
    return figures.length > 0 ? [{ ...block, figures }] : [];
  });
  return { blocks: kept, ...(hero && { hero }) };
}

/** Parts of a path that say a size or a crop: `1440`, `w_1200,h_630`, `c_fill`. */
const TRANSFORM = /\/(?:\d{1,4}|(?:[a-z]{1,2}_[a-z0-9.:-]+)(?:,[a-z]{1,2}_[a-z0-9.:-]+)*)(?=\/)/g;

/** One picture cut to other sizes by the server that keeps it: the text's own is the better one. */
const isRecut = (one: string, other: string): boolean =>
  pictureKey(one) !== pictureKey(other) &&
  pictureKey(one).replace(TRANSFORM, "") === pictureKey(other).replace(TRANSFORM, "") &&
  /\p{L}{3}/u.test(pictureKey(one).replace(/^.*\//, ""));

/** One picture by its path, or by a name of its own on two hosts of one site. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [pictureKey(one), pictureKey(other)];
  if (first === second) return true;
  const name = (key: string): string => key.slice(key.lastIndexOf("/") + 1).replace(/\.[a-z]+$/, "");
  const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : "");
  const telling =
    /\p{L}{5}/u.test(name(first)) && !/^(?:image|photo|picture|unnamed|cover|header|hero)/.test(name(first));
  return telling && name(first) === name(second) && hostOf(one) !== hostOf(other);
}

const withCaption = (hero: RawPicture, { alt, credit, caption }: Figure): RawPicture => ({
  ...(alt && { alt }),
  ...(credit && { credit }),
  ...(caption && { caption: caption.html }),
  ...hero,
});

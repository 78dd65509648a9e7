import type { MediaNs } from "feedsmith";
import type { RawPicture } from "../types.js";
import { webAddress } from "./web-address.js";

/** A file that an item brings along. */
export interface Attached {
  readonly url?: string;
  readonly type?: string;
}

export interface ItemMedia {
  readonly media?: MediaNs.ItemOrFeed;
  readonly attached?: readonly Attached[];
  /** A picture that the item or its programme names, such as a podcast's. */
  readonly image?: string;
}

const PICTURE_NAME = /\.(jpe?g|png|webp|avif|gif|tiff?)([?#]|$)/i;

/** WordPress.com puts the writer's portrait first among an item's pictures. */
const PORTRAIT = /\bgravatar\.com\//i;

const isPicture = ({ url, type, medium }: MediaNs.Content): boolean => {
  if (!url || PORTRAIT.test(url)) return false;
  return type ? type.startsWith("image/") : medium === "image" || (medium === undefined && PICTURE_NAME.test(url));
};

/** The widest of an item's pictures; the first where they do not say. */
const mediaPicture = (media: MediaNs.ItemOrFeed | undefined, base: string | undefined): RawPicture | undefined => {
  const groups = media?.groups ?? [];
  const contents = [...(media?.contents ?? []), ...groups.flatMap((group) => group.contents ?? [])].filter(isPicture);
  const [widest] = contents.toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  const url = webAddress(widest?.url, base);
  if (url === undefined) return undefined;
  const caption = widest?.description?.value ?? media?.description?.value;
  const credits = [widest, media, ...groups].flatMap((holder) => holder?.credits ?? []);
  return { url, caption, credit: credits[0]?.value };
};

/** The picture that an item sets apart from its text. */
export const pictureOf = (
  { media, attached = [], image }: ItemMedia,
  base: string | undefined,
): RawPicture | undefined => {
  const found = mediaPicture(media, base);
  if (found) return found;
  const enclosed = attached.find(({ url, type }) =>
    type ? type.startsWith("image/") : url !== undefined && PICTURE_NAME.test(url),
  );
  const thumbnails = [media, ...(media?.groups ?? [])].flatMap((holder) => holder?.thumbnails ?? []);
  const [largest] = thumbnails.toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  const url = [enclosed?.url, image, largest?.url].map((written) => webAddress(written, base)).find(Boolean);
  return url === undefined ? undefined : { url };
};

import type { RawPicture } from "../types.js";
import { plainText } from "./excerpt.js";
import { at, isRecord, textAt } from "./json.js";
import { webAddress } from "./web-address.js";

/** A picture and whether the site hid one that it has. */
export interface Featured {
  readonly picture?: RawPicture;
  readonly hidden: boolean;
}

/** Who made it, as plugins (Media Credit, Newspack, ACF) or the camera's own notes say. */
const creditOf = (media: unknown): string | undefined => {
  const said =
    textAt(media, "media_credit", "rendered") ??
    textAt(media, "media_credit", "raw") ??
    textAt(media, "media_credit") ??
    textAt(media, "meta", "_media_credit") ??
    textAt(media, "acf", "credit") ??
    textAt(media, "acf", "photo_credit") ??
    textAt(media, "media_details", "image_meta", "credit") ??
    textAt(media, "media_details", "image_meta", "copyright");
  return said === undefined ? undefined : plainText(said) || undefined;
};

/** The featured picture as WordPress embeds it, at its full size. */
const embeddedPicture = (post: unknown, base: string | undefined): RawPicture | undefined => {
  const media = at(post, "_embedded", "wp:featuredmedia", 0);
  // One that may not be seen is embedded as an error; a film may stand in a picture's place.
  if (textAt(media, "code") !== undefined || (textAt(media, "media_type") ?? "image") !== "image") return undefined;
  const url = webAddress(
    textAt(media, "media_details", "sizes", "full", "source_url") ?? textAt(media, "source_url"),
    base,
  );
  if (url === undefined) return undefined;
  const caption = textAt(media, "caption", "rendered");
  return { url, alt: textAt(media, "alt_text"), caption, credit: creditOf(media) };
};

/** The first picture among the fields of Advanced Custom Fields. */
const customPicture = (post: unknown, base: string | undefined): RawPicture | undefined => {
  const fields = at(post, "acf");
  if (!isRecord(fields)) return undefined;
  for (const field of Object.values(fields)) {
    const isPicture = textAt(field, "type") === "image" || textAt(field, "mime_type")?.startsWith("image/");
    const url = isPicture ? webAddress(textAt(field, "url"), base) : undefined;
    if (url) return { url, alt: textAt(field, "alt"), caption: textAt(field, "caption") };
  }
  return undefined;
};

/** The picture that a post sets apart from its text. */
export const featuredOf = (post: unknown): Featured => {
  const base = textAt(post, "link");
  const number = at(post, "featured_media");
  const isSet = typeof number === "number" && number > 0;
  const embedded = embeddedPicture(post, base);
  if (embedded) return { picture: embedded, hidden: false };
  const plugins =
    textAt(post, "jetpack_featured_media_url") ??
    textAt(post, "featured_image_src") ??
    textAt(post, "better_featured_image", "source_url") ??
    // Without a picture of its own, a post has the site's emblem there.
    (isSet ? textAt(post, "yoast_head_json", "og_image", 0, "url") : undefined);
  const url = webAddress(plugins, base);
  const picture = url ? { url } : customPicture(post, base);
  return { picture, hidden: isSet && picture === undefined };
};

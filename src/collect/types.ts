/** What travels through collecting: a source's stories as they come, then as they are cleaned. */

/** A picture by its address: `https:`, `http:`, `data:`, or `file:` beside a saved page. */
export interface RawPicture {
  readonly url: string;
  readonly alt?: string;
  /** HTML. */
  readonly caption?: string;
  readonly credit?: string;
}

/** A category or tag of a story, by its short name and as readers see it. */
export interface Term {
  readonly slug: string;
  readonly name: string;
}

/** The text as it came: HTML, with the address that relative ones in it start from, or Markdown that an editor wrote. */
export type RawBody =
  | { readonly kind: "html"; readonly html: string; readonly baseUrl?: string }
  | { readonly kind: "markdown"; readonly markdown: string; readonly baseUrl: string };

/** A story as its source gives it. Nothing in it is trusted or clean. */
export interface RawStory {
  /** What the source knows it by, stable from week to week: `wordpress:example.org/123`, a feed's guid, an address, `file:` and a hash. */
  readonly id: string;
  /** Where readers find it on the web. */
  readonly url?: string;
  /** HTML: emphasis and entities are read, other markup is dropped. Empty where the source has none. */
  readonly headline: string;
  readonly kicker?: string;
  /** HTML, as the headline. */
  readonly standfirst?: string;
  /** Plain text. */
  readonly byline?: string;
  /** When it appeared, and when it was last changed. */
  readonly published?: Date;
  readonly modified?: Date;
  /** BCP 47, where the source says one. */
  readonly language?: string;
  /** Categories first, then tags. */
  readonly terms: readonly Term[];
  readonly body: RawBody;
  /** The picture that the source sets apart from the text. */
  readonly hero?: RawPicture;
  /** Works or institutions that the source itself lists. */
  readonly sources?: readonly string[];
}

/** Why a part of a story was taken out. The closed list; `docs/collecting.md` explains each. */
export type RemovalReason =
  | "duplicate headline"
  | "duplicate picture"
  | "share buttons"
  | "counter"
  | "advertisement"
  | "newsletter"
  | "related stories"
  | "read more"
  | "comment form"
  | "tags"
  | "cookie notice"
  | "navigation"
  | "shortcode"
  | "tracking pixel"
  | "emoji picture"
  | "syndication note"
  | "author box"
  | "embed"
  | "script"
  | "form"
  | "hidden text"
  | "ornament"
  | "empty"
  | "sources line"
  | "byline line";

/** One part that was taken out of a story, or moved to another place in it. */
export interface Removal {
  readonly reason: RemovalReason;
  /** Its words, or what it was where it had none (`<iframe src=…>`). */
  readonly text: string;
  /** Its words went elsewhere (front matter, a link), so nothing was lost. */
  readonly moved?: true;
}

/** A story's text in the small vocabulary of `clean/index.ts`. */
export interface CleanCopy {
  readonly html: string;
  /** The names of the closing line of sources, in their order. */
  readonly sources: readonly string[];
  readonly removals: readonly Removal[];
  /** The hero that was given, with what the text said of it where it stood there again. */
  readonly hero?: RawPicture;
  /** Words of the text as it came and as it stays, moved words counted as kept. */
  readonly wordsBefore: number;
  readonly wordsAfter: number;
}

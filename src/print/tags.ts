/** The tag tree of a printed file, as finishing puts it in order: read from a browser's file, or told by an engine of our own. */

/** An element. */
export interface Tag {
  readonly type: string;
  /** Elements with the same key are parts of one (`pdf/marks.ts`). */
  readonly key: string | undefined;
  /** Its type was asked for, so it is not to be dissolved. */
  readonly firm: boolean;
  readonly language: string | undefined;
  readonly alt: string | undefined;
  readonly table: { readonly scope?: string; readonly rowSpan?: number; readonly colSpan?: number };
  /** How a list's labels count, once they have been read. */
  listNumbering?: string;
  kids: Kid[];
}

/** Marked content: number `mcid` on the page whose object number is `page`. */
export interface Content {
  readonly type: "content";
  readonly page: number;
  readonly mcid: number;
  /**
   * The browser gave it an element of its own, as it does for each text node. Most of a printed tree is such elements, so
   * they are never built.
   */
  readonly textNode?: true;
}

/** A link's hot spot: the annotation with this object number. */
export interface HotSpot {
  readonly type: "object";
  readonly object: number;
  readonly page: number;
}

export type Kid = Tag | Content | HotSpot;

import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { type PDFDocument, PDFName, PDFNumber, PDFRawStream } from "@cantoo/pdf-lib";
import { type Canvas, CHUNK_BYTES } from "./canvases.js";
import type { Piece } from "./content.js";
import { type Content, isTag, type Tag } from "./tags.js";

/** Where a piece of content stands in the finished file. */
export interface Placed {
  readonly canvas: Canvas;
  readonly mcid: number;
  readonly pieces: readonly Piece[];
}

export interface Marking {
  /** By the tree's leaf. */
  readonly placed: ReadonlyMap<Content, Placed>;
  /**
   * For each canvas, the owner of each of its marked contents by number. A page and the forms on it share one count, with gaps
   * in each list, because some readers do not tell them apart.
   */
  readonly owners: ReadonlyMap<Canvas, readonly (Tag | undefined)[]>;
}

/** One number for a page's object number and a content's own, which stays below a million. */
const contentKey = (page: number, mcid: number): number => page * 1e6 + mcid;

/**
 * Takes out of the tree what is no content to a reader: backgrounds, borders and rules, which the browser counts as their
 * element's own, and marks that paint nothing. They become artifacts.
 */
export const dropDecoration = (root: Tag, canvases: readonly Canvas[]): void => {
  const pieces = new Map<number, Piece>();
  for (const { page, pieces: own } of canvases)
    for (const piece of own) if (piece.mcid !== undefined) pieces.set(contentKey(page, piece.mcid), piece);
  const prune = (tag: Tag): void => {
    const isPicture = tag.type === "Figure" && !tag.kids.some(isTag);
    tag.kids = tag.kids.filter((kid) => {
      if (isTag(kid)) prune(kid);
      if (kid.type !== "content" || isTag(kid)) return true;
      const piece = pieces.get(contentKey(kid.page, kid.mcid));
      if (piece === undefined) return false;
      return piece.text || piece.forms.length > 0 || (isPicture && (piece.picture || piece.path));
    });
  };
  prune(root);
};

/**
 * Numbers the marked content anew, stretch after stretch. Neighbours in the stream that are neighbours in the same element
 * become one: the browser marks every few words apart. The tree's leaves are thinned to match.
 */
export const numberContent = (root: Tag, canvases: readonly Canvas[]): Marking => {
  const leaves = new Map<number, { content: Content; owner: Tag; index: number }>();
  collectLeaves(root, leaves);
  const placed = new Map<Content, { canvas: Canvas; mcid: number; pieces: Piece[] }>();
  const owners = new Map<Canvas, (Tag | undefined)[]>();
  const counts = new Map<number, number>();
  for (const canvas of canvases) {
    const own: (Tag | undefined)[] = [];
    let before: { content: Content; owner: Tag; index: number } | undefined;
    let leading: Content | undefined;
    for (const piece of canvas.pieces) {
      const leaf = piece.mcid === undefined ? undefined : leaves.get(contentKey(canvas.page, piece.mcid));
      if (leaf === undefined) {
        before = undefined;
        continue;
      }
      if (before?.owner === leaf.owner && before.index === leaf.index - 1 && leading !== undefined) {
        placed.get(leading)!.pieces.push(piece);
      } else {
        leading = leaf.content;
        const mcid = counts.get(canvas.page) ?? 0;
        counts.set(canvas.page, mcid + 1);
        placed.set(leading, { canvas, mcid, pieces: [piece] });
        own[mcid] = leaf.owner;
      }
      before = leaf;
    }
    owners.set(canvas, own);
  }
  keepLeaves(root, placed);
  return { placed, owners };
};

const collectLeaves = (tag: Tag, leaves: Map<number, { content: Content; owner: Tag; index: number }>): void => {
  tag.kids.forEach((kid, index) => {
    if (isTag(kid)) collectLeaves(kid, leaves);
    else if (kid.type === "content") leaves.set(contentKey(kid.page, kid.mcid), { content: kid, owner: tag, index });
  });
};

const keepLeaves = (tag: Tag, placed: ReadonlyMap<Content, unknown>): void => {
  tag.kids = tag.kids.filter((kid) => isTag(kid) || kid.type !== "content" || placed.has(kid as Content));
  for (const kid of tag.kids) if (isTag(kid)) keepLeaves(kid, placed);
};

const deflated = promisify(deflate) as (
  bytes: Uint8Array,
  options: { level: number; chunkSize: number },
) => Promise<Uint8Array>;

/** Zlib's level. 4.2 MB of these streams become 312 kB at level 3 in 22 ms, 231 at 6 in 50, 222 at 9 in 96. */
const LEVEL = 6;

/** The mark that a piece takes part in: it opens it, closes it, both or neither. */
interface OwnMark {
  readonly type: string;
  readonly mcid: number;
  readonly role: "alone" | "first" | "middle" | "last";
}

/** Writes the content streams with their new marks; all else that paints becomes an artifact. */
export const writeMarks = async (doc: PDFDocument, canvases: readonly Canvas[], marking: Marking): Promise<void> => {
  const byPiece = new Map<Piece, OwnMark>();
  for (const { pieces, canvas, mcid } of marking.placed.values()) {
    const { type } = marking.owners.get(canvas)![mcid]!;
    pieces.forEach((piece, index) => {
      const last = index === pieces.length - 1;
      byPiece.set(piece, { type, mcid, role: index === 0 ? (last ? "alone" : "first") : last ? "last" : "middle" });
    });
  }
  const marked = canvases.filter((canvas) => canvas.form === undefined || holdsTagged(canvas, canvases, marking));
  await Promise.all(
    marked.map(async (canvas) => {
      const content = replaceMarks(canvas, (piece) => {
        const own = byPiece.get(piece);
        return own === undefined ? artifactMarks(piece, canvas, canvases, marking) : tagMarks(own);
      });
      writeStream(doc, canvas, await deflated(content, { level: LEVEL, chunkSize: CHUNK_BYTES }));
    }),
  );
};

/** The stream with each piece's opening and closing operators replaced by those that `marksOf` gives. */
const replaceMarks = (canvas: Canvas, marksOf: (piece: Piece) => readonly [string, string]): Uint8Array => {
  const source = Buffer.from(canvas.bytes.buffer, canvas.bytes.byteOffset, canvas.bytes.length);
  const content = Buffer.allocUnsafe(source.length + canvas.pieces.length * MARK_BYTES);
  let copied = 0;
  let length = 0;
  const replace = ([start, end]: readonly [number, number], text: string): void => {
    length += source.copy(content, length, copied, start);
    if (text !== "") length += content.write(text, length, "latin1");
    copied = end;
  };
  for (const piece of canvas.pieces) {
    const [open, close] = marksOf(piece);
    replace(piece.open, open);
    replace(piece.close, close);
  }
  length += source.copy(content, length, copied);
  return content.subarray(0, length);
};

/** More than any pair of marks takes: a type's name, a number, and the operators. */
const MARK_BYTES = 64;

const tagMarks = ({ role, type, mcid }: OwnMark): [string, string] => [
  role === "alone" || role === "first" ? `/${type} <</MCID ${mcid}>> BDC` : "",
  role === "alone" || role === "last" ? "EMC" : "",
];

const artifactMarks = (
  piece: Piece,
  canvas: Canvas,
  canvases: readonly Canvas[],
  marking: Marking,
): [string, string] => {
  const paints = piece.text || piece.picture || piece.path || piece.forms.length > 0;
  const forms = piece.forms.map((name) => canvas.forms.get(name));
  const tagged = canvases.some(
    (other) => forms.includes(other.form) && other.form !== undefined && holdsTagged(other, canvases, marking),
  );
  return paints && !tagged ? ["/Artifact BMC\n", "\nEMC\n"] : ["", ""];
};

const holdsTagged = (canvas: Canvas, canvases: readonly Canvas[], marking: Marking): boolean =>
  (marking.owners.get(canvas)?.length ?? 0) > 0 ||
  canvases.some(
    (other) =>
      other.form !== undefined &&
      [...canvas.forms.values()].includes(other.form) &&
      holdsTagged(other, canvases, marking),
  );

const writeStream = (doc: PDFDocument, canvas: Canvas, packed: Uint8Array): void => {
  const { context } = doc;
  if (canvas.form !== undefined) {
    canvas.dict.set(PDFName.of("Filter"), PDFName.of("FlateDecode"));
    context.assign(canvas.form, PDFRawStream.of(canvas.dict, packed));
    return;
  }
  const dict = context.obj({ Filter: "FlateDecode", Length: PDFNumber.of(packed.length) });
  const old = canvas.dict.get(PDFName.of("Contents"));
  const stream = PDFRawStream.of(dict, packed);
  if (old !== undefined && "objectNumber" in old) context.assign(old as never, stream);
  else canvas.dict.set(PDFName.of("Contents"), context.register(stream));
};

import { inTurns } from "../in-turns.js";
import type { Canvas } from "./canvases.js";
import type { Piece } from "./content.js";
import { addObject, isRef, type PdfFile, type PdfStream } from "./file.js";
import { deflated } from "./flate.js";
import { latin1, nameOf } from "./syntax.js";
import { type Content, isTag, isTextNode, type Kid, type Tag, textElement } from "./tags.js";

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

/** What there is for each marked content: by the page's object number, then by the content's own number. */
type ByContent<T> = Map<number, T[]>;

const setContent = <T>(all: ByContent<T>, page: number, mcid: number, value: T): void => {
  const own = all.get(page) ?? [];
  own[mcid] = value;
  all.set(page, own);
};

/**
 * Takes out of the tree what is no content to a reader: backgrounds, borders and rules, which the browser counts as their
 * element's own, and marks that paint nothing. They become artifacts.
 */
export const dropDecoration = (root: Tag, canvases: readonly Canvas[]): void => {
  const pieces: ByContent<Piece> = new Map();
  for (const { page, pieces: own } of canvases)
    for (const piece of own) if (piece.mcid !== undefined) setContent(pieces, page, piece.mcid, piece);
  const prune = (tag: Tag): void => {
    const isPicture = tag.type === "Figure" && !tag.kids.some(isTag);
    const kids: Kid[] = [];
    for (const kid of tag.kids) {
      if (isTag(kid)) prune(kid);
      if (isTag(kid) || kid.type !== "content" || showsContent(pieces.get(kid.page)?.[kid.mcid], isPicture))
        kids.push(kid);
      // An empty text node still parts its neighbours.
      else if (isTextNode(kid)) kids.push(textElement([]));
    }
    tag.kids = kids;
  };
  prune(root);
};

const showsContent = (piece: Piece | undefined, isPicture: boolean): boolean =>
  piece !== undefined && (piece.text || piece.forms.length > 0 || (isPicture && (piece.picture || piece.path)));

/**
 * Numbers the marked content anew, stretch after stretch. Neighbours in the stream that are neighbours in the same element
 * become one: the browser marks every few words apart. The tree's leaves are thinned to match.
 */
export const numberContent = (root: Tag, canvases: readonly Canvas[]): Marking => {
  const leaves: ByContent<Leaf> = new Map();
  collectLeaves(root, leaves);
  const placed = new Map<Content, { canvas: Canvas; mcid: number; pieces: Piece[] }>();
  const owners = new Map<Canvas, (Tag | undefined)[]>();
  const counts = new Map<number, number>();
  for (const canvas of canvases) {
    const own: (Tag | undefined)[] = [];
    let before: Leaf | undefined;
    let leading: Content | undefined;
    for (const piece of canvas.pieces) {
      const leaf = piece.mcid === undefined ? undefined : leaves.get(canvas.page)?.[piece.mcid];
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

/** A content's place in the tree. */
interface Leaf {
  readonly content: Content;
  readonly owner: Tag;
  readonly index: number;
}

const collectLeaves = (tag: Tag, leaves: ByContent<Leaf>): void => {
  tag.kids.forEach((kid, index) => {
    if (isTag(kid)) collectLeaves(kid, leaves);
    else if (kid.type === "content") setContent(leaves, kid.page, kid.mcid, { content: kid, owner: tag, index });
  });
};

const keepLeaves = (tag: Tag, placed: ReadonlyMap<Content, unknown>): void => {
  tag.kids = tag.kids.filter((kid) => isTag(kid) || kid.type !== "content" || placed.has(kid as Content));
  for (const kid of tag.kids) if (isTag(kid)) keepLeaves(kid, placed);
};

/**
 * Zlib's level. The 2.6 MB of a 36-page issue become 451 kB at level 3 in 22 ms, 383 at 6 in 48; the difference is less than a
 * picture's size.
 */
const LEVEL = 3;
/** Streams packed at once: each takes half a megabyte while it is. */
const PACKED_AT_ONCE = 32;

/** The mark that a piece takes part in: it opens it, closes it, both or neither. */
interface OwnMark {
  readonly type: string;
  readonly mcid: number;
  readonly role: "alone" | "first" | "middle" | "last";
}

/** Writes the content streams with their new marks; all else that paints becomes an artifact. */
export const writeMarks = async (file: PdfFile, canvases: readonly Canvas[], marking: Marking): Promise<void> => {
  const byPiece = new Map<Piece, OwnMark>();
  for (const { pieces, canvas, mcid } of marking.placed.values()) {
    const { type } = marking.owners.get(canvas)![mcid]!;
    pieces.forEach((piece, index) => {
      const last = index === pieces.length - 1;
      byPiece.set(piece, { type, mcid, role: index === 0 ? (last ? "alone" : "first") : last ? "last" : "middle" });
    });
  }
  const tagged = taggedForms(canvases, marking);
  const marked = canvases.filter(({ form }) => form === undefined || tagged.has(form));
  await inTurns(marked, PACKED_AT_ONCE, async (canvas) => {
    const content = replaceMarks(canvas, (piece) => {
      const own = byPiece.get(piece);
      return own === undefined ? artifactMarks(piece, canvas, tagged) : tagMarks(own);
    });
    writeStream(file, canvas, await deflated(content, LEVEL));
  });
};

/** Object numbers of the forms that hold tagged content, on themselves or on forms within. */
const taggedForms = (canvases: readonly Canvas[], marking: Marking): ReadonlySet<number> => {
  const forms = canvases.filter(({ form }) => form !== undefined);
  const tagged = new Set<number>();
  const holdsTagged = (canvas: Canvas): boolean =>
    (marking.owners.get(canvas)?.length ?? 0) > 0 || [...canvas.forms.values()].some((form) => tagged.has(form));
  // A form stands before those within it.
  for (const canvas of forms.toReversed()) if (holdsTagged(canvas)) tagged.add(canvas.form!);
  return tagged;
};

/** The stream with each piece's opening and closing operators replaced by those that `marksOf` gives. */
const replaceMarks = ({ bytes, pieces }: Canvas, marksOf: (piece: Piece) => readonly [string, string]): Uint8Array => {
  const source = latin1(bytes);
  let content = "";
  let copied = 0;
  for (const piece of pieces) {
    const [open, close] = marksOf(piece);
    content += source.slice(copied, piece.open[0]) + open + source.slice(piece.open[1], piece.close[0]) + close;
    copied = piece.close[1];
  }
  return Buffer.from(content + source.slice(copied), "latin1");
};

const tagMarks = ({ role, type, mcid }: OwnMark): [string, string] => [
  role === "alone" || role === "first" ? `/${type} <</MCID ${mcid}>> BDC` : "",
  role === "alone" || role === "last" ? "EMC" : "",
];

const artifactMarks = (piece: Piece, { forms }: Canvas, tagged: ReadonlySet<number>): [string, string] => {
  const paints = piece.text || piece.picture || piece.path || piece.forms.length > 0;
  return paints && !piece.forms.some((name) => tagged.has(forms.get(name)!))
    ? ["/Artifact BMC\n", "\nEMC\n"]
    : ["", ""];
};

const writeStream = (file: PdfFile, { entries, form }: Canvas, contents: Uint8Array): void => {
  if (form !== undefined) {
    entries.Filter = nameOf("FlateDecode");
    file.objects.set(form, { kind: "stream", entries, contents });
    return;
  }
  const stream: PdfStream = { kind: "stream", entries: { Filter: nameOf("FlateDecode") }, contents };
  if (isRef(entries.Contents)) file.objects.set(entries.Contents.number, stream);
  else entries.Contents = addObject(file, stream);
};

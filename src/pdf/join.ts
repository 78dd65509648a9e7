import { isTag, type Kid, type Tag } from "./tags.js";

/**
 * Makes one element of the parts that carry the same key: a paragraph cut between frames, a list or table between pages, an
 * article on several pages. The first part takes the kids of the later ones, in order; a part nested in a later part finds
 * its own first part wherever that stands. Elements marked `skip` go, with all in them.
 */
export const joinParts = (root: Tag): void => {
  const firstParts = new Map<string, Tag>();
  const gather = (tag: Tag): void => {
    const kids = tag.kids;
    tag.kids = [];
    pour(kids, tag);
  };
  const pour = (kids: readonly Kid[], into: Tag): void => {
    for (const kid of kids) {
      if (!isTag(kid)) into.kids.push(kid);
      else if (kid.type !== "skip") place(kid, into);
    }
  };
  const place = (kid: Tag, into: Tag): void => {
    const first = kid.key === undefined ? undefined : firstParts.get(kid.key);
    if (first !== undefined) {
      pour(kid.kids, first);
      return;
    }
    if (kid.key !== undefined) firstParts.set(kid.key, kid);
    into.kids.push(kid);
    gather(kid);
  };
  gather(root);
};

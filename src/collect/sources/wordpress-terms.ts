import { nearest, slugify } from "../../manifest/index.js";
import { at, nameAt, textAt } from "./json.js";
import { type SourceContext, SourceFault } from "./types.js";
import { ask, type Query, refusalIn, type Site } from "./wordpress-site.js";

export type Taxonomy = "categories" | "tags" | "users";

const SINGULAR: Readonly<Record<Taxonomy, string>> = { categories: "category", tags: "tag", users: "author" };

interface Row {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

/** WordPress writes slugs in other scripts percent-encoded. */
const decodedSlug = (slug: string): string => {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
};

const readRow = (value: unknown): Row[] => {
  const id = at(value, "id");
  const slug = textAt(value, "slug");
  if (typeof id !== "number" || slug === undefined) return [];
  return [{ id, slug: decodedSlug(slug), name: nameAt(value, "name") ?? slug }];
};

const matches = (row: Row, wanted: string): boolean =>
  row.slug === wanted.toLowerCase() || slugify(row.name) === slugify(wanted) || row.slug === slugify(wanted);

/** Names told when one is unknown. */
const TOLD_NAMES = 30;

const unknown = (site: Site, taxonomy: Taxonomy, wanted: string, known: readonly Row[]): SourceFault => {
  const one = SINGULAR[taxonomy];
  const meant = nearest(
    wanted,
    known.flatMap(({ slug, name }) => [slug, name]),
  );
  const some = known.slice(0, TOLD_NAMES).map(({ slug }) => slug);
  const list = `${some.join(", ")}${known.length > TOLD_NAMES ? " …" : ""}`;
  return new SourceFault(
    `${site.address} has no ${one} “${wanted}”.`,
    `${meant ? `Did you mean “${meant}”? ` : ""}${known.length > 0 ? `It has: ${list}.` : `It shows no ${one} at all.`}`,
  );
};

const hiddenUsers = (site: Site, wanted: string, cause: unknown): SourceFault =>
  new SourceFault(
    `${site.address} does not tell who “${wanted}” is: its list of authors is closed.`,
    "Write the author's number instead; it stands in the address of the author's page in the WordPress admin (`user_id=7`).",
    { cause },
  );

/**
 * The numbers of categories, tags or authors given by slug, name or number. One name may have several numbers, on a site
 * in several languages. Throws `SourceFault` for one that does not exist, saying what does.
 */
export const resolveTerms = async (
  { site, taxonomy, wanted }: { site: Site; taxonomy: Taxonomy; wanted: readonly string[] },
  context: SourceContext,
): Promise<readonly number[]> => {
  const list = async (query: Query): Promise<readonly Row[]> => {
    const { rows } = await ask(site, taxonomy, { per_page: 100, _fields: "id,slug,name", ...query }, context);
    return rows.flatMap(readRow);
  };
  const resolveOne = async (word: string, bySlug: readonly Row[]): Promise<readonly number[]> => {
    const found = bySlug.filter((row) => matches(row, word));
    if (found.length > 0) return found.map(({ id }) => id);
    if (/^\d+$/.test(word)) return [Number(word)];
    const byName = (await list({ search: word })).filter((row) => matches(row, word));
    if (byName.length > 0) return byName.map(({ id }) => id);
    // The users' endpoint knows no order by count.
    const known = await list(taxonomy === "users" ? {} : { orderby: "count", order: "desc" });
    // WordPress searches for `R&D` in what it stored as `R&amp;D`.
    const byEye = known.filter((row) => matches(row, word));
    if (byEye.length > 0) return byEye.map(({ id }) => id);
    throw unknown(site, taxonomy, word, known);
  };
  // A number needs no look-up where nothing else is asked for: lists of authors are often closed.
  if (wanted.every((word) => /^\d+$/.test(word)) && taxonomy === "users") return wanted.map(Number);
  try {
    const slugs = new Set(wanted.flatMap((word) => [slugify(word), word.toLowerCase()]));
    // The parameter is a list split at commas and spaces.
    const bySlug = await list({ slug: [...slugs].filter((slug) => /^[^\s,]+$/.test(slug)).join(",") });
    const ids: number[] = [];
    for (const word of wanted) ids.push(...(await resolveOne(word, bySlug)));
    return [...new Set(ids)];
  } catch (fault) {
    const closedList = taxonomy === "users" && fault instanceof SourceFault && refusalIn(fault.cause) !== undefined;
    throw closedList ? hiddenUsers(site, wanted.join(", "), fault) : fault;
  }
};

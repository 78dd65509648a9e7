import { at, isRecord, listAt, nameAt, textAt } from "./json.js";

/** Names that WordPress gives its first user; nobody is called so. */
const NOBODY = /^(admin|administrator|administrateur|administrador|wordpress|root|user|مدير)$/iu;

const isName = (name: string | undefined): name is string => name !== undefined && !NOBODY.test(name);

/** Authors that plugins list (Co-Authors Plus, PublishPress Authors, Newspack): the only ones who know that there are two. */
const listedAuthors = (post: unknown): readonly string[] => {
  for (const field of ["coauthors", "authors", "newspack_author_info"]) {
    const names = listAt(post, field)
      .map((author) => nameAt(author, "display_name") ?? nameAt(author, "name"))
      .filter(isName);
    if (names.length > 0) return names;
  }
  return [];
};

/** Yoast: `{"Written by": "Name", "Est. reading time": "4 minutes"}`, the keys in the site's language, the name first. */
const namedInTwitterCard = (post: unknown): string | undefined => {
  const card = at(post, "yoast_head_json", "twitter_misc");
  if (!isRecord(card)) return undefined;
  const [first] = Object.keys(card);
  const name = first === undefined ? undefined : nameAt(card, first);
  return name !== undefined && /\d/.test(name) ? undefined : name;
};

/** Yoast's schema has a person for the author even where the users are hidden. */
const namedInSchema = (post: unknown): string | undefined =>
  listAt(post, "yoast_head_json", "schema", "@graph")
    .filter((part) => [at(part, "@type")].flat().includes("Person"))
    .map((person) => nameAt(person, "name"))
    .find(isName);

/** Who wrote a post, as plain text; undefined where the site hides it. */
export const bylineOf = (post: unknown): string | undefined => {
  const listed = listedAuthors(post);
  if (listed.length > 0) return listed.join(", ");
  const embedded = listAt(post, "_embedded", "author")
    // An author that may not be seen is embedded as an error.
    .filter((author) => textAt(author, "code") === undefined)
    .map((author) => nameAt(author, "name"))
    .find(isName);
  if (embedded !== undefined) return embedded;
  const guesses = [nameAt(post, "yoast_head_json", "author"), namedInTwitterCard(post), namedInSchema(post)];
  return guesses.find(isName);
};

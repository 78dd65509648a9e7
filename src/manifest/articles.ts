import path from "node:path";
import type { Place, Problem } from "../problem.js";
import { nearest } from "./nearest.js";
import { findInside, namesIn } from "./paths.js";
import { slugify } from "./slug.js";
import { problemAt, type YamlFile } from "./yaml.js";

/** An article's file, found: where the manifest lists it, and its short name. */
export interface ArticleFile {
  /** Real absolute path, inside the folder. */
  readonly path: string;
  /** The file as shown to the editor. */
  readonly name: string;
  readonly slug: string;
  readonly place: Required<Place>;
  /** The headline that the manifest gives it. */
  readonly headline?: string;
}

/** The folder by its real path, and how a file in it is shown to the editor. */
export interface ArticleFolder {
  readonly folder: string;
  readonly shownAs: (path: string) => string;
}

export interface ArticleFiles {
  /** By section and entry, both counted from 0: `0.2` is the third article of the first section. */
  readonly at: ReadonlyMap<string, ArticleFile>;
  readonly problems: readonly Problem[];
}

const EXTENSIONS = [".md", ".markdown"];

interface Listed {
  readonly at: string;
  readonly name: string;
  readonly place: Required<Place>;
  readonly headline?: string;
}

const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const field = (value: unknown, key: string): unknown =>
  value !== null && typeof value === "object" && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

/** The files that the manifest names, read from it as it stands: other faults in it must not hide a missing file. */
const listed = (file: YamlFile): readonly Listed[] =>
  items(field(file.value, "sections")).flatMap((section, s) =>
    items(field(section, "articles")).flatMap((entry, a) => {
      const where = ["sections", s, "articles", a];
      const long = typeof entry !== "string";
      const name = long ? field(entry, "file") : entry;
      if (typeof name !== "string" || name.trim() === "") return [];
      const place = file.placeOf(long ? [...where, "file"] : where, "value");
      const headline = field(entry, "headline");
      return [{ at: `${s}.${a}`, name: name.trim(), place, ...(typeof headline === "string" ? { headline } : {}) }];
    }),
  );

const candidatesFor = (name: string): readonly string[] => {
  const named = EXTENSIONS.includes(path.extname(name).toLowerCase())
    ? [name]
    : EXTENSIONS.map((extension) => name + extension);
  return named.flatMap((form) => [form, path.join("articles", form)]);
};

const stem = (file: string): string => path.basename(file, path.extname(file));

/** The article's short name, from a file name or from what an editor writes for it. */
export const articleSlug = (name: string): string =>
  slugify(EXTENSIONS.includes(path.extname(name).toLowerCase()) ? stem(name) : path.basename(name));

const notFound = (folder: string, { name }: Listed): { message: string; remedy: string } => {
  const known = new Map(
    [...namesIn(folder, "articles"), ...namesIn(folder, ".")]
      .filter((file) => EXTENSIONS.includes(path.extname(file)))
      .map((file) => [stem(file), file]),
  );
  const meant = nearest(articleSlug(name), known.keys());
  const remedy =
    meant === undefined
      ? "Put the file into the issue's `articles/` folder, or correct its name."
      : `Did you mean \`${known.get(meant)!}\`?`;
  return { message: `There is no article “${name}” in the issue.`, remedy };
};

/**
 * Finds every article that the manifest lists, in its order. Problems: ARTICLE_MISSING, ARTICLE_DUPLICATE,
 * PATH_OUTSIDE_ISSUE.
 */
export const findArticles = (file: YamlFile, { folder, shownAs }: ArticleFolder): ArticleFiles => {
  const at = new Map<string, ArticleFile>();
  const bySlug = new Map<string, ArticleFile>();
  const problems: Problem[] = [];
  for (const entry of listed(file)) {
    const found = findInside(folder, candidatesFor(entry.name));
    if (found.kind === "missing")
      problems.push(problemAt(file, entry.place, { code: "ARTICLE_MISSING", ...notFound(folder, entry) }));
    else if (found.kind === "outside")
      problems.push(
        problemAt(file, entry.place, {
          code: "PATH_OUTSIDE_ISSUE",
          message: `The article “${entry.name}” lies outside the issue's folder.`,
          remedy: "Copy the file into the issue's `articles/` folder and write its file name.",
        }),
      );
    else {
      const slug = slugify(stem(found.path)) || "article";
      const { place, headline } = entry;
      const article = { path: found.path, name: shownAs(found.path), slug, place, ...(headline && { headline }) };
      const first = bySlug.get(article.slug);
      if (first) problems.push(problemAt(file, entry.place, { code: "ARTICLE_DUPLICATE", ...twice(article, first) }));
      else bySlug.set(article.slug, article);
      at.set(entry.at, article);
    }
  }
  return { at, problems };
};

const twice = (article: ArticleFile, first: ArticleFile): { message: string; remedy: string } =>
  article.path === first.path
    ? {
        message: `The article “${article.slug}” is already in the issue, on line ${first.place.line}.`,
        remedy: "Delete one of the two lines.",
      }
    : {
        message: `Two articles have the short name “${article.slug}”; the other is on line ${first.place.line}.`,
        remedy: "Give one of the two files another name: links and page numbers go by it.",
      };

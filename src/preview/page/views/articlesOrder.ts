/** The rows of the table of articles, and the orders they can stand in. */
import type { Problem } from "../../../problem.js";
import type { ArticleFacts, PreviewState } from "../../types.js";

export interface Row {
  readonly article: ArticleFacts;
  /** Folios of all pages that have copy of it. */
  readonly folios: readonly number[];
  /** Colour of its section. */
  readonly colour: string | undefined;
  /** Of its file. */
  readonly problems: readonly Problem[];
}

/** An article in the order has the place that the manifest gives it. */
export const rowsOf = ({ articles, pages, problems }: PreviewState): readonly Row[] =>
  articles.map((article) => {
    const on = pages.filter((page) => page.articles.includes(article.slug));
    return {
      article,
      folios: on.map(({ folio }) => folio),
      colour: on.find(({ section }) => section === article.section)?.colour,
      problems: problems.filter(({ place }) => place?.file === article.file),
    };
  });

/** By what a column is sorted: a number or a text. */
export const SORTS = {
  folio: ({ article }: Row) => article.folio ?? Number.POSITIVE_INFINITY,
  headline: ({ article }: Row) => article.headline,
  section: ({ article }: Row) => article.section,
  design: ({ article }: Row) => article.design ?? "",
  words: ({ article }: Row) => article.words,
  pages: ({ article }: Row) => article.pages,
  fits: ({ article }: Row) => article.fits.length,
  problems: ({ article, problems }: Row) => article.faults.length + problems.length,
  file: ({ article }: Row) => article.file,
} satisfies Record<string, (row: Row) => number | string>;

export type SortKey = keyof typeof SORTS;

export interface Order {
  readonly by: SortKey;
  readonly direction: "ascending" | "descending";
}

/** Equal rows keep the order. */
export const sorted = (rows: readonly Row[], { by, direction }: Order, language: string): readonly Row[] => {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const sign = direction === "ascending" ? 1 : -1;
  return [...rows].sort((one, other) => {
    const [a, b] = [SORTS[by](one), SORTS[by](other)];
    if (a === b) return 0;
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b)));
  });
};

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Rows in which every word that was typed is found, whatever its accents. */
export const filtered = (rows: readonly Row[], typed: string): readonly Row[] => {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return rows.filter(({ article: { headline, section, design, file, slug } }) => {
    const text = plain([headline, section, design, file, slug].join(" "));
    return words.every((word) => text.includes(word));
  });
};

/** All articles as a table: where they stand, how long they are, what was done to fit them, and what is wrong. */
import { useMemo, useState } from "preact/hooks";
import { KIND_NAMES } from "../../../plan/spreads.js";
import { counted } from "../../../words.js";
import type { PreviewState } from "../../types.js";
import { PlaceLink } from "../parts/place.js";
import { byGravity } from "../parts/placeFolio.js";
import { update, useKnown } from "../store.js";
import { filtered, type Order, type Row, rowsOf, type SortKey, sorted } from "./articlesOrder.js";
import "./articles.css";

const COLUMNS: readonly { readonly key: SortKey; readonly name: string }[] = [
  { key: "folio", name: "Page" },
  { key: "headline", name: "Headline" },
  { key: "section", name: "Section" },
  { key: "design", name: "Design" },
  { key: "words", name: "Words" },
  { key: "pages", name: "Pages" },
  { key: "fits", name: "To make it fit" },
  { key: "problems", name: "Problems" },
  { key: "file", name: "File" },
];

/** What is interesting when it is much stands first as much. */
const BIGGEST_FIRST: ReadonlySet<SortKey> = new Set(["words", "pages", "fits", "problems"]);

const turned = ({ by, direction }: Order, key: SortKey): Order => {
  if (by === key) return { by, direction: direction === "ascending" ? "descending" : "ascending" };
  return { by: key, direction: BIGGEST_FIRST.has(key) ? "descending" : "ascending" };
};

/** `4`, `5–7`; pages that do not follow each other: `4, 6`. */
const foliosText = (folios: readonly number[]): string => {
  const [first, last] = [folios[0], folios.at(-1)];
  if (first === undefined || last === undefined) return "none";
  if (first === last) return String(first);
  return last - first === folios.length - 1 ? `${first}–${last}` : folios.join(", ");
};

const Heading = ({ column, order, sort }: { column: (typeof COLUMNS)[number]; order: Order; sort: () => void }) => (
  <th scope="col" class={`articles-${column.key}`} aria-sort={order.by === column.key ? order.direction : undefined}>
    <button type="button" onClick={sort}>
      {column.name}
      <svg class="articles-arrow" viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
        <path d="M1 5.500 4 2.500l3 3" fill="none" stroke="currentColor" stroke-width="1.400" />
      </svg>
    </button>
  </th>
);

const Problems = ({ article, problems }: Row) => (
  <>
    {article.faults.map(({ kind, text }) => (
      <span key={text} class={`articles-fault ${kind}`}>
        {KIND_NAMES[kind]}: {text}
      </span>
    ))}
    {problems.length > 0 && (
      <button
        type="button"
        class={`articles-fault ${byGravity(problems)[0].severity}`}
        title={problems.map(({ message }) => message).join("\n")}
        onClick={() => update({ panel: "problems" })}
      >
        {counted(problems.length, "problem")}
      </button>
    )}
  </>
);

const fileName = (file: string): string => file.split("/").at(-1) ?? file;

/** Said where the table is cards and has no headings above its cells. */
const Unit = ({ children }: { readonly children: string }) => <span class="articles-unit">{children}</span>;

const ArticleRow = ({ row }: { readonly row: Row }) => {
  const { article, folios, colour } = row;
  const { folio } = article;
  return (
    <tr>
      <td class="articles-folio">{foliosText(folios)}</td>
      <th scope="row" class="articles-headline">
        {folio === undefined ? (
          article.headline
        ) : (
          <button type="button" title={`Go to page ${folio}`} onClick={() => update({ view: "pages", folio })}>
            {article.headline}
          </button>
        )}
      </th>
      <td class="articles-section" style={{ "--section": colour ?? "transparent" }}>
        {article.section}
      </td>
      <td class="articles-design">{article.design ?? ""}</td>
      <td class="articles-words">
        {article.words.toLocaleString("en")}
        <Unit> words</Unit>
      </td>
      <td class="articles-pages">
        {article.pages}
        {article.budget !== undefined && ` of ${article.budget}`}
        <Unit>{(article.budget ?? article.pages) === 1 ? " page" : " pages"}</Unit>
      </td>
      <td class="articles-fits">{article.fits.join(", ")}</td>
      <td class="articles-problems">
        <Problems {...row} />
      </td>
      <td class="articles-file">
        <PlaceLink place={{ file: article.file, line: 1 }} label={fileName(article.file)} />
      </td>
    </tr>
  );
};

const Articles = ({ state }: { readonly state: PreviewState }) => {
  const [order, setOrder] = useState<Order>({ by: "folio", direction: "ascending" });
  const [typed, setTyped] = useState("");
  const rows = useMemo(() => rowsOf(state), [state]);
  const found = sorted(filtered(rows, typed), order, state.language);
  return (
    <>
      <header class="articles-head">
        <h2 id="articles-title">Articles</h2>
        <label>
          <span>Filter</span>
          <input type="search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        </label>
        <p class="articles-count" role="status">
          {found.length === rows.length
            ? counted(rows.length, "article")
            : `${found.length} of ${rows.length} articles`}
        </p>
      </header>
      <table class="articles-table" aria-labelledby="articles-title">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <Heading
                key={column.key}
                column={column}
                order={order}
                sort={() => setOrder(turned(order, column.key))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {found.map((row) => (
            <ArticleRow key={row.article.slug} row={row} />
          ))}
        </tbody>
      </table>
      {found.length === 0 && (
        <p class="articles-none">{rows.length === 0 ? "No articles yet." : "No article has all of these words."}</p>
      )}
    </>
  );
};

export const ArticlesView = () => {
  const { state } = useKnown();
  return (
    <section class="view articles" aria-label="Articles">
      {state !== undefined && <Articles state={state} />}
    </section>
  );
};

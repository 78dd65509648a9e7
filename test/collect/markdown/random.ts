/** Random HTML of the small vocabulary, with text that Markdown could misread. The same seed gives the same HTML. */

import { PICTURES } from "./trip.js";

const NASTY = (
  "1986. |1986.|7) |- |+ |* |# |## |> |::: |::: facts|:::|---|===|=|-|--|: Caption|_snake_case_|snake_case|_|__|*|**|***|a*b|" +
  "[brackets]|[a](b)|[x]: y|![a](b)|<angle>|</p>|<br>|<!-- -->|<|>|&amp;|&|&copy;|&#58;|#|`|``|```|`code`|~|~~|~~~|^|{|}|{a=b}|" +
  '{credit="x"}|\\|\\\\|\\*|!|! |"|\'|"quoted"|— |– |--|…|...|:|::|a:|$x$|http://a.b/c_d?e=f&g=h|www.x.org|x@y.org|(|)|(a)|;|' +
  '| | |é|e\u0301|=\u0338|\u00ad|\u200b|x\u00a0y|قمر|ن\u200cو|👩\u200d🌾|日本|5"|50%|C#|# #|a #|\\#|5\u202f;|€|°|½|1.|1)|10'
).split("|");

export function randomCopy(seed: number): string {
  const random = mulberry32(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const many = (least: number, most: number, make: () => string): string[] =>
    Array.from({ length: least + below(most - least + 1) }, make);

  const text = (): string => {
    const raw = many(1, 4, () =>
      below(3) === 0 ? pick(["", " "]) + pick(["word", "Sahara", "the", "x", "9"]) : pick(NASTY),
    )
      .join(pick(["", " ", " "]))
      .replace(/\|\|/g, "|");
    return asText(raw, below);
  };
  const inline = (depth: number, breaks: boolean): string =>
    many(1, 3, () => {
      const kind = depth > 0 ? below(14) : 0;
      if (kind === 1 && breaks) return "<br>";
      const name = ["em", "strong", "em", "strong", "code", "sup", "sub"][kind - 2];
      if (name) return `<${name}>${inline(name === "code" && below(3) > 0 ? 0 : depth - 1, breaks)}</${name}>`;
      if (kind === 9 && depth === 3) return `<a href="${pick(HREFS)}">${inline(depth - 1, breaks)}</a>`;
      return text();
    }).join(pick(["", "", " "]));
  const line = (breaks = true): string => pick(["", "word ", "<em>word</em> "]) + inline(3, breaks);

  const paragraph = (): string => `<p${below(12) === 0 ? ' lang="fr"' : ""}>${line()}</p>`;
  const list = (depth: number): string => {
    const ordered = below(2) === 0;
    const items = many(1, 3, () => {
      const first = pick([() => line(), paragraph, () => paragraph() + paragraph()])();
      return `<li>${first}${depth > 1 && below(4) === 0 ? list(depth - 1) : ""}${below(8) === 0 ? paragraph() : ""}</li>`;
    });
    const start = ordered && below(3) === 0 ? ` start="${below(2000)}"` : "";
    return ordered ? `<ol${start}>${items.join("")}</ol>` : `<ul>${items.join("")}</ul>`;
  };
  const cite = (): string => (below(2) === 0 ? `<cite>${line()}</cite>` : "");
  const figure = (): string => {
    const src = pick([...PICTURES.keys()]).replaceAll("&", "&amp;");
    return `<figure><img src="${src}" alt="as it came">${below(3) > 0 ? `<figcaption>${line()}</figcaption>` : ""}</figure>`;
  };
  const table = (): string => {
    const columns = 1 + below(4);
    const row = (name: string, few = 0): string =>
      `<tr>${many(columns - few, columns - few, () => `<${name}>${below(6) === 0 ? "" : line()}</${name}>`).join("")}</tr>`;
    const caption = below(2) === 0 ? `<caption>${line()}</caption>` : "";
    const head = below(3) > 0 ? `<thead>${row("th")}</thead>` : "";
    const odd = (): string =>
      pick([
        row("th"),
        `<tr><td colspan="2">${line()}</td></tr>`,
        `<tr><td><p>${line()}</p><p>${line()}</p></td></tr>`,
      ]);
    const rows = many(1, 3, () => (below(9) === 0 ? odd() : row("td", columns > 1 && below(5) === 0 ? 1 : 0)));
    return `<table>${caption}${head}<tbody>${rows.join("")}</tbody></table>`;
  };
  const pre = (): string => `<pre>${many(1, 3, text).join("\n")}</pre>`;
  const plain = (): string =>
    pick([
      paragraph,
      paragraph,
      paragraph,
      () => `<h${2 + below(3)}>${line()}</h2>`.replace(/<h(\d)>(.*)<\/h2>/s, "<h$1>$2</h$1>"),
      () => list(3),
      table,
      figure,
      pre,
      () => "<hr>",
    ])();
  const gallery = (): string =>
    `<div class="gallery">${many(1, 3, figure).join("")}${below(2) === 0 ? `<figcaption>${line()}</figcaption>` : ""}</div>`;
  const block = (): string => {
    const kind = below(12);
    if (kind === 0) return `<blockquote>${many(1, 2, plain).join("")}${cite()}</blockquote>`;
    if (kind === 1) return `<blockquote class="pullquote"><p>word ${line()}</p>${cite()}</blockquote>`;
    if (kind === 2) return gallery();
    if (kind === 3)
      return `<aside>${below(2) === 0 ? `<h3>${line()}</h3>` : ""}${many(1, 3, () => (below(5) === 0 ? gallery() : plain())).join("")}</aside>`;
    return plain();
  };
  return many(1, 4, block).join(pick(["", "\n"]));
}

const HREFS = [
  "https://example.org/",
  "https://example.org/a_(b)?c=d&amp;e=f#g",
  "http://example.org/a%20b/*x*_y_",
  "mailto:desk@example.org",
  "#sea-of-sand",
  "https://example.org/((a)",
  "https://example.org/&amp;copy;/x",
];

const asText = (text: string, below: (limit: number) => number): string =>
  text.replace(
    /[&<>]/g,
    (character) => ({ "&": "&amp;", "<": "&lt;", ">": below(2) === 0 ? ">" : "&gt;" })[character]!,
  );

/** A small generator of random numbers from 0 to 1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

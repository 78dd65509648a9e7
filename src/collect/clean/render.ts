/** Blocks as HTML in the vocabulary that `index.ts` names. */
import { escapeAttribute, escapeHtml } from "../html.js";
import type { Block, Cell, Figure, Line, Paragraph } from "./blocks.js";

export const renderBlocks = (blocks: readonly Block[]): string => blocks.map(renderBlock).join("\n");

function renderBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `<p${lang(block)}>${block.line.html}</p>`;
    case "heading":
      return `<h${block.level}${lang(block)}>${block.line.html}</h${block.level}>`;
    case "list": {
      const tag = block.ordered ? "ol" : "ul";
      const items = block.items.map((item) => `<li>${renderItem(item)}</li>`);
      const start = block.start === undefined ? "" : ` start="${block.start}"`;
      return `<${tag}${start}${lang(block)}>${items.join("")}</${tag}>`;
    }
    case "quotation": {
      const open = block.pull ? `<blockquote class="pullquote"${lang(block)}>` : `<blockquote${lang(block)}>`;
      const cite = block.cite ? `<cite>${block.cite.html}</cite>` : "";
      return `${open}${block.blocks.map(renderBlock).join("")}${cite}</blockquote>`;
    }
    case "figure":
      return renderFigure(block);
    case "gallery":
      return `<div class="gallery">${block.figures.map(renderFigure).join("")}${caption(block.caption)}</div>`;
    case "table": {
      const title = block.caption ? `<caption>${block.caption.html}</caption>` : "";
      const head = block.head.length > 0 ? `<thead>${renderRows(block.head)}</thead>` : "";
      return `<table${lang(block)}>${title}${head}<tbody>${renderRows(block.rows)}</tbody></table>`;
    }
    case "aside":
      return `<aside${lang(block)}>${block.blocks.map(renderBlock).join("")}</aside>`;
    case "preformatted":
      return `<pre>${escapeHtml(block.text)}</pre>`;
    case "rule":
      return "<hr>";
  }
}

const lang = (block: { lang?: string }): string => (block.lang ? ` lang="${escapeAttribute(block.lang)}"` : "");

/** One paragraph stands in its item as words; so do the lists below it. */
function renderItem(item: readonly Block[]): string {
  const paragraphs = item.filter((block): block is Paragraph => block.kind === "paragraph");
  if (paragraphs.length !== 1 || item[0] !== paragraphs[0]) return item.map(renderBlock).join("");
  return paragraphs[0].line.html + item.slice(1).map(renderBlock).join("");
}

function renderFigure({ src, alt, credit, caption: line }: Figure): string {
  const said = credit ? ` data-credit="${escapeAttribute(credit)}"` : "";
  return `<figure><img src="${escapeAttribute(src)}" alt="${escapeAttribute(alt)}"${said}>${caption(line)}</figure>`;
}

const caption = (line: Line | undefined): string => (line?.text ? `<figcaption>${line.html}</figcaption>` : "");

function renderRows(rows: readonly (readonly Cell[])[]): string {
  const cell = ({ header, line }: Cell): string => (header ? `<th>${line.html}</th>` : `<td>${line.html}</td>`);
  return rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("");
}

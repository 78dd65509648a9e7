import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { type Block, type Inline, parseHtmlBody, readArticle, type TableCell } from "../../../src/article/index.js";
import { type PictureFile, writeArticleFile, writeMarkdown } from "../../../src/collect/markdown/index.js";
import type { Problem } from "../../../src/problem.js";
import { dummyPicture } from "./picture.js";

/** The pictures of the tests by their addresses, with names and words that need care. */
export const PICTURES: ReadonlyMap<string, PictureFile> = new Map([
  ["https://example.org/a.jpg?w=1&h=2", { file: "dunes.png", alt: "Dunes at dawn." }],
  [
    "https://example.org/b.jpg",
    { file: "old town (1).png", alt: 'A [sign] says "1 < 2 & 3 > 2" \\ `x`*', credit: "Salma Idrissi {Rihla}" },
  ],
  ["data:image/png;base64,AAAA", { file: "50%.png", alt: "&amp; _alt_ ![no](x)", credit: 'The "Studio" & <Sons>' }],
]);

export interface Trip {
  readonly markdown: string;
  readonly blocks: readonly unknown[];
  readonly expected: readonly unknown[];
  /** Letters and digits in their order, of the article and of the HTML. */
  readonly letters: string;
  readonly problems: readonly Problem[];
}

export interface Traveller {
  /** Writes the HTML as Markdown and reads it as an article; `expected` is what our reader makes of the HTML itself. */
  trip(html: string): Promise<Trip>;
  readFile(text: string): ReturnType<typeof readArticle>;
  remove(): Promise<void>;
}

export async function createTraveller(): Promise<Traveller> {
  const folder = await mkdtemp(join(tmpdir(), "pressday-markdown-"));
  await mkdir(join(folder, "pictures"));
  await mkdir(join(folder, "articles"));
  for (const { file } of PICTURES.values()) await writeFile(join(folder, "pictures", file), await dummyPicture());
  const path = join(folder, "articles/probe.md");
  const entry = { path, name: "articles/probe.md", slug: "probe", place: { file: "issue.yaml", line: 1 } };
  const readFile = async (text: string): ReturnType<typeof readArticle> => {
    await writeFile(path, text);
    return readArticle(entry, { issueFolder: folder, language: "en-GB", magazineLanguages: ["en-GB", "fr", "ar"] });
  };
  return {
    readFile,
    async trip(html) {
      const markdown = writeMarkdown(html, PICTURES);
      const { article, problems } = await readFile(writeArticleFile({ headline: "No heading of the text" }, markdown));
      const source = { html: withFiles(html), name: "page.html", issueFolder: folder, language: "en-GB" };
      const body = article?.body ?? [];
      return {
        markdown,
        blocks: body.map(bareBlock),
        expected: parseHtmlBody({ ...source, headline: "No heading of the text" }).blocks.map(bareBlock),
        letters: body.map(lettersOf).join(""),
        problems,
      };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const attribute = (value: string): string => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** The same HTML with the pictures' files, as it would stand in an article. */
function withFiles(html: string): string {
  return html.replace(/<img [^>]*?src="([^"]*)"[^>]*>/g, (image, src: string) => {
    const picture = PICTURES.get(src.replaceAll("&amp;", "&"));
    if (!picture) return image;
    const credit = picture.credit ? ` credit="${attribute(picture.credit)}"` : "";
    return `<img src="${picture.file}" alt="${attribute(picture.alt)}"${credit}>`;
  });
}

/** Fails with the Markdown where a trip has lost, added or changed something. */
export async function expectSame(traveller: Traveller, html: string): Promise<string> {
  const trip = await traveller.trip(html);
  const shown = `${html}\n\n${trip.markdown}\n`;
  expect(trip.blocks, shown).toEqual(trip.expected);
  // Their order is that of the structure: our reader sets a caption before its table, wherever it stood.
  expect(sorted(trip.letters), shown).toBe(sorted(lettersIn(wordsIn(html))));
  const faults = trip.problems.filter(({ code }) => /^(?:MARKUP|PICTURE|PATH|HTML_REMOVED|LIST)/.test(code));
  expect(faults, shown).toEqual([]);
  return trip.markdown;
}

/** The words between the tags. */
export const wordsIn = (html: string): string =>
  html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const sorted = (letters: string): string => [...letters].sort().join("");

export const lettersIn = (text: string): string => text.normalize("NFC").replace(/[^\p{L}\p{N}]/gu, "");

/** A block without its place. */
export function bareBlock(block: Block): unknown {
  const language = block.language ? { language: block.language } : {};
  const cite = "cite" in block && block.cite ? { cite: bareInline(block.cite) } : {};
  const caption = "caption" in block && block.caption ? { caption: bareInline(block.caption) } : {};
  const base = { kind: block.kind, ...language, ...cite, ...caption };
  switch (block.kind) {
    case "paragraph":
    case "pullQuote":
      return { ...base, content: bareInline(block.content) };
    case "heading":
      return { ...base, level: block.level, content: bareInline(block.content) };
    case "quote":
      return { ...base, blocks: block.blocks.map(bareBlock) };
    case "aside":
      return { ...base, title: block.title && bareInline(block.title), blocks: block.blocks.map(bareBlock) };
    case "list":
      return {
        ...base,
        ordered: block.ordered,
        start: block.start,
        items: block.items.map((item) => item.map(bareBlock)),
      };
    case "figure":
      return { ...base, path: block.picture.path, alt: block.picture.alt, credit: block.credit };
    case "gallery":
      return { ...base, figures: block.figures.map(bareBlock) };
    case "table":
      return {
        ...base,
        head: block.head.map((row) => row.map(bareCell)),
        rows: block.rows.map((row) => row.map(bareCell)),
      };
    case "rule":
      return base;
  }
}

const bareCell = ({ content, header, align }: TableCell): unknown => ({
  content: bareInline(content),
  header,
  align: content.length > 0 ? align : undefined,
});

/**
 * Running text as stretches of one look, whatever the order of the styles. How a space looks does not show; a hyphen and
 * the dash that typography makes of it are the same.
 */
function bareInline(content: readonly Inline[]): unknown[] {
  const stretches: { text: string; look: string }[] = [];
  const walk = (items: readonly Inline[], looks: readonly string[]): void => {
    for (const item of items) {
      if (item.kind === "text" || item.kind === "break") {
        for (const character of item.kind === "break" ? "\n" : item.text) {
          const look = /[\s–-]/.test(character) ? (stretches.at(-1)?.look ?? "") : [...looks].sort().join(" ");
          if (stretches.at(-1)?.look === look) stretches.at(-1)!.text += character;
          else stretches.push({ text: character, look });
        }
      } else walk(item.content, [...looks, item.kind === "link" ? `link ${item.href}` : item.kind]);
    }
  };
  walk(content, []);
  const last = stretches.at(-1);
  if (last) last.text = last.text.trimEnd();
  return stretches.map(
    ({ text, look }) => `${look && `${look}: `}${text.replace(/\s*[-–—]+\s*/g, "-").replace(/[^\S\n]+/g, " ")}`,
  );
}

/** Without credits, which stand in attributes. */
function lettersOf(block: Block): string {
  const of = (content: readonly Inline[] = []): string =>
    content
      .map((item) => (item.kind === "text" ? lettersIn(item.text) : item.kind === "break" ? "" : of(item.content)))
      .join("");
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return of(block.content);
    case "pullQuote":
      return of(block.content) + of(block.cite);
    case "quote":
      return block.blocks.map(lettersOf).join("") + of(block.cite);
    case "aside":
      return of(block.title) + block.blocks.map(lettersOf).join("");
    case "list":
      return block.items.flat().map(lettersOf).join("");
    case "figure":
      return of(block.caption);
    case "gallery":
      return block.figures.map(lettersOf).join("") + of(block.caption);
    case "table":
      return (
        of(block.caption) +
        [...block.head, ...block.rows]
          .flat()
          .map(({ content }) => of(content))
          .join("")
      );
    case "rule":
      return "";
  }
}

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Article, type Block, type Inline, readArticle } from "../../src/article/index.js";
import type { Problem } from "../../src/problem.js";

/** A small issue's folder with three pictures, for articles written by the tests. */
export interface Scratch {
  readonly folder: string;
  read(source: string | Uint8Array, overrides?: object): Promise<{ article?: Article; problems: readonly Problem[] }>;
  remove(): Promise<void>;
}

export async function scratchIssue(language = "en-GB"): Promise<Scratch> {
  const folder = await mkdtemp(join(tmpdir(), "pressday-article-"));
  await mkdir(join(folder, "pictures"));
  await mkdir(join(folder, "articles"));
  for (const name of ["dunes.jpg", "wells.jpg", "old town.jpg"]) await writeFile(join(folder, "pictures", name), name);
  const path = join(folder, "articles/wells.md");
  const entry = { path, name: "articles/wells.md", slug: "wells", place: { file: "issue.yaml", line: 9, col: 5 } };
  return {
    folder,
    async read(source, overrides = {}) {
      await writeFile(path, source);
      return readArticle(
        { ...entry, ...overrides },
        { issueFolder: folder, language, magazineLanguages: ["en-GB", "fr", "ar"] },
      );
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Running text as a line of Markdown-like marks. */
export const marks = (content: readonly Inline[] | undefined): string =>
  (content ?? [])
    .map((item) => {
      if (item.kind === "text") return item.text;
      if (item.kind === "break") return "⏎";
      const inner = marks(item.content);
      if (item.kind === "link") return `[${inner}](${item.href})`;
      const mark = { emphasis: "*", strong: "**", code: "`", sup: "^", sub: "~" }[item.kind];
      return `${mark}${inner}${mark}`;
    })
    .join("");

/** Blocks as an indented outline with lines, for reading in a test. */
export const outline = (blocks: readonly Block[] | undefined, indent = ""): string[] =>
  (blocks ?? []).flatMap((block) => {
    const at = `${indent}${block.place.line} ${block.kind}`;
    const deeper = `${indent}  `;
    const cite = "cite" in block && block.cite ? ` — ${marks(block.cite)}` : "";
    switch (block.kind) {
      case "paragraph":
      case "pullQuote":
        return [`${at}: ${marks(block.content)}${cite}`];
      case "heading":
        return [`${at} ${block.level}: ${marks(block.content)}`];
      case "quote":
        return [`${at}${cite}`, ...outline(block.blocks, deeper)];
      case "aside":
        return [`${at}: ${marks(block.title)}`, ...outline(block.blocks, deeper)];
      case "list":
        return [
          `${at}${block.ordered ? ` from ${block.start}` : ""}`,
          ...block.items.flatMap((item) => outline(item, `${deeper}- `)),
        ];
      case "figure":
        return [
          `${at}: ${block.picture.name} “${block.picture.alt}” ${marks(block.caption)}${block.credit ? ` (${block.credit})` : ""}`,
        ];
      case "gallery":
        return [`${at}: ${marks(block.caption)}`, ...outline(block.figures, deeper)];
      case "table":
        return [
          `${at}: ${marks(block.caption)}`,
          ...[...block.head, ...block.rows].map(
            (row) => `${deeper}| ${row.map((cell) => marks(cell.content)).join(" | ")}`,
          ),
        ];
      default:
        return [at];
    }
  });

/** `CODE severity line[:col]` of each problem. */
export const codes = (problems: readonly Problem[]): string[] =>
  problems.map(({ code, severity, place }) => `${code} ${severity} ${place?.line}${place?.col ? `:${place.col}` : ""}`);

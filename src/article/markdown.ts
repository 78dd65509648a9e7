import createMarkdownIt, { type Env as MarkdownEnv, type MarkdownIt, type StateInline, type Token } from "markdown-it";
import container from "markdown-it-container";
import { nearest } from "../manifest/index.js";
import { guardFences } from "./fences.js";
import { checkSettings } from "./figures.js";
import { countBelow, lineFeedsBefore } from "./lines.js";
import type { Finding } from "./report.js";

/** HTML made from Markdown, which knows the line of the article's file that each of its characters comes from. */
export interface LinedHtml {
  readonly html: string;
  lineAt(offset: number): number;
}

/** Blocks within blocks; the parser leaves out what lies deeper, so reaching it is an error. */
const MAX_NESTING = 120;

interface Env extends MarkdownEnv {
  /** Line of the file that the Markdown begins on. */
  firstLine: number;
  report: (finding: Finding) => void;
  /** Lines of the Markdown. */
  lines: readonly string[];
  /** Line of the block in hand. */
  line: number;
}

let parser: MarkdownIt | undefined;
let plainParser: MarkdownIt | undefined;

/** Markdown as HTML. Raw HTML is passed on as written: what reads it keeps only what it knows. Problems: MARKUP_INVALID, LIST_TOO_DEEP. */
export function renderMarkdown(markdown: string, firstLine: number, report: (finding: Finding) => void): LinedHtml {
  parser ??= createParser();
  const env: Env = { firstLine, report, lines: markdown.split("\n"), line: firstLine };
  plainParser ??= createPlainParser();
  const tokens = parser.parse(guardFences(markdown, plainParser), env);
  const stretches: Stretch[] = [];
  let html = "";
  tokens.forEach((token, index) => {
    if (token.map) {
      env.line = token.map[0] + firstLine;
      stretches.push({
        start: html.length,
        line: env.line,
        counts: token.type === "inline" || token.type === "html_block",
      });
    }
    if (token.nesting === 1 && token.level >= MAX_NESTING - 1) report(tooDeep(env.line));
    html += renderToken(tokens, index, parser!, env);
  });
  return { html, lineAt: lineFinder(html, stretches, firstLine) };
}

/** One line of Markdown, such as a headline, as HTML. */
export function renderInlineMarkdown(markdown: string, line: number, report: (finding: Finding) => void): LinedHtml {
  parser ??= createParser();
  const env: Env = { firstLine: line, report, lines: [markdown], line };
  return { html: parser.renderInline(markdown, env), lineAt: () => line };
}

/** HTML from `start` on comes from `line`; where it counts, each line feed in it is one in the file. */
interface Stretch {
  readonly start: number;
  readonly line: number;
  readonly counts: boolean;
}

function lineFinder(html: string, stretches: readonly Stretch[], firstLine: number): (offset: number) => number {
  const feedsBefore = lineFeedsBefore(html);
  const starts = stretches.map(({ start }) => start);
  return (offset) => {
    // Of stretches that begin at the same offset the last is the innermost.
    const stretch = stretches[countBelow(starts, offset + 1) - 1];
    if (!stretch) return firstLine;
    return stretch.counts ? stretch.line + feedsBefore(offset) - feedsBefore(stretch.start) : stretch.line;
  };
}

function renderToken(tokens: Token[], index: number, markdown: MarkdownIt, env: Env): string {
  const token = tokens[index]!;
  const { renderer, options } = markdown;
  if (token.type === "inline") {
    applySettings(token.children ?? [], env);
    if (isPictures(token)) return renderFigures(token, markdown, env);
    return renderer.renderInline(token.children ?? [], options, env);
  }
  // A paragraph of nothing but pictures is no paragraph.
  const inside = tokens[token.nesting === 1 ? index + 1 : index - 1];
  if (token.type.startsWith("paragraph_") && inside?.type === "inline" && isPictures(inside)) return "";
  const rule = renderer.rules[token.type];
  return rule ? rule(tokens, index, options, env, renderer) : renderer.renderToken(tokens, index, options);
}

const isPictures = ({ children }: Token): boolean =>
  (children ?? []).some(({ type }) => type === "image") &&
  (children ?? []).every(
    ({ type, content }) => type === "image" || type.endsWith("break") || (type === "text" && content.trim() === ""),
  );

/** Each picture as a figure; the title in quotation marks is its caption, and may hold emphasis and links. */
function renderFigures(token: Token, markdown: MarkdownIt, env: Env): string {
  return (token.children ?? [])
    .map((child) => {
      if (child.type !== "image") return child.type.endsWith("break") ? "\n" : "";
      const caption = child.attrGet("title");
      const shown = caption === null ? "" : `<figcaption>${markdown.renderInline(String(caption), env)}</figcaption>`;
      child.attrs = (child.attrs ?? []).filter(([name]) => name !== "title");
      return `<figure>${markdown.renderer.renderInline([child], markdown.options, env)}${shown}</figure>`;
    })
    .join("");
}

const createPlainParser = (): MarkdownIt => createMarkdownIt({ html: true, maxNesting: MAX_NESTING });

function createParser(): MarkdownIt {
  const markdown = createPlainParser();
  // Refused links must be told, not printed as raw Markdown: the tree builder checks addresses.
  markdown.validateLink = () => true;
  markdown.inline.ruler.after("image", "picture_settings", readSettings);
  markdown.use(container, "box", { validate: (info: string) => /^\s*\p{L}/u.test(info), render: renderBox });
  return markdown;
}

/** `{credit="Rihla studio" focus="50% 30%" span=2}` right after a picture. Braces anywhere else are text. */
const SETTINGS = /\{((?:\s*[\w-]+=(?:"[^"\n]*"|[^\s"{}]+))+)\s*\}/y;

type Setting = [name: string, value: string];

/** What the braces after a picture say, on its token. Escaped braces never come here. */
interface PictureMeta {
  readonly settings?: readonly Setting[];
  readonly unreadable?: boolean;
}

function readSettings(state: StateInline, silent: boolean): boolean {
  const image = state.tokens.at(-1);
  if (silent || state.src[state.pos] !== "{" || state.pending !== "" || image?.type !== "image") return false;
  SETTINGS.lastIndex = state.pos;
  const written = SETTINGS.exec(state.src);
  if (!written) {
    image.meta = { ...image.meta, unreadable: true } satisfies PictureMeta;
    return false;
  }
  const settings = [...written[1]!.matchAll(/([\w-]+)=(?:"([^"]*)"|(\S+))/g)];
  image.meta = {
    settings: settings.map(([, name, quoted, bare]) => [name!, quoted ?? bare!]),
  } satisfies PictureMeta;
  state.pos = SETTINGS.lastIndex;
  return true;
}

/** Puts pictures' settings on them, and tells what is wrong with them on the picture's own line. */
function applySettings(children: readonly Token[], { line, report }: Env): void {
  let at = line;
  for (const token of children) {
    if (token.type.endsWith("break")) at++;
    if (token.type !== "image") continue;
    const { settings = [], unreadable = false }: PictureMeta = token.meta ?? {};
    checkSettings(
      settings.map(([name]) => name),
      at,
      report,
    );
    // Only the known settings are read later; the file and its alternative text cannot be reached this way.
    for (const [name, value] of settings) if (!["src", "alt", "title"].includes(name)) token.attrSet(name, value);
    if (unreadable) report(unreadableSettings(at));
  }
}

const BOXES = ["gallery", "facts", "aside", "pullquote"];
const CLOSING_TAGS: Readonly<Record<string, string>> = {
  gallery: "</div>",
  facts: "</aside>",
  aside: "</aside>",
  pullquote: "</blockquote>",
};

function renderBox(tokens: Token[], index: number, _options: unknown, env: Env): string {
  const token = tokens[index]!;
  if (token.nesting === -1) return `${CLOSING_TAGS[nameOfOpening(tokens, index)] ?? ""}\n`;
  const [name, title] = splitInfo(token.info);
  const line = (token.map?.[0] ?? 0) + env.firstLine;
  const closing = env.lines[token.map?.[1] ?? 0];
  if (!/^[\s>]*:{3,}\s*$/.test(closing ?? "")) env.report(unclosedBox(name, line));
  const shown = title === "" ? "" : (parser?.renderInline(title, env) ?? "");
  switch (name) {
    case "gallery":
      return `<div class="gallery">${shown && `<figcaption>${shown}</figcaption>`}`;
    case "facts":
    case "aside":
      return `<aside>${shown && `<h2>${shown}</h2>`}`;
    case "pullquote":
      return `<blockquote class="pullquote">${shown && `<p>${shown}</p>`}`;
    default:
      env.report(unknownBox(name, line));
      return shown && `<p>${shown}</p>`;
  }
}

/** The name and the title behind a box's colons. Three colons or more at the end are the other half of the fence. */
const splitInfo = (info: string): [name: string, title: string] => {
  const words = info.trim().replace(/(?<!:):{3,}$/, "");
  const [, name = "", title = ""] = /^(\S+)(.*)$/.exec(words) ?? [];
  return [name.toLowerCase(), title.trim()];
};

/** The name of the box that the token at `index` closes. */
function nameOfOpening(tokens: readonly Token[], index: number): string {
  const closing = tokens[index]!;
  for (let at = index - 1; at >= 0; at--)
    if (tokens[at]!.type === "container_box_open" && tokens[at]!.level === closing.level)
      return splitInfo(tokens[at]!.info)[0];
  return "";
}

function unknownBox(name: string, line: number): Finding {
  const meant = nearest(name, BOXES);
  return {
    code: "MARKUP_INVALID",
    severity: "error",
    line,
    near: name,
    message: `There is no box \`::: ${name}\`.`,
    remedy: meant ? `Did you mean \`::: ${meant}\`?` : `Boxes are ${BOXES.map((box) => `\`::: ${box}\``).join(", ")}.`,
  };
}

const unclosedBox = (name: string, line: number): Finding => ({
  code: "MARKUP_INVALID",
  severity: "error",
  line,
  near: ":::",
  message: `The box \`::: ${name}\` is never closed, so it reaches to the end of the article.`,
  remedy: "Write a line `:::` where it should end; a box around another box needs four colons, `::::`, at both ends.",
});

const unreadableSettings = (line: number): Finding => ({
  code: "MARKUP_INVALID",
  severity: "error",
  line,
  near: "{",
  message: "The settings in braces after a picture cannot be read.",
  remedy: 'Write them as `{credit="Rihla studio" focus="50% 30%" span=2}`.',
});

const tooDeep = (line: number): Finding => ({
  code: "LIST_TOO_DEEP",
  severity: "error",
  line,
  message: "Lists or quotations stand in each other too deeply to be read; what lies deeper would be lost.",
  remedy: "Indent less: four levels of a list are as many as a column shows.",
});

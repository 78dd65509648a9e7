import path from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import type { RawPicture, RawStory } from "../types.js";

type Front = Readonly<Record<string, unknown>>;

/** Front matter of this magazine's articles, and the words of other programs for the same. */
const KEYS = {
  headline: ["headline", "title"],
  kicker: ["kicker"],
  standfirst: ["standfirst", "description", "summary", "excerpt", "subtitle"],
  byline: ["byline", "author", "authors"],
  date: ["date", "published"],
  language: ["language", "lang"],
  url: ["source", "url", "link", "canonical"],
  section: ["section", "categories", "category"],
  tags: ["tags"],
} as const;

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value])
    .filter((part) => ["string", "number"].includes(typeof part))
    .map((part) => String(part).trim())
    .filter(Boolean);

const said = (front: Front, key: keyof typeof KEYS): readonly string[] =>
  KEYS[key].map((name) => texts(front[name])).find((found) => found.length > 0) ?? [];

const split = (text: string): { readonly front: Front; readonly body: string } => {
  const match = /^\s*---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text);
  if (!match) return { front: {}, body: text };
  try {
    const front: unknown = parse(match[1]!, { logLevel: "silent" });
    if (front !== null && typeof front === "object" && !Array.isArray(front))
      return { front: front as Front, body: text.slice(match[0].length) };
  } catch {}
  return { front: {}, body: text.slice(match[0].length) };
};

const heroOf = (front: Front, base: string): RawPicture | undefined => {
  const hero = front.hero ?? front.image ?? front.cover;
  const { file, alt, caption, credit } = (typeof hero === "object" && hero !== null ? hero : { file: hero }) as Front;
  if (typeof file !== "string" || !URL.canParse(file, base)) return undefined;
  const part = (key: string, value: unknown) => (typeof value === "string" ? { [key]: value } : {});
  return { url: new URL(file, base).href, ...part("alt", alt), ...part("caption", caption), ...part("credit", credit) };
};

const dateOf = (text: string | undefined): Date | undefined => {
  const date = text === undefined ? new Date(Number.NaN) : new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
};

/** A Markdown file, with front matter or without. Its text stays as it is written. */
export const readMarkdown = (text: string, file: string): RawStory => {
  const { front, body } = split(text.replace(/\r\n?/g, "\n"));
  const base = pathToFileURL(file).href;
  const title = /^\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|$)/.exec(body);
  const [headline] = said(front, "headline");
  const [kicker] = said(front, "kicker");
  const [standfirst] = said(front, "standfirst");
  const [language] = said(front, "language");
  const [url] = said(front, "url").filter((address) => /^https?:/.test(address));
  const published = dateOf(said(front, "date")[0]);
  const hero = heroOf(front, base);
  return {
    id: url ?? base,
    headline: headline ?? title?.[1] ?? path.basename(file, path.extname(file)).replaceAll(/[-_]+/g, " "),
    terms: [...said(front, "section"), ...said(front, "tags")].map((name) => ({ slug: name, name })),
    body: {
      kind: "markdown",
      markdown: title && headline === undefined ? body.slice(title[0].length) : body,
      baseUrl: base,
    },
    sources: texts(front.sources),
    byline: said(front, "byline").join(", ") || undefined,
    ...(kicker === undefined ? {} : { kicker }),
    ...(standfirst === undefined ? {} : { standfirst }),
    ...(language === undefined ? {} : { language }),
    ...(url === undefined ? {} : { url }),
    ...(published === undefined ? {} : { published }),
    ...(hero === undefined ? {} : { hero }),
  };
};

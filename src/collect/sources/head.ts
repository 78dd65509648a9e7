import { Parser } from "htmlparser2";
import { canonicalLanguage } from "../../language.js";

export interface HeadLink {
  readonly rel: string;
  readonly href: string;
  readonly type?: string;
  readonly title?: string;
}

/** What the head of a web page says of itself. */
export interface Head {
  /** Of the `html` element, as written. */
  readonly language?: string;
  readonly links: readonly HeadLink[];
}

/** Heads are shorter; what follows is the page. */
const HEAD_CHARACTERS = 400_000;

/** The head of a web page. Links in the body are not read: readers may have written them. */
export const readHead = (html: string): Head => {
  const links: HeadLink[] = [];
  let language: string | undefined;
  let inBody = false;
  const parser = new Parser({
    onopentag(name, { lang, rel, href, type, title }) {
      if (name === "body") inBody = true;
      if (name === "html" && lang) language ??= lang;
      if (name === "link" && rel && href && !inBody) links.push({ rel: rel.toLowerCase(), href, type, title });
    },
  });
  parser.write(html.slice(0, HEAD_CHARACTERS));
  parser.end();
  return { language, links };
};

/** BCP 47 of what a site calls its language (`fr_FR`, `fr-fr`), or undefined. */
export const languageTag = (name: string | undefined): string | undefined =>
  canonicalLanguage((name ?? "").trim().replaceAll("_", "-"));

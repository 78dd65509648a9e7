import { stringify } from "yaml";

/** Front matter as `docs/articles.md` has it. Headline, standfirst and captions are lines of Markdown, the rest is plain text. */
export interface ArticleFront {
  readonly headline: string;
  readonly kicker?: string;
  readonly standfirst?: string;
  readonly byline?: string;
  /** ISO day or date-time. */
  readonly date?: string;
  readonly section?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly hero?: { readonly file: string; readonly alt: string; readonly caption?: string; readonly credit?: string };
  readonly sources?: readonly string[];
  /** The source's permission line. */
  readonly credit?: string;
  /** Where readers find the piece on the web. */
  readonly source?: string;
}

/** An article file: front matter in the order of our documentation, and the text. */
export function writeArticleFile(front: ArticleFront, body: string): string {
  const { headline, kicker, standfirst, byline, date, section, language, hero, sources, credit, source } = front;
  const ordered = {
    headline,
    kicker,
    standfirst,
    byline,
    date,
    section,
    language,
    hero: hero && { file: hero.file, alt: hero.alt, caption: hero.caption, credit: hero.credit },
    sources: sources && sources.length > 0 ? sources : undefined,
    credit,
    source,
  };
  // A long text stays on its line, as an editor would type it.
  const yaml = stringify(ordered, { lineWidth: 0 });
  const text = body.trim();
  return `---\n${yaml}---\n${text && `\n${text}\n`}`;
}

import type { Article } from "../article/index.js";
import type { ArticleEntry, Section } from "../manifest/index.js";
import type { Layout } from "./types.js";

/** A piece of up to so many words whose design nobody chose shares a page with others. */
const SHORT_WORDS = 330;
/** Words of short pieces that fill a page, or nearly. */
const PAGEFUL_WORDS = 420;

interface ShortPiece {
  readonly section: Section;
  readonly entry: ArticleEntry;
  readonly article: Article;
  /** Where it stands among the stories when it finds no company. */
  readonly place: number;
}

/** The title of a page with short pieces of several sections, by language. */
const IN_BRIEF: Readonly<Record<string, string>> = { en: "In Brief", fr: "En bref", es: "En breve", ar: "باختصار" };

/** Short pieces on their way to a page of their own. */
export class Gathering {
  private pieces: ShortPiece[] = [];
  private made = 0;

  constructor(private readonly layout: Layout) {}

  takes(entry: ArticleEntry, article: Article): boolean {
    const chosen = entry.design ?? article.design;
    const free = chosen === undefined && entry.pages === undefined && entry.fit === undefined;
    return free && article.words <= SHORT_WORDS && this.layout.designs.briefs !== undefined;
  }

  add(piece: ShortPiece): void {
    this.pieces.push(piece);
  }

  get isPageful(): boolean {
    return this.pieces.length > 1 && this.pieces.reduce((sum, { article }) => sum + article.words, 0) >= PAGEFUL_WORDS;
  }

  /** What makes a page of the pieces: under their section's name, or under one of its own where they come from several. */
  pageful(language: string): { readonly section: Section; readonly articles: readonly Article[]; readonly id: string } {
    const { section } = this.pieces[0];
    const name = IN_BRIEF[language.split("-")[0]] ?? IN_BRIEF.en;
    const one = this.pieces.every((piece) => piece.section === section);
    return {
      section: one ? section : { name, slug: "in-brief", articles: [], place: section.place },
      articles: this.rest().map(({ article }) => article),
      id: `briefs-${++this.made}`,
    };
  }

  /** Takes out what is there. */
  rest(): ShortPiece[] {
    return this.pieces.splice(0);
  }
}

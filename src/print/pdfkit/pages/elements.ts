import type { StoryCopy, Unit, Wrapper } from "../copy/index.js";
import type { Surface, Tag } from "../types.js";

/** The tag tree of a story as it grows: what stands on several pages is one element. */
export class Elements {
  private readonly known = new Map<object, Tag>();
  private readonly articles = new Map<string, Tag>();
  private own: Tag | undefined;

  constructor(
    private readonly surface: Surface,
    private readonly copy: StoryCopy,
  ) {}

  /** The story's: its one article's, or what holds the articles of several. */
  get story(): Tag {
    const { articles } = this.copy.story;
    const [only] = articles;
    this.own ??=
      articles.length === 1
        ? this.surface.newTag(this.surface.root, "Art", { language: only!.language })
        : this.surface.newTag(this.surface.root, "Sect");
    return this.own;
  }

  private article(slug: string | undefined): Tag {
    const { articles } = this.copy.story;
    const article = articles.length > 1 ? articles.find((one) => one.slug === slug) : undefined;
    if (article === undefined) return this.story;
    let tag = this.articles.get(article.slug);
    if (tag === undefined) {
      tag = this.surface.newTag(this.story, "Art", { language: article.language });
      this.articles.set(article.slug, tag);
    }
    return tag;
  }

  /** Whether an earlier part has made this element. */
  has(whole: Wrapper | Unit): boolean {
    return this.known.has(whole);
  }

  /** What the unit's own elements stand in: its article, or the innermost of its wrappers. */
  around(unit: Unit): Tag {
    return unit.wrappers.reduce((parent, wrapper) => this.wrapper(wrapper, parent), this.article(unit.article));
  }

  private wrapper(wrapper: Wrapper, parent: Tag): Tag {
    return this.once(wrapper, () => {
      const { tag, language } = wrapper;
      const made = this.surface.newTag(parent, tag, language === undefined ? {} : { language });
      if (tag !== "LI") return made;
      this.labels.set(wrapper, this.surface.newTag(made, "Lbl"));
      return this.surface.newTag(made, "LBody");
    });
  }

  private readonly labels = new Map<Wrapper, Tag>();

  /** The element of an item's number; to be asked for after `around`. */
  label(wrapper: Wrapper): Tag {
    return this.labels.get(wrapper)!;
  }

  once(whole: object, make: () => Tag): Tag {
    let tag = this.known.get(whole);
    if (tag === undefined) {
      tag = make();
      this.known.set(whole, tag);
    }
    return tag;
  }
}

/** Reads an issue's files once, and again only those that changed. */
import { createHash } from "node:crypto";
import path from "node:path";
import type { PreparedPictures } from "../figures/index.js";
import { fromDisk, type Readers } from "../prepare.js";

/** One file or folder that changed on disk: its content, or whether it is there. */
export interface Change {
  /** Absolute path. */
  readonly path: string;
  readonly kind: "content" | "presence";
}

type IssueRead = Awaited<ReturnType<Readers["issue"]>>;
type LayoutRead = Awaited<ReturnType<Readers["layout"]>>;
type FontsRead = Awaited<ReturnType<Readers["fonts"]>>;
type ArticleRead = Awaited<ReturnType<Readers["article"]>>;
type Luminance = Awaited<ReturnType<Readers["luminance"]>>;

const LAYOUT = /\.(?:ya?ml|hbs|css)$/i;
const FONT = /\.(?:ttf|otf)$/i;
const PICTURE = /\.(?:jpe?g|png|webp|avif|gif|tiff?|svg)$/i;

const keyOf = (value: unknown): string => createHash("sha1").update(JSON.stringify(value)).digest("base64");

/** The newest product of a stage, and what it was made from. */
class Kept<Product> {
  private last: { readonly key: string; readonly product: Promise<Product> } | undefined;

  get(key: string, make: () => Promise<Product>): Promise<Product> {
    if (this.last?.key !== key) {
      const product = make();
      this.last = { key, product };
      product.catch(() => this.forget());
    }
    return this.last!.product;
  }

  forget(): void {
    this.last = undefined;
  }
}

/** What has been read so far. An article that did not change is the same object from one reading to the next. */
export class Memory implements Readers {
  private readonly issues = new Kept<IssueRead>();
  private readonly layouts = new Kept<LayoutRead>();
  private readonly faces = new Kept<FontsRead>();
  private readonly pictureSets = new Kept<PreparedPictures>();
  private readonly luminances = new Kept<Luminance>();
  private readonly articles = new Map<string, Kept<ArticleRead>>();

  /** Forgets what changes on disk may have made untrue. */
  forget(changes: readonly Change[]): void {
    for (const { path: changed, kind } of changes) {
      // A file that comes or goes may be one that a manifest, or an article, names.
      if (kind === "presence") {
        this.issues.forget();
        this.articles.clear();
      }
      if (/\.ya?ml$/i.test(changed)) this.issues.forget();
      if (LAYOUT.test(changed)) this.layouts.forget();
      if (FONT.test(changed)) this.faces.forget();
      if (kind === "presence" || PICTURE.test(changed)) {
        this.pictureSets.forget();
        this.luminances.forget();
      }
      this.articles.delete(path.resolve(changed));
    }
  }

  readonly issue: Readers["issue"] = (...asked) => this.issues.get(keyOf(asked), () => fromDisk.issue(...asked));

  readonly article: Readers["article"] = (entry, context) => {
    const kept = this.articles.get(entry.path) ?? new Kept<ArticleRead>();
    this.articles.set(entry.path, kept);
    return kept.get(keyOf([entry, context]), () => fromDisk.article(entry, context));
  };

  readonly layout: Readers["layout"] = (...asked) => this.layouts.get(keyOf(asked), () => fromDisk.layout(...asked));

  readonly fonts: Readers["fonts"] = (...asked) => this.faces.get(keyOf(asked), () => fromDisk.fonts(...asked));

  readonly pictures: Readers["pictures"] = (uses, options) =>
    this.pictureSets.get(keyOf([uses, options.ppi, options.cacheDir]), () => fromDisk.pictures(uses, options));

  readonly luminance: Readers["luminance"] = (picture) =>
    this.luminances.get(keyOf(picture.preparedPath), () => fromDisk.luminance(picture));
}

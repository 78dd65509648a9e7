/** The last of an issue's pages: printed bytes in, the finished PDF out. */
import type { Article } from "./article/index.js";
import type { ComposeResult } from "./compose/index.js";
import type { LayoutDocument } from "./layout/index.js";
import type { Issue } from "./manifest/index.js";
import type { OutlineEntry } from "./pdf/index.js";
import type { Prepared } from "./prepare.js";
import type { PdfkitFile } from "./print/pdfkit/types.js";
import type { Problem } from "./problem.js";
import { version } from "./version.js";

const PT_PER_MM = 72 / 25.4;

/** The printed bytes, and what finishing must know of them. */
export interface Printed {
  readonly bytes: Uint8Array;
  /** Where the engine knows it better than the bytes tell. */
  readonly tags?: PdfkitFile["tags"];
  /** Pictures whose stand-ins were printed, by their names. */
  readonly pictures?: ReadonlyMap<string, string>;
}

/** Files of the pictures that a document may show, by the names that it has for them. */
export const picturesOf = ({ files }: Pick<LayoutDocument, "files">): ReadonlyMap<string, string> =>
  new Map([...files].map(([served, { path: file }]) => [served, file]));

const outlineOf = (
  issue: Issue,
  articles: ReadonlyMap<string, Article>,
  composed: ComposeResult,
  plain: (article: Article) => string,
): OutlineEntry[] => {
  const contents = composed.pages.findIndex((page) => page.master === "contents");
  const sections = issue.sections.flatMap((section) => {
    const children = section.articles.flatMap((entry) => {
      const article = articles.get(entry.slug);
      return article === undefined ? [] : [{ title: plain(article), pageIndex: composed.folios[entry.slug] - 1 }];
    });
    return children.length === 0
      ? []
      : [{ title: section.name, pageIndex: Math.min(...children.map((child) => child.pageIndex)), children }];
  });
  return [...(contents < 0 ? [] : [{ title: "Contents", pageIndex: contents }]), ...sections];
};

/** The same parts; `whole` is told how many bytes they were, and may refuse them. */
async function* counted(parts: AsyncIterable<Uint8Array>, whole: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const part of parts) {
    bytes += part.length;
    yield part;
  }
  whole(bytes);
}

/** What finishing needs, to be loaded while pages are printed. */
export const finishingModules = () => Promise.all([import("./pdf/index.js"), import("./layout/index.js")]);

/** The finished PDF: outline, page labels, links, tags, metadata, exact boxes, the pictures themselves. `date`: its creation date. */
export const finishIssue = async ({
  prepared: { issue, articles, layout },
  composed,
  printed: { bytes, tags, pictures },
  date,
  check,
}: {
  readonly prepared: Pick<Prepared, "issue" | "articles" | "layout">;
  readonly composed: ComposeResult;
  readonly printed: Printed;
  readonly date: Date;
  /** Is told what preflight finds, of the file's insides before any of it is handed out, and of its size after the last part. */
  readonly check?: (found: readonly Problem[]) => void;
}): Promise<AsyncIterable<Uint8Array>> => {
  const [{ finishPdf }, { descriptionPlace, plainText }] = await finishingModules();
  const { magazine, week } = issue;
  const [widthMm, heightMm] = layout.page.trimMm;
  const { checkPdf, checkSize } = await import("./preflight/index.js");
  const { trimMm } = layout.page;
  const parts = await finishPdf(bytes, {
    trimPt: { width: widthMm * PT_PER_MM, height: heightMm * PT_PER_MM },
    bleedPt: 0,
    title: [`${magazine.name} ${week.label}`, issue.title].filter(Boolean).join(": "),
    authors: [...new Set([...articles.values()].flatMap((article) => article.byline ?? []))],
    ...(magazine.tagline === undefined ? {} : { subject: magazine.tagline }),
    keywords: issue.sections.map((section) => section.name),
    language: issue.language,
    creator: `Pressday ${version}`,
    date,
    outline: outlineOf(issue, articles, composed, (article) => plainText(article.headline)),
    pageLabels: composed.pages.map((page) => String(page.folio)),
    spreads: true,
    ...(pictures === undefined ? {} : { pictures }),
    ...(tags === undefined ? {} : { tags }),
    tell: (facts) =>
      check?.(checkPdf(facts, { trimMm, pages: composed.pages.length, file: descriptionPlace(layout).file })),
  });
  return counted(parts, (size) => check?.(checkSize(size, issue.places?.budget.file)));
};

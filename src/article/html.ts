import type { Problem } from "../problem.js";
import { buildBody } from "./body.js";
import { lineFeedsBefore } from "./lines.js";
import { createReporter, inOrder } from "./report.js";
import type { Block, Inline } from "./types.js";

/** HTML from a page, a feed or a document, with what its reading needs. */
export interface HtmlSource {
  readonly html: string;
  /** The file as shown to the editor. */
  readonly name: string;
  /** Absolute path of the folder that its pictures must stand in. */
  readonly issueFolder: string;
  readonly language: string;
  /** The headline, if known: a first heading that repeats it is dropped. */
  readonly headline?: string;
}

export interface ParsedBody {
  readonly blocks: readonly Block[];
  /** The first `<h1>`, where no headline was known. */
  readonly headline?: readonly Inline[];
  readonly problems: readonly Problem[];
}

/** HTML as the same cleaned tree that Markdown makes; lines are those of the HTML. Problems: as `readArticle`'s for a body. */
export function parseHtmlBody({ html, name, issueFolder, language, headline }: HtmlSource): ParsedBody {
  const text = html.replace(/\r\n?/g, "\n");
  const reporter = createReporter(name, text);
  const feedsBefore = lineFeedsBefore(text);
  const lineAt = (offset: number): number => feedsBefore(offset) + 1;
  const body = buildBody({ html: text, lineAt }, headline, { reporter, issueFolder, language });
  const found = body.headline ? { headline: body.headline.content } : {};
  return { blocks: body.blocks, ...found, problems: inOrder(reporter.problems) };
}

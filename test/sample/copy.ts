import path from "node:path";
import { type Article, readArticle } from "../../src/article/index.js";
import { plainText } from "../../src/layout/index.js";
import { type Issue, readIssue } from "../../src/manifest/index.js";
import { type DescribedTag, elementsOfType, type PdfDescription, textOfElement } from "../../src/pdf/index.js";

export const ROOT = path.resolve(import.meta.dirname, "../..");
export const ISSUE = "issues/2026-W47";

/** An article as it was written, and its element in the tag tree. */
export interface SetArticle {
  readonly article: Article;
  readonly section: string;
  /** What the section or the editor's entry asks for: `briefs`, `feature` … */
  readonly design: string | undefined;
  readonly element: DescribedTag;
}

export interface Copy {
  readonly issue: Issue;
  /** In the order of the manifest. */
  readonly articles: readonly SetArticle[];
}

/** Long pieces with a hero are features by themselves. */
const longDesign = ({ hero, words }: Article): string | undefined =>
  hero !== undefined && words >= 1250 ? "feature" : undefined;

/** Reads manifest and articles as the build does, and finds each article's element by its headline. `root`: the publisher's folder. */
export const readCopy = async ({ tags }: PdfDescription, root = ROOT): Promise<Copy> => {
  const { issue } = await readIssue(ISSUE, { cwd: root });
  if (issue === undefined) throw new Error("the sample's manifest has errors");
  const { language, folder: issueFolder, magazine } = issue;
  const context = { issueFolder, language, magazineLanguages: magazine.languages };
  const elements = new Map(
    elementsOfType(tags, "Art").map((element) => [textOfElement(elementsOfType(element, "H1")[0]!), element]),
  );
  const articles: SetArticle[] = [];
  for (const { name: section, design, articles: entries } of issue.sections)
    for (const entry of entries) {
      const { article } = await readArticle(entry, context);
      const headline = plainText(article!.headline);
      const element = elements.get(headline);
      if (element === undefined) throw new Error(`“${headline}” is the headline of no article in the tag tree`);
      articles.push({
        article: article!,
        section,
        design: design ?? entry.design ?? article!.design ?? longDesign(article!),
        element,
      });
    }
  return { issue, articles };
};

/** The issue as it was built, ready to be told of. */
import path from "node:path";
import { type Article, readArticle } from "../article/index.js";
import { type Issue, type Publishing, readIssue } from "../manifest/index.js";
import { weekInWords } from "../prepare.js";
import type { Problem } from "../problem.js";
import { type Road, Stopped } from "../road.js";
import type { ToldIssue } from "./announce.js";
import { readBuilt } from "./built.js";
import { hasNewsletter } from "./make.js";
import type { PublishOptions } from "./publish.js";

const notSet = ({ manifestPath }: Issue, cwd: string): Problem => ({
  code: "PUBLISHING_NOT_SET",
  severity: "error",
  place: { file: path.relative(cwd, path.join(path.dirname(path.dirname(manifestPath)), "magazine.yaml")) },
  message: "The magazine does not say where its issues are published.",
  remedy:
    "Add a line `publish: {folder: public, address: https://example.org/magazine/}`, with the address under which that folder is found on the web.",
});

const noMail = ({ place }: Publishing): Problem => ({
  code: "PUBLISHING_NOT_SET",
  severity: "warning",
  place,
  message: "No e-mail is made: nobody could follow its links, for the published folder has no address.",
  remedy:
    "Add a line `address: https://example.org/magazine/` to publish:, with the address under which the folder is found on the web.",
});

const readArticles = async (issue: Issue, road: Road): Promise<ReadonlyMap<string, Article>> => {
  const articles = new Map<string, Article>();
  const context = {
    issueFolder: issue.folder,
    language: issue.language,
    magazineLanguages: issue.magazine.languages,
  };
  for (const entry of issue.sections.flatMap((section) => section.articles)) {
    const { article, problems } = await readArticle(entry, context);
    // What else there is to say of it was told when it was built.
    road.add(problems.filter(({ severity }) => severity === "error"));
    if (article !== undefined) articles.set(article.slug, article);
  }
  return articles;
};

/** The issue as it was built, ready to be told of. Stops the road where that cannot be. */
export const readTold = async (
  { issue: name, cwd, out }: Pick<PublishOptions, "issue" | "cwd" | "out">,
  road: Road,
): Promise<{ readonly told: ToldIssue; readonly pdf: Uint8Array }> => {
  const { issue, problems } = await readIssue(name, { cwd });
  road.add(problems.filter(({ severity }) => severity === "error"));
  if (issue === undefined) throw new Stopped();
  const { publishing } = issue.magazine;
  if (publishing === undefined) road.add([notSet(issue, cwd)]);
  const built = await readBuilt(issue, { out, cwd });
  if ("code" in built) road.add([built]);
  if (publishing === undefined || "code" in built) throw new Stopped();
  const articles = await readArticles(issue, road);
  road.stopOnErrors();
  const told = { issue, publishing, articles, record: built.record, weekText: weekInWords(issue) };
  if (publishing.email !== undefined && !hasNewsletter(told)) road.add([noMail(publishing)]);
  return { told, pdf: built.pdf };
};

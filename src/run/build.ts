import { buildIssue } from "../build.js";
import { counted } from "../words.js";
import { progressOf } from "./log.js";
import { issueFolder, type Step, shownFrom, skipped } from "./step.js";

/** `build`: it looks by itself whether anything has changed since the last time. */
export const build: Step = async (desk) => {
  const { options } = desk;
  const { cwd, out, documentDate, clock, force, signal, log, layout, engine, browser, browserUrl, noSandbox } = options;
  const now = clock();
  const built = await buildIssue({
    issue: shownFrom(cwd, issueFolder(desk)),
    cwd,
    out,
    engine,
    ...(layout === undefined ? {} : { layout }),
    ...(browser === undefined ? {} : { browser }),
    ...(browserUrl === undefined ? {} : { browserUrl }),
    noSandbox: noSandbox === true,
    cache: desk.cache,
    signal,
    progress: progressOf("build", log),
    now,
    date: documentDate ?? now,
    dateIsGiven: documentDate !== undefined,
    force,
  });
  const { pdf, pages, articles, problems, exit } = built;
  if (pdf === undefined || exit !== 0) {
    const [first] = problems.filter(({ severity }) => severity === "error");
    return { state: "failed", reason: first?.message ?? "no PDF was made", problems, exit };
  }
  const facts = { pdf, pages, articles };
  const known = { pdf, pages };
  if (built.current) return skipped("nothing has changed since it was built", { facts, known, problems });
  const text = `${pdf}: ${counted(pages, "page")}, ${counted(articles, "article")}`;
  return { state: "done", text, problems, exit, facts, known };
};

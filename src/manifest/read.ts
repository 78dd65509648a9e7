import { realpathSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import type { Place, Problem } from "../problem.js";
import { hasErrors } from "../problem.js";
import { type ArticleFiles, articleSlug, findArticles } from "./articles.js";
import { assembleIssue, assembleMagazine } from "./assemble.js";
import { checkShape, readManifest, shown } from "./file.js";
import { type HouseStock, readHouse } from "./house.js";
import { nearest } from "./nearest.js";
import { type IssueYaml, issueSchema, magazineSchema } from "./schema.js";
import type { ArticleEntry, Magazine, ReadOptions, ReadResult } from "./types.js";
import { weekDates } from "./week.js";
import { problemAt, type YamlFile } from "./yaml.js";

const MAGAZINE_REMEDY =
  "Write one in the folder above the issues, with at least `name: …`; `pressday init` makes a first one.";

/** The folder's name says a week as well; the two must agree. Problems: WEEK_FOLDER_MISMATCH. */
const checkFolder = (file: YamlFile, folder: string): readonly Problem[] => {
  const value = (file.value as { readonly week?: unknown } | undefined)?.week;
  const week = typeof value === "string" ? weekDates(value) : undefined;
  const named = weekDates(path.basename(folder));
  if (!week || !named || week.label === named.label) return [];
  return [
    problemAt(file, file.placeOf(["week"], "value"), {
      code: "WEEK_FOLDER_MISMATCH",
      message: `The week is ${week.label}, but the folder is called ${path.basename(folder)}.`,
      remedy: `Write \`week: ${named.label}\`, or rename the folder to \`${week.label}\`.`,
    }),
  ];
};

/** Cover story and cover lines must name articles of this issue. Problems: MANIFEST_INVALID. */
const checkCover = (file: YamlFile, articles: ArticleFiles): readonly Problem[] => {
  const cover = (
    file.value as { readonly cover?: { readonly article?: unknown; readonly lines?: unknown } } | undefined
  )?.cover;
  const lines = Array.isArray(cover?.lines) ? (cover.lines as readonly unknown[]) : [];
  const named: readonly [readonly PropertyKey[], unknown][] = [
    [["cover", "article"], cover?.article],
    ...lines.map((line, index): [readonly PropertyKey[], unknown] => [
      ["cover", "lines", index, "article"],
      line !== null && typeof line === "object" ? (line as { readonly article?: unknown }).article : undefined,
    ]),
  ];
  const slugs = [...new Set([...articles.at.values()].map((article) => article.slug))];
  return named.flatMap(([where, name]) => {
    if (typeof name !== "string" || name.trim() === "" || slugs.includes(articleSlug(name.trim()))) return [];
    const meant = nearest(articleSlug(name.trim()), slugs);
    return [
      problemAt(file, file.placeOf(where, "value"), {
        code: "MANIFEST_INVALID",
        message: `No section of this issue has an article “${name.trim()}”.`,
        remedy:
          meant === undefined
            ? `The articles of the issue are ${slugs.join(", ") || "none"}.`
            : `Did you mean \`${meant}\`?`,
      }),
    ];
  });
};

/** Where the layout is named, in the first of the files that names one. */
const layoutPlace = (...files: readonly YamlFile[]): { readonly layoutPlace?: Place } => {
  const file = files.find(({ value }) => value !== null && typeof value === "object" && Object.hasOwn(value, "layout"));
  return file ? { layoutPlace: file.placeOf(["layout"], "value") } : {};
};

/** Each article once, where the manifest lists one twice. */
const once = (articles: readonly ArticleEntry[]): readonly ArticleEntry[] => [
  ...new Map(articles.map((article) => [article.slug, article])).values(),
];

/** In the order of the files and their lines; what has no line comes first. */
const inOrder = (problems: readonly Problem[], files: readonly YamlFile[]): readonly Problem[] => {
  const rank = ({ place }: Problem): readonly number[] => [
    files.findIndex((file) => file.name === place?.file),
    place?.line ?? 0,
    place?.col ?? 0,
  ];
  return problems.toSorted((a, b) => {
    const [one, other] = [rank(a), rank(b)];
    return one.map((part, index) => part - other[index]!).find((difference) => difference !== 0) ?? 0;
  });
};

/** Articles that the manifest lists, found or not. Problems: ISSUE_EMPTY, SECTION_EMPTY (warning). */
const checkEmpty = (file: YamlFile, sections: IssueYaml["sections"]): readonly Problem[] => {
  const empty = sections.flatMap(({ name, articles }, s) => (articles.length === 0 ? [{ name, s }] : []));
  if (empty.length === sections.length)
    return [
      problemAt(file, file.placeOf(["sections"], "key"), {
        code: "ISSUE_EMPTY",
        message: "The issue has no articles yet.",
        remedy: `List them under \`sections:\`, or run \`pressday collect ${path.dirname(file.name)}\`.`,
      }),
    ];
  return empty.map(({ name, s }) => ({
    code: "SECTION_EMPTY",
    severity: "warning",
    place: file.placeOf(["sections", s], "value"),
    message: `The section “${name}” has no articles and is left out.`,
    remedy: "List articles in it, or delete it.",
  }));
};

/** `readMagazine`, behind the door. */
export const readMagazineFile = async (
  issuesFolder: string,
  { cwd }: ReadOptions,
): Promise<{ readonly magazine?: Magazine; readonly problems: readonly Problem[] }> => {
  const file = await readManifest(path.join(issuesFolder, "magazine.yaml"), cwd, MAGAZINE_REMEDY);
  const { data, problems } = checkShape(file, magazineSchema);
  // Its pictures are looked for when an issue is printed.
  if (data === undefined) return { problems };
  const folder = realpathSync(issuesFolder);
  const { magazine } = assembleMagazine({ file, data, issuesFolder: folder, issueFolder: folder });
  return { ...(magazine && { magazine }), problems };
};

const NO_HOUSE: HouseStock = { items: [], files: [], problems: [] };

/** See `readIssue` in `index.ts`. */
export const readIssueFiles = async (
  issueFolderOrManifestPath: string,
  { cwd, mayBeEmpty = false }: ReadOptions,
): Promise<ReadResult> => {
  const given = path.resolve(cwd, issueFolderOrManifestPath);
  const isFile = (await stat(given).catch(() => undefined))?.isFile() ?? /\.ya?ml$/.test(given);
  const folder = isFile ? path.dirname(given) : given;
  const manifestPath = isFile ? given : path.join(folder, "issue.yaml");
  const issuesFolder = path.dirname(folder);
  const issueFile = await readManifest(
    manifestPath,
    cwd,
    "Give a folder that holds an `issue.yaml`; `pressday init` makes a first one.",
  );
  if (issueFile.problems.some((problem) => problem.code === "MANIFEST_MISSING"))
    return { problems: issueFile.problems };
  const magazineFile = await readManifest(path.join(issuesFolder, "magazine.yaml"), cwd, MAGAZINE_REMEDY);

  const magazine = checkShape(magazineFile, magazineSchema);
  const issue = checkShape(issueFile, issueSchema);
  const realFolder = realpathSync(folder);
  // Shown by the folder that the editor named, even where that is a link to the real one.
  const shownAs = (file: string): string => shown(path.join(folder, path.relative(realFolder, file)), cwd);
  const articles = findArticles(issueFile, { folder: realFolder, shownAs });
  const title = assembleMagazine({
    file: magazineFile,
    data: magazine.data,
    issuesFolder: realpathSync(issuesFolder),
    issueFolder: realFolder,
  });
  const body = assembleIssue({ file: issueFile, data: issue.data, articles, issueFolder: realFolder });
  // A word in the issue goes before the title's.
  const houseIsOff = (issue.data?.house ?? magazine.data?.house) === "off";
  const house = houseIsOff ? NO_HOUSE : await readHouse(realpathSync(issuesFolder), { shownIn: issuesFolder, cwd });
  const found = [
    ...magazine.problems,
    ...title.problems,
    ...issue.problems,
    ...checkFolder(issueFile, folder),
    ...articles.problems,
    ...checkCover(issueFile, articles),
    ...body.problems,
    ...(issue.data === undefined || mayBeEmpty ? [] : checkEmpty(issueFile, issue.data.sections)),
    ...house.problems,
  ];
  const problems = inOrder(found, [issueFile, magazineFile, ...house.files]);
  if (!title.magazine) return { problems };
  const { languages } = title.magazine;
  const language = body.issue?.language ?? languages[0]!;
  const copy = {
    folder: realFolder,
    language,
    languages,
    articles: once(body.issue?.sections.flatMap((section) => section.articles) ?? [...articles.at.values()]),
  };
  if (hasErrors(problems) || !body.issue) return { copy, problems };
  return {
    issue: {
      magazine: title.magazine,
      folder: realFolder,
      publisherFolder: path.dirname(issuesFolder),
      manifestPath,
      layout: title.magazine.layout,
      ...layoutPlace(issueFile, magazineFile),
      ...body.issue,
      sections: mayBeEmpty ? body.issue.sections : body.issue.sections.filter(({ articles }) => articles.length > 0),
      language,
      contents: issue.data?.contents ?? magazine.data?.contents,
      house: house.items,
      places: {
        budget: issueFile.placeOf([issue.data?.pages === undefined ? "multipleOf" : "pages"], "value"),
        cover: issueFile.placeOf(["cover"], "key"),
        contents: issueFile.placeOf(["sections"], "key"),
        backCover: magazineFile.placeOf(["backCover"], "key"),
      },
    },
    copy,
    problems,
  };
};

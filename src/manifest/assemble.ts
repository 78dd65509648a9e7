import path from "node:path";
import type { Problem } from "../problem.js";
import { type ArticleFiles, articleSlug } from "./articles.js";
import { assembleChecks } from "./checks.js";
import { findPicture, type PictureResult } from "./named.js";
import { assemblePublishing } from "./publishing.js";
import type { IssueYaml, MagazineYaml } from "./schema.js";
import { asciiSlug, slugify } from "./slug.js";
import { assembleSources } from "./sources.js";
import type { Cover, Issue, Magazine, PictureRef, Section, SectionOpener } from "./types.js";
import { problemAt, type YamlFile } from "./yaml.js";

/** What stands in a title's `magazine.yaml` when the editor says nothing. */
const DEFAULTS = {
  language: "en-GB",
  timeZone: "UTC",
  weekStartsOn: 1,
  cutOff: { hours: 0, minutes: 0 },
  layout: "classic",
} as const;

export interface MagazineParts {
  readonly file: YamlFile;
  /** Absent when the file has faults; its picture is looked for all the same. */
  readonly data?: MagazineYaml;
  readonly issuesFolder: string;
  readonly issueFolder: string;
}

/** Fills in what `magazine.yaml` leaves out. */
export const assembleMagazine = ({
  file,
  data,
  issuesFolder,
  issueFolder,
}: MagazineParts): { readonly magazine?: Magazine; readonly problems: readonly Problem[] } => {
  // The title's own pictures stand beside magazine.yaml; one that belongs to this week may stand in the issue.
  const { picture, problems } = findPicture(file, ["backCover"], [issuesFolder, issueFolder]);
  if (!data) return { problems };
  const magazine: Magazine = {
    name: data.name,
    slug: asciiSlug(data.name, "magazine"),
    tagline: data.tagline,
    publisher: data.publisher ?? data.name,
    languages: data.languages ?? [DEFAULTS.language],
    timeZone: data.timeZone ?? DEFAULTS.timeZone,
    weekStartsOn: data.weekStartsOn ?? DEFAULTS.weekStartsOn,
    collecting: {
      cutOff: data.cutOff ?? DEFAULTS.cutOff,
      sections: (data.sections ?? []).map((section) => (typeof section === "string" ? { name: section } : section)),
      sources: assembleSources(file, data.sources, issuesFolder),
      allowPrivate: data.network?.allowPrivate ?? [],
    },
    layout: data.layout ?? DEFAULTS.layout,
    colours: data.colours ?? {},
    masthead: Object.entries(data.masthead ?? {}).map(([role, names]) => ({ role, names })),
    colophon: data.colophon,
    website: data.website,
    subscribe: data.subscribe,
    checks: assembleChecks(data.checks),
    publishing: assemblePublishing(file, data.publish, path.dirname(issuesFolder)),
    backCover: data.backCover && { headline: data.backCover.headline, text: data.backCover.text, picture },
  };
  return { magazine, problems };
};

export interface IssueParts {
  readonly file: YamlFile;
  readonly data?: IssueYaml;
  readonly articles: ArticleFiles;
  readonly issueFolder: string;
}

/** What the issue's own file says; the rest comes from the title. */
type IssueBody = Pick<
  Issue,
  "week" | "number" | "title" | "note" | "pages" | "multipleOf" | "cover" | "sections" | "sources"
> &
  Partial<Pick<Issue, "layout" | "language">>;

/** The parts of an `Issue` that `issue.yaml` gives. Problems: those of pictures, MANIFEST_INVALID (sections that share a name). */
export const assembleIssue = ({
  file,
  data,
  articles,
  issueFolder,
}: IssueParts): { readonly issue?: IssueBody; readonly problems: readonly Problem[] } => {
  const { picture, problems } = findPicture(file, ["cover"], [issueFolder]);
  const openers = openerPictures(file, issueFolder);
  const faults = [...problems, ...openers.flatMap((opener) => opener.problems)];
  if (!data) return { problems: faults };
  const sections = data.sections.map((section, s) => assembleSection(file, section, s, articles, openers[s]?.picture));
  const issue: IssueBody = {
    week: data.week,
    number: data.number,
    title: data.title,
    note: data.note,
    pages: data.pages,
    multipleOf: data.multipleOf,
    ...(data.layout === undefined ? {} : { layout: data.layout }),
    ...(data.language === undefined ? {} : { language: data.language }),
    cover: assembleCover(file, data.cover, sections, picture),
    sections,
    sources: assembleSources(file, data.sources, issueFolder),
  };
  return { issue, problems: [...faults, ...sameSections(file, sections)] };
};

/** The pictures of the sections' opening pages, by section; looked for whatever else is wrong. */
const openerPictures = (file: YamlFile, issueFolder: string): readonly PictureResult[] => {
  const { sections } = (file.value ?? {}) as { readonly sections?: unknown };
  return (Array.isArray(sections) ? sections : []).map((_, s) =>
    findPicture(file, ["sections", s, "opener"], [issueFolder]),
  );
};

const assembleOpener = (
  said: IssueYaml["sections"][number]["opener"],
  picture: PictureRef | undefined,
): SectionOpener | undefined => {
  if (said === undefined || said === false) return undefined;
  return said === true ? {} : { ...(picture && { picture }), ...(said.text === undefined ? {} : { text: said.text }) };
};

const assembleSection = (
  file: YamlFile,
  section: IssueYaml["sections"][number],
  s: number,
  articles: ArticleFiles,
  picture: PictureRef | undefined,
): Section => ({
  name: section.name,
  slug: slugify(section.slug ?? section.name) || `section-${s + 1}`,
  colour: section.colour,
  design: section.design,
  opener: assembleOpener(section.opener, picture),
  place: file.placeOf(["sections", s], "value"),
  articles: section.articles.flatMap((entry, a) => {
    const article = articles.at.get(`${s}.${a}`);
    if (!article) return [];
    const { file: _, ...overrides } = typeof entry === "string" ? { file: entry } : entry;
    return [{ ...article, ...overrides }];
  }),
});

const assembleCover = (
  file: YamlFile,
  said: IssueYaml["cover"],
  sections: readonly Section[],
  picture: PictureRef | undefined,
): Cover => {
  const entries = sections.flatMap((section) => section.articles);
  const named = said?.article === undefined ? undefined : articleSlug(said.article);
  const article = named ?? (said?.headline === undefined ? entries[0]?.slug : undefined);
  return {
    ...(said?.design === undefined
      ? {}
      : { design: said.design, designPlace: file.placeOf(["cover", "design"], "value") }),
    picture,
    kicker: said?.kicker,
    headline: said?.headline ?? entries.find((entry) => entry.slug === article)?.headline ?? "",
    standfirst: said?.standfirst,
    article,
    lines: (said?.lines ?? []).map((line) =>
      typeof line === "string"
        ? { headline: line }
        : { ...line, article: line.article === undefined ? undefined : articleSlug(line.article) },
    ),
  };
};

const sameSections = (file: YamlFile, sections: readonly Section[]): readonly Problem[] =>
  sections.flatMap((section, s) => {
    const first = sections.findIndex((other) => other.slug === section.slug);
    if (first === s) return [];
    return [
      problemAt(file, file.placeOf(["sections", s, "name"], "value"), {
        code: "MANIFEST_INVALID",
        message: `Two sections are called “${section.name}”; the first is on line ${sections[first]!.place.line}.`,
        remedy: "Join the two lists of articles, or give one section another `name` or `slug`.",
      }),
    ];
  });

import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { parse, stringify } from "yaml";
import { outputFault, writeWhole } from "../write-whole.js";
import type { Collecting, IssueWeek, Magazine } from "./types.js";
import { weekDates } from "./week.js";

/** The running number that follows those of the weeks before; undefined where they have none. */
const nextNumber = async (issuesFolder: string, week: string): Promise<number | undefined> => {
  const folders = (await readdir(issuesFolder)).map((name) => weekDates(name)?.label === name && name);
  const earlier = folders.filter((name): name is string => name !== false && name < week);
  const numbers = await Promise.all(
    earlier.map(async (name) => {
      const text = await readFile(path.join(issuesFolder, name, "issue.yaml"), "utf8").catch(() => "");
      return numberIn(text);
    }),
  );
  const known = numbers.filter((number) => number !== undefined);
  return known.length === 0 ? undefined : Math.max(...known) + 1;
};

const numberIn = (text: string): number | undefined => {
  try {
    const { number } = (parse(text) ?? {}) as { readonly number?: unknown };
    return typeof number === "number" && Number.isInteger(number) ? number : undefined;
  } catch {
    return undefined;
  }
};

export interface Beginning {
  /** Absolute path of the folder that holds `magazine.yaml`. */
  readonly issuesFolder: string;
  readonly week: IssueWeek;
  readonly magazine: Magazine;
}

/** The week's days in words: "Monday 23 – Sunday 29 November 2026". */
const datesOf = (week: IssueWeek, language: string): string => {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" });
  const day = (iso: string): Date => new Date(`${iso}T12:00:00Z`);
  return format.formatRange(day(week.startDate), day(week.endDate));
};

/** Sections in the order of the title, then those that only its sources name. */
const sectionsOf = ({ sections, sources }: Collecting): readonly Readonly<Record<string, unknown>>[] => {
  const named = new Set(sections.map(({ name }) => name));
  const others = new Set(sources.flatMap((source) => [...source.sections.values(), source.section ?? []].flat()));
  return [
    ...sections.map(({ name, slug, colour, design }) => ({ name, slug, colour, design, articles: [] })),
    ...[...others].filter((name) => !named.has(name)).map((name) => ({ name, articles: [] })),
  ];
};

/** The first `issue.yaml` of a week: valid as it is, with what an editor may want to say in comments. */
const firstManifest = async ({ issuesFolder, week, magazine }: Beginning): Promise<string> => {
  const { collecting, languages } = magazine;
  const number = await nextNumber(issuesFolder, week.label);
  const schema = await stat(path.join(issuesFolder, "issue.schema.json")).catch(() => undefined);
  const sections = sectionsOf(collecting);
  const listed = stringify({ sections }, { keepUndefined: false, lineWidth: 0 });
  return `${schema ? "# yaml-language-server: $schema=../issue.schema.json\n" : ""}# ${datesOf(week, languages[0]!)}
week: ${week.label}
${number === undefined ? "# number: 1\n" : `number: ${number}\n`}# title: The issue's own name
# note: >-
#   A letter from the editor, for the contents page.

# A page count to be met exactly; articles are fitted to it. Or multipleOf: 4.
# pages: 32

# The first article of the issue is the cover story where nothing is said here.
# cover:
#   picture: cover.jpg          # a file in this issue's pictures folder
#   alt: What the picture shows
#   headline: The cover's headline
#   article: short-name         # an article's file name without ending
#   lines:
#     - { headline: Another story, article: its-short-name }

# Articles in their order, by file name. pressday collect adds the week's new ones and leaves this order alone.
${sections.length > 0 ? listed : "sections: []\n#   - name: News\n#     articles:\n#       - story.md\n"}`;
};

/** `beginIssue` in `index.ts`. */
export const writeFirstFiles = async (beginning: Beginning): Promise<string> => {
  const folder = path.join(beginning.issuesFolder, beginning.week.label);
  const text = await firstManifest(beginning);
  try {
    // The manifest comes last: a folder that has it is complete.
    for (const part of ["articles", "pictures"]) await mkdir(path.join(folder, part), { recursive: true });
  } catch (fault) {
    throw outputFault(folder, fault, "another folder of issues");
  }
  await writeWhole(path.join(folder, "issue.yaml"), text);
  return folder;
};

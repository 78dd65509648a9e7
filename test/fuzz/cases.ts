/** The cases: which file is spoilt in which way, all by their number and one seed. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { MANIFEST, type Publisher } from "../support/publisher.js";
import { BYTE_WAYS, BYTE_WAYS_OF_PICTURES, type Way } from "./bytes.js";
import { FILE_WAYS, type FileWay } from "./files.js";
import { ARTICLES, HOUSE, LAYOUT, MAGAZINE, PICTURES } from "./material.js";
import { PICTURE_WAYS } from "./pictures.js";
import { type Chance, chanceFrom } from "./random.js";
import { ARTICLE_WAYS, STYLE_WAYS, TEMPLATE_WAYS, type TextWay, YAML_WAYS } from "./texts.js";

export const SEED = Number(process.env.PRESSDAY_FUZZ_SEED ?? 47);

export type Kind = "manifest" | "article" | "picture" | "layout" | "template" | "style";

export interface Case {
  readonly number: number;
  readonly kind: Kind;
  /** How the file is spoilt, in words. */
  readonly way: string;
  readonly engine: "chromium" | "pdfkit";
  readonly layout: "bulletin" | "classic";
  /** Spoils the publisher's folder; gives the file that was spoilt, by its path in it. */
  spoil(publisher: Publisher): Promise<string>;
}

interface Field {
  readonly kind: Kind;
  readonly count: number;
  /** Every so many cases, one is set by a browser; the others by pdfkit, which starts sooner. */
  readonly browserEvery: number;
  files(publisher: Publisher): Promise<readonly string[]>;
  readonly ways: Readonly<Record<string, FileWay>>;
}

const ofBytes = (ways: Readonly<Record<string, Way>>): Record<string, FileWay> =>
  Object.fromEntries(
    Object.entries(ways).map(([name, way]) => [
      name,
      async (file, chance) => writeFile(file, way(await readFile(file), chance)),
    ]),
  );

const ofText = (ways: Readonly<Record<string, TextWay>>): Record<string, FileWay> =>
  Object.fromEntries(
    Object.entries(ways).map(([name, way]) => [
      name,
      async (file, chance) => writeFile(file, way(await readFile(file, "utf8"), chance)),
    ]),
  );

/** YAML's ways in an article's front matter, as far as it has one. */
const inFrontMatter = (ways: Readonly<Record<string, TextWay>>): Record<string, TextWay> =>
  Object.fromEntries(
    Object.entries(ways).map(([name, way]) => [
      `front matter: ${name}`,
      (text, chance) => {
        const [, yaml, rest] = /^---\n([\s\S]*?)(\n---\n[\s\S]*)$/.exec(text) ?? [];
        return yaml === undefined
          ? `---\n${way("headline: Sand", chance)}\n---\n${text}`
          : `---\n${way(yaml, chance)}${rest}`;
      },
    ]),
  );

const these =
  (...files: readonly string[]) =>
  async (): Promise<readonly string[]> =>
    files;

const below =
  (folder: string, ending: string) =>
  async ({ at }: Publisher): Promise<readonly string[]> =>
    (await readdir(at(path.join(LAYOUT, folder))))
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => path.posix.join(LAYOUT, folder, name));

const templates = async (publisher: Publisher): Promise<readonly string[]> => [
  ...(await below("masters", ".hbs")(publisher)),
  ...(await below("partials", ".hbs")(publisher)),
];

const FIELDS: readonly Field[] = [
  {
    kind: "manifest",
    count: 82,
    browserEvery: 10,
    files: these(MANIFEST, MAGAZINE, HOUSE, MANIFEST),
    ways: { ...FILE_WAYS, ...ofText(YAML_WAYS), ...ofBytes(BYTE_WAYS) },
  },
  {
    kind: "article",
    count: 90,
    browserEvery: 6,
    files: these(...ARTICLES),
    ways: { ...ofText(ARTICLE_WAYS), ...ofText(inFrontMatter(YAML_WAYS)), ...ofBytes(BYTE_WAYS), ...FILE_WAYS },
  },
  {
    kind: "picture",
    count: 48,
    browserEvery: 6,
    files: these(...PICTURES),
    ways: { ...ofBytes(PICTURE_WAYS), ...ofBytes(BYTE_WAYS_OF_PICTURES), ...FILE_WAYS },
  },
  {
    kind: "layout",
    count: 40,
    browserEvery: 3,
    files: these(`${LAYOUT}/layout.yaml`),
    ways: { ...ofText(YAML_WAYS), ...FILE_WAYS, ...ofBytes(BYTE_WAYS) },
  },
  {
    kind: "template",
    count: 22,
    browserEvery: 1,
    files: templates,
    ways: { ...ofText(TEMPLATE_WAYS), ...FILE_WAYS, ...ofBytes(BYTE_WAYS) },
  },
  {
    kind: "style",
    count: 18,
    browserEvery: 1,
    files: below("", ".css"),
    ways: { ...ofText(STYLE_WAYS), ...FILE_WAYS, ...ofBytes(BYTE_WAYS) },
  },
];

/** The field's case of this number among its own: every way has its turn, in an order that the seed shuffles. */
const caseOf = (field: Field, number: number, turn: number, order: readonly string[]): Case => {
  const { kind, browserEvery, files, ways } = field;
  const way = order[turn % order.length]!;
  const engine = turn % browserEvery === 0 ? "chromium" : "pdfkit";
  const layout = engine === "chromium" && turn % 2 === 0 ? "classic" : "bulletin";
  const chance = chanceFrom(SEED * 100_003 + number);
  const spoil = async (publisher: Publisher): Promise<string> => {
    const file = chance.oneOf(await files(publisher));
    await ways[way]!(publisher.at(file), chance);
    return file;
  };
  return { number, kind, way, engine, layout, spoil };
};

const shuffled = (names: readonly string[], chance: Chance): readonly string[] => {
  const left = [...names];
  return names.map(() => left.splice(chance.below(left.length), 1)[0]!);
};

export const CASES: readonly Case[] = FIELDS.flatMap((field, index) => {
  const order = shuffled(Object.keys(field.ways), chanceFrom(SEED * 31 + index));
  const first = FIELDS.slice(0, index).reduce((sum, { count }) => sum + count, 0);
  return Array.from({ length: field.count }, (_, turn) => caseOf(field, first + turn + 1, turn, order));
});

import { readdir } from "node:fs/promises";
import path from "node:path";
import { codeFrame } from "../frame.js";
import type { YamlFile } from "../manifest/index.js";
import { hasErrors, type Problem } from "../problem.js";
import { designFaults, engineFaults, masterFaults, roomFaults } from "./faults.js";
import { readTokens } from "./readTokens.js";
import { shapeFaults } from "./shape.js";
import { type Parts, readDescription, readParts, recordOf } from "./sources.js";
import type { Tokens } from "./tokens.js";
import type { CoverDesign, Design, Layout, Opener } from "./types.js";
import type { LayoutFault } from "./written.js";

/** A design as `layout.yaml` has it: with one opener in short, or several. */
type WrittenDesign = Omit<Design, "openers"> & {
  readonly openers?: Design["openers"];
  readonly opener?: string;
} & Omit<Opener, "master">;

const designOf = ({ openers, opener, columns, insetPx, wideTables, hero, sinkLines }: WrittenDesign): Design => ({
  columns,
  ...(insetPx === undefined ? {} : { insetPx }),
  ...(wideTables === undefined ? {} : { wideTables }),
  openers: openers ?? [
    {
      master: opener ?? "",
      ...(hero === undefined ? {} : { hero }),
      ...(sinkLines === undefined ? {} : { sinkLines }),
    },
  ],
});

/** A cover is written as its master's name, or with more to say. A layout that lists none has one, its master `cover`. */
type WrittenCovers = Readonly<Record<string, string | CoverDesign>>;

const coversOf = (written: WrittenCovers = {}): Layout["covers"] => {
  const covers = Object.entries(written).map(
    ([name, cover]) => [name, typeof cover === "string" ? { master: cover } : cover] as const,
  );
  return recordOf(covers.length === 0 ? [["full", { master: "cover" }]] : covers);
};

/** `layout.yaml` as it is written. */
type WrittenLayout = Omit<Layout, "covers" | "designs" | "engines"> & {
  readonly engines?: readonly string[];
  readonly covers?: WrittenCovers;
  readonly designs?: Readonly<Record<string, WrittenDesign>>;
};

const layoutFolders = async (searchFolders: readonly string[]): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  for (const folder of searchFolders) {
    for (const name of (await readdir(folder).catch(() => [] as string[])).sort())
      if (!found.has(name) && !name.startsWith(".")) found.set(name, path.join(folder, name));
  }
  return found;
};

/** Tokens of a layout that pdfkit sets, or that has them for its own style sheets. */
const tokensOf = (
  written: Readonly<Record<string, unknown>>,
  { engines, fonts, grid }: Layout,
): { readonly tokens?: Tokens; readonly faults: readonly LayoutFault[] } =>
  written.type === undefined && !engines.includes("pdfkit")
    ? { faults: [] }
    : readTokens(written, { fonts: fonts ?? [], leadingPx: grid?.leadingPx ?? 0 });

const missing = (name: string, known: readonly string[]): Problem => ({
  code: "LAYOUT_MISSING",
  severity: "error",
  message: `There is no layout named "${name}".`,
  remedy: `Layouts at hand: ${known.join(", ") || "none"}. Write one of them after \`layout:\` or \`--layout\`.`,
});

const REMEDY =
  "Mend layout.yaml; layouts/classic/layout.yaml is a complete example, layouts/bulletin/layout.yaml one for pdfkit.";

/** Faults of `layout.yaml` at their lines. */
const toldIn =
  (file: YamlFile, name: string) =>
  ({ at, message }: LayoutFault): Problem => {
    const place = file.placeOf(at, "value");
    return {
      code: "LAYOUT_INVALID",
      severity: "error",
      place,
      message: `The layout "${name}" cannot be used: ${message}.`,
      remedy: REMEDY,
      frame: codeFrame(file.text, place.line, place.col),
    };
  };

/** Parts of the file that name masters. */
const NAMING_MASTERS: ReadonlySet<PropertyKey> = new Set(["masters", "designs", "covers", "house"]);

/** A layout by what its file says. */
const layoutOf = (name: string, described: WrittenLayout, parts: Parts): Layout => {
  const designs = Object.entries(described.designs ?? {}).map(
    ([design, written]) => [design, designOf(written)] as const,
  );
  const { engines = ["chromium"] } = described;
  return {
    ...described,
    // The folder's name is what the layout is called by, and where its files are shown to stand.
    name,
    engines,
    covers: coversOf(described.covers),
    designs: recordOf(designs),
    ...parts,
  };
};

/** What is wrong with a file whose values are not all of their kinds: those, and the masters that its sound parts name in vain. */
const unsound = (shape: readonly LayoutFault[], layout: () => Layout): readonly LayoutFault[] =>
  shape.some(({ at: [part] }) => part === undefined || NAMING_MASTERS.has(part))
    ? shape
    : [...shape, ...masterFaults(layout())];

/** A layout whose file's values are of their kinds, with its tokens; and what is wrong with it all the same. */
const assemble = (name: string, described: WrittenLayout, parts: Parts) => {
  const layout = layoutOf(name, described, parts);
  const { tokens, faults: tokenFaults } = tokensOf({ ...described }, layout);
  const faults = [
    ...masterFaults(layout),
    ...designFaults(layout),
    ...roomFaults(layout),
    ...engineFaults(layout),
    ...tokenFaults,
  ];
  return { layout: { ...layout, ...(tokens === undefined ? {} : { tokens }) }, faults };
};

/**
 * Reads a layout package by name; the first of `searchFolders` that holds it wins (the publisher's own, then the package's).
 * Problems: LAYOUT_MISSING, LAYOUT_INVALID.
 */
export const readLayout = async (
  name: string,
  searchFolders: readonly string[],
): Promise<{ layout?: Layout; problems: Problem[] }> => {
  const known = await layoutFolders(searchFolders);
  const folder = known.get(name);
  if (folder === undefined) return { problems: [missing(name, [...known.keys()])] };
  const shownIn = `layouts/${name}`;
  const [{ file, problems: unread }, { parts, problems: lost }] = await Promise.all([
    readDescription(folder, shownIn),
    readParts(folder, shownIn),
  ]);
  const problems = [...unread, ...lost];
  if (file?.value === undefined) return { problems };
  const told = toldIn(file, name);
  const shape = shapeFaults(file.value);
  const described = file.value as WrittenLayout;
  if (shape.length > 0) {
    const faults = unsound(shape, () => layoutOf(name, described, parts));
    return { problems: [...problems, ...faults.map(told)] };
  }
  const { layout, faults } = assemble(name, described, parts);
  problems.push(...faults.map(told));
  return hasErrors(problems) ? { problems } : { layout, problems };
};

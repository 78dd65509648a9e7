import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import type { Problem } from "../problem.js";
import { readTokens } from "./readTokens.js";
import type { Tokens } from "./tokens.js";
import type { CoverDesign, Design, Layout, Opener } from "./types.js";

/** Engines that can print a layout; one that says nothing is printed by browsers. */
const ENGINES: readonly string[] = ["chromium", "pdfkit"];
/** Masters that pdfkit knows how to paint. */
const PDFKIT_MASTERS: readonly string[] = [
  "cover",
  "contents",
  "section",
  "opener",
  "text-opener",
  "briefs",
  "continuation",
  "house-page",
  "back-cover",
];

/** What a design may be called: pages and copy carry its name as a class. */
const DESIGN_NAME = /^[\p{L}\p{N}_-]+$/u;

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
  return covers.length === 0 ? { full: { master: "cover" } } : Object.fromEntries(covers);
};

/** `layout.yaml` as it is written. */
type WrittenLayout = Omit<Layout, "covers" | "designs" | "engines"> & {
  readonly engines?: readonly string[];
  readonly covers?: WrittenCovers;
  readonly designs?: Readonly<Record<string, WrittenDesign>>;
};

const readSources = async (folder: string, ending: string): Promise<Record<string, string>> => {
  const names = await readdir(folder).catch(() => [] as string[]);
  const wanted = names.filter((name) => name.endsWith(ending)).sort();
  const sources = await Promise.all(
    wanted.map(async (name) => [name.slice(0, -ending.length), await readFile(path.join(folder, name), "utf8")]),
  );
  return Object.fromEntries(sources) as Record<string, string>;
};

const layoutFolders = async (searchFolders: readonly string[]): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  for (const folder of searchFolders) {
    for (const name of (await readdir(folder).catch(() => [] as string[])).sort())
      if (!found.has(name) && !name.startsWith(".")) found.set(name, path.join(folder, name));
  }
  return found;
};

/** What every layout must say in `layout.yaml`, and every master it names must exist. */
const faultsOf = (layout: Layout): string[] => {
  const faults: string[] = [];
  const { grid, page } = layout;
  if (!Array.isArray(page?.trimMm) || !Array.isArray(page?.sheetPx))
    faults.push("`page` needs `trimMm` and `sheetPx`, each [width, height]");
  if (!(Number.isInteger(grid?.leadingPx) && Number.isInteger(grid?.lines)))
    faults.push("`grid` needs whole `leadingPx` and `lines` (browsers snap baselines to whole pixels)");
  for (const master of layout.masters ?? [])
    if (layout.masterSources[master] === undefined) faults.push(`the master \`masters/${master}.hbs\` is missing`);
  for (const name of Object.keys(layout.designs ?? {}))
    if (!DESIGN_NAME.test(name))
      faults.push(
        `the design \`${name}\` cannot be a class of style sheets: name it with letters, digits and hyphens, such as \`big-picture\``,
      );
  for (const [name, design] of Object.entries(layout.designs ?? {}))
    if (design.openers[0].runsOn)
      faults.push(`the first opener of the design \`${name}\` must be one that begins a page`);
  for (const [name, design] of Object.entries(layout.designs ?? {}))
    for (const { master } of design.openers)
      if (layout.masterSources[master] === undefined)
        faults.push(`the design \`${name}\` opens on \`masters/${master}.hbs\`, which is missing`);
  for (const [name, { master }] of Object.entries(layout.covers))
    if (layout.masterSources[master] === undefined)
      faults.push(`the cover \`${name}\` is \`masters/${master}.hbs\`, which is missing`);
  if (layout.house !== undefined) {
    const { master, minLines, maxLines } = layout.house;
    if (layout.masterSources[master] === undefined)
      faults.push(`\`house\` is \`masters/${master}.hbs\`, which is missing`);
    if (master === "house") faults.push("`house` cannot have a master of the name `house`, which is its partial's");
    if (layout.partialSources.house === undefined) faults.push("`house` needs `partials/house.hbs`");
    if (!(Number.isInteger(minLines) && Number.isInteger(maxLines) && minLines <= maxLines))
      faults.push("`house` needs whole `minLines` and `maxLines`, the first not above the second");
  }
  if (
    layout.designs?.[layout.defaults?.withHero] === undefined ||
    layout.designs?.[layout.defaults?.withoutHero] === undefined
  )
    faults.push("`defaults` must name a design `withHero` and one `withoutHero`");
  return faults;
};

/** Every master that a layout names, each once. */
const mastersOf = ({ masters, designs, covers, house }: Layout): Set<string> =>
  new Set([
    ...(masters ?? []),
    ...Object.values(designs).flatMap(({ openers }) => openers.map(({ master }) => master)),
    ...Object.values(covers).map(({ master }) => master),
    ...(house === undefined ? [] : [house.master]),
  ]);

/** What a layout may not ask of an engine that sets it. */
const engineFaults = (layout: Layout): string[] => {
  const { engines } = layout;
  if (!Array.isArray(engines) || engines.length === 0 || engines.some((engine) => !ENGINES.includes(engine)))
    return ["`engines` must list `chromium`, `pdfkit` or both"];
  if (!engines.includes("pdfkit")) return [];
  const unknown = [...mastersOf(layout)].filter((master) => !PDFKIT_MASTERS.includes(master));
  const faults = unknown.map(
    (master) => `pdfkit cannot set the master \`${master}\`; take \`pdfkit\` out of \`engines\``,
  );
  for (const [name, { openers, wideTables }] of Object.entries(layout.designs)) {
    if (wideTables) faults.push(`pdfkit cannot set \`wideTables\`, which the design \`${name}\` has`);
    for (const { master, hero, runsOn, spread } of openers) {
      const asked = Object.entries({ spread, runsOn, "hero.bleed": hero?.bleed, "hero.columns": hero?.columns });
      for (const [key, value] of asked)
        if (value !== undefined && value !== false)
          faults.push(`pdfkit cannot set \`${key}\`, which the design \`${name}\` has on \`${master}\``);
    }
  }
  return faults;
};

/** Tokens of a layout that pdfkit sets, or that has them for its own style sheets. */
const tokensOf = (
  written: Readonly<Record<string, unknown>>,
  { engines, fonts, grid }: Layout,
): { readonly tokens?: Tokens; readonly faults: readonly string[] } =>
  written.type === undefined && !engines.includes("pdfkit")
    ? { faults: [] }
    : readTokens(written, { fonts: fonts ?? [], leadingPx: grid?.leadingPx ?? 0 });

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
  if (folder === undefined) {
    const names = [...known.keys()].join(", ") || "none";
    return {
      problems: [
        {
          code: "LAYOUT_MISSING",
          severity: "error",
          message: `There is no layout named "${name}".`,
          remedy: `Layouts at hand: ${names}. Write one of them after \`layout:\` or \`--layout\`.`,
        },
      ],
    };
  }
  const place = { file: path.join("layouts", name, "layout.yaml") };
  const invalid = (message: string): Problem => ({
    code: "LAYOUT_INVALID",
    severity: "error",
    place,
    message: `The layout "${name}" cannot be used: ${message}.`,
    remedy:
      "Mend layout.yaml; layouts/classic/layout.yaml is a complete example, layouts/bulletin/layout.yaml one for pdfkit.",
  });
  try {
    const described = parse(await readFile(path.join(folder, "layout.yaml"), "utf8")) as WrittenLayout;
    const designs = Object.fromEntries(
      Object.entries(described.designs ?? {}).map(([design, written]) => [design, designOf(written)]),
    );
    const [masterSources, partialSources, styles] = await Promise.all([
      readSources(path.join(folder, "masters"), ".hbs"),
      readSources(path.join(folder, "partials"), ".hbs"),
      readSources(folder, ".css"),
    ]);
    const stylesheets = Object.entries(styles).map(([file, css]) => ({ name: `${file}.css`, css }));
    const { engines = ["chromium"] } = described;
    const covers = coversOf(described.covers);
    const layout: Layout = {
      ...described,
      engines,
      covers,
      designs,
      folder,
      masterSources,
      partialSources,
      stylesheets,
    };
    const { tokens, faults: tokenFaults } = tokensOf({ ...described }, layout);
    const faults = [...faultsOf(layout), ...engineFaults(layout), ...tokenFaults];
    if (faults.length > 0) return { problems: faults.map(invalid) };
    return { layout: { ...layout, ...(tokens === undefined ? {} : { tokens }) }, problems: [] };
  } catch (fault) {
    return { problems: [invalid(fault instanceof Error ? fault.message.split("\n")[0] : String(fault))] };
  }
};

/** What a layout cannot be used with, though every value is of its kind. */
import { areaWidthPx, measurePx, pageSizePx } from "./stories.js";
import type { Layout } from "./types.js";
import type { LayoutFault } from "./written.js";

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

const fault = (at: LayoutFault["at"], message: string): LayoutFault => ({ at, message });

/** Every master that `layout.yaml` names must exist. */
export const masterFaults = (layout: Layout): LayoutFault[] => {
  const { masterSources, masters = [], designs, covers, house } = layout;
  const faults: LayoutFault[] = [];
  masters.forEach((master, index) => {
    if (masterSources[master] === undefined)
      faults.push(fault(["masters", index], `the master \`masters/${master}.hbs\` is missing`));
  });
  for (const [name, { openers }] of Object.entries(designs))
    for (const { master } of openers)
      if (masterSources[master] === undefined)
        faults.push(
          fault(["designs", name], `the design \`${name}\` opens on \`masters/${master}.hbs\`, which is missing`),
        );
  for (const [name, { master }] of Object.entries(covers))
    if (masterSources[master] === undefined)
      faults.push(fault(["covers", name], `the cover \`${name}\` is \`masters/${master}.hbs\`, which is missing`));
  if (house !== undefined && masterSources[house.master] === undefined)
    faults.push(fault(["house", "master"], `\`house\` is \`masters/${house.master}.hbs\`, which is missing`));
  return faults;
};

export const designFaults = ({ designs, defaults, house, partialSources }: Layout): LayoutFault[] => {
  const faults: LayoutFault[] = [];
  for (const [name, { openers }] of Object.entries(designs)) {
    if (!DESIGN_NAME.test(name))
      faults.push(
        fault(
          ["designs", name],
          `the design \`${name}\` cannot be a class of style sheets: name it with letters, digits and hyphens, such as \`big-picture\``,
        ),
      );
    if (openers[0].runsOn)
      faults.push(
        fault(["designs", name], `the first opener of the design \`${name}\` must be one that begins a page`),
      );
  }
  if (house?.master === "house")
    faults.push(fault(["house", "master"], "`house` cannot have a master of the name `house`, which is its partial's"));
  if (house !== undefined && partialSources.house === undefined)
    faults.push(fault(["house"], "`house` needs `partials/house.hbs`"));
  if (house !== undefined && house.minLines > house.maxLines)
    faults.push(fault(["house", "minLines"], "`house.minLines` must not be above `maxLines`"));
  if (designs[defaults.withHero] === undefined || designs[defaults.withoutHero] === undefined)
    faults.push(fault(["defaults"], "`defaults` must name a design `withHero` and one `withoutHero`"));
  if (defaults.long !== undefined && designs[defaults.long.design] === undefined)
    faults.push(fault(["defaults", "long", "design"], `there is no design \`${defaults.long.design}\``));
  if (designs.contents === undefined)
    faults.push(fault(["designs"], "every issue has contents, and there is no design `contents`"));
  return faults;
};

/** Narrower, a column holds no word. */
const LEAST_MEASURE_LEADINGS = 3;

/** What is printed stands on the page, and the page on its sheet. */
export const roomFaults = (layout: Layout): LayoutFault[] => {
  const { grid, page, designs } = layout;
  const { width, height } = pageSizePx(layout);
  const faults: LayoutFault[] = [];
  if (page.sheetPx[0] < width || page.sheetPx[1] < height)
    faults.push(fault(["page", "sheetPx"], `\`page.sheetPx\` must be at least ${width} × ${height}, the page itself`));
  if (grid.marginsPx.top + grid.lines * grid.leadingPx > height)
    faults.push(fault(["grid", "lines"], `${grid.lines} lines below the margin are higher than the page`));
  if (areaWidthPx(layout) <= 0) faults.push(fault(["grid", "marginsPx"], "the margins leave no room for copy"));
  else
    for (const [name, design] of Object.entries(designs))
      if (measurePx(layout, design) < LEAST_MEASURE_LEADINGS * grid.leadingPx)
        faults.push(
          fault(["designs", name, "columns"], `the columns of the design \`${name}\` are too narrow for words`),
        );
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
export const engineFaults = (layout: Layout): LayoutFault[] => {
  const { engines } = layout;
  if (!Array.isArray(engines) || engines.length === 0 || engines.some((engine) => !ENGINES.includes(engine)))
    return [fault(["engines"], "`engines` must list `chromium`, `pdfkit` or both")];
  if (!engines.includes("pdfkit")) return [];
  const unknown = [...mastersOf(layout)].filter((master) => !PDFKIT_MASTERS.includes(master));
  const faults = unknown.map((master) =>
    fault(["engines"], `pdfkit cannot set the master \`${master}\`; take \`pdfkit\` out of \`engines\``),
  );
  for (const [name, { openers, wideTables }] of Object.entries(layout.designs)) {
    const at = ["designs", name];
    if (wideTables) faults.push(fault(at, `pdfkit cannot set \`wideTables\`, which the design \`${name}\` has`));
    for (const { master, hero, runsOn, spread } of openers) {
      const asked = Object.entries({ spread, runsOn, "hero.bleed": hero?.bleed, "hero.columns": hero?.columns });
      for (const [key, value] of asked)
        if (value !== undefined && value !== false)
          faults.push(fault(at, `pdfkit cannot set \`${key}\`, which the design \`${name}\` has on \`${master}\``));
    }
  }
  return faults;
};

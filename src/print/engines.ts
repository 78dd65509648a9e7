/** The engines that pages are set and printed by: which of them a layout is set by, and what is told where they do not meet. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Problem } from "../problem.js";
import { readRegularText } from "../read-file.js";

/** `chromium` sets every layout but those that say otherwise; `pdfkit` sets simple ones, without a browser. */
export const ENGINES = ["chromium", "pdfkit"] as const;
export type EngineName = (typeof ENGINES)[number];
/** `auto`: Chromium, and pdfkit where no browser can be started and the layout allows it. */
export const ENGINE_CHOICES = ["auto", ...ENGINES] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** The engine that set an issue. `reason`: why it is not Chromium, where nobody asked for another. */
export interface EngineUse {
  readonly name: EngineName;
  readonly reason?: string;
}

/** What a layout says of its engines. */
interface Settable {
  readonly name: string;
  readonly engines?: readonly string[];
}

/** A layout that says nothing of its engines was made for a browser. */
export const canSet = (engine: EngineName, { engines }: Pick<Settable, "engines">): boolean =>
  (engines ?? ["chromium"]).includes(engine);

/** The engine that sets a layout, as far as can be told before a browser has started; undefined where the one asked for cannot. */
export const engineFor = (asked: EngineChoice, layout: Pick<Settable, "engines">): EngineName | undefined =>
  (asked === "auto" ? ENGINES : [asked]).find((engine) => canSet(engine, layout));

/** The engines that a layout's file names. Looked for as text: this is asked of every layout at hand, before anything else is known. */
const enginesIn = (yaml: string): string[] | undefined => {
  const written = /^engines:(.*(?:\r?\n(?:[ \t]|- ).*)*)/m.exec(yaml)?.[1];
  return written?.replaceAll(/#.*/g, "").match(/[a-z]+/g) ?? undefined;
};

/** As `layout/` has it. */
const MAX_LAYOUT_BYTES = 512 * 1024;

/** The layouts in these folders with their engines; of two of the same name the first counts, as when an issue is set. */
export const layoutsAtHand = async (folders: readonly string[]): Promise<readonly Settable[]> => {
  const found = new Map<string, Settable>();
  for (const folder of folders)
    for (const name of (await readdir(folder).catch(() => [] as string[])).sort()) {
      if (found.has(name)) continue;
      const file = path.join(folder, name, "layout.yaml");
      const yaml = await readRegularText(file, MAX_LAYOUT_BYTES).catch(() => undefined);
      if (yaml !== undefined) found.set(name, { name, engines: enginesIn(yaml) });
    }
  return [...found.values()];
};

/** Names of the layouts in these folders, the publisher's first, that an engine can set. */
export const layoutsFor = async (engine: EngineName, folders: readonly string[]): Promise<readonly string[]> =>
  (await layoutsAtHand(folders)).filter((layout) => canSet(engine, layout)).map(({ name }) => name);

/** The layouts in these folders that print without a browser, as a sentence to end a remedy with; empty where there are none. */
export const simpleLayouts = async (folders: readonly string[]): Promise<string> => {
  const names = await layoutsFor("pdfkit", folders);
  if (names.length === 0) return "";
  const [start, verb] = names.length === 1 ? ["This layout", "prints"] : ["These layouts", "print"];
  return ` ${start} ${verb} without a browser: ${names.map((name) => `${name} (--layout ${name})`).join(", ")}.`;
};

/** The layout and the engine that was asked for do not meet. Problems: ENGINE_UNSUITED. */
export const checkEngine = async (
  asked: EngineChoice,
  layout: Settable,
  folders: readonly string[],
): Promise<readonly Problem[]> => {
  if (engineFor(asked, layout) !== undefined) return [];
  const fault = { code: "ENGINE_UNSUITED", severity: "error" } as const;
  if (asked === "pdfkit" && canSet("chromium", layout))
    return [
      {
        ...fault,
        message: `The layout “${layout.name}” needs a browser: pdfkit sets simple layouts only.`,
        remedy: `Leave \`--engine pdfkit\` out and print with a browser, or take another layout.${await simpleLayouts(folders)}`,
      },
    ];
  return [
    {
      ...fault,
      message: `The layout “${layout.name}” cannot be set by ${asked === "auto" ? "any engine" : `the engine ${asked}`}.`,
      remedy: `\`engines:\` in its layout.yaml says what can: ${[layout.engines ?? []].flat().join(", ") || "nothing"}. Known are ${ENGINES.join(" and ")}.`,
    },
  ];
};

/** Tells that pdfkit has taken the place of a browser, and why. Problems: ENGINE_SIMPLE. */
export const simpleEngine = (absence: Problem): Problem => ({
  code: "ENGINE_SIMPLE",
  severity: "warning",
  message: `No browser can be used here, so the pages are set by the simple engine, pdfkit. ${absence.message}`,
  remedy: `${absence.remedy} Or choose pdfkit yourself, with \`--engine pdfkit\`, and nothing is said.`,
});

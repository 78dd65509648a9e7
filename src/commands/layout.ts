import { stat } from "node:fs/promises";
import path from "node:path";
import { type CheckReport, checkLayout } from "../checking.js";
import { EXIT } from "../exit.js";
import type { LayoutAtHand } from "../layout/index.js";
import { nearest } from "../manifest/index.js";
import { PACKAGE_FOLDER, searched } from "../prepare.js";
import { hasErrors, type Problem } from "../problem.js";
import { counted } from "../words.js";
import { exists } from "./exists.js";
import { showProblems } from "./show.js";
import { type RoadFlags, roadOf, workOn } from "./working.js";

interface JsonFlag {
  readonly json?: boolean;
}

/** A layout's name is its folder's, and is typed after `--layout`. */
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const nameInvalid = async (name: string): Promise<Problem> => {
  const { asciiSlug } = await import("../manifest/slug.js");
  return {
    code: "LAYOUT_NAME_INVALID",
    severity: "error",
    message: `“${name}” cannot be the name of a layout's folder.`,
    remedy: `Write it in lower-case letters a to z, digits and hyphens, such as \`${asciiSlug(name, "our-look")}\`.`,
  };
};

const layoutExists = (name: string): Problem => ({
  code: "LAYOUT_EXISTS",
  severity: "error",
  place: { file: path.join("layouts", name) },
  message: `There is something named layouts/${name} already; nothing was written.`,
  remedy: `Take another name, or look at what stands there: pressday layout check ${name}.`,
});

const originMissing = (from: string, known: readonly LayoutAtHand[]): Problem => {
  const names = known.map(({ name }) => name);
  const meant = nearest(from, names);
  return {
    code: "LAYOUT_MISSING",
    severity: "error",
    message: `There is no layout named "${from}" to copy.`,
    remedy: `${meant === undefined ? "" : `Did you mean \`--from ${meant}\`? `}Layouts at hand: ${names.join(", ") || "none"}.`,
  };
};

const notWritable = (name: string, fault: unknown): Problem => ({
  code: "OUTPUT_NOT_WRITABLE",
  severity: "error",
  place: { file: path.join("layouts", name) },
  message: `The layout cannot be written: ${fault instanceof Error ? fault.message : fault}.`,
  remedy: "See that you may write into the folder `layouts` and that the disk has room.",
});

interface Begun {
  readonly layout?: string;
  readonly from?: string;
  readonly problems: readonly Problem[];
  readonly exit: number;
}

/** The disk's own faults have a code; any other is ours. */
const isDiskFault = (fault: unknown): boolean => typeof (fault as NodeJS.ErrnoException).code === "string";

const begin = async (name: string, from: string): Promise<Begun> => {
  if (!NAME.test(name)) return { problems: [await nameInvalid(name)], exit: EXIT.usage };
  const folder = path.resolve("layouts");
  if (await exists(path.join(folder, name))) return { problems: [layoutExists(name)], exit: EXIT.material };
  const { findLayouts, startLayout } = await import("../layout/index.js");
  const known = await findLayouts(searched(process.cwd(), "layouts"));
  const origin = known.find((layout) => layout.name === from);
  if (origin === undefined) return { problems: [originMissing(from, known)], exit: EXIT.usage };
  try {
    await startLayout(name, origin, folder);
  } catch (fault) {
    if (!isDiskFault(fault)) throw fault;
    return { problems: [notWritable(name, fault)], exit: EXIT.machine };
  }
  return { layout: path.join("layouts", name), from, problems: [], exit: EXIT.done };
};

const NEXT = (name: string): string =>
  `The layout is begun: layout.yaml says what it is, masters and partials hold its pages, style sheets its look.
See its pages, and check it:
  pressday preview issues/… --layout ${name}
  pressday layout check ${name}
`;

/** `pressday layout new`: a layout of the publisher's own, copied from one at hand. Overwrites nothing. */
export const newLayout = async (
  name: string,
  { from, json = false }: JsonFlag & { readonly from: string },
): Promise<void> => {
  const { exit, ...begun } = await begin(name, from);
  if (json) process.stdout.write(`${JSON.stringify(begun)}\n`);
  else {
    showProblems(begun.problems);
    if (begun.layout !== undefined) {
      process.stderr.write(NEXT(name));
      process.stdout.write(`${begun.layout}\n`);
    }
  }
  process.exitCode = exit;
};

/** Where a layout stands, as a reader of the list wants to know it. */
const standing = ({ folder, name }: LayoutAtHand): string =>
  folder === path.join(PACKAGE_FOLDER, "layouts", name) ? "comes with Pressday" : path.relative(process.cwd(), folder);

/** `pressday layout list`: the layouts that `--layout` can name here. */
export const listLayouts = async ({ json = false }: JsonFlag): Promise<void> => {
  const { findLayouts } = await import("../layout/index.js");
  const layouts = await findLayouts(searched(process.cwd(), "layouts"));
  if (json) {
    process.stdout.write(`${JSON.stringify({ layouts })}\n`);
    return;
  }
  const width = Math.max(...layouts.map(({ name }) => name.length));
  const indent = " ".repeat(width + 2);
  for (const layout of layouts) {
    const { name, description, engines } = layout;
    process.stdout.write(`${name.padEnd(width)}  ${description || "(says nothing of itself)"}\n`);
    process.stdout.write(`${indent}${engines.join(", ") || "layout.yaml cannot be read"} · ${standing(layout)}\n`);
  }
};

/** A layout is named, or its folder is: then the publisher's folder is the one that holds `layouts/`. */
const named = async (given: string): Promise<{ readonly name: string; readonly publisherFolder: string }> => {
  const folder = path.resolve(given);
  const isFolder = /[\\/]/.test(given) && (await stat(folder).catch(() => undefined))?.isDirectory() === true;
  if (!isFolder) return { name: given, publisherFolder: process.cwd() };
  return { name: path.basename(folder), publisherFolder: path.dirname(path.dirname(folder)) };
};

const verdict = ({ layout, pages, problems }: CheckReport): string => {
  const composed = pages > 0 ? `${counted(pages, "page")} of specimen composed` : "nothing composed yet";
  if (pages === 0) return `${layout}: ${composed}; mend these first, and check again for the rest.`;
  return hasErrors(problems) ? `${layout}: ${composed}.` : `${layout}: ${composed}; it can be printed with.`;
};

/** `pressday layout check`: what would not print well, cannot be read or is missing. Exit 1 where something must be mended. */
export const check = async (given: string, flags: Omit<RoadFlags, "engine" | "layout">): Promise<void> => {
  const target = await named(given);
  const { engine: _, ...road } = roadOf({ ...flags, engine: "auto" });
  await workOn([target.name], flags, async (_name, { problems, ...tools }) => {
    const { exit, ...report } = await checkLayout({ ...target, cwd: process.cwd(), ...tools, ...road });
    tools.progress.end();
    const told = { ...report, problems: [...problems, ...report.problems] };
    if (flags.json) process.stdout.write(`${JSON.stringify(told)}\n`);
    else {
      showProblems(told.problems);
      process.stdout.write(`${verdict({ ...told, exit })}\n`);
    }
    return exit;
  });
};

/** Begins a layout: a package of its own, copied from one at hand. */
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isScalar, parseDocument } from "yaml";
import type { LayoutAtHand } from "./at-hand.js";

/** What a layout is made of. Anything else in its folder, such as pictures of it, stays where it is. */
const isPart = (name: string): boolean =>
  ["layout.yaml", "masters", "partials", "fonts"].includes(name) || name.endsWith(".css");

/** Puts values in the place of top-level ones in a YAML file; every other character stays, comments too. */
const withValues = (yaml: string, values: Readonly<Record<string, string>>): string => {
  const document = parseDocument(yaml);
  const pieces: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  const added: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    const node = document.get(key, true);
    if (isScalar(node) && node.range) pieces.push({ from: node.range[0], to: node.range[1], text: value });
    else added.push(`${key}: ${value}\n`);
  }
  let text = yaml;
  for (const { from, to, text: value } of pieces.sort((one, other) => other.from - one.from))
    text = `${text.slice(0, from)}${value}${text.slice(to)}`;
  return added.join("") + text;
};

/**
 * Copies a layout into a folder of layouts under a name of its own. The folder appears whole or not at all; the caller has seen that
 * nothing stands there. Gives its path; throws what the disk does.
 */
export const startLayout = async (name: string, from: LayoutAtHand, layoutsFolder: string): Promise<string> => {
  const folder = path.join(layoutsFolder, name);
  await mkdir(layoutsFolder, { recursive: true });
  // Names that begin with a dot are no layouts.
  const temporary = await mkdtemp(path.join(layoutsFolder, `.${name}.`));
  try {
    const begun = path.join(temporary, name);
    await mkdir(begun);
    for (const part of (await readdir(from.folder)).filter(isPart))
      await cp(path.join(from.folder, part), path.join(begun, part), { recursive: true });
    const yaml = await readFile(path.join(from.folder, "layout.yaml"), "utf8");
    const values = { name, description: `Begun as a copy of ${from.name}.` };
    await writeFile(path.join(begun, "layout.yaml"), withValues(yaml, values));
    await rename(begun, folder);
    return folder;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
};

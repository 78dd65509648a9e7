/** The layouts that can be named: what each says of itself, and where it stands. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { readRegularText } from "../read-file.js";
import { MAX_SOURCE_BYTES } from "./sources.js";

/** A layout's folder, not read further than its description. */
export interface LayoutAtHand {
  /** The folder's name, which is what `--layout` takes. */
  readonly name: string;
  readonly folder: string;
  readonly description: string;
  readonly engines: readonly string[];
}

const described = (yaml: string): Pick<LayoutAtHand, "description" | "engines"> => {
  try {
    const { description, engines } = (parse(yaml) ?? {}) as Partial<Record<"description" | "engines", unknown>>;
    return {
      description: typeof description === "string" ? description.trim() : "",
      engines: Array.isArray(engines) ? engines.map(String) : ["chromium"],
    };
  } catch {
    // `pressday layout check` tells what is wrong with it.
    return { description: "", engines: [] };
  }
};

/** The layouts in these folders, by name; of two of the same name the first counts, as when an issue is set. */
export const findLayouts = async (searchFolders: readonly string[]): Promise<readonly LayoutAtHand[]> => {
  const found = new Map<string, LayoutAtHand>();
  for (const folder of searchFolders)
    for (const name of await readdir(folder).catch(() => [] as string[])) {
      if (found.has(name) || name.startsWith(".")) continue;
      const layout = path.join(folder, name);
      const yaml = await readRegularText(path.join(layout, "layout.yaml"), MAX_SOURCE_BYTES[".yaml"]).catch(
        () => undefined,
      );
      if (yaml !== undefined) found.set(name, { name, folder: layout, ...described(yaml) });
    }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
};

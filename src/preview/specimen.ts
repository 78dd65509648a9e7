/** The specimen of a layout as an issue on disk, in the cache. */
import path from "node:path";
import { readLayout } from "../layout/index.js";
import { searched } from "../prepare.js";
import type { Problem } from "../problem.js";

/** Writes the layout's specimen, unless it is there; its issue's folder, or why the layout cannot be read. */
export const specimenFor = async (
  name: string,
  { cache, publisherFolder }: { readonly cache: string; readonly publisherFolder: string },
): Promise<{ readonly issue?: string; readonly problems: readonly Problem[] }> => {
  const { layout, problems } = await readLayout(name, searched(publisherFolder, "layouts"));
  if (layout === undefined) return { problems };
  const { writeSpecimen } = await import("../specimen/index.js");
  return { issue: await writeSpecimen(path.join(cache, "specimens", layout.name), layout), problems };
};

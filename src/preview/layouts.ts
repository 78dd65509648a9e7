/** The layouts that an issue can be shown in. */
import { findLayouts } from "../layout/index.js";
import type { LayoutFacts } from "./types.js";

/** Layouts in these folders that a browser can set, by name. */
export const layoutsOf = async (folders: readonly string[]): Promise<readonly LayoutFacts[]> =>
  (await findLayouts(folders))
    // One whose file cannot be read names no engine; its faults are told when it is shown.
    .filter(({ engines }) => engines.length === 0 || engines.includes("chromium"))
    .map(({ name, description, engines }) => ({ name, engines, ...(description === "" ? {} : { description }) }));

import { readFileSync } from "node:fs";

declare const PRESSDAY_VERSION: string | undefined;

/** The package's version: written in by the bundler, read from package.json when run from source. */
export const version: string =
  typeof PRESSDAY_VERSION === "string"
    ? PRESSDAY_VERSION
    : (JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }).version;

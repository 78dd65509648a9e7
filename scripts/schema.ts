/** Writes `issues/*.schema.json`, from which editing programs offer keys and help. Run with `npx tsx scripts/schema.ts`. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { jsonSchemas } from "../src/manifest/shape.js";

const folder = fileURLToPath(new URL("../issues/", import.meta.url));
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(jsonSchemas())) await writeFile(path.join(folder, name), text);

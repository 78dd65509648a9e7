import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PROBLEM_CODES } from "../../src/problem.js";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The entries of docs/problems.md: code and text. */
const entries = async (): Promise<readonly (readonly [code: string, text: string])[]> => {
  const catalogue = await readFile(path.join(ROOT, "docs/problems.md"), "utf8");
  return catalogue
    .split(/^### /m)
    .slice(1)
    .map(
      (entry) => [entry.slice(0, entry.indexOf("\n")), entry.slice(entry.indexOf("\n")).split(/^## /m)[0]!] as const,
    );
};

describe("the catalogue of problems", () => {
  it("has an entry for every code, in the order of the list, and no other", async () => {
    expect((await entries()).map(([code]) => code)).toEqual([...PROBLEM_CODES]);
  });

  it("gives each a severity, an explanation and a remedy", async () => {
    for (const [code, text] of await entries()) {
      expect(text.trim(), code).toMatch(/^\*(error|warning|info)\*[^·]* · \S/);
      expect(text, code).toMatch(/^\*\*Remedy\.\*\* [A-Z]/m);
    }
  });

  it("lists no code that nothing in src/ can tell", async () => {
    const files = (await readdir(path.join(ROOT, "src"), { recursive: true })).filter(
      (name) => name.endsWith(".ts") && name !== "problem.ts",
    );
    const source = (await Promise.all(files.map((name) => readFile(path.join(ROOT, "src", name), "utf8")))).join("\n");
    expect(PROBLEM_CODES.filter((code) => !source.includes(`"${code}"`))).toEqual([]);
  });
});

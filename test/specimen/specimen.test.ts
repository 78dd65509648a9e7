import { createHash } from "node:crypto";
import { cp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { readLayout } from "../../src/layout/index.js";
import { describeWithWords } from "../../src/pdf/index.js";
import { type Specified, writeSpecimen } from "../../src/specimen/index.js";
import { codesAndPlaces, pressday, toldBy } from "../support/command.js";
import { temporaryFolder } from "../support/publisher.js";

const LAYOUTS = path.resolve(import.meta.dirname, "../../layouts");

const layoutNamed = async (name: string): Promise<Specified> => {
  const { layout } = await readLayout(name, [LAYOUTS]);
  return layout!;
};

/** Files below a folder by their path: a digest of their bytes, and the time of their last change. */
const filesBelow = async (folder: string): Promise<Map<string, { bytes: string; changed: number }>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const read = files.sort().map(async (file) => {
    const [bytes, { mtimeMs }] = await Promise.all([readFile(file), stat(file)]);
    return [
      path.relative(folder, file),
      { bytes: createHash("sha256").update(bytes).digest("hex"), changed: mtimeMs },
    ] as const;
  });
  return new Map(await Promise.all(read));
};

const bytesOf = (files: Map<string, { bytes: string }>): string[] =>
  [...files].map(([name, { bytes }]) => `${name} ${bytes}`);

/** The masters of the flatplan's pages. */
const mastersOf = async (issue: string, layout: string): Promise<Set<string>> => {
  const ended = await pressday(["plan", issue, "--layout", layout, "--json"], { cwd: path.resolve(issue, "../..") });
  const { flatplan } = JSON.parse(ended.stdout) as { flatplan: { master: string }[] };
  return new Set(flatplan.map(({ master }) => master));
};

describe("the files", () => {
  it("are the same bytes in another folder", async () => {
    const layout = await layoutNamed("classic");
    const [one, other] = [await temporaryFolder(), await temporaryFolder()];
    await writeSpecimen(one, layout);
    await writeSpecimen(other, layout);
    expect(bytesOf(await filesBelow(one))).toEqual(bytesOf(await filesBelow(other)));
  });

  it("are left alone where they are right, mended where they are not, and cleared of those of an earlier specimen", async () => {
    const layout = await layoutNamed("classic");
    const folder = await temporaryFolder();
    const issue = await writeSpecimen(folder, layout);
    const before = await filesBelow(folder);
    await writeSpecimen(folder, layout);
    expect(await filesBelow(folder)).toEqual(before);

    const notes = path.join(folder, "notes.txt");
    await writeFile(notes, "the designer's own");
    await writeFile(path.join(issue, "articles/ink.md"), "spilt");
    const { essay: _, ...designs } = layout.designs;
    await writeSpecimen(folder, { ...layout, designs });
    const after = await filesBelow(folder);
    expect(after.has("notes.txt")).toBe(true);
    expect(after.has("issues/2026-W01/articles/hills-by-rule.md")).toBe(false);
    expect(after.get("issues/2026-W01/articles/ink.md")!.bytes).toEqual(
      before.get("issues/2026-W01/articles/ink.md")!.bytes,
    );
    const picture = "issues/2026-W01/pictures/square.jpg";
    expect(after.get(picture)!.changed).toBe(before.get(picture)!.changed);
  });
});

type Described = Awaited<ReturnType<typeof describeWithWords>>;

/** Parts of the tall picture, which is never to be cropped, that show: 1 is all of it. */
const shownOfTall = ({ seen }: Described): number[] =>
  seen.pages
    .flatMap(({ pictures }) => pictures)
    .filter(({ pixels }) => Math.abs(pixels.width / pixels.height - 0.4) < 0.01)
    .map(({ area, wholeArea }) => (area.width * area.height) / (wholeArea.width * wholeArea.height));

/** White between the number 100 of a list and the words beside it, pt. */
const besideHundred = ({ words }: Described): number[] =>
  words.flatMap((page) =>
    page.flatMap((word, index) => (word.text === "100." ? [page[index + 1]!.left - word.right] : [])),
  );

describe.each(["classic", "atlas", "bulletin"])("in the layout %s", (name) => {
  it("prints without a problem, in every design that the layout has", async () => {
    const layout = await layoutNamed(name);
    const issue = await writeSpecimen(await temporaryFolder(), layout);
    const ended = await pressday(["build", issue, "--layout", name, "--json"], { cwd: path.resolve(issue, "../..") });
    expect(codesAndPlaces(toldBy(ended).problems)).toEqual([]);
    expect(ended.exit).toBe(0);

    const { pdf } = toldBy(ended);
    const described = await describeWithWords(await readFile(path.resolve(issue, "../..", pdf!)));
    expect(shownOfTall(described)).toEqual([expect.closeTo(1, 2), expect.closeTo(1, 2)]);
    const [white, ...others] = besideHundred(described);
    expect(white).toBeGreaterThan(4);
    expect(white).toBeLessThan(7);
    expect(others).toEqual([]);

    const masters = await mastersOf(issue, name);
    const unseen = Object.entries(layout.designs).filter(
      ([, { openers }]) => !openers.some(({ master }) => masters.has(master)),
    );
    expect(unseen.map(([design]) => design)).toEqual([]);
    expect(masters).toContain("section");
  });
});

describe("a layout with fewer designs, and one of its own", () => {
  /** `bulletin` without most of its designs, its opening pages of sections and its house matter, in the publisher's own layouts. */
  const addPlain = async (folder: string): Promise<Specified> => {
    const plain = path.join(folder, "layouts/plain");
    await cp(path.join(LAYOUTS, "bulletin"), plain, { recursive: true });
    const file = path.join(plain, "layout.yaml");
    const yaml = parseDocument(await readFile(file, "utf8"));
    yaml.set("name", "plain");
    yaml.set("engines", ["chromium"]);
    for (const design of ["feature", "data", "interview", "text", "essay", "opinion", "briefs"])
      yaml.deleteIn(["designs", design]);
    yaml.setIn(["designs", "long-read"], { opener: "opener", columns: 1, hero: { minLines: 10, maxLines: 24 } });
    yaml.set("defaults", { withHero: "report", withoutHero: "report" });
    yaml.set("masters", ["cover", "contents", "opener", "continuation", "back-cover"]);
    yaml.delete("house");
    await writeFile(file, yaml.toString());
    await rm(path.join(plain, "masters/section.hbs"));
    const { layout, problems } = await readLayout("plain", [path.dirname(plain)]);
    expect(problems).toEqual([]);
    return layout!;
  };

  it("is asked for nothing that it lacks, and prints", async () => {
    const folder = await temporaryFolder();
    const issue = await writeSpecimen(folder, await addPlain(folder));
    const manifest = await readFile(path.join(issue, "issue.yaml"), "utf8");
    const named = [...manifest.matchAll(/design: "?([^"}\n]+?)"? ?\}?$/gm)].map(([, design]) => design);
    expect(new Set(named)).toEqual(new Set(["report", "long-read"]));
    expect(manifest).not.toContain("opener:");
    expect(await readdir(path.join(folder, "issues"))).not.toContain("house");

    const ended = await pressday(["build", issue, "--json"], { cwd: folder });
    expect(codesAndPlaces(toldBy(ended).problems)).toEqual([]);
    const { flatplan } = JSON.parse((await pressday(["plan", issue, "--json"], { cwd: folder })).stdout) as {
      flatplan: { articles: string[] }[];
    };
    expect(flatplan.flatMap(({ articles }) => articles)).toContain("design-long-read");
  });
});

import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, realpath, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeCopy } from "../../scripts/bench/copy.js";
import { boundsOf, type Medians, median } from "../../scripts/bench/figures.js";
import { makePhotograph } from "../../scripts/bench/photograph.js";
import { countWords } from "../../scripts/bench/prose.js";
import { writeCorpus } from "../../scripts/corpus.js";
import { codesAndPlaces, pressday, toldBy } from "../support/command.js";

describe("the copy of a benchmark issue", () => {
  const articlesOf = (articles: number, seed: number): string[] =>
    [...writeCopy({ articles, seed }).texts].flatMap(([name, text]) => (name.endsWith(".md") ? [text] : []));

  it("is the same for the same seed, and another for another", () => {
    expect(writeCopy({ articles: 12, seed: 1 })).toEqual(writeCopy({ articles: 12, seed: 1 }));
    expect(articlesOf(12, 1)).not.toEqual(articlesOf(12, 2));
  });

  it("has two photographs an article, none twice", () => {
    for (const articles of [12, 48]) {
      const { photographs } = writeCopy({ articles, seed: 1 });
      expect(new Set(photographs).size).toBe(photographs.length);
      expect(photographs.length / articles).toBeCloseTo(2, 0);
    }
    expect(writeCopy({ articles: 12, seed: 1 }).photographs).toHaveLength(24);
  });

  it("runs from briefs of about 150 words to features of about 2,000, in every dozen", () => {
    const bodies = articlesOf(24, 1).map((text) => countWords(text.replace(/^---[\s\S]*?\n---\n/, "")));
    for (const dozen of [bodies.slice(0, 12), bodies.slice(12)]) {
      const sorted = dozen.sort((one, other) => one - other);
      expect(sorted[0]).toBeLessThan(220);
      expect(sorted.at(-1)).toBeGreaterThan(1900);
      expect(sorted.at(-1)).toBeLessThan(2500);
    }
  });

  it("has words and sentences as long as English ones", () => {
    const words = articlesOf(12, 1)
      .flatMap((text) => text.replace(/^---[\s\S]*?\n---\n/, "").match(/[\p{L}’'-]+/gu) ?? [])
      .map((word) => word.length);
    const mean = words.reduce((sum, length) => sum + length, 0) / words.length;
    // English running text has 4.5 to 5.5 letters a word.
    expect(mean).toBeGreaterThan(4.2);
    expect(mean).toBeLessThan(6);
  });
});

describe("a photograph", () => {
  const size = { width: 600, height: 400 };

  it("is the same for the same seed, and another for another", async () => {
    const [first, again, other] = await Promise.all([1, 1, 2].map((seed) => makePhotograph(seed, size)));
    expect(again!.equals(first!)).toBe(true);
    expect(other!.equals(first!)).toBe(false);
  });

  it("compresses like a photograph: neither flat nor pure noise", async () => {
    const bytes = await makePhotograph(3, size);
    const { width, height, channels } = await sharp(bytes).metadata();
    expect({ width, height, channels }).toEqual({ ...size, channels: 3 });
    const bitsPerPixel = (bytes.length * 8) / (size.width * size.height);
    expect(bitsPerPixel).toBeGreaterThan(0.7);
    expect(bitsPerPixel).toBeLessThan(4);
  });
});

describe("a benchmark issue on disk", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(await realpath(tmpdir()), "pressday-test-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const options = { articles: 4, seed: 7, photographPx: { width: 2000, height: 2000 } };
  const digest = async (root: string): Promise<string[]> => {
    const names = await readdir(root, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const sums = files.map(async (file) => {
      const sum = createHash("sha256")
        .update(await readFile(file))
        .digest("hex");
      return `${path.relative(root, file)} ${sum}`;
    });
    return (await Promise.all(sums)).sort();
  };

  it("is the same to the byte, is written once, and builds without a problem", async () => {
    const [one, other] = [path.join(folder, "one"), path.join(folder, "other")];
    const corpus = await writeCorpus(one, options);
    await writeCorpus(other, options);
    expect(await digest(one)).toEqual(await digest(other));

    const manifest = path.join(corpus.issue, "issue.yaml");
    const { mtimeMs } = await stat(manifest);
    expect(await writeCorpus(one, options)).toEqual(corpus);
    expect((await stat(manifest)).mtimeMs).toBe(mtimeMs);

    const told = toldBy(await pressday(["build", corpus.issue, "--json"], { cwd: one }));
    expect(codesAndPlaces(told.problems)).toEqual([]);
    expect(told.articles).toBe(4);
    expect(told.pages).toBeGreaterThan(6);
  });
});

describe("the verdict", () => {
  const medians = (articles: number, whole: number): Medians => ({
    articles,
    photographs: 2 * articles,
    words: 900 * articles,
    pages: 2 * articles,
    whole,
    phases: {
      start: 0,
      read: 0,
      pictures: 0,
      render: 0,
      launch: 0,
      open: 0,
      compose: 300,
      print: 0,
      finish: 0,
      end: 0,
    },
    floor: { launch: 100, load: 200, print: 200, sum: 500, whole: 700 },
    floorPerPage: 0,
    peakMb: 150,
    cpuMs: 0,
  });
  const missed = (issue: Medians, growth: readonly Medians[]): string[] =>
    boundsOf(issue, growth).flatMap(({ name, passed }) => (passed ? [] : [name]));

  it("takes the middle of the runs", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it("allows the build 1.6 floors and 0.7 seconds", () => {
    expect(missed(medians(12, 1500), [])).toEqual([]);
    expect(missed(medians(12, 1501), [])).toEqual(["whole cold build"]);
  });

  it("allows it half a second, and composing 0.4, where nothing is fitted", () => {
    const plain = medians(12, 1300);
    const fitted = (unfitted: Medians): Medians => ({ ...medians(12, 1500), unfitted });
    expect(missed(fitted(plain), [])).toEqual([]);
    expect(missed(fitted(medians(12, 1301)), [])).toEqual(["whole cold build, without fitting"]);
    const slow = { ...plain, phases: { ...plain.phases, compose: 401 } };
    expect(missed(fitted(slow), [])).toEqual(["compose, without fitting"]);
    const quick = { ...plain, phases: { ...plain.phases, compose: 149 } };
    expect(missed(fitted(quick), [])).toEqual(["compose, against without fitting"]);
  });

  it("finds an article dearer in a large issue than in a small one", () => {
    const [small, middle] = [medians(12, 1300), medians(48, 1300 + 36 * 40)];
    expect(missed(small, [small, middle, medians(200, middle.whole + 152 * 40)])).toEqual([]);
    expect(missed(small, [small, middle, medians(200, middle.whole + 152 * 60)])).toHaveLength(1);
  });
});

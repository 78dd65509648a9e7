import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Checked, checkPdf } from "../../scripts/pagecheck/check.js";
import { judge } from "../../scripts/pagecheck/verdict.js";
import { sharedCache } from "../print/helpers.js";
import { pressday } from "../support/command.js";
import { ISSUE, MANIFEST, newPublisher, PDF, type Publisher, WEEK } from "../support/publisher.js";

const MANIFEST_TEXT = `week: ${WEEK}
number: 3
sections:
  - name: Craft
    articles:
      - { file: tiles.md, design: feature }
      - { file: looms.md, design: report }
`;

/** A story of some paragraphs, with words in italics, whose points, quotes and hyphens hang out of the columns. */
const story = (headline: string, paragraphs: readonly string[]): string =>
  `---\nheadline: ${headline}\nbyline: Lina Harzi\n---\n${paragraphs
    .map((text, index) => (index % 3 === 1 ? text.replace(/(\w{6,}) (\w{4,})/, "*$1* $2") : text))
    .join("\n\n")}\n`;

/** Lines of justified paragraphs but their last ones, counted in the composed page. */
const fullLines = (composed: string): number => {
  let lines = 0;
  for (const [, attributes, text] of composed.matchAll(/<p class="text([^>]*)>(.*?)<\/p>/gs)) {
    if (text!.includes("<br>")) continue;
    const isCut = attributes!.includes("text-align-last:justify");
    lines += Number(/data-lines="(\d+)"/.exec(attributes!)![1]) - (isCut ? 0 : 1);
  }
  return lines;
};

describe("justified lines of a printed issue", () => {
  let expected: number;
  let checked: Checked;
  let publisher: Publisher;

  beforeAll(async () => {
    const prose = await readFile(path.resolve(import.meta.dirname, "../typeset/prose.txt"), "utf8");
    const paragraphs = prose.trim().split("\n\n").slice(0, 32);
    publisher = await newPublisher(
      {
        [MANIFEST]: MANIFEST_TEXT,
        [`${ISSUE}/articles/tiles.md`]: story("Eight Points", paragraphs.slice(0, 16)),
        [`${ISSUE}/articles/looms.md`]: story("Before the Cloth", paragraphs.slice(16)),
      },
      { keep: true },
    );
    expect((await pressday(["build", ISSUE, "--keep", "keep"], { cwd: publisher.root })).exit).toBe(0);
    expected = fullLines(await readFile(publisher.at("keep/composed.html"), "utf8"));
    checked = await checkPdf(publisher.at(PDF), { cache: sharedCache() });
  });

  afterAll(() => publisher.remove());

  const sum = (counts: readonly number[]): number => counts.reduce((whole, count) => whole + count, 0);

  it("are found, with hanging points and without, in columns of either measure", () => {
    expect(expected).toBeGreaterThan(150);
    expect(checked.spaces.map(({ columns }) => columns).sort()).toEqual([2, 3]);
    expect(sum(checked.spaces.map(({ lines }) => lines.length)) / expected).toBeGreaterThan(0.95);
    expect(sum(checked.spaces.map(({ lines }) => lines.length)) / expected).toBeLessThanOrEqual(1);
  });

  it("are compared with the browser's own, of the same paragraphs: also those that open with a drop cap or have italics", () => {
    for (const { own, lines, browser } of checked.spaces) {
      expect(own.length / lines.length).toBeGreaterThan(0.9);
      expect(browser.length / own.length).toBeGreaterThan(0.9);
      expect(browser.length / own.length).toBeLessThan(1.15);
    }
  });

  it("give a verdict only where they are not few", () => {
    const named = (rows: ReturnType<typeof judge>) => rows.filter(({ name }) => name.endsWith("95th percentile"));
    for (const row of named(judge(checked))) expect(row.passed, row.value).toBe(true);
    const few = checked.spaces.map((spaces) => ({ ...spaces, own: spaces.own.slice(0, 20) }));
    for (const row of named(judge({ ...checked, spaces: few }))) {
      expect(row.passed).toBeUndefined();
      expect(row.value).toMatch(/^not judged, of 20 and \d+ lines$/);
    }
  });
});

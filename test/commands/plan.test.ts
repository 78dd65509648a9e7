import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanReport } from "../../src/plan/index.js";
import { codesAndPlaces, type Ended, pressday, toldBy } from "../support/command.js";
import { DUNES, ISSUE, MANIFEST, manifestOf, newPublisher, PDF, type Publisher, WEEK } from "../support/publisher.js";

const planOf = (ended: Ended): PlanReport => {
  if (ended.stdout.trim() === "") throw new Error(`Nothing on stdout; stderr says:\n${ended.stderr}`);
  return JSON.parse(ended.stdout) as PlanReport;
};

const planIn = async (publisher: Publisher, ...args: string[]): Promise<PlanReport> =>
  planOf(await pressday(["plan", ISSUE, "--json", ...args], { cwd: publisher.root }));

/** Set as it comes, a short article leaves its page nearly empty. */
const UNFITTED = `week: ${WEEK}
number: 3
sections:
  - name: Desert
    articles:
      - { file: dunes.md, design: report }
      - { file: wells.md, design: text, fit: off }
`;

describe("pressday plan", () => {
  let publisher: Publisher;
  let text: Ended;
  let plan: PlanReport;
  beforeAll(async () => {
    publisher = await newPublisher({ [MANIFEST]: UNFITTED }, { keep: true });
    text = await pressday(["plan", ISSUE], { cwd: publisher.root });
    plan = await planIn(publisher, "--html", "sheets/plan.html", "--png", "sheets/plan.png");
  });
  afterAll(() => publisher.remove());

  it("tells folios, sections, headlines and words, spread by spread, without colours where there is no terminal", () => {
    expect(text.exit).toBe(0);
    expect(text.stdout).not.toContain("\u001b");
    const rows = text.stdout.split("\n");
    expect(rows[0]).toBe("Sirocco 2026-W47 · No. 3");
    const [cover] = rows.filter((row) => row.includes("cover"));
    expect(cover).toMatch(/^ +│ +1 cover/);
    expect(rows.some((row) => /^ +2 contents.*│ +3 /.test(row))).toBe(true);
    for (const words of ["Desert", "The Walking Dunes", "How a Town Drank"]) expect(text.stdout).toContain(words);
    expect(text.stdout).toContain(`${plan.pages} pages · 2 articles`);
    for (const { words } of plan.articles) expect(text.stdout).toContain(`${words} w`);
  });

  it("shows a page that is hardly begun as under-full", () => {
    const wells = plan.articles.find(({ slug }) => slug === "wells")!;
    const page = plan.flatplan[wells.folio! - 1]!;
    expect(page.fill).toBeLessThan(0.9);
    expect(page.faults.map(({ kind }) => kind)).toEqual(["under"]);
    expect(text.stdout).toMatch(/▽ under-full: \d+ % white/);
  });

  it("plans the pages that a build prints, and prints none itself", async () => {
    await expect(readFile(publisher.at(PDF))).rejects.toThrow("ENOENT");
    const { flatplan, articles } = toldBy(await pressday(["build", ISSUE, "--json"], { cwd: publisher.root }));
    expect(plan.flatplan.map(({ faults: _, ...page }) => page)).toEqual(flatplan);
    expect(plan.articles).toHaveLength(articles);
    expect(codesAndPlaces(plan.problems)).toEqual([]);
  });

  it("writes a contact sheet that needs no other file, with every page in its place", async () => {
    const html = await readFile(publisher.at("sheets/plan.html"), "utf8");
    expect(html).not.toMatch(/(?:src|href)="(?!data:)|url\("(?!data:)/);
    const pictures = [...html.matchAll(/<img src="data:image\/jpeg;base64,([^"]+)" alt="Page (\d+)"/g)];
    expect(pictures.map(([, , folio]) => Number(folio))).toEqual(plan.flatplan.map(({ folio }) => folio));
    const dunes = plan.articles.find(({ slug }) => slug === "dunes")!;
    const page = sharp(Buffer.from(pictures[dunes.folio! - 1]![1]!, "base64"));
    const { width, height } = await page.metadata();
    expect(height! / width!).toBeCloseTo(297 / 210, 1);
    // The photograph is there, in its colours, and no grey stand-in.
    const { channels } = await page.stats();
    expect(channels[0]!.mean - channels[2]!.mean).toBeGreaterThan(8);
  });

  it("draws the same sheet as a picture", async () => {
    const sheet = sharp(publisher.at("sheets/plan.png"));
    const { width, height, format } = await sheet.metadata();
    expect([format, width]).toEqual(["png", 3440]);
    expect(height).toBeGreaterThan(800);
    expect((await sheet.stats()).channels[0]!.stdev).toBeGreaterThan(10);
  });
});

describe("a plan with faults", () => {
  it("shows pages over the issue's and an article's budget", async () => {
    const { root } = await newPublisher({
      [MANIFEST]: manifestOf("{ file: dunes.md, pages: 3 }", "wells.md").replace("number: 3", "number: 3\npages: 40"),
    });
    const { stdout } = await pressday(["plan", ISSUE], { cwd: root });
    expect(stdout).toMatch(/◆ off budget: \d+ pages?, and the budget is 40/);
    expect(stdout).toMatch(/◆ off budget: \d pages? of 3/);
  });

  it("still shows the pages when copy does not fit, and ends as a build would", async () => {
    const publisher = await newPublisher({
      [DUNES]: `---\nheadline: ${"W".repeat(38)}\n---\nThey sang ${"O".repeat(38)}.\n`,
    });
    const plan = await planIn(publisher);
    const built = toldBy(await pressday(["build", ISSUE, "--json"], { cwd: publisher.root }));
    expect(codesAndPlaces(plan.problems)).toEqual(codesAndPlaces(built.problems));
    expect(plan.problems.map(({ code }) => code)).toContain("LINE_TOO_WIDE");
    expect(plan.flatplan.length).toBeGreaterThan(3);
    expect(plan.articles.find(({ slug }) => slug === "dunes")!.faults).toEqual([
      { kind: "over", text: "1 block too large" },
    ]);
    // The headline stands on its page, and in no line of the article's body.
    expect(plan.faults.map(({ kind }) => kind)).toContain("over");
    const ended = await pressday(["plan", ISSUE], { cwd: publisher.root });
    expect(ended.exit).toBe(1);
    expect(ended.stdout).toMatch(/▲ over-full: 1 block too large/);
  });

  it("tells a manifest's fault as a build does", async () => {
    const publisher = await newPublisher({ [MANIFEST]: "week: never\n" });
    const plan = await planIn(publisher);
    const built = toldBy(await pressday(["build", ISSUE, "--json"], { cwd: publisher.root }));
    expect(codesAndPlaces(plan.problems)).toEqual(codesAndPlaces(built.problems));
    expect(plan).toMatchObject({ pages: 0, flatplan: [] });
  });
});

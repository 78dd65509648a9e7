import { access, chmod, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describePdf } from "../../src/pdf/index.js";
import type { PlanReport } from "../../src/plan/index.js";
import { codesAndPlaces, type Ended, pressday, type Told, toldBy } from "../support/command.js";
import {
  DUNES,
  ISSUE,
  MANIFEST,
  manifestOf,
  newPublisher,
  PDF,
  type Publisher,
  temporaryFolder,
  WELLS,
} from "../support/publisher.js";
import { copyBulletin, installBrowserless, type Run } from "./browserless.js";

const BULLETIN = { [MANIFEST]: `layout: bulletin\n${manifestOf("dunes.md", "wells.md")}` };

/** A stand-in for a browser that leaves a mark where it is started, and fails. */
const markingBrowser = async ({ at, write }: Publisher): Promise<string> => {
  await write({ "browser.sh": `#!/bin/sh\ntouch '${at("started")}'\necho 'no display' >&2\nexit 1\n` });
  await chmod(at("browser.sh"), 0o755);
  return at("browser.sh");
};

/** Source Serif with the Arabic letter kaf, drawn as its Cyrillic U+04F3: two numbers of its character map say so. */
const withArabicLetter = async (): Promise<Buffer> => {
  const font = (await readFile("fonts/source-serif-4/SourceSerif4-Regular.ttf")).toString("hex");
  return Buffer.from(font.replaceAll("000004f3000004f3", "0000064300000643"), "hex");
};

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

let installed: { readonly folder: string; readonly run: Run };
beforeAll(async () => {
  const folder = await temporaryFolder({ keep: true });
  installed = { folder, run: await installBrowserless(folder) };
});
afterAll(async () => {
  await rm(installed.folder, { recursive: true, force: true });
});

describe("with no browser on the machine", () => {
  it("a layout that needs one is refused, and those that print are named, the publisher's own first", async () => {
    const publisher = await newPublisher();
    await copyBulletin(publisher.root, "gazette", "\n  - chromium # as ever\n  - pdfkit");
    await copyBulletin(publisher.root, "poster", "[chromium] # no pdfkit");
    const ended = await installed.run(["build", ISSUE, "--json"], publisher.root);
    expect(ended.exit).toBe(5);
    const [problem] = toldBy(ended).problems;
    expect(problem).toMatchObject({ code: "BROWSER_MISSING", severity: "error" });
    expect(problem!.remedy).toMatch(
      /without a browser: gazette \(--layout gazette\), bulletin \(--layout bulletin\)\.$/,
    );
    expect(toldBy(ended).pdf).toBeUndefined();
  });

  it("a simple one is set by pdfkit, which is told once, and the build succeeds", async () => {
    const { root, at } = await newPublisher(BULLETIN);
    const plain = await installed.run(["build", ISSUE], root);
    expect(plain).toMatchObject({ exit: 0, stdout: `${PDF}\n` });
    expect(plain.stderr.match(/pdfkit\. No browser was found/g)).toHaveLength(1);
    const json = await installed.run(["build", ISSUE, "--json"], root);
    const { engine, problems } = toldBy(json);
    expect(codesAndPlaces(problems)).toEqual(["warning ENGINE_SIMPLE"]);
    expect(engine).toMatchObject({ name: "pdfkit", reason: expect.stringContaining("No browser was found") });
    const seen = await describePdf(await readFile(at(PDF)));
    expect(seen.outline[1]!.children.map(({ title }) => title)).toEqual(["The Walking Dunes", "How a Town Drank"]);
    expect(seen.tags).toBeDefined();
  });

  it("--engine chromium gives way to nothing", async () => {
    const { root, at } = await newPublisher(BULLETIN);
    const ended = await installed.run(["build", ISSUE, "--json", "--engine", "chromium"], root);
    expect(ended.exit).toBe(5);
    expect(codesAndPlaces(toldBy(ended).problems)).toEqual(["error BROWSER_MISSING"]);
    expect(await isThere(at("out"))).toBe(false);
  });

  it("a script that needs one keeps a simple layout from being printed too, by the machine's fault", async () => {
    const { root } = await newPublisher({
      ...BULLETIN,
      [WELLS]: "---\nheadline: Wells\n---\nThe letter is ك here.\n",
      "fonts/Own.ttf": await withArabicLetter(),
    });
    const ended = await installed.run(["build", ISSUE, "--json"], root);
    expect(ended.exit).toBe(5);
    const found = [`error SCRIPT_NEEDS_BROWSER ${WELLS}:4`, "error BROWSER_MISSING"];
    expect(codesAndPlaces(toldBy(ended).problems)).toEqual(found);
    // With a browser the same issue is printed.
    const { engine, problems } = toldBy(await pressday(["build", ISSUE, "--json"], { cwd: root }));
    expect([engine?.name, codesAndPlaces(problems)]).toEqual(["chromium", []]);
  });

  it("a flatplan is made all the same, but no contact sheet", async () => {
    const { root, at } = await newPublisher(BULLETIN);
    const plan = await installed.run(["plan", ISSUE, "--json"], root);
    const told = JSON.parse(plan.stdout) as PlanReport;
    expect([plan.exit, told.engine?.name]).toEqual([0, "pdfkit"]);
    expect(codesAndPlaces(told.problems)).toEqual(["warning ENGINE_SIMPLE"]);
    const built = toldBy(await installed.run(["build", ISSUE, "--json"], root));
    expect(told.flatplan.map(({ faults: _, ...page }) => page)).toEqual(built.flatplan);
    const sheet = await installed.run(["plan", ISSUE, "--json", "--html", "plan.html"], root);
    expect(sheet.exit).toBe(5);
    expect(await isThere(at("plan.html"))).toBe(false);
  });
});

describe("--engine pdfkit", () => {
  let publisher: Publisher;
  let ended: Ended;
  let told: Told;
  let browser: string;
  beforeAll(async () => {
    publisher = await newPublisher(BULLETIN, { keep: true });
    browser = await markingBrowser(publisher);
    const args = ["build", ISSUE, "--json", "--engine", "pdfkit", "--browser", browser, "--keep", "kept"];
    ended = await pressday(args, { cwd: publisher.root });
    told = toldBy(ended);
    return publisher.remove;
  });

  it("prints a simple layout without a word, and starts no browser", async () => {
    expect([ended.exit, codesAndPlaces(told.problems)]).toEqual([0, []]);
    expect(told.engine).toEqual({ name: "pdfkit" });
    expect(await isThere(publisher.at("started"))).toBe(false);
    for (const phase of ["read", "pictures", "compose", "print", "finish"] as const)
      expect(told.timings[phase], phase).toBeGreaterThanOrEqual(0);
  });

  it("keeps what its stages made", async () => {
    expect((await readdir(publisher.at("kept"))).sort()).toEqual(["flatplan.json", "printed.pdf"]);
    expect(JSON.parse(await readFile(publisher.at("kept/flatplan.json"), "utf8"))).toEqual(told.flatplan);
  });

  it("plans the pages that it prints, in text", async () => {
    const plan = await pressday(["plan", ISSUE, "--engine", "pdfkit"], { cwd: publisher.root });
    expect([plan.exit, plan.stderr.includes("error")]).toEqual([0, false]);
    expect(plan.stdout).toContain(`${told.pages} pages · 2 articles`);
  });

  it.each(["reading", "composing"])("is held to the time limit while %s, and the old PDF stays", async (phase) => {
    const { root, at } = await newPublisher({ ...BULLETIN, [PDF]: "the last good one" });
    // The engine hears of it at its end, and takes longer than a moment.
    const seconds = phase === "reading" ? 0.001 : (told.timings.read ?? 0) / 1000;
    const args = ["build", ISSUE, "--json", "--engine", "pdfkit", "--timeout", String(seconds)];
    const late = await pressday(args, { cwd: root });
    expect([late.exit, codesAndPlaces(toldBy(late).problems)]).toEqual([4, ["error TIME_LIMIT"]]);
    expect(await readFile(at(PDF), "utf8")).toBe("the last good one");
  });

  it.each(["--html", "--png"])("cannot make a contact sheet (%s), which is wrong usage", async (flag) => {
    const plan = await pressday(["plan", ISSUE, "--engine", "pdfkit", flag, "sheet"], { cwd: publisher.root });
    expect([plan.exit, plan.stdout]).toEqual([2, ""]);
    expect(plan.stderr).toContain("browser");
    expect(await isThere(publisher.at("sheet"))).toBe(false);
  });

  it("is refused by a layout that needs a browser, before any picture is prepared", async () => {
    const { root, at } = await newPublisher({ [MANIFEST]: `layout: classic\n${manifestOf("dunes.md")}` });
    await mkdir(at("cache"), { mode: 0o700 });
    const args = ["build", ISSUE, "--json", "--engine", "pdfkit"];
    const refused = await pressday(args, { cwd: root, cache: at("cache") });
    expect(refused.exit).toBe(5);
    expect(codesAndPlaces(toldBy(refused).problems)).toEqual([`error ENGINE_UNSUITED ${MANIFEST}:1:9`]);
    expect(toldBy(refused).problems[0]!.remedy).toContain("bulletin (--layout bulletin)");
    expect(await readdir(at("cache"))).toEqual([]);
    const named = await pressday([...args, "--layout", "atlas"], { cwd: root, cache: at("cache") });
    expect(codesAndPlaces(toldBy(named).problems)).toEqual(["error ENGINE_UNSUITED"]);
  });
});

describe("scripts that pdfkit cannot set", () => {
  it("are told with their places, in articles and in all else that is printed, and nothing is", async () => {
    const { root, at } = await newPublisher({
      ...BULLETIN,
      "issues/magazine.yaml": "name: Sirocco\ntagline: رياح\n",
      "issues/house/greeting.yaml": "kind: advertisement\nheadline: שלום\n",
      [DUNES]: "---\nheadline: The Walking Dunes\nbyline: लीना\n---\nSand moves.\n\nThey say كثيب and كثبان.\n",
    });
    const ended = await pressday(["build", ISSUE, "--json", "--engine", "pdfkit"], { cwd: root });
    expect(ended.exit).toBe(1);
    const { problems } = toldBy(ended);
    const scripts = problems.filter(({ code }) => code === "SCRIPT_NEEDS_BROWSER");
    expect(codesAndPlaces(scripts).map((line) => line.replace("error SCRIPT_NEEDS_BROWSER ", ""))).toEqual([
      "issues/magazine.yaml",
      "issues/house/greeting.yaml",
      `${DUNES}:3`,
      `${DUNES}:7`,
    ]);
    expect(scripts.map(({ message }) => /Arabic|Hebrew|Devanagari/.exec(message)?.[0])).toEqual([
      "Arabic",
      "Hebrew",
      "Devanagari",
      "Arabic",
    ]);
    expect(scripts.at(-1)!.message).toContain("كثيب");
    expect(await isThere(at("out"))).toBe(false);
  });
});

describe("with a browser", () => {
  it("it sets a simple layout, unless somebody asks for pdfkit", async () => {
    const { root } = await newPublisher(BULLETIN);
    const { engine, problems, pdf } = toldBy(await pressday(["build", ISSUE, "--json"], { cwd: root }));
    expect([engine, codesAndPlaces(problems), pdf]).toEqual([{ name: "chromium" }, [], PDF]);
  });

  it("that does not start, a simple layout is set by pdfkit, and the reason is its last words", async () => {
    const publisher = await newPublisher(BULLETIN);
    const browser = await markingBrowser(publisher);
    const ended = await pressday(["build", ISSUE, "--json", "--browser", browser], { cwd: publisher.root });
    const { engine, problems } = toldBy(ended);
    expect([ended.exit, codesAndPlaces(problems)]).toEqual([0, ["warning ENGINE_SIMPLE"]]);
    expect(engine).toMatchObject({ name: "pdfkit", reason: expect.stringContaining("no display") });
    expect(await isThere(publisher.at("started"))).toBe(true);
  });

  it("a layout for pdfkit alone starts none, and is refused to --engine chromium", async () => {
    const publisher = await newPublisher();
    const browser = await markingBrowser(publisher);
    await copyBulletin(publisher.root, "gazette", "[pdfkit]");
    const args = ["build", ISSUE, "--json", "--layout", "gazette", "--browser", browser];
    const ended = await pressday(args, { cwd: publisher.root });
    expect([ended.exit, codesAndPlaces(toldBy(ended).problems)]).toEqual([0, []]);
    expect(toldBy(ended).engine).toMatchObject({ name: "pdfkit", reason: expect.stringContaining("gazette") });
    expect(await isThere(publisher.at("started"))).toBe(false);
    const refused = await pressday([...args.slice(0, -2), "--engine", "chromium"], { cwd: publisher.root });
    expect([refused.exit, codesAndPlaces(toldBy(refused).problems)]).toEqual([5, ["error ENGINE_UNSUITED"]]);
  });
});

it("an engine that nobody knows is wrong usage, and the choices are told", async () => {
  const { root } = await newPublisher();
  for (const command of ["build", "plan"]) {
    const ended = await pressday([command, ISSUE, "--engine", "typst"], { cwd: root });
    expect([ended.exit, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toMatch(/auto, chromium, pdfkit/);
  }
});

describe("a character that no font has", () => {
  it("is told outside articles too, with the fonts that were looked in", async () => {
    const { root } = await newPublisher({
      "issues/magazine.yaml": "name: Sirocco\ntagline: A test\nmasthead:\n  Editor: Lina ⵣ\n",
      "issues/house/greeting.yaml": "kind: advertisement\nheadline: ⵣ ⵣ\n",
      [MANIFEST]: `week: 2026-W47\ncover:\n  headline: ⵣ\nsections:\n  - name: Desert ⵣ\n    articles: [dunes.md]\n`,
    });
    const { problems } = toldBy(await pressday(["build", ISSUE, "--json"], { cwd: root }));
    expect(codesAndPlaces(problems)).toEqual([
      "error GLYPH_MISSING issues/magazine.yaml",
      `error GLYPH_MISSING ${MANIFEST}`,
      `error GLYPH_MISSING ${MANIFEST}:5:5`,
      "error GLYPH_MISSING issues/house/greeting.yaml",
    ]);
    expect(problems[0]!.message).toMatch(/^None of .*Source Serif 4.* has the character ⵣ .*the masthead/);
  });
});

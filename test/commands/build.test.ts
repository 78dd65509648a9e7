import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { describePdf } from "../../src/pdf/index.js";
import { COMMAND, type Ended, pressday, start, toldBy } from "../support/command.js";
import { DUNES, ISSUE, MANIFEST, newPublisher, PDF, type Publisher } from "../support/publisher.js";

const ESCAPE = "\u001b";
const ESTIMATED = /^issues\/2026-W47: (reading|pictures|pages|browser|composing|printing|finishing)$/;

describe("a build", () => {
  let publisher: Publisher;
  let plain: Ended;
  let json: Ended;
  beforeAll(async () => {
    publisher = await newPublisher({}, { keep: true });
    plain = await pressday(["build", ISSUE], { cwd: publisher.root });
    json = await pressday(["build", ISSUE, "--json", "--out", "elsewhere", "--keep", "kept"], { cwd: publisher.root });
    return publisher.remove;
  });

  it("prints the path of the PDF on stdout and nothing else", async () => {
    expect(plain).toMatchObject({ exit: 0, stdout: `${PDF}\n` });
    expect(await readdir(publisher.at("out/2026-W47"))).toEqual([".pressday.json", "sirocco-2026-W47.pdf"]);
    const seen = await describePdf(await readFile(publisher.at(PDF)));
    expect(seen.outline.map(({ title }) => title)).toEqual(["Contents", "Desert"]);
    expect(seen.outline[1]!.children.map(({ title }) => title)).toEqual(["The Walking Dunes", "How a Town Drank"]);
  });

  it("tells its phases on stderr, a line each, without escape codes where there is no terminal", () => {
    const lines = plain.stderr.split("\n");
    expect(lines.filter((line) => ESTIMATED.test(line))).toHaveLength(7);
    expect(plain.stderr).not.toContain(ESCAPE);
    expect(plain.stdout).not.toContain(ESCAPE);
  });

  it("tells machines all in one JSON object", async () => {
    expect(json.exit).toBe(0);
    expect(json.stdout.trimEnd()).not.toContain("\n");
    const told = toldBy(json);
    expect(Object.keys(told).sort()).toEqual(["articles", "engine", "flatplan", "pages", "pdf", "problems", "timings"]);
    const seen = await describePdf(await readFile(publisher.at(told.pdf!)));
    expect(told).toMatchObject({ pdf: PDF.replace("out", "elsewhere"), articles: 2, pages: seen.pages.length });
    expect(told.engine).toEqual({ name: "chromium" });
    expect(told.flatplan.map(({ folio }) => String(folio))).toEqual(seen.pages.map(({ label }) => label));
    expect(told.flatplan.flatMap(({ articles }) => articles)).toEqual(["dunes", "wells"]);
    for (const phase of ["read", "pictures", "render", "launch", "open", "compose", "print", "finish"] as const)
      expect(told.timings[phase], phase).toBeGreaterThanOrEqual(0);
  });

  it("keeps the product of every stage where it is told to", async () => {
    const kept = ["composed.html", "flatplan.json", "issue.html", "printed.pdf"];
    expect((await readdir(publisher.at("kept"))).sort()).toEqual(kept);
  });
});

describe("a faulty build", () => {
  it("shows the place, the line with a caret and the remedy on stderr, and nothing on stdout", async () => {
    const { root } = await newPublisher({ [DUNES]: "---\nheadline: Dunes\nstandfrist: They walk\n---\nSand moves.\n" });
    const { exit, stdout, stderr } = await pressday(["build", ISSUE], { cwd: root, env: { NO_COLOR: "1" } });
    expect([exit, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^issues\/2026-W47\/articles\/dunes\.md:3:1 {2}error ARTICLE_FRONT_MATTER$/m);
    expect(stderr).toMatch(/^ *3 \| standfrist: They walk\n *\| \^$/m);
    expect(stderr).toMatch(/^ *→ .*standfirst/m);
    expect(stderr).not.toContain(ESCAPE);
  });

  it("does not keep a sound issue from being printed, and the worst status counts", async () => {
    const { root, write, at } = await newPublisher();
    await write({
      "issues/2026-W48/issue.yaml": "week: 2026-W48\nsections: []\n",
      "issues/notes/ideas.txt": "More wells.",
    });
    const ended = await pressday(["build", "issues/2026-W48", "issues/magazine.yaml", "issues/notes", ISSUE], {
      cwd: root,
    });
    expect(ended).toMatchObject({ exit: 1, stdout: `${PDF}\n` });
    expect(await readdir(at("out"))).toEqual(["2026-W47"]);
  });

  it("says that a folder without an issue.yaml is no issue", async () => {
    const { root } = await newPublisher();
    const ended = await pressday(["build", "issues/2026-W40", "--json"], { cwd: root });
    expect(ended.exit).toBe(1);
    expect(toldBy(ended).problems).toMatchObject([
      { code: "MANIFEST_MISSING", place: { file: "issues/2026-W40/issue.yaml" } },
    ]);
  });
});

describe("the exit status", () => {
  it.each([
    ["no command", []],
    ["an unknown command", ["print"]],
    ["no issue", ["build"]],
    ["an unknown option", ["build", ISSUE, "--paper", "A3"]],
    ["a time limit that is no number", ["build", ISSUE, "--timeout", "soon"]],
    ["no PDF to inspect", ["inspect"]],
    ["several names and no issue among them", ["build", "issues/magazine.yaml", "issues/notes"]],
  ])("is 2 for %s, which is told on stderr", async (_, args) => {
    const { root, write } = await newPublisher();
    await write({ "issues/notes/ideas.txt": "More wells." });
    const { exit, stdout, stderr } = await pressday(args, { cwd: root });
    expect([exit, stdout]).toEqual([2, ""]);
    expect(stderr).not.toBe("");
  });

  it("is 0 for help and version", async () => {
    const { root } = await newPublisher();
    expect(await pressday(["--version"], { cwd: root })).toMatchObject({ exit: 0, stdout: "0.1.0\n", stderr: "" });
    expect(await pressday(["build", "--help"], { cwd: root })).toMatchObject({ exit: 0, stderr: "" });
  });

  it("is 5 where the browser that was named is not there, and the old PDF stays", async () => {
    const { root, at, write } = await newPublisher({ [PDF]: "the last good one" });
    const ended = await pressday(["build", ISSUE, "--json", "--browser", "/nonexistent"], { cwd: root });
    expect(ended.exit).toBe(5);
    expect(toldBy(ended).problems).toMatchObject([{ code: "BROWSER_MISSING", severity: "error" }]);
    await write({ "program.sh": "#!/bin/sh\necho no display >&2\nexit 1\n" });
    await start("chmod", ["+x", at("program.sh")], { cwd: root }).ended;
    const broken = await pressday(["build", ISSUE, "--json", "--browser", at("program.sh")], { cwd: root });
    expect(broken.exit).toBe(5);
    expect(toldBy(broken).problems.map(({ code }) => code)).toContain("BROWSER_FAILED");
    expect(await readFile(at(PDF), "utf8")).toBe("the last good one");
  });

  it("is 5 where the PDF cannot be written", async () => {
    const { root, at } = await newPublisher({ out: "a file where the folder should be" });
    const ended = await pressday(["build", ISSUE, "--json"], { cwd: root });
    expect(ended.exit).toBe(5);
    expect(toldBy(ended).problems.map(({ code }) => code)).toContain("OUTPUT_NOT_WRITABLE");
    expect((await stat(at("out"))).isFile()).toBe(true);
  });

  it("is 5 where others can write to the cache", async () => {
    const { root, at } = await newPublisher();
    await mkdir(at("open"));
    await start("chmod", ["777", at("open")], { cwd: root }).ended;
    const ended = await pressday(["build", ISSUE, "--json"], { cwd: root, cache: at("open") });
    expect(ended.exit).toBe(5);
    expect(toldBy(ended).problems).toMatchObject([{ code: "CACHE_REFUSED" }]);
  });

  // Before anything is read, among the pictures, and while the browser works.
  it.each([0.001, 0.05, 0.2])("is 4 when the time is up after %d s, and the old PDF stays", async (seconds) => {
    const { root, at } = await newPublisher({ [PDF]: "the last good one" });
    const ended = await pressday(["build", ISSUE, "--json", "--timeout", String(seconds)], {
      cwd: root,
      cache: at("cache"),
    });
    expect(ended.exit).toBe(4);
    expect(toldBy(ended).problems.map(({ code }) => code)).toContain("TIME_LIMIT");
    expect(await readFile(at(PDF), "utf8")).toBe("the last good one");
    expect(await readdir(at("out/2026-W47"))).toHaveLength(1);
  });
});

it("is a program by itself, with a line that says what runs it", async () => {
  expect((await readFile(COMMAND, "utf8")).startsWith("#!/usr/bin/env node\n")).toBe(true);
  expect((await stat(COMMAND)).mode & 0o111).toBe(0o111);
});

it("takes the manifest's path for its folder", async () => {
  const { root } = await newPublisher();
  expect(await pressday(["build", MANIFEST], { cwd: root })).toMatchObject({ exit: 0, stdout: `${PDF}\n` });
});

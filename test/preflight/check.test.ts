/** `pressday check`, `build` and `plan` with the rules of preflight, as users run them. */
import { access, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { codesAndPlaces, pressday, toldBy } from "../support/command.js";
import { buildOverPrevious } from "../support/faulty.js";
import { ISSUE, newPublisher, PDF } from "../support/publisher.js";
import { DUNES_FILE, faulty, WELLS_FILE } from "./issue.js";

/** What every run over the faulty issue tells, notes left out. */
const WARNINGS = [
  `warning DATE_IN_FUTURE ${WELLS_FILE}:3:7`,
  `warning HEADLINE_REPEATED ${WELLS_FILE}:2:11`,
  `warning LANGUAGE_UNMARKED ${WELLS_FILE}:11:1`,
  `warning LINK_DEAD ${WELLS_FILE}:7:51`,
  `warning MARKS_UNBALANCED ${WELLS_FILE}:9:10`,
  `warning PICTURE_ALT_STOOD_IN ${WELLS_FILE}:5:15`,
];
const NOTES = [
  `info BYLINE_MISSING ${WELLS_FILE}:2`,
  `info PICTURE_CREDIT_MISSING ${WELLS_FILE}:5:15`,
  `info SPACES_DOUBLED ${WELLS_FILE}:7:69`,
  `info STANDFIRST_MISSING ${WELLS_FILE}:2`,
];
const PLACEHOLDER = `error PLACEHOLDER_TEXT ${WELLS_FILE}:9:23`;

const told = (problems: Parameters<typeof codesAndPlaces>[0]): string[] =>
  codesAndPlaces(problems)
    .filter((line) => !/PAGE_UNDERFILLED|RESOLUTION_FAIR/.test(line))
    .toSorted();

describe("pressday check", () => {
  it("tells all that is wrong in one run, errors, warnings and notes, and writes nothing", async () => {
    const { root, at } = await newPublisher(faulty("[TODO: ask her]"));
    const ended = await pressday(["check", ISSUE, "--json"], { cwd: root });
    const report = JSON.parse(ended.stdout);
    expect(told(report.problems)).toEqual([...NOTES, ...WARNINGS, PLACEHOLDER].toSorted());
    expect(ended.exit).toBe(1);
    // Not even a placeholder keeps it from looking at pages and PDF.
    expect(report).toMatchObject({ articles: 2, whole: true, engine: { name: "chromium" } });
    expect(report.pages).toBeGreaterThan(3);
    expect(report.problems.find(({ code }: { code: string }) => code === "LINK_DEAD")).toMatchObject({
      remedy: "Did you mean `#dunes`?",
      frame: expect.stringContaining("(#dune)"),
    });
    await expect(access(at("out"))).rejects.toThrow();
  });

  it("shows a table by file, then what to do, then the sum", async () => {
    const { root } = await newPublisher(faulty("[TODO: ask her]"));
    const { stdout, exit } = await pressday(["check", ISSUE], { cwd: root, env: { SOURCE_DATE_EPOCH: "1795478400" } });
    expect(exit).toBe(1);
    expect(stdout).not.toContain("\x1b");
    const lines = stdout.split("\n");
    const file = lines.indexOf(WELLS_FILE);
    expect(file).toBeGreaterThanOrEqual(0);
    expect(lines.slice(file + 1).find((line) => line.includes("PLACEHOLDER_TEXT"))).toMatch(
      /^ +9:23 {2}error {4}PLACEHOLDER_TEXT +“\[TODO: ask her\]” stands/,
    );
    expect(lines.findIndex((line) => /^ {2}→ Write what belongs there/.test(line))).toBeGreaterThan(file);
    expect(lines.at(-2)).toMatch(/^1 error, [67] warnings, \d+ notes \(2 articles, \d+ pages\)\.$/);
  });

  it("writes annotations for GitHub, escaped", async () => {
    const { root } = await newPublisher(faulty("[TODO: 50%, she says]"));
    const { stdout } = await pressday(["check", ISSUE, "--format", "github"], { cwd: root });
    const lines = stdout.trimEnd().split("\n");
    expect(
      lines.every((line) =>
        /^::(?:error|warning|notice) (?:file=[^:,]+,)?(?:line=\d+,)?(?:col=\d+,)?title=[A-Z0-9_]+::\S/.test(line),
      ),
    ).toBe(true);
    expect(lines).toContain(
      `::error file=${WELLS_FILE},line=9,col=23,title=PLACEHOLDER_TEXT::“[TODO: 50%25, she says]” stands where copy was still to come.%0AWrite what belongs there, or take it out.`,
    );
    expect(
      lines.some((line) => line.startsWith(`::notice file=${WELLS_FILE},line=7,col=69,title=SPACES_DOUBLED::`)),
    ).toBe(true);
  });

  it("ends with 0 after warnings, with 1 when --strict, where those of the machine do not count", async () => {
    const { root } = await newPublisher(faulty());
    expect((await pressday(["check", ISSUE], { cwd: root })).exit).toBe(0);
    expect((await pressday(["check", ISSUE, "--strict"], { cwd: root })).exit).toBe(1);
    const sound = await newPublisher();
    const ended = await pressday(["check", ISSUE, "--strict", "--json"], { cwd: sound.root });
    expect(
      JSON.parse(ended.stdout).problems.filter(({ severity }: { severity: string }) => severity === "error"),
    ).toEqual([]);
    expect(ended.exit).toBe(0);
  });

  it("works without a browser, and in another layout", async () => {
    const { root } = await newPublisher(faulty());
    const args = ["check", ISSUE, "--layout", "bulletin", "--engine", "pdfkit", "--json"];
    const report = JSON.parse((await pressday(args, { cwd: root })).stdout);
    expect(report).toMatchObject({ engine: { name: "pdfkit" }, whole: true });
    expect(told(report.problems)).toEqual([...NOTES, ...WARNINGS].toSorted());
  });

  it("refuses a format that it does not know", async () => {
    const { root } = await newPublisher();
    expect(await pressday(["check", ISSUE, "--format", "xml"], { cwd: root })).toMatchObject({ exit: 2, stdout: "" });
  });
});

describe("pressday build and plan", () => {
  it("tell errors and warnings of the rules, without the notes; warnings do not keep an issue from being printed", async () => {
    const { root, at } = await newPublisher(faulty());
    const planned = await pressday(["plan", ISSUE, "--json"], { cwd: root });
    expect(told(toldBy(planned).problems)).toEqual(WARNINGS);
    const built = await pressday(["build", ISSUE, "--json"], { cwd: root });
    expect(told(toldBy(built).problems)).toEqual(WARNINGS);
    expect([planned.exit, built.exit]).toEqual([0, 0]);
    await access(at(PDF));
  });

  it("stop at a placeholder, and leave the last PDF as it was", async () => {
    const failed = await buildOverPrevious(await newPublisher(faulty("[TODO: ask her]")));
    expect(failed.ended.exit).toBe(1);
    expect(failed.previousUntouched).toBe(true);
    expect(told(failed.problems)).toEqual([...WARNINGS, PLACEHOLDER].toSorted());
  });
});

describe("checks: in magazine.yaml", () => {
  const CHECKS = `checks:
  LINK_DEAD: { severity: error, reason: Readers follow them. }
  BYLINE_MISSING: { severity: warning, reason: We sign what we print. }
  SOURCES_MISSING: { severity: warning, reason: We name them. }
  DATE_IN_FUTURE: { severity: info, reason: Our copy is dated by hand. }
  HEADLINE_REPEATED: { severity: off, reason: Serials. }
  LANGUAGE_UNMARKED: { severity: off, reason: Both are read by all. }
  PICTURE_ALT_STOOD_IN: { severity: off, reason: Our captions say it. }
`;
  /** Raised, lowered, silenced, and left as they are. */
  const EXPECTED = [
    `error LINK_DEAD ${WELLS_FILE}:7:51`,
    `warning BYLINE_MISSING ${WELLS_FILE}:2`,
    `warning MARKS_UNBALANCED ${WELLS_FILE}:9:10`,
    `warning SOURCES_MISSING ${DUNES_FILE}:2`,
  ];

  it("raises, lowers and silences rules everywhere; what it raises to an error stops the build", async () => {
    const publisher = await newPublisher(faulty("", CHECKS));
    const failed = await buildOverPrevious(publisher);
    expect(told(failed.problems)).toEqual(EXPECTED);
    expect(failed.ended.exit).toBe(1);
    expect(failed.previousUntouched).toBe(true);
    const { root } = publisher;
    expect(told(toldBy(await pressday(["plan", ISSUE, "--json"], { cwd: root })).problems)).toEqual(EXPECTED);
    const checked = await pressday(["check", ISSUE, "--json"], { cwd: root });
    expect(told(toldBy(checked).problems)).toEqual(
      [
        ...EXPECTED,
        `info DATE_IN_FUTURE ${WELLS_FILE}:3:7`,
        ...NOTES.filter((note) => !note.includes("BYLINE")),
      ].toSorted(),
    );
    expect(checked.exit).toBe(1);
  });

  it("stops a build at what the pages and the finished file show, and writes nothing", async () => {
    const checks = `checks:\n  PICTURE_RESOLUTION_PRINT: { severity: error, reason: A printer prints it. }\n`;
    const failed = await buildOverPrevious(await newPublisher({ "issues/magazine.yaml": `name: Sirocco\n${checks}` }));
    expect(told(failed.problems)).toEqual([`error PICTURE_RESOLUTION_PRINT ${DUNES_FILE}:5:15`]);
    expect(failed.previousUntouched).toBe(true);
    expect(failed.ended.exit).toBe(1);
  });

  it("offers the rule that was meant, and asks for a reason", async () => {
    const { root } = await newPublisher({
      "issues/magazine.yaml":
        "name: Sirocco\nchecks:\n  BYLINE_MISING: { severity: off, reason: None. }\n  LINK_DEAD: { severity: off }\n",
    });
    const ended = await pressday(["check", ISSUE, "--json"], { cwd: root });
    const { problems } = toldBy(ended);
    expect(codesAndPlaces(problems)).toEqual([
      "error MANIFEST_UNKNOWN_KEY issues/magazine.yaml:3:3",
      expect.stringMatching(/^error MANIFEST_INVALID issues\/magazine.yaml:4/),
    ]);
    expect(problems[0]!.remedy).toContain("BYLINE_MISSING");
    expect(problems[1]!.message + problems[1]!.remedy).toContain("reason");
    expect(ended.exit).toBe(1);
  });
});

describe("the ledger", () => {
  const entry = (issue: string, headline: string, url?: string) => ({
    issue,
    id: `${issue}:${headline}`,
    ...(url === undefined ? {} : { url }),
    headline,
    source: "Example",
    file: "articles/a.md",
    raw: "",
    words: "",
    written: "",
    sketch: "",
  });
  const ledger = (...stories: readonly ReturnType<typeof entry>[]) => JSON.stringify({ version: 1, stories });

  it("tells stories and headlines of earlier issues, not of this one or later ones", async () => {
    const stories = ledger(
      entry("2026-W40", "A Town and Its Water", "http://www.example.org/wells/"),
      entry("2026-W41", "The walking DUNES"),
      entry("2026-W47", "How a Town Drank"),
      entry("2026-W48", "How a Town Drank"),
    );
    const { root } = await newPublisher({
      "issues/ledger.json": stories,
      [WELLS_FILE]: "---\nheadline: How a Town Drank\nsource: https://example.org/wells\n---\nA well.\n",
    });
    const { problems } = toldBy(await pressday(["plan", ISSUE, "--json"], { cwd: root }));
    expect(told(problems)).toEqual([
      `warning HEADLINE_REPEATED ${DUNES_FILE}:2:11`,
      `warning STORY_RAN_BEFORE ${WELLS_FILE}:2:11`,
    ]);
    expect(problems.find(({ code }) => code === "STORY_RAN_BEFORE")!.message).toContain("2026-W40");
  });

  it("does not keep an issue from being made when it cannot be read", async () => {
    const { root } = await newPublisher({ "issues/ledger.json": "{" });
    const ended = await pressday(["plan", ISSUE, "--json"], { cwd: root });
    expect(told(toldBy(ended).problems)).toEqual(["warning LEDGER_INVALID issues/ledger.json"]);
    expect(ended.exit).toBe(0);
  });
});

describe("a picture with few pixels", () => {
  it("is told once, at the size that it is printed in", async () => {
    const sharp = (await import("sharp")).default;
    const small = await sharp({ create: { width: 700, height: 500, channels: 3, background: "#b5651d" } })
      .jpeg()
      .toBuffer();
    const { root, at } = await newPublisher();
    const { writeFile } = await import("node:fs/promises");
    await writeFile(at(`${ISSUE}/pictures/dune.jpg`), small);
    const { problems } = toldBy(await pressday(["check", ISSUE, "--json"], { cwd: root }));
    const resolutions = problems.filter(({ code }) => code.startsWith("PICTURE_RESOLUTION"));
    expect(codesAndPlaces(resolutions)).toEqual([`warning PICTURE_RESOLUTION_LOW ${DUNES_FILE}:5:15`]);
    expect(resolutions[0]!.message).toMatch(/700 × 500 pixels and prints at \d+ pixels to the inch on page \d/);
    expect(await readFile(at(DUNES_FILE), "utf8")).toContain("dune.jpg");
  });
});

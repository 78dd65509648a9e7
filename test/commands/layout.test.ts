import { appendFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckReport } from "../../src/checking.js";
import { codesAndPlaces, type Ended, pressday, toldBy } from "../support/command.js";
import { ISSUE, newPublisher, type Publisher, temporaryFolder } from "../support/publisher.js";

const reportOf = ({ stdout, stderr }: Ended): CheckReport => {
  if (stdout.trim() === "") throw new Error(`Nothing on stdout; stderr says:\n${stderr}`);
  return JSON.parse(stdout) as CheckReport;
};

describe("pressday layout new", () => {
  let publisher: Publisher;
  let begun: Ended;
  beforeAll(async () => {
    publisher = await newPublisher({}, { keep: true });
    begun = await pressday(["layout", "new", "sirocco"], { cwd: publisher.root });
  });
  afterAll(() => publisher.remove());

  it("prints the folder, and says what to type next", () => {
    expect(begun).toMatchObject({ exit: 0, stdout: "layouts/sirocco\n" });
    expect(begun.stderr).toContain("pressday preview issues/… --layout sirocco");
    expect(begun.stderr).toContain("pressday layout check sirocco");
  });

  it("copies what a layout is made of, and nothing else", async () => {
    expect(await readdir(publisher.at("layouts"))).toEqual(["sirocco"]);
    const parts = await readdir(publisher.at("layouts/sirocco"));
    expect(parts.filter((name) => !name.endsWith(".css"))).toEqual(["layout.yaml", "masters", "partials"]);
  });

  it("gives it a name of its own, and keeps the comments", async () => {
    const [own, original] = await Promise.all(
      [publisher.at("layouts/sirocco/layout.yaml"), "layouts/classic/layout.yaml"].map((file) =>
        readFile(file, "utf8"),
      ),
    );
    const changed = own!.split("\n").filter((line, index) => line !== original!.split("\n")[index]);
    expect(changed).toEqual(["name: sirocco", "description: Begun as a copy of classic."]);
  });

  it("makes one that builds", async () => {
    const ended = await pressday(["build", ISSUE, "--layout", "sirocco", "--json"], { cwd: publisher.root });
    expect([ended.exit, codesAndPlaces(toldBy(ended).problems)]).toEqual([0, []]);
  });

  it("copies the publisher's own as well, and writes over nothing", async () => {
    const cwd = publisher.root;
    await appendFile(publisher.at("layouts/sirocco/copy.css"), ".mine { color: red }\n");
    const own = await pressday(["layout", "new", "harmattan", "--from", "sirocco", "--json"], { cwd });
    expect(JSON.parse(own.stdout)).toEqual({ layout: "layouts/harmattan", from: "sirocco", problems: [] });
    expect(await readFile(publisher.at("layouts/harmattan/copy.css"), "utf8")).toContain(".mine");
    const again = await pressday(["layout", "new", "sirocco", "--json"], { cwd });
    expect(again.exit).toBe(1);
    expect(codesAndPlaces(JSON.parse(again.stdout).problems)).toEqual(["error LAYOUT_EXISTS layouts/sirocco"]);
    expect(await readFile(publisher.at("layouts/sirocco/copy.css"), "utf8")).toContain(".mine");
  });

  it.each(["Our Look", "../away", "a_b", "-x", ""])("refuses the name “%s”", async (name) => {
    const cwd = await temporaryFolder();
    const ended = await pressday(["layout", "new", "--json", "--", name], { cwd });
    expect(ended.exit).toBe(2);
    expect(codesAndPlaces(JSON.parse(ended.stdout).problems)).toEqual(["error LAYOUT_NAME_INVALID"]);
    expect(await readdir(cwd)).toEqual([]);
  });

  it("offers the layout that was meant", async () => {
    const cwd = await temporaryFolder();
    const ended = await pressday(["layout", "new", "sirocco", "--from", "clasic"], { cwd });
    expect(ended).toMatchObject({ exit: 2, stdout: "" });
    expect(ended.stderr).toContain("--from classic");
    expect(await readdir(cwd)).toEqual([]);
  });

  it("leaves nothing half made where it may not write", async () => {
    const cwd = await temporaryFolder();
    await writeFile(`${cwd}/layouts`, "a file\n");
    const ended = await pressday(["layout", "new", "sirocco", "--json"], { cwd });
    expect(ended.exit).toBe(5);
    expect(codesAndPlaces(JSON.parse(ended.stdout).problems)).toEqual(["error OUTPUT_NOT_WRITABLE layouts/sirocco"]);
    expect(await readdir(cwd)).toEqual(["layouts"]);
  });
});

describe("pressday layout list", () => {
  it("lists the layouts at hand, with what sets them and where they stand", async () => {
    const cwd = await temporaryFolder();
    await mkdir(`${cwd}/layouts/mine`, { recursive: true });
    await writeFile(`${cwd}/layouts/mine/layout.yaml`, "name: mine\ndescription: Ours.\nengines: [chromium]\n");
    const { stdout, exit } = await pressday(["layout", "list"], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^mine +Ours\.\n +chromium · layouts\/mine$/m);
    expect(stdout).toMatch(/^bulletin .*\n +chromium, pdfkit · comes with Pressday$/m);
    const { layouts } = JSON.parse((await pressday(["layout", "list", "--json"], { cwd })).stdout);
    expect(layouts.map(({ name }: { name: string }) => name)).toEqual(["atlas", "bulletin", "classic", "mine"]);
  });
});

describe("pressday layout check", () => {
  it.each(["classic", "atlas", "bulletin"])("finds nothing to mend in %s", async (name) => {
    const ended = await pressday(["layout", "check", name, "--json"], { cwd: await temporaryFolder() });
    const { pages, problems } = reportOf(ended);
    expect(codesAndPlaces(problems)).toEqual([]);
    expect(ended.exit).toBe(0);
    expect(pages).toBeGreaterThan(10);
  });

  it("finds by looking at pages what the sources do not tell", async () => {
    const root = await temporaryFolder();
    await pressday(["layout", "new", "sirocco"], { cwd: root });
    const sheet = `${root}/layouts/sirocco/copy.css`;
    const first = (await readFile(sheet, "utf8")).split("\n").length;
    await appendFile(
      sheet,
      [
        ".caption { colr: red }",
        ".text { text-wrap: pretty }",
        ".foot-text { color: #999 }",
        ".box-title { color: #777 }",
        ".figure { filter: none; box-shadow: 0 0 3px #000 }",
      ].join("\n"),
    );
    // Named by its folder, from elsewhere.
    const cwd = await temporaryFolder();
    const ended = await pressday(["layout", "check", `${root}/layouts/sirocco`, "--json"], { cwd });
    expect(ended.exit).toBe(1);
    const { problems } = reportOf(ended);
    const found = [...codesAndPlaces(problems.filter(({ code }) => code.startsWith("LAYOUT")))];
    const at = (line: number): string => `layouts/sirocco/copy.css:${first + line}`;
    expect(found.sort()).toEqual(
      [
        `warning LAYOUT_CSS_INVALID ${at(0)}:12`,
        `error LAYOUT_CSS_BANNED ${at(1)}`,
        `error LAYOUT_CONTRAST_LOW ${at(2)}`,
        `error LAYOUT_CONTRAST_LOW ${at(3)}`,
        `error LAYOUT_CSS_BANNED ${at(4)}:25`,
      ].sort(),
    );
    const boxTitle = problems.find(({ place }) => place?.line === first + 3)!;
    expect(boxTitle.message).toContain("#777777");
    expect(boxTitle.message).toContain("#f4ede1");
  });

  it("measures all colours that the layout gives to sections", async () => {
    const root = await temporaryFolder();
    await pressday(["layout", "new", "sirocco"], { cwd: root });
    const file = `${root}/layouts/sirocco/layout.yaml`;
    const yaml = await readFile(file, "utf8");
    await writeFile(file, yaml.replace(/(sectionColours: \[.*)\]/, '$1, "#d8b400"]'));
    const ended = await pressday(["layout", "check", "sirocco", "--json"], { cwd: root });
    const low = reportOf(ended).problems.filter(({ code }) => code === "LAYOUT_CONTRAST_LOW");
    expect(low.length).toBeGreaterThan(0);
    for (const { message } of low) expect(message).toContain("#d8b400");
  });

  it("composes nothing where something is missing, and says so", async () => {
    const root = await temporaryFolder();
    await pressday(["layout", "new", "sirocco"], { cwd: root });
    const file = `${root}/layouts/sirocco/layout.yaml`;
    await writeFile(file, (await readFile(file, "utf8")).replace("  - Libre Franklin", "  - Libre Frankfurt"));
    const ended = await pressday(["layout", "check", "sirocco"], { cwd: root });
    expect(ended.exit).toBe(1);
    expect(ended.stdout).toContain("nothing composed yet");
    expect(ended.stderr).toMatch(/layouts\/sirocco\/layout\.yaml:17:5 .*LAYOUT_INVALID/);
    expect(ended.stderr).toContain("no font file has that family");
  });

  it("knows no layout of that name", async () => {
    const ended = await pressday(["layout", "check", "clasic", "--json"], { cwd: await temporaryFolder() });
    expect(ended.exit).toBe(1);
    expect(codesAndPlaces(reportOf(ended).problems)).toEqual(["error LAYOUT_MISSING"]);
  });
});

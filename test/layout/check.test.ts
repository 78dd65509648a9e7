import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkContrast, checkSources, type TextOnGround } from "../../src/layout/check/index.js";
import { findRules, type Layout, readLayout } from "../../src/layout/index.js";
import type { Rgb } from "../../src/light.js";
import { codesAndPlaces } from "../support/command.js";
import { temporaryFolder } from "../support/publisher.js";

const LAYOUTS = path.resolve(import.meta.dirname, "../../layouts");

const packaged = async (name: string): Promise<Layout> => (await readLayout(name, [LAYOUTS])).layout!;

/** A layout with one style sheet of these lines. */
const styled = async (...lines: string[]): Promise<Layout> => ({
  ...(await packaged("bulletin")),
  name: "mine",
  stylesheets: [{ name: "own.css", css: lines.join("\n") }],
});

/** What is told of a style sheet: code, line and column. */
const told = async (...lines: string[]): Promise<readonly string[]> =>
  codesAndPlaces(checkSources(await styled(...lines))).map((one) => one.replace("layouts/mine/own.css:", ""));

/** A copy of `classic`, changed, as it is read. */
const changed = async (change: (folder: string) => Promise<void>): Promise<Layout> => {
  const root = await temporaryFolder();
  const folder = path.join(root, "classic");
  await cp(path.join(LAYOUTS, "classic"), folder, { recursive: true });
  await change(folder);
  const { layout, problems } = await readLayout("classic", [root]);
  expect(problems).toEqual([]);
  return layout!;
};

const edit = async (file: string, from: string | RegExp, to: string): Promise<void> => {
  const text = await readFile(file, "utf8");
  expect(text.search(from)).toBeGreaterThanOrEqual(0);
  await writeFile(file, text.replace(from, to));
};

describe("the layouts that come with Pressday", () => {
  it.each(["classic", "atlas", "bulletin"])("%s is made of nothing that is told", async (name) => {
    expect(checkSources(await packaged(name))).toEqual([]);
  });
});

describe("style sheets", () => {
  it.each([
    "filter: grayscale(1)",
    "-webkit-filter: blur(2px)",
    "backdrop-filter: blur(2px)",
    "mask: linear-gradient(#000, transparent)",
    "-webkit-mask-image: radial-gradient(#000, transparent)",
    "box-shadow: 0 0 0 2px red, 0 1px 3px rgb(0 0 0 / 0.5)",
    "text-shadow: 1px 1px 0.5em #000",
    "background: #fff url(dunes.jpg) center / cover",
    'background-image: image-set("a.png" 1x)',
    "border-image: url('data:image/png;base64,AA') 3",
    "list-style: url(dot.gif)",
    "background: url(https://example.org/a.svg)",
    "object-fit: cover",
    "object-view-box: inset(10%)",
    "position: fixed",
    "position: sticky",
    'font-variation-settings: "wght" 300',
    'content: "now\\AD here"',
  ])("tells `%s` where it stands", async (declaration) => {
    expect(await told(".a {", "  color: red;", `  ${declaration};`, "}")).toEqual(["error LAYOUT_CSS_BANNED 3:3"]);
  });

  it.each([
    "filter: none",
    "mask-image: none",
    "box-shadow: inset 0 -1px 0 rgb(0 0 0 / 0.5)",
    "text-shadow: 1px 1px 0 #000",
    "background: linear-gradient(#fff, #000)",
    "background: url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\")",
    "background: url(#weave)",
    "object-fit: fill",
    "mix-blend-mode: multiply",
    "--shade: 0 0.5, 1 0.7",
    'content: "" / ""',
  ])("lets `%s` pass", async (declaration) => {
    expect(await told(".a {", `  ${declaration};`, "}")).toEqual([]);
  });

  it("tells what is loaded, and what only screens would show", async () => {
    expect(await told('@import url("more.css");', "@media screen {", "  .a { color: red }", "}")).toEqual([
      "error LAYOUT_CSS_BANNED 1:1",
      "error LAYOUT_CSS_BANNED 2:1",
    ]);
    expect(await told("@media print and (min-width: 1px) {", "  .a { color: red }", "}")).toEqual([]);
  });

  it("shows the line with a caret, and says what to write instead", async () => {
    const [problem] = checkSources(await styled(".a {", "  position: fixed;", "}"));
    expect(problem).toMatchObject({
      place: { file: "layouts/mine/own.css", line: 2, col: 3 },
      frame: "2 |   position: fixed;\n  |   ^",
      remedy: expect.stringContaining("`position: absolute`"),
    });
  });

  it("tells what cannot be read, and braces that nobody closes", async () => {
    expect(await told(".a { color: red; ", ".b { color: blue }")).toEqual(["error LAYOUT_CSS_INVALID 2:1"]);
    expect(await told("@media print {", "  .b { color: blue }")).toEqual(["error LAYOUT_CSS_INVALID 1:14"]);
  });

  it("reads the style attributes of templates", async () => {
    const layout = await changed((folder) =>
      edit(
        path.join(folder, "partials/rule.hbs"),
        '<div class="rule"',
        '<div style="--a: {{b}}; position: fixed" class="rule"',
      ),
    );
    expect(codesAndPlaces(checkSources(layout))).toEqual([
      "error LAYOUT_CSS_BANNED layouts/classic/partials/rule.hbs:1:25",
    ]);
  });
});

describe("masters and partials", () => {
  const faultsOf = async (change: (folder: string) => Promise<void>): Promise<readonly string[]> =>
    codesAndPlaces(checkSources(await changed(change))).map((one) => one.replace("layouts/classic/", ""));

  it.each([
    ["masters/essay.hbs", / data-frames/, "error LAYOUT_SLOT_MISSING"],
    ["masters/continuation.hbs", / data-frames/, "error LAYOUT_SLOT_MISSING"],
    ["masters/opener.hbs", /class="hero"/, "error LAYOUT_SLOT_MISSING"],
    ["masters/cover.hbs", /class="page /, "error LAYOUT_SLOT_MISSING"],
    ["masters/opener.hbs", / data-story="\{\{slug\}\}"/, "error LAYOUT_SLOT_MISSING"],
    ["masters/continuation.hbs", /\{\{> foot\}\}/, "warning LAYOUT_SLOT_MISSING"],
  ])("tells that %s lacks %s", async (file, slot, fault) => {
    const without = slot.source.startsWith('class="page') ? 'class="' : "";
    expect(await faultsOf((folder) => edit(path.join(folder, file), slot, without))).toEqual([`${fault} ${file}`]);
  });

  it("tells partials of blocks that are missing", async () => {
    const faults = await faultsOf((folder) => rm(path.join(folder, "partials/gallery.hbs")));
    expect(faults).toEqual(["error LAYOUT_SLOT_MISSING partials/gallery.hbs"]);
  });

  it("tells what nothing uses", async () => {
    const page = '<section class="page" data-story="{{slug}}"></section>\n';
    const faults = await faultsOf(async (folder) => {
      await writeFile(path.join(folder, "masters/spare.hbs"), page);
      await writeFile(path.join(folder, "partials/spare.hbs"), "{{> spare}}\n");
    });
    expect(faults).toEqual(["warning LAYOUT_UNUSED masters/spare.hbs", "warning LAYOUT_UNUSED partials/spare.hbs"]);
  });

  it("tells what a template asks for and does not get, and templates that cannot be read", async () => {
    const foot = "partials/foot.hbs";
    expect(
      await faultsOf((folder) => writeFile(path.join(folder, foot), "<p>\n{{> picure}}{{inlin name}}</p>\n")),
    ).toEqual([`error TEMPLATE_ERROR ${foot}:2:1`, `error TEMPLATE_ERROR ${foot}:2:13`]);
    const [unclosed, ...others] = await faultsOf((folder) =>
      writeFile(path.join(folder, foot), "<p>\n{{#if a}}b</p>\n"),
    );
    expect(others).toEqual([]);
    expect(unclosed).toContain(`error TEMPLATE_ERROR ${foot}`);
  });
});

describe("contrast", () => {
  const text = (seen: Partial<TextOnGround>): TextOnGround => ({
    pageIndex: 0,
    element: "p.a",
    text: "Words",
    ink: [0, 0, 0],
    opacity: 1,
    sizePx: 12,
    weight: 400,
    box: { x: 0, y: 0, width: 10, height: 10 },
    rules: [],
    ground: { colour: [255, 255, 255], share: 1 },
    ...seen,
  });
  const grey = (level: number): Rgb => [level, level, level];
  const low = async (seen: Partial<TextOnGround>): Promise<boolean> =>
    checkContrast(await packaged("bulletin"), [text(seen)]).length > 0;

  it("needs 4.5 to 1, and 3 to 1 of large type", async () => {
    // #767676 on white has 4.54 to 1, #777777 4.48; #949494 3.03, #959595 2.98.
    expect(await low({ ink: grey(0x76) })).toBe(false);
    expect(await low({ ink: grey(0x77) })).toBe(true);
    expect(await low({ ink: grey(0x94), sizePx: 24 })).toBe(false);
    expect(await low({ ink: grey(0x95), sizePx: 24 })).toBe(true);
    expect(await low({ ink: grey(0x94), sizePx: 19, weight: 700 })).toBe(false);
    expect(await low({ ink: grey(0x94), sizePx: 19, weight: 600 })).toBe(true);
  });

  it("reckons with ink that the ground shines through, and leaves out words on pictures", async () => {
    expect(await low({ opacity: 0.5 })).toBe(true);
    expect(await low({ ink: grey(0xee), ground: { colour: [255, 255, 255], share: 0.2 } })).toBe(false);
  });

  it("tells a colour once, where it is said, with one that can be read", async () => {
    const layout = {
      ...(await styled(
        ":root {",
        "  --quiet: #aaa;",
        "}",
        ".a, .b { color: red }",
        ".b { color: #bbb }",
        ".b { color: #ccc }",
      )),
    };
    const quiet = { sheet: "own.css", selector: ".x", nth: 0, colour: "var(--quiet)" };
    const weak = { sheet: "own.css", selector: ".a, .b", nth: 0, colour: "red" };
    const strong = { sheet: "own.css", selector: ".b", nth: 1, colour: "#ccc" };
    const problems = checkContrast(layout, [
      text({ ink: grey(0xaa), rules: [quiet] }),
      text({ ink: grey(0xaa), rules: [{ ...quiet, selector: ".y" }], element: "p.y" }),
      text({ ink: grey(0xcc), rules: [weak, strong] }),
    ]);
    expect(codesAndPlaces(problems)).toEqual([
      "error LAYOUT_CONTRAST_LOW layouts/mine/own.css:2:3",
      "error LAYOUT_CONTRAST_LOW layouts/mine/own.css:6",
    ]);
    expect(problems[0]!.message).toContain("`p.a`, `p.y`");
    expect(problems[0]!.remedy).toContain("#757575");
  });
});

describe("rules", () => {
  const css = [
    ".a > .b,", //                       1
    " h1.x { color: red }",
    'p:before { content: "x" }', //      3
    "@media print { [data-x=lines] , .c:nth-child(odd) { color: red } }",
    ".p { & .q { color: red } }", //     5
    ".a>.b, h1.x { margin: 0 }",
  ].join("\n");

  it.each([
    [".a > .b, h1.x", [1, 6]],
    ["p::before", [3]],
    ['[data-x="lines"], .c:nth-child(2n+1)', [4]],
    ["& .q", [5]],
    [".nowhere", []],
  ])("finds `%s` as browsers write it, in lines %j", async (selector, lines) => {
    const found = await findRules([{ name: "own.css", css }], [{ sheet: "own.css", selector }]);
    expect(found.map(({ line }) => line)).toEqual(lines);
  });
});

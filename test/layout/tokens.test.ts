import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Layout, readLayout, renderHead } from "../../src/layout/index.js";
import { tokenCss } from "../../src/layout/tokenCss.js";
import { coloursOf, type Tokens, TYPE_ROLES } from "../../src/layout/tokens.js";
import type { Issue } from "../../src/manifest/index.js";

const PACKAGE_LAYOUTS = join(import.meta.dirname, "../../layouts");
let scratch: string;
let layout: Layout;
let tokens: Tokens;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "pressday-tokens-"));
  await cp(join(PACKAGE_LAYOUTS, "bulletin"), join(scratch, "bulletin"), { recursive: true });
  const read = await readLayout("bulletin", [PACKAGE_LAYOUTS]);
  expect(read.problems).toEqual([]);
  layout = read.layout!;
  tokens = layout.tokens!;
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Messages about the layout with one thing in its layout.yaml changed. */
const faultsWith = async (from: string | RegExp, to: string): Promise<string[]> => {
  const yaml = await readFile(join(PACKAGE_LAYOUTS, "bulletin/layout.yaml"), "utf8");
  const changed = yaml.replace(from, to);
  expect(changed).not.toBe(yaml);
  await writeFile(join(scratch, "bulletin/layout.yaml"), changed);
  const { problems } = await readLayout("bulletin", [scratch]);
  expect(problems.map(({ code }) => code)).toEqual(problems.map(() => "LAYOUT_INVALID"));
  return problems.map(({ message }) => message);
};

describe("a simple layout's tokens", () => {
  it("give every style of type, with defaults for what is not said", () => {
    expect(Object.keys(tokens.type)).toEqual([...TYPE_ROLES]);
    expect(tokens.type.folio).toEqual({
      font: "Libre Franklin",
      weight: 700,
      italic: false,
      sizePx: 12,
      linePx: 16,
      align: "left",
      colour: "ink",
      trackingEm: 0,
      figures: "lining",
      indentPx: 0,
      hyphenate: false,
      balanced: false,
      padPx: [0, 0],
      before: 0,
      after: 0,
      keep: false,
      keepAbove: false,
      stretch: 0,
    });
    expect(tokens.type.crosshead.linePx).toBe(layout.grid.leadingPx);
  });

  it("give boxes, with no ground and no rules where none are said", () => {
    expect(tokens.boxes.list).toEqual({ sidePx: [18, 0], padLines: [0, 0], before: 1, after: 1 });
    expect(tokens.boxes.box).toMatchObject({ fill: "tint", ruleAbove: { px: 3, colour: "section" } });
  });

  it("carry a design's inset to its columns", () => {
    expect(layout.designs.essay).toMatchObject({ columns: 1, insetPx: 198 });
    expect(layout.designs.report).not.toHaveProperty("insetPx");
  });

  it("are not asked of a layout that browsers alone set", async () => {
    const classic = (await readLayout("classic", [PACKAGE_LAYOUTS])).layout!;
    expect(classic.engines).toEqual(["chromium"]);
    expect(classic.tokens).toBeUndefined();
  });
});

describe("what is wrong with a simple layout", () => {
  it.each<[string, string | RegExp, string, RegExp]>([
    ["a style of type is missing", /^ {2}folio:.*\n/m, "", /`type\.folio` is missing/],
    ["a style has no size", "size: 13.6, align", "align", /`type\.text\.size` is missing: it must be a number above 0/],
    [
      "a style has another kind of value",
      "size: 13.6, align",
      "size: big, align",
      /`type\.text\.size` must be a number/,
    ],
    [
      "a style of another name",
      "  folio:",
      "  folios:",
      /`type\.folios` means nothing here \(did you mean `folio`\?\)/,
    ],
    ["a misspelt key", "indent: 15", "indnt: 15", /`type\.text\.indnt` means nothing here \(did you mean `indent`\?\)/],
    [
      "an unknown colour",
      "colour: soft, pad: [5, 0]",
      "colour: sofft, pad: [5, 0]",
      /`type\.caption\.colour` must be `section`/,
    ],
    [
      "a font it does not have",
      "font: Instrument Serif",
      "font: Bodoni",
      /`type\.pull-quote\.font` must be one of `Source/,
    ],
    ["a font it does not list", "  - Instrument Serif\n", "", /`type\.house-quote\.font` must be one of/],
    [
      "a rule without a thickness",
      "ruleBelow: { px: 0.75,",
      "ruleBelow: {",
      /`type\.pull-quote\.ruleBelow\.px` is missing/,
    ],
    ["padding of one number", "pad: [13, 12]", "pad: 13", /`type\.pull-quote\.pad` must be two numbers/],
    [
      "a half white line",
      "before: 1, keep: true",
      "before: 0.5, keep: true",
      /`type\.question\.before` must be a whole/,
    ],
    ["a box that is missing", /^ {2}list: \{ side.*\n/m, "", /`boxes\.list` is missing/],
    ["a ground of no colour", "fill: tint", "fill: tnit", /`boxes\.box\.fill` must be `section`/],
    ["half a padding line", "pad: [1, 1]", "pad: [0.5, 1]", /`boxes\.box\.pad` must be two whole numbers/],
    ["a colour that is missing", 'quiet: "#6b6560", ', "", /`colours\.quiet` is missing/],
    ["a colour in words", '"#6b6560"', "grey", /`colours\.quiet` must be a colour such as/],
    ["no place for the foot", ", footTopPx: 1064", "", /`furniture\.footTopPx` is missing/],
    [
      "an engine nobody has",
      "[chromium, pdfkit]",
      "[chromium, troff]",
      /`engines` must list `chromium`, `pdfkit` or both/,
    ],
    ["no type at all", /^type:[\s\S]*(?=^# White inside)/m, "", /`type` is missing/],
    [
      "a master pdfkit does not know",
      "[cover, contents,",
      "[cover, collage, contents,",
      /pdfkit cannot set the master `collage`/,
    ],
    [
      "a hero that bleeds",
      "maxLines: 34 }",
      "maxLines: 34, bleed: true }",
      /`hero\.bleed`, which the design `feature` has/,
    ],
    [
      "a hero beside words",
      "maxLines: 34 }",
      "maxLines: 34, columns: 1 }",
      /`hero\.columns`, which the design `feature`/,
    ],
    [
      "tables in the head",
      "text: { opener: text-opener,",
      "text: { opener: text-opener, wideTables: true,",
      /pdfkit cannot set `wideTables`, which the design `text` has/,
    ],
    [
      "a spread",
      /text: \{ opener: text-opener.*\}/,
      "text: { columns: 2, openers: [{ master: text-opener }, { master: opener, spread: true }] }",
      /pdfkit cannot set `spread`, which the design `text` has on `opener`/,
    ],
    [
      "an opener that runs on",
      /text: \{ opener: text-opener.*\}/,
      "text: { columns: 2, openers: [{ master: text-opener }, { master: opener, runsOn: true }] }",
      /pdfkit cannot set `runsOn`, which the design `text` has on `opener`/,
    ],
  ])("%s", async (_, from, to, told) => {
    expect((await faultsWith(from, to)).join("\n")).toMatch(told);
  });

  it("is said once each", async () => {
    expect(await faultsWith(/^ {2}folio:.*\n/m, "")).toHaveLength(1);
    expect(await faultsWith(/^type:[\s\S]*(?=^# White inside)/m, "")).toHaveLength(1);
    expect(await faultsWith("indent: 15", "indnt: 15")).toHaveLength(1);
  });

  it("is no matter of pdfkit when browsers alone set it", async () => {
    const yaml = await readFile(join(PACKAGE_LAYOUTS, "bulletin/layout.yaml"), "utf8");
    const bare = yaml.replace("[chromium, pdfkit]", "[chromium]").replace(/^colours:[\s\S]*/m, "");
    await writeFile(join(scratch, "bulletin/layout.yaml"), bare);
    expect((await readLayout("bulletin", [scratch])).problems).toEqual([]);
  });
});

describe("coloursOf", () => {
  it("takes the magazine's colours of the same names, written with three digits or six", () => {
    const colours = coloursOf(tokens, { accent: "#0a5", tint: "#EEEEFF", poster: "#123456" });
    expect(colours).toEqual({ ...tokens.colours, accent: "#00aa55", tint: "#EEEEFF" });
  });

  it("leaves other ways to write a colour to browsers", () => {
    expect(coloursOf(tokens, { accent: "teal", ink: "rgb(10 20 30)", soft: "#12345678" })).toEqual(tokens.colours);
  });
});

describe("the tokens' style sheet", () => {
  const css = (magazineColours: Record<string, string> = {}): string =>
    tokenCss(tokens, { fonts: layout.fonts, leadingPx: layout.grid.leadingPx, magazineColours });
  const rule = (selector: string): string => {
    const found = css()
      .split("\n")
      .find((line) => line.startsWith(`${selector}{`));
    return found?.slice(selector.length) ?? `no rule for ${selector}`;
  };

  it("has a class for each style of type, whole in itself", () => {
    for (const role of TYPE_ROLES)
      expect(css()).toMatch(new RegExp(`^\\.(${role}|quote \\.text|box \\.text)\\{font:`, "m"));
    const headline = rule(".headline");
    expect(headline).toContain('font:600 43px/45px "Source Serif 4","Libre Franklin","Instrument Serif",serif;');
    expect(headline).toContain("letter-spacing:-0.014em;color:var(--ink);");
    expect(headline).toContain("text-wrap-style:balance;padding:0px 0 9px;");
    expect(rule(".pull-quote")).toContain(
      "border-top:3px solid var(--section);border-bottom:0.75px solid var(--hairline)",
    );
    expect(rule(".pull-quote")).toContain("--before:1;--after:1;--keep:0;--keep-above:0;--stretch:2;--hyphenate:0");
  });

  it("lets nothing break the composed lines again", () => {
    expect(css()).not.toMatch(/text-wrap:|white-space/);
  });

  it("gives paragraphs of quotations, boxes and lists their own look", () => {
    expect(rule(".quote .text")).toContain("font:italic 400 13.6px/18px");
    expect(rule(".box .text")).toContain('"Libre Franklin"');
    expect(rule(".list .text")).toContain("--hyphenate:0");
    expect(rule(".text.opening")).toBe("{--drop-cap:3}");
  });

  it("keeps a box on the grid: its rules stand in its white", () => {
    expect(rule(".box")).toContain("--pad-top:1;--pad-bottom:1;padding:15px 14px 18px 14px;border-top:3px");
    expect(rule(".quote")).toContain("padding:0px 0px 0px 14px;border-left:2px");
  });

  it("leaves the magazine's own colours as they are", () => {
    expect(css()).toContain(`--accent:${tokens.colours.accent};`);
    expect(css({ accent: "teal" })).not.toContain("--accent:");
  });

  it("stands before the layout's own, with the columns of inset designs", () => {
    const issue = {
      language: "en-GB",
      week: { label: "2026-W47" },
      magazine: { name: "Sirocco", colours: { accent: "teal" } },
    } as unknown as Issue;
    const { html } = renderHead(layout, issue, []);
    expect(html).toContain('[class~="design-essay"] [data-frames]{margin-left:198px}');
    const own = html.indexOf(layout.stylesheets[0].css.slice(0, 40));
    expect(html.indexOf(".headline{font:")).toBeGreaterThan(html.indexOf("--accent:teal"));
    expect(html.indexOf(".headline{font:")).toBeLessThan(own);
  });
});

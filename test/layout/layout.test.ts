import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Article } from "../../src/article/index.js";
import { checkCoverDesign, type IssueCopy, readLayout, renderDocument, TemplateFault } from "../../src/layout/index.js";
import type { Issue } from "../../src/manifest/index.js";
import { codesAndPlaces } from "../support/command.js";

const PACKAGE_LAYOUTS = join(import.meta.dirname, "../../layouts");
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "pressday-layout-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const place = { file: "issue.yaml", line: 1 };

const article = (slug: string, headline: string): Article => ({
  slug,
  path: `/issue/articles/${slug}.md`,
  name: `articles/${slug}.md`,
  headline: [{ kind: "text", text: headline }],
  sources: [],
  language: "en-GB",
  body: [
    { kind: "paragraph", place, content: [{ kind: "text", text: "Copy with <b>no markup</b> & signs." }] },
    { kind: "heading", level: 2, place, content: [{ kind: "text", text: "A crosshead" }] },
    { kind: "paragraph", place, content: [{ kind: "link", href: "#b", content: [{ kind: "text", text: "There" }] }] },
  ],
  words: 12,
});

const copy = (articles: Article[]): IssueCopy => ({
  articles: new Map(articles.map((one) => [one.slug, one])),
  issue: {
    magazine: {
      name: "The <Weekly>",
      slug: "weekly",
      publisher: "Press",
      languages: ["en-GB"],
      timeZone: "UTC",
      weekStartsOn: 1,
      collecting: { cutOff: { hours: 0, minutes: 0 }, sections: [], sources: [], allowPrivate: [] },
      layout: "classic",
      colours: {},
      masthead: [],
      checks: {},
    },
    folder: "/issue",
    publisherFolder: "/",
    manifestPath: "/issue/issue.yaml",
    week: { label: "2026-W47", year: 2026, week: 47, startDate: "2026-11-16", endDate: "2026-11-22" },
    layout: "classic",
    language: "en-GB",
    house: [],
    cover: { headline: "Cover", lines: [] },
    sources: [],
    sections: [
      {
        name: "News",
        slug: "news",
        place,
        articles: articles.map(({ slug, path, name }) => ({ slug, path, name, place })),
      },
    ],
  } as Issue,
});

const render = async (folders: string[], articles: Article[]) => {
  const { layout, problems } = await readLayout("classic", folders);
  expect(problems).toEqual([]);
  return renderDocument(layout!, copy(articles), new Map(), [], "16–22 November 2026");
};

describe("readLayout", () => {
  it("names the layouts at hand when one is missing", async () => {
    const { layout, problems } = await readLayout("clasic", [PACKAGE_LAYOUTS]);
    expect(layout).toBeUndefined();
    expect(problems).toMatchObject([{ code: "LAYOUT_MISSING", remedy: expect.stringContaining("classic") }]);
  });

  it("prefers the publisher's own of the same name", async () => {
    await cp(join(PACKAGE_LAYOUTS, "classic"), join(scratch, "own/classic"), { recursive: true });
    const { layout } = await readLayout("classic", [join(scratch, "own"), PACKAGE_LAYOUTS]);
    expect(layout!.folder).toBe(join(scratch, "own/classic"));
  });

  it("refuses a design whose name cannot be a class", async () => {
    const folder = join(scratch, "spaced/classic");
    await cp(join(PACKAGE_LAYOUTS, "classic"), folder, { recursive: true });
    const yaml = await readFile(join(folder, "layout.yaml"), "utf8");
    await writeFile(join(folder, "layout.yaml"), yaml.replace("  essay: {", '  "big essay": {'));
    const { problems } = await readLayout("classic", [join(scratch, "spaced")]);
    expect(problems).toMatchObject([{ code: "LAYOUT_INVALID", message: expect.stringContaining("`big essay`") }]);
  });

  it("tells what layout.yaml lacks", async () => {
    const folder = join(scratch, "lacking/classic");
    await cp(join(PACKAGE_LAYOUTS, "classic"), folder, { recursive: true });
    const yaml = await readFile(join(folder, "layout.yaml"), "utf8");
    await writeFile(join(folder, "layout.yaml"), yaml.replace("leadingPx: 17", "leadingPx: 17.3"));
    await rm(join(folder, "masters/opener.hbs"));
    const { problems } = await readLayout("classic", [join(scratch, "lacking")]);
    expect(problems.map(({ code }) => code)).toEqual(problems.map(() => "LAYOUT_INVALID"));
    expect(problems.map(({ message }) => message).join("\n")).toMatch(/leadingPx[\s\S]*opener\.hbs/);
  });

  it.each([
    ["a number out of all measure", "leadingPx: 17", "leadingPx: 1e400", "layout.yaml:10:14"],
    ["a number that is a word", "lines: 57", "lines: many", "layout.yaml:11:10"],
    ["a key misspelt", "columnGutterPx:", "columnGuterPx:", "layout.yaml:13:18"],
    ["brackets without end", "leadingPx: 17", `leadingPx: ${"[".repeat(5000)}`, "layout.yaml:1:1"],
    ["a NUL", "leadingPx: 17", "leadingPx: 1\0", "layout.yaml:10"],
  ])("tells %s where it stands", async (name, from, to, at) => {
    const folder = join(scratch, `${name}/classic`);
    await cp(join(PACKAGE_LAYOUTS, "classic"), folder, { recursive: true });
    const yaml = await readFile(join(folder, "layout.yaml"), "utf8");
    expect(yaml).toContain(from);
    await writeFile(join(folder, "layout.yaml"), yaml.replace(from, to));
    const { problems } = await readLayout("classic", [join(scratch, name)]);
    expect(codesAndPlaces(problems)).toContain(`error LAYOUT_INVALID layouts/classic/${at}`);
  });

  it("reads no folder, and no bytes that are not text, as one of its files", async () => {
    const folder = join(scratch, "odd/classic");
    await cp(join(PACKAGE_LAYOUTS, "classic"), folder, { recursive: true });
    await mkdir(join(folder, "folder.css"));
    await writeFile(join(folder, "masters/odd.hbs"), Buffer.from("<p>\n\xff</p>", "latin1"));
    const { problems } = await readLayout("classic", [join(scratch, "odd")]);
    expect(codesAndPlaces(problems)).toEqual([
      "error LAYOUT_INVALID layouts/classic/masters/odd.hbs:2",
      "error LAYOUT_INVALID layouts/classic/folder.css",
    ]);
  });
});

describe("covers", () => {
  const classic = async (folders = [PACKAGE_LAYOUTS]) => (await readLayout("classic", folders)).layout!;
  const cover = (design?: string) => ({
    headline: "Cover",
    lines: [],
    ...(design === undefined ? {} : { design, designPlace: { file: "issue.yaml", line: 4, col: 11 } }),
  });
  const masterOf = async (design: string | undefined, layout = classic()) => {
    const asked = copy([article("a", "One")]);
    const changed = { ...asked, issue: { ...asked.issue, cover: cover(design) } };
    return renderDocument(await layout, changed, new Map(), [], "").plan.stories[0]!.openers[0].master;
  };

  it("are chosen by their name in layout.yaml, full when the editor says nothing", async () => {
    expect(await masterOf(undefined)).toBe("cover");
    expect(await masterOf("full")).toBe("cover");
    expect(await masterOf("framed")).toBe("cover-framed");
  });

  it("are refused where the layout has none of that name, with the place and the nearest", async () => {
    expect(checkCoverDesign(await classic(), cover("framed"))).toEqual([]);
    expect(checkCoverDesign(await classic(), cover("framd"))).toMatchObject([
      { code: "MANIFEST_INVALID", place: { line: 4, col: 11 }, remedy: expect.stringContaining("`framed`") },
    ]);
    const folder = join(scratch, "single/classic");
    await cp(join(PACKAGE_LAYOUTS, "classic"), folder, { recursive: true });
    const yaml = await readFile(join(folder, "layout.yaml"), "utf8");
    await writeFile(join(folder, "layout.yaml"), yaml.replace(/^covers:.*$/m, ""));
    const single = await classic([join(scratch, "single")]);
    expect(checkCoverDesign(single, cover("full"))).toEqual([]);
    expect(checkCoverDesign(single, cover("framed"))).toMatchObject([{ code: "MANIFEST_INVALID" }]);
    expect(await masterOf(undefined, Promise.resolve(single))).toBe("cover");
  });

  it("that have no master make the layout invalid", async () => {
    const folder = join(scratch, "coverless/classic");
    await cp(join(PACKAGE_LAYOUTS, "classic"), folder, { recursive: true });
    const yaml = await readFile(join(folder, "layout.yaml"), "utf8");
    await writeFile(join(folder, "layout.yaml"), yaml.replace("master: cover-framed", "master: cover-frame"));
    const { problems } = await readLayout("classic", [join(scratch, "coverless")]);
    expect(problems).toMatchObject([{ code: "LAYOUT_INVALID", message: expect.stringContaining("cover-frame.hbs") }]);
  });
});

describe("renderDocument", () => {
  it("escapes everything that an editor wrote", async () => {
    const { html } = await render([PACKAGE_LAYOUTS], [article("a", "Fish & <Chips>")]);
    expect(html).toContain("Fish &amp; &lt;Chips&gt;");
    expect(html).toContain("Copy with &lt;b&gt;no markup&lt;/b&gt; &amp; signs.");
    expect(html).toContain("The &lt;Weekly&gt;");
  });

  it("gives every story an opening page, a page to go on with, and its copy in one column", async () => {
    const { html, plan } = await render([PACKAGE_LAYOUTS], [article("a", "One"), article("b", "Two")]);
    expect(plan.stories.map(({ id }) => id)).toEqual(["cover", "contents", "a", "b", "back-cover"]);
    for (const id of ["contents", "a", "b"]) {
      expect(html).toContain(`data-story="${id}"`);
      expect(html).toContain(`data-continuation="${id}"`);
      expect(html).toMatch(new RegExp(`data-copy="${id}" style="width:\\d+px"`));
    }
  });

  it("puts no line break of a template into the text", async () => {
    const { html } = await render([PACKAGE_LAYOUTS], [article("a", "One")]);
    const body = html.slice(html.indexOf("<body>"));
    // Stories stand on lines of their own; within one there is no white space between two tags but what was written.
    expect(body.split("\n").length).toBeLessThan(12);
  });

  it("names the template that cannot be rendered, and its line", async () => {
    const folder = join(scratch, "broken/classic");
    await cp(join(PACKAGE_LAYOUTS, "classic"), folder, { recursive: true });
    await writeFile(join(folder, "partials/paragraph.hbs"), "<p>\n{{#if content}}\n{{inline content}}\n</p>\n");
    const fault = await render([join(scratch, "broken")], [article("a", "One")]).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(TemplateFault);
    expect((fault as TemplateFault).problem).toMatchObject({
      code: "TEMPLATE_ERROR",
      place: { file: "layouts/classic/partials/paragraph.hbs", line: 5 },
    });
  });

  it("refuses blocks that stand thousands deep in each other", async () => {
    const folder = join(scratch, "deep/classic");
    await cp(join(PACKAGE_LAYOUTS, "classic"), folder, { recursive: true });
    const deep = `<p>\n${"{{#if content}}".repeat(5000)}${"{{/if}}".repeat(5000)}</p>\n`;
    await writeFile(join(folder, "partials/paragraph.hbs"), deep);
    const fault = await render([join(scratch, "deep")], [article("a", "One")]).catch((thrown: unknown) => thrown);
    expect((fault as TemplateFault).problem).toMatchObject({
      code: "TEMPLATE_ERROR",
      place: { file: "layouts/classic/partials/paragraph.hbs", line: 2 },
    });
  });
});

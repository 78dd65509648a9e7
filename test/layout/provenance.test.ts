import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TemplateFault } from "../../src/layout/index.js";
import { markOutermost } from "../../src/layout/provenance.js";
import { readLayout } from "../../src/layout/read.js";
import { prepareTemplates } from "../../src/layout/templates.js";
import type { Layout } from "../../src/layout/types.js";

const PACKAGE_LAYOUTS = join(import.meta.dirname, "../../layouts");
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "pressday-provenance-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** The package's classic, some of its templates written anew. */
const classicWith = async (name: string, templates: Readonly<Record<string, string>>): Promise<Layout> => {
  const folder = join(scratch, name);
  await cp(join(PACKAGE_LAYOUTS, "classic"), join(folder, "classic"), { recursive: true });
  for (const [file, source] of Object.entries(templates)) await writeFile(join(folder, "classic", file), source);
  return (await readLayout("classic", [folder])).layout!;
};

const story = {
  slug: "quiet",
  headline: "The quiet press",
  kicker: "Craft",
  byline: "Ines Haddad",
  body: [
    { kind: "paragraph", line: 7, content: [{ kind: "text", text: "One." }] },
    {
      kind: "list",
      line: 9,
      ordered: false,
      items: [[{ kind: "paragraph", line: 9, content: [{ kind: "text", text: "Two." }] }]],
    },
  ],
};

describe("markOutermost", () => {
  const marked = (html: string): string => markOutermost(html, "data-partial", "list");

  it("marks every outermost element, and none inside", () => {
    expect(marked('<p class="a > b">One <b>two</b></p> and <br>three<ul><li>four</li></ul>')).toBe(
      '<p data-partial="list" class="a > b">One <b>two</b></p> and <br data-partial="list">three<ul data-partial="list"><li>four</li></ul>',
    );
  });

  it("leaves an element what an inner partial has said", () => {
    const html = '<p data-partial="paragraph">One</p>';
    expect(marked(html)).toBe(html);
  });

  it("leaves words and comments alone", () => {
    expect(marked("wide <!-- <p> --> tall")).toBe("wide <!-- <p> --> tall");
    expect(marked("<i/><b></b>")).toBe('<i data-partial="list"/><b data-partial="list"></b>');
  });
});

describe("the provenance of elements", () => {
  it("is told by masters and partials when it is asked for, and changes nothing else", async () => {
    const { layout } = await readLayout("classic", [PACKAGE_LAYOUTS]);
    const plain = prepareTemplates(layout!);
    const telling = prepareTemplates(layout!, { provenance: true });
    for (const name of ["opener", "body", "continuation"]) {
      expect(plain(name, story)).not.toMatch(/data-(?:partial|master)/);
      expect(telling(name, story).replace(/ data-(?:partial|master)="[^"]*"/g, "")).toBe(plain(name, story));
    }
    expect(telling("opener", story)).toMatch(/^<section data-master="opener" class="page /);
    expect(telling("opener", story)).toContain('<div data-partial="foot" class="foot"');
    const body = telling("body", story);
    expect(body).toMatch(/^<p data-partial="paragraph"/);
    expect(body).toContain('<ul data-partial="list"');
    expect(body).toContain('<li data-flow="group"><p data-partial="paragraph"');
  });
});

describe("a fault of a template", () => {
  const faultOf = (layout: Layout, name: string): TemplateFault["problem"] => {
    try {
      prepareTemplates(layout)(name, story);
    } catch (fault) {
      if (fault instanceof TemplateFault) return fault.problem;
      throw fault;
    }
    throw new Error("the template was rendered");
  };

  it("names the line where a partial is asked for that does not exist", async () => {
    const layout = await classicWith("partial", {
      "masters/opener.hbs": '<section class="page">\n  {{> nope}}\n</section>\n',
    });
    const { place, frame } = faultOf(layout, "opener");
    expect(place).toEqual({ file: "layouts/classic/masters/opener.hbs", line: 2 });
    expect(frame).toBe("2 |   {{> nope}}\n  |   ^");
  });

  it("names the partial in which it lies, not the master that takes it", async () => {
    const layout = await classicWith("helper", {
      "partials/foot.hbs": "<p>\n{{#if slug}}\n<b>{{nope slug}}</b>{{/if}}</p>\n",
    });
    const { place, frame } = faultOf(layout, "opener");
    expect(place).toEqual({ file: "layouts/classic/partials/foot.hbs", line: 3 });
    expect(frame).toBe("3 | <b>{{nope slug}}</b>{{/if}}</p>\n  |    ^");
  });

  it("names the line of a helper that was given what it cannot take", async () => {
    const layout = await classicWith("given", { "partials/foot.hbs": "<p>\n{{plainUrl missing}}</p>\n" });
    expect(faultOf(layout, "opener")).toMatchObject({
      place: { file: "layouts/classic/partials/foot.hbs", line: 2 },
      frame: "2 | {{plainUrl missing}}</p>\n  | ^",
    });
  });

  it("finds a partial whose name is reckoned from the copy", async () => {
    const layout = await classicWith("reckoned", { "partials/block.hbs": '<p>\n{{> (lookup . "slug")}}</p>\n' });
    expect(faultOf(layout, "body").place).toEqual({ file: "layouts/classic/partials/block.hbs", line: 2 });
  });

  it("shows the line that cannot be read, with a caret behind what was read", async () => {
    const layout = await classicWith("syntax", {
      "masters/opener.hbs": '<section class="page">\n{{#if kicker}\n<p>{{kicker}}</p>{{/if}}\n</section>\n',
    });
    const { place, frame, message } = faultOf(layout, "opener");
    expect(place).toEqual({ file: "layouts/classic/masters/opener.hbs", line: 2 });
    expect(frame).toBe("2 | {{#if kicker}\n  |             ^");
    expect(message).not.toContain("--^");
  });

  it("shows the block that is closed by another's name, and the end of a file that closes none", async () => {
    const layout = await classicWith("blocks", {
      "masters/opener.hbs": "<p>\n  {{#if kicker}}<b></b>{{/fi}}\n</p>\n",
      "masters/data.hbs": "<p>\n{{#if kicker}}</p>\n",
    });
    expect(faultOf(layout, "opener").frame).toBe("2 |   {{#if kicker}}<b></b>{{/fi}}\n  |      ^");
    expect(faultOf(layout, "data").frame).toBe("2 | {{#if kicker}}</p>\n  |                   ^");
  });

  it.each([
    ["{{#if kicker}}<p></p>", /block .* is not closed/],
    ["<p></p>{{/if}}", /closes a block that is not open/],
    ["{{else}}", /`{{else}}` stands in no block/],
    ["{{#if kicker}}{{/each}}", /`{{#if}}` is closed by `{{\/each}}`/],
    ["{{#if kicker}", /cannot stand in an expression/],
    ["{{> }}", /where a name or a value should stand/],
  ])("tells %s in a designer's words, not in those of the grammar", async (source, words) => {
    const layout = await classicWith("words", { "masters/opener.hbs": source });
    const { message } = faultOf(layout, "opener");
    expect(message).toMatch(words);
    expect(message).not.toMatch(/Expecting|OPEN_|EOF/);
  });
});

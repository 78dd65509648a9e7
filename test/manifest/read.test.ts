import { mkdir, realpath, rename, symlink } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readIssue } from "../../src/manifest/index.js";
import { ISSUE, publisher, told } from "./folder.js";

const { at, write, read } = publisher();
const FILE = "issues/2026-W47/issue.yaml";

describe("a whole issue", () => {
  it("fills in what is left out", async () => {
    const { issue, problems } = await read(ISSUE);
    expect(problems).toEqual([]);
    expect(issue).toMatchObject({
      week: { label: "2026-W47", year: 2026, week: 47, startDate: "2026-11-16", endDate: "2026-11-22" },
      layout: "classic",
      language: "en-GB",
      magazine: {
        name: "Sirocco",
        slug: "sirocco",
        publisher: "Sirocco",
        languages: ["en-GB"],
        timeZone: "UTC",
        weekStartsOn: 1,
        colours: {},
        masthead: [],
      },
      cover: { headline: "", article: "sahel", lines: [] },
      sections: [
        {
          name: "Crafts",
          slug: "crafts",
          articles: [
            { name: "issues/2026-W47/articles/sahel.md", slug: "sahel", place: { file: FILE, line: 4, col: 16 } },
          ],
        },
      ],
    });
    expect(issue!.folder).toBe(await realpath(at("issues/2026-W47")));
    expect(issue!.publisherFolder).toBe(at("").replace(/\/$/, ""));
    expect(issue!.sections[0]!.articles[0]!.path).toBe(path.join(issue!.folder, "articles/sahel.md"));
  });

  it("keeps everything that an editor can say", async () => {
    await write({
      "issues/2026-W47/articles/salt-roads.md": "x",
      "issues/2026-W47/pictures/dunes.jpg": "x",
      "issues/pictures/back.jpg": "x",
    });
    const { issue, problems } = await read(
      `week: 2026w47
number: 12
title: 1984
note: |
  Dear reader,

  two paragraphs.
layout: atlas
language: FR-fr
pages: 32
multipleOf: 4
cover:
  picture: dunes.jpg
  alt: Dunes at dusk
  credit: Amina Haddad
  focus: top left
  kicker: ""
  headline: Sand
  article: articles/salt-roads.md
  lines:
    - A line
    - {headline: Sahel, text: The shore, article: Sahel}
sections:
  - name: Arts & Crafts
    colour: "#0f6b6b"
    design: briefs
    articles:
      - articles/sahel.md
  - name: History
    slug: past
    articles:
      - {file: salt-roads, design: feature, headline: Salt, kicker: Roads, standfirst: S, byline: B, pages: 2, fit: off}
`,
      `name: Le Désert
tagline: A title
publisher: The Press
languages: [en-gb, fr]
timeZone: Africa/Tunis
weekStartsOn: Saturday
colours: {accent: "#b5462a", paper: "rgb(250 245 235)"}
masthead: {Editor: Amina, Design: [A, B]}
website: example.org
subscribe: desk@example.org
backCover: {headline: Free, text: Every Friday, picture: pictures/back.jpg, alt: ""}
sources: [{wordpress: https://example.org}]
network: {allowPrivate: [cms.local]}
`,
    );
    expect(problems).toEqual([]);
    expect(issue).toMatchObject({
      week: { label: "2026-W47" },
      number: 12,
      title: "1984",
      note: "Dear reader,\n\ntwo paragraphs.",
      layout: "atlas",
      language: "fr-FR",
      pages: 32,
      multipleOf: 4,
      cover: {
        picture: {
          name: "dunes.jpg",
          path: path.join(issue!.folder, "pictures/dunes.jpg"),
          alt: "Dunes at dusk",
          credit: "Amina Haddad",
          focus: { xPercent: 0, yPercent: 0 },
          place: { file: FILE, line: 13, col: 12 },
        },
        kicker: undefined,
        headline: "Sand",
        article: "salt-roads",
        lines: [{ headline: "A line" }, { headline: "Sahel", text: "The shore", article: "sahel" }],
      },
      sections: [
        { slug: "arts-crafts", colour: "#0f6b6b", design: "briefs" },
        {
          slug: "past",
          articles: [
            {
              slug: "salt-roads",
              design: "feature",
              headline: "Salt",
              kicker: "Roads",
              standfirst: "S",
              byline: "B",
              pages: 2,
              fit: "off",
            },
          ],
        },
      ],
      magazine: {
        slug: "le-desert",
        languages: ["en-GB", "fr"],
        timeZone: "Africa/Tunis",
        weekStartsOn: 6,
        colours: { accent: "#b5462a", paper: "rgb(250 245 235)" },
        masthead: [
          { role: "Editor", names: ["Amina"] },
          { role: "Design", names: ["A", "B"] },
        ],
        website: "https://example.org",
        subscribe: "mailto:desk@example.org",
        backCover: { headline: "Free", picture: { alt: "", path: await realpath(at("issues/pictures/back.jpg")) } },
      },
    });
  });

  it("takes the folder, the manifest, and a folder reached by a link", async () => {
    await read(ISSUE);
    await symlink(at("issues/2026-W47"), at("issues/latest"));
    for (const name of ["issues/2026-W47", FILE, at(FILE), "issues/latest"]) {
      const { issue, problems } = await readIssue(name, { cwd: at("") });
      expect(problems, name).toEqual([]);
      expect(issue!.folder).toBe(await realpath(at("issues/2026-W47")));
    }
  });

  it("takes files whose accents are composed differently from the manifest's", async () => {
    await write({ "issues/2026-W47/articles/e\u0301te\u0301.md": "x" });
    const { issue, problems } = await read(ISSUE.replace("[sahel]", "[sahel, \u00e9t\u00e9.md]"));
    expect(problems).toEqual([]);
    expect(issue!.sections[0]!.articles[1]).toMatchObject({ slug: "ete" });
  });
});

describe("faults", () => {
  it("tells all of them at once, in both files, in the order of the lines", async () => {
    const result = await read(
      `wek: 2026-W47
number: twelve
cover:
  image: dunes.jpg
  article: nowhere
sections:
  - name: Crafts
    articels: [sahel]
    articles:
      - sahell
      - ../../secret.md
      - sahel.md
      - {file: articles/sahel.md, pages: 0}
`,
      'nmae: Sirocco\ntimeZone: Africa/Tunes\nlanguages: [en_GB]\ncolours: {accent: "red;}"}\n',
    );
    expect(result.issue).toBeUndefined();
    expect(told(result)).toEqual([
      `MANIFEST_UNKNOWN_KEY ${FILE}:1:1`,
      `MANIFEST_INVALID ${FILE}:2:9`,
      `MANIFEST_UNKNOWN_KEY ${FILE}:4:3`,
      `MANIFEST_INVALID ${FILE}:5:12`,
      `MANIFEST_UNKNOWN_KEY ${FILE}:8:5`,
      `ARTICLE_MISSING ${FILE}:10:9`,
      `PATH_OUTSIDE_ISSUE ${FILE}:11:9`,
      `ARTICLE_DUPLICATE ${FILE}:13:16`,
      `MANIFEST_INVALID ${FILE}:13:42`,
      "MANIFEST_UNKNOWN_KEY issues/magazine.yaml:1:1",
      "MANIFEST_INVALID issues/magazine.yaml:2:11",
      "MANIFEST_INVALID issues/magazine.yaml:3:13",
      "MANIFEST_INVALID issues/magazine.yaml:4:19",
    ]);
    const remedies = result.problems.map((problem) => problem.remedy);
    expect(remedies[0]).toContain("`week`");
    expect(remedies[2]).toContain("`picture`");
    expect(remedies[5]).toContain("`articles/sahel.md`");
    expect(remedies[9]).toContain("`name`");
    for (const problem of result.problems) expect(problem.frame).toMatch(/^\d+ \| .*\n +\| +\^$/);
  });

  it.each([
    ["an unclosed bracket", "week: 2026-W47\nsections: [a\n", `MANIFEST_SYNTAX ${FILE}:3:1`],
    ["a tab", "week: 2026-W47\ncover:\n\theadline: x\n", `MANIFEST_SYNTAX ${FILE}:3:1`],
    ["a key twice", `${ISSUE}week: 2026-W47\n`, `MANIFEST_SYNTAX ${FILE}:5:1`],
    ["a colon in a title", `${ISSUE}title: Dunes: a letter\n`, `MANIFEST_SYNTAX ${FILE}:5:8`],
    ["an alias to nothing", `${ISSUE}title: *nothing\n`, `MANIFEST_SYNTAX ${FILE}:5:8`],
    ["brackets without end", "[".repeat(30_000), `MANIFEST_SYNTAX ${FILE}:1:1`],
    ["dashes without end", "- ".repeat(30_000), `MANIFEST_SYNTAX ${FILE}:1:1`],
    [
      "aliases that multiply",
      `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
        .split("")
        .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${"abcdefg"[i]}`).join(",")}]`)
        .join("\n")}\n`,
      `MANIFEST_SYNTAX ${FILE}:2:8`,
    ],
    ["an alias inside its own anchor", `${ISSUE}title: &t [*t]\n`, `MANIFEST_SYNTAX ${FILE}:5:12`],
  ])("finds the place of %s", async (_, text, expected) => {
    expect(told(await read(text))).toEqual([expected]);
  });

  it("says what is wrong with files that are no manifests", async () => {
    const notUtf8 = await (async () => {
      await read(ISSUE);
      await write({ [FILE]: Buffer.from("title: \xe9t\xe9\n", "latin1") });
      return readIssue("issues/2026-W47", { cwd: at("") });
    })();
    expect(told(notUtf8)).toEqual([`MANIFEST_SYNTAX ${FILE}:1:8`]);
    expect(told(await read(`# ${"x".repeat(600_000)}`))).toEqual([`MANIFEST_INVALID ${FILE}`]);
    expect(told(await read(""))).toEqual([`WEEK_INVALID ${FILE}:1:1`]);
    expect(told(await read("- a list"))).toEqual([`MANIFEST_INVALID ${FILE}:1:1`]);
    expect(told(await read("just text"))).toEqual([`MANIFEST_INVALID ${FILE}:1:1`]);
  });

  it("names the manifest that is missing", async () => {
    expect(told(await readIssue("issues/2026-W40", { cwd: at("") }))).toEqual([
      "MANIFEST_MISSING issues/2026-W40/issue.yaml",
    ]);
    await read(ISSUE);
    await rename(at("issues/magazine.yaml"), at("issues/magazine.yml"));
    const result = await readIssue("issues/2026-W47", { cwd: at("") });
    expect(told(result)).toEqual(["MANIFEST_MISSING issues/magazine.yaml"]);
    expect(result.problems[0]!.remedy).toContain("magazine.yml");
  });

  it("saves colours from becoming comments", async () => {
    const result = await read(
      ISSUE.replace("Crafts\n", "Crafts\n    colour: #0f6b6b\n"),
      "name: Sirocco\ncolours:\n  accent: #b5462a\ntagline: # later\n",
    );
    expect(told(result)).toEqual([`MANIFEST_INVALID ${FILE}:4:13`, "MANIFEST_INVALID issues/magazine.yaml:3:11"]);
    expect(result.problems[0]!.remedy).toContain('"#0f6b6b"');
  });

  it.each([
    ["a week that the year has not", "2025-W53", `WEEK_INVALID ${FILE}:1:7`],
    ["week 0", "2026-W00", `WEEK_INVALID ${FILE}:1:7`],
    ["a date", "2026-11-16", `WEEK_INVALID ${FILE}:1:7`],
    ["a list", "[47]", `WEEK_INVALID ${FILE}:1:7`],
    ["another week than the folder's", "2026-W46", `WEEK_FOLDER_MISMATCH ${FILE}:1:7`],
  ])("refuses %s", async (_, week, expected) => {
    expect(told(await read(ISSUE.replace("2026-W47", week)))).toEqual([expected]);
  });

  it("takes week 53 of a long year, and folders that are named otherwise", async () => {
    expect((await read(ISSUE.replace("W47", "W53"), undefined, "issues/2026-W53")).issue?.week).toMatchObject({
      startDate: "2026-12-28",
      endDate: "2027-01-03",
    });
    expect(told(await read(ISSUE, undefined, "issues/sand"))).toEqual([]);
  });

  it("keeps articles and pictures inside the issue", async () => {
    await write({
      "secret.md": "x",
      "issues/2026-W46/articles/old.md": "x",
      "issues/2026-W47/pictures/in.jpg": "x",
      "issues/2026-W47x/twin.md": "x",
      "secret.jpg": "x",
    });
    await mkdir(at("issues/2026-W47/articles"), { recursive: true });
    await symlink(at("secret.md"), at("issues/2026-W47/articles/link.md"));
    await symlink(at("issues/2026-W46"), at("issues/2026-W47/articles/week"));
    await symlink(at("secret.jpg"), at("issues/2026-W47/pictures/link.jpg"));
    const names = [
      "../../secret.md",
      "../2026-W46/articles/old.md",
      "../2026-W47x/twin.md",
      at("secret.md"),
      "link",
      "week/articles/old.md",
    ];
    const result = await read(
      `week: 2026-W47\ncover:\n  {alt: a, picture: link.jpg}\nsections:\n  - name: A\n    articles:\n${names.map((name) => `      - ${name}\n`).join("")}`,
    );
    expect(told(result)).toEqual([
      `PATH_OUTSIDE_ISSUE ${FILE}:3:21`,
      ...names.map((_, index) => `PATH_OUTSIDE_ISSUE ${FILE}:${index + 7}:9`),
    ]);
  });

  it("does not take one article, short name or section for two", async () => {
    await write({ "issues/2026-W47/articles/Sahel!.md": "x", "issues/2026-W47/articles/other.md": "x" });
    await read(ISSUE);
    await symlink("sahel.md", at("issues/2026-W47/articles/alias.md"));
    const result = await read(
      "week: 2026-W47\nsections:\n  - name: Crafts\n    articles: [sahel, alias, Sahel!]\n  - name: crafts\n    articles: [other]\n",
    );
    expect(told(result)).toEqual([
      `ARTICLE_DUPLICATE ${FILE}:4:23`,
      `ARTICLE_DUPLICATE ${FILE}:4:30`,
      `MANIFEST_INVALID ${FILE}:5:11`,
    ]);
  });

  it("finds pictures that are missing, remote, or without alternative text", async () => {
    await write({ "issues/2026-W47/pictures/dunes.jpg": "x" });
    const cover = (picture: string) =>
      read(`week: 2026-W47\ncover:\n  picture: ${picture}\n${ISSUE.slice(ISSUE.indexOf("sections"))}`);
    expect(told(await cover("https://example.org/a.jpg\n  alt: a"))).toEqual([`PICTURE_REMOTE ${FILE}:3:12`]);
    expect(told(await cover("file:///etc/passwd\n  alt: a"))).toEqual([`PATH_OUTSIDE_ISSUE ${FILE}:3:12`]);
    const missing = await cover("dune.jpg");
    expect(told(missing)).toEqual([`PICTURE_MISSING ${FILE}:3:12`]);
    expect(missing.problems[0]!.remedy).toContain("`pictures/dunes.jpg`");
    const silent = await cover("dunes.jpg");
    expect(told(silent)).toEqual([`PICTURE_ALT_MISSING ${FILE}:3:12`]);
    expect(silent.issue).toBeDefined(); // a warning stops nothing
  });

  it("keeps the cover's design and where it is named, whatever covers a layout may have", async () => {
    for (const design of ["framed", "full", "poster"]) {
      const { issue, problems } = await read(`cover:\n  design: ${design}\n${ISSUE}`);
      expect(problems).toEqual([]);
      expect(issue!.cover).toMatchObject({ design, designPlace: { file: FILE, line: 2, col: 11 } });
    }
    expect((await read(ISSUE)).issue!.cover).not.toHaveProperty("design");
    expect(told(await read(`cover:\n  design: [framed]\n${ISSUE}`))).toEqual([`MANIFEST_INVALID ${FILE}:2:11`]);
    expect(told(await read(`cover:\n  desing: framed\n${ISSUE}`))).toEqual([`MANIFEST_UNKNOWN_KEY ${FILE}:2:3`]);
  });

  it("refuses what would travel into style sheets, paths and links", async () => {
    const result = await read(
      `layout: ../../etc\n${ISSUE}`,
      'name: Sirocco\nwebsite: javascript:alert(1)\nlayout: a/b\ntimeZone: "+01:00"\ncolours:\n  accent: "url(https://example.org)"\n  "a b": red\n',
    );
    expect(told(result)).toEqual([
      `MANIFEST_INVALID ${FILE}:1:9`,
      "MANIFEST_INVALID issues/magazine.yaml:2:10",
      "MANIFEST_INVALID issues/magazine.yaml:3:9",
      "MANIFEST_INVALID issues/magazine.yaml:4:11",
      "MANIFEST_INVALID issues/magazine.yaml:6:11",
      "MANIFEST_INVALID issues/magazine.yaml:7:3",
    ]);
  });
});

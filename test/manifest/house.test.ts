import { describe, expect, it } from "vitest";
import { ISSUE, publisher, told } from "./folder.js";

const { write, read } = publisher();
const AD = "kind: advertisement\nheadline: Two can read by one lamp\nlink: desk@example.org\n";

describe("house matter", () => {
  it("is every yaml file in issues/house, by name, with all that an editor can say", async () => {
    await write({
      "issues/house/pictures/dunes.jpg": "x",
      "issues/house/Two lamps.yaml": AD,
      "issues/house/a-quotation.yaml":
        "kind: quotation\ntext: First the companion.\ncite: Proverb\nsizes: [half, quarter]\n",
      "issues/house/picture.yaml": `kind: picture
picture: dunes.jpg
alt: A dune
caption: At dawn
credit: Studio
focus: 20% 30%
headline: Look
`,
      "issues/house/notes.txt": "not house matter",
    });
    const { issue, problems } = await read(ISSUE);
    expect(problems).toEqual([]);
    expect(issue!.house.map(({ name }) => name)).toEqual(["two-lamps", "a-quotation", "picture"]);
    const [advertisement, quotation, picture] = issue!.house;
    expect(advertisement).toMatchObject({
      kind: "advertisement",
      link: "mailto:desk@example.org",
      sizes: ["whole", "half", "quarter"],
    });
    expect(quotation).toMatchObject({
      text: "First the companion.",
      cite: "Proverb",
      sizes: ["half", "quarter"],
      place: { file: "issues/house/a-quotation.yaml" },
    });
    expect(picture).toMatchObject({
      headline: "Look",
      picture: {
        path: expect.stringMatching(/issues\/house\/pictures\/dunes\.jpg$/),
        alt: "A dune",
        caption: "At dawn",
        credit: "Studio",
        focus: { xPercent: 20, yPercent: 30 },
      },
    });
  });

  it("is none without a folder, and none where the issue or the title says off", async () => {
    expect((await read(ISSUE)).issue!.house).toEqual([]);
    await write({ "issues/house/lamp.yaml": AD, "issues/house/broken.yaml": "kind: [" });
    const off = await read(`${ISSUE}house: off\n`);
    expect(off.issue!.house).toEqual([]);
    expect(off.problems).toEqual([]);
    expect((await read(ISSUE, "name: Sirocco\nhouse: off\n")).issue!.house).toEqual([]);
    // The issue's word goes before the title's.
    expect(told(await read(`${ISSUE}house: on\n`, "name: Sirocco\nhouse: off\n"))).toEqual([
      "MANIFEST_SYNTAX issues/house/broken.yaml:1:8",
    ]);
  });

  it("tells faults at their place, with what was meant", async () => {
    await write({
      "issues/house/a.yaml": "kind: advert\nheadline: One\n",
      "issues/house/b.yaml": "kind: advertisement\nheadine: One\n",
      "issues/house/c.yaml": "kind: quotation\ncite: Somebody\n",
      "issues/house/d.yaml": "kind: picture\npicture: lost.jpg\nalt: A lost picture\n",
      "issues/house/e.yaml": "kind: advertisement\nheadline: One\nsizes: [half, third]\n",
      "issues/house/f.yml": AD,
    });
    const result = await read(ISSUE);
    expect(result.issue).toBeUndefined();
    expect(told(result)).toEqual([
      "MANIFEST_INVALID issues/house/f.yml",
      "MANIFEST_INVALID issues/house/a.yaml:1:7",
      "MANIFEST_UNKNOWN_KEY issues/house/b.yaml:2:1",
      "MANIFEST_INVALID issues/house/c.yaml:1:1",
      "PICTURE_MISSING issues/house/d.yaml:2:10",
      "MANIFEST_INVALID issues/house/e.yaml:3:15",
    ]);
    expect(result.problems[2]!.remedy).toContain("`headline`");
    expect(result.problems[3]!.message).toContain("`text` is missing");
    expect(result.problems[4]!.message).toContain("house matter");
  });

  it("says what a kind has no place for, rather than leave it out", async () => {
    await write({ "issues/house/a.yaml": "kind: quotation\ntext: Slowly.\nheadline: A saying\n" });
    const result = await read(ISSUE);
    expect(told(result)).toEqual(["MANIFEST_INVALID issues/house/a.yaml:3:11"]);
    expect(result.problems[0]).toMatchObject({
      message: expect.stringContaining("`headline`"),
      remedy: expect.stringContaining("Delete the line"),
    });
  });

  it("takes no picture from outside its own folder", async () => {
    await write({
      "issues/secret.jpg": "x",
      "issues/house/a.yaml": "kind: picture\npicture: ../secret.jpg\nalt: A secret\n",
    });
    expect(told(await read(ISSUE))).toEqual(["PATH_OUTSIDE_ISSUE issues/house/a.yaml:2:10"]);
  });
});

describe("what an issue may say of its pages", () => {
  it("gives the contents page a design", async () => {
    expect((await read(ISSUE)).issue!.contents).toBeUndefined();
    expect((await read(ISSUE, "name: Sirocco\ncontents: pictures\n")).issue!.contents).toBe("pictures");
    const issue = `${ISSUE}contents: plain\n`;
    expect((await read(issue, "name: Sirocco\ncontents: pictures\n")).issue!.contents).toBe("plain");
    expect(told(await read(`${ISSUE}contents: picture\n`))).toEqual([
      "MANIFEST_INVALID issues/2026-W47/issue.yaml:5:11",
    ]);
  });

  it("gives a section an opening page, plain or with a picture", async () => {
    await write({ "issues/2026-W47/pictures/dunes.jpg": "x" });
    const opener = async (yaml: string) => (await read(`${ISSUE}    opener: ${yaml}\n`)).issue!.sections[0]!.opener;
    expect((await read(ISSUE)).issue!.sections[0]!.opener).toBeUndefined();
    expect(await opener("false")).toBeUndefined();
    expect(await opener("true")).toEqual({});
    expect(await opener("{ picture: dunes.jpg, alt: A dune, text: Sand and sky. }")).toMatchObject({
      text: "Sand and sky.",
      picture: { path: expect.stringMatching(/pictures\/dunes\.jpg$/), alt: "A dune" },
    });
  });

  it("looks for a section's picture whatever else is wrong", async () => {
    const result = await read(`${ISSUE}    opener: { picture: lost.jpg, alt: A dune }\n    colur: red\n`);
    expect(told(result)).toEqual([
      "PICTURE_MISSING issues/2026-W47/issue.yaml:5:24",
      "MANIFEST_UNKNOWN_KEY issues/2026-W47/issue.yaml:6:5",
    ]);
  });
});

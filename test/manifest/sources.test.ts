import { describe, expect, it } from "vitest";
import { readIssue } from "../../src/manifest/index.js";
import { ISSUE, publisher, told } from "./folder.js";

const { at, read, write } = publisher();
const FILE = "issues/2026-W47/issue.yaml";
const MAGAZINE = "issues/magazine.yaml";

describe("sources", () => {
  it("keeps what the title and the issue say of them", async () => {
    const { issue, problems } = await read(
      `${ISSUE}sources:\n  - { file: inbox, section: Letters }\n`,
      `name: Sirocco
cutOff: 18:30
sections: [News, { name: In Brief, design: briefs, colour: "#0f6b6b" }]
network: { allowPrivate: [cms.local, "127.0.0.1:8080"] }
sources:
  - name: Sahel Journal
    wordpress: https://example.org
    categories: [culture, 7]
    sections: { Arts & Culture: Crafts }
    section: News
    limit: 5
    minWords: 80
    language: fr
    credit: By permission.
    embargoHours: 48
    credentials: SAHEL_LOGIN
  - feed: www.example.org/feed/
`,
    );
    expect(problems).toEqual([]);
    expect(issue!.magazine.collecting).toMatchObject({
      cutOff: { hours: 18, minutes: 30 },
      sections: [{ name: "News" }, { name: "In Brief", design: "briefs", colour: "#0f6b6b" }],
      allowPrivate: ["cms.local", "127.0.0.1:8080"],
      sources: [
        {
          name: "Sahel Journal",
          kind: "wordpress",
          at: "https://example.org",
          categories: ["culture", "7"],
          sections: new Map([["arts-culture", "Crafts"]]),
          section: "News",
          limit: 5,
          minWords: 80,
          language: "fr",
          credit: "By permission.",
          embargoHours: 48,
          credentials: "SAHEL_LOGIN",
          place: { file: MAGAZINE, line: 6 },
        },
        { name: "example.org", kind: "feed", at: "https://www.example.org/feed/" },
      ],
    });
    expect(issue!.sources).toMatchObject([{ name: "inbox", kind: "file", section: "Letters", folder: issue!.folder }]);
  });

  it("says what is wrong with them, each at its own place", async () => {
    const magazine = `name: Sirocco
cutOff: 25:00
sources:
  - name: nothing to ask
  - { feed: https://a.example, url: https://b.example }
  - { wordpress: mailto:desk@example.org }
  - { feed: https://a.example, categories: [a] }
  - { wordpress: https://a.example, credentials: "user:secret" }
  - { wordpress: https://a.example, categorys: [a] }
network: { allowPrivat: [a] }
`;
    expect(told(await read(ISSUE, magazine))).toEqual([
      `MANIFEST_INVALID ${MAGAZINE}:2:9`,
      `MANIFEST_INVALID ${MAGAZINE}:4:5`,
      `MANIFEST_INVALID ${MAGAZINE}:5:5`,
      `MANIFEST_INVALID ${MAGAZINE}:6:18`,
      `MANIFEST_INVALID ${MAGAZINE}:7:44`,
      `MANIFEST_INVALID ${MAGAZINE}:8:50`,
      `MANIFEST_UNKNOWN_KEY ${MAGAZINE}:9:37`,
      `MANIFEST_UNKNOWN_KEY ${MAGAZINE}:10:12`,
    ]);
  });
});

describe("an issue without articles", () => {
  it("cannot be built, but can be collected for", async () => {
    for (const manifest of [
      "week: 2026-W47\n",
      "week: 2026-W47\nsections: []\n",
      "week: 2026-W47\nsections: [{ name: News, articles: [] }, { name: Crafts }]\n",
    ]) {
      expect(told(await read(manifest))[0]).toContain("ISSUE_EMPTY");
      const { issue, problems } = await readIssue("issues/2026-W47", { cwd: at(""), mayBeEmpty: true });
      expect(problems).toEqual([]);
      expect(issue!.sections.map(({ name }) => name)).toEqual(manifest.includes("News") ? ["News", "Crafts"] : []);
    }
  });

  it("leaves a section without articles out, and says so", async () => {
    await write({ "issues/2026-W47/articles/sahel.md": "x" });
    const result = await read(
      `week: 2026-W47\nsections:\n  - name: News\n  - { name: Crafts, articles: [sahel.md] }\n`,
    );
    expect(told(result)).toEqual([`SECTION_EMPTY ${FILE}:3:5`]);
    expect(result.issue!.sections.map(({ name }) => name)).toEqual(["Crafts"]);
  });
});

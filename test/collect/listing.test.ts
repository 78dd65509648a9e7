import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { listArticles } from "../../src/collect/listing.js";

const NEW = [
  { section: "News", file: "one.md" },
  { section: "Crafts & Arts", file: "two.md" },
  { section: "News", file: "ثلاثة.md" },
];

/** What a line-by-line comparison shows: lines that were added, after checking that none went or changed. */
const added = (before: string, after: string): readonly string[] => {
  const rest = after.split("\n");
  for (const line of before.split("\n")) {
    const at = rest.indexOf(line);
    expect(at, `lost: ${line}`).toBeGreaterThanOrEqual(0);
    rest.splice(at, 1);
  }
  return rest;
};

describe("listing articles", () => {
  it("adds lines at the ends of sections and changes none", () => {
    const before = `# the week
week: 2026-W47   # ours
note: >-
  A folded
  letter.

sections:
  - name: "News"          # first
    articles:
      - lead.md           # stays first
      # one that waits:
      - { file: second.md, design: feature }

  # the last
  - name: In Brief
    design: briefs
    articles:
      - file: third.md
        pages: 2

# the end
`;
    const after = listArticles(before, NEW);
    expect(added(before, after)).toEqual([
      "      - one.md",
      "      - ثلاثة.md",
      "  - name: Crafts & Arts",
      "    articles:",
      "      - two.md",
    ]);
    const { sections } = parse(after) as { sections: { name: string; articles: unknown[] }[] };
    expect(sections.map(({ name, articles }) => [name, articles.length])).toEqual([
      ["News", 4],
      ["In Brief", 1],
      ["Crafts & Arts", 1],
    ]);
  });

  it.each([
    ["no sections", "week: 2026-W47"],
    ["an empty list", "week: 2026-W47\nsections: []   # none yet\n"],
    ["a blank key", "week: 2026-W47\nsections:\nnumber: 3\n"],
    ["empty articles", "sections:\n  - name: News\n    articles: []\n  - name: Crafts & Arts\nweek: 2026-W47\n"],
    [
      "lists on one line",
      "sections:\n- name: News\n  articles: [a.md, 'b.md']\n- {name: Crafts & Arts, articles: [c.md]}\n",
    ],
    ["everything on one line", "{ week: 2026-W47, sections: [{ name: News, articles: [a.md] }] }\n"],
    [
      "a slug",
      "sections:\n  - articles:\n      - a.md\n    slug: news\n    name: What Happened\n  - name: Crafts & Arts\n",
    ],
    ["lists at the margin", "sections:\n- name: News\n  articles:\n  - a.md\n  - b.md\nnumber: 4"],
    ["Windows line ends", "week: 2026-W47\r\nsections:\r\n  - name: News\r\n    articles:\r\n      - a.md\r\n"],
    [
      "text over lines",
      "sections:\n  - name: News\n    articles:\n      - file: a.md\n        standfirst: |\n          Two\n          lines\n    colour: red\n",
    ],
  ])("finds its way in %s", (_, before) => {
    const after = listArticles(before, NEW);
    type Manifest = Record<string, unknown> & { sections?: { name: string; slug?: string; articles?: unknown[] }[] };
    const [old, now] = [before, after].map((text) => parse(text) as Manifest);
    const articlesOf = (manifest: Manifest | undefined, name: string): readonly unknown[] =>
      manifest?.sections?.find((section) => (section.slug === "news" ? "News" : section.name) === name)?.articles ?? [];
    expect(articlesOf(now, "News")).toEqual([...articlesOf(old, "News"), "one.md", "ثلاثة.md"]);
    expect(articlesOf(now, "Crafts & Arts")).toEqual([...articlesOf(old, "Crafts & Arts"), "two.md"]);
    expect({ ...now, sections: 0 }).toEqual({ ...old, sections: 0 });
  });

  it("leaves the text alone when there is nothing to add", () => {
    expect(listArticles("sections:   [ ]", [])).toBe("sections:   [ ]");
  });
});

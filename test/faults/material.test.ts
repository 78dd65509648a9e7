import { cp, mkdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { hollowPng } from "../figures/pictures.js";
import { buildOverPrevious } from "../support/faulty.js";
import {
  DUNES,
  type Files,
  ISSUE,
  MANIFEST,
  manifestOf,
  newPublisher,
  type Publisher,
  SMALL_ISSUE,
  WEEK,
  WELLS,
} from "../support/publisher.js";

const LAYOUT = path.resolve(import.meta.dirname, "../../layouts/classic");
const article = (body: string, headline = "The Walking Dunes"): string => `---\nheadline: ${headline}\n---\n${body}\n`;
const words = (count: number): string => "sand ".repeat(count);
const withPicture = (file: string): string => article(`Sand moves.\n\n![A dune at noon.](${file})`);

interface Fault {
  readonly name: string;
  /** Files that differ from the small issue's. */
  readonly files: Files;
  /** What `files` cannot say: links, copied folders. */
  readonly prepare?: (publisher: Publisher) => Promise<void>;
  /** All that is told, in order. */
  readonly told: readonly string[];
  /** What the remedy of the first offers. */
  readonly offers?: string;
}

const manifestFaults: readonly Fault[] = [
  {
    name: "YAML that cannot be read",
    files: { [MANIFEST]: `week: ${WEEK}\ntitle: Dunes: a letter\nsections: []\n` },
    told: [`error MANIFEST_SYNTAX ${MANIFEST}:2:8`],
    offers: "quotation marks",
  },
  {
    name: "a title's file that cannot be read",
    files: { "issues/magazine.yaml": 'name: "Sirocco\n' },
    told: ["error MANIFEST_SYNTAX issues/magazine.yaml:2:1"],
  },
  {
    name: "a key that does not exist",
    files: { [MANIFEST]: manifestOf("{file: dunes.md, standfrist: It walks}") },
    told: [`error MANIFEST_UNKNOWN_KEY ${MANIFEST}:6:26`],
    offers: "standfirst",
  },
  {
    name: "an article that is not there",
    files: { [MANIFEST]: manifestOf("dunes.md", "well.md") },
    told: [`error ARTICLE_MISSING ${MANIFEST}:7:9`],
    offers: "wells.md",
  },
  {
    name: "an article that stands in the issue twice",
    files: { [MANIFEST]: manifestOf("dunes.md", "wells.md", "articles/dunes.md") },
    told: [`error ARTICLE_DUPLICATE ${MANIFEST}:8:9`],
  },
  {
    name: "a week that the year does not have",
    files: { [MANIFEST]: manifestOf("dunes.md").replace(WEEK, "2025-W53") },
    told: [`error WEEK_INVALID ${MANIFEST}:1:7`],
    offers: "2026-W47",
  },
  {
    name: "another week than the folder's",
    files: { [MANIFEST]: manifestOf("dunes.md").replace(WEEK, "2026-W46") },
    told: [`error WEEK_FOLDER_MISMATCH ${MANIFEST}:1:7`],
    offers: "2026-W47",
  },
  {
    name: "a layout that does not exist",
    files: { [MANIFEST]: `${manifestOf("dunes.md")}layout: clasic\n` },
    told: [`error LAYOUT_MISSING ${MANIFEST}:7:9`],
    offers: "classic",
  },
  {
    name: "a layout that the title names and that does not exist",
    files: { "issues/magazine.yaml": "name: Sirocco\nlayout: clasic\n" },
    told: ["error LAYOUT_MISSING issues/magazine.yaml:2:9"],
    offers: "classic",
  },
];

const articleFaults: readonly Fault[] = [
  { name: "an empty article", files: { [DUNES]: article("") }, told: [`error ARTICLE_EMPTY ${DUNES}:4`] },
  {
    name: "an article of 40,000 words",
    files: { [DUNES]: article(`${words(400)}\n\n`.repeat(100)) },
    told: [`error ARTICLE_TOO_LONG ${DUNES}:4`],
  },
  {
    name: "an article of a million words",
    files: { [DUNES]: article(words(1_000_000)) },
    told: [`error ARTICLE_TOO_LONG ${DUNES}`],
  },
  {
    name: "a headline of 400 characters",
    files: { [DUNES]: article("Sand moves.", words(80)) },
    told: [`error HEADLINE_TOO_LONG ${DUNES}:2:11`],
  },
  {
    name: "a word of 200 characters",
    files: { [DUNES]: article(`Sand moves.\n\nIt is ${"sand".repeat(50)} here.`) },
    told: [`error WORD_TOO_LONG ${DUNES}:6:7`],
  },
  {
    name: "lists in lists in lists",
    files: {
      [DUNES]: article(
        ["one", "two", "three", "four", "five"].map((item, depth) => `${"  ".repeat(depth)}- ${item}`).join("\n"),
      ),
    },
    told: [`error LIST_TOO_DEEP ${DUNES}:8`],
  },
  {
    name: "lists a thousand levels deep",
    files: { [DUNES]: article(`Sand moves.\n\n${"- ".repeat(1000)}sand`) },
    told: [`error LIST_TOO_DEEP ${DUNES}:6`, `error LIST_TOO_DEEP ${DUNES}:6`, `warning HTML_UNWRAPPED ${DUNES}:6`],
  },
  {
    name: "HTML that runs, and pictures from elsewhere",
    files: {
      [DUNES]: article(
        'Sand moves.\n\n<script>alert(1)</script>\n\n<iframe src="https://example.org/"></iframe>\n\n![A file.](file:///etc/passwd)\n\n![The web.](http://example.org/dune.jpg)',
      ),
    },
    told: [
      `warning HTML_REMOVED ${DUNES}:6:1`,
      `warning HTML_REMOVED ${DUNES}:8:1`,
      `error PATH_OUTSIDE_ISSUE ${DUNES}:10:12`,
      `error PICTURE_REMOTE ${DUNES}:12:13`,
    ],
  },
  {
    name: "a character that no font has",
    files: { [DUNES]: article("Sand moves.\n\nIts name is كثيب there.") },
    told: ["ك", "ث", "ي", "ب"].map(() => `error GLYPH_MISSING ${DUNES}:6`),
  },
  {
    name: "a misspelt key in the front matter",
    files: { [DUNES]: "---\nheadline: Dunes\nstandfrist: They walk\n---\nSand moves.\n" },
    told: [`error ARTICLE_FRONT_MATTER ${DUNES}:3:1`],
    offers: "standfirst",
  },
];

const pictureFaults: readonly Fault[] = [
  {
    name: "a picture that is not there",
    files: { [DUNES]: withPicture("dunes.jpg") },
    told: [`error PICTURE_MISSING ${DUNES}:6:20`],
    offers: "dune.jpg",
  },
  {
    name: "a picture cut off half-way",
    files: { [DUNES]: withPicture("half.jpg") },
    prepare: async ({ at, write }) => {
      const whole = await readFile(at(`${ISSUE}/pictures/dune.jpg`));
      await write({ [`${ISSUE}/pictures/half.jpg`]: whole.subarray(0, whole.length / 2) });
    },
    told: [`error PICTURE_CORRUPT ${DUNES}:6:20`],
  },
  {
    name: "a web page under a picture's name",
    files: {
      [DUNES]: withPicture("page.jpg"),
      [`${ISSUE}/pictures/page.jpg`]: "<!doctype html><title>Not found</title>",
    },
    told: [`error PICTURE_CORRUPT ${DUNES}:6:20`],
  },
  {
    name: "a picture of 300 megapixels",
    files: { [DUNES]: withPicture("huge.png"), [`${ISSUE}/pictures/huge.png`]: hollowPng(20_000, 15_000) },
    told: [`error PICTURE_TOO_LARGE ${DUNES}:6:20`],
  },
  {
    name: "a cover picture that is not there",
    files: { [MANIFEST]: `${manifestOf("dunes.md")}cover:\n  picture: dunes.jpg\n  alt: A dune\n` },
    told: [`error PICTURE_MISSING ${MANIFEST}:8:12`],
    offers: "dune.jpg",
  },
];

const secret = "---\nheadline: Secret\n---\nNobody should read this.\n";
const outsideFaults: readonly Fault[] = [
  {
    name: "an article beyond the issue's folder",
    files: { [MANIFEST]: manifestOf("dunes.md", "../secret.md"), "issues/secret.md": secret },
    told: [`error PATH_OUTSIDE_ISSUE ${MANIFEST}:7:9`],
  },
  {
    name: "an article that is a link to beyond",
    files: { [MANIFEST]: manifestOf("dunes.md", "link.md"), "secret.md": secret },
    prepare: ({ at }) => symlink(at("secret.md"), at(`${ISSUE}/articles/link.md`)),
    told: [`error PATH_OUTSIDE_ISSUE ${MANIFEST}:7:9`],
  },
  {
    name: "a picture beyond the issue's folder",
    files: { [DUNES]: withPicture("../../other/dune.jpg") },
    told: [`error PATH_OUTSIDE_ISSUE ${DUNES}:6:20`],
  },
  {
    name: "a picture in a folder that is a link to beyond",
    files: { [DUNES]: withPicture("pictures/more/dune.jpg") },
    prepare: async ({ at }) => {
      await mkdir(at("elsewhere"));
      await cp(at(`${ISSUE}/pictures/dune.jpg`), at("elsewhere/dune.jpg"));
      await symlink(at("elsewhere"), at(`${ISSUE}/pictures/more`));
    },
    told: [`error PATH_OUTSIDE_ISSUE ${DUNES}:6:20`],
  },
];

const layoutFaults: readonly Fault[] = [
  {
    name: "a template of the publisher's own with a slip in it",
    files: {},
    prepare: async ({ at, write }) => {
      await cp(LAYOUT, at("layouts/classic"), { recursive: true });
      await write({
        "layouts/classic/masters/opener.hbs": '<div class="page">\n{{#if kicker}\n<p>{{kicker}}</p>\n{{/if}}\n</div>\n',
      });
    },
    told: ["error TEMPLATE_ERROR layouts/classic/masters/opener.hbs:2"],
  },
  {
    name: "a layout of the publisher's own whose description has a slip in it",
    files: { "layouts/classic/layout.yaml": "grid: {leadingPx: 17\n" },
    told: ["error LAYOUT_INVALID layouts/classic/layout.yaml:2:1"],
  },
];

const expectFault = async ({ files, prepare, told, offers }: Fault): Promise<void> => {
  const publisher = await newPublisher(files);
  await prepare?.(publisher);
  const failed = await buildOverPrevious(publisher);
  expect(failed.told).toEqual(told);
  expect(failed.ended.exit).toBe(1);
  expect(failed.previousUntouched).toBe(true);
  for (const { message, remedy } of failed.problems) expect([message, remedy]).not.toContain("");
  if (offers !== undefined) expect(failed.problems[0]!.remedy).toContain(offers);
};

describe("a fault of the editor's is told with its place and keeps the last PDF", () => {
  describe("in the manifest", () => {
    it.each(manifestFaults)("$name", expectFault);
  });
  describe("in an article", () => {
    it.each(articleFaults)("$name", expectFault);
  });
  describe("in a picture", () => {
    it.each(pictureFaults)("$name", expectFault);
  });
  describe("in a path that leaves the issue", () => {
    it.each(outsideFaults)("$name", expectFault);
  });
  describe("in a layout", () => {
    it.each(layoutFaults)("$name", expectFault);
  });
});

describe("faults told together", () => {
  it("are those of all articles, pictures and characters, in one run", async () => {
    const publisher = await newPublisher({
      [MANIFEST]: manifestOf("dunes.md", "wells.md", "empty.md"),
      [DUNES]: withPicture("page.jpg"),
      [`${ISSUE}/pictures/page.jpg`]: "no picture",
      [WELLS]: article("A well is a بئر here.\n\n![](dune.jpg)", "How a Town Drank"),
      [`${ISSUE}/articles/empty.md`]: article("", words(80)),
    });
    const failed = await buildOverPrevious(publisher);
    expect(failed.ended.exit).toBe(1);
    expect(failed.previousUntouched).toBe(true);
    expect(new Set(failed.told)).toEqual(
      new Set([
        `error PICTURE_CORRUPT ${DUNES}:6:20`,
        `error GLYPH_MISSING ${WELLS}:4`,
        `error PICTURE_ALT_MISSING ${WELLS}:6:5`,
        `error ARTICLE_EMPTY ${ISSUE}/articles/empty.md:4`,
        `error HEADLINE_TOO_LONG ${ISSUE}/articles/empty.md:2:11`,
      ]),
    );
    expect(failed.problems.filter(({ code }) => code === "GLYPH_MISSING").map(({ message }) => message)).toEqual(
      ["U+0628", "U+0626", "U+0631"].map((number) => expect.stringContaining(number)),
    );
  });

  it("are those of the manifest with those of the articles that it lists", async () => {
    const publisher = await newPublisher({
      "issues/magazine.yaml": 'name: Sirocco\nbackCover: { headline: More, picture: gone.jpg, alt: "" }\n',
      [MANIFEST]: `${manifestOf("dunes.md", "wells.md", "gone.md").replace("number: 3", "numbr: 3")}cover:\n  picture: gone.jpg\n  alt: A dune\n`,
      [DUNES]: SMALL_ISSUE[DUNES]!,
      [WELLS]: article(""),
    });
    const failed = await buildOverPrevious(publisher);
    expect(failed.ended.exit).toBe(1);
    expect(new Set(failed.told)).toEqual(
      new Set([
        `error MANIFEST_UNKNOWN_KEY ${MANIFEST}:2:1`,
        `error ARTICLE_MISSING ${MANIFEST}:8:9`,
        `error PICTURE_MISSING ${MANIFEST}:10:12`,
        "error PICTURE_MISSING issues/magazine.yaml:2:39",
        `error ARTICLE_EMPTY ${WELLS}:4`,
      ]),
    );
  });
});

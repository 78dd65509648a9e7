import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codes, marks, outline, type Scratch, scratchIssue } from "./issue.js";

let issue: Scratch;
beforeAll(async () => {
  issue = await scratchIssue();
});
afterAll(() => issue.remove());

const FRONT = "---\nheadline: Wells\n---\n\n";
const told = async (source: string | Uint8Array): Promise<string[]> => codes((await issue.read(source)).problems);

describe("front matter", () => {
  it.each([
    ["a colon in a headline", "---\nheadline: Wells: a history\n---\n\nText.", ["ARTICLE_FRONT_MATTER error 2:11"]],
    ["no end", "---\nheadline: Wells\n\nText.", ["ARTICLE_FRONT_MATTER error 1:1"]],
    ["no keys", "---\njust a text\n---\n\n# Wells\n\nText.", ["ARTICLE_FRONT_MATTER error 2:1"]],
    ["a slip in a key", "---\nheadline: W\nstandfrist: x\n---\n\nText.", ["ARTICLE_FRONT_MATTER error 3:1"]],
    ["another program's word", "---\nheadline: W\nauthor: x\n---\n\nText.", ["ARTICLE_FRONT_MATTER error 3:1"]],
    ["another program's key", "---\nheadline: W\ndraft: true\n---\n\nText.", ["ARTICLE_FRONT_MATTER warning 3:1"]],
    ["a key twice", "---\nheadline: W\nheadline: X\n---\n\nText.", ["ARTICLE_FRONT_MATTER error 3:1"]],
    ["a day that is none", "---\nheadline: W\ndate: 2026-02-30\n---\n\nText.", ["ARTICLE_DATE_INVALID error 3:7"]],
    ["a date in words", "---\nheadline: W\ndate: last Monday\n---\n\nText.", ["ARTICLE_DATE_INVALID error 3:7"]],
    [
      "a source without address",
      "---\nheadline: W\nsource: Le Monde\n---\n\nText.",
      ["ARTICLE_FRONT_MATTER error 3:9"],
    ],
    ["no language", "---\nheadline: W\nlanguage: french words\n---\n\nText.", ["ARTICLE_FRONT_MATTER error 3:11"]],
    [
      "a language not of the magazine",
      "---\nheadline: W\nlanguage: de\n---\n\nText.",
      ["ARTICLE_FRONT_MATTER warning 3:11"],
    ],
    ["a hero without alt", "---\nheadline: W\nhero: dunes.jpg\n---\n\nText.", ["PICTURE_ALT_MISSING error 3:7"]],
    ["a hero without file", "---\nheadline: W\nhero: {alt: x}\n---\n\nText.", ["ARTICLE_FRONT_MATTER error 3:7"]],
    ["aliases", "---\nheadline: &a W\nkicker: *a\n---\n\nText.", ["ARTICLE_FRONT_MATTER error 3:9"]],
    [
      "brackets without end",
      `---\nheadline: W\nkicker: ${"[".repeat(5000)}\n---\n\nText.`,
      ["ARTICLE_FRONT_MATTER error 2:1"],
    ],
    ["no headline", "---\nkicker: W\n---\n\nText.", ["HEADLINE_MISSING error 1:1"]],
    ["no front matter and no headline", "Text.", ["HEADLINE_MISSING error 1:1"]],
  ])("%s", async (_, source, expected) => {
    // A finding without a column is shown at the line's beginning.
    const found = (await told(source)).map((text) => (/:\d+$/.test(text) ? text : `${text}:1`));
    expect(found).toEqual(expected);
  });

  it("resolves a short language to the magazine's own", async () => {
    const { article } = await issue.read("---\nheadline: W\nlanguage: en\n---\n\nText.");
    expect(article!.language).toBe("en-GB");
  });
});

describe("length", () => {
  it("refuses an article without text, but not one of pictures", async () => {
    expect(await told(`${FRONT}<!-- nothing yet -->\n`)).toEqual(["ARTICLE_EMPTY error 4"]);
    expect(await told("")).toContain("ARTICLE_EMPTY error 1");
    expect(await told(`${FRONT}![A dune](dunes.jpg)\n`)).toEqual([]);
  });

  it("refuses an article of 40,000 words, one far beyond, and a file of several megabytes", async () => {
    expect(await told(`${FRONT}${"word ".repeat(40_000)}`)).toEqual(
      ["ARTICLE_TOO_LONG error 5"].map(() => expect.stringContaining("ARTICLE_TOO_LONG error")),
    );
    const far = await issue.read(`${FRONT}${"w ".repeat(100_000)}`);
    expect([far.article, far.problems[0]?.code]).toEqual([undefined, "ARTICLE_TOO_LONG"]);
    const large = await issue.read(`${FRONT}${"word ".repeat(500_000)}`);
    expect([large.article, large.problems[0]?.code]).toEqual([undefined, "ARTICLE_TOO_LONG"]);
    expect(await told(`${FRONT}${"word ".repeat(19_000)}`)).toEqual([]);
  });

  it("refuses headlines over 200 characters, at the place that says them", async () => {
    const long = "Wells ".repeat(70);
    expect(await told(`---\nkicker: W\nheadline: ${long}\n---\n\nText.`)).toEqual(["HEADLINE_TOO_LONG error 3:11"]);
    const { problems } = await issue.read(`${FRONT}Text.`, { headline: long });
    expect(problems[0]!.place).toEqual({ file: "issue.yaml", line: 9, col: 5 });
  });

  it("refuses a word of 200 characters, but not addresses or words that can be broken", async () => {
    const word = "a".repeat(200);
    expect(await told(`${FRONT}One\ntwo *${word}* three`)).toEqual(
      ["WORD_TOO_LONG error 5"].map(() => expect.stringMatching(/^WORD_TOO_LONG error 5/)),
    );
    expect(await told(`${FRONT}half*${"a".repeat(60)}*${"a".repeat(60)}`)).toHaveLength(1);
    expect(await told(`${FRONT}https://example.org/${word} ${"well-".repeat(60)} ${"井".repeat(300)}`)).toEqual([]);
  });
});

describe("nesting", () => {
  const list = (depth: number): string =>
    Array.from({ length: depth }, (_, level) => `${"  ".repeat(level)}- level ${level + 1}`).join("\n");

  it("sets lists beyond the fourth level into the fourth, and says so once", async () => {
    const { article, problems } = await issue.read(FRONT + list(7));
    expect(codes(problems)).toEqual(["LIST_TOO_DEEP error 9"]);
    expect(outline(article!.body).filter((line) => line.includes("paragraph"))).toHaveLength(7);
    expect(outline(article!.body).filter((line) => line.endsWith(" list"))).toHaveLength(4);
  });

  it("says so where nesting is too deep to be read at all", async () => {
    expect(await told(FRONT + list(200))).toContain("LIST_TOO_DEEP error 9");
    expect(
      (await told(`${FRONT}${">".repeat(3000)} words`)).some((line) => line.startsWith("LIST_TOO_DEEP error")),
    ).toBe(true);
  });

  it.each([
    ["brackets", "[".repeat(50_000)],
    ["stars", "*a ".repeat(30_000)],
    ["backticks", "`a``".repeat(20_000)],
    ["pictures", "![".repeat(30_000)],
    ["boxes", "::: a\n\n```b\n\n".repeat(5_000)],
    ["boxes that end", "::: a\n```\n:::\n```\n:::\n".repeat(5_000)],
    ["braces", "![a](dunes.jpg){a=".repeat(3_000)],
    ["quotation marks", `"'`.repeat(20_000)],
  ])("reads a file full of %s", async (_, text) => {
    const { article } = await issue.read(`${FRONT}${text}\n\nafter`);
    expect(JSON.stringify(article?.body ?? "after")).toContain("after");
  });
});

describe("markup", () => {
  it.each([
    ["an unknown box", "::: galery\nText\n:::", ["MARKUP_INVALID error 5:5"]],
    ["a box without end", "Text.\n\n::: facts\nText", ["MARKUP_INVALID error 7:1"]],
    ["a setting that is none", 'a\n\n![A](dunes.jpg){credt="x"}', ["MARKUP_INVALID error 7:17"]],
    ["a focus outside", "![A](dunes.jpg){focus=140%}", ["MARKUP_INVALID error 5:17"]],
    ["a span in words", "![A](dunes.jpg){span=wide}", ["MARKUP_INVALID error 5:17"]],
    ["settings without values", "![A](dunes.jpg){wide}", ["HTML_UNWRAPPED info 5", "MARKUP_INVALID error 5:16"]],
    [
      "settings twice, once without values",
      "![A](dunes.jpg){span=2}{wide}",
      ["HTML_UNWRAPPED info 5", "MARKUP_INVALID error 5:16"],
    ],
    ["a picture without alt", "![](dunes.jpg)", ["PICTURE_ALT_MISSING error 5:5"]],
    ["a picture that is not there", "one\n\n![A](dune.jpg)", ["PICTURE_MISSING error 7:6"]],
    ["a remote picture", "a\n![A](https://example.org/x.jpg)", ["HTML_UNWRAPPED info 6", "PICTURE_REMOTE error 6:6"]],
    ["a path that leaves the issue", "one\n\n![A](../x.jpg)", ["PATH_OUTSIDE_ISSUE error 7:6"]],
    ["a refused link", "one\n[two](javascript:x)", ["LINK_REFUSED warning 6:7"]],
    ["HTML without a place", "one\n\n<section>\n\ntwo\n\n</section>", ["HTML_UNWRAPPED info 7:1"]],
    ["HTML that is removed", "one\n\n> <script>x</script>", ["HTML_REMOVED warning 7:3"]],
  ])("%s", async (_, text, expected) => {
    expect(await told(FRONT + text)).toEqual(expected);
  });

  it("refuses a link in the file system that leaves the issue", async () => {
    await symlink("/etc/hosts", join(issue.folder, "pictures/escape.jpg"));
    expect(await told(`${FRONT}Text.\n\n![A](escape.jpg)`)).toEqual(["PATH_OUTSIDE_ISSUE error 7:6"]);
  });

  it("takes escaped braces and code behind a picture for text", async () => {
    const { article, problems } = await issue.read(`${FRONT}![A](dunes.jpg)\\{a}\n\n![B](dunes.jpg)\`{b}\``);
    expect(codes(problems)).toEqual(["HTML_UNWRAPPED info 5", "HTML_UNWRAPPED info 7"]);
    expect(outline(article!.body).filter((line) => line.includes("paragraph"))).toEqual([
      "5 paragraph: {a}",
      "7 paragraph: `{b}`",
    ]);
  });

  it("leaves braces that belong to no picture in the text", async () => {
    const { article, problems } = await issue.read(`${FRONT}The set {a, b=c} and {d=e}`);
    expect(codes(problems)).toEqual([]);
    expect(outline(article!.body)).toEqual(["5 paragraph: The set {a, b=c} and {d=e}"]);
  });

  it("shows the line with a caret", async () => {
    const { problems } = await issue.read(`${FRONT}Text\n\n![](dunes.jpg)`);
    expect(problems[0]!.frame).toBe("7 | ![](dunes.jpg)\n  |     ^");
  });

  it("tells where a file is not UTF-8", async () => {
    const { article, problems } = await issue.read(
      Buffer.concat([Buffer.from(`${FRONT}caf`), Buffer.from([0xe9, 0x0a])]),
    );
    expect(codes(problems)).toEqual(["ARTICLE_ENCODING error 5:4"]);
    expect(marks(article!.headline)).toBe("Wells");
  });

  it("names the manifest's line where the file is gone", async () => {
    const { problems } = await issue.read("x", { path: join(issue.folder, "articles/gone.md") });
    expect(problems[0]).toMatchObject({ code: "ARTICLE_MISSING", place: { file: "issue.yaml", line: 9 } });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ArticleFront, writeArticleFile, writeInline } from "../../../src/collect/markdown/index.js";
import { marks } from "../../article/issue.js";
import { createTraveller, type Traveller } from "./trip.js";

let traveller: Traveller;
beforeAll(async () => {
  traveller = await createTraveller();
});
afterAll(() => traveller.remove());

test("an article file as an editor would type it", () => {
  const front: ArticleFront = {
    headline: "Wells: a *quiet* history",
    kicker: "Water",
    standfirst: "Where the wells are, and who digs them.",
    byline: "Salma Idrissi",
    date: "2026-11-18",
    section: "land",
    language: "en-GB",
    hero: { file: "wells.jpg", alt: "A well.", caption: "The *old* well", credit: "Rihla Studio" },
    sources: ["Le Matin", "Institute of Water"],
    credit: "Published with the kind permission of Example.",
    source: "https://example.org/wells/",
  };
  expect(writeArticleFile(front, "## Digging\n\nIt begins.")).toBe(`---
headline: "Wells: a *quiet* history"
kicker: Water
standfirst: Where the wells are, and who digs them.
byline: Salma Idrissi
date: 2026-11-18
section: land
language: en-GB
hero:
  file: wells.jpg
  alt: A well.
  caption: The *old* well
  credit: Rihla Studio
sources:
  - Le Matin
  - Institute of Water
credit: Published with the kind permission of Example.
source: https://example.org/wells/
---

## Digging

It begins.
`);
});

test("what is not known is not written", () => {
  expect(writeArticleFile({ headline: "Wells", sources: [], hero: { file: "a.jpg", alt: "" } }, "")).toBe(
    '---\nheadline: Wells\nhero:\n  file: a.jpg\n  alt: ""\n---\n',
  );
});

test.each([
  "1984",
  "2026-11-18",
  "yes",
  "null",
  "~",
  "Wells: a history",
  "# number",
  "- dash",
  "'single' and \"double\"",
  "[brackets]",
  "{braces}",
  "@at",
  "`tick`",
  "100%",
  "% off",
  "&anchor",
  "*alias",
  "!tag",
  "| bar",
  "> fold",
  "---",
  "...",
  "a: b: c",
  "a #b",
  "trailing:",
  "\\",
  "a\tb",
  "قال: لا",
  "0x1F",
  "1e3",
  ".5",
  "A headline that is much longer than eighty characters, as headlines on the web quite often are: longer than this one even",
])("a text such as %s comes back", async (text) => {
  const file = writeArticleFile(
    {
      headline: writeInline(text),
      kicker: text,
      byline: text,
      sources: [text, "x"],
      hero: { file: "dunes.png", alt: text, credit: text },
    },
    "Words.",
  );
  const { article, problems } = await traveller.readFile(file);
  const plain = (value: string | undefined): string =>
    (value ?? "")
      .replace(/[“”‘’«»"']/g, "'")
      .replace(/[\s\u00a0]+/g, " ")
      .replace("…", "...")
      .replace("—", "---");
  expect(plain(marks(article?.headline))).toBe(plain(text));
  for (const value of [
    article?.kicker,
    article?.byline,
    article?.sources[0],
    article?.hero?.credit,
    article?.hero?.picture.alt,
  ])
    expect(plain(value)).toBe(plain(text));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

describe("a headline", () => {
  test.each([
    ["The <em>Quiet</em> Press", "The *Quiet* Press"],
    ["The <i>Quiet</i> <b>Press</b>", "The *Quiet* **Press**"],
    ["Caf&eacute; &amp; tea &#8217;til &lt;late&gt;", "Café & tea ’til \\<late>"],
    ["A<br>B", "A B"],
    ["<p>One.</p><p>Two.</p>", "One. Two."],
    ["  a\n  b ", "a b"],
    ['<a href="https://example.org/">Linked</a> <span>words</span> in <code>code</code>', "Linked words in code"],
    ["H<sub>2</sub>O and m<sup>2</sup>", "H<sub>2</sub>O and m<sup>2</sup>"],
    ["1986. A year", "1986. A year"],
    ["# Not a heading", "# Not a heading"],
    ["2 * 3 * 4 and snake_case and _x_", "2 \\* 3 \\* 4 and snake_case and \\_x\\_"],
    ["<script>alert(1)</script>Words<style>p{}</style><img src=x>", "Words"],
    ["<em>All of <em>it</em></em>", "*All of it*"],
    ["", ""],
  ])("%s", async (html, markdown) => {
    expect(writeInline(html)).toBe(markdown);
  });

  test("comes back with its emphasis", async () => {
    const headline = writeInline("“<em>Rihla</em>”: the 1<sup>st</sup> of <strong>*three*</strong> &amp; more");
    const { article } = await traveller.readFile(writeArticleFile({ headline, standfirst: headline }, "Words."));
    expect(marks(article?.headline)).toBe("“*Rihla*”: the 1^st^ of ***three*** & more");
    expect(marks(article?.standfirst)).toBe(marks(article?.headline));
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeMarkdown } from "../../../src/collect/markdown/index.js";
import { createTraveller, expectSame, lettersIn, PICTURES, type Traveller, wordsIn } from "./trip.js";

let traveller: Traveller;
beforeAll(async () => {
  traveller = await createTraveller();
});
afterAll(() => traveller.remove());

const DUNES = '<img src="https://example.org/a.jpg?w=1&amp;h=2" alt="as it came">';
const TOWN = '<img src="https://example.org/b.jpg">';
const QUOTED = '<img src="data:image/png;base64,AAAA">';

describe("what an editor reads", () => {
  const cases: Record<string, [html: string, markdown: string]> = {
    "paragraphs on one line each": ["<p>One\n line.</p>\n<p>Two.</p>", "One line.\n\nTwo."],
    crossheads: ["<h2>Sand</h2><h3>Wind</h3><h4>Water</h4>", "## Sand\n\n### Wind\n\n### Water"],
    emphasis: [
      "<p><em>One</em>, <strong>two</strong>, <strong><em>three</em></strong>.</p>",
      "*One*, **two**, ***three***.",
    ],
    "emphasis round a quotation": ["<p>In <em>« Le Monde »</em>.</p>", "In *« Le Monde »*."],
    "emphasis within a word": ["<p>re<em>think</em>ing</p>", "re<em>think</em>ing"],
    "small signs": ["<p>H<sub>2</sub>O, m<sup>2</sup>, <code>a_b</code></p>", "H<sub>2</sub>O, m<sup>2</sup>, `a_b`"],
    "a link": [
      '<p>See <a href="https://example.org/a_(b)">the page</a>.</p>',
      "See [the page](https://example.org/a_(b)).",
    ],
    "a link after an exclamation": [
      '<p>Go!<a href="https://example.org/">Now</a></p>',
      'Go!<a href="https://example.org/">Now</a>',
    ],
    "a break": ["<p>12 Rue des Oliviers<br>Tunis</p>", "12 Rue des Oliviers\\\nTunis"],
    "a list": ["<ul><li>One</li><li>Two<ul><li>Three</li></ul></li></ul>", "- One\n- Two\n  - Three"],
    "numbers that go on": ['<ol start="9"><li>Nine</li><li>Ten</li></ol>', "9. Nine\n10. Ten"],
    "items of several paragraphs": ["<ul><li><p>One</p><p>more</p></li><li>Two</li></ul>", "- One\n\n  more\n\n- Two"],
    "neighbouring lists": ["<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"],
    "a quotation": ["<blockquote><p>Words.</p><cite>Ibn Battuta</cite></blockquote>", "> Words.\n>\n> — Ibn Battuta"],
    "a quotation from a work": [
      "<blockquote><p>Words.</p><cite><em>Rihla</em></cite></blockquote>",
      "> Words.\n>\n> <cite>*Rihla*</cite>",
    ],
    "a pull quote": [
      '<blockquote class="pullquote"><p>Large words.</p></blockquote>',
      "::: pullquote\nLarge words.\n:::",
    ],
    "a rule": ["<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"],
    "lines of code": ["<pre>a\n  b</pre>", "```\na\n  b\n```"],
    "a picture": [`<figure>${DUNES}</figure>`, "![Dunes at dawn.](dunes.png)"],
    "a caption": [
      `<figure>${DUNES}<figcaption>The "sea" of <em>sand</em></figcaption></figure>`,
      '![Dunes at dawn.](dunes.png "The \\"sea\\" of *sand*")',
    ],
    "a gallery": [
      `<div class="gallery"><figure>${DUNES}</figure><figure>${DUNES}</figure><figcaption>Two views:</figcaption></div>`,
      "::: gallery Two views&#58;\n![Dunes at dawn.](dunes.png)\n\n![Dunes at dawn.](dunes.png)\n:::",
    ],
    "a fact box": ["<aside><h3>In short</h3><p>Sand.</p></aside>", "::: facts In short\nSand.\n:::"],
    "a box in a box": [
      `<aside><p>Sand.</p><div class="gallery"><figure>${DUNES}</figure><figure>${DUNES}</figure></div></aside>`,
      ":::: facts\nSand.\n\n::: gallery\n![Dunes at dawn.](dunes.png)\n\n![Dunes at dawn.](dunes.png)\n:::\n::::",
    ],
    "a table": [
      "<table><caption>Who has what</caption><thead><tr><th>Who</th><th>a|b</th></tr></thead><tr><td>I</td><td><em>x</em></td></tr></table>",
      "| Who | a\\|b |\n|---|---|\n| I | *x* |\n\n: Who has what",
    ],
    "a table without names": ["<table><tr><td>1</td><td>2</td></tr></table>", "|  |  |\n|---|---|\n| 1 | 2 |"],
    "a table of merged cells": [
      '<table><tr><td colspan="2">1 &amp; 2</td></tr></table>',
      '<table>\n<tr><td colspan="2">1 &amp; 2</td></tr></table>',
    ],
    "another language": ['<p lang="fr">Mots <em>et</em> choses</p>', '<p lang="fr">Mots <em>et</em> choses</p>'],
    nothing: ["<p></p> ", ""],
  };
  test.each(Object.entries(cases))("%s", async (_name, [html, markdown]) => {
    expect(await expectSame(traveller, html)).toBe(markdown);
  });
});

/** Lines that Markdown could take for something else. */
const LINES = [
  "1986. A year", "1986.", "7) Seven", "12.5 per cent", "- A dash", "-", "-5 degrees", "+ More", "# Number", "#tag", "## ", "> Greater", ">x",
  "::: facts Title", ":::", "::::", ": Caption", "::", "---", "- - -", "***", "* * *", "___", "===", "=", "|", "| a | b |", "a | b", "| --- |",
  ":-- | --:", "*", "* a", "**bold**", "*a*", "_a_", "snake_case_name", "_snake_case_", "__init__", "[brackets]", "[a](b)", "[a]: b", "![a](b)",
  "![", "!", "<angle>", "<div>", "</p>", "<!-- a -->", "<br>", "<https://a.b>", "&amp;", "&", "AT&T", "&copy;", "&#58;", "&#x338;", "`", "``", "```",
  "~~~", "~~a~~", "~5 km", "x^2^", "H~2~O", "{credit=\"x\"}", "{a}", "\\", "\\\\", "a\\", "\\*a\\*", "C:\\new\\*", "a\\|b", '"quoted"', "'", "— Somebody",
  "-- Somebody", "$5$", "http://a.b/c_d_e?f=g*h*", "x@y.org", "    indented", "a  b", "#", "a #", "C#", "a ##", "Facts:", "Facts: :", "\u00ad- a",
  "\u200b1. a", "\u200e# a", "=\u0338", "\u0338", "<\u0338", "e\u0301", "\u2028- a", "قال: \"لا\"", "日本*語*", "👩\u200d🌾", "x\u00a0",
]; // biome-ignore format: a list to read across

describe("lines that look like marks", () => {
  const html = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const frames: Record<string, (line: string) => string> = {
    "as a paragraph": (line) => `<p>${line}</p>`,
    "after a break": (line) => `<p>a | b<br>${line}</p><p>after</p>`,
    "in styles": (line) =>
      `<p><em>${line}</em><strong>${line}</strong>x<em>${line}</em> <code>${line}</code><sup>${line}</sup></p>`,
    "as a heading": (line) => `<h2>${line}</h2><h3>a ${line}</h3>`,
    "in a list": (line) =>
      `<ul><li>${line}</li><li><p>${line}</p><p>${line}</p></li></ul><ol start="3"><li>${line}</li></ol>`,
    "in a quotation": (line) => `<blockquote><p>a</p><p>${line}</p><p>b</p><cite>${line}</cite></blockquote>`,
    "in boxes": (line) =>
      `<aside><h2>${line}</h2><p>${line}</p><p>a</p></aside><blockquote class="pullquote"><p>a<br>${line} b</p></blockquote>`,
    "in a table": (line) =>
      `<table><caption>a ${line}</caption><thead><tr><th>${line}</th><th>b</th></tr></thead><tr><td>a</td><td>${line}</td></tr></table>`,
    "as a table's caption": (line) => `<table><caption>${line}</caption><tr><td>a</td></tr></table>`,
    "below a picture": (line) => `<figure>${TOWN}<figcaption>${line}</figcaption></figure><p>${line}</p>`,
    "in a gallery": (line) =>
      `<div class="gallery"><figure>${DUNES}<figcaption>${line}</figcaption></figure><figcaption>${line}</figcaption></div>`,
    "as a link": (line) =>
      `<p><a href="https://example.org/">${line}</a>${line}<a href="https://example.org/">a${line}b</a></p>`,
    "as code": (line) => `<pre>${line}\n${line}</pre><aside><p>a</p><pre>${line}</pre></aside>`,
    "in another language": (line) =>
      `<p lang="fr">${line}</p><blockquote lang="ar"><p>${line}</p><p>a</p></blockquote>`,
  };
  test.each(Object.entries(frames))("%s", async (_name, frame) => {
    for (const line of LINES) await expectSame(traveller, frame(html(line)));
  });
});

test.each([
  "https://example.org/a b",
  'https://example.org/"a"',
  "https://example.org/a<b>c",
  "https://example.org/[a]{b}|c\\d^e`f",
  "https://example.org/(a",
  "https://example.org/a)",
  "https://example.org/a\\",
  "https://example.org/?a=1&copy=2&lt;=3",
  "https://example.org/%20%zz",
  "https://example.org/مقال/فاس",
  "https://مثال.org/",
  "mailto:desk@example.org?subject=a%20b",
  "#sea-of-sand",
  "https://example.org/*a*_b_~~c~~",
])("the address %s", async (href) => {
  const written = href.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const { blocks, expected } = await traveller.trip(`<p>x <a href="${written}">a</a> y</p>`);
  // Which characters stand encoded is not the same in Markdown, but the page that opens is.
  const same = (value: unknown): string =>
    decodeURIComponent(JSON.stringify(value).replaceAll("%zz", "%25zz").replaceAll("%25zz", "zz"));
  expect(same(blocks)).toBe(same(expected));
});

test("words beside a picture that was not fetched stay", () => {
  const lost = '<figure><img src="https://example.org/lost.jpg"><p>kept</p><figcaption>Lost</figcaption></figure>';
  expect(writeMarkdown(`<p>a <img src="https://example.org/lost.jpg"> b</p>${lost}`, PICTURES)).toBe("a b\n\nkept");
});

test("a picture that was not fetched goes with its caption, and an empty gallery with its own", () => {
  const lost = '<figure><img src="https://example.org/lost.jpg"><figcaption>Lost</figcaption></figure>';
  expect(writeMarkdown(`<p>a</p>${lost}<p>b</p>`, PICTURES)).toBe("a\n\nb");
  expect(writeMarkdown(`<div class="gallery">${lost}<figcaption>Lost, too</figcaption></div><p>b</p>`, PICTURES)).toBe(
    "b",
  );
  expect(writeMarkdown(`<div class="gallery">${lost}<figure>${DUNES}</figure></div>`, PICTURES)).toBe(
    "::: gallery\n![Dunes at dawn.](dunes.png)\n:::",
  );
});

describe("what the vocabulary does not promise loses no word", () => {
  test.each([
    `<p>a ${DUNES} b</p>`,
    `<figure><a href="https://example.org/">${DUNES}</a><p>more</p><figcaption><p>one</p><p>two</p></figcaption></figure>`,
    `<figure>${DUNES}${TOWN}<figcaption>both</figcaption></figure>`,
    "<figure><table><tr><td>1</td></tr></table><figcaption>below</figcaption></figure>",
    "<div>loose <em>words</em><p>a</p>and more</div>",
    "<blockquote>loose words <cite>a work</cite></blockquote>",
    "<aside>1. loose</aside>",
    "<ul><li>a<blockquote><p>b</p></blockquote></li><li><table><tr><td>c</td></tr></table></li><li><h3>d</h3></li></ul>",
    "<table><tr><td><ul><li>a</li></ul></td><td><p>b</p><p>c</p></td></tr></table>",
    "<table><tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td><td>e</td></tr></table>",
    "<table><caption>a</caption></table>",
    '<blockquote class="pullquote"><cite>a</cite></blockquote>',
    '<blockquote class="pullquote"><p>— a</p></blockquote>',
    "<h2>a<p>b</p></h2>",
    "<p>a<span>b</span><mark>c</mark></p>",
    "<pre>a<br>b<em>c</em></pre>",
    "<h1>a</h1><h5>b</h5><h6>c</h6>",
    "<dl><dt>a</dt><dd>b</dd></dl>",
  ])("%s", async (html) => {
    const { letters } = await traveller.trip(html);
    expect([...letters].sort()).toEqual([...lettersIn(wordsIn(html))].sort());
  });
});

test("credits with quotation marks stand in HTML", async () => {
  expect(await expectSame(traveller, `<figure>${QUOTED}<figcaption>a <em>b</em></figcaption></figure>`)).toBe(
    '<figure><img src="50%.png" alt="&amp;amp; _alt_ ![no](x)" credit="The &quot;Studio&quot; &amp; &lt;Sons&gt;"><figcaption>a <em>b</em></figcaption></figure>',
  );
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseHtmlBody } from "../../src/article/index.js";
import { codes, outline, type Scratch, scratchIssue } from "./issue.js";

let issue: Scratch;
beforeAll(async () => {
  issue = await scratchIssue();
});
afterAll(() => issue.remove());

const parse = (html: string, headline: string | undefined = "Wells") =>
  parseHtmlBody({
    html,
    name: "wells.html",
    issueFolder: issue.folder,
    language: "en-GB",
    ...(headline === undefined ? {} : { headline }),
  });

it("understands figures, boxes, tables and pull quotes", () => {
  const { blocks, problems } = parse(`<h1>Wells</h1>
<p lang="fr">Il a dit "oui"&nbsp;!<br>Non.</p>
<figure><img src="dunes.jpg" alt="A dune"><figcaption>Dunes at <em>dusk</em></figcaption></figure>
<figure class="wp-block-gallery"><figure><img src="dunes.jpg" alt="One"></figure><figure><img src="wells.jpg" alt="Two"><figcaption>Second</figcaption></figure></figure>
<aside><h3>Box</h3><ul><li>one<li>two</ul></aside>
<blockquote class="pullquote"><p>Large</p><p>words</p><cite>Someone</cite></blockquote>
<figure class="wp-block-pullquote"><blockquote><p>Larger</p><cite>Another</cite></blockquote></figure>
<blockquote>Plain<footer>A source</footer></blockquote>
<table><caption>Rain</caption><thead><tr><th>Town<th align="right">mm</thead>
<tr><th>Tozeur</th><td rowspan="2">90</td></tr><tr><th>Nefta</th></tr><tr><td colspan="2">All</td></tr></table>`);
  expect(codes(problems)).toEqual([]);
  expect(outline(blocks)).toEqual([
    "2 paragraph: Il a dit «\u202foui\u202f»\u202f!⏎Non.",
    "3 figure: dunes.jpg “A dune” Dunes at *dusk*",
    "4 gallery: ",
    "  4 figure: dunes.jpg “One” ",
    "  4 figure: wells.jpg “Two” Second",
    "5 aside: Box",
    "  5 list",
    "    - 5 paragraph: one",
    "    - 5 paragraph: two",
    "6 pullQuote: Large⏎words — Someone",
    "7 pullQuote: Larger — Another",
    "8 quote — A source",
    "  8 paragraph: Plain",
    "9 table: Rain",
    "  | Town | mm",
    "  | Tozeur | 90",
    "  | Nefta | ",
    "  | All | ",
  ]);
  expect(blocks[0]!.language).toBe("fr");
  expect(blocks[1]!.language).toBeUndefined();
});

it("keeps the words of a pull quote that is only a source, and those around its quotation", () => {
  const { blocks, problems } = parse(`<blockquote class="pullquote"><cite>Ibn Battuta</cite></blockquote>
<figure class="wp-block-pullquote"><blockquote><p>Larger</p></blockquote><figcaption>Below it</figcaption></figure>`);
  expect(codes(problems)).toEqual([]);
  expect(outline(blocks)).toEqual(["1 pullQuote: Ibn Battuta", "2 pullQuote: Larger⏎Below it"]);
});

it("keeps the caption of a table without cells, before what else stood in it", () => {
  const { blocks } = parse("<table>stray<caption>Rain in <em>mm</em></caption><tr></tr></table><p>After</p>");
  expect(outline(blocks)).toEqual(["1 paragraph: Rain in *mm*", "1 paragraph: stray", "1 paragraph: After"]);
});

it("keeps lines of code apart, whatever ends them", () => {
  const { blocks } = parse("<pre>a<br>b\nc<div>d</div><div>e <b>f</b></div></pre>");
  expect(outline(blocks)).toEqual(["1 paragraph: `a⏎b⏎c⏎d⏎e f`"]);
});

it("gives the first h1 as headline where none is known", () => {
  const { headline, blocks } = parseHtmlBody({
    html: "<p>x</p><h1>A <em>b</em></h1>",
    name: "a",
    issueFolder: issue.folder,
    language: "en-GB",
  });
  expect(headline).toHaveLength(2);
  expect(outline(blocks)).toEqual(["1 paragraph: x"]);
});

describe("hostile HTML", () => {
  const ATTACKS: readonly (readonly [html: string, kept: string, code: string])[] = [
    ["<script>alert(1)</script>", "", "HTML_REMOVED"],
    ["<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "", "HTML_REMOVED"],
    ["<style>@import 'http://evil.example'</style>", "", "HTML_REMOVED"],
    ["<iframe src='file:///etc/passwd'>inner</iframe>", "", "HTML_REMOVED"],
    ["<object data=x><embed src=y>inner</object>", "", "HTML_REMOVED"],
    ["<svg onload=alert(1)><script>1</script><text>inner</text></svg>", "", "HTML_REMOVED"],
    ["<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>", "", "HTML_REMOVED"],
    ["<form action=http://evil.example><input name=q><button>go</button></form>", "", "HTML_REMOVED"],
    ["<meta http-equiv=refresh content='0;url=http://evil.example'>", "", "HTML_REMOVED"],
    ["<base href=http://evil.example/>", "", "HTML_REMOVED"],
    ["<link rel=stylesheet href=http://evil.example>", "", "HTML_REMOVED"],
    ["<template><p>inner</p></template>", "", "HTML_REMOVED"],
    ["<a href='java&#10;script:alert(1)'>word</a>", "word", "LINK_REFUSED"],
    ["<a href=' &#1;javascript:alert(1)'>word</a>", "word", "LINK_REFUSED"],
    ["<a href='JaVaScRiPt:alert(1)'>word</a>", "word", "LINK_REFUSED"],
    ["<a href='data:text/html,<script>1</script>'>word</a>", "word", "LINK_REFUSED"],
    ["<a href='file:///etc/passwd'>word</a>", "word", "LINK_REFUSED"],
    ["<a href='vbscript:x'>word</a>", "word", "LINK_REFUSED"],
    ["<a href='//evil.example'>word</a>", "word", "LINK_REFUSED"],
    ["<a href='https://'>word</a>", "word", "LINK_REFUSED"],
    ["<img src=http://169.254.169.254/x.jpg alt=x>", "", "PICTURE_REMOTE"],
    ["<img src=//evil.example/x.jpg alt=x>", "", "PICTURE_REMOTE"],
    ["<img src='data:image/svg+xml,<svg/onload=1>' alt=x>", "", "PICTURE_REMOTE"],
    ["<img src=file:///etc/passwd alt=x>", "", "PATH_OUTSIDE_ISSUE"],
    ["<img src=../../../etc/passwd alt=x>", "", "PATH_OUTSIDE_ISSUE"],
    ["<img src=/etc/passwd alt=x>", "", "PATH_OUTSIDE_ISSUE"],
    ["<img src=..%2f..%2fetc/passwd alt=x>", "", "PATH_OUTSIDE_ISSUE"],
    ["<p onclick=alert(1) style='background:url(http://evil.example)'>word</p>", "word", ""],
    ["<video poster=http://evil.example/x><source src=y></video>", "", "HTML_REMOVED"],
  ];
  it.each(ATTACKS)("%s", (html, kept, code) => {
    const { blocks, problems } = parse(html);
    const json = JSON.stringify(blocks);
    expect(json).not.toMatch(/evil|alert|onerror|onload|onclick|script:|169\.254|passwd|inner|style/i);
    expect(json.includes('"word"')).toBe(kept !== "");
    if (code) expect(problems.map((problem) => problem.code)).toContain(code);
  });

  it("leaves nothing but plain text of a tag split by another", () => {
    const { blocks, problems } = parse("<scr<script>ipt>alert(1)</script>");
    expect(outline(blocks)).toEqual(["1 paragraph: ipt>alert(1)"]);
    expect(codes(problems)).toContain("MARKUP_INVALID error 1:1");
  });

  it("tells every kind of removed element once, with how often", () => {
    const { problems } = parse("<script>1</script>\n<p>a</p>\n<script>2</script>");
    expect(codes(problems)).toEqual(["HTML_REMOVED warning 1:1"]);
  });

  it.each([
    ["a script", "<p>a</p>\n<script>lost\n<p>words</p>", "HTML_REMOVED error 2:1"],
    ["a quotation mark", '<p>a</p>\n<div class="x>\n<p>words</p>', "MARKUP_INVALID error 2:1"],
    ["a comment", "<p>a</p>\n<!-- words <p>words</p>", "MARKUP_INVALID error 2"],
  ])("lets nothing vanish behind %s that is never closed", (_, html, expected) => {
    expect(codes(parse(html).problems).some((told) => told.startsWith(expected))).toBe(true);
  });

  it("warns of a box that is never closed", () => {
    expect(codes(parse("<aside><p>a</p>").problems)).toEqual(["MARKUP_INVALID warning 1:1"]);
  });

  it("keeps the words of links whose addresses it refuses, and links to articles", () => {
    const { blocks } = parse(
      '<p><a href="#deep-wells">a</a> <a href="mailto:a@b.org">b</a> <a href="ftp://x">c</a> <a href="other.md">d</a></p>',
    );
    expect(outline(blocks)).toEqual(["1 paragraph: [a](#deep-wells) [b](mailto:a@b.org) c d"]);
  });

  it.each([
    ["div", "<div>", "</div>"],
    ["em", "<em>", "</em>"],
    ["blockquote", "<blockquote>", "</blockquote>"],
    ["list", "<ul><li>", "</li></ul>"],
    ["table", "<table><tr><td>", "</td></tr></table>"],
    ["aside", "<aside>", "</aside>"],
  ])("survives nested %s elements: keeps the words of 500, and gives up 20,000", (_, open, close) => {
    const { blocks } = parse(`${open.repeat(500)}deep words${close.repeat(500)}<p>after</p>`);
    const { problems } = parse(`${open.repeat(20_000)}deep words${close.repeat(20_000)}`);
    expect(codes(problems).some((told) => told.startsWith("MARKUP_INVALID error"))).toBe(true);
    expect(JSON.stringify(blocks)).toContain("deep words");
    expect(JSON.stringify(blocks)).toContain("after");
  });
});

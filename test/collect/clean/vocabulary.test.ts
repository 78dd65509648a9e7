import { describe, expect, it } from "vitest";
import { between, clean, inside } from "./copy.js";

/** The part as it comes out, between two paragraphs. */
const out = (part: string, more = {}): string => inside(between(part, more).html);

describe("words", () => {
  it.each([
    [
      "unwraps what is not in the vocabulary",
      '<p class="a" style="color:red">A <span class="b">red</span> <font color="red"><u>boat</u></font> left.</p>',
      "<p>A red boat left.</p>",
    ],
    [
      "keeps emphasis by tag and by style",
      '<p>A <i>slow</i> <b>boat</b> <span style="font-style: italic">left</span> <span style="font-weight: 700">late</span>.</p>',
      "<p>A <em>slow</em> <strong>boat</strong> <em>left</em> <strong>late</strong>.</p>",
    ],
    [
      "moves spaces out of emphasis",
      "<p>A<b> slow </b>boat <em>left</em>.</p>",
      "<p>A <strong>slow</strong> boat <em>left</em>.</p>",
    ],
    ["drops emphasis round nothing", "<p>A <b> </b><em></em>boat left.</p>", "<p>A boat left.</p>"],
    [
      "knows the bold of Google Docs that is none",
      '<b style="font-weight:normal;"><p>A boat left.</p></b>',
      "<p>A boat left.</p>",
    ],
    [
      "parts paragraphs at two line breaks",
      "<div>A boat left.<br><br>It came <em>back<br><br>late</em>.</div>",
      "<p>A boat left.</p>\n<p>It came <em>back</em></p>\n<p><em>late</em>.</p>",
    ],
    ["keeps one line break", "<p>A boat<br>left.<br></p>", "<p>A boat<br>left.</p>"],
    [
      "makes links absolute",
      '<p>A <a href="../boat?a=1&amp;b=2" target="_blank" rel="nofollow">boat</a> left.</p>',
      '<p>A <a href="https://site.example/boats/boat?a=1&amp;b=2">boat</a> left.</p>',
    ],
    [
      "unwraps links that lead nowhere on paper",
      '<p>A <a href="javascript:x()">slow</a> <a href=" JAVA&#x09;script:x()">old</a> <a href="data:text/html,x">boat</a> <a href="#top">left</a> <a>now</a>.</p>',
      "<p>A slow old boat left now.</p>",
    ],
    ["raises the numbers of notes", '<p>A boat<a href="#fn1">1</a> left.</p>', "<p>A boat<sup>1</sup> left.</p>"],
    [
      "escapes what is text",
      "<p>1 &lt; 2 &amp; 3 &gt; 2 &lt;script&gt;</p>",
      "<p>1 &lt; 2 &amp; 3 &gt; 2 &lt;script&gt;</p>",
    ],
    [
      "keeps the language of blocks",
      '<p lang="ar">قارب بطيء.</p><div lang="fr"><p>Un bateau lent.</p></div>',
      '<p lang="ar">قارب بطيء.</p>\n<p lang="fr">Un bateau lent.</p>',
    ],
    [
      "writes headings of three levels",
      "<h1>The quay</h1><h4>The rope</h4><h6>The knot</h6>",
      "<h2>The quay</h2>\n<h4>The rope</h4>\n<h4>The knot</h4>",
    ],
    ["keeps verse and code", "<pre>A boat\n  left.\n</pre>", "<pre>A boat\n  left.</pre>"],
    [
      "keeps rules between parts",
      "<hr class='wp-block-separator'><p>Then it came back.</p>",
      "<hr>\n<p>Then it came back.</p>",
    ],
    [
      "reads paragraphs in a span",
      "<span><p>A boat left.</p><p>It came back.</p></span>",
      "<p>A boat left.</p>\n<p>It came back.</p>",
    ],
  ])("%s", (_, html, wanted) => {
    expect(out(html, { language: "en" })).toBe(wanted);
  });

  it("does not repeat the story's own language", () => {
    expect(out('<p lang="en-GB">A boat left.</p>', { language: "en" })).toBe("<p>A boat left.</p>");
  });
});

describe("blocks", () => {
  it.each([
    [
      "lists that go on with a number",
      '<ol start="9" class="a"><li>The ninth boat left.</li><li>The tenth stayed.</li></ol>',
      '<ol start="9"><li>The ninth boat left.</li><li>The tenth stayed.</li></ol>',
    ],
    [
      "lists in lists",
      "<ul><li>Bread<ul><li>flat</li><li>round</li></ul></li><li><p>Oil</p></li></ul>",
      "<ul><li>Bread<ul><li>flat</li><li>round</li></ul></li><li>Oil</li></ul>",
    ],
    [
      "lists of terms",
      "<dl><dt>Felucca</dt><dd>a boat with one sail</dd></dl>",
      "<ul><li><strong>Felucca</strong><br>a boat with one sail</li></ul>",
    ],
    [
      "quotations with who said it",
      "<blockquote><p>It floats.</p><footer>Amel, <cite>captain</cite></footer></blockquote>",
      "<blockquote><p>It floats.</p><cite>Amel, <em>captain</em></cite></blockquote>",
    ],
    [
      "a dash before a name",
      "<blockquote><p>It floats.</p><p>— Amel</p></blockquote>",
      "<blockquote><p>It floats.</p><cite>Amel</cite></blockquote>",
    ],
    [
      "a work named in a quotation",
      "<blockquote><p>I read <cite>The Pearl</cite> there.</p></blockquote>",
      "<blockquote><p>I read <em>The Pearl</em> there.</p></blockquote>",
    ],
    [
      "quotations in figures",
      "<figure class='wp-block-quote'><blockquote><p>It floats.</p></blockquote><figcaption>Amel</figcaption></figure>",
      "<blockquote><p>It floats.</p><cite>Amel</cite></blockquote>",
    ],
    [
      "pull quotes",
      '<figure class="wp-block-pullquote"><blockquote><p>It floats.</p></blockquote></figure>',
      '<blockquote class="pullquote"><p>It floats.</p></blockquote>',
    ],
    [
      "pull quotes in asides",
      '<aside class="pull-quote">It floats.</aside>',
      '<blockquote class="pullquote"><p>It floats.</p></blockquote>',
    ],
    [
      "boxes by their class",
      '<div class="wp-block-group factbox"><p><strong>In figures</strong></p><p>Two sails.</p></div>',
      "<aside><h3><strong>In figures</strong></h3><p>Two sails.</p></aside>",
    ],
    [
      "boxes that open",
      "<details><summary>How to get there</summary><p>By boat.</p></details>",
      "<aside><h3>How to get there</h3><p>By boat.</p></aside>",
    ],
    [
      "tables",
      "<figure class='wp-block-table'><table><thead><tr><th>Year</th><th>Boats</th></tr></thead><tbody><tr><td>1950</td><td>40</td></tr></tbody></table><figcaption>Boats by year</figcaption></figure>",
      "<table><caption>Boats by year</caption><thead><tr><th>Year</th><th>Boats</th></tr></thead><tbody><tr><td>1950</td><td>40</td></tr></tbody></table>",
    ],
    [
      "cells that span",
      "<table><tr><th colspan=2>Boats</th></tr><tr><td rowspan=2>1950</td><td>a</td></tr><tr><td>b</td></tr></table>",
      "<table><thead><tr><th>Boats</th><th></th></tr></thead><tbody><tr><td>1950</td><td>a</td></tr><tr><td></td><td>b</td></tr></tbody></table>",
    ],
    [
      "tables that lay out a page",
      "<table><tr><td><h3>The quay</h3><p>It is long.</p></td><td><p>And wet.</p></td></tr></table>",
      "<h3>The quay</h3>\n<p>It is long.</p>\n<p>And wet.</p>",
    ],
  ])("%s", (_, html, wanted) => {
    expect(out(html)).toBe(wanted);
  });
});

describe("pictures", () => {
  const figure = (src: string, rest = ' alt=""', caption = ""): string =>
    `<figure><img src="https://site.example${src}"${rest}>${caption}</figure>`;
  it.each([
    [
      "the widest of a set",
      '<img src="/a-300.jpg" srcset="/a-300.jpg 300w, /a-2000.jpg 2000w, /a-800.jpg 800w">',
      figure("/a-2000.jpg"),
    ],
    [
      "a set with commas in its addresses",
      '<img src="/x.jpg" srcset="/f/w_424,c_limit/a.jpg 424w, /f/w_848,c_limit/a.jpg 848w">',
      figure("/f/w_848,c_limit/a.jpg"),
    ],
    [
      "the picture behind a lazy one",
      '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/a.jpg"><noscript><img src="/a.jpg"></noscript>',
      figure("/a.jpg"),
    ],
    [
      "the picture of noscript alone",
      '<noscript><img src="/a.jpg" alt="A boat"></noscript>',
      figure("/a.jpg", ' alt="A boat"'),
    ],
    ["the full size that a link shows", '<a href="/a.jpg"><img src="/a-300x200.jpg"></a>', figure("/a.jpg")],
    [
      "the sources of a picture",
      '<picture><source srcset="/a.webp 1200w" type="image/webp"><img src="/a-small.jpg"></picture>',
      figure("/a.webp"),
    ],
    [
      "captions of old WordPress",
      '<div class="wp-caption alignleft"><img src="/a.jpg"><p class="wp-caption-text">A boat</p></div>',
      figure("/a.jpg", ' alt=""', "<figcaption>A boat</figcaption>"),
    ],
    [
      "captions of Blogger",
      '<table class="tr-caption-container"><tr><td><img src="/a.jpg"></td></tr><tr><td class="tr-caption">A boat</td></tr></table>',
      figure("/a.jpg", ' alt=""', "<figcaption>A boat</figcaption>"),
    ],
    [
      "captions of SPIP",
      '<dl class="spip_document_1"><dt><img src="/a.jpg"></dt><dd class="spip_doc_titre"><strong>A boat</strong></dd></dl>',
      figure("/a.jpg", ' alt=""', "<figcaption><strong>A boat</strong></figcaption>"),
    ],
    [
      "a credit at a caption's end",
      "<figure><img src='/a.jpg'><figcaption>A boat. Photo: Amel Gharbi</figcaption></figure>",
      figure("/a.jpg", ' alt="" data-credit="Amel Gharbi"', "<figcaption>A boat.</figcaption>"),
    ],
    [
      "a credit in brackets, in French",
      "<figure><img src='/a.jpg'><figcaption>Un bateau (crédit photo : Amel Gharbi)</figcaption></figure>",
      figure("/a.jpg", ' alt="" data-credit="Amel Gharbi"', "<figcaption>Un bateau</figcaption>"),
    ],
    [
      "a credit in Arabic",
      "<figure><img src='/a.jpg'><figcaption>قارب في الميناء. تصوير: آمال الغربي</figcaption></figure>",
      figure("/a.jpg", ' alt="" data-credit="آمال الغربي"', "<figcaption>قارب في الميناء.</figcaption>"),
    ],
    [
      "a credit by its class",
      "<figure><img src='/a.jpg'><figcaption>A boat <span class='credit'>© Amel Gharbi</span></figcaption></figure>",
      figure("/a.jpg", ' alt="" data-credit="Amel Gharbi"', "<figcaption>A boat</figcaption>"),
    ],
    [
      "a credit alone below the picture",
      "<p><img src='/a.jpg'></p><p>Photo: Amel Gharbi</p>",
      figure("/a.jpg", ' alt="" data-credit="Amel Gharbi"'),
    ],
    [
      "a picture in a paragraph",
      "<p><img class='alignleft' src='/a.jpg'>A boat <em>left</em>.</p>",
      `${figure("/a.jpg")}\n<p>A boat <em>left</em>.</p>`,
    ],
    ["a picture after the words", "<p>A boat left.<img src='/a.jpg'></p>", `<p>A boat left.</p>\n${figure("/a.jpg")}`],
  ])("%s", (_, html, wanted) => {
    expect(out(html)).toBe(wanted);
  });

  it("keeps pictures from Word, drops stand-ins", () => {
    const word = `data:image/png;base64,${"iVBORw0KGgo".repeat(60)}`;
    expect(out(`<img src="${word}"><img src="data:image/svg+xml,%3Csvg%3E"><img src="/img/blank.gif">`)).toBe(
      `<figure><img src="${word}" alt=""></figure>`,
    );
  });

  it.each([
    [
      '<figure class="wp-block-gallery"><figure><img src="/a.jpg"><figcaption>One</figcaption></figure><figure><img src="/b.jpg"></figure><figcaption>Both</figcaption></figure>',
    ],
    [
      '<ul class="wp-block-gallery"><li class="blocks-gallery-item"><figure><img src="/a.jpg"><figcaption>One</figcaption></figure></li><li><figure><img src="/b.jpg"></figure></li><figcaption>Both</figcaption></ul>',
    ],
    [
      '<div class="gallery"><dl class="gallery-item"><dt><img src="/a.jpg"></dt><dd class="gallery-caption">One</dd></dl><dl class="gallery-item"><dt><img src="/b.jpg"></dt></dl><p class="wp-caption-text">Both</p></div>',
    ],
  ])("keeps galleries: %s", (html) => {
    expect(out(html)).toBe(
      `<div class="gallery">${figure("/a.jpg", ' alt=""', "<figcaption>One</figcaption>")}${figure("/b.jpg")}<figcaption>Both</figcaption></div>`,
    );
  });
});

describe("embeds", () => {
  it.each([
    [
      "YouTube",
      '<iframe src="//www.youtube-nocookie.com/embed/abcdefghijk?rel=0" title="A slow boat"></iframe>',
      '<p><a href="https://www.youtube.com/watch?v=abcdefghijk">YouTube: A slow boat</a></p>',
    ],
    [
      "Vimeo, lazily",
      '<iframe data-src="https://player.vimeo.com/video/1234"></iframe>',
      '<p><a href="https://vimeo.com/1234">Vimeo</a></p>',
    ],
    [
      "Spotify with a caption",
      '<figure class="wp-block-embed"><div><iframe src="https://open.spotify.com/embed/track/4uLU6" title="Spotify Embed"></iframe></div><figcaption>The song of the boat</figcaption></figure>',
      '<p><a href="https://open.spotify.com/track/4uLU6">Spotify: The song of the boat</a></p>',
    ],
    [
      "Maps",
      '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>',
      '<p><a href="https://www.google.com/maps/embed?pb=1">Google Maps</a></p>',
    ],
    [
      "a film of the site",
      '<video src="/boat.mp4"></video>',
      '<p><a href="https://site.example/boat.mp4">site.example</a></p>',
    ],
    [
      "a bare address",
      "<p>https://www.youtube.com/watch?v=abcdefghijk</p>",
      '<p><a href="https://www.youtube.com/watch?v=abcdefghijk">YouTube</a></p>',
    ],
    [
      "Instagram without words",
      '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/abc/?utm_source=ig"><p><a href="https://www.instagram.com/p/abc/">View this post on Instagram</a></p></blockquote>',
      '<p><a href="https://www.instagram.com/p/abc/">Instagram</a></p>',
    ],
    [
      "a post with its words",
      '<blockquote class="twitter-tweet"><p lang="en">The boat is late. <a href="https://t.co/x">pic.twitter.com/x</a></p>— Amel (@amel) <a href="https://twitter.com/amel/status/1?ref_src=twsrc">November 18, 2026</a></blockquote><script src="https://platform.twitter.com/widgets.js"></script>',
      '<blockquote><p>The boat is late.</p><cite>Amel (@amel) <a href="https://twitter.com/amel/status/1?ref_src=twsrc">November 18, 2026</a></cite></blockquote>',
    ],
    ["what only counts", '<iframe src="https://www.googletagmanager.com/ns.html?id=1"></iframe>', ""],
  ])("%s", (_, html, wanted) => {
    const copy = between(html);
    expect(inside(copy.html)).toBe(wanted);
    expect(copy.removals.map(({ reason }) => reason)).toContain("embed");
  });
});

describe("the same copy", () => {
  it("comes out the same when it is cleaned again", () => {
    const once = clean(
      '<p>A <em>boat</em> left.</p><figure><img src="/a.jpg" alt="A boat" data-credit="Amel"><figcaption>The boat</figcaption></figure><blockquote class="pullquote"><p>It floats.</p></blockquote><blockquote><p>It does.</p><cite>Amel</cite></blockquote><aside><h3>In figures</h3><p>Two sails.</p></aside><ul><li>One<ul><li>two</li></ul></li></ul><p>The end came on a Sunday.</p>',
    );
    expect(clean(once.html).html).toBe(once.html);
    expect(clean(once.html).removals).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { cleanCopy } from "../../../src/collect/clean/index.js";
import { NoArticle, parseFragment, parsePage } from "../../../src/collect/html.js";
import { readPage } from "../../../src/collect/sources/page.js";

const SENTENCE = "<p>The ferry leaves at six in the morning, whether or not the captain has slept.</p>";
const words = (html: string): number => cleanCopy({ html, headline: "h" }).wordsAfter;

/** How much longer ten times the input takes: some ten times where time goes by length, a hundred where it goes by its square. */
function growth(make: (times: number) => string, work: (html: string) => unknown): number {
  const timed = (html: string): number => {
    const start = performance.now();
    work(html);
    return performance.now() - start;
  };
  timed(make(1));
  const [once, tenTimes] = [make(1), make(10)];
  const best = (html: string): number => Math.min(...Array.from({ length: 5 }, () => timed(html)));
  return best(tenTimes) / Math.max(1, best(once));
}

describe("input that means harm", () => {
  it.each<[string, (times: number) => string]>([
    ["nested parts", (times) => "<div>".repeat(4000 * times) + SENTENCE],
    ["nested spans in a paragraph", (times) => `<p>${"<span>".repeat(4000 * times)}x y z.`],
    ["unclosed shortcodes", (times) => `<p>${"[caption a=1]".repeat(4000 * times)}[/caption]</p>`],
    ["opening brackets", (times) => `<p>${"[a ".repeat(8000 * times)}</p>`],
    ["tags that never end", (times) => `<p>${"<a ".repeat(20_000 * times)}`],
    ["quotes that never end", (times) => `<p>${'<a href="'.repeat(20_000 * times)}`],
    ["commas", (times) => `<p>A b c.</p><p>${"A, ".repeat(20_000 * times)}</p>`],
    ["line breaks", (times) => `<p>a${"<br>a".repeat(4000 * times)}</p>`],
    ["spaces", (times) => `<p>${" \n\t".repeat(100_000 * times)}x y z.</p>`],
    ["entities", (times) => `<p>${"&#91;&amp;lt;".repeat(4000 * times)}</p>`],
    ["pictures", (times) => `${SENTENCE}${'<img src="https://a.example/a.jpg">'.repeat(1500 * times)}`],
    ["quotations", (times) => `${"<blockquote>".repeat(3000 * times)}x y z.`],
    ["a set of pictures", (times) => `<img srcset="${"a,".repeat(50_000 * times)}">`],
  ])("takes time by its length: %s", (_, make) => {
    expect(growth(make, words)).toBeLessThan(70);
  });

  it("keeps the words at any depth", () => {
    expect(words("<div>".repeat(50_000) + SENTENCE)).toBe(15);
    expect(words(`${"<ul><li>".repeat(5000)}a boat`)).toBe(2);
    expect(words(`<p>${"<b>".repeat(5000)}a boat${"</b>".repeat(5000)} left</p>`)).toBe(3);
  });

  it("refuses what nobody has written", () => {
    expect(() => parseFragment("<b>x</b>".repeat(400_000))).toThrow(NoArticle);
    expect(() => parseFragment("<".repeat(400_000))).toThrow(NoArticle);
    expect(() => parseFragment("&lt;".repeat(600_000))).toThrow(NoArticle);
  });

  it.each([
    "<p onclick=x>a<script>alert(1)</script><style>p{}</style></p>",
    '<img src=x onerror=alert(1) alt="a&quot;onload=&quot;x">',
    '<a href="java\nscript:alert(1)">a</a><a href="vbscript:x">b</a><a href="&#106;avascript:x">c</a>',
    "<svg><script>alert(1)</script><a xlink:href='javascript:x'>a</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data="javascript:x"></object><embed src="javascript:x">',
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    '<p lang="x&quot; onclick=&quot;y">a</p><p lang=\'en"><script>\'>b</p>',
    "<textarea><p>a</textarea><xmp><script>x</script></xmp><title><img src=x onerror=y></title>",
    "<!--><script>alert(1)</script--><p>a</p>",
    '<figure><img src="https://a.example/a.jpg" data-credit="&quot;><script>x</script>"></figure>',
    '<blockquote class="twitter-tweet"><p>a</p><a href="https://twitter.com/a&quot;><script>x</script>">b</a></blockquote>',
  ])("lets no script out: %s", (html) => {
    const root = parsePage(
      cleanCopy({ html, headline: "h", baseUrl: "https://a.example/" }).html,
      "https://a.example/",
    ).body;
    const known =
      /^(?:p|h[234]|ul|ol|li|blockquote|cite|figure|img|figcaption|div|table|caption|thead|tbody|tr|th|td|aside|hr|pre|a|em|strong|code|sup|sub|br)$/;
    for (const element of root.querySelectorAll("*")) {
      expect(element.localName).toMatch(known);
      for (const { name, value } of element.attributes) {
        expect(name).toMatch(/^(?:href|src|alt|data-credit|class|lang)$/);
        if (name === "href") expect(value).toMatch(/^(?:https?:|mailto:|tel:)/);
      }
    }
  });

  it("reads a page of scripts as quickly as one without", () => {
    const page = (script: string): string =>
      `<html><head><title>The slow boat</title>${script}</head><body><h1>The slow boat</h1>${SENTENCE.repeat(6)}</body></html>`;
    const heavy = page(`<script>${"var a = '<div>';".repeat(300_000)}</script>`);
    expect(readPage(heavy, "https://a.example/a").headline).toBe("The slow boat");
  });
});

import { describe, expect, it } from "vitest";
import { cleanCopy } from "../../../src/collect/clean/index.js";
import { readPage } from "../../../src/collect/sources/page.js";
import type { RawStory } from "../../../src/collect/types.js";

const PROSE = [
  "The ferry leaves at six in the morning, whether or not the captain has slept, and it is full by half past five.",
  "Goats travel on deck. Brides travel below, with their mothers, and nobody is allowed to laugh before the second buoy.",
  "By noon the island is a line, and by one it is gone from the window altogether, as if it had been a mistake of the light.",
].map((text) => `<p>${text}</p>`);
const OTHER = [
  "The salt road begins where the asphalt ends, and it ends where nobody can say, because the sand keeps no promises.",
  "A camel carries four cones on either side; it has carried them since before there were names for the wells.",
  "At night they talk about rain. In the morning nobody mentions it, for fear of being asked what it looks like.",
].map((text) => `<p>${text}</p>`);

interface Page {
  readonly head?: string;
  readonly body: string;
  readonly lang?: string;
  readonly url?: string;
}

const read = ({
  head = "",
  body,
  lang = ' lang="en"',
  url = "https://www.site.example/boats/slow/?ref=a",
}: Page): RawStory => readPage(`<!DOCTYPE html><html${lang}><head>${head}</head><body>${body}</body></html>`, url);

const textOf = (story: RawStory): string => {
  if (story.body.kind !== "html") throw new Error("A page's story is HTML.");
  const { baseUrl } = story.body;
  return cleanCopy({ html: story.body.html, headline: story.headline, ...(baseUrl && { baseUrl }) }).html;
};
const article = (headline: string, prose: readonly string[] = PROSE): string =>
  `<article><h1>${headline}</h1><div class="entry-content">${prose.join("")}</div></article>`;

describe("the headline", () => {
  it.each([
    ["The slow boat – Site of Boats", '<meta property="og:site_name" content="Site of Boats">'],
    ["The slow boat - Site of Boats", '<meta property="og:site_name" content="Site of Boats">'],
    ["Site of Boats | The slow boat", '<meta property="og:site_name" content="Site of Boats">'],
    ["The slow boat | Site", ""],
    ["The slow boat — Culture — Site of Boats", '<meta property="og:site_name" content="Site of Boats">'],
    ["Site: The slow boat", ""],
  ])("comes from %s", (title, head) => {
    const { headline } = read({ head: `<title>${title}</title>${head}`, body: article("The slow boat") });
    expect(headline).toBe("The slow boat");
  });

  it.each([
    ["The slow boat – Site of Boats", "The slow boat"],
    ["The slow boat | Anybody", "The slow boat"],
    ["Slow boats – a love story", "Slow boats – a love story"],
    ["Slow boats - a love story - Site of Boats", "Slow boats - a love story"],
  ])("comes from the title alone: %s", (title, headline) => {
    const head = `<title>${title}</title><meta property="og:site_name" content="Site of Boats">`;
    expect(read({ head, body: `<div class="entry-content">${PROSE.join("")}</div>` }).headline).toBe(headline);
  });

  it("keeps emphasis and entities", () => {
    expect(
      read({ head: "<title>The Pearl &amp; the boat</title>", body: article("<em>The Pearl</em> &amp; the boat") })
        .headline,
    ).toBe("<em>The Pearl</em> &amp; the boat");
  });

  it("is the story's first heading, or its first sentence shortened, where there is none", () => {
    const body = `<div class="entry-content"><h2>Out by six</h2>${PROSE.join("")}</div>`;
    expect(read({ head: "<title>Home</title>", body: `<main>${body}</main>` }).headline).toBe("Out by six");
    expect(read({ body: `<div class="entry-content">${PROSE.join("")}</div>` }).headline).toBe(
      "The ferry leaves at six in the morning, whether or not the captain has slept…",
    );
  });
});

describe("what a page says of its story", () => {
  it("reads structured data first", () => {
    const data = {
      "@context": "https://schema.org",
      "@graph": [
        { "@type": "WebSite", name: "Site" },
        { "@type": "Person", "@id": "#amel", name: "Amel Gharbi" },
        {
          "@type": ["Article", "NewsArticle"],
          headline: "The slow boat",
          author: [{ "@id": "#amel" }, { "@type": "Person", name: "Tom Harker" }],
          datePublished: "2026-11-18T08:00:00+0100",
          dateModified: "2026-11-19",
          articleSection: ["Islands"],
          keywords: "boats, goats",
          image: [{ "@type": "ImageObject", url: "/img/boat.jpg" }],
        },
      ],
    };
    const story = read({
      head: `<script type="application/ld+json">${JSON.stringify(data)}</script><link rel="canonical" href="/boats/slow/"><meta property="article:modified_time" content="x">`,
      body: article("The slow boat"),
    });
    expect(story).toMatchObject({
      id: "https://www.site.example/boats/slow/",
      url: "https://www.site.example/boats/slow/",
      byline: "Amel Gharbi, Tom Harker",
      language: "en",
      hero: { url: "https://www.site.example/img/boat.jpg" },
      terms: [
        { slug: "islands", name: "Islands" },
        { slug: "boats", name: "boats" },
        { slug: "goats", name: "goats" },
      ],
    });
    expect(story.published?.toISOString()).toBe("2026-11-18T07:00:00.000Z");
    expect(story.modified?.toISOString()).toBe("2026-11-19T00:00:00.000Z");
  });

  it("goes on where structured data is broken", () => {
    const head =
      '<script type="application/ld+json">{"@type": "Article", </script><meta name="author" content="By Amel Gharbi">';
    expect(read({ head, body: article("The slow boat") }).byline).toBe("Amel Gharbi");
  });

  it.each([
    '<p class="byline">By <a rel="author" href="/amel">Amel Gharbi</a></p><time datetime="2026-11-18">Wednesday</time>',
    "<div><span>By Amel Gharbi</span> · <span>18 November 2026</span> · <span>5 min read</span></div>",
    "<p>By Amel Gharbi<br>November 18, 2026</p>",
    '<div class="meta"><span class="author vcard"><a class="fn">Amel Gharbi</a></span> <abbr class="published" title="2026-11-18T08:00:00Z">8:00</abbr></div>',
    "<font size=2><i>Amel Gharbi</i></font><p>By Amel Gharbi, 18 November 2026</p>",
  ])("finds byline and date: %s", (line) => {
    const story = read({
      head: "<title>The slow boat</title>",
      body: `<div><h1>The slow boat</h1>${line}</div><div>${PROSE.join("")}</div>`,
    });
    expect(story.byline).toBe("Amel Gharbi");
    expect(story.published?.toISOString().slice(0, 10)).toBe("2026-11-18");
    expect(textOf(story)).toBe(PROSE.join("\n"));
  });

  it("takes no site and no administrator for a writer", () => {
    for (const name of ["admin", "Super User", "Site of Boats"]) {
      const head = `<meta name="author" content="${name}"><meta property="og:site_name" content="Site of Boats">`;
      expect(read({ head, body: article("The slow boat") }).byline).toBeUndefined();
    }
  });

  it("takes kicker and standfirst out of the headline's block, and leaves those inside the story", () => {
    const head =
      '<header><p class="kicker">Islands</p><h1>The slow boat</h1><p>Nobody minds the wait, least of all the goats.</p></header>';
    const story = read({
      head: "<title>The slow boat</title>",
      body: `<article>${head}<div class="entry-content">${PROSE.join("")}</div></article>`,
    });
    expect(story).toMatchObject({ kicker: "Islands", standfirst: "Nobody minds the wait, least of all the goats." });
    expect(textOf(story)).toBe(PROSE.join("\n"));
  });

  it("reads the language, or hears it", () => {
    const french =
      "<p>Le bateau part à six heures du matin, que le capitaine ait dormi ou non, et il est plein dès cinq heures et demie. Les chèvres voyagent sur le pont.</p>";
    const arabic =
      "<p>تبحر العبّارة في السادسة صباحًا، نام القبطان أم لم ينم، وتمتلئ قبل ذلك بنصف ساعة. تسافر الماعز على السطح، وتسافر العرائس في الأسفل مع أمهاتهن ولا يضحك أحد.</p>";
    const body = (text: string): string => `<article><h1>Titre</h1><div class="entry-content">${text}</div></article>`;
    expect(read({ lang: ' lang="fr-TN"', body: body(french) }).language).toBe("fr-TN");
    expect(read({ lang: "", body: body(french) }).language).toBe("fr");
    expect(read({ lang: ' lang="en-US"', body: body(arabic) }).language).toBe("ar");
  });
});

describe("the hero", () => {
  const lead =
    '<figure class="post-thumbnail"><img src="/u/boat-800x500.jpg" alt="The boat"><figcaption>At the quay. Photo: Amel Gharbi</figcaption></figure>';
  it("is the lead picture with its caption, in the size shown to others", () => {
    const { hero } = read({
      head: '<meta property="og:image" content="/u/boat.jpg">',
      body: `<article><h1>The slow boat</h1>${lead}<div class="entry-content">${PROSE.join("")}</div></article>`,
    });
    expect(hero).toEqual({
      url: "https://www.site.example/u/boat.jpg",
      alt: "The boat",
      caption: "At the quay.",
      credit: "Amel Gharbi",
    });
  });

  it("is not the site's logo", () => {
    const { hero } = read({
      head: '<meta property="og:image" content="/u/logo-share.png">',
      body: article("The slow boat"),
    });
    expect(hero).toBeUndefined();
  });

  it("takes its caption from the story where the story shows it too", () => {
    const { hero } = read({
      head: '<meta property="og:image" content="/u/boat.jpg">',
      body: article("The slow boat", [
        PROSE[0]!,
        '<figure><img src="/u/boat-300x200.jpg" alt="The boat"><figcaption>At the quay</figcaption></figure>',
        PROSE[1]!,
      ]),
    });
    expect(hero).toEqual({ url: "https://www.site.example/u/boat.jpg", alt: "The boat", caption: "At the quay" });
  });
});

describe("two stories on a page", () => {
  const head = "<title>The slow boat | Site</title>";
  it.each([
    ["in articles of a known make", article("The slow boat") + article("The salt road", [...OTHER, ...OTHER])],
    [
      "in plain articles",
      `<article><h2>The slow boat</h2>${PROSE.join("")}</article><article><h2>The salt road</h2>${OTHER.join("")}${OTHER.join("")}</article>`,
    ],
    [
      "in one container, one below the other",
      `<div class="entry-content"><h1>The slow boat</h1><p>By Amel Gharbi</p>${PROSE.join("")}<h1>The salt road</h1><p>By Tom Harker</p>${OTHER.join("")}</div>`,
    ],
    [
      "in no container at all",
      `<h2>The slow boat</h2><p>By Amel Gharbi</p>${PROSE.join("")}<hr><h2>The salt road</h2><p>By Tom Harker, 2 November 2026</p>${OTHER.join("")}`,
    ],
  ])("reads the first alone: %s", (_, body) => {
    const story = read({ head, body });
    expect(story.headline).toBe("The slow boat");
    expect(textOf(story)).toBe(PROSE.join("\n"));
  });

  it("reads the one that the page is named for", () => {
    const story = read({ head, body: article("The salt road", OTHER) + article("The slow boat") });
    expect(textOf(story)).toBe(PROSE.join("\n"));
  });
});

describe("saved pages", () => {
  it("keep pictures beside them, and find the site's by its address", () => {
    const story = read({
      url: "file:///home/amel/boat.html",
      head: '<link rel="canonical" href="https://site.example/boats/slow/">',
      body: article("The slow boat", [...PROSE, '<img src="boat_files/a.jpg"><img src="/u/b.jpg">']),
    });
    expect(story).toMatchObject({ id: "https://site.example/boats/slow/", url: "https://site.example/boats/slow/" });
    expect(textOf(story)).toContain('src="file:///home/amel/boat_files/a.jpg"');
    expect(textOf(story)).toContain('src="https://site.example/u/b.jpg"');
  });

  it("stand by their own address where they say none", () => {
    const story = read({ url: "file:///home/amel/boat.html", body: article("The slow boat") });
    expect(story.id).toBe("file:///home/amel/boat.html");
    expect(story.url).toBeUndefined();
  });

  it("may lack html, head and body", () => {
    const bare = readPage(
      `\ufeff<title>The slow boat</title><h1>The slow boat</h1>${PROSE.join("")}`,
      "https://site.example/a",
    );
    expect(bare.headline).toBe("The slow boat");
    expect(textOf(bare)).toBe(PROSE.join("\n"));
  });

  it("start at their base", () => {
    const story = read({
      head: '<base href="https://other.example/x/">',
      body: article("The slow boat", [...PROSE, '<img src="a.jpg">']),
    });
    expect(textOf(story)).toContain('src="https://other.example/x/a.jpg"');
  });
});

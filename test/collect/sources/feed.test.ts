import { describe, expect, it } from "vitest";
import { status } from "./faults.js";
import { answerOf, answerTo, OF_WEEK, rss, run, slugs } from "./feed-run.js";
import { AUTHOR } from "./feed-server.js";
import { closeAfterEach } from "./network.js";
import { manyPosts } from "./wordpress-posts.js";

closeAfterEach();

const LONG = `<p>${"Water runs through galleries under the plateau and comes out in daylight. ".repeat(40)}</p>`;

describe.each(["rss", "atom", "rdf", "json"] as const)("%s", (format) => {
  it("gives whole stories of the week", async () => {
    const { stories, pages, notes } = await answerOf({ site: { format } });
    expect(slugs(stories)).toEqual(OF_WEEK);
    expect(pages).toEqual([]);
    expect(notes).toEqual([]);
    for (const story of stories) {
      expect(story).toMatchObject({ byline: AUTHOR, language: "en-GB", body: { kind: "html", baseUrl: story.url } });
      expect(story.body.kind === "html" && story.body.html.length).toBeGreaterThan(800);
    }
    expect(stories[5]).toMatchObject({ published: new Date("2026-11-17T10:45:00Z") });
    expect(stories[5]!.terms[0]).toEqual({ slug: "culture", name: "culture" });
    expect(stories[2]!.standfirst).toBe(
      "Dans l’Adrar mauritanien, des familles gardent des bibliothèques que le sable menace.",
    );
    expect(stories[5]!.standfirst).toBeUndefined();
    if (format !== "rdf") expect(stories[5]!.hero?.url).toMatch(/\/kerkennah\.jpg$/);
  });

  it("gives items with a summary alone as pages to be fetched", async () => {
    const { stories, pages } = await answerOf({ site: { format, texts: "summaries" } });
    expect(stories).toEqual([]);
    expect(slugs(pages)).toEqual(OF_WEEK);
    expect(pages[6]).toMatchObject({ byline: AUTHOR, published: new Date("2026-11-15T23:30:00Z") });
  });
});

describe("an item", () => {
  const oneOf = async (item: string, more = "") => {
    const { stories, pages, notes } = await answerTo(rss(`<item>${item}</item>`, more));
    return { story: [...stories, ...pages][0]!, isPage: pages.length > 0, notes };
  };

  it.each([
    ["content", `<content:encoded><![CDATA[<p>A short brief, but all of it.</p>]]></content:encoded>`, false],
    ["content cut off", `<content:encoded><![CDATA[${LONG} <p>Read more →</p>]]></content:encoded>`, true],
    [
      "content that repeats the summary",
      `<description>Some words.</description><content:encoded>Some words.</content:encoded>`,
      true,
    ],
    [
      "content shorter than the summary",
      `<description>Some words more.</description><content:encoded><![CDATA[<img src="x.jpg">]]></content:encoded>`,
      true,
    ],
    ["a long description", `<description><![CDATA[${LONG}]]></description>`, false],
    [
      "a long description cut off",
      `<description><![CDATA[${LONG} […] <p>The post X appeared first on Y.</p>]]></description>`,
      true,
    ],
    ["a description cut off in Arabic", `<description>تجري المياه تحت الأرض… اقرأ المزيد</description>`, true],
    ["nothing", "", true],
  ])("with %s", async (_name, texts, isPage) => {
    expect((await oneOf(`<title>T</title><link>https://example.org/a</link>${texts}`)).isPage).toBe(isPage);
  });

  it("without an address is taken as it is, and said to be cut", async () => {
    const { isPage, notes } = await oneOf("<title>T</title><description>Some words […]</description>");
    expect(isPage).toBe(false);
    expect(notes.map(({ kind }) => kind)).toEqual(["undated", "incomplete"]);
  });

  it("without text and address is left out with a note", async () => {
    const { stories, notes } = await answerTo(rss("<item><title>T</title></item>"));
    expect(stories).toEqual([]);
    expect(notes.map(({ kind }) => kind)).toEqual(["empty"]);
  });

  it.each([
    ['<guid isPermaLink="false">https://example.org/?p=1</guid>', "https://example.org/?p=1"],
    ["<guid>tag:example.org,2026:1</guid>", "tag:example.org,2026:1"],
    ["<link>/a/b</link>", "https://example.org/a/b"],
  ])("%s is known by %s", async (parts, id) => {
    expect((await oneOf(`<title>T</title>${parts}<description>${LONG}</description>`)).story.id).toBe(id);
  });

  it("with a number for a guid is known by its feed too", async () => {
    expect((await oneOf(`<guid>17</guid><description>${LONG}</description>`)).story.id).toMatch(
      /^feed:127\.0\.0\.1:\d+\/17$/,
    );
  });

  it("has the widest of its pictures, but no portrait of its writer", async () => {
    const { story } = await oneOf(
      `<link>https://example.org/a/</link><media:content url="https://1.gravatar.com/avatar/x" medium="image"/>
      <media:group><media:content url="small.jpg" width="300"/><media:content url="large.jpg" width="1200"/></media:group>
      <enclosure url="https://example.org/talk.mp3" type="audio/mpeg" length="1"/>`,
      'xmlns:media="http://search.yahoo.com/mrss/"',
    );
    expect(story.hero?.url).toBe("https://example.org/a/large.jpg");
  });

  it("of a podcast has its cover", async () => {
    const { story } = await oneOf(
      `<link>https://example.org/a</link><itunes:author>Amel</itunes:author><itunes:image href="https://example.org/cover.png"/>
      <enclosure url="https://example.org/talk.mp3" type="audio/mpeg" length="1"/>`,
      'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
    );
    expect(story).toMatchObject({ byline: "Amel", hero: { url: "https://example.org/cover.png" } });
  });

  it("of Atom with xml:base resolves against it, and its plain texts are escaped", async () => {
    const { stories } = await answerTo(
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/news/"><title>T</title><entry xml:lang="ar">
      <id>urn:x:1</id><title>5 &lt; 6 &amp; 7</title><link href="one"/><updated>2026-11-17T08:00:00Z</updated>
      <content type="xhtml" xml:base="texts/"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello <img src="x.jpg"/></p></div></content>
      </entry></feed>`,
    );
    expect(stories[0]).toMatchObject({
      url: "https://example.org/news/one",
      headline: "5 &lt; 6 &amp; 7",
      language: "ar",
      body: { html: expect.stringContaining('<img src="x.jpg"'), baseUrl: "https://example.org/news/texts/" },
    });
  });

  it("of JSON with plain text becomes paragraphs", async () => {
    const item = { id: "1", content_text: "One < two.\n\nThree & four.", date_published: "2026-11-17T08:00:00+01:00" };
    const { stories } = await answerTo(
      JSON.stringify({ version: "https://jsonfeed.org/version/1", title: "T", items: [item] }),
      "application/json",
    );
    expect(stories[0]!.body).toMatchObject({ html: "<p>One &lt; two.</p>\n<p>Three &amp; four.</p>" });
    expect(stories[0]!.published).toEqual(new Date("2026-11-17T07:00:00Z"));
  });
});

describe("a feed with ten items", () => {
  const posts = manyPosts(24);

  it("of a WordPress gives the older ones of the week too", async () => {
    const { server, answer } = await run({ site: { posts, itemsAtOnce: 10 } });
    expect(answer.stories).toHaveLength(24);
    expect(answer.notes).toEqual([]);
    expect(server.asked).toEqual(["GET /feed/", "GET /feed/?paged=2", "GET /feed/?paged=3", "GET /feed/?paged=4"]);
  });

  it("is not asked for more when the week is in it", async () => {
    const { server } = await run();
    expect(server.asked).toEqual(["GET /feed/"]);
  });

  it("says that there may be more where the feed cannot be asked", async () => {
    const { answer } = await run({ site: { posts, itemsAtOnce: 10, format: "rdf" } });
    expect(answer.stories).toHaveLength(10);
    expect(answer.notes.map(({ kind }) => kind)).toEqual(["incomplete"]);
  });

  it("keeps what came when an older part fails", async () => {
    const { answer } = await run({
      site: { posts, itemsAtOnce: 10, faults: [{ at: /paged=2/, answer: status(500) }] },
    });
    expect(answer.stories).toHaveLength(10);
    expect(answer.notes.map(({ kind }) => kind)).toEqual(["incomplete"]);
  });

  it("stops at the limit and says so", async () => {
    const { answer } = await run({ site: { posts }, source: { limit: 5 } });
    expect(answer.stories).toHaveLength(5);
    expect(answer.notes.map(({ kind }) => kind)).toEqual(["limit"]);
  });
});

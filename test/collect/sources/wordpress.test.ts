import { describe, expect, it } from "vitest";
import { refusal, status } from "./faults.js";
import { closeAfterEach } from "./network.js";
import { manyPosts, POSTS, type SitePost } from "./wordpress-posts.js";
import { answerOf, faultOf, numbers, run } from "./wordpress-run.js";

closeAfterEach();

const post = (changed: Partial<SitePost>): SitePost => ({ ...POSTS[5]!, ...changed });
const onlyStory = async (changed: Partial<SitePost>) =>
  (await answerOf({ site: { posts: [post(changed)] } })).stories[0]!;

describe("a week of posts", () => {
  it("has what belongs to the week in Greenwich's time, whatever the site's clock says", async () => {
    for (const hoursAhead of [1, -11, 13]) {
      expect(numbers(await answerOf({ site: { hoursAhead } }))).toEqual([147, 145, 142, 138, 133, 129, 120]);
    }
  });

  it("asks for the dates in full, without a zone", async () => {
    const { server, read } = await run();
    await read;
    const asked = server.asked.filter((line) => line.includes("after="));
    expect(asked).toHaveLength(1);
    const query = new URL(asked[0]!.slice(4), server.url).searchParams;
    expect(query.get("after")).toBe("2026-11-14T23:00:00");
    expect(query.get("before")).toBe("2026-11-23T23:00:00");
  });

  it("reads a post with all its parts", async () => {
    const { server, read } = await run();
    const { stories, notes } = await read;
    const timgad = stories.find(({ url }) => url?.includes("timgad"))!;
    expect(timgad).toMatchObject({
      id: `wordpress:${server.host}/133`,
      url: `${server.url}/2026/11/timgad/`,
      headline: "Timgad, a town on squared paper",
      standfirst: "Trajan&#8217;s veterans got a chessboard; their grandchildren got <em>corners</em>.",
      byline: "Amel Bensalem",
      published: new Date("2026-11-18T13:00:00Z"),
      language: "en-GB",
      terms: [
        { slug: "culture", name: "Culture" },
        { slug: "history", name: "History" },
        { slug: "rome", name: "Rome" },
      ],
      hero: {
        url: `${server.url}/wp-content/uploads/2026/11/timgad.jpg`,
        alt: "A view of timgad",
        caption: "<p>The picture of <em>timgad</em></p>",
        credit: "Agence Aurès",
      },
    });
    expect(timgad.body).toMatchObject({ kind: "html", baseUrl: timgad.url });
    expect(notes).toEqual([]);
  });

  it("keeps the headline's markup and the body as it came", async () => {
    const { stories } = await answerOf();
    expect(stories.map(({ headline }) => headline)).toContain("The <em>kesria</em> shares the water");
    expect(stories.map(({ headline }) => headline)).toContain("Fishing with palm leaves &#038; patience");
    const bodies = stories.map(({ body }) => (body.kind === "html" ? body.html : ""));
    expect(bodies.some((html) => html.includes("[vc_column_text]"))).toBe(true);
    expect(bodies.some((html) => html.includes("[mc4wp_form"))).toBe(true);
  });

  it("takes only excerpts that somebody wrote for standfirsts", async () => {
    const { stories } = await answerOf();
    const withStandfirst = stories.filter(({ standfirst }) => standfirst !== undefined).map(({ url }) => url);
    expect(withStandfirst.map((url) => url?.split("/").at(-2))).toEqual(["chinguetti", "timgad"]);
  });
});

describe("an excerpt", () => {
  it.each([
    ["cut in another way", "<p>The sea around the Kerkennah Islands, off Sfax, is so shallow that a fisher…</p>"],
    ["cut without a sign", "<p>The sea around the Kerkennah Islands, off Sfax, is so “shallow” that</p>"],
    [
      "with an invitation",
      '<p>On palms and tides. <a class="more-link" href="/x">Continue reading<span> “Fishing”</span> →</a></p>',
    ],
  ])("%s is no standfirst", async (_name, excerpt) => {
    expect((await onlyStory({ excerpt })).standfirst).toBeUndefined();
  });
});

describe("more than a page", () => {
  it("is read to the end, each post once", async () => {
    const progress: (readonly [number, number | undefined])[] = [];
    const { server, read } = await run({
      site: { posts: manyPosts(230) },
      context: { onProgress: (done, total) => progress.push([done, total]) },
    });
    const answer = await read;
    expect(new Set(numbers(answer)).size).toBe(230);
    expect(answer.stories).toHaveLength(230);
    expect(server.asked.filter((line) => line.includes("_embed"))).toHaveLength(3);
    expect(progress).toEqual([
      [100, 230],
      [200, 230],
      [230, 230],
    ]);
  });

  it("takes a post once that moved to the next page when another was published", async () => {
    const posts = [...manyPosts(150)];
    const { server, read } = await run({
      site: {
        posts,
        faults: [
          {
            at: /[?&]page=2\b/,
            times: 1,
            answer: (request, response) => {
              // Between the pages somebody publishes; all others move down by one.
              posts.unshift({ ...posts[0]!, id: 99_999, gmt: "2026-11-22T21:00:00" });
              response.writeHead(302, { location: `${request.url}&again=1` }).end();
            },
          },
        ],
      },
    });
    const answer = await read;
    expect(new Set(numbers(answer)).size).toBe(answer.stories.length);
    expect(answer.stories).toHaveLength(150);
    expect(server.asked.some((line) => line.includes("again=1"))).toBe(true);
  });

  it("ends where the site says that there is no such page", async () => {
    const lastPage = refusal(400, "rest_post_invalid_page_number", "The page number requested is larger.");
    const answer = await answerOf({
      site: { posts: manyPosts(150), faults: [{ at: /[?&]page=2\b/, answer: lastPage }] },
    });
    expect(answer.stories).toHaveLength(100);
    expect(answer.notes).toEqual([]);
  });

  it("stops at the limit and says so", async () => {
    const answer = await answerOf({ source: { limit: 3 } });
    expect(numbers(answer)).toEqual([147, 145, 142]);
    expect(answer.notes.map(({ kind }) => kind)).toEqual(["limit"]);
    expect((await answerOf({ source: { limit: 7 } })).notes).toEqual([]);
  });

  it("keeps what came when a later page fails for good", async () => {
    const answer = await answerOf({
      site: { posts: manyPosts(150), faults: [{ at: /[?&]page=([2-9]|\d\d)\b/, answer: status(500) }] },
    });
    expect(answer.stories).toHaveLength(100);
    expect(answer.notes.map(({ kind }) => kind)).toEqual(["incomplete"]);
  });

  it("asks for fewer at once when a hundred are too many for the server", async () => {
    const answer = await answerOf({
      site: { posts: manyPosts(130), faults: [{ at: /_embed.*per_page=100/, answer: status(500) }] },
    });
    expect(answer.stories).toHaveLength(130);
    expect(answer.notes).toEqual([]);
  });
});

describe("what is chosen", () => {
  it.each([
    [{ categories: ["history"] }, [147, 133]],
    [{ categories: ["History", "nature"] }, [147, 138, 133, 120]],
    [{ categories: ["Food & Drink"] }, [145]],
    [{ categories: ["food"] }, [145]],
    [{ categories: ["13"] }, [147, 133]],
    [{ tags: ["sahara"] }, [147, 142, 120]],
    [{ tags: ["sahara"], categories: ["culture"] }, [142, 120]],
    [{ authors: ["Sami Kammoun"] }, [147, 129]],
    [{ authors: ["3"] }, [147, 129]],
    [{ language: "fr" }, [147, 142, 138, 133, 129, 120]],
  ])("%j", async (source, expected) => {
    expect(numbers(await answerOf({ source }))).toEqual(expected);
  });

  it("names what exists when a category does not", async () => {
    const { message, remedy } = await faultOf({ source: { categories: ["histroy"] } });
    expect(message).toContain("“histroy”");
    expect(remedy).toContain("Did you mean “history”?");
    expect(remedy).toContain("culture");
  });

  it("tells what the site says to a language that it does not have", async () => {
    const answer = refusal(400, "rest_invalid_param", "Invalid parameter(s): lang");
    const { message } = await faultOf({ site: { faults: [{ at: /lang=xx/, answer }] }, source: { language: "xx" } });
    expect(message).toContain("Invalid parameter(s): lang");
  });

  it("takes an author's number where the list of authors is closed, and explains where it needs one", async () => {
    const site = { listsAuthors: false };
    expect(numbers(await answerOf({ site, source: { authors: ["2"] } }))).toEqual([133, 120]);
    expect((await faultOf({ site, source: { authors: ["amel"] } })).remedy).toContain("number");
  });

  it("gives each story the language it says of itself, and the source's to the others", async () => {
    const { stories } = await answerOf();
    expect(stories.map(({ language }) => language)).toEqual(["en-GB", "ar", "fr", "en-GB", "en-GB", "en-GB", "en-GB"]);
    expect((await onlyStory({ fields: { locale: "fr_FR" } })).language).toBe("fr-FR");
  });
});

describe("what a site hides", () => {
  it("leaves out a protected post with a note", async () => {
    const { stories, notes } = await answerOf({ site: { posts: [post({ isProtected: true })] } });
    expect(stories).toEqual([]);
    expect(notes).toMatchObject([{ kind: "protected", url: expect.stringContaining("charfia") }]);
  });

  it("leaves out an empty post with a note", async () => {
    const { stories, notes } = await answerOf({ site: { posts: [post({ content: "\n<p>&nbsp;</p>\n" })] } });
    expect(stories).toEqual([]);
    expect(notes).toMatchObject([{ kind: "empty" }]);
  });

  it.each([
    [{ yoast_head_json: { author: "Lina Haddad" } }, "Lina Haddad"],
    [
      { yoast_head_json: { twitter_misc: { "Écrit par": "Lina Haddad", "Durée de lecture": "4 minutes" } } },
      "Lina Haddad",
    ],
    [{ yoast_head_json: { twitter_misc: { "Est. reading time": "4 minutes" } } }, undefined],
    [{ yoast_head_json: { schema: { "@graph": [{ "@type": ["Person"], name: "Lina &amp; Co" }] } } }, "Lina & Co"],
    [{ coauthors: [{ display_name: "Lina Haddad" }, { display_name: "Omar Saïd" }] }, "Lina Haddad, Omar Saïd"],
    [{ yoast_head_json: { author: "admin" } }, undefined],
    [{}, undefined],
  ])("finds a hidden author in %j", async (fields, byline) => {
    const { stories, notes } = await answerOf({ site: { posts: [post({ author: "hidden", fields })] } });
    expect(stories[0]!.byline).toBe(byline);
    expect(notes.map(({ kind }) => kind)).toEqual(byline === undefined ? ["author unknown"] : []);
  });

  it.each([
    [{ jetpack_featured_media_url: "https://i0.wp.com/example.org/a.jpg" }, "https://i0.wp.com/example.org/a.jpg"],
    [
      { acf: { intro: "Text", photo: { type: "image", url: "https://example.org/b.jpg", alt: "B" } } },
      "https://example.org/b.jpg",
    ],
    [{ yoast_head_json: { og_image: [{ url: "https://example.org/c.jpg" }] } }, "https://example.org/c.jpg"],
    [{ jetpack_featured_media_url: "javascript:alert(1)" }, undefined],
  ])("finds a hidden picture in %j", async (fields, url) => {
    const { stories, notes } = await answerOf({ site: { posts: [post({ picture: "hidden", fields })] } });
    expect(stories[0]!.hero?.url).toBe(url);
    expect(notes.map(({ kind }) => kind)).toEqual(url === undefined ? ["picture unknown"] : []);
  });

  it("takes no emblem of the site for the picture of a post without one", async () => {
    const fields = { yoast_head_json: { og_image: [{ url: "https://example.org/logo.png" }] } };
    expect((await onlyStory({ picture: undefined, fields })).hero).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { barewords } from "../../src/collect/similar.js";
import { build, read } from "../budget/magazine.js";
import { expectNothingLost } from "../budget/proofs.js";
import { pressday } from "../support/command.js";
import { brokenOff, status } from "./sources/faults.js";
import { serveFeed } from "./sources/feed-server.js";
import { manyPosts, POSTS, type SitePost } from "./sources/wordpress-posts.js";
import { serveWordPress } from "./sources/wordpress-server.js";
import { type Desk, during, ISSUE, newDesk } from "./week.js";

/** What is not the story's own in a post's content: shortcodes that draw nothing, the line of sources, share words. */
const withoutTags = (html: string): string =>
  html
    .replaceAll(/\[\/?[a-z_0-9]+[^\]]*\]/g, " ")
    .replaceAll(/<[^>]*>/g, " ")
    // A credit is kept without the word that announces it.
    .replaceAll(/\bPhoto(?= ?:)/g, " ")
    .replaceAll(/&#8217;|&rsquo;/g, "’")
    .replaceAll(/&#?[a-z0-9]+;/g, " ");

/** Words of the post that its article has not, in order, sources and their own report aside. */
const missing = async (
  desk: Desk,
  post: SitePost,
  file: string,
  excused: readonly string[],
): Promise<readonly string[]> => {
  const wanted = barewords(withoutTags(post.content));
  const rest = barewords((await desk.read(file)).replaceAll(/<\/?[a-z][^>]*>/g, " ").replaceAll("&nbsp;", " "));
  const has = new Map<string, number>();
  for (const word of [...rest, ...barewords(excused.join(" "))]) has.set(word, (has.get(word) ?? 0) + 1);
  return wanted.filter((word) => {
    const left = has.get(word) ?? 0;
    has.set(word, left - 1);
    return left <= 0;
  });
};

describe("a week from a WordPress site", () => {
  it("is collected, built, and left as the editor made it", async () => {
    const site = await during(serveWordPress());
    const source = `  - name: Our site\n    wordpress: ${site.url}\n    sections: { food: Table }\n    section: Places\n    credit: By permission of Our Site.\n`;
    const desk = await newDesk([site.host], source);

    const first = await desk.collect();
    expect(first.told.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(first.exit).toBe(0);
    const { articles } = first.told;
    expect(articles.map(({ url }) => url?.split("/").at(-2)).sort()).toEqual(
      POSTS.filter(({ slug }) => slug !== "last-week")
        .map(({ slug }) => slug)
        .sort(),
    );
    for (const { url, file, removals } of articles) {
      const post = POSTS.find(({ slug }) => url?.endsWith(`/${slug}/`))!;
      expect(
        await missing(
          desk,
          post,
          file,
          removals.map(({ text }) => text),
        ),
        file,
      ).toEqual([]);
      expect(await desk.read(file), file).toContain("credit: By permission of Our Site.");
    }
    const manifest = await desk.read(`${ISSUE}/issue.yaml`);
    // The longest leads, the newest follow.
    const places = articles.filter(({ section }) => section === "Places").toSorted((a, b) => b.words - a.words);
    expect(manifest).toMatch(new RegExp(`name: Places\\n    articles:\\n      - ${places[0]!.slug}\\.md`));

    const before = await desk.state();
    const second = await desk.collect();
    expect(second.told).toMatchObject({ articles: [], problems: [] });
    expect(second.exit).toBe(0);
    expect(await desk.state()).toEqual(before);

    // The editor takes one out, turns the order round and corrects a headline; none of it comes undone.
    const arabic = articles.find(({ url }) => url?.includes("harissa"))!;
    const [kept] = places;
    const edited = manifest.replace(`      - ${arabic.slug}.md\n`, "").replace(/( {6}- .*\n)( {6}- .*\n)/, "$2$1");
    const corrected = (await desk.read(kept!.file)).replace(/^headline: .*$/m, "headline: Corrected by hand");
    await desk.write({ [`${ISSUE}/issue.yaml`]: edited, [kept!.file]: corrected });
    const third = await desk.collect();
    expect(third.told.articles).toEqual([]);
    expect(await desk.read(`${ISSUE}/issue.yaml`)).toBe(edited);
    expect(await desk.read(kept!.file)).toBe(corrected);

    await expectPrinted(desk);
  });

  it("says what it would do and does nothing with --dry-run, and explains", async () => {
    const site = await during(serveWordPress());
    const desk = await newDesk([site.host], `  - wordpress: ${site.url}\n`);
    const before = await desk.state();
    const { told, exit } = await desk.collect("--dry-run");
    expect([exit, told.dryRun, told.articles.length]).toEqual([0, true, 7]);
    expect(await desk.state()).toEqual(before);
    const explained = await pressday(["collect", ISSUE, "--dry-run", "--explain"], {
      cwd: desk.root,
      cache: desk.cache,
    });
    expect(explained.stdout).toContain("Before");
    expect(explained.stdout).toMatch(/− (shortcode|share buttons|tracking pixel)/);
    expect(await desk.state()).toEqual(before);
  });
});

/** What the printing fonts have no letters for is not printed here: an editor takes it out of the list. */
const withoutArabic = async (desk: Desk): Promise<void> => {
  const manifest = await desk.read(`${ISSUE}/issue.yaml`);
  await desk.write({ [`${ISSUE}/issue.yaml`]: manifest.replace(/^ *- .*[\u0600-\u06ff].*\n/gm, "") });
};

/** Prints the issue and finds every word of every article in the PDF. */
const expectPrinted = async (desk: Desk): Promise<void> => {
  await withoutArabic(desk);
  const built = await build(desk);
  expect(built.told.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expectNothingLost(await read(desk, built));
};

describe("a troubled site", () => {
  it("gives its two pages of posts all the same, and they print", async () => {
    // Short ones, so that more than a hundred print soon.
    const many = manyPosts(98, 0).map((post) => ({ ...post, content: post.content.split("\n")[0]! }));
    const hidden: SitePost = { ...POSTS[3]!, id: 9000, slug: "hidden", title: "Not for all", isProtected: true };
    const page2 = /wp\/v2\/posts.*[?&]page=2\b/;
    const site = await during(
      serveWordPress({
        posts: [...POSTS.slice(0, 7), hidden, ...many],
        delayMs: 50,
        printedBefore: "<br />\n<b>Warning</b>: a plugin is out of date in <b>plugin.php</b> on line <b>3</b><br />\n",
        faults: [
          { at: page2, times: 1, answer: status(500) },
          { at: page2, times: 1, answer: brokenOff("[{") },
          { at: /wp\/v2\/posts.*_embed/, times: 1, answer: status(429, { "retry-after": "1" }) },
        ],
      }),
    );
    const desk = await newDesk([site.host], `  - { name: Ours, wordpress: "${site.url}", section: Places }\n`);
    const { told, exit } = await desk.collect();
    expect(exit).toBe(0);
    expect(told.articles.length).toBe(105);
    expect(told.problems.filter(({ code }) => code === "STORY_LEFT_OUT").map(({ place }) => place?.file)).toEqual([
      `${site.url}/2026/11/hidden/`,
    ]);
    await expectPrinted(desk);
  });
});

/** Outside the article of its page, so that nobody took it out. */
const BUTTONS = "Share this X Facebook";

describe("several sources", () => {
  it.each(["rss", "atom", "rdf", "json"] as const)(
    "collects a feed of the kind %s, whole or with the pages behind it",
    async (format) => {
      for (const texts of ["whole", "summaries"] as const) {
        const feed = await during(serveFeed({ format, texts }));
        const desk = await newDesk([feed.host], `  - { name: Feed, feed: ${feed.url}/feed/, section: Places }\n`);
        const { told, exit } = await desk.collect();
        expect(
          told.problems.filter(({ severity }) => severity === "error"),
          texts,
        ).toEqual([]);
        expect(exit).toBe(0);
        expect(told.articles.length, texts).toBe(7);
        for (const { url, file, removals } of told.articles) {
          const post = POSTS.find(({ slug }) => url?.includes(slug))!;
          expect(
            await missing(desk, post, file, [...removals.map(({ text }) => text), BUTTONS]),
            `${texts} ${file}`,
          ).toEqual([]);
        }
        if (texts === "summaries") await expectPrinted(desk);
      }
    },
  );

  it("keeps what came when another fails", async () => {
    const site = await during(serveWordPress());
    const gone = await during(serveWordPress({ faults: [{ at: /./, answer: status(404) }] }));
    const sources = `  - { name: Gone, wordpress: "${gone.url}" }\n  - { name: Ours, wordpress: "${site.url}", section: Places }\n  - { name: Private, feed: "http://10.0.0.1/feed/" }\n  - { name: Nothing, file: inbox }\n`;
    const desk = await newDesk([site.host, gone.host], sources);
    const { told, exit } = await desk.collect();
    expect(exit).toBe(3);
    expect(told.sources.map(({ name, failed, taken }) => [name, failed ?? false, taken])).toEqual([
      ["Gone", true, 0],
      ["Ours", false, 7],
      ["Private", true, 0],
      ["Nothing", true, 0],
    ]);
    const failed = told.problems.filter(({ code }) => code === "SOURCE_FAILED");
    expect(failed.map(({ place }) => place?.line)).toEqual([6, 8, 9]);
    expect(failed[1]!.remedy).toContain("allowPrivate");
  });

  it("sends a password from the environment alone, and never without https", async () => {
    const site = await during(serveWordPress());
    const asking = (name: string): string => `  - { name: ${name}, wordpress: "${site.url}", credentials: ${name} }\n`;
    const desk = await newDesk([site.host], asking("UNSET_LOGIN") + asking("ODD_LOGIN") + asking("OUR_LOGIN"), {
      ODD_LOGIN: "no colon",
      OUR_LOGIN: "editor:abcd efgh ijkl",
    });
    const { told, exit, stderr } = await desk.collect();
    expect(exit).toBe(3);
    const failed = told.problems.map(({ message, remedy }) => `${message} ${remedy}`);
    expect(failed).toHaveLength(3);
    expect(failed[0]).toContain("UNSET_LOGIN is not set");
    expect(failed[1]).toContain("user:password");
    expect(failed[2]).toContain("https");
    expect(JSON.stringify(told) + stderr).not.toContain("abcd");
    // Its front page, as any visitor sees it; nothing that a password goes with.
    expect(site.asked).toEqual(["GET /"]);
  });
});

import { describe, expect, it } from "vitest";
import { readWordPress } from "../../../src/collect/sources/wordpress.js";
import { brokenOff, bytes, refusal, status } from "./faults.js";
import { closeAfterEach, opening, testNetwork } from "./network.js";
import { POSTS, type SitePost } from "./wordpress-posts.js";
import { answerOf, faultOf, run, WEEK } from "./wordpress-run.js";
import { serveWordPress } from "./wordpress-server.js";

closeAfterEach();

const post = (changed: Partial<SitePost>): SitePost => ({ ...POSTS[5]!, ...changed });

describe("the way to the API", () => {
  it.each([
    { named: "header" },
    { named: "element" },
    { named: "nowhere" },
    { named: "nowhere", addresses: "plain" },
    { named: "nowhere", folder: "/news" },
  ] as const)("%j", async (site) => {
    const { server, read } = await run({ site });
    const answer = await read;
    expect(answer.stories).toHaveLength(7);
    expect(answer.stories[0]!.id).toBe(`wordpress:${server.host}${"folder" in site ? site.folder : ""}/147`);
  });

  it.each(["/?lang=fr", "/wp-admin/edit.php", "/feed/", "/wp-json/"])("is found from %s", async (path) => {
    const server = await opening(serveWordPress());
    const { stories } = await readWordPress({ site: `${server.url}${path}` }, { network: testNetwork(), window: WEEK });
    expect(stories[0]!.id).toBe(`wordpress:${server.host}/147`);
  });

  it("does without the front page", async () => {
    const faults = [{ at: /^\/$/, answer: status(403) }];
    expect((await answerOf({ site: { faults } })).stories).toHaveLength(7);
  });

  it.each([
    ["401", refusal(401, "rest_login_required", "REST API restricted to authenticated users.")],
    ["403", status(403)],
    ["404", status(404)],
    ["a login page", bytes("<!DOCTYPE html><html><body><form>Log in</form></body></html>", "text/html")],
  ])("says that it is closed and names the feed: %s", async (_name, answer) => {
    const { message, remedy } = await faultOf({ site: { faults: [{ at: /wp-json|rest_route/, answer }] } });
    expect(message).toContain("closed");
    expect(remedy).toMatch(/http:\/\/127\.0\.0\.1:\d+\/feed\//);
  });

  it("sends a password nowhere without https, and not to another host", async () => {
    const credentials = { user: "amel", password: "abcd efgh" };
    await expect(answerOf({ context: { credentials } })).rejects.toMatchObject({ kind: "insecure" });
    const elsewhere = bytes(
      '<html><head><link rel="https://api.w.org/" href="https://elsewhere.example/wp-json/"></head></html>',
      "text/html",
    );
    const { message } = await faultOf({
      site: { faults: [{ at: /^\/$/, answer: elsewhere }] },
      context: { credentials },
    });
    expect(message).toContain("elsewhere.example");
  });

  it("says that a password is wrong", async () => {
    const network = testNetwork();
    // As if the loopback server had https.
    const overHttps = {
      ...network,
      fetch: (request: Parameters<typeof network.fetch>[0]) => network.fetch({ ...request, credentials: undefined }),
    };
    const answer = refusal(401, "incorrect_password", "The provided password is an invalid application password.");
    const { message } = await faultOf({
      site: { faults: [{ at: /wp-json|rest_route/, answer }] },
      context: { network: overHttps, credentials: { user: "amel", password: "wrong" } },
    });
    expect(message).toContain("does not accept");
  });
});

describe("answers of poor servers", () => {
  it.each([
    ["429 with Retry-After", { at: /_embed/, times: 1, answer: status(429, { "retry-after": "0" }) }],
    ["500 once", { at: /_embed/, times: 1, answer: status(500) }],
    ["broken off once", { at: /_embed/, times: 1, answer: brokenOff('[{"id":1') }],
    [
      "JSON without its end, for a hundred",
      { at: /_embed.*per_page=100/, answer: bytes('[{"id":1,"tit', "application/json") },
    ],
  ])("%s", async (_name, fault) => {
    const answer = await answerOf({ site: { faults: [fault] } });
    expect(answer.stories).toHaveLength(7);
    expect(answer.notes).toEqual([]);
  });

  it("a slow one", async () => {
    expect((await answerOf({ site: { delayMs: 300, trickleMs: 500 } })).stories).toHaveLength(7);
  });

  it.each([
    "<br />\n<b>Warning</b>:  Undefined array key [1] in <b>/wp-content/plugins/x/x.php</b> on line <b>30</b><br />\n",
    "\uFEFF",
    "\n\n",
  ])("with %j before the JSON", async (printedBefore) => {
    expect((await answerOf({ site: { printedBefore } })).stories).toHaveLength(7);
  });

  it("with a cache's comment after it", async () => {
    const dress = (json: string) => ({
      body: Buffer.from(`${json}\n<!-- Cached [2026] by {x} -->`),
      contentType: "application/json",
    });
    expect((await answerOf({ site: { dress } })).stories).toHaveLength(7);
  });

  it("in another charset", async () => {
    const site = {
      posts: [post({ title: "L\u2019été à Béjaïa" })],
      dress: (json: string) => ({
        body: Buffer.from(json.replaceAll("\u2019", "'"), "latin1"),
        contentType: "application/json; charset=ISO-8859-1",
      }),
    };
    expect((await answerOf({ site })).stories[0]!.headline).toBe("L'été à Béjaïa");
  });

  it("ended for good in the middle", async () => {
    const answer = bytes('[{"id":1,"title":{"rendered":"Cu', "application/json");
    expect((await faultOf({ site: { faults: [{ at: /_embed/, answer }] } })).message).toContain("middle");
  });
});

import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { version } from "../../../src/version.js";
import { faultOf, namesAt, startNetwork, startServer, temporaryFolder, textOf } from "./support.js";

const allowPrivate = ["127.0.0.1"];

describe("manners", () => {
  test("two requests at a time for a host, six in all, and every one has its turn", async () => {
    let now = 0;
    let most = 0;
    const byHost = new Map<string, { now: number; most: number }>();
    const server = await startServer(async (request, response) => {
      const host = byHost.get(request.headers.host!) ?? { now: 0, most: 0 };
      byHost.set(request.headers.host!, host);
      most = Math.max(most, ++now);
      host.most = Math.max(host.most, ++host.now);
      await new Promise((resolve) => setTimeout(resolve, 15));
      now--;
      host.now--;
      response.end("fine");
    });
    const { port } = new URL(server.url);
    const names = ["a.example", "b.example", "c.example", "d.example", "e.example"];
    const network = startNetwork({
      allowPrivate: names,
      resolve: namesAt(Object.fromEntries(names.map((name) => [name, "127.0.0.1"]))),
    });
    const fetching = names.flatMap((name) =>
      [1, 2, 3, 4, 5, 6].map((n) => network.fetch({ url: `http://${name}:${port}/${n}`, kind: "page" })),
    );
    await Promise.all(fetching);
    expect(server.asked).toHaveLength(30);
    expect([...byHost.values()].map((host) => host.most)).toEqual([2, 2, 2, 2, 2]);
    expect(most).toBe(6);
  });

  test("two requests at a time for a host, though it has several ports", async () => {
    let now = 0;
    let most = 0;
    const start = () =>
      startServer(async (_request, response) => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 15));
        now--;
        response.end("fine");
      });
    const servers = [await start(), await start(), await start()];
    const network = startNetwork({ allowPrivate });
    await Promise.all([...servers, ...servers].map(({ url }) => network.fetch({ url, kind: "page" })));
    expect(most).toBe(2);
  });

  test("connections are used again, also after gzip, an error and a 304", async () => {
    const server = await startServer((request, response) => {
      if (request.url === "/gzip") response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("fine"));
      else if (request.url === "/404") response.writeHead(404).end("none");
      else response.writeHead(request.headers["if-none-match"] ? 304 : 200, { etag: '"1"' }).end();
    });
    const network = startNetwork({ allowPrivate, cache: await temporaryFolder() });
    for (let round = 0; round < 5; round++) {
      for (const path of ["/", "/gzip", "/404"]) {
        await network.fetch({ url: `${server.url}${path}`, kind: "page" }).catch(() => {});
      }
    }
    expect(server.asked).toHaveLength(15);
    // A connection rests for a moment before it is used again, so the second one is used too.
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  test("waiting for a turn is not slowness", async () => {
    const server = await startServer((_request, response) => {
      setTimeout(() => response.end("fine"), 150);
    });
    const network = startNetwork({ allowPrivate, limits: { connectMs: 500, headersMs: 500 } });
    const all = Array.from({ length: 20 }, (_, n) => network.fetch({ url: `${server.url}/${n}`, kind: "page" }));
    expect(await Promise.all(all)).toHaveLength(20);
  });

  test.each([
    ["page", /^text\/html\b/],
    ["feed", /^application\/atom\+xml\b/],
    ["json", /^application\/json\b/],
    ["picture", /^image\//],
  ] as const)("a %s is asked for by name, and we say who we are", async (kind, accept) => {
    let seen: NodeJS.Dict<string | string[]> = {};
    const server = await startServer((request, response) => {
      seen = request.headers;
      response.end("fine");
    });
    await startNetwork({ allowPrivate }).fetch({ url: server.url, kind });
    expect(seen.accept).toMatch(accept);
    expect(seen["accept-language"]).toBe("*");
    expect(seen["user-agent"]).toMatch(new RegExp(`^Pressday/${version} \\(.+\\)$`));
    expect(seen.authorization).toBeUndefined();
    expect(seen.cookie).toBeUndefined();
  });
});

test.each([
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["GZIP", gzipSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br", brotliCompressSync],
  ["identity", (text: string) => Buffer.from(text)],
  ["br, gzip", (text: string) => gzipSync(brotliCompressSync(text))],
])("%s is unpacked", async (coding, pack) => {
  const text = "Every word of the story. ".repeat(10_000);
  const server = await startServer((_request, response) => {
    response.writeHead(200, { "content-encoding": coding }).end(pack(text));
  });
  expect(textOf(await startNetwork({ allowPrivate }).fetch({ url: server.url, kind: "page" }))).toBe(text);
});

test("an empty body is an empty body, packed or not", async () => {
  const server = await startServer((request, response) => {
    response.writeHead(request.url === "/204" ? 204 : 200, { "content-encoding": "gzip" }).end();
  });
  const network = startNetwork({ allowPrivate });
  for (const path of ["/", "/204"]) {
    expect((await network.fetch({ url: `${server.url}${path}`, kind: "page" })).bytes).toHaveLength(0);
  }
});

test("where an answer came from, with its headers", async () => {
  const server = await startServer((request, response) => {
    if (request.url === "/old") {
      // Not percent-encoded, as many servers send it.
      response.writeHead(301, { location: Buffer.from("/صفحة?a=b#part").toString("latin1") }).end();
    } else response.writeHead(200, { "X-WP-Total": "12", link: ["<a>", "<b>"] }).end("fine");
  });
  const fetched = await startNetwork({ allowPrivate }).fetch({ url: `${server.url}/old#top`, kind: "json" });
  expect(fetched).toMatchObject({ url: `${server.url}/${encodeURIComponent("صفحة")}?a=b`, status: 200, cached: false });
  expect(fetched.headers).toMatchObject({ "x-wp-total": "12", link: "<a>, <b>" });
});

test("a redirect to nowhere is an error", async () => {
  const server = await startServer((request, response) => {
    response.writeHead(302, request.url === "/bad" ? { location: "http://[::bad" } : {}).end();
  });
  const network = startNetwork({ allowPrivate });
  expect(await faultOf(network.fetch({ url: server.url, kind: "page" }))).toMatchObject({
    kind: "status",
    status: 302,
  });
  expect((await faultOf(network.fetch({ url: `${server.url}/bad`, kind: "page" }))).kind).toBe("refused");
});

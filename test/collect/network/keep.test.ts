import { chmod, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { KINDS, startNetwork, startSecure, startServer, temporaryFolder, textOf } from "./support.js";

const allowPrivate = ["127.0.0.1"];

/** A server that knows when nothing has changed, and notes what it was asked with. */
const startVersioned = async (extra: Record<string, string> = {}) => {
  const state = { version: 1, seen: [] as (string | undefined)[] };
  const server = await startServer((request, response) => {
    const etag = `"v${state.version}"`;
    state.seen.push(request.headers["if-none-match"]);
    if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag, "x-wp-total": "3", ...extra }).end(`version ${state.version}`);
  });
  return { url: `${server.url}/posts`, state };
};

test.each(KINDS)("a %s that has not changed comes from the cache, unless it is a picture", async (kind) => {
  const cache = await temporaryFolder();
  const { url, state } = await startVersioned();
  const first = startNetwork({ allowPrivate, cache });
  expect((await first.fetch({ url, kind })).cached).toBe(false);
  const again = await first.fetch({ url, kind });
  // Another run.
  const other = await startNetwork({ allowPrivate, cache }).fetch({ url, kind });
  const kept = kind !== "picture";
  for (const fetched of [again, other]) {
    expect(textOf(fetched)).toBe("version 1");
    expect(fetched).toMatchObject({ url, status: 200, cached: kept });
    expect(fetched.headers["x-wp-total"]).toBe("3");
  }
  expect(state.seen).toEqual(kept ? [undefined, '"v1"', '"v1"'] : [undefined, undefined, undefined]);
  state.version = 2;
  const changed = await first.fetch({ url, kind });
  expect([textOf(changed), changed.cached]).toEqual(["version 2", false]);
  expect(textOf(await first.fetch({ url, kind }))).toBe("version 2");
});

test("Last-Modified serves where there is no ETag", async () => {
  const date = "Wed, 18 Nov 2026 07:00:00 GMT";
  const server = await startServer((request, response) => {
    if (request.headers["if-modified-since"] === date) response.writeHead(304).end();
    else response.writeHead(200, { "last-modified": date }).end("old news");
  });
  const network = startNetwork({ allowPrivate, cache: await temporaryFolder() });
  expect((await network.fetch({ url: server.url, kind: "feed" })).cached).toBe(false);
  const again = await network.fetch({ url: server.url, kind: "feed" });
  expect([textOf(again), again.cached]).toEqual(["old news", true]);
});

test("what was asked with credentials is neither kept nor taken from what is kept, also after a redirect", async () => {
  const cache = await temporaryFolder();
  const conditions: unknown[] = [];
  const server = await startSecure((request, response) => {
    conditions.push(request.headers["if-none-match"]);
    const away = `https://localhost:${server.port}/posts`;
    if (request.url === "/away") response.writeHead(302, { location: away }).end();
    else response.writeHead(200, { etag: '"v1"' }).end("drafts");
  });
  const network = startNetwork({ allowPrivate: ["127.0.0.1", "localhost"], cache });
  const credentials = { user: "editor", password: "word" };
  for (const path of ["/posts", "/away"]) {
    await network.fetch({ url: `https://127.0.0.1:${server.port}${path}`, kind: "json", credentials });
  }
  expect(await readdir(cache)).toEqual([]);
  await network.fetch({ url: `https://127.0.0.1:${server.port}/posts`, kind: "json" });
  expect(await readdir(cache)).toHaveLength(1);
  await network.fetch({ url: `https://127.0.0.1:${server.port}/posts`, kind: "json", credentials });
  expect(conditions).toEqual(Array(5).fill(undefined));
});

test.each([
  ["without a mark of its version", 200, {}],
  ["with no-store", 200, { etag: '"v1"', "cache-control": "private, no-store" }],
  ["that is not a plain 200", 203, { etag: '"v1"' }],
] as const)("an answer %s is not kept", async (_name, status, headers) => {
  const cache = await temporaryFolder();
  const server = await startServer((_request, response) => void response.writeHead(status, headers).end("x"));
  await startNetwork({ allowPrivate, cache }).fetch({ url: server.url, kind: "page" });
  expect(await readdir(cache)).toEqual([]);
});

test("entries are for their owner alone, hold no cookies, and leave no other files", async () => {
  const cache = join(await temporaryFolder(), "network");
  const { url } = await startVersioned({ "set-cookie": "session=s3cret" });
  await startNetwork({ allowPrivate, cache }).fetch({ url, kind: "json" });
  const names = await readdir(cache);
  expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect((await stat(join(cache, names[0]!))).mode & 0o777).toBe(0o600);
  expect((await stat(cache)).mode & 0o077).toBe(0);
  expect(await readFile(join(cache, names[0]!), "utf8")).not.toContain("s3cret");
});

test("a damaged entry is passed over and made anew", async () => {
  const cache = await temporaryFolder();
  const { url, state } = await startVersioned();
  const network = startNetwork({ allowPrivate, cache });
  await network.fetch({ url, kind: "page" });
  const entry = join(cache, (await readdir(cache))[0]!);
  const whole = await readFile(entry);
  const damaged = [
    whole.subarray(0, -3),
    Buffer.from(whole.toString().replace("version 1", "version X")),
    "",
    "{}\n",
    "null\nx",
  ];
  for (const content of damaged) {
    await writeFile(entry, content);
    state.seen.length = 0;
    const fetched = await network.fetch({ url, kind: "page" });
    expect([textOf(fetched), fetched.cached]).toEqual(["version 1", false]);
    expect(state.seen).toEqual([undefined]);
  }
  expect((await network.fetch({ url, kind: "page" })).cached).toBe(true);
});

test("an entry of one address does not answer for another", async () => {
  const cache = await temporaryFolder();
  const { url, state } = await startVersioned();
  const network = startNetwork({ allowPrivate, cache });
  await network.fetch({ url: `${url}?page=1`, kind: "json" });
  const [first] = await readdir(cache);
  await network.fetch({ url: `${url}?page=2`, kind: "json" });
  const second = (await readdir(cache)).find((name) => name !== first)!;
  await writeFile(join(cache, second), await readFile(join(cache, first!)));
  state.seen.length = 0;
  expect((await network.fetch({ url: `${url}?page=2`, kind: "json" })).cached).toBe(false);
  expect(state.seen).toEqual([undefined]);
});

test("a cache that cannot be written is no obstacle", async () => {
  const folder = await temporaryFolder();
  const { url } = await startVersioned();
  await writeFile(join(folder, "file"), "in the way");
  await chmod(folder, 0o500);
  for (const cache of [join(folder, "file"), join(folder, "none")]) {
    expect((await startNetwork({ allowPrivate, cache }).fetch({ url, kind: "page" })).status).toBe(200);
  }
  await chmod(folder, 0o700);
});

test("what was not asked for in a month goes, and what killed runs left", async () => {
  const cache = await temporaryFolder();
  const { url } = await startVersioned();
  const start = Date.now();
  const day = 24 * 60 * 60 * 1000;
  const inDays = (days: number) => startNetwork({ allowPrivate, cache, now: () => start + days * day });
  await writeFile(join(cache, "notes.txt"), "not ours");
  await writeFile(join(cache, `.fetched.${hostname().replace(/[^A-Za-z0-9-]/g, "-")}.999999999.0a0b`), "half");
  await utimes(join(cache, "notes.txt"), 0, 0);
  const first = inDays(0);
  await first.fetch({ url, kind: "page" });
  await first.close();
  expect(await readdir(cache)).toHaveLength(2);
  // Asked for again after 20 days, so that it is young enough 20 days later.
  const later = inDays(20);
  expect((await later.fetch({ url, kind: "page" })).cached).toBe(true);
  await later.close();
  await inDays(40).close();
  expect(await readdir(cache)).toHaveLength(2);
  await inDays(51).close();
  expect(await readdir(cache)).toEqual(["notes.txt"]);
});

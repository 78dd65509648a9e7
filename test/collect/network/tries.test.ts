import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { faultOf, KINDS, startNetwork, startRaw, startServer, textOf } from "./support.js";

const allowPrivate = ["127.0.0.1"];

/** Answers each try in its turn; the last answer stays. */
const startInTurn = (
  ...turns: readonly (readonly [status: number, headers?: Record<string, string>, body?: string])[]
) => {
  const times: number[] = [];
  const started = startServer((_request, response) => {
    const [status, headers = {}, body = "body"] = turns[Math.min(times.length, turns.length - 1)]!;
    times.push(Date.now());
    response.writeHead(status, headers).end(body);
  });
  return started.then((server) => ({ ...server, url: server.url, asked: server.asked, times }));
};

describe("what may pass is tried again", () => {
  test.each([408, 425, 429, 500, 502, 503, 504])("%i, then fine", async (status) => {
    const server = await startInTurn([status], [200]);
    expect((await startNetwork({ allowPrivate }).fetch({ url: server.url, kind: "page" })).status).toBe(200);
    expect(server.asked).toHaveLength(2);
  });

  test.each([400, 401, 403, 404, 410, 451, 501])("%i is final", async (status) => {
    const server = await startInTurn([status, { "content-type": "application/json" }, '{"code":"no"}'], [200]);
    const fault = await faultOf(startNetwork({ allowPrivate }).fetch({ url: server.url, kind: "json" }));
    expect(fault).toMatchObject({ kind: "status", status, tries: 1 });
    expect(Buffer.from(fault.body!).toString()).toBe('{"code":"no"}');
    expect(server.asked).toHaveLength(1);
  });

  test("three times at most", async () => {
    const server = await startInTurn([500, { "content-encoding": "gzip" }, ""]);
    const fault = await faultOf(startNetwork({ allowPrivate }).fetch({ url: server.url, kind: "page" }));
    expect(fault).toMatchObject({ kind: "status", status: 500, tries: 3 });
    expect(server.asked).toHaveLength(3);
  });

  test("with waits that grow and vary by chance", async () => {
    const waits = async (chance: number): Promise<readonly number[]> => {
      const server = await startInTurn([503]);
      const network = startNetwork({ allowPrivate, random: () => chance, limits: { backoffMs: 100 } });
      await faultOf(network.fetch({ url: server.url, kind: "page" }));
      return [server.times[1]! - server.times[0]!, server.times[2]! - server.times[1]!];
    };
    const [first, second] = await waits(0);
    expect(first).toBeGreaterThanOrEqual(45);
    expect(second).toBeGreaterThanOrEqual(95);
    const [late, later] = await waits(1);
    expect(late).toBeGreaterThanOrEqual(145);
    expect(later).toBeGreaterThanOrEqual(295);
  });

  test("a refused connection", async () => {
    const server = await startServer(() => {});
    await server.close();
    const fault = await faultOf(startNetwork({ allowPrivate }).fetch({ url: server.url, kind: "page" }));
    expect(fault).toMatchObject({ kind: "unreachable", tries: 3 });
    expect(fault.message).toContain("127.0.0.1");
  });

  test("a connection that breaks before the answer, then fine", async () => {
    const server = await startRaw((socket, connection) => {
      if (connection === 1) socket.destroy();
      else socket.end("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello");
    });
    const fetched = await startNetwork({ allowPrivate }).fetch({
      url: `http://127.0.0.1:${server.port}/`,
      kind: "page",
    });
    expect(textOf(fetched)).toBe("hello");
    expect(server.connections()).toBe(2);
  });
});

describe("an answer cut short", () => {
  const packed = gzipSync("hello ".repeat(1000));
  const cuts: Readonly<Record<string, string | Buffer>> = {
    "before its announced length": "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhello",
    "before its announced length, closing": "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 100\r\n\r\nhello",
    "before its last chunk": "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n",
    "in the middle of gzip": Buffer.concat([
      Buffer.from(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${packed.length - 9}\r\n\r\n`),
      packed.subarray(0, -9),
    ]),
    "in the middle of gzip without a length": Buffer.concat([
      Buffer.from("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-encoding: gzip\r\n\r\n"),
      packed.subarray(0, -9),
    ]),
  };

  test.each(Object.keys(cuts))("%s", async (cut) => {
    const server = await startRaw((socket) => socket.end(cuts[cut]!));
    const network = startNetwork({ allowPrivate });
    const fault = await faultOf(network.fetch({ url: `http://127.0.0.1:${server.port}/`, kind: "page" }));
    expect(fault).toMatchObject({ kind: "cut short", tries: 3 });
  });

  test.each(KINDS)("then whole, for a %s", async (kind) => {
    const server = await startRaw((socket, connection) => {
      const body = connection < 3 ? "hel" : "hello";
      socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n${body}`);
    });
    const fetched = await startNetwork({ allowPrivate }).fetch({ url: `http://127.0.0.1:${server.port}/`, kind });
    expect(textOf(fetched)).toBe("hello");
    expect(server.connections()).toBe(3);
  });
});

test("bytes that cannot be unpacked, or packed in an unknown way, are a fault", async () => {
  const server = await startServer((request, response) => {
    response.writeHead(200, { "content-encoding": request.url!.slice(1) }).end("this is neither");
  });
  const network = startNetwork({ allowPrivate });
  for (const [coding, tries] of [
    ["gzip", 3],
    ["br", 3],
    ["deflate", 3],
    ["zstd", 1],
  ] as const) {
    const fault = await faultOf(network.fetch({ url: `${server.url}/${coding}`, kind: "page" }));
    expect(fault, coding).toMatchObject({ kind: "unreachable", tries });
  }
});

test("something else than HTTP is a fault", async () => {
  const server = await startRaw((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
  const network = startNetwork({ allowPrivate });
  const fault = await faultOf(network.fetch({ url: `http://127.0.0.1:${server.port}/`, kind: "page" }));
  expect(fault).toMatchObject({ kind: "unreachable" });
});

describe("Retry-After", () => {
  test("in seconds is waited for", async () => {
    const server = await startInTurn([429, { "retry-after": "1" }], [200]);
    expect((await startNetwork({ allowPrivate }).fetch({ url: server.url, kind: "feed" })).status).toBe(200);
    expect(server.times[1]! - server.times[0]!).toBeGreaterThanOrEqual(990);
  });

  test("as a date is waited for", async () => {
    const now = Date.parse("Wed, 18 Nov 2026 07:00:00 GMT");
    const server = await startInTurn([503, { "retry-after": "Wed, 18 Nov 2026 07:00:01 GMT" }], [200]);
    const network = startNetwork({ allowPrivate, now: () => now });
    expect((await network.fetch({ url: server.url, kind: "feed" })).status).toBe(200);
    expect(server.times[1]! - server.times[0]!).toBeGreaterThanOrEqual(990);
  });

  test.each(["61", "3600", "Wed, 18 Nov 2026 08:00:00 GMT", "99999999999999999999"])(
    "of %s is too long to wait",
    async (asked) => {
      const server = await startInTurn([429, { "retry-after": asked }], [200]);
      const network = startNetwork({ allowPrivate, now: () => Date.parse("Wed, 18 Nov 2026 07:00:00 GMT") });
      const fault = await faultOf(network.fetch({ url: server.url, kind: "json" }));
      expect(fault).toMatchObject({ kind: "status", status: 429, tries: 1 });
      expect(fault.message).toContain("asks to wait");
    },
  );

  test.each(["-1", "soon", "", "1.5e9", "Wed, 18 Nov 2020 08:00:00 GMT"])(
    "of %j is no reason to wait",
    async (asked) => {
      const server = await startInTurn([503, { "retry-after": asked }], [200]);
      expect((await startNetwork({ allowPrivate }).fetch({ url: server.url, kind: "page" })).status).toBe(200);
    },
  );
});

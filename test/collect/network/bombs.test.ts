import type { ServerResponse } from "node:http";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { CAP_BYTES } from "../../../src/collect/network/limits.js";
import { faultOf, KINDS, MB, startNetwork, startRaw, startServer } from "./support.js";

const allowPrivate = ["127.0.0.1"];

/** Writes the piece again and again until the reader goes or `most` bytes are written; says how many were. */
const pour = async (response: ServerResponse, piece: Uint8Array, most: number): Promise<number> => {
  const gone = new Promise((resolve) => response.once("close", resolve));
  let written = 0;
  while (!response.destroyed && written < most) {
    written += piece.length;
    if (!response.write(piece)) await Promise.race([new Promise((resolve) => response.once("drain", resolve)), gone]);
  }
  response.end();
  return written;
};

/** The most that memory grew by while something ran, in bytes. */
const growthDuring = async (work: () => Promise<unknown>): Promise<number> => {
  const now = (): number => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = now();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, now());
  }, 5);
  await work().finally(() => clearInterval(timer));
  return Math.max(most, now()) - before;
};

/** Ten gigabytes of nothing, piece by piece: each is whole in itself and may follow another. */
const megabyte = gzipSync(new Uint8Array(MB));

describe.each(KINDS)("a %s", (kind) => {
  const cap = CAP_BYTES[kind];

  test("of 2 GB by its own account is refused at once", async () => {
    let written = 0;
    const server = await startServer(async (_request, response) => {
      response.writeHead(200, { "content-length": 2048 * MB });
      written = await pour(response, new Uint8Array(64 * 1024), 2048 * MB);
    });
    const network = startNetwork({ allowPrivate });
    expect(await faultOf(network.fetch({ url: server.url, kind }))).toMatchObject({ kind: "too large", tries: 1 });
    await expect.poll(() => written).toBeGreaterThan(0);
    expect(written).toBeLessThan(8 * MB);
  });

  test("without end is cut at its cap", async () => {
    let written = 0;
    const server = await startServer(async (_request, response) => {
      written = await pour(response, new Uint8Array(64 * 1024), 20 * cap);
    });
    const network = startNetwork({ allowPrivate });
    const growth = await growthDuring(async () => {
      expect(await faultOf(network.fetch({ url: server.url, kind }))).toMatchObject({ kind: "too large", tries: 1 });
    });
    await expect.poll(() => written).toBeGreaterThan(0);
    expect(written).toBeLessThan(cap + 32 * MB);
    expect(growth).toBeLessThan(4 * cap + 64 * MB);
    expect(server.asked).toHaveLength(1);
  });

  test("of ten gigabytes in a small packet is cut at its cap", async () => {
    const server = await startServer(async (_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      await pour(response, megabyte, 10_000 * megabyte.length);
    });
    const network = startNetwork({ allowPrivate });
    const growth = await growthDuring(async () => {
      expect(await faultOf(network.fetch({ url: server.url, kind }))).toMatchObject({ kind: "too large", tries: 1 });
    });
    expect(growth).toBeLessThan(4 * cap + 64 * MB);
    expect(server.asked).toHaveLength(1);
  });

  test("that redirects ten thousand times is left after ten", async () => {
    const server = await startServer((request, response) => {
      const step = Number(request.url!.slice(1));
      if (step < 10_000) response.writeHead(302, { location: `/${step + 1}` }).end();
      else response.end("at last");
    });
    const network = startNetwork({ allowPrivate });
    const fault = await faultOf(network.fetch({ url: `${server.url}/0`, kind }));
    expect(fault).toMatchObject({ kind: "too many redirects", tries: 1 });
    expect(server.asked).toHaveLength(11);
    // Ten are still fine.
    expect((await network.fetch({ url: `${server.url}/9990`, kind })).url).toBe(`${server.url}/10000`);
  });

  test("that trickles for ever is given up, however busily it does", async () => {
    let written = 0;
    const server = await startServer((_request, response) => {
      const timer = setInterval(() => response.write(String(written++)), 10);
      response.once("close", () => clearInterval(timer));
    });
    const network = startNetwork({ allowPrivate, limits: { bodyMs: 300 } });
    const started = Date.now();
    expect(await faultOf(network.fetch({ url: server.url, kind }))).toMatchObject({ kind: "too slow", tries: 1 });
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(written).toBeGreaterThan(0);
  });
});

test.each([
  [
    "brotli",
    "br",
    () => brotliCompressSync(new Uint8Array(300 * MB), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  ],
  ["deflate", "deflate", () => deflateSync(new Uint8Array(300 * MB), { level: 1 })],
  ["gzip in gzip", "gzip, gzip", () => gzipSync(gzipSync(new Uint8Array(300 * MB)))],
])("a bomb in %s is cut at its cap", async (_name, coding, make) => {
  const packed = make();
  expect(packed.length).toBeLessThan(2 * MB);
  const server = await startServer((_request, response) => {
    response.writeHead(200, { "content-encoding": coding }).end(packed);
  });
  const network = startNetwork({ allowPrivate });
  const growth = await growthDuring(async () => {
    const fault = await faultOf(network.fetch({ url: server.url, kind: "page" }));
    expect(fault).toMatchObject({ kind: "too large", tries: 1 });
  });
  expect(growth).toBeLessThan(104 * MB);
});

test("what is packed a hundred times is not unpacked", async () => {
  const server = await startServer((_request, response) => {
    response.writeHead(200, { "content-encoding": Array(100).fill("gzip").join(",") }).end(gzipSync("hello"));
  });
  const fault = await faultOf(startNetwork({ allowPrivate }).fetch({ url: server.url, kind: "page" }));
  expect(fault).toMatchObject({ kind: "unreachable", tries: 1 });
});

test("a stream that unpacks to nothing for ever is cut at its cap", async () => {
  // A stored block of no bytes, again and again: valid deflate without any content.
  const empty = Buffer.concat(Array(10_000).fill(Buffer.from([0, 0, 0, 0xff, 0xff])));
  let written = 0;
  const server = await startServer(async (_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" });
    response.write(gzipSync("").subarray(0, 10));
    written = await pour(response, empty, 200 * MB);
  });
  const fault = await faultOf(startNetwork({ allowPrivate }).fetch({ url: server.url, kind: "page" }));
  expect(fault.kind).toBe("too large");
  await expect.poll(() => written).toBeGreaterThan(0);
  expect(written).toBeLessThan(100 * MB);
});

test("a body in a million crumbs costs its bytes, not a hundred times as much", async () => {
  const crumbs = Buffer.from("1\r\na\r\n".repeat(10_000));
  const server = await startRaw((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
    for (let times = 0; times < 100; times++) socket.write(crumbs);
    socket.write("0\r\n\r\n");
  });
  const network = startNetwork({ allowPrivate });
  const growth = await growthDuring(async () => {
    const fetched = await network.fetch({ url: `http://127.0.0.1:${server.port}/`, kind: "page" });
    expect(fetched.bytes.length).toBe(1_000_000);
  });
  expect(growth).toBeLessThan(96 * MB);
});

test("headers that never come are given up", async () => {
  const silent = await startServer(() => {});
  const network = startNetwork({ allowPrivate, limits: { connectMs: 200, headersMs: 200 } });
  expect(await faultOf(network.fetch({ url: silent.url, kind: "page" }))).toMatchObject({ kind: "too slow", tries: 1 });
});

test("headers that trickle for ever are given up", async () => {
  let lines = 0;
  const server = await startRaw((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => socket.write(`x-${lines++}: y\r\n`), 10);
    socket.once("close", () => clearInterval(timer));
  });
  const network = startNetwork({ allowPrivate, limits: { connectMs: 200, headersMs: 200 } });
  const url = `http://127.0.0.1:${server.port}/`;
  expect((await faultOf(network.fetch({ url, kind: "page" }))).kind).toBe("too slow");
  expect(lines).toBeGreaterThan(0);
});

test("headers without end are cut", async () => {
  const server = await startRaw((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => socket.write(`x: ${"y".repeat(8192)}\r\n`), 1);
    socket.once("close", () => clearInterval(timer));
  });
  const fault = await faultOf(
    startNetwork({ allowPrivate }).fetch({ url: `http://127.0.0.1:${server.port}/`, kind: "page" }),
  );
  expect(fault).toMatchObject({ kind: "too large", tries: 1 });
});

test("a redirect with an endless body is followed all the same", async () => {
  const server = await startServer(async (request, response) => {
    if (request.url === "/there") response.end("there");
    else await pour(response.writeHead(302, { location: "/there" }), new Uint8Array(64 * 1024), 200 * MB);
  });
  const fetched = await startNetwork({ allowPrivate }).fetch({ url: server.url, kind: "page" });
  expect(fetched.url).toBe(`${server.url}/there`);
});

test("an error with an endless body is an error with a short one", async () => {
  let written = 0;
  const server = await startServer(async (_request, response) => {
    written = await pour(response.writeHead(404), Buffer.alloc(64 * 1024, "x"), 200 * MB);
  });
  const fault = await faultOf(startNetwork({ allowPrivate }).fetch({ url: server.url, kind: "page" }));
  expect(fault).toMatchObject({ kind: "status", status: 404, tries: 1 });
  expect(fault.body).toHaveLength(64 * 1024);
  await expect.poll(() => written).toBeGreaterThan(0);
  expect(written).toBeLessThan(32 * MB);
});

test("an error whose body trickles is the error all the same", async () => {
  const server = await startServer((_request, response) => {
    response.writeHead(403);
    const timer = setInterval(() => response.write("x"), 10);
    response.once("close", () => clearInterval(timer));
  });
  const network = startNetwork({ allowPrivate, limits: { bodyMs: 200 } });
  expect(await faultOf(network.fetch({ url: server.url, kind: "json" }))).toMatchObject({
    kind: "status",
    status: 403,
  });
});

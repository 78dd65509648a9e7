import { expect, test } from "vitest";
import type { Credentials, FetchRequest } from "../../../src/collect/network/index.js";
import { faultOf, KINDS, type Listening, namesAt, startForbidden, startNetwork, startSecure } from "./support.js";

const credentials: Credentials = { user: "editor", password: "abcd efgh ijkl" };
const sent = `Basic ${Buffer.from("editor:abcd efgh ijkl").toString("base64")}`;

/** Two names that the loopback certificate is good for. */
const resolve = namesAt({ "mountain.example": "127.0.0.1", "valley.example": "127.0.0.1" });
const allowPrivate = ["mountain.example", "valley.example", "127.0.0.1"];

/** An https server that notes which authorization each path came with, and redirects `/to?…` to what follows. */
const startNoting = async (): Promise<{
  server: Listening;
  noted: [path: string, authorization: string | undefined][];
}> => {
  const noted: [string, string | undefined][] = [];
  const server = await startSecure((request, response) => {
    noted.push([request.url!.replace(/\?.*/, ""), request.headers.authorization]);
    const to = /^\/to\?(.*)$/.exec(request.url!)?.[1];
    if (to) response.writeHead(302, { location: decodeURIComponent(to) }).end();
    else if (request.url === "/private") response.writeHead(request.headers.authorization ? 200 : 401).end("private");
    else response.end("fine");
  });
  return { server, noted };
};

test("credentials go to the request's own origin over https", async () => {
  const { server, noted } = await startNoting();
  const network = startNetwork({ allowPrivate, resolve });
  const origin = `https://mountain.example:${server.port}`;
  await network.fetch({ url: `${origin}/posts`, kind: "json", credentials });
  await network.fetch({ url: `${origin}/to?/posts`, kind: "json", credentials });
  await network.fetch({ url: `${origin}/open`, kind: "json" });
  expect(noted).toEqual([
    ["/posts", sent],
    ["/to", sent],
    ["/posts", sent],
    ["/open", undefined],
  ]);
});

test.each(KINDS)("credentials are never sent over http, for a %s", async (kind) => {
  const forbidden = await startForbidden();
  const network = startNetwork({ allowPrivate });
  const fault = await faultOf(network.fetch({ url: forbidden.url, kind, credentials }));
  expect(fault).toMatchObject({ kind: "insecure", tries: 1 });
  expect(forbidden.connections()).toBe(0);
});

test("a redirect from https to http ends a request with credentials, and only that", async () => {
  const { server } = await startNoting();
  const plain = await startForbidden();
  const network = startNetwork({ allowPrivate, resolve });
  const url = `https://mountain.example:${server.port}/to?${plain.url}/`;
  expect((await faultOf(network.fetch({ url, kind: "json", credentials }))).kind).toBe("insecure");
  expect(plain.connections()).toBe(0);
  expect((await network.fetch({ url, kind: "json" })).url).toBe(`${plain.url}/`);
});

test("credentials are dropped on the way to another host or port, and stay dropped on the way back", async () => {
  const { server, noted } = await startNoting();
  const other = await startNoting();
  const network = startNetwork({ allowPrivate, resolve });
  const origin = `https://mountain.example:${server.port}`;
  const ways = [
    `https://valley.example:${server.port}/private`,
    `https://127.0.0.1:${server.port}/private`,
    `https://mountain.example:${other.server.port}/private`,
    `https://valley.example:${server.port}/to?${encodeURIComponent(`${origin}/private`)}`,
    `https://valley.example:${server.port}/to?/private`,
  ];
  for (const way of ways) {
    const url = `${origin}/to?${encodeURIComponent(way)}`;
    const fault = await faultOf(network.fetch({ url, kind: "json", credentials }));
    expect(fault).toMatchObject({ kind: "status", status: 401 });
    expect(fault.message).toContain("was not sent along");
  }
  const elsewhere = [...noted.filter(([path]) => path === "/private"), ...other.noted];
  expect(elsewhere).toHaveLength(ways.length);
  for (const [, authorization] of elsewhere) expect(authorization).toBeUndefined();
  expect(noted.filter(([, authorization]) => authorization === sent)).toHaveLength(ways.length);
});

test("faults hold no secrets", async () => {
  const { server } = await startNoting();
  const network = startNetwork({ allowPrivate, resolve });
  const origin = `https://mountain.example:${server.port}`;
  const query = "page=2&api_key=s3cret&access_token=s3cret&X-Amz-Signature=s3cret";
  const failing: readonly FetchRequest[] = [
    { url: `${origin}/to?http://forbidden.example/?${query}`, kind: "json", credentials },
    { url: `https://someone:s3cret@mountain.example/?${query}`, kind: "json", credentials },
    { url: `https://nowhere.example/?${query}`, kind: "json", credentials },
    { url: `http://mountain.example/?${query}`, kind: "json", credentials },
    { url: `https://someone:s3cret@:bad/?${query}`, kind: "json", credentials },
  ];
  for (const request of failing) {
    const fault = await faultOf(network.fetch(request));
    const shown = `${fault.message} ${fault.url} ${fault.stack} ${JSON.stringify(fault)}`;
    expect(shown).not.toContain("s3cret");
    expect(shown).not.toContain(credentials.password);
    expect(shown).not.toContain(sent);
  }
  const fault = await faultOf(network.fetch({ url: `https://nowhere.example/?${query}`, kind: "json" }));
  expect(fault.url).toContain("page=2");
  expect(fault.message).toContain("nowhere.example");
});

test("a certificate that nobody vouches for is not accepted", async () => {
  const { server, noted } = await startNoting();
  const untrusting = startNetwork({ allowPrivate, resolve, ca: undefined });
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  try {
    const url = `https://mountain.example:${server.port}/`;
    const fault = await faultOf(untrusting.fetch({ url, kind: "json", credentials }));
    expect(fault).toMatchObject({ kind: "unreachable", tries: 1 });
    expect(fault.message).toContain("certificate");
  } finally {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  }
  expect(noted).toEqual([]);
});

test("a certificate of another host is not accepted", async () => {
  const { server, noted } = await startNoting();
  const network = startNetwork({ allowPrivate: ["sea.example"], resolve: namesAt({ "sea.example": "127.0.0.1" }) });
  const fault = await faultOf(network.fetch({ url: `https://sea.example:${server.port}/`, kind: "json", credentials }));
  expect(fault).toMatchObject({ kind: "unreachable", tries: 1 });
  expect(noted).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { isPublic } from "../../../src/collect/network/addresses.js";
import { createConnector, PrivateAddress } from "../../../src/collect/network/connect.js";
import { checkAddress } from "../../../src/collect/network/gate.js";
import { FetchFault } from "../../../src/collect/network/index.js";
import { faultOf, KINDS, NOBODY, namesAt, startForbidden, startNetwork, startServer } from "./support.js";

/** Addresses that are nobody's business, by why. */
const CLOSED: Readonly<Record<string, readonly string[]>> = {
  private: ["10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.1.5"],
  loopback: ["127.0.0.1", "127.255.255.254", "::1"],
  unspecified: ["0.0.0.0", "0.1.2.3", "::"],
  "link-local": ["169.254.169.254", "169.254.0.1", "fe80::1"],
  shared: ["100.64.0.1", "100.100.100.200", "100.127.255.254"],
  multicast: ["224.0.0.1", "239.255.255.250", "ff02::1"],
  broadcast: ["255.255.255.255"],
  "unique local": ["fc00::1", "fd00:ec2::254"],
  "site-local": ["fec0::1"],
  reserved: ["240.0.0.1", "192.0.0.192", "198.18.0.1"],
  documentation: ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
  "IPv4-mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8"],
  "IPv4-compatible": ["::127.0.0.1", "::10.0.0.1"],
  NAT64: ["64:ff9b::7f00:1", "64:ff9b:1::a00:1"],
  "6to4": ["2002:7f00:1::", "2002:a00:1::1"],
  Teredo: ["2001:0:4136:e378:8000:63bf:3fff:fdd2"],
  "cloud machinery": ["168.63.129.16"],
};

const closed = Object.entries(CLOSED).flatMap(([why, addresses]) =>
  addresses.map((address) => [why, address] as const),
);

const inUrl = (address: string): string => (address.includes(":") ? `[${address}]` : address);

describe("an address that is not public", () => {
  test.each(closed)("%s: %s", async (_why, address) => {
    expect(isPublic(address)).toBe(false);
    const network = startNetwork({ resolve: namesAt({ "host.example": address }) });
    const literal = await faultOf(network.fetch({ url: `http://${inUrl(address)}/`, kind: "page" }));
    expect(literal).toMatchObject({ kind: "refused", tries: 1 });
    const named = await faultOf(network.fetch({ url: "http://host.example/", kind: "page" }));
    expect(named).toMatchObject({ kind: "refused", tries: 1 });
  });

  test("public ones are public", () => {
    for (const address of ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "100.128.0.1"]) {
      expect(isPublic(address), address).toBe(true);
    }
    for (const rubbish of ["", "example.org", "127.1", "0x7f.1"]) expect(isPublic(rubbish), rubbish).toBe(false);
  });
});

/** Ways to write 127.0.0.1, or to hide it. */
const disguises = (port: string): readonly string[] => [
  `http://127.0.0.1:${port}/`,
  `HTTP://127.0.0.1:${port}/`,
  `http://2130706433:${port}/`,
  `http://0x7f000001:${port}/`,
  `http://0x7F.0.0.1:${port}/`,
  `http://0177.0.0.1:${port}/`,
  `http://127.1:${port}/`,
  `http://127.0.0.1.:${port}/`,
  `http://①②⑦.0.0.1:${port}/`,
  `http://127%2e0%2e0%2e1:${port}/`,
  `http://0:${port}/`,
  `http://[::1]:${port}/`,
  `http://[::ffff:127.0.0.1]:${port}/`,
  `http://[0:0:0:0:0:FFFF:7F00:0001]:${port}/`,
  `http://[64:ff9b::127.0.0.1]:${port}/`,
  `http://localhost:${port}/`,
  `http://LocalHost:${port}/`,
  `http://localhost.:${port}/`,
  `http://anything.localhost:${port}/`,
  `http://user:password@127.0.0.1:${port}/`,
  `http://example.org@127.0.0.1:${port}/`,
  `http:\\\\127.0.0.1:${port}\\`,
  `ftp://127.0.0.1:${port}/`,
  `ws://127.0.0.1:${port}/`,
  `file://127.0.0.1:${port}/`,
  `gopher://127.0.0.1:${port}/`,
];

describe.each(KINDS)("a %s", (kind) => {
  test("is not fetched from this machine, however it is written", async () => {
    const forbidden = await startForbidden();
    const network = startNetwork();
    const { port } = new URL(forbidden.url);
    // After a redirect this one is a path like any other.
    for (const url of [...disguises(port), `http:127.0.0.1:${port}/`]) {
      expect((await faultOf(network.fetch({ url, kind }))).kind, url).toBe("refused");
    }
    expect(forbidden.connections()).toBe(0);
  });

  test("is not fetched from this machine after a redirect", async () => {
    const forbidden = await startForbidden();
    const { port } = new URL(forbidden.url);
    for (const location of disguises(port)) {
      const lure = await startServer((_request, response) => {
        response.writeHead(301, { location: Buffer.from(location).toString("latin1") }).end();
      });
      const network = startNetwork({ allowPrivate: [lure.host] });
      expect((await faultOf(network.fetch({ url: lure.url, kind }))).kind, location).toBe("refused");
      expect(lure.asked).toHaveLength(1);
    }
    expect(forbidden.connections()).toBe(0);
  });

  test("is not fetched from this machine, whatever the redirect's status", async () => {
    const forbidden = await startForbidden();
    const lure = await startServer((request, response) => {
      response.writeHead(Number(request.url!.slice(1)), { location: forbidden.url }).end();
    });
    const network = startNetwork({ allowPrivate: [lure.host] });
    for (const status of [301, 302, 303, 307, 308]) {
      expect((await faultOf(network.fetch({ url: `${lure.url}/${status}`, kind }))).kind).toBe("refused");
    }
    expect(forbidden.connections()).toBe(0);
  });

  test("is not fetched from a host with one private address among public ones", async () => {
    const forbidden = await startForbidden();
    const { port } = new URL(forbidden.url);
    const loopback = { address: "127.0.0.1", family: 4 } as const;
    const answers = [
      [NOBODY, loopback],
      [loopback, NOBODY],
      [NOBODY, NOBODY, { address: "fd00::1", family: 6 } as const],
    ];
    for (const answer of answers) {
      const network = startNetwork({ resolve: async () => answer });
      const fault = await faultOf(network.fetch({ url: `http://mixed.example:${port}/`, kind }));
      expect(fault).toMatchObject({ kind: "refused", tries: 1 });
    }
    expect(forbidden.connections()).toBe(0);
  });

  test("is fetched from the very address that was checked", async () => {
    const forbidden = await startForbidden();
    const { port } = new URL(forbidden.url);
    let asked = 0;
    const network = startNetwork({
      resolve: async () => (++asked === 1 ? [NOBODY] : [{ address: "127.0.0.1", family: 4 }]),
      limits: { connectMs: 200 },
    });
    // The first try goes to nobody; the second resolves anew, sees the change and refuses it.
    const fault = await faultOf(network.fetch({ url: `http://changing.example:${port}/`, kind }));
    expect(fault).toMatchObject({ kind: "refused", tries: 2 });
    expect(asked).toBe(2);
    expect(forbidden.connections()).toBe(0);
  });
});

test("a name that cannot be resolved is unreachable", async () => {
  const unknown = startNetwork({ resolve: namesAt({}) });
  expect(await faultOf(unknown.fetch({ url: "http://nowhere.example/", kind: "page" }))).toMatchObject({
    kind: "unreachable",
    tries: 1,
  });
  const empty = startNetwork({ resolve: async () => [] });
  expect((await faultOf(empty.fetch({ url: "http://nowhere.example/", kind: "page" }))).kind).toBe("unreachable");
  const silent = startNetwork({ resolve: () => new Promise(() => {}), limits: { connectMs: 100 } });
  expect(await faultOf(silent.fetch({ url: "http://nowhere.example/", kind: "page" }))).toMatchObject({
    kind: "unreachable",
    tries: 3,
  });
});

test("a resolver that answers with something else than addresses is not believed", async () => {
  const network = startNetwork({ resolve: async () => [{ address: "localhost", family: 4 }] });
  expect((await faultOf(network.fetch({ url: "http://odd.example/", kind: "page" }))).kind).toBe("refused");
});

test("two walls keep literal addresses out, and each stands alone", async () => {
  const forbidden = await startForbidden();
  const { hostname, port } = new URL(forbidden.url);
  const mayBePrivate = () => false;
  expect(() => checkAddress(new URL(forbidden.url), mayBePrivate)).toThrow(FetchFault);
  const connector = createConnector({ mayBePrivate, resolve: namesAt({}), connectMs: 1_000, ca: undefined });
  const fault = await new Promise((resolve) => {
    connector.connect({ hostname, port, protocol: "http:" }, (...ended) => resolve(ended[0]));
  });
  expect(fault).toBeInstanceOf(PrivateAddress);
  expect(forbidden.connections()).toBe(0);
});

describe("network.allowPrivate", () => {
  const hello = () => startServer((_request, response) => void response.end("hello"));

  test.each(["127.0.0.1", "HOST:PORT", "0x7f.1"])("lets %s through", async (entry) => {
    const server = await hello();
    const network = startNetwork({ allowPrivate: [entry.replace("HOST:PORT", server.host)] });
    expect((await network.fetch({ url: server.url, kind: "page" })).status).toBe(200);
  });

  test("lets a name through, in any case and with a dot at its end", async () => {
    const server = await hello();
    const { port } = new URL(server.url);
    const resolve = namesAt({ "intranet.example": "127.0.0.1", "intranet.example.": "127.0.0.1" });
    for (const entry of ["Intranet.Example", `INTRANET.example:${port}`, "intranet.example."]) {
      const network = startNetwork({ allowPrivate: [entry], resolve });
      for (const host of ["intranet.example", "INTRANET.EXAMPLE", "intranet.example."]) {
        expect((await network.fetch({ url: `http://${host}:${port}/`, kind: "page" })).status).toBe(200);
      }
    }
  });

  test("lets nothing else through", async () => {
    const server = await hello();
    const { port } = new URL(server.url);
    const places = {
      "other.example": "127.0.0.1",
      "sub.intranet.example": "127.0.0.1",
      "intranet.example": "127.0.0.1",
    };
    const entries = ["intranet.example:1", `127.0.0.1:${Number(port) - 1}`, "", ":", "*", "http://127.0.0.1", "[::1]"];
    const network = startNetwork({ allowPrivate: entries, resolve: namesAt(places) });
    for (const host of ["other.example", "sub.intranet.example", "intranet.example", "127.0.0.1", "127.0.0.2"]) {
      const fault = await faultOf(network.fetch({ url: `http://${host}:${port}/`, kind: "page" }));
      expect(fault.kind, host).toBe("refused");
    }
    expect(server.connections()).toBe(0);
  });

  test("holds after redirects: from an allowed host to an allowed one, and no further", async () => {
    const forbidden = await startForbidden();
    const second = await startServer((request, response) => {
      if (request.url === "/on") response.writeHead(302, { location: forbidden.url }).end();
      else response.end("second");
    });
    const first = await startServer((request, response) => {
      response.writeHead(302, { location: `${second.url}${request.url}` }).end();
    });
    const network = startNetwork({ allowPrivate: [first.host, second.host] });
    const fetched = await network.fetch({ url: `${first.url}/`, kind: "page" });
    expect(fetched.url).toBe(`${second.url}/`);
    expect((await faultOf(network.fetch({ url: `${first.url}/on`, kind: "page" }))).kind).toBe("refused");
    expect(forbidden.connections()).toBe(0);
  });

  test("does not make user-info or other schemes welcome", async () => {
    const server = await hello();
    const network = startNetwork({ allowPrivate: ["127.0.0.1"] });
    for (const url of [`http://me@${server.host}/`, `http://:word@${server.host}/`, `ftp://${server.host}/`]) {
      expect((await faultOf(network.fetch({ url, kind: "page" }))).kind, url).toBe("refused");
    }
    expect(server.connections()).toBe(0);
  });
});

import { chmod, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pause } from "../print/helpers.js";
import { DUNES, ISSUE, MANIFEST, newPublisher, type Publisher, temporaryFolder } from "../support/publisher.js";
import { type Ear, isWhole, type RunningPreview, startPreview } from "./running.js";

let publisher: Publisher;
let preview: RunningPreview;
let ear: Ear;
/** What the editor program was called with, an argument a line. */
let opened: string;
let tools: string;

beforeAll(async () => {
  publisher = await newPublisher({}, { keep: true });
  tools = await temporaryFolder({ keep: true });
  opened = `${tools}/opened`;
  await writeFile(
    `${tools}/editor`,
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${opened}.part' && mv '${opened}.part' '${opened}'\n`,
  );
  await chmod(`${tools}/editor`, 0o755);
  await writeFile(`${tools}/secret.txt`, "root:x:0:0\n");
  await symlink(`${tools}/secret.txt`, publisher.at(`${ISSUE}/articles/linked.md`));
  await symlink(tools, publisher.at(`${ISSUE}/tools`));
  preview = await startPreview([ISSUE], { cwd: publisher.root, env: { LAUNCH_EDITOR: `${tools}/editor` } });
  ear = await preview.listen();
  await ear.state(isWhole);
});

afterAll(async () => {
  await preview.end();
  await publisher.remove();
  await rm(tools, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends these very bytes: no client puts a path in order before. */
const send = (request: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(preview.port, "127.0.0.1", () => socket.write(request, "latin1"));
    socket.setEncoding("latin1").on("data", (piece) => {
      text += piece;
    });
    socket.setTimeout(5000, () => socket.destroy(new Error(`No end of the answer to ${request.slice(0, 200)}`)));
    socket.once("error", reject);
    socket.once("close", () => {
      const [head = "", ...body] = text.split("\r\n\r\n");
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), head, body: body.join("\r\n\r\n") });
    });
  });

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
  const lines = Object.entries({ Host: `127.0.0.1:${preview.port}`, Connection: "close", ...headers });
  return send(`GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);
};

/** The preview does as before. */
const isWell = async (): Promise<void> => {
  expect(preview.child.exitCode).toBeNull();
  expect((await preview.state()).pages.length).toBeGreaterThan(0);
};

describe("an address", () => {
  const token = () => preview.token;

  it("answers to its own name and token alone", async () => {
    const status = async (path: string, headers?: Readonly<Record<string, string>>) =>
      (await get(path, headers)).status;
    expect(await status(`/${token()}/state`)).toBe(200);
    expect(await status(`/${token()}/state`, { Host: `localhost:${preview.port}` })).toBe(200);
    const hosts = [
      "evil.example",
      `evil.example:${preview.port}`,
      "127.0.0.1",
      "127.0.0.1:1",
      `127.0.0.1.evil.example:${preview.port}`,
    ];
    for (const host of hosts) expect([host, await status(`/${token()}/state`, { Host: host })]).toEqual([host, 403]);
    const tokens = [
      "",
      "x",
      token().slice(1),
      `${token()}x`,
      token().toUpperCase(),
      `%${token()}`,
      encodeURIComponent(`${token()}/`),
    ];
    for (const wrong of tokens) expect([wrong, await status(`/${wrong}/state`)]).toEqual([wrong, 403]);
    for (const site of ["cross-site", "same-site"])
      expect([site, await status(`/${token()}/state`, { "Sec-Fetch-Site": site })]).toEqual([site, 403]);
    expect((await get("/")).body).not.toContain(token());
  });

  it("holds nothing but the issue's pictures, its fonts and the preview's own files", async () => {
    const up = ["..", "%2e%2e", "%2E.", "..%2f", "%2e%2e%2f", "..%5c", "%252e%252e", "..%00", "....//"];
    const wanted = ["package.json", "dist/cli.js", `${MANIFEST}`, "etc/passwd"];
    const paths = [
      ...up.flatMap((step) =>
        wanted.flatMap((file) =>
          ["", "files/", "files/pictures/", "assets/", "document/"].map(
            (start) => `${start}${`${step}/`.repeat(3)}${file}`,
          ),
        ),
      ),
      "files/../../package.json",
      "assets/../cli.js",
      "assets/..%2f..%2fcli.js",
      "/etc/passwd",
      "files//etc/passwd",
      "files/%2fetc%2fpasswd",
      "files/C:%5cWindows%5cwin.ini",
      `files${publisher.at(MANIFEST)}`,
      `files/pictures/${publisher.at(`${ISSUE}/pictures/dune.jpg`)}`,
      "files/pictures/",
      "files/fonts",
      "files/__proto__",
      "files/constructor",
      "__proto__",
      "toString",
      "assets/",
      "assets/LibreFranklin-Regular.ttf/..",
      "page.js%00.css",
      "files/pictures/%00",
      "files/%",
      "%ff%fe",
      `files/${"a".repeat(8000)}`,
      "issue.pdf/../../package.json",
    ];
    const served: string[] = [];
    for (const path of paths) {
      const { status, body } = await get(`/${token()}/${path}`);
      const isRefused = [400, 403, 404, 414, 431].includes(status);
      if (!isRefused || /"name": *"pressday"|root:|week:/.test(body)) served.push(`${status} ${path}`);
    }
    expect(served).toEqual([]);
    await isWell();
  });

  it("is not found by a path that leaves the token, whatever stands before it", async () => {
    const paths = [
      `//${token()}/state`,
      `/x/../${token()}x/state`,
      `http://evil.example/${token()}/state`,
      "*",
      "//evil.example/",
    ];
    for (const path of paths)
      expect([path, (await get(path)).status]).toEqual([
        path,
        expect.toSatisfy((status) => [400, 403, 404].includes(status)),
      ]);
    for (const request of ["GET\r\n\r\n", "\0\0\0\0\r\n\r\n", `GET /${token()}/ HTTP/1.1\r\nConnection: close\r\n\r\n`])
      expect((await send(request)).status).not.toBe(200);
    await isWell();
  });

  it("is told by headers to nobody else", async () => {
    const common = [
      "cross-origin-resource-policy: same-origin",
      "referrer-policy: no-referrer",
      "x-content-type-options: nosniff",
      "cache-control: no-store",
    ];
    for (const path of ["", "document", "state", "page.js", "page.css", "issue.pdf", "nothing"]) {
      const { head } = await get(`/${token()}/${path}`);
      for (const header of common) expect([path, head.toLowerCase()]).toEqual([path, expect.stringContaining(header)]);
      expect([path, /access-control-/i.test(head)]).toEqual([path, false]);
    }
    const [page, document] = await Promise.all([get(`/${token()}/`), get(`/${token()}/document`)]);
    expect(page.head).toContain("frame-ancestors 'none'");
    expect(page.head).not.toMatch(/script-src[^;]*(?:unsafe|\*|https?:)/);
    expect(document.head).toContain("script-src 'none'");
    expect(document.head).toContain("frame-ancestors 'self'");
  });
});

describe("an order", () => {
  /** Sends it with other headers than the page's own. */
  const post = (name: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(preview.url + name, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: preview.origin, ...headers },
      body,
    });

  it("comes from the preview's own page, and is JSON", async () => {
    const before = await preview.state();
    const others: Readonly<Record<string, string>>[] = [
      { "Content-Type": "text/plain" },
      { "Content-Type": "application/x-www-form-urlencoded" },
      { Origin: "null" },
      { Origin: "http://evil.example" },
      { Origin: `http://localhost:${preview.port}` },
      { Origin: `https://127.0.0.1:${preview.port}` },
    ];
    for (const headers of others)
      for (const name of ["print", "show", "open"])
        expect([headers, (await post(name, '{"layout":"atlas"}', headers)).status]).toEqual([headers, 403]);
    const { status } = await fetch(`${preview.url}print`, { method: "POST", body: "{}" });
    expect(status).toBe(403);
    const preflight = await fetch(`${preview.url}print`, {
      method: "OPTIONS",
      headers: { Origin: "http://evil.example" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    await pause(200);
    expect(ear.printed).toEqual([]);
    expect(await preview.state()).toEqual(before);
  });

  it("that cannot be understood is refused, and nothing comes of it", async () => {
    const before = await preview.state();
    const bodies = [
      "",
      "{",
      "null",
      "7",
      "[]",
      '"print"',
      '{"folios":"1"}',
      '{"folios":[1.5]}',
      '{"folios":[-1]}',
      '{"folios":[null,{}]}',
    ];
    const folios = `{"folios":[${"1,".repeat(50_000)}1]}`;
    const more = [
      '{"rules":{}}',
      '{"rules":[null]}',
      '{"rules":[{"sheet":1,"selector":2}]}',
      '{"file":7}',
      '{"file":"x","line":"1; rm"}',
    ];
    for (const body of [...bodies, folios, ...more, '{"layout":7}', '{"source":"moon"}'])
      for (const name of ["view", "where", "open", "show"]) {
        const { status } = await post(name, body);
        // An order that lacks nothing may still say more than it needs.
        if (status === 200) expect([name, body]).toEqual(["show", expect.not.stringMatching(/layout|source|^[^{]/)]);
        else expect([name, body.slice(0, 40), status]).toEqual([name, body.slice(0, 40), 400]);
      }
    const long = [
      "Host: 127.0.0.1:PORT",
      "Origin: http://127.0.0.1:PORT",
      "Content-Type: application/json",
      "Content-Length: 9000000",
    ];
    const head = long.map((line) => `${line.replace("PORT", String(preview.port))}\r\n`).join("");
    expect((await send(`POST /${preview.token}/view HTTP/1.1\r\n${head}Connection: close\r\n\r\n`)).status).toBe(413);
    for (const layout of ["nothing", "../classic", "__proto__", "constructor", ""])
      expect((await post("show", JSON.stringify({ layout }))).status).toBe(200);
    expect((await post("show", '{"__proto__":{"layout":"atlas"}}')).status).toBe(200);
    expect((await post("nothing", "{}")).status).toBe(404);
    await pause(200);
    expect(await preview.state()).toEqual(before);
    await isWell();
  });

  it("opens an article in the editor at its line", async () => {
    const answer = await preview.order("open", { file: DUNES, line: 9, col: 3 });
    expect(await answer.json()).toEqual({ opened: true, path: publisher.at(DUNES) });
    expect((await readFile(opened, "utf8")).trim().split("\n")).toEqual([publisher.at(DUNES), "9", "3"]);
    expect((await (await preview.order("open", { file: "layouts/classic/masters.css", line: 1 })).json()).opened).toBe(
      true,
    );
  });

  it("opens nothing outside the issue, the layouts and the fonts", async () => {
    const was = await readFile(opened, "utf8");
    const files = [
      "/etc/passwd",
      "../../../../../../../etc/passwd",
      `${ISSUE}/../../../../../../../../etc/passwd`,
      `${ISSUE}/articles/linked.md`,
      `${ISSUE}/tools/secret.txt`,
      `${ISSUE}/tools/editor`,
      "package.json",
      "layouts/../package.json",
      `${DUNES}\0.txt`,
      "",
      ".",
      ISSUE,
      "a".repeat(5000),
      "file:///etc/passwd",
    ];
    for (const file of files) {
      const answer = await preview.order("open", { file });
      expect([file, answer.status, (await answer.json()).opened]).toEqual([file, 200, false]);
    }
    await pause(200);
    expect(await readFile(opened, "utf8")).toBe(was);
    await isWell();
  });
});

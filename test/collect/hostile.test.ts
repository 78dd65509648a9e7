import { deflateSync, gzipSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { pressday } from "../support/command.js";
import { serve } from "../support/server.js";
import { POSTS, type SitePost } from "./sources/wordpress-posts.js";
import { serveWordPress } from "./sources/wordpress-server.js";
import { during, ISSUE, newDesk } from "./week.js";

const TEXT =
  "<p>The dam at the mouth of the valley holds the winter rain until June. Below it the gardens are watered by turns, and each turn is announced by a drum.</p>";

const post = (id: number, title: string, content: string, more: Partial<SitePost> = {}): SitePost => ({
  id,
  slug: `post-${id}`,
  title,
  content: `<p>${title} begins here, in a sentence of its own.</p>${TEXT.replace("drum", `drum, ${title.toLowerCase()}`)}${content}`,
  gmt: "2026-11-18T10:00:00",
  author: 2,
  categories: ["culture"],
  ...more,
});

const image = (src: string, caption: string): string =>
  `<figure><img src="${src}" alt=""><figcaption>${caption}</figcaption></figure>`;

/** A PNG that says it has so many pixels, without them. */
const hugePng = (side: number): Buffer => {
  const crcTable = Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value >>> 0;
  });
  const crc = (bytes: Buffer): number => {
    let value = 0xffffffff;
    for (const byte of bytes) value = crcTable[(value ^ byte) & 0xff]! ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  };
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.alloc(1000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

describe("hostile sites", () => {
  it("never reach an address that may not be asked, and lose no story", async () => {
    // Whoever asks it has been led astray.
    const secret = await during(serve((_, response) => void response.end("the keys")));
    const { port } = new URL(secret.url);
    const names = [
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      `2130706433:${port}`,
      `0x7f000001:${port}`,
      `0177.0.0.1:${port}`,
      `[::1]:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
      `user:pass@127.0.0.1:${port}`,
    ];
    const redirecting = await during(
      serve((_, response) => void response.writeHead(302, { location: `${secret.url}/keys` }).end()),
    );
    const posts = [
      post(
        1,
        "Led astray",
        names
          .map((name, nth) => image(`http://${name}/keys-${nth}.jpg`, `By way of ${name.replaceAll(/\W/g, " ")}`))
          .join(""),
      ),
      post(2, "Sent on", image(`${redirecting.url}/picture.jpg`, "Sent elsewhere")),
      post(
        3,
        "Local files",
        image("file:///etc/hostname", "A file") +
          image("data:text/plain,hello", "Data") +
          image("//127.0.0.1:1/x.jpg", "No scheme"),
      ),
    ];
    const site = await during(serveWordPress({ posts }));
    const desk = await newDesk(
      [site.host, redirecting.host],
      [
        `  - { name: Ours, wordpress: "${site.url}", section: Places }`,
        `  - { name: Feed inside, feed: "${secret.url}/feed/" }`,
        `  - { name: Page inside, url: "http://localhost:${port}/" }`,
        `  - { name: Feed sent on, feed: "${redirecting.url}/feed/" }`,
        `  - { name: Outside, file: ../../../etc }\n`,
      ].join("\n"),
    );
    const { told, exit } = await desk.collect();
    expect(secret.connections()).toBe(0);
    expect(exit).toBe(3);
    expect(told.sources.map(({ failed, taken }) => [failed ?? false, taken])).toEqual([
      [false, 3],
      [true, 0],
      [true, 0],
      [true, 0],
      [true, 0],
    ]);
    const pictures = told.problems.filter(({ code }) => code === "PICTURE_NOT_FETCHED");
    expect(pictures.length).toBeGreaterThanOrEqual(names.length + 2);
    expect(pictures.some(({ message }) => message.includes("Sent elsewhere"))).toBe(true);
    for (const { file } of told.articles) expect(await desk.read(file)).not.toContain("![");
  });

  it("reports pictures that no page can take, and collects the rest", async () => {
    const good = await sharp({ create: { width: 900, height: 600, channels: 3, background: "#b4451f" } })
      .jpeg()
      .toBuffer();
    const pixel = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    const bodies: Readonly<Record<string, () => Buffer>> = {
      "/good.jpg": () => good,
      "/dot.gif": () => pixel,
      "/huge.png": () => hugePng(17_500),
      "/drawing.svg": () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
      "/cut.jpg": () => good.subarray(0, good.length / 2),
      "/page.jpg": () => Buffer.from("<html><body>Not found</body></html>"),
    };
    const media = await during(
      serve((request, response) => {
        const body = bodies[request.url!]?.();
        if (request.url === "/endless.jpg") {
          const send = (): void => {
            while (!response.destroyed && response.write(Buffer.alloc(1 << 20))) {}
          };
          response.on("drain", send);
          send();
        } else if (request.url === "/announced.jpg") {
          response.writeHead(200, { "content-type": "image/jpeg", "content-length": String(2 * 2 ** 30) });
          response.write("x");
        } else if (request.url === "/bomb.jpg")
          response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(200 << 20)));
        else if (request.url === "/round.jpg") response.writeHead(302, { location: "/round.jpg" }).end();
        else if (body) response.end(body);
        else response.writeHead(404).end();
      }),
    );
    const bad = [
      "huge.png",
      "drawing.svg",
      "cut.jpg",
      "page.jpg",
      "endless.jpg",
      "announced.jpg",
      "bomb.jpg",
      "round.jpg",
      "gone.jpg",
    ];
    const figures = ["good.jpg", "dot.gif", ...bad].map((name) =>
      image(`${media.url}/${name}`, `Caption of ${name.replace(".", " ")}`),
    );
    const site = await during(serveWordPress({ posts: [post(1, "Pictures", figures.join("")), POSTS[4]!] }));
    const desk = await newDesk(
      [site.host, media.host],
      `  - { name: Ours, wordpress: "${site.url}", section: Places }\n`,
    );
    const { told, exit } = await desk.collect();
    expect(exit).toBe(0);
    const failed = told.problems.filter(({ code }) => code === "PICTURE_NOT_FETCHED").map(({ message }) => message);
    for (const name of bad)
      expect(
        failed.filter((message) => message.includes(`/${name}`)),
        name,
      ).toHaveLength(1);
    const article = told.articles.find(({ headline }) => headline === "Pictures")!;
    expect(article.pictures).toBe(1);
    expect(article.removals).toContainEqual({ reason: "tracking pixel", text: `${media.url}/dot.gif` });
    expect(told.articles.length).toBe(2);
    const built = await pressday(["build", ISSUE], { cwd: desk.root });
    expect(built.stderr).not.toContain("error ");
    expect(built.exit).toBe(0);
  });

  it("does not stumble over pages and feeds that are bombs", async () => {
    const deep = `<html><body><article><h1>Deep</h1>${"<div>".repeat(200_000)}${TEXT}</article></body></html>`;
    const entities = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 12 }, (_, index) => `<!ENTITY ${"abcdefghijklm"[index + 1]} "${`&${"abcdefghijklm"[index]};`.repeat(10)}">`).join("")}]><rss><channel><item><title>&m;</title></item></channel></rss>`;
    const server = await during(
      serve((request, response) => {
        response.setHeader("content-type", request.url === "/feed" ? "application/rss+xml" : "text/html");
        if (request.url === "/deep") response.end(deep);
        else if (request.url === "/feed") response.end(entities);
        else if (request.url === "/gzip")
          response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(300 << 20, "a")));
        else response.end(`<html><body><article><h1>Plain</h1>${TEXT.repeat(4)}</article></body></html>`);
      }),
    );
    const sources = ["url: deep", "feed: feed", "url: gzip", "url: plain"].map((line) => {
      const [kind, name] = line.split(": ");
      return `  - { name: ${name}, ${kind}: "${server.url}/${name}" }`;
    });
    const desk = await newDesk([server.host], `${sources.join("\n")}\n`);
    const { told, exit } = await desk.collect();
    expect(exit).toBe(3);
    const failed = Object.fromEntries(told.sources.map(({ name, failed: one }) => [name, one ?? false]));
    expect(failed).toMatchObject({ feed: true, gzip: true, plain: false });
    expect(told.articles.map(({ source }) => source)).toContain("plain");
  });
});

/** Articles of a hostile author, printed by the real command: nobody is asked, nothing is read, nothing runs. */
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import puppeteer from "puppeteer-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describePdf } from "../../src/pdf/index.js";
import { formatPlace } from "../../src/problem.js";
import { serveFeed } from "../collect/sources/feed-server.js";
import { manyPosts } from "../collect/sources/wordpress-posts.js";
import { newDesk } from "../collect/week.js";
import { codesAndPlaces, pressday, type Told, toldBy } from "../support/command.js";
import { buildOverPrevious } from "../support/faulty.js";
import { DUNES, ISSUE, MANIFEST, newPublisher, PDF, type Publisher, temporaryFolder } from "../support/publisher.js";
import { serve } from "../support/server.js";
import { type Aims, allVectors, livingVectors } from "./vectors.js";
import { insidesOf, loggedBrowser, lookOf, networkSeen, plantSecrets, SECRET, secretForms } from "./witnesses.js";

const listener = await serve((_, response) => void response.writeHead(404).end());
afterAll(() => listener.close());

/** Paths' first names, as vectors ask for them. */
const namesAsked = (): ReadonlySet<string> =>
  new Set(listener.asked.map((asked) => /^\w+ \/([\w-]+)/.exec(asked)?.[1] ?? asked));

const rooms = await temporaryFolder({ keep: true });
afterAll(() => rm(rooms, { recursive: true, force: true }));

const aims: Aims = { web: listener.url, ...(await plantSecrets(rooms)) };

describe("a browser without our walls", () => {
  it("follows every living vector, reads the secrets and shows them: the witnesses see it", async () => {
    const { real, log } = await loggedBrowser(rooms);
    const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const browser = await puppeteer.launch({
      executablePath: real,
      headless: "shell",
      args: [...root, `--log-net-log=${log}`, "--allow-file-access-from-files"],
    });
    let pdf: Buffer;
    try {
      const [leaving, staying] = [["refresh", "location", "form", "base"], livingVectors(aims)];
      const bodies = staying.filter(({ name }) => !leaving.includes(name)).map(({ html }) => html);
      const documents = [
        bodies.join("\n"),
        ...staying.flatMap(({ name, html }) => (leaving.includes(name) ? [html] : [])),
      ];
      documents[0] += `<img src="http://planted-name.invalid/">`;
      const pages = await Promise.all(
        documents.map(async (html, index) => {
          const file = path.join(rooms, `control-${index}.html`);
          await writeFile(file, `<!doctype html><meta charset="utf-8"><body>${html}`);
          const page = await browser.newPage();
          await page.goto(`file://${file}`, { waitUntil: "load", timeout: 20_000 }).catch(() => {});
          return page;
        }),
      );
      const missing = (): string[] =>
        livingVectors(aims)
          .map(({ name }) => name)
          .filter((name) => !name.startsWith("secret-") && !namesAsked().has(name));
      await expect.poll(missing, { timeout: 15_000 }).toEqual([]);
      const read = (): Promise<string>[] =>
        pages[0]!.frames().map((frame) => frame.evaluate("document.body?.innerText") as Promise<string>);
      const texts = async (): Promise<string> =>
        (await Promise.all(read().map((text) => text.catch(() => "")))).join(" ");
      await expect.poll(texts, { timeout: 15_000 }).toContain(SECRET);
      pdf = Buffer.from(await pages[0]!.pdf({ printBackground: true }));
    } finally {
      await browser.close();
    }
    const shown = await lookOf(pdf);
    expect(shown.text).toContain(SECRET);
    expect(shown.secretColour).toBe(true);
    const seen = await networkSeen(log);
    expect(seen.names.join(" ")).toContain("planted-name.invalid");
    expect(seen.connections).toContain(listener.host);
  });
});

/** Hostile words for every place of front matter. */
const hostileLine = (place: string): string =>
  `'Words <iframe src="${aims.secretText}"></iframe><script>fetch("${aims.web}/${place}")</script><link rel=stylesheet href="${aims.web}/${place}">{{{this}}}'`;

/** Those of a manifest are bare text, and stand in large type: they must find room as they are. */
const hostileText = (place: string): string => `'Sand <iframe src= "${aims.web}/${place}" > {{{this}}} </p><script>'`;
const hostileHeadline = "'Sand <b onclick=x> {{x}}'";

const hostileIssue = (): Readonly<Record<string, string>> => ({
  "issues/magazine.yaml": `name: Sirocco\ntagline: ${hostileText("tagline")}\npublisher: ${hostileText("publisher")}\ncolophon: ${hostileText("colophon")}\nbackCover:\n  headline: ${hostileHeadline}\n  text: ${hostileText("back-text")}\n`,
  [MANIFEST]: `week: 2026-W47\nnumber: 3\ntitle: ${hostileText("title")}\nnote: ${hostileText("note")}\ncover:\n  headline: ${hostileHeadline}\n  standfirst: ${hostileText("cover-standfirst")}\n  lines: [${hostileHeadline}]\nsections:\n  - name: Desert\n    articles:\n      - { file: dunes.md, kicker: ${hostileText("entry")} }\n      - wells.md\n`,
  "issues/house/notice.md": `---\nheadline: ${hostileLine("house")}\n---\nA notice. ${allVectors(aims)[0]!.html}\n`,
  [DUNES]: `---\nheadline: ${hostileLine("headline")}\nkicker: ${hostileLine("kicker")}\nstandfirst: ${hostileLine("standfirst")}\nbyline: ${hostileLine("byline")}\nsources: [${hostileLine("sources")}]\ncredit: ${hostileLine("credit")}\n---\nSand moves first. ${"It moves grain by grain, and never alone. ".repeat(6)}\n\n${allVectors(
    aims,
  )
    .map(({ html }) => html)
    .join("\n\n")}\n\nSand moves last.\n`,
});

/** What a PDF may do by itself or at a click, beyond leading to its own pages and to the web. */
const ACTIONS = /\/(JavaScript|JS|Launch|SubmitForm|ImportData|GoToR|GoToE|EmbeddedFiles?|RichMedia|Movie|Sound|AA)\b/g;

/** Holds a printed issue against every witness. */
const expectHarmless = async (file: string): Promise<string> => {
  const pdf = await readFile(file);
  const insides = insidesOf(pdf);
  for (const form of secretForms()) expect(insides.includes(form)).toBe(false);
  expect([...insides.matchAll(ACTIONS)].map(([action]) => action)).toEqual([]);
  expect(insides).not.toMatch(/\/URI ?\((?!https?:|mailto:)/);
  const { links, pages } = await describePdf(new Uint8Array(pdf));
  expect(links.filter(({ uri }) => uri !== undefined && !/^(https?|mailto):/.test(uri))).toEqual([]);
  const { text, secretColour } = await lookOf(pdf);
  expect(text).not.toContain(SECRET);
  expect(secretColour).toBe(false);
  return pages.map((page) => page.text).join("\n");
};

describe.each([
  { layout: "classic", engine: "chromium" },
  { layout: "atlas", engine: "chromium" },
  { layout: "bulletin", engine: "pdfkit" },
])("an issue full of them, in $layout by $engine", ({ layout, engine }) => {
  let publisher: Publisher;
  let told: Told;
  let before: number;
  let log: string | undefined;

  beforeAll(async () => {
    publisher = await newPublisher(hostileIssue(), { keep: true });
    const logged = await loggedBrowser(publisher.root);
    log = engine === "chromium" ? logged.log : undefined;
    before = listener.connections();
    const choice = log === undefined ? [] : ["--browser", logged.program];
    const ended = await pressday(["build", ISSUE, "--layout", layout, "--engine", engine, "--json", ...choice], {
      cwd: publisher.root,
    });
    told = toldBy(ended);
    expect(ended.exit, JSON.stringify(told.problems, undefined, 1)).toBe(0);
    return publisher.remove;
  });

  it("asks nobody: no connection, no name looked up, nothing for the walls to refuse", async () => {
    expect(listener.connections()).toBe(before);
    expect(told.problems.map(({ code }) => code)).not.toContain("REQUEST_REFUSED");
    if (log === undefined) return;
    const seen = await networkSeen(log);
    expect(seen.events).toBeGreaterThan(0);
    expect(seen.names).toEqual([]);
    expect(seen.connections).toEqual([]);
  });

  it("has no byte of a secret, no action and no link but to the web, and keeps its harmless words", async () => {
    const text = (await expectHarmless(publisher.at(PDF))).replace(/\s+/g, " ");
    for (const words of ["Sand moves first.", "Sand moves last.", "A paragraph that listens.", "A ground of its own."])
      expect(text).toContain(words);
    // Expressions of templates are words like any other.
    expect(text).toContain("{{{this}}}");
  });

  it("tells of what was left out, each with its place", () => {
    const codes = told.problems.map(({ code }) => code);
    expect(codes).toContain("HTML_REMOVED");
    expect(codes).toContain("LINK_REFUSED");
    const unplaced = told.problems.filter(({ code, place }) => code !== "BROWSER_UNSANDBOXED" && place === undefined);
    expect(codesAndPlaces(unplaced)).toEqual([]);
    const lines = told.problems
      .filter(({ code }) => code === "HTML_REMOVED" || code === "LINK_REFUSED")
      .map(({ place }) => formatPlace(place!));
    expect(new Set(lines).size).toBeGreaterThanOrEqual(30);
  });
});

describe("a picture file that is none", () => {
  const svg = (inner: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="900" height="600">${inner}</svg>`;
  const hostile: Readonly<Record<string, () => string | Promise<Buffer>>> = {
    "an SVG with a script": () => svg(`<script>fetch("${aims.web}/picture")</script>`),
    "an SVG that reads a file": () => svg(`<image xlink:href="${aims.secretPicture}" width="900" height="600"/>`),
    "an SVG that asks": () => svg(`<image xlink:href="${aims.web}/picture.png" width="9" height="9"/>`),
    "an SVG of an entity": () =>
      `<!DOCTYPE svg [<!ENTITY s SYSTEM "${aims.secretText}">]>${svg("<text y='90'>&s;</text>")}`,
    "a page": () => `<html><body><script>fetch("${aims.web}/picture")</script></body></html>`,
    "a script for a printer": () => `%!PS\n(${new URL(aims.secretText).pathname}) run showpage\n`,
  };

  it.each(Object.keys(hostile))("%s stops the build at its place, and is not looked into", async (name) => {
    const publisher = await newPublisher();
    const before = listener.connections();
    await publisher.write({ [`${ISSUE}/pictures/dune.jpg`]: await hostile[name]!() });
    const failed = await buildOverPrevious(publisher);
    expect(failed.ended.exit).toBe(1);
    expect(failed.told).toEqual([
      expect.stringMatching(/^error PICTURE_\w+ issues\/2026-W47\/articles\/dunes\.md:\d+/),
    ]);
    expect(failed.previousUntouched).toBe(true);
    expect(listener.connections()).toBe(before);
  });

  it("a sound one's own words do not become the page's", async () => {
    const publisher = await newPublisher();
    const exif = {
      IFD0: { ImageDescription: `</script><script>fetch("${aims.web}/exif")</script>`, Copyright: SECRET },
    };
    const picture = await sharp({ create: { width: 2400, height: 1800, channels: 3, background: "#d9a05b" } })
      .withExif(exif)
      .jpeg()
      .toBuffer();
    await publisher.write({ [`${ISSUE}/pictures/dune.jpg`]: picture });
    const ended = await pressday(["build", ISSUE, "--json"], { cwd: publisher.root });
    expect(ended.exit, ended.stderr).toBe(0);
    await expectHarmless(publisher.at(PDF));
  });
});

describe("the same from a site", () => {
  it("is collected without its poison, and printed without asking anybody", async () => {
    const [first, second] = manyPosts(2, 0);
    const poison = allVectors(aims)
      .map(({ html }) => html)
      .join("\n");
    const posts = [{ ...first!, content: `${first!.content}\n${poison}\n<p>Sand moves last.</p>` }, second!];
    const site = await serveFeed({ posts });
    try {
      const desk = await newDesk(
        [new URL(site.url).host],
        `  - { name: Ours, feed: "${site.url}/feed/", section: Places }\n`,
      );
      const before = listener.connections();
      const { told, exit } = await desk.collect();
      expect(exit, JSON.stringify(told.problems)).toBe(0);
      const articles = Object.entries(await desk.state()).filter(([name]) => name.endsWith(".md"));
      expect(articles).toHaveLength(2);
      for (const [, seen] of articles) {
        const text = Buffer.from(seen.split(" ")[0]!, "base64").toString("utf8");
        expect(text).not.toMatch(
          /<\s*(script|iframe|object|embed|style|link|meta|base|form|svg|video|audio|template)\b/i,
        );
        expect(text).not.toMatch(/\]\(\s*<?(?!https?:|mailto:|#)[a-z]+:/i);
        // What was embedded from elsewhere is a link, for readers to follow or not.
        expect(text.replaceAll(/\]\(http[^)\s]*\)/g, "]")).not.toContain(aims.web);
      }
      const ended = await pressday(["build", ISSUE, "--json"], { cwd: desk.root });
      expect(ended.exit, ended.stdout).toBe(0);
      expect(listener.connections()).toBe(before);
      expect(await expectHarmless(path.join(desk.root, toldBy(ended).pdf!))).toContain("Sand moves last.");
    } finally {
      await site.close();
    }
  });
});

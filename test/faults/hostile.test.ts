import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describePdf, type PdfDescription } from "../../src/pdf/index.js";
import { listen } from "../print/helpers.js";
import { codesAndPlaces, pressday, type Told, toldBy } from "../support/command.js";
import { buildOverPrevious } from "../support/faulty.js";
import { DUNES, ISSUE, MANIFEST, manifestOf, newPublisher, PDF, type Publisher } from "../support/publisher.js";

const SECRET = "Nobody-should-read-this";

/** Every way we know in which a page asks for something, one a paragraph. */
const attacks = (web: string, file: string): readonly string[] => [
  `<script>fetch("${web}/fetch"); new Image().src = "${web}/image"; location = "${web}/location"</script>`,
  `<script src="${web}/script.js"></script>`,
  `<iframe src="${web}/frame"></iframe>`,
  `<iframe src="${file}"></iframe>`,
  `<iframe srcdoc="<script>parent.fetch('${web}/srcdoc')</script>"></iframe>`,
  `<object data="${file}" type="text/plain"></object>`,
  `<embed src="${web}/embed">`,
  `<link rel="stylesheet" href="${web}/style.css"><link rel="prefetch" href="${web}/prefetch"><link rel="preconnect" href="${web}">`,
  `<style>@import url("${web}/import.css"); p { background: url("${web}/background") } @font-face { font-family: x; src: url("${web}/font") }</style>`,
  `<p style="background: url(${web}/inline); list-style-image: url(${file})">A paragraph with a style of its own.</p>`,
  `<meta http-equiv="refresh" content="0; url=${web}/refresh"><base href="${web}/base/">`,
  `<video src="${web}/video" poster="${web}/poster" autoplay></video><audio src="${web}/audio"></audio>`,
  `<svg><image href="${web}/svg"/><use href="${file}#x"/><script>fetch("${web}/svg-script")</script></svg>`,
  `<math><mtext><img src="${web}/math"></mtext></math>`,
  `<form action="${web}/form"><input name="q" autofocus onfocus="this.form.submit()"></form>`,
  `<p onclick="fetch('${web}/click')" onmouseover="fetch('${web}/over')">A paragraph that listens.</p>`,
  `<a href="javascript:fetch('${web}/link')">A link that runs</a> and <a href="${file}" ping="${web}/ping">a link to a file</a>.`,
  `<template><img src="${web}/template"></template><noscript><img src="${web}/noscript"></noscript>`,
];

const listener = await listen();
const web = `http://127.0.0.1:${listener.port}`;
afterAll(() => void listener.server.close());

describe("an article that runs, loads and asks", () => {
  let publisher: Publisher;
  let told: Told;
  let seen: PdfDescription;
  beforeAll(async () => {
    publisher = await newPublisher({ "secret.txt": SECRET }, { keep: true });
    const file = `file://${publisher.at("secret.txt")}`;
    const front = [
      `headline: 'Dunes <script>fetch("${web}/headline")</script>'`,
      `kicker: '<img src="${web}/kicker">'`,
      `standfirst: 'They <iframe src="${file}"></iframe>walk.'`,
      `byline: '<link rel=stylesheet href="${web}/byline">Lina'`,
      `sources: ['<img src=x onerror="fetch(\\'${web}/sources\\')">']`.replaceAll("\\'", "''"),
    ];
    const cover = `cover:\n  headline: '<b onclick=x>Dunes'\n  kicker: '<img src="${web}/cover">'\n  standfirst: '<style>@import "${web}/line"</style>'\n  lines: ['<i>Wells']\n`;
    await publisher.write({
      [MANIFEST]: `${manifestOf("dunes.md", "wells.md")}note: '<object data="${file}"></object>'\n${cover}`,
      [DUNES]: `---\n${front.join("\n")}\n---\nSand moves first. ${"It moves grain by grain, and never alone. ".repeat(6)}\n\n${attacks(web, file).join("\n\n")}\n\nSand moves last.\n`,
    });
    const ended = await pressday(["build", ISSUE, "--json"], { cwd: publisher.root });
    told = toldBy(ended);
    expect(ended.exit, JSON.stringify(told.problems)).toBe(0);
    seen = await describePdf(await readFile(publisher.at(PDF)));
    return publisher.remove;
  });

  it("reaches nobody, not even on this machine", () => {
    expect(listener.touched()).toBe(0);
    expect(told.problems.map(({ code }) => code)).not.toContain("REQUEST_REFUSED");
  });

  it("is told what was left out, and where", () => {
    const codes = new Set(told.problems.map(({ code }) => code));
    expect(codes).toContain("HTML_REMOVED");
    expect(codes).toContain("LINK_REFUSED");
    for (const line of codesAndPlaces(told.problems)) expect(line).toContain(`${DUNES}:`);
  });

  it("brings no file in from outside the issue, and no link but to the web", () => {
    const text = seen.pages.map((page) => page.text).join("\n");
    expect(text).not.toContain(SECRET);
    expect(seen.links.filter(({ uri }) => uri !== undefined && !/^(https?|mailto):/.test(uri))).toEqual([]);
  });

  it("keeps its harmless words", () => {
    const text = seen.pages.map((page) => page.text).join("\n");
    for (const words of [
      "Sand moves first.",
      "A paragraph with a style of its own.",
      "A paragraph that listens.",
      "A link that runs",
      "a link to a file",
      "Sand moves last.",
    ])
      expect(text).toContain(words);
  });
});

it("a picture that names an address or a file beyond the issue stops the build before anything is asked", async () => {
  const publisher = await newPublisher({ "secret.txt": SECRET });
  const sources = [
    `${web}/markdown.jpg`,
    `//127.0.0.1:${listener.port}/scheme.jpg`,
    `file://${publisher.at("secret.txt")}`,
    "../../../secret.txt",
    publisher.at("secret.txt"),
    "data:image/png;base64,AAAA",
  ];
  await publisher.write({
    [DUNES]: `---\nheadline: Dunes\nhero: { file: "${web}/hero.jpg", alt: A dune. }\n---\nSand.\n\n${sources.map((source) => `<img src="${source}" alt="A dune.">\n\n`).join("")}`,
  });
  const failed = await buildOverPrevious(publisher);
  expect(failed.ended.exit).toBe(1);
  expect(failed.previousUntouched).toBe(true);
  expect(failed.told.map((line) => line.replace(/:\d+$/, ""))).toEqual([
    `error PICTURE_REMOTE ${DUNES}:3`,
    `error PICTURE_REMOTE ${DUNES}:7`,
    `error PICTURE_REMOTE ${DUNES}:9`,
    `error PATH_OUTSIDE_ISSUE ${DUNES}:11`,
    `error PATH_OUTSIDE_ISSUE ${DUNES}:13`,
    `error PATH_OUTSIDE_ISSUE ${DUNES}:15`,
    `error PICTURE_REMOTE ${DUNES}:17`,
  ]);
  expect(listener.touched()).toBe(0);
});

import { readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withBrowser } from "../../src/print/index.js";
import type { Problem } from "../../src/problem.js";
import { during, newDesk } from "../collect/week.js";
import { sharedCache } from "../print/helpers.js";
import { pressday, type Told, toldBy } from "../support/command.js";
import { buildOverPrevious } from "../support/faulty.js";
import { DUNES, type Files, ISSUE, MANIFEST, newPublisher, PDF, type Publisher } from "../support/publisher.js";
import { netLog, startBare, writeWitness } from "./hostile-articles/browsers.js";
import { foreignTags, savedPage, serveHostileFeed, trusting } from "./hostile-articles/collected.js";
import { armedPdf, bareDocument, barePdf, idleOnes } from "./hostile-articles/control.js";
import { type Ears, listenEverywhere } from "./hostile-articles/ears.js";
import * as issue from "./hostile-articles/issue.js";
import { type Inside, lookInside } from "./hostile-articles/leaks.js";
import { nameIssue, pictureIssue, refusedPictures } from "./hostile-articles/refused.js";
import { LITERAL_WORDS, REFUSED_LINKS, type Vector, vectorsFor } from "./hostile-articles/vectors.js";

let ears: Ears;
let publisher: Publisher;
let vectors: readonly Vector[];
let article: string;

beforeAll(async () => {
  ears = await listenEverywhere((name) => bareDocument(vectors.find((one) => one.name === name)));
  publisher = await newPublisher({}, { keep: true });
  const targets = issue.targetsFor(ears, publisher);
  vectors = vectorsFor(targets);
  article = await issue.writeHostile(publisher, targets, vectors);
});

afterAll(async () => {
  await ears.close();
  await publisher.remove();
});

/** What a build is to say of the body: the first element of each kind that goes, and each link that is refused. */
const removals = (): readonly string[] => {
  const lines = new Map<string, number>();
  for (const { html, removed } of vectors)
    for (const name of removed) if (!lines.has(name)) lines.set(name, issue.lineOf(article, html));
  return [...lines].map(([name, line]) => `HTML_REMOVED ${DUNES}:${line} <${name}>`);
};
const refusals = (): readonly string[] =>
  [...vectors.filter(({ refused }) => refused).map(({ html }) => html), ...REFUSED_LINKS.map(issue.followed)].map(
    (line) => `LINK_REFUSED ${DUNES}:${issue.lineOf(article, line)}`,
  );

const told = ({ code, place, message }: Problem): string =>
  `${code} ${place?.file}:${place?.line}${code === "HTML_REMOVED" ? ` ${/<\w+>/.exec(message)?.[0]}` : ""}`;

/** No word and no pixel that nobody was to read, no trace of a script, and no way out but to the web. */
const expectNothingTaken = ({ everything, pixelsOf, links, actions }: Inside): void => {
  for (const secret of [issue.OUTSIDE, issue.INSIDE, issue.CARRIED])
    expect(everything).not.toContain(secret.split(" ", 1)[0]);
  expect([pixelsOf(issue.OUTSIDE_COLOUR), pixelsOf(issue.INSIDE_COLOUR)]).toEqual([0, 0]);
  expect(everything).not.toContain("HarmedBy");
  for (const link of links) expect(link).toMatch(/^(https?|mailto):/);
  expect(["GoTo", "Link", "URI"]).toEqual(expect.arrayContaining([...actions]));
};

/** Typography changes quotation marks, spaces and hyphens only. */
const bare = (text: string): string => text.replaceAll(/[^\p{L}\p{N}{}<>/()#.]/gu, "");

const EDITIONS = [
  { layout: "classic", engine: "chromium" },
  { layout: "atlas", engine: "chromium" },
  { layout: "bulletin", engine: "chromium" },
  { layout: "bulletin", engine: "pdfkit" },
] as const;

describe.each(EDITIONS)("a hostile issue in $layout by $engine", ({ layout, engine }) => {
  let built: Told;
  let inside: Inside;
  let log: string;

  beforeAll(async () => {
    log = publisher.at(`${layout}.json`);
    const witness = engine === "pdfkit" ? [] : ["--browser", await writeWitness(publisher.root, log)];
    const args = ["build", ISSUE, "--layout", layout, "--engine", engine, "--json", ...witness];
    const ended = await pressday(args, { cwd: publisher.root });
    built = toldBy(ended);
    const errors = built.problems.filter(({ severity }) => severity === "error");
    expect([ended.exit, ...errors]).toEqual([0]);
    inside = await lookInside(await readFile(publisher.at(PDF)));
  });

  it("asks nobody, and looks up no name", async () => {
    expect(ears.heard()).toBe(0);
    expect(built.problems.map(({ code }) => code)).not.toContain("REQUEST_REFUSED");
    if (engine === "pdfkit") return;
    const seen = await netLog(log);
    for (const trace of [`:${ears.port}`, "hostile.example", ".localhost"]) expect(seen).not.toContain(trace);
  });

  it("says what it left out, and where", () => {
    const said = built.problems.filter(({ severity }) => severity === "warning").map(told);
    expect(said).toEqual(expect.arrayContaining([...removals(), ...refusals(), ...issue.FRONT_REMOVALS]));
  });

  it("prints nothing that it was not to read, and leads to the web and to its own pages only", () => {
    expectNothingTaken(inside);
    expect(inside.links).toContain("mailto:x@example.org");
  });

  it("keeps the harmless words, and takes none of them for code", () => {
    const kept = vectors.flatMap(({ words }) => words ?? []);
    const words = bare(inside.words);
    for (const one of ["Sand moves first.", "Sand moves last.", ...kept, ...LITERAL_WORDS])
      expect(words).toContain(bare(one));
  });
});

describe("what is no warning but an error", () => {
  const refusing = async (files: Files): Promise<readonly string[]> => {
    const other = await newPublisher(files);
    await symlink(publisher.at("secret.png"), other.at(`${ISSUE}/pictures/linked.png`));
    const { ended, told, previousUntouched } = await buildOverPrevious(other);
    expect([ended.exit, previousUntouched, ears.heard()]).toEqual([1, true, 0]);
    return told.filter((line) => line.startsWith("error"));
  };

  it("pictures that are something else are refused by what they are", async () => {
    const pictures = refusedPictures(issue.targetsFor(ears, publisher));
    const lines = Object.values(pictures).map(([code], index) => `error ${code} ${DUNES}:${5 + 2 * index}:12`);
    expect(await refusing(pictureIssue(pictures))).toEqual(lines);
  });

  it("names of what lies elsewhere are refused where they stand", async () => {
    expect(await refusing(nameIssue(issue.targetsFor(ears, publisher)))).toEqual([
      `error PATH_OUTSIDE_ISSUE ${MANIFEST}:7:9`,
      `error PATH_OUTSIDE_ISSUE ${MANIFEST}:9:16`,
      `error PATH_OUTSIDE_ISSUE ${MANIFEST}:12:12`,
      "error MANIFEST_INVALID issues/magazine.yaml:2:10",
      "error MANIFEST_INVALID issues/magazine.yaml:3:12",
      "error PATH_OUTSIDE_ISSUE issues/magazine.yaml:4:39",
      "error MANIFEST_INVALID issues/house/ours.yaml:3:7",
      "error PATH_OUTSIDE_ISSUE issues/house/ours.yaml:4:10",
    ]);
  });
});

it("the same copy in a feed and on a saved page becomes articles that are nothing but words", async () => {
  const targets = issue.targetsFor(ears, publisher);
  const feed = await during(serveHostileFeed(targets, vectors));
  const sources = [
    `{ name: Feed, feed: "${feed.url}/feed", section: Places }`,
    `{ name: With entities, feed: "${feed.url}/entities", section: Places }`,
    "{ name: Saved, file: inbox, section: Table }",
  ];
  const desk = await newDesk([feed.host], sources.map((source) => `  - ${source}\n`).join(""));
  await desk.write({ "issues/inbox/saved.html": savedPage(targets, vectors) });
  const { told, exit } = await desk.collect();
  expect([exit, told.sources.map(({ failed, taken }) => [failed ?? false, taken])]).toEqual([
    3,
    [
      [false, 1],
      [true, 0],
      [false, 1],
    ],
  ]);
  expect(ears.heard()).toBe(0);
  for (const { file } of told.articles) expect(foreignTags(trusting(await desk.read(file)))).toEqual([]);

  const ended = await pressday(["build", ISSUE, "--json"], { cwd: desk.root });
  const built = toldBy(ended);
  expect([ended.exit, ...built.problems.filter(({ severity }) => severity === "error")]).toEqual([0]);
  expect(ears.heard()).toBe(0);
  expectNothingTaken(await lookInside(await readFile(path.resolve(desk.root, built.pdf!))));
});

it("without cleaning, the walls alone let none of it out", async () => {
  const press =
    "() => document.querySelector('svg a, a, button, p')?.dispatchEvent(new MouseEvent('click', { bubbles: true }))";
  await withBrowser({ cache: sharedCache() }, async (session) => {
    const browser = await session();
    // What does not come is told of, and a page that goes elsewhere, too: both are meant here.
    for (const vector of vectors) {
      await browser.open({ html: bareDocument(vector)!.body, files: new Map() }).catch(() => {});
      await browser.run(press, null).catch(() => {});
    }
    const reading = vectors.filter(({ live }) => live === "text");
    await browser.open({ html: reading.map(({ html }) => html).join("\n"), files: new Map() });
    expectNothingTaken(await lookInside(await browser.print({ widthPx: 794, heightPx: 1123 })));
  });
  expect(ears.heard()).toBe(0);
});

describe("without cleaning and without walls", () => {
  it("the same copy reaches all whom it is after", async () => {
    const log = publisher.at("bare.json");
    const browser = await startBare(log);
    try {
      const bare = { browser, ears, folder: publisher.at(`${ISSUE}/articles`) };
      const live = vectors.filter(({ live }) => live !== "dead");
      expect(await idleOnes(live, bare)).toEqual([]);
      const reading = vectors.filter(({ name }) => ["file-frame", "file-svg"].includes(name));
      const { everything, pixelsOf } = await lookInside(await barePdf(reading.map(({ html }) => html).join(""), bare));
      expect(everything).toContain(issue.OUTSIDE.split(" ", 1)[0]);
      expect(pixelsOf(issue.OUTSIDE_COLOUR)).toBeGreaterThan(0);
      expect((await lookInside(await armedPdf())).actions).toEqual([
        "/AF",
        "/EF",
        "/EmbeddedFiles",
        "/JS",
        "/JavaScript",
        "Launch",
        "Link",
      ]);
    } finally {
      await browser.close();
    }
    const seen = await netLog(log);
    for (const trace of [`:${ears.port}`, "hostile.example", "looked-up.localhost"]) expect(seen).toContain(trace);
  });
});

/** What comes to stand in the published folder, by the real command. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseRssFeed } from "feedsmith";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAnyFeed } from "../../src/collect/sources/feed-parse.js";
import { describePdf, type PdfDescription } from "../../src/pdf/index.js";
import type { PublishReport } from "../../src/publish/index.js";
import type { ArchivedIssue } from "../../src/publish/types.js";
import { codesAndPlaces } from "../support/command.js";
import { DUNES, ISSUE, PDF, WEEK } from "../support/publisher.js";
import {
  ADDRESS,
  addIssue,
  contents,
  isWhole,
  look,
  magazineWith,
  newWorld,
  OUT_ON,
  PUBLISH,
  type World,
} from "./published.js";

const FOLDER = `public/${WEEK}`;
const NAME = `sirocco-${WEEK}.pdf`;

/** Hostile words in every place that pages, feed and e-mail take words from: as text, for elements are taken out of headlines. */
const HOSTILE = `Dunes & "Wells" &lt;script&gt;alert(1)&lt;/script&gt; ]]> 'end'`;

const reportOf = (stdout: string): PublishReport => JSON.parse(stdout) as PublishReport;

describe("a published issue", () => {
  let world: World;
  const bytesOf = (name: string): Promise<Buffer> => readFile(world.at(name));
  const textOf = async (name: string): Promise<string> => (await bytesOf(name)).toString("utf8");

  beforeAll(async () => {
    world = await newWorld({}, { keep: true });
    const dunes = await readFile(world.at(DUNES), "utf8");
    await world.write({ [DUNES]: dunes.replace(/headline: .*/, () => `headline: ${JSON.stringify(HOSTILE)}`) });
    await world.build();
    const ended = await world.publish();
    expect(ended, ended.stderr).toMatchObject({ exit: 0, stdout: `${FOLDER}\n` });
  });
  afterAll(() => world.remove());

  it("has its PDF, cover, pages, e-mail and data, and nothing is left beside them", async () => {
    const files = ["600", "1200"].flatMap((width) => [`cover-${width}.png`, `cover-${width}.webp`]);
    const own = [...files, NAME, "index.html", "issue.json", "newsletter.eml", "newsletter.html", "record.json"];
    const all = [...own.map((name) => `${WEEK}/${name}`), "feed.xml", "index.html", "issues.json"];
    expect(Object.keys(await look(world.at("public"))).sort()).toEqual(all.sort());
    expect(await isWhole(world.at(FOLDER))).toBe(true);
  });

  it("has a PDF with its first page first, that opens there, with the words and tags of the built one", async () => {
    const published = await bytesOf(`${FOLDER}/${NAME}`);
    const head = published.subarray(0, 1024).toString("latin1");
    expect(Number(/\/Linearized 1 \/L (\d+)/.exec(head)?.[1])).toBe(published.length);
    const [before, after] = await Promise.all([bytesOf(PDF), published].map(async (pdf) => describe_(await pdf)));
    expect(after).toEqual(before);
    const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    const task = getDocument({ data: new Uint8Array(published), verbosity: 0 });
    const opened = await (await task.promise).getOpenAction();
    expect(opened?.dest?.[0]).toEqual(await (await task.promise).getPage(1).then((page) => page.ref));
    await task.destroy();
  });

  it("has its cover in two sizes and two formats, without transparency, in its own colours", async () => {
    for (const [width, height] of [
      [600, 849],
      [1200, 1697],
    ] as const)
      for (const format of ["png", "webp"] as const) {
        const file = await bytesOf(`${FOLDER}/cover-${width}.${format}`);
        const seen = await sharp(file).metadata();
        expect(seen).toMatchObject({ format, width, height, hasAlpha: false });
        const { data } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
        expect(hasColour(data, [0xd9, 0xa0, 0x5b]), `the sand of cover-${width}.${format}`).toBe(true);
        expect(hasColour(data, [0x5b, 0xa0, 0xd9]), "red and blue in each other's place").toBe(false);
      }
  });

  it("tells machines of itself as a schema.org PublicationIssue whose addresses lead to its files", async () => {
    const issue = JSON.parse(await textOf(`${FOLDER}/issue.json`)) as Record<string, unknown> & {
      readonly image: readonly {
        readonly contentUrl: string;
        readonly width: number;
        readonly encodingFormat: string;
      }[];
      readonly encoding: { readonly contentUrl: string };
      readonly hasPart: readonly { readonly headline: string; readonly pageStart: number }[];
    };
    expect(issue).toMatchObject({
      "@context": "https://schema.org",
      "@type": "PublicationIssue",
      "@id": `${ADDRESS}${WEEK}/`,
      issueNumber: 3,
      datePublished: OUT_ON,
      inLanguage: "en-GB",
      pageStart: 1,
      isPartOf: { "@type": "Periodical", name: "Sirocco", url: ADDRESS, publisher: { name: "Sirocco Press" } },
      encoding: { "@type": "MediaObject", encodingFormat: "application/pdf" },
    });
    const inFolder = (url: string): string => path.join("public", url.slice(ADDRESS.length));
    expect(issue.encoding.contentUrl).toBe(`${ADDRESS}${WEEK}/${NAME}`);
    for (const { contentUrl, width, encodingFormat } of issue.image) {
      const seen = await sharp(await bytesOf(inFolder(contentUrl))).metadata();
      expect([seen.width, `image/${seen.format}`]).toEqual([width, encodingFormat]);
    }
    const { pages } = await describePdf(new Uint8Array(await bytesOf(PDF)));
    expect(issue.pageEnd).toBe(pages.length);
    expect(issue.hasPart.map(({ headline }) => headline)).toEqual([
      expect.stringContaining("<script>"),
      "How a Town Drank",
    ]);
    const [, wells] = issue.hasPart;
    const words = pages[wells!.pageStart - 1]!.runs.map(({ text }) => text).join("");
    expect(words.replace(/\s/g, "")).toContain("HowaTownDrank");
  });

  it("is in a feed that opens in our own parser, the PDF enclosed and the cover as its picture", async () => {
    const text = await textOf("public/feed.xml");
    const { items, isCutShort, language } = parseAnyFeed(text, `${ADDRESS}feed.xml`);
    expect([isCutShort, language]).toEqual([false, "en-GB"]);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ link: `${ADDRESS}${WEEK}/`, guid: `${ADDRESS}${WEEK}/` });
    expect(items[0]!.title).toContain(`Sirocco ${WEEK}: Dunes & `);
    expect(items[0]!.title).toContain("<script>alert(1)</script> ]]>");
    expect(items[0]!.summary).toContain("&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt;");
    expect(new Date(items[0]!.published!).toISOString()).toBe(OUT_ON);
    expect(items[0]!.hero?.url).toMatch(/\/cover-1200\.(webp|png)$/);
    const [enclosure] = parseRssFeed(text).items?.[0]?.enclosures ?? [];
    const { length } = await bytesOf(`${FOLDER}/${NAME}`);
    expect(enclosure).toEqual({ url: `${ADDRESS}${WEEK}/${NAME}`, length, type: "application/pdf" });
  });

  it("is not written again where it stands as it is, and made of the same bytes where it is", async () => {
    const before = await look(world.at("public"));
    const again = reportOf((await world.publish("--json")).stdout);
    expect(again).toMatchObject({ published: FOLDER, url: `${ADDRESS}${WEEK}/`, current: true, problems: [] });
    expect(await look(world.at("public"))).toEqual(before);
    const sizes = Object.fromEntries(again.files.map(({ name, bytes }) => [name, bytes]));
    for (const [name, seen] of Object.entries(before))
      if (!name.endsWith("record.json")) expect(sizes[name], name).toBe(Number(seen.split(" ")[2]));
    expect(reportOf((await world.publish("--json", "--force")).stdout).current).toBe(false);
    expect(await contents(world.at("public"))).toEqual(
      Object.fromEntries(Object.entries(before).map(([name, seen]) => [name, seen.split(" ")[0]])),
    );
  });

  it("is made anew where a file of it is not as it was, and so are the files at the root", async () => {
    const before = await contents(world.at("public"));
    await world.write({ [`${FOLDER}/index.html`]: "half a p", "public/feed.xml": "" });
    expect(reportOf((await world.publish("--json")).stdout).current).toBe(false);
    expect(await contents(world.at("public"))).toEqual(before);
  });

  it("keeps the day on which it first came out when its words change", async () => {
    await world.write({
      "issues/magazine.yaml": magazineWith(...PUBLISH).replace("A small test of sand", "New words"),
    });
    await world.build();
    const later = { SOURCE_DATE_EPOCH: "1800000000" };
    const ended = await world.run(["publish", ISSUE, "--json"], { env: later });
    expect(reportOf(ended.stdout).current).toBe(false);
    expect(JSON.parse(await textOf(`${FOLDER}/issue.json`))).toMatchObject({
      datePublished: OUT_ON,
      isPartOf: { description: "New words" },
    });
  });

  it("is left as it is, to the byte and the date, when the next one comes out", async () => {
    const before = await look(world.at(FOLDER));
    const next = await addIssue(world, "2026-W48");
    await world.build(next);
    expect(await world.run(["publish", next])).toMatchObject({ exit: 0, stdout: "public/2026-W48\n" });
    expect(await look(world.at(FOLDER))).toEqual(before);
    const weeksIn = async (): Promise<readonly string[]> =>
      (JSON.parse(await textOf("public/issues.json")) as ArchivedIssue[]).map(({ week }) => week.label);
    expect(await weeksIn()).toEqual(["2026-W48", WEEK]);
    const feed = parseAnyFeed(await textOf("public/feed.xml"), ADDRESS);
    expect(feed.items.map(({ link }) => link)).toEqual([`${ADDRESS}2026-W48/`, `${ADDRESS}${WEEK}/`]);
    expect(await textOf("public/index.html")).toContain(`${WEEK}/`);

    // Its record is damaged: the list knows it still.
    await world.write({ [`${FOLDER}/record.json`]: "{" });
    expect(await world.run(["publish", next, "--force"])).toMatchObject({ exit: 0 });
    expect(await weeksIn()).toEqual(["2026-W48", WEEK]);
  });
});

describe("without what it takes", () => {
  const codesOf = (stdout: string): readonly string[] => codesAndPlaces(reportOf(stdout).problems);

  it("an issue that was not built as it is now is not published", async () => {
    const world = await newWorld();
    const refused = async (): Promise<void> => {
      const ended = await world.publish("--json");
      expect([ended.exit, codesOf(ended.stdout)]).toEqual([1, [`error ISSUE_NOT_BUILT ${ISSUE}/issue.yaml`]]);
      expect(await look(world.at("public"))).toEqual({});
    };
    await refused();
    await world.build();
    await world.write({ [DUNES]: `${await readFile(world.at(DUNES), "utf8")}\nAnother paragraph.\n` });
    await refused();
    await world.build();
    await world.write({ [PDF]: (await readFile(world.at(PDF))).subarray(0, 5000) });
    await refused();
  });

  it("an issue of a magazine that does not say where is not published", async () => {
    const world = await newWorld({ "issues/magazine.yaml": "name: Sirocco\nlayout: bulletin\n" });
    await world.build();
    const ended = await world.publish("--json");
    expect([ended.exit, codesOf(ended.stdout)]).toEqual([1, ["error PUBLISHING_NOT_SET issues/magazine.yaml"]]);
  });

  it("an issue without an address has no feed and no e-mail, and links from where its pages are", async () => {
    const magazine = magazineWith('folder: "site/weekly"', 'email: { from: "weekly@sirocco.example" }');
    const world = await newWorld({ "issues/magazine.yaml": magazine });
    await world.build();
    const ended = await world.publish("--json");
    expect(ended.exit).toBe(0);
    expect(codesOf(ended.stdout)).toEqual(["warning PUBLISHING_NOT_SET issues/magazine.yaml:6:3"]);
    const names = Object.keys(await look(world.at("site/weekly")));
    expect(names.filter((name) => /feed|newsletter/.test(name))).toEqual([]);
    const issue = JSON.parse(await readFile(world.at(`site/weekly/${WEEK}/issue.json`), "utf8"));
    expect(issue.encoding.contentUrl).toBe(NAME);
  });
});

/** All that a reader of the words finds; pictures may be smaller, and qpdf puts the entries of a dictionary in its own order. */
const describe_ = async (pdf: Uint8Array): Promise<unknown> => {
  const { pages, ...seen }: PdfDescription = await describePdf(new Uint8Array(pdf));
  return JSON.parse(
    JSON.stringify({ ...seen, pages: pages.map(({ pictures: _, ...page }) => page) }, (_key, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
        : value,
    ),
  );
};

/** Whether some pixel is nearly that colour. */
const hasColour = (rgb: Uint8Array, colour: readonly number[]): boolean => {
  for (let at = 0; at < rgb.length; at += 3)
    if (colour.every((level, channel) => Math.abs(rgb[at + channel]! - level) < 14)) return true;
  return false;
};

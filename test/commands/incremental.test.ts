import {
  appendFile,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isCurrent, readRecord, recordFile } from "../../src/record.js";
import { pressday, startPressday, toldBy } from "../support/command.js";
import { DUNES, ISSUE, MANIFEST, newPublisher, PDF, type Publisher, WEEK, WELLS } from "../support/publisher.js";

/** Prints without a browser, which takes half the time. */
const SIMPLE = ["build", ISSUE, "--json", "--layout", "bulletin", "--engine", "pdfkit"];
const RECORD = `out/${WEEK}/.pressday.json`;

const run = async ({ root }: Publisher, args = SIMPLE, env = {}) => toldBy(await pressday(args, { cwd: root, env }));
/** Whether a run finds that there is nothing to do. */
const findsCurrent = async (
  publisher: Publisher,
  ...more: Parameters<typeof run> extends [unknown, ...infer Rest] ? Rest : never
) => (await run(publisher, ...more)).current === true;

const built = async (): Promise<Publisher> => {
  const publisher = await newPublisher();
  expect(await findsCurrent(publisher)).toBe(false);
  return publisher;
};

const touch = (file: string) => utimes(file, new Date(), new Date(Date.now() + 5000));

describe("an issue in which nothing has changed", () => {
  it("is not built again, and told of as when it was built", async () => {
    const publisher = await newPublisher();
    const args = ["build", ISSUE, "--json"];
    const first = await run(publisher, args);
    const written = await stat(publisher.at(PDF));
    const second = await run(publisher, args);
    expect(second).toEqual({ ...first, current: true, timings: {} });
    expect((await stat(publisher.at(PDF))).mtimeMs).toBe(written.mtimeMs);

    const plain = await pressday(["build", ISSUE], { cwd: publisher.root });
    expect(plain).toMatchObject({ exit: 0, stdout: `${PDF}\n` });
    expect(plain.stderr).toContain("--force");
    expect(plain.stderr).not.toContain("composing");

    const forced = await run(publisher, [...args, "--force"]);
    expect(forced.current).toBeUndefined();
    expect((await stat(publisher.at(PDF))).mtimeMs).toBeGreaterThan(written.mtimeMs);
    expect((await readdir(publisher.at(`out/${WEEK}`))).sort()).toEqual([".pressday.json", path.basename(PDF)]);
  });

  it("is known though every file has a new date, as in a new checkout, or is named by its manifest", async () => {
    const publisher = await built();
    for (const name of [MANIFEST, DUNES, WELLS, "issues/magazine.yaml", PDF]) await touch(publisher.at(name));
    expect(await findsCurrent(publisher)).toBe(true);
    expect(await findsCurrent(publisher, ["build", MANIFEST, ...SIMPLE.slice(2)])).toBe(true);
  });

  it("is built again with --keep, whose products are wanted", async () => {
    const publisher = await built();
    expect(await findsCurrent(publisher, [...SIMPLE, "--keep", "kept"])).toBe(false);
    expect(await readdir(publisher.at("kept"))).not.toEqual([]);
    expect(await findsCurrent(publisher)).toBe(true);
  });

  it("has its problems' places told from where the command runs", async () => {
    const publisher = await newPublisher({
      [MANIFEST]: `week: ${WEEK}\nsections:\n  - name: Desert\n    articles: [dunes.md]\n  - name: Empty\n    articles: []\n`,
    });
    const args = (up: string) => ["build", `${up}${ISSUE}`, "--out", `${up}out`, ...SIMPLE.slice(2)];
    await run(publisher, args(""));
    await mkdir(publisher.at("desk"));
    const told = toldBy(await pressday(args("../"), { cwd: publisher.at("desk") }));
    expect(told).toMatchObject({ current: true, pdf: `../${PDF}` });
    expect(told.problems.map(({ place }) => place?.file)).toContain(`../${MANIFEST}`);
  });
});

describe("an issue is built again when there is another", () => {
  const publisherWithAll = async (): Promise<Publisher> => {
    const publisher = await newPublisher({
      "issues/house/note.yaml": "kind: quotation\ntext: Sand is patient.\nsizes: [quarter]\n",
    });
    await pressday(["layout", "new", "sirocco", "--from", "bulletin"], { cwd: publisher.root });
    return publisher;
  };
  const inOwnLayout = SIMPLE.map((arg) => (arg === "bulletin" ? "sirocco" : arg));
  const sansFont = path.resolve(import.meta.dirname, "../../fonts/libre-franklin");

  it.each<[string, (publisher: Publisher) => Promise<unknown>]>([
    ["article", ({ at }) => appendFile(at(DUNES), "\nIt walks on.\n")],
    ["manifest", ({ at }) => appendFile(at(MANIFEST), "title: Sand\n")],
    ["magazine", ({ at }) => appendFile(at("issues/magazine.yaml"), "publisher: Dune Press\n")],
    ["picture", async ({ at }) => appendFile(at(`${ISSUE}/pictures/dune.jpg`), "\0")],
    [
      "piece of house matter",
      ({ write }) => write({ "issues/house/more.yaml": "kind: quotation\ntext: Wind.\nsizes: [quarter]\n" }),
    ],
    ["style sheet", ({ at }) => appendFile(at("layouts/sirocco/copy.css"), "\n/* A note. */\n")],
    [
      "font",
      async ({ at }) => {
        await mkdir(at("fonts"));
        const [name] = (await readdir(sansFont)).filter((file) => file.endsWith(".ttf"));
        await copyFile(path.join(sansFont, name!), at(`fonts/${name}`));
      },
    ],
    ["file fewer", ({ at }) => rm(at("issues/house/note.yaml"))],
  ])("%s", async (_, change) => {
    const publisher = await publisherWithAll();
    await run(publisher, inOwnLayout);
    expect(await findsCurrent(publisher, inOwnLayout)).toBe(true);
    await change(publisher);
    expect(await findsCurrent(publisher, inOwnLayout)).toBe(false);
    expect(await findsCurrent(publisher, inOwnLayout)).toBe(true);
  });

  it("layout, engine or date asked for", async () => {
    const publisher = await built();
    const dated = { SOURCE_DATE_EPOCH: "1795305600" };
    expect(await findsCurrent(publisher, SIMPLE, dated)).toBe(false);
    expect(await findsCurrent(publisher, SIMPLE, dated)).toBe(true);
    expect(await findsCurrent(publisher, SIMPLE)).toBe(false);
    expect(await findsCurrent(publisher, ["build", ISSUE, "--json", "--layout", "bulletin"])).toBe(false);
    expect(await findsCurrent(publisher, ["build", ISSUE, "--json"])).toBe(false);
    expect(await findsCurrent(publisher, ["build", ISSUE, "--json"])).toBe(true);
  });
});

describe("what stands in the place of the last good build", () => {
  it.each<[string, (publisher: Publisher) => Promise<unknown>]>([
    ["half a PDF", ({ at }) => truncate(at(PDF), 5000)],
    [
      "a PDF with another byte",
      async ({ at }) => {
        const bytes = await readFile(at(PDF));
        bytes[3000]! ^= 1;
        await writeFile(at(PDF), bytes);
        await touch(at(PDF));
      },
    ],
    ["no PDF", ({ at }) => rm(at(PDF))],
    ["half a record", ({ at }) => truncate(at(RECORD), 500)],
    ["a record of something else", ({ at }) => writeFile(at(RECORD), '{"version":1,"inputs":[]}')],
    ["no record", ({ at }) => rm(at(RECORD))],
  ])("is built anew: %s", async (_, spoil) => {
    const publisher = await newPublisher();
    const dated = { SOURCE_DATE_EPOCH: "1795305600" };
    await run(publisher, SIMPLE, dated);
    const whole = await readFile(publisher.at(PDF));
    await spoil(publisher);
    expect(await findsCurrent(publisher, SIMPLE, dated)).toBe(false);
    expect((await readFile(publisher.at(PDF))).equals(whole)).toBe(true);
    expect(await findsCurrent(publisher, SIMPLE, dated)).toBe(true);
  });

  it("stays, record and PDF, when a build fails", async () => {
    const publisher = await built();
    const [record, pdf, dunes] = await Promise.all([RECORD, PDF, DUNES].map((name) => readFile(publisher.at(name))));
    await publisher.write({ [DUNES]: "---\nheadline: [\n---\nSand.\n" });
    expect((await pressday(SIMPLE, { cwd: publisher.root })).exit).toBe(1);
    expect((await readFile(publisher.at(RECORD))).equals(record!)).toBe(true);
    expect((await readFile(publisher.at(PDF))).equals(pdf!)).toBe(true);
    await publisher.write({ [DUNES]: dunes! });
    expect(await findsCurrent(publisher)).toBe(true);
  });

  it("is no record of a build during which the copy changed", async () => {
    const publisher = await newPublisher();
    const running = startPressday(["build", ISSUE], { cwd: publisher.root });
    await running.says(`${ISSUE}: composing\n`);
    await appendFile(publisher.at(WELLS), "\nThe stream runs on.\n");
    expect((await running.ended).exit).toBe(0);
    expect(await readdir(publisher.at(`out/${WEEK}`))).toEqual([path.basename(PDF)]);
    expect(await findsCurrent(publisher, ["build", ISSUE, "--json"])).toBe(false);
    expect(await findsCurrent(publisher, ["build", ISSUE, "--json"])).toBe(true);
  });
});

it("leaves a record from which others know whether the PDF is that of the present copy", async () => {
  const publisher = await built();
  const file = recordFile(publisher.at("out"), WEEK);
  const record = (await readRecord(file))!;
  expect(record).toMatchObject({
    articles: 2,
    engine: { name: "pdfkit" },
    made: { layout: "bulletin", manifest: publisher.at(MANIFEST) },
  });
  expect(Object.keys(record.folios).sort()).toEqual(["dunes", "wells"]);
  expect(record.pdf.path).toBe(publisher.at(PDF));
  expect(record.inputs.map((input) => input.path)).toContain(publisher.at(DUNES));
  expect(await isCurrent(record)).toBe(true);
  await appendFile(publisher.at(DUNES), "\nIt walks on.\n");
  expect(await isCurrent(record)).toBe(false);
  expect(await readRecord(publisher.at("out/none.json"))).toBeUndefined();
});

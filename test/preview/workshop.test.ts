import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { browsersOf, jpeg, pause, profilesOf, until } from "../print/helpers.js";
import { codesAndPlaces, pressday, startPressday, toldBy } from "../support/command.js";
import { DUNES, ISSUE, MANIFEST, manifestOf, newPublisher, type Publisher, WELLS } from "../support/publisher.js";
import { type Ear, errorsOf, hasWords, isStale, isWhole, type RunningPreview, startPreview } from "./running.js";

const LAYOUT = "layouts/plain";
const OPENER = `${LAYOUT}/masters/opener.hbs`;
const SHEET = `${LAYOUT}/masters.css`;

const shipped = path.resolve(import.meta.dirname, "../../layouts/bulletin");

/** A publisher with a layout of its own, so that it can be edited. */
const publisherWithLayout = async (keep = false): Promise<Publisher> => {
  const publisher = await newPublisher(
    { "issues/magazine.yaml": "name: Sirocco\ntagline: A small test of sand\nlayout: plain\n" },
    { keep },
  );
  await cp(shipped, publisher.at(LAYOUT), { recursive: true });
  const yaml = await readFile(publisher.at(`${LAYOUT}/layout.yaml`), "utf8");
  await publisher.write({ [`${LAYOUT}/layout.yaml`]: yaml.replace("name: bulletin", "name: plain") });
  return publisher;
};

const mars = `---
headline: Sand on Another World
byline: Sana Idrissi
---
There are dunes on Mars too, and they walk more slowly, for the air there is thin and the winds that lift a grain are rare.
`;

describe("a preview that runs", () => {
  let publisher: Publisher;
  let preview: RunningPreview;
  let ear: Ear;

  beforeAll(async () => {
    publisher = await publisherWithLayout(true);
    preview = await startPreview([ISSUE], { cwd: publisher.root });
    ear = await preview.listen();
    await ear.state(isWhole);
  });

  afterAll(async () => {
    await preview.end();
    await publisher.remove();
  });

  const text = (file: string): Promise<string> => readFile(publisher.at(file), "utf8");

  /** Files that the test has changed, as they were. */
  const were = new Map<string, string>();

  /** Changes a file, and gives the state that this leads to. */
  const change = async (file: string, edit: (text: string) => string, wanted: Parameters<Ear["state"]>[0]) => {
    const from = ear.states.length;
    const was = await text(file);
    if (!were.has(file)) were.set(file, was);
    await writeFile(publisher.at(file), edit(was));
    return { from, event: await ear.state(wanted, from) };
  };

  /** Puts the changed files back as they were, and waits for their pages. */
  const putBack = async (): Promise<void> => {
    if (were.size === 0) return;
    const from = ear.states.length;
    await publisher.write(Object.fromEntries(were));
    were.clear();
    await ear.state(isWhole, from);
  };
  afterEach(putBack);

  it("shows an article's new words first, and the whole issue with them after", async () => {
    await preview.order("view", { folios: [1] });
    const { event } = await change(
      DUNES,
      (words) => words.replace("A barchan is", "A *sickle dune* is"),
      hasWords("A sickle dune is"),
    );
    expect(event.state).toMatchObject({ stage: "part", stale: false });
    const whole = await ear.state(isWhole, ear.states.indexOf(event));
    expect(whole.state.revision).toBeGreaterThan(event.state.revision);
  });

  it("makes the part's pages as the whole's, where nothing else moves", async () => {
    const { event: part } = await change(
      WELLS,
      (words) => words.replace("Each family", "Each household"),
      hasWords("Each household"),
    );
    const whole = await ear.state(isWhole, ear.states.indexOf(part));
    expect(part.state.stage).toBe("part");
    expect(whole.state.pages.map(({ key }) => key)).toEqual(part.state.pages.map(({ key }) => key));
    // What has been sent once is not sent again.
    expect(whole.pages).toEqual({});
  });

  it("tells a style sheet's new words, and no page that stays the same", async () => {
    const { event } = await change(
      SHEET,
      (css) => `${css}\n.kicker { letter-spacing: 0.01px; }\n`,
      ({ styles }) => styles !== undefined,
    );
    expect(event.styles!.find(({ name }) => name === "masters.css")!.css).toContain("0.01px");
    expect(event.state.stale).toBe(false);
    await ear.state(isWhole, ear.states.indexOf(event));
  });

  it("keeps the last good pages while a template is broken, and says where it is", async () => {
    const good = await preview.state();
    const { event } = await change(OPENER, (hbs) => `${hbs.trimEnd()}\n{{#if}}\n`, isStale);
    expect(errorsOf(event)).toEqual([
      expect.stringMatching(/^TEMPLATE_ERROR layouts\/plain\/masters\/opener\.hbs:\d+$/),
    ]);
    expect(event.state.problems.find(({ code }) => code === "TEMPLATE_ERROR")!.frame).toContain("{{#if}}");
    expect(event.state.pages).toEqual(good.pages);
    expect(event.pages).toEqual({});
    await putBack();
    expect(errorsOf({ state: await preview.state() })).toEqual([]);
  });

  it("tells of a picture that goes, and shows it when it is back", async () => {
    const picture = publisher.at(`${ISSUE}/pictures/dune.jpg`);
    const bytes = await readFile(picture);
    let from = ear.states.length;
    await rm(picture);
    const gone = await ear.state(isStale, from);
    expect(errorsOf(gone)).toEqual([`PICTURE_MISSING ${DUNES}:5`]);
    from = ear.states.length;
    await writeFile(picture, bytes);
    expect(errorsOf(await ear.state(isWhole, from))).toEqual([]);
  });

  it("shows a picture that is new", async () => {
    await publisher.write({ [`${ISSUE}/pictures/comb.jpg`]: await jpeg(900, 600) });
    const { event } = await change(
      WELLS,
      (words) => `${words}\n![A comb of stone.](comb.jpg "A comb")\n`,
      (heard) => isWhole(heard) && Object.values(heard.state.pictures).some(({ name }) => name.endsWith("comb.jpg")),
    );
    const [address] = Object.entries(event.state.pictures).find(([, { name }]) => name.endsWith("comb.jpg"))!;
    const answer = await fetch(preview.url + address);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  });

  it("follows a picture that is exchanged for another of its name", async () => {
    const picture = publisher.at(`${ISSUE}/pictures/dune.jpg`);
    const bytes = await readFile(picture);
    const addresses = async () => Object.keys((await preview.state()).pictures);
    const before = await addresses();
    let from = ear.states.length;
    await writeFile(picture, await jpeg(1600, 900));
    const { state } = await ear.state(isWhole, from);
    expect(Object.values(state.pictures)).toContainEqual(
      expect.objectContaining({ originalWidthPx: 1600, originalHeightPx: 900 }),
    );
    expect(Object.keys(state.pictures)).not.toEqual(before);
    from = ear.states.length;
    await writeFile(picture, bytes);
    await ear.state(isWhole, from);
    expect(await addresses()).toEqual(before);
  });

  it("follows the manifest: articles that change places, go and come", async () => {
    const order = async () => (await preview.state()).articles.map(({ slug }) => slug);
    expect(await order()).toEqual(["dunes", "wells"]);
    await change(MANIFEST, () => manifestOf("wells.md", "dunes.md"), isWhole);
    expect(await order()).toEqual(["wells", "dunes"]);
    await change(MANIFEST, () => manifestOf("wells.md"), isWhole);
    expect(await order()).toEqual(["wells"]);
    // The manifest names an article before it is there, as editors do.
    const { event } = await change(MANIFEST, () => manifestOf("dunes.md", "mars.md", "wells.md"), isStale);
    expect(errorsOf(event)).toEqual([`ARTICLE_MISSING ${MANIFEST}:7`]);
    const from = ear.states.length;
    await publisher.write({ [`${ISSUE}/articles/mars.md`]: mars });
    const whole = await ear.state(isWhole, from);
    expect(whole.state.articles.map(({ slug }) => slug)).toEqual(["dunes", "mars", "wells"]);
  });

  it("follows the magazine's colours and the layout's grid", async () => {
    const coloured = await change("issues/magazine.yaml", (yaml) => `${yaml}colours: { accent: "#123456" }\n`, isWhole);
    const styles = ear.states.slice(coloured.from).findLast(({ styles }) => styles !== undefined)!.styles!;
    expect(styles.map(({ css }) => css).join()).toContain("#123456");
    await putBack();
    const { event } = await change(`${LAYOUT}/layout.yaml`, (yaml) => yaml.replace("lines: 53", "lines: 49"), isWhole);
    expect(event.state.sheet.lines).toBe(49);
    await putBack();
    expect((await preview.state()).sheet.lines).toBe(53);
  });

  it("tells of a master without a place for copy, and shows pages when it has one", async () => {
    expect(await text(OPENER)).toContain("data-frames");
    const { event } = await change(OPENER, (hbs) => hbs.replace("data-frames", "data-no-frames"), isStale);
    expect(errorsOf(event)).toEqual(["LAYOUT_SLOT_MISSING layouts/plain/masters/opener.hbs"]);
    const built = await pressday(["build", ISSUE, "--engine", "chromium", "--json"], { cwd: publisher.root });
    expect(built.exit).toBe(1);
    expect(codesAndPlaces(toldBy(built).problems)).toContain(
      "error LAYOUT_SLOT_MISSING layouts/plain/masters/opener.hbs",
    );
  });

  // The watcher is deaf for 50 ms after a change.
  it.each([8, 35])("comes to rest with the last of two changes %i ms apart", async (ms) => {
    const was = await text(DUNES);
    const first = change(
      DUNES,
      () => was.replace("The Walking Dunes", "The First Dunes"),
      () => true,
    );
    await pause(ms);
    const isSecond: typeof isWhole = (heard) =>
      isWhole(heard) && heard.state.articles[0]!.headline === "The Second Dunes";
    await Promise.all([first, change(DUNES, () => was.replace("The Walking Dunes", "The Second Dunes"), isSecond)]);
    expect(ear.states.at(-1)!.state.articles[0]!.headline).toBe("The Second Dunes");
  });

  it("starts another browser when its own is killed", async () => {
    const [browser] = browsersOf(preview.child.pid!);
    process.kill(-browser!.group, "SIGKILL");
    await until(() => browsersOf(preview.child.pid!).length === 0);
    const { event } = await change(DUNES, (words) => words.replace("with its horns", "with both horns"), isWhole);
    expect(errorsOf(event)).toEqual([]);
    expect(browsersOf(preview.child.pid!)).toHaveLength(1);
  });

  it("prints the pages that stand, and no pages that are old", async () => {
    const was = await text(MANIFEST);
    await preview.order("print");
    const first = await ear.print();
    const pdf = await fetch(`${preview.url}issue.pdf`);
    expect([first.problems, first.pages]).toEqual([[], (await preview.state()).pages.length]);
    expect(new TextDecoder().decode((await pdf.arrayBuffer()).slice(0, 5))).toBe("%PDF-");
    await change(
      MANIFEST,
      () => `${was}surprise: yes\n`,
      () => true,
    );
    await change(MANIFEST, () => "week: [\n", isStale);
    const told = ear.printed.length;
    await preview.order("print");
    expect(await ear.print(told)).toMatchObject({ bytes: 0 });
  });

  it("serves a second reader all that the first one has", async () => {
    const second = await preview.listen();
    const { state, pages, styles } = await second.state(() => true);
    expect(Object.keys(pages).sort()).toEqual([...new Set(state.pages.map(({ key }) => key))].sort());
    expect(styles!.length).toBeGreaterThan(2);
  });

  it("serves every file that its pages and style sheets name", async () => {
    const { pages, styles } = await (await preview.listen()).state(() => true);
    const named = [...Object.values(pages), ...styles!.map(({ css }) => css)]
      .flatMap((source) => [...source.matchAll(/["'(](files\/[^"')]+)/g)])
      .map(([, address]) => address!);
    expect(named.length).toBeGreaterThan(5);
    const answers = await Promise.all([...new Set(named)].map((address) => fetch(preview.url + address)));
    expect(answers.filter(({ status }) => status !== 200).map(({ url }) => url)).toEqual([]);
  });
});

describe("a preview that ends", () => {
  const leavesNothing = async (pid: number): Promise<void> => {
    await until(() => browsersOf(pid).length === 0);
    expect(profilesOf(pid)).toEqual([]);
  };

  it("leaves nothing behind, and did as it was told", async () => {
    const publisher = await publisherWithLayout();
    const preview = await startPreview([ISSUE], { cwd: publisher.root });
    await (await preview.listen()).state(isWhole);
    expect(browsersOf(preview.child.pid!)).toHaveLength(1);
    const asked = performance.now();
    const { exit, signal } = await preview.end();
    expect({ exit, signal }).toEqual({ exit: 0, signal: null });
    expect(performance.now() - asked).toBeLessThan(5000);
    await leavesNothing(preview.child.pid!);
  });

  it.each([0, 250, 600])("leaves nothing behind when it is ended %i ms after its address was told", async (ms) => {
    const publisher = await publisherWithLayout();
    const preview = await startPreview([ISSUE], { cwd: publisher.root });
    await pause(ms);
    preview.child.kill("SIGINT");
    // npm passes a terminal's own signal on once more.
    preview.child.kill("SIGINT");
    const { exit, stderr } = await preview.ended;
    expect({ exit, stack: /\n\s+at /.test(stderr) }).toEqual({ exit: 0, stack: false });
    await leavesNothing(preview.child.pid!);
  });

  it("says so when its port is taken", async () => {
    const publisher = await publisherWithLayout();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    const { child, ended } = startPressday(["preview", ISSUE, "--port", String(port)], { cwd: publisher.root });
    const { exit, stdout, stderr } = await ended;
    other.close();
    expect({ exit, stdout }).toEqual({ exit: 5, stdout: "" });
    expect(stderr).toContain(`Port ${port}`);
    expect(stderr).toContain("→");
    await leavesNothing(child.pid!);
  });

  it("runs beside another of the same issue", async () => {
    const publisher = await publisherWithLayout();
    const options = { cwd: publisher.root };
    const both = await Promise.all([startPreview([ISSUE], options), startPreview([ISSUE], options)]);
    const ears = await Promise.all(both.map((preview) => preview.listen()));
    await Promise.all(ears.map((ear) => ear.state(isWhole)));
    expect(new Set(both.map(({ token }) => token)).size).toBe(2);
    // The token of one opens nothing of the other.
    expect((await fetch(`${both[0]!.origin}/${both[1]!.token}/state`)).status).toBe(403);
    const from = ears.map((ear) => ear.states.length);
    const words = await readFile(publisher.at(WELLS), "utf8");
    await publisher.write({ [WELLS]: words.replace("Each family", "Every family") });
    await Promise.all(ears.map((ear, index) => ear.state(hasWords("Every family"), from[index])));
    expect((await Promise.all(both.map((preview) => preview.end()))).map(({ exit }) => exit)).toEqual([0, 0]);
  });
});

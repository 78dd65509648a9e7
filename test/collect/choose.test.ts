import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type ChooseOptions, chooseStories } from "../../src/collect/choose.js";
import type { Gathered } from "../../src/collect/gather.js";
import { addressKey, type Entry, makeLedger, readLedger, writeLedger } from "../../src/collect/ledger.js";
import { barewords, packSketch, sketchOf, wordsHash } from "../../src/collect/similar.js";
import { sectionOf, slugOf } from "../../src/collect/story.js";
import type { RawStory } from "../../src/collect/types.js";
import type { Source } from "../../src/manifest/index.js";

const DAMS =
  "The dam at the mouth of the valley holds the winter rain until June. Below it the gardens are watered by turns, and each turn is announced by a drum. Nobody has a watch for it, and nobody is ever late. The keeper of the drum is chosen for seven years and paid in olives.";
const SALT =
  "Slabs of salt still leave the desert on the backs of camels, four to a beast, though lorries carry more in a day than a caravan in a month. The drivers say that a camel never breaks an axle. The price of a slab is agreed at the well, where nobody is in a hurry.";

const source = (name: string, more: Partial<Source> = {}): Source => ({
  name,
  kind: "feed",
  at: "https://example.org/feed/",
  folder: "/",
  categories: [],
  tags: [],
  authors: [],
  sections: new Map(),
  place: { file: "issues/magazine.yaml", line: 3 },
  ...more,
});

const raw = (id: string, text: string, more: Partial<RawStory> = {}): RawStory => ({
  id,
  url: `https://example.org/${id}/`,
  headline: `Story ${id}`,
  terms: [],
  body: { kind: "html", html: `<p>${text}</p>` },
  published: new Date("2026-11-18T10:00:00Z"),
  ...more,
});

const gave = (from: Source, ...stories: RawStory[]): Gathered => ({
  source: from,
  stories: stories.map((story) => ({ raw: story, rawHash: JSON.stringify(story) })),
  unchanged: [],
  notes: [],
});

const entryOf = (story: RawStory, issue: string, text: string, more: Partial<Entry> = {}): Entry => ({
  issue,
  id: story.id,
  ...(story.url && { url: story.url }),
  headline: story.headline,
  source: "Before",
  file: `articles/${story.id}.md`,
  raw: JSON.stringify(story),
  words: wordsHash(barewords(text)),
  written: "w",
  sketch: packSketch(sketchOf(barewords(text))),
  ...more,
});

const choose = async (
  gathered: readonly Gathered[],
  entries: readonly Entry[] = [],
  more: Partial<ChooseOptions> = {},
) => {
  const { chosen, problems } = await chooseStories(gathered, {
    week: "2026-W47",
    magazine: { timeZone: "UTC" },
    ledger: makeLedger(entries),
    now: new Date("2026-11-20T00:00:00Z"),
    update: false,
    shown: (file) => `issues/2026-W47/${file}`,
    isUntouched: async () => true,
    ...more,
  });
  return {
    chosen: chosen.map(({ story }) => story.raw.id),
    told: problems.map(({ code }) => code),
    problems,
  };
};

const journal = source("Journal");

describe("choosing stories", () => {
  it("takes what is new, once", async () => {
    const { chosen, told } = await choose([gave(journal, raw("a", DAMS), raw("b", SALT), raw("a", DAMS))]);
    expect(chosen).toEqual(["a", "b"]);
    expect(told).toEqual([]);
  });

  it("leaves alone what the issue has, and what an editor took out of it", async () => {
    const a = raw("a", DAMS);
    expect(await choose([gave(journal, a)], [entryOf(a, "2026-W47", DAMS)])).toMatchObject({ chosen: [], told: [] });
  });

  it("knows a story by its address, whatever its number", async () => {
    const before = entryOf(raw("a", DAMS), "2026-W46", DAMS, {
      id: "other",
      url: "http://www.example.org/a?utm_source=x",
    });
    const { chosen, told } = await choose([gave(journal, raw("a", DAMS))], [before]);
    expect(chosen).toEqual([]);
    expect(told).toContain("STORY_REPEATED");
  });

  it("does not run a story twice, and tells when it has changed since", async () => {
    const ran = entryOf(raw("a", DAMS), "2026-W46", DAMS);
    expect(await choose([gave(journal, raw("a", DAMS))], [ran])).toMatchObject({
      chosen: [],
      told: ["STORY_REPEATED"],
    });
    const updated = await choose([gave(journal, raw("a", `${DAMS} A second drum was bought.`))], [ran]);
    expect(updated).toMatchObject({ chosen: [], told: ["STORY_REPEATED", "STORY_CHANGED"] });
  });

  it("tells of changes upstream, and takes them when asked and nobody edited", async () => {
    const gathered = [gave(journal, raw("a", `${DAMS} A second drum was bought.`))];
    const own = [entryOf(raw("a", DAMS), "2026-W47", DAMS)];
    expect(await choose(gathered, own)).toMatchObject({ chosen: [], told: ["STORY_CHANGED"] });
    expect(await choose(gathered, own, { update: true })).toMatchObject({ chosen: ["a"], told: [] });
    const edited = await choose(gathered, own, { update: true, isUntouched: async () => false });
    expect(edited).toMatchObject({ chosen: [], told: ["STORY_CHANGED"] });
    expect(edited.problems[0]!.message).toContain("has been edited");
  });

  it("is not troubled by other markup around the same words", async () => {
    const own = entryOf(raw("a", DAMS), "2026-W47", DAMS);
    expect(await choose([gave(journal, raw("a", `<b>${DAMS}</b>`))], [own])).toMatchObject({ chosen: [], told: [] });
  });

  it("tries pictures again that could not be fetched, unless the article was edited", async () => {
    const a = raw("a", DAMS);
    const own = [entryOf(a, "2026-W47", DAMS, { missing: 1 })];
    expect((await choose([gave(journal, a)], own)).chosen).toEqual(["a"]);
    expect((await choose([gave(journal, a)], own, { isUntouched: async () => false })).chosen).toEqual([]);
  });

  it("takes the same words from two sources once, and names stories that are much alike", async () => {
    const twice = await choose([gave(journal, raw("a", DAMS)), gave(source("Wire"), raw("z", DAMS.toUpperCase()))]);
    expect(twice).toMatchObject({ chosen: ["a"], told: ["STORY_REPEATED"] });
    const alike = await choose([
      gave(journal, raw("a", `${DAMS} ${SALT}`)),
      gave(source("Wire"), raw("z", `${DAMS} ${SALT.replace("four to a beast", "tied with rope of palm")}`)),
    ]);
    expect(alike).toMatchObject({ chosen: ["a", "z"], told: ["STORY_SIMILAR"] });
    expect(alike.problems[0]!.message).toContain("Journal");
    const later = await choose(
      [gave(journal, raw("b", `${DAMS} One more line.`))],
      [entryOf(raw("a", DAMS), "2026-W40", DAMS)],
    );
    expect(later.told).toEqual(["STORY_SIMILAR"]);
  });

  it("leaves out what is short, empty or under embargo, and says so", async () => {
    const short = source("Journal", { minWords: 20 });
    expect(await choose([gave(short, raw("a", "Nine words are not enough for the printed page."))])).toMatchObject({
      chosen: [],
      told: ["STORY_SHORT"],
    });
    expect(await choose([gave(journal, raw("a", ""))])).toMatchObject({ chosen: [], told: ["STORY_LEFT_OUT"] });
    const held = source("Journal", { embargoHours: 48 });
    const recent = raw("a", DAMS, { published: new Date("2026-11-18T10:00:00Z") });
    expect(await choose([gave(held, recent)], [])).toMatchObject({ chosen: [], told: ["STORY_EMBARGOED"] });
    expect((await choose([gave(held, recent)], [], { now: new Date("2026-11-20T10:00:00Z") })).chosen).toEqual(["a"]);
  });
});

describe("sections and names", () => {
  const story = (terms: readonly string[], more: Partial<Source> = {}) => ({
    raw: raw("a", DAMS, { terms: terms.map((name) => ({ slug: name.toLowerCase(), name })) }),
    source: source("Journal", more),
  });
  it.each<[string, readonly string[], Partial<Source>, readonly string[]]>([
    ["Arts", ["News", "Culture"], { sections: new Map([["culture", "Arts"]]), section: "World" }, ["News"]],
    ["News", ["news"], { section: "World" }, ["Culture", "News"]],
    ["World", ["Sport"], { section: "World" }, ["Culture"]],
    ["Sport", ["Uncategorized", "Sport"], {}, ["Culture"]],
    ["Stories", ["Uncategorized"], {}, []],
  ])("goes to %s", (section, terms, more, known) => {
    expect(sectionOf(story(terms, more), known)).toBe(section);
  });

  it("gives short names that can be read", () => {
    expect(slugOf("L’Été à Tunis : « déjà »")).toBe("lete-a-tunis-deja");
    expect(slugOf("الملح والذهب")).toBe("الملح-والذهب");
    expect(slugOf("!")).toBe("story");
    const long = slugOf("The long road from the salt mines of the north to the markets of the river towns in winter");
    expect(long).toBe("the-long-road-from-the-salt-mines-of-the-north-to-the");
  });
});

describe("the ledger", () => {
  it("knows addresses by what matters in them", () => {
    const same = [
      "https://www.example.org/a/?utm_source=x",
      "http://example.org/a#top",
      "https://example.org/a?fbclid=1",
    ];
    expect(new Set(same.map(addressKey)).size).toBe(1);
    expect(addressKey("https://example.org/?p=12")).not.toBe(addressKey("https://example.org/?p=13"));
  });

  it("comes back as it was written, and says what is wrong with one that cannot be read", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "pressday-ledger-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = path.join(folder, "ledger.json");
    expect((await readLedger(file, "ledger.json")).ledger?.entries).toEqual([]);
    const entries = [entryOf(raw("a", DAMS), "2026-W46", DAMS), entryOf(raw("b", SALT), "2026-W47", SALT)];
    await writeLedger(file, entries);
    expect((await readLedger(file, "ledger.json")).ledger?.entries).toEqual(entries);
    for (const text of ["", "{", "[]", '{"version":2,"stories":[]}', '{"version":1,"stories":[{"id":1}]}']) {
      await writeFile(file, text);
      const { ledger, problems } = await readLedger(file, "issues/ledger.json");
      expect([ledger, problems.map(({ code, place }) => [code, place?.file])]).toEqual([
        undefined,
        [["LEDGER_INVALID", "issues/ledger.json"]],
      ]);
    }
  });
});

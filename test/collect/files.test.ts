import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { build, read } from "../budget/magazine.js";
import { expectNothingLost } from "../budget/proofs.js";
import { pressday } from "../support/command.js";
import { ISSUE, newDesk } from "./week.js";

/** A page copied whole from a browser, as the publisher's own pages come out. */
const COPIED = `The Drum of the Valley
0
The Drum of the Valley
Share

The dam at the mouth of the valley holds the winter rain until June. Below it the gardens are watered by turns, and each turn is announced by a drum.

Nobody has a watch for it, and nobody is ever late. The keeper of the drum is chosen for seven years and paid in olives.

The News Chronicle, Maghrebi

Share

Subscribe to our newsletter and receive our free weekly PDF magazine every Friday.

Leave a Reply
Your email address will not be published. Required fields are marked *
Comment *
Name *
Email *
Website
Save my name, email, and website in this browser for the next time I comment.

[mc4wp_form id="206"]

×
`;

const WRITTEN = `---
title: "Salt: a letter"
author: Omar Tazi
date: 2026-11-18
tags: [desert]
image: pictures/dune.jpg
---
Slabs of salt still leave the desert on the backs of camels, four to a beast, though lorries carry more in a day than a
caravan in a month.

![A slab on a scale](pictures/dune.jpg "A *slab* of salt"){credit="Tazi"}

## At the well

- The drivers say that a camel never breaks an axle.
- The price is agreed at the well.

Share this

Sources: UNESCO, The Salt Museum
`;

const SAVED = `<!doctype html><html lang="en"><head><title>The Loom – Sirocco</title>
<link rel="canonical" href="https://sirocco.example/loom/"><meta property="og:site_name" content="Sirocco"></head>
<body><nav><a href="/">Home</a></nav><article><h1>The Loom</h1><p class="byline">By Lina Harzi</p>
<p>A loom is a machine for keeping threads apart until they are wanted. Everything else about it, the heddles and the pedals and the
beam, serves that one purpose, and weavers who have never read a word about machines can say so.</p>
<figure><img src="The%20Loom_files/loom.jpg" alt="A loom by a window"><figcaption>The loom in the morning</figcaption></figure>
<p>The cloth grows by a hand's breadth in an hour. Nobody has found a way to hurry it that does not show in the cloth, and the
oldest weaver of the street says that nobody will, because haste is a pattern too.</p></article></body></html>`;

const picture = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 1200, height: 800, channels: 3, background } })
    .jpeg()
    .toBuffer();

describe("files", () => {
  it("of every kind come in from a folder, and print", async () => {
    const desk = await newDesk([], "  - { file: inbox, section: Letters }\n");
    await desk.write({
      "issues/inbox/copied.txt": COPIED,
      "issues/inbox/salt.md": WRITTEN,
      "issues/inbox/pictures/dune.jpg": await picture("#d9a05b"),
      "issues/inbox/The Loom.html": SAVED,
      "issues/inbox/The Loom_files/loom.jpg": await picture("#1f6f78"),
      "issues/inbox/notes.pdf": "%PDF-",
    });
    const { told, exit } = await desk.collect();
    expect(exit).toBe(0);
    // The PDF is no story; a page copied whole is half furniture.
    expect(new Set(told.problems.map(({ code }) => code))).toEqual(new Set(["STORY_LEFT_OUT", "COPY_REMOVED"]));
    expect(told.articles.map(({ slug }) => slug).sort()).toEqual([
      "salt-a-letter",
      "the-drum-of-the-valley",
      "the-loom",
    ]);

    const drum = await desk.read(`${ISSUE}/articles/the-drum-of-the-valley.md`);
    const [, dam, watch] = /(The dam [\s\S]*?drum\.)\n\n(Nobody [\s\S]*?olives\.)/.exec(COPIED)!;
    expect(drum).toBe(
      `---\nheadline: The Drum of the Valley\nsection: Letters\nsources:\n  - The News Chronicle\n  - Maghrebi\n---\n\n${dam}\n\n${watch}\n`,
    );

    const salt = await desk.read(`${ISSUE}/articles/salt-a-letter.md`);
    expect(salt).toContain('headline: "Salt: a letter"');
    expect(salt).toContain('![A slab on a scale](salt-a-letter.jpg "A *slab* of salt"){credit="Tazi"}');
    expect(salt).toContain(
      "- The drivers say that a camel never breaks an axle.\n- The price is agreed at the well.\n",
    );
    expect(salt).toMatch(/sources:\n {2}- UNESCO\n {2}- The Salt Museum\n/);
    expect(salt).not.toContain("Share this");

    const loom = await desk.read(`${ISSUE}/articles/the-loom.md`);
    expect(loom).toContain("source: https://sirocco.example/loom/");
    expect(loom).toContain("loom");
    expect(await readFile(path.join(desk.root, ISSUE, "pictures/the-loom.jpg"))).toEqual(await picture("#1f6f78"));

    const before = await desk.state();
    expect((await desk.collect()).told.articles).toEqual([]);
    expect(await desk.state()).toEqual(before);
    const built = await build(desk);
    expect(built.told.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expectNothingLost(await read(desk, built));
  });

  it("are taken by name from anywhere, without asking the sources", async () => {
    const desk = await newDesk([], "  - { name: Closed, wordpress: https://closed.invalid }\n");
    await desk.write({ "elsewhere/copied.txt": COPIED });
    const ended = await pressday(["collect", ISSUE, "elsewhere/copied.txt"], { cwd: desk.root, cache: desk.cache });
    expect(ended.exit).toBe(0);
    expect(ended.stdout).toContain("the-drum-of-the-valley.md");
    const missing = await desk.collect("elsewhere/nothing.txt");
    expect(missing.exit).toBe(3);
    expect(missing.told.problems[0]!.message).toContain("nothing.txt");
  });
});

describe("new", () => {
  it("begins an issue that is valid at once, and never writes over one", async () => {
    const desk = await newDesk([], "  - { file: inbox, sections: { food: Table, art: Arts } }\n");
    const manifest = await desk.read(`${ISSUE}/issue.yaml`);
    expect(manifest).toMatch(/^# .*16.*22 November 2026\nweek: 2026-W47\n/);
    expect(manifest).toMatch(
      /- name: Places\n {4}articles: \[\]\n {2}- name: Table\n {4}articles: \[\]\n {2}- name: Arts\n/,
    );
    const collected = await desk.collect();
    expect(collected.told.problems.map(({ code }) => code)).toEqual(["SOURCE_FAILED"]);
    const again = await pressday(["new", ISSUE], { cwd: desk.root });
    expect([again.exit, again.stdout]).toEqual([1, ""]);
    expect(again.stderr).toContain("ISSUE_EXISTS");
    expect(await desk.read(`${ISSUE}/issue.yaml`)).toBe(manifest);
    await desk.write({ [`${ISSUE}/issue.yaml`]: manifest.replace("# number: 1", "number: 41") });
    expect((await pressday(["new", "2026-W48"], { cwd: desk.root })).stdout).toBe("issues/2026-W48\n");
    expect(await desk.read("issues/2026-W48/issue.yaml")).toContain("\nnumber: 42\n");
    expect((await pressday(["new", "2026-W60"], { cwd: desk.root })).exit).toBe(2);
    const built = await pressday(["build", "issues/2026-W48"], { cwd: desk.root });
    expect([built.exit, built.stderr.includes("ISSUE_EMPTY")]).toEqual([1, true]);
  });
});

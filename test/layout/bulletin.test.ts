import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { articleTexts, describePdf, elementsOfType, type PdfDescription, textOfElement } from "../../src/pdf/index.js";
import { wordsOf } from "../sample/words.js";
import { codesAndPlaces, pressday, toldBy } from "../support/command.js";
import { ISSUE, newPublisher, WEEK } from "../support/publisher.js";

/** One word that stands nowhere in the copy: some openers print the section's name among an article's words, some do not. */
const SECTION = "Zerzura";
const PX_PER_PT = 96 / 72;

const paces = "Between two wells the count is written down, and between two hills it is guessed. ".repeat(14);

/** A piece with every kind of block, long enough for several pages. */
const everything = `---
headline: Everything on the Way
kicker: Survey
standfirst: A route with all that a page may hold.
byline: Lina Harzi
hero: { file: dune.jpg, alt: A dune with one bright and one shaded side., caption: The lee side at noon. }
portrait: { file: dune.jpg, alt: The author from far away., credit: Sirocco }
sources: [A surveyor's notebook, The gazetteer]
---
Maps are made twice, once by walking and once by drawing, and the second journey is the shorter one.

## The walking

Whoever walks counts paces. ${paces}

- A rope with knots
- A bowl of water, for levels

1. Sight the hill.
2. Count to it.

### By night

**Which star keeps the bearing?**

${"Stars keep the bearing when the wind has taken the track. ".repeat(16)}

> A map is a promise made to somebody who has not left yet.
> — Omar Tazi

![The same dune again.](dune.jpg "The dune from the other side"){credit="Sirocco"}

| Leg | Paces | Water |
|:--|--:|:--|
| First | 12,400 | sweet |
| Second | 9,150 | bitter |
: Two legs of the road

::: facts In short
- Carry less.
- Drink first.
:::

::: pullquote
The second journey is the shorter one.
:::

---

::: gallery Two views
![One view.](dune.jpg "Left")

![Another view.](dune.jpg "Right")
:::

${"What the paper leaves out the walker must remember, and what the walker forgets the paper has to guess. ".repeat(12)}
`;

const FILES = {
  "issues/magazine.yaml": `name: Sirocco
tagline: A small test of sand
layout: bulletin
masthead: { Editor: Amina Haddad }
colophon: Set by two engines from one list of styles.
website: https://sirocco.example
subscribe: https://sirocco.example/subscribe
backCover: { headline: The wind turns, text: It costs nothing. }
`,
  [`${ISSUE}/issue.yaml`]: `week: ${WEEK}
number: 3
title: Wells
note: Begin anywhere.
cover: { headline: Over the Sand, article: everything, lines: [{ headline: Tunnels, text: Under the palms, article: wells }] }
sections:
  - name: ${SECTION}
    opener: { picture: dune.jpg, alt: A dune., caption: A dune at noon., text: Land without roads. }
    articles:
      - { file: everything.md, design: data }
      - { file: walk.md, design: essay }
  - name: Shorts
    design: briefs
    articles: [wells.md, dunes.md]
`,
  [`${ISSUE}/articles/everything.md`]: everything,
  [`${ISSUE}/articles/walk.md`]: `---\nheadline: A Walk in One Column\nbyline: Omar Tazi\n---\n${paces}\n\n${paces}\n`,
};

/** An article's words in whatever order floats and columns give them. */
const sortedWords = (text: string): string[] =>
  wordsOf(text)
    .filter((word) => word !== SECTION)
    .sort();

describe("the layout bulletin", () => {
  const seen: Record<"classic" | "bulletin", PdfDescription | undefined> = { classic: undefined, bulletin: undefined };
  const problems: string[] = [];
  beforeAll(async () => {
    const publisher = await newPublisher(FILES, { keep: true });
    for (const layout of ["classic", "bulletin"] as const) {
      const args = ["build", ISSUE, "--layout", layout, "--out", layout, "--engine", "chromium", "--json"];
      const told = toldBy(await pressday(args, { cwd: publisher.root }));
      problems.push(...codesAndPlaces(told.problems));
      if (told.pdf !== undefined) seen[layout] = await describePdf(await readFile(publisher.at(told.pdf)));
    }
    return publisher.remove;
  });
  const bulletin = (): PdfDescription => seen.bulletin!;
  const pageWith = (words: string) =>
    bulletin().pages.findLast(({ runs }) => runs.some(({ text }) => text.includes(words)))!;

  it("takes the place of classic with one word and nothing to complain about", () => {
    expect(problems).toEqual([]);
  });

  it("holds the same words of every article, in the same order of articles", () => {
    const [classic, own] = [articleTexts(seen.classic!), articleTexts(bulletin())];
    expect(own.map(({ headline }) => headline)).toEqual([
      "Everything on the Way",
      "A Walk in One Column",
      "How a Town Drank",
      "The Walking Dunes",
    ]);
    for (const [index, { headline, text }] of own.entries()) {
      // Classic shows no portrait in this design, and so not whose picture it is.
      const credits = headline === "Everything on the Way" ? ["Sirocco"] : [];
      expect(sortedWords(text), headline).toEqual([...sortedWords(classic[index]!.text), ...credits].sort());
    }
    expect(sortedWords(own[0]!.text).length).toBeGreaterThan(600);
  });

  it("has one H1 for each article, and the author's portrait with its alternative text", () => {
    expect(elementsOfType(bulletin().tags, "H1").map(textOfElement)).toHaveLength(4);
    const alternatives = elementsOfType(bulletin().tags, "Figure").map(({ alt }) => alt);
    expect(alternatives).toContain("The author from far away.");
  });

  it("shows the magazine's own words on cover, contents, section page and back cover", () => {
    const text = bulletin()
      .pages.flatMap(({ runs }) => runs.map((run) => run.text))
      .join(" ");
    for (const words of ["A small test of sand", "Over the Sand", "Under the palms", "Begin anywhere.", "Amina Haddad"])
      expect(text).toContain(words);
    for (const words of [
      "Land without roads.",
      "The wind turns",
      "sirocco.example/subscribe",
      "from one list of styles",
    ])
      expect(text).toContain(words);
  });

  it("sets text at the size of its style, on the grid that layout.yaml gives", () => {
    const body = bulletin()
      .pages.flatMap(({ runs }) => runs)
      .filter(
        ({ font, sizePt }) => font.includes("SourceSerif4-Regular") && Math.abs(sizePt * PX_PER_PT - 13.6) < 0.01,
      );
    expect(body.length).toBeGreaterThan(60);
    // Leading 18 px is 13.5 pt; every page's first line stands equally deep.
    expect(new Set(body.map(({ baseline }) => Math.round((baseline % 13.5) * 10) / 10)).size).toBe(1);
  });

  it("begins an essay's column beside its margin, and no wider than is left", () => {
    const lines = pageWith("A Walk in One Column").runs.filter(
      ({ font, sizePt }) => font.includes("SourceSerif4-Regular") && Math.abs(sizePt * PX_PER_PT - 13.6) < 0.01,
    );
    expect(lines.length).toBeGreaterThan(5);
    for (const { x, width } of lines) {
      expect(x * PX_PER_PT).toBeGreaterThan(66 + 198 - 2);
      expect((x + width) * PX_PER_PT).toBeLessThan(66 + 662 + 4);
    }
  });
});

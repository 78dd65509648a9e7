import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { articleTexts, describePdf, elementsOfType, type PdfDescription, textOfElement } from "../../src/pdf/index.js";
import { wordsOf } from "../sample/words.js";
import { codesAndPlaces, pressday, toldBy } from "../support/command.js";
import { ISSUE, newPublisher, WEEK } from "../support/publisher.js";

/** One word that stands nowhere in the copy: some openers print the section's name among an article's words, some do not. */
const SECTION = "Zerzura";

/** A piece with every kind of block, long enough for several pages. */
const everything = `---
headline: Everything on the Way
kicker: Survey
standfirst: A route with all that a page may hold.
byline: Lina Harzi
hero: { file: dune.jpg, alt: A dune with one bright and one shaded side., caption: The lee side at noon. }
sources: [A surveyor's notebook, The gazetteer]
---
Maps are made twice, once by walking and once by drawing, and the second journey is the shorter one.

## The walking

Whoever walks counts paces. ${"Between two wells the count is written down, and between two hills it is guessed. ".repeat(14)}

- A rope with knots
- A bowl of water, for levels

1. Sight the hill.
2. Count to it.

### By night

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

const brief = (headline: string, words: string): string =>
  `---\nheadline: ${headline}\nbyline: Omar Tazi\nsources: [The gazetteer]\n---\n${words}\n`;

const FILES = {
  "issues/magazine.yaml": "name: Sirocco\ntagline: A small test of sand\nlayout: classic\n",
  [`${ISSUE}/issue.yaml`]: `week: ${WEEK}
sections:
  - name: ${SECTION}
    articles:
      - { file: everything.md, design: feature }
      - dunes.md
      - wells.md
  - name: Shorts
    design: briefs
    articles: [rain.md, salt.md]
`,
  [`${ISSUE}/articles/everything.md`]: everything,
  [`${ISSUE}/articles/rain.md`]: brief("A Little Rain", "It rained on Tuesday, for the first time since spring."),
  [`${ISSUE}/articles/salt.md`]: brief("A Little Salt", "The pans are white again, and the lorries have come."),
};

/** An article's words in whatever order floats and columns give them. */
const sortedWords = (text: string): string[] =>
  wordsOf(text)
    .filter((word) => word !== SECTION)
    .sort();

describe("the layout atlas", () => {
  const seen: Record<"classic" | "atlas", PdfDescription | undefined> = { classic: undefined, atlas: undefined };
  const problems: string[] = [];
  beforeAll(async () => {
    const publisher = await newPublisher(FILES, { keep: true });
    for (const layout of ["classic", "atlas"] as const) {
      const args = ["build", ISSUE, "--layout", layout, "--out", layout, "--json"];
      const told = toldBy(await pressday(args, { cwd: publisher.root }));
      problems.push(...codesAndPlaces(told.problems));
      if (told.pdf !== undefined) seen[layout] = await describePdf(await readFile(publisher.at(told.pdf)));
    }
    return publisher.remove;
  });

  it("takes the place of classic with one word and nothing to complain about", () => {
    expect(problems).toEqual([]);
    const families = (one: PdfDescription): string => one.fonts.map(({ name }) => name).join(" ");
    expect(families(seen.classic!)).toContain("SourceSerif4-Regular");
    expect(families(seen.atlas!)).not.toContain("SourceSerif4");
  });

  it("holds the same words of every article", () => {
    const [classic, atlas] = [articleTexts(seen.classic!), articleTexts(seen.atlas!)];
    expect(atlas.map(({ headline }) => headline)).toEqual([
      "Everything on the Way",
      "A Little Rain",
      "A Little Salt",
      // Short pieces whose design nobody chose join the briefs.
      "The Walking Dunes",
      "How a Town Drank",
    ]);
    for (const [index, { headline, text }] of atlas.entries())
      expect(sortedWords(text), headline).toEqual(sortedWords(classic[index]!.text));
    expect(sortedWords(atlas[0]!.text).length).toBeGreaterThan(600);
  });

  it("has one H1 for each article in the tag tree, as classic has", () => {
    const headlines = (one: PdfDescription): string[] => elementsOfType(one.tags, "H1").map(textOfElement);
    expect(headlines(seen.atlas!)).toHaveLength(5);
    expect(headlines(seen.atlas!)).toEqual(headlines(seen.classic!));
  });

  it("sets its copy in two columns of one width, on a grid of whole lines", () => {
    const body = seen
      .atlas!.pages.flatMap(({ runs }) => runs)
      .filter(({ font, sizePt }) => font.includes("LibreFranklin-Regular") && Math.abs(sizePt - 9.15) < 0.01);
    // Leading 18 px is 13.5 pt; every page's first line stands equally deep.
    const depths = new Set(body.map(({ baseline }) => Math.round((baseline % 13.5) * 10) / 10));
    expect(body.length).toBeGreaterThan(40);
    expect([...depths]).toHaveLength(1);
    for (const { width } of body) expect(width).toBeLessThanOrEqual(240.1);
  });
});

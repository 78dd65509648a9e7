import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Files, ISSUE, WEEK } from "../support/publisher.js";

/** Words of the longest article, about. */
const LONG_WORDS = 4000;
/** Rows of a table that no page holds. */
const LONG_ROWS = 150;

const all = `---
headline: Everything on the Way
kicker: Survey
standfirst: A route with *all* that a page may hold.
byline: Lina Harzi
hero: { file: dune.jpg, alt: A dune with one bright and one shaded side., caption: The lee side at noon., credit: Sirocco }
sources: [A surveyor's notebook, "The gazetteer, second part"]
credit: Printed by leave of the survey.
---
A map is made twice, once by walking and once by drawing, and the second journey is the shorter one. It says H<sub>2</sub>O where there is
water and 3 km<sup>2</sup> where there is none, in \`#1b6a72\` and with a [list of wells](#wells) or [a gazetteer](https://gazetteer.example/maps).

## The walking

Whoever walks counts paces. ${"Between two wells the count is written down, and between two hills it is guessed. ".repeat(14)}

- A rope with **knots**
- A bowl of water, for levels
  - deep enough for a hand
  - and no deeper

    1. Fill it at dawn.
    2. Read it at once.
- A [pen](https://pens.example/)

7. Sight the hill.
8. Count to it. ${"Whoever loses count goes back to the last stone and begins again. ".repeat(3)}
9. Write it down.

   The ink is to be dry before the book is shut.

### By night

${"Stars keep the bearing when the wind has taken the track. ".repeat(16)}

> A map is a promise made to somebody who has not left yet.
>
> It is kept *by the one who comes back*.
> — Omar Tazi, in a letter

![The same dune again.](dune.jpg "The dune from the other side"){credit="Sirocco"}

| Leg | Paces | Water |
|:--|--:|:--|
| First | 12,400 | sweet |
| Second | 9,150 | bitter |
| Third | | **none** |
: Three legs of the road

::: facts In short
The survey took a year.

- Carry less.
- Drink first.

![The dune, in a box.](dune.jpg "Seen from the road")

1. Begin early.
2. End early.
:::

::: pullquote
The second journey is the shorter one.
— Omar Tazi
:::

---

::: gallery Two views
![One view.](dune.jpg "Left")

![Another view.](dune.jpg "Right")
:::

${"What the paper leaves out the walker must remember, and what the walker forgets the paper has to guess. ".repeat(12)}
`;

const row = (index: number): string =>
  `| Station ${index} | ${(index * 137) % 1000} | ${index % 3 === 0 ? "a well with a wheel and two troughs" : "nothing"} |`;

const tables = `---
headline: All the Stations
standfirst: From the coast to the last well.
---
The stations are a day apart, and some of them have moved since they were counted.

| Station | Height | Water |
|:--|--:|:--|
${Array.from({ length: LONG_ROWS }, (_, index) => row(index + 1)).join("\n")}
: Stations in order

What follows is known only for the larger places.

| Place | January | March | May | July | September | November |
|:--|--:|--:|--:|--:|--:|--:|
| Coast | 11.5 | 14.25 | 19.0 | 26.5 | 24.0 | 16.75 |
| Plateau | 6.5 | 11.0 | 18.25 | 27.75 | 22.5 | 12.0 |
| Desert | 12.75 | 19.5 | 29.0 | 36.25 | 31.5 | 18.0 |

The last of them is the warmest.
`;

const interview = `---
headline: She Counts the Wells
byline: Lina Harzi
standfirst: A talk on the way.
---
She has walked every mile of it.

**Why do you count them?**

Because nobody believes the last count. ${"A count is as good as the walk it was made on. ".repeat(12)}

**And who pays?**

Whoever drinks. ${"The rest is paid in stories, which are worth less every year. ".repeat(10)}
`;

const essay = `---
headline: On Going Slowly
hero: { file: dune.jpg, alt: A dune at noon. }
byline: Omar Tazi
---
${"The slower one walks, the more of the road there is, and the less of it is left for others. ".repeat(30)}

## A pause

${"Nobody has measured a pause, and all who walk know how long it is. ".repeat(30)}
`;

const opinion = `---
headline: How a Town Drank
standfirst: And what it says of wells.
byline: Omar Tazi
portrait: { file: dune.jpg, alt: Omar Tazi before a dune., credit: Photograph by a neighbour }
---
${"A well is a town's first wall, and it is built downwards. ".repeat(25)}
`;

const french = `---
headline: L’oasis et le sel
standfirst: « Rien ne se perd », dit-on.
byline: Hélène Karoui
language: fr
---
${"Les caravanes s’arrêtaient là où l’eau l’était aussi ; elles repartaient chargées d’incompréhensibles marchandises. ".repeat(10)}

> Qui boit au puits n’y jette pas de pierre.
> — Un proverbe
`;

/** Words that must be broken, and long ones that need not. */
const longWords = `---
headline: Anticonstitutionnellement, or Long Words
---
${"The pneumonoultramicroscopicsilicovolcanoconiosis of the Rindfleischetikettierungsüberwachung is an antidisestablishmentarianism. ".repeat(8)}

An address such as https://gazetteer.example/stations/of-the-whole-desert/and-of-the-coast is long too.
`;

const brief = (headline: string, words: string): string =>
  `---\nheadline: ${headline}\nbyline: Omar Tazi\nsources: [The gazetteer]\n---\n${words}\n`;

const long = async (): Promise<string> => {
  const prose = await readFile(path.join(import.meta.dirname, "../typeset/prose.txt"), "utf8");
  const paragraphs: string[] = [];
  let words = 0;
  for (const paragraph of prose.split(/\n+/).filter((line) => line.trim() !== "")) {
    if (words >= LONG_WORDS) break;
    if (paragraphs.length % 6 === 5) paragraphs.push(`## Part ${(paragraphs.length + 1) / 6}`);
    paragraphs.push(paragraph);
    words += paragraph.split(" ").length;
  }
  return `---\nheadline: The Long Way\nkicker: Reading\nbyline: Lina Harzi\n---\n${paragraphs.join("\n\n")}\n`;
};

const magazine = `name: Sirocco
tagline: A small test of sand
publisher: Sand Press
languages: [en-GB, fr]
layout: bulletin
masthead:
  Editors: [Lina Harzi, Omar Tazi]
  Maps: The survey
colophon: Set in the fonts that were at hand.
website: https://sirocco.example
subscribe: https://sirocco.example/subscribe
backCover: { headline: Until next week, text: The wind turns on Thursday. }
`;

const manifest = `week: ${WEEK}
number: 3
title: The Long Road
note: What was seen on it.
cover:
  kicker: Roads
  headline: The Long Road
  standfirst: And all that stands beside it
  article: stations
  lines:
    - { headline: The wells, text: How a town drank, article: wells }
    - { headline: Nothing behind this line }
sections:
  - name: Roads
    opener: { text: Ways and how they are found., picture: dune.jpg, alt: A dune between two roads., caption: Between the roads }
    articles:
      - { file: everything.md, design: feature }
      - { file: stations.md, design: data }
      - { file: talk.md, design: interview }
      - { file: slow.md, design: essay }
  - name: Sand
    articles:
      - { file: dunes.md, design: report }
      - { file: wells.md, design: opinion }
      - { file: line.md, design: text }
      - { file: oasis.md, design: text }
      - { file: words.md, design: text }
      - { file: long.md, design: text }
  - name: Shorts
    design: briefs
    articles: [rain.md, salt.md]
`;

/** A publisher's folder with an issue of every kind of piece and block. */
export const everything = async (): Promise<Files> => ({
  "issues/magazine.yaml": magazine,
  "issues/house/share.yaml":
    "kind: advertisement\nkicker: Pass it on\nheadline: Two can read by one lamp\ntext: Send it on.\nlink: https://sirocco.example/share\n",
  "issues/house/saying.yaml": "kind: quotation\ntext: First the companion, then the road.\ncite: A proverb\n",
  [`${ISSUE}/issue.yaml`]: manifest,
  [`${ISSUE}/articles/everything.md`]: all,
  [`${ISSUE}/articles/stations.md`]: tables,
  [`${ISSUE}/articles/talk.md`]: interview,
  [`${ISSUE}/articles/slow.md`]: essay,
  [`${ISSUE}/articles/wells.md`]: opinion,
  [`${ISSUE}/articles/line.md`]: "---\nheadline: A Line\n---\nIt rained.\n",
  [`${ISSUE}/articles/oasis.md`]: french,
  [`${ISSUE}/articles/words.md`]: longWords,
  [`${ISSUE}/articles/long.md`]: await long(),
  [`${ISSUE}/articles/rain.md`]: brief("A Little Rain", "It rained on Tuesday, for the first time since spring."),
  [`${ISSUE}/articles/salt.md`]: brief("A Little Salt", "The pans are white again, and the lorries have come."),
});

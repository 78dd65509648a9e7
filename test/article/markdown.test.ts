import { afterAll, beforeAll, expect, it } from "vitest";
import { articleTexts } from "../../src/article/index.js";
import { codes, marks, outline, type Scratch, scratchIssue } from "./issue.js";

let issue: Scratch;
beforeAll(async () => {
  issue = await scratchIssue();
});
afterAll(() => issue.remove());

const FRONT = "---\nheadline: Wells\n---\n";

it("reads front matter into fields, with typography, and remembers where they stood", async () => {
  const { article, problems } = await issue.read(`---
headline: The "quiet" *wells*
kicker: Water's edge
standfirst: How a town -- and its people -- drank
byline: Amal D'Arcy
date: 2026-11-18T09:30:00Z
sources: Le Monde, El Watan
credit: From the Sahel Journal, "by permission"
source: https://example.org/wells
language: fr
design: feature
section: Places
hero:
  file: dunes.jpg
  alt: A dune field at dusk
  caption: Dunes at *dusk*
  credit: Rihla studio
  focus: 30% 40%
---

Texte.
`);
  expect(codes(problems)).toEqual([]);
  expect(article).toMatchObject({
    kicker: "Water’s edge",
    byline: "Amal D’Arcy",
    date: "2026-11-18T09:30:00Z",
    sources: ["Le Monde", "El Watan"],
    credit: "From the Sahel Journal, «\u202fby permission\u202f»",
    sourceUrl: "https://example.org/wells",
    language: "fr",
    design: "feature",
    places: { headline: { file: "articles/wells.md", line: 2 }, byline: { line: 5 } },
    words: 18,
  });
  expect(marks(article!.headline)).toBe("The «\u202fquiet\u202f» *wells*");
  expect(article!.hero).toMatchObject({
    picture: {
      name: "dunes.jpg",
      alt: "A dune field at dusk",
      caption: "Dunes at dusk",
      focus: { xPercent: 30, yPercent: 40 },
    },
    credit: "Rihla studio",
  });
});

it("lets the manifest overrule the file", async () => {
  const overrides = { headline: "Deep *wells*", kicker: "Water", standfirst: "New", byline: "B", design: "brief" };
  const { article } = await issue.read("---\nheadline: Wells\nkicker: Old\n---\n\n# Wells\n\nText.", overrides);
  expect(marks(article!.headline)).toBe("Deep *wells*");
  expect(article).toMatchObject({ kicker: "Water", byline: "B", design: "brief" });
  expect(article!.places?.headline).toEqual({ file: "issue.yaml", line: 9, col: 5 });
  expect(outline(article!.body)).toEqual(["8 paragraph: Text."]);
});

it("builds every block, each with its line", async () => {
  const { article, problems } = await issue.read(`${FRONT}
# WELLS

First *emphasis*, **strong**, \`co"de\`,
[a link](https://example.org/a_b "title") and H<sub>2</sub>O, 10<sup>3</sup>.
Set {a, b}.

## A crosshead

### A smaller one

#### The smallest

3. three
4. four

   more of four
   - nested

> Quoted words.
>
> — Someone, *A Book*

---

![A dune](dunes.jpg "Dunes at *dusk*"){credit="Rihla studio" focus="50% 30%" span=2}

::: gallery Four *views*
![One](dunes.jpg "The first")
![Two](old%20town.jpg){credit=Rihla}
:::

::: facts Key facts
- 10 km
:::

:::: aside
## With crosshead
::: pullquote
A sentence
set large
-- Someone else
:::
::::

| A | B |
|:--|--:|
| 1 | **2** |
: Below the table

| | |
|---|---|
| 3 | |

: After a blank line
`);
  expect(codes(problems)).toEqual([]);
  expect(outline(article!.body)).toEqual([
    '7 paragraph: First *emphasis*, **strong**, `co"de`, [a link](https://example.org/a_b) and H~2~O, 10^3^. Set {a, b}.',
    "11 heading 2: A crosshead",
    "13 heading 3: A smaller one",
    "15 heading 3: The smallest",
    "17 list from 3",
    "  - 17 paragraph: three",
    "  - 18 paragraph: four",
    "  - 20 paragraph: more of four",
    "  - 21 list",
    "  -   - 21 paragraph: nested",
    "23 quote — Someone, *A Book*",
    "  23 paragraph: Quoted words.",
    "27 rule",
    "29 figure: dunes.jpg “A dune” Dunes at *dusk* (Rihla studio)",
    "31 gallery: Four *views*",
    "  32 figure: dunes.jpg “One” The first",
    "  33 figure: old%20town.jpg “Two”  (Rihla)",
    "36 aside: Key facts",
    "  37 list",
    "    - 37 paragraph: 10\u00a0km",
    "40 aside: With crosshead",
    "  42 pullQuote: A sentence set large — Someone else",
    "49 table: Below the table",
    "  | A | B",
    "  | 1 | **2**",
    "54 table: After a blank line",
    "  | 3 | ",
  ]);
  const figure = article!.body.find((block) => block.kind === "figure");
  expect(figure).toMatchObject({ span: 2, picture: { focus: { xPercent: 50, yPercent: 30 } } });
  const [table, headless] = article!.body.filter((block) => block.kind === "table");
  expect(table!.head[0]!.map(({ align, header }) => [align, header])).toEqual([
    ["left", true],
    ["right", true],
  ]);
  expect(headless!.head).toEqual([]);
});

it("takes the first heading for the headline where the front matter has none", async () => {
  const { article, problems } = await issue.read("# The *quiet* wells\n\nText.\n\n# Second\n");
  expect(codes(problems)).toEqual([]);
  expect(marks(article!.headline)).toBe("The *quiet* wells");
  expect(article!.places?.headline?.line).toBe(1);
  expect(outline(article!.body)).toEqual(["3 paragraph: Text.", "5 heading 2: Second"]);
});

it.each([
  ["emphasis and typography", 'The _quiet_ "wells"', "The *quiet* “wells”"],
  ["a raised letter", "The 9<sup>th</sup> well", "The 9<sup>th</sup> well"],
  ["a link", "[The wells](https://example.org/a_b)", "The wells"],
  ["an entity", "Wells &amp; springs", "Wells & springs"],
])("drops a heading that repeats a headline with %s", async (_, headline, heading) => {
  const { article, problems } = await issue.read(`---\nheadline: '${headline}'\n---\n# ${heading}\n\nText.`);
  expect(codes(problems)).toEqual([]);
  expect(outline(article!.body)).toEqual(["6 paragraph: Text."]);
});

it.each([
  ["an element first", "> Words.\n>\n> — *Rihla*, book II", ["5 quote — *Rihla*, book II", "  5 paragraph: Words."]],
  ["a dash right before it", "> *Words.*\n> --*Rihla*", ["5 quote — *Rihla*", "  5 paragraph: *Words.*"]],
  ["nothing behind the dash", "> Words.\n>\n> —", ["5 quote", "  5 paragraph: Words.", "  7 paragraph: —"]],
  ["a picture behind the dash", "> — ![A](dunes.jpg)", ["5 quote", "  5 paragraph: —", "  5 figure: dunes.jpg “A” "]],
])("knows a quotation's source with %s", async (_, text, expected) => {
  const { article } = await issue.read(`${FRONT}\n${text}\n`);
  expect(outline(article!.body)).toEqual(expected);
});

it.each([
  ["::: facts Facts:", "Facts:"],
  ["::: facts Facts :::", "Facts"],
  ["::: facts Facts: ::::", "Facts:"],
  ["::: facts :::", ""],
])("reads the title of %s", async (opening, title) => {
  const { article, problems } = await issue.read(`${FRONT}\n${opening}\nText.\n:::\n`);
  expect(codes(problems)).toEqual([]);
  expect(outline(article!.body)).toEqual([`5 aside: ${title}`, "  6 paragraph: Text."]);
});

it("closes no box in the middle of a code fence", async () => {
  const { article, problems } = await issue.read(`${FRONT}
:::: aside Outer
::: facts Inner
\`\`\` md
:::
~~~
\`\`\`

- ~~~
  ::::
  ~~~~
:::
::::

After.

> ::: facts Quoted
> \`\`\`
> :::
> \`\`\`
> :::
`);
  expect(codes(problems).filter((told) => !told.startsWith("HTML_UNWRAPPED"))).toEqual([]);
  expect(outline(article!.body)).toEqual([
    "5 aside: Outer",
    "  6 heading 2: Inner",
    "  7 paragraph: `:::⏎~~~`",
    "  12 list",
    "    - 12 paragraph: `::::`",
    "18 paragraph: After.",
    "20 quote",
    "  20 aside: Quoted",
    "    21 paragraph: `:::`",
  ]);
});

it("ends a code fence that nobody closes with its box", async () => {
  const box = `${FRONT}\n::: facts\n\`\`\`\ncode\n:::`;
  const seen = ["5 aside: ", "  6 paragraph: `code`"];
  expect(outline((await issue.read(box)).article!.body)).toEqual(seen);
  expect(outline((await issue.read(`${box}\nAfter.\n`)).article!.body)).toEqual([...seen, "9 paragraph: After."]);
});

it("sets a caption as if nothing stood before it", async () => {
  const table = "| A |\n|---|\n| 1 |\n";
  const { article } = await issue.read(`${FRONT}\n${table}: - *c* - d\n\n${table}\n: -- "e"\n\n: - f\n`);
  const captions = article!.body.map((block) => (block.kind === "table" ? marks(block.caption) : outline([block])));
  expect(captions).toEqual(["- *c*\u00a0– d", "— “e”", ["16 paragraph: : - f"]]);
});

it("keeps a first heading that says something else", async () => {
  const { article } = await issue.read(`${FRONT}\n# Springs\n\nText.`);
  expect(outline(article!.body)).toEqual(["5 heading 2: Springs", "7 paragraph: Text."]);
});

it("moves what a paragraph or a list cannot hold right behind it", async () => {
  const { article, problems } = await issue.read(`${FRONT}
Text with ![a dune](dunes.jpg) in it.

- one

  ![wells](wells.jpg)

  > quoted
  > — Someone
- two
`);
  expect(codes(problems)).toEqual(["HTML_UNWRAPPED info 5"]);
  expect(outline(article!.body)).toEqual([
    "5 paragraph: Text with in it.",
    "5 figure: dunes.jpg “a dune” ",
    "7 list",
    "  - 7 paragraph: one",
    "  - 11 paragraph: quoted",
    "  - 11 paragraph: — Someone",
    "  - 13 paragraph: two",
    "9 figure: wells.jpg “wells” ",
  ]);
});

it("loses no letter of a body, whatever it is made of", async () => {
  const source = `
Alpha 'beta' -- "gamma"... 1990-95 <u>delta</u> <b>eps<i>ilon</i></b>

<div><p>zeta<div>eta</div>theta</div> iota

- kappa
      - lambda
> mu
> > nu
> > > xi
> > > > omicron

<table><tr><td>pi<td>rho<tr><td colspan=2>sigma</table>tau

<dl><dt>upsilon<dd>phi</dl>

~~chi~~ <details><summary>psi</summary>omega</details>

::: wrong name
inside
:::
`;
  const { article } = await issue.read(FRONT + source);
  const letters = (text: string): string => text.replace(/<[^>]*>|wrong/g, "").replace(/[^\p{L}\p{N}]/gu, "");
  const text = articleTexts(article!).map((part) => part.text);
  expect(letters(text.slice(1).join(" "))).toBe(letters(source));
});

it("reads files with a byte order mark, Windows line ends and decomposed letters", async () => {
  const { article, problems } = await issue.read(
    "\ufeff---\r\nheadline: Cafe\u0301\r\n---\r\n\r\nso\u00adft zero\u200bwidth &shy;&#8203;e&#769;\u0007\r\n\r\nتمر\u200cها \ue000\r\n",
  );
  expect(codes(problems)).toEqual([]);
  expect(marks(article!.headline)).toBe("Café");
  expect(outline(article!.body)).toEqual(["5 paragraph: soft zerowidth é", "7 paragraph: تمر\u200cها \ue000"]);
});

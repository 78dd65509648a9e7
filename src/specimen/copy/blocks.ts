/** Every kind of block that an article may have, each of them at least once. */
import { piece } from "./pieces.js";

const CHART = "A test chart with a circle, a scale along each edge and a coloured square in each corner.";

export const blocks = piece(
  "one-of-each",
  `
---
headline: One of Each, and Some of Them Twice
kicker: Every block
standfirst: Lists in lists, boxes, quotations with and without a source, pictures of all widths, and a rule. Nobody would put them all into one article; somebody will.
byline: A Specimen Editor
date: 2026-01-02
hero:
  file: off-centre.jpg
  alt: A test chart in landscape format with a target near its upper right corner.
  caption: The target should be in the picture, whatever else is not.
  credit: Specimen
  focus: 82% 28%
sources:
  - A first source
  - A second source, with a longer name
  - A third source, whose name is so long that the line of sources must be continued on the next
credit: Printed by leave of the specimen, which was not asked.
---
A paragraph may hold *emphasis*, **strong words**, ***both at once*** and \`code\`; a [link to a site](https://www.example.org/), a
[link to another article](#ink) and an address such as <desk@example.org>. It has small capitals where three capitals or more stand in a row, as in ISO, UNESCO
or DIN 476. Water is H<sub>2</sub>O, a square metre is m<sup>2</sup>, and a note would have its number here.<sup>1</sup>

Figures of all kinds: 1234567890, 12,345.67, 1450–1468, ½, 80 g, 297 mm, 15 °C, £3.50, 20 €. Dashes -- like this one -- and "quotation marks, with
'others' inside them", and an ellipsis... Names with all their accents: Ægidius, Dvořák, Łódź, Ångström, Şebnem, Père, Ñandú, Strauß.

> A quotation of one paragraph, set off from the text because it is somebody else's. It needs to be told apart at a glance, by an indent, by a
> slope or by a rule, and one of these is enough.
> -- The Specimen, second edition

> A quotation without a source,
>
> but with two paragraphs and a list in it:
>
> - the first item
> - the second item

## Crossheads of the second level

### And of the third, right below

Two crossheads in a row are a test of their distances. So is a crosshead that is much longer than a crosshead ought to be:

## A crosshead that takes more than one line, whatever the width of the column, because it says what the paragraph says

::: pullquote
Nobody would put them all into one article; somebody will.
:::

- A list of things
- with a second item that has more words than its line can hold and therefore shows how the others hang
  - and a list in it
    - and in that one
      - and a fourth, which is as deep as lists go
- and back at the first level.

1. Numbers are for things that have an order.
2. The second comes after the first.

   It has a second paragraph.
3. The third has a list without numbers:
   - one
   - two

A list may begin with any number.

98. Ninety-eight
99. Ninety-nine
100. A number of three figures needs more room than one of one.

![${CHART}](square.jpg "One column wide."){credit="Specimen" span=1}

A picture one column wide stands in the text like a paragraph. The next goes over two columns, and after it comes one that takes as many as the
layout likes.

![${CHART}](landscape.jpg "Two columns wide, with a caption that goes on for a while. It should not be as wide as the picture if the picture is very wide, and it should not look like text. Captions are read before the article, and often instead of it; so they are worth a full stop."){credit="Specimen" span=2}

::: facts A box with a title
A box holds what would keep the story from getting on: figures, names, what to read next.

- It may have a list
- and words in **bold**.

| Part | Height |
|:--|--:|
| Title | 13 px |
| Text | 12 px |
:::

Then the text goes on. It has a right to look as if the box had not been there.

![${CHART}](portrait.jpg){span=1}

The picture above has neither a caption nor a credit. The one below is shown whole, and it is tall.

![A very tall and narrow test chart with a circle in the middle and a scale along each edge.](tall.jpg "Shown whole, whatever it costs."){span=1 crop=none}

::: aside
A box without a title. It has one paragraph, and stands where it was put.
:::

::: gallery Three pictures of three shapes, and one line for all of them.
![${CHART}](square.jpg "Square"){credit="Specimen"}
![${CHART}](landscape.jpg "Landscape"){credit="Specimen"}
![${CHART}](portrait.jpg "Portrait"){credit="Specimen"}
:::

---

After a rule the text takes another turn. The picture that comes now may be left out where the pages come out better without it; if you cannot
find it, they did.

![Dark ridges under an evening sky, orange at the horizon and deep blue above.](dusk.jpg "An optional picture."){credit="Specimen" optional=yes}

::: pullquote
A pull quote that does not repeat the text but says something of its own, at some length, so that it takes three lines or four
-- With a source
:::

::: gallery
![Ridge behind ridge of green hills fades into a pale sky with a low sun.](valley.jpg)
![Pale ridges in snow under a white sky.](snow.jpg)
:::

The last paragraph is short.
`,
);

import { type Piece, piece } from "./pieces.js";

/** For a design that nobody could foresee: a picture, a crosshead, a pull quote and a list, and the design's name above. */
export const generic = (design: string): Piece =>
  piece(
    `design-${design.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`,
    `
---
headline: A Piece in the Design of the House
kicker: ${JSON.stringify(design)}
standfirst: The specimen does not know what this design is for, so it brings a little of everything.
byline: A Specimen Writer
date: 2026-01-02
hero:
  file: landscape.jpg
  alt: A test chart in landscape format with a circle, a scale along each edge and a coloured square in each corner.
  caption: The opening picture is half as wide again as it is tall.
  credit: Specimen
---
Whoever draws a new design knows best what will be printed in it. Until that comes, here are some paragraphs of the usual length, with a
headline of the usual size, so that its columns have something to hold.

The word *design* is older than printing. It comes from the Latin *designare*, to mark out, and what is marked out on a page is mostly where
things end: the text at a margin, a column at a gutter, a thought at a full stop.

## A crosshead

::: pullquote
What is marked out on a page is mostly where things end.
:::

A crosshead has to stand nearer to what follows than to what goes before, or it belongs to neither. It needs two lines of text below it at the
least; a crosshead at the foot of a column is a host who opens the door and goes away.

- A list follows.
- Its second item is longer than one line, so that the hanging of the second line can be seen in a column of any width.
- Its last is short.

After a list the text goes on as if nothing had happened. If it looks otherwise, something has happened. Put a picture of your own here, and a
headline that somebody wrote in a hurry, and see what the design makes of them.
`,
  );

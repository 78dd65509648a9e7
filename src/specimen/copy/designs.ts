/** Copy made for the designs that our own layouts have: each gets what its name promises. */
import { piece } from "./pieces.js";

export const feature = piece(
  "sheet-of-paper",
  `
---
headline: What a Sheet of Paper Knows
kicker: Feature
standfirst: A sheet looks the same on every side. It remembers which way it came off the machine, and will let you know when you fold it.
byline: A Specimen Writer
date: 2026-01-02
hero:
  file: portrait.jpg
  alt: A test chart in portrait format with a circle, a scale along each edge and a coloured square in each corner.
  caption: The hero is taller than it is wide. Where it runs to the edges, the letters in its corners tell how much was cut away.
  credit: Specimen
sources:
  - ISO 216, Writing paper and certain classes of printed matter
---
Paper is what remains when water leaves. Fibres of plants, beaten until they fray, float in so much water that they hardly touch; a sieve is
drawn through them, the water runs off, and the fibres lie down across one another like straw on a floor. Nothing glues them. As the last
water goes, the fibres come so near to each other that they hold by bonds of their own, and they hold for centuries.

The Chinese chronicles give the credit to Cai Lun, an officer of the court, and the year 105. Older scraps have since been found in the dry
north-west of China, so that he seems to have improved a craft rather than begun it. From there it went west slowly, by way of Samarkand and
Baghdad, Cairo and Fez, and it was more than a thousand years old when the first mills turned in Italy.

## The wire and the size

At Fabriano, in the thirteenth century, three things were done that every sheet has kept since. Hammers driven by water beat the rags. The
sheet was dipped in a broth of hides, the size, so that ink stayed on it and did not spread. And somebody bent a piece of wire into a
figure and laid it on the mould, so that the pulp lay thinner there, and the sheet, held against the light, showed a mark.

::: pullquote
Paper is what remains when water leaves.
:::

A sheet made by hand has no direction. The vatman shakes the mould both ways, and the fibres lie as they please. It was the machine that gave
paper a memory. Louis-Nicolas Robert patented one in France in 1799, which poured the pulp on an endless wire; it was made to work in England,
with the money of the brothers Fourdrinier, who lost theirs by it and gave it their name. On a running wire the fibres are drawn along like
logs in a river, and most of them come to lie lengthwise.

![A test chart three times as wide as it is tall, with a circle in the middle and a scale along each edge.](panorama.jpg "A picture in the text, three times as wide as it is tall, over as many columns as the layout gives it."){credit="Specimen"}

## With the grain, against the grain

That is the grain. Tear a newspaper from top to bottom and it tears straight; tear it across and it wanders. A fibre that drinks grows much
thicker and hardly longer, so a damp sheet swells across the grain and not along it. A book whose grain runs across the spine has pages that
cockle and a back that strains; a card folded against the grain cracks along its crease. Printers write the grain's direction on the order,
and look at it again when the pallet comes.

::: facts To find the grain
- Bend the sheet loosely, first one way, then the other: it gives more easily along the grain.
- Damp one side of a small square: it curls into a tube, whose axis lies along the grain.
- Drawn between two finger-nails, the edge that runs across the grain goes wavy.
:::

In the eighteen-forties rags were dear, and Friedrich Gottlob Keller, a weaver in Saxony, held a block of wood against a wet grindstone. Ground wood
made the penny paper possible. It also brought lignin, which goes yellow in the light, and the sizing of the age brought alum, which in time
makes acid. Whole libraries of the nineteenth century are crumbling because of it, while a book of 1480, made of shirts, turns its pages with
a sound like a sail.

Weight is the other thing that a sheet cannot hide. It is given in grams per square metre, and since a sheet of A0 has just one square metre and
each size below is half the one above, the reckoning is simple: sixteen sheets of A4 make the square metre, so one at eighty grams weighs
five. What it does not tell is how thick the sheet will feel. Two papers of one weight may differ by a third in bulk, as a cushion differs from a
brick.

So a sheet remembers the river that it lay down in, the roll that pressed it, the damp of the cellar in which it waited. A good pressman lets
it stand for a day in the room before he prints on it. He says it has to arrive.
`,
);

export const report = piece(
  "four-inks",
  `
---
headline: Four Inks That Must Meet
kicker: Report
standfirst: Cyan, magenta, yellow and black pass one after the other over the same spot. A tenth of a millimetre decides whether anybody believes the picture.
byline: A Specimen Reporter
date: 2026-01-01
hero:
  file: panorama.jpg
  alt: A test chart three times as wide as it is tall, with a circle in the middle and a scale along each edge.
  caption: A panorama as the opening picture. A layout that wants it taller must take from its sides.
  credit: Specimen
---
A colour picture on paper is a trick played four times. The press lays down dots of cyan, magenta, yellow and black, none of them any other
colour, and the eye, which cannot part them at arm's length, does the mixing. Jacob Christoph Le Blon printed pictures from three plates early
in the eighteenth century, adding a fourth where he wanted depth; what has changed since is mostly the size of the dots.

The dots stand in rows, and rows laid over rows make patterns. So each ink has an angle of its own. Black, the strongest, is commonly put at 45
degrees, where the eye is least good at seeing rows; magenta at 75, cyan at 15, thirty degrees from it and from each other. There is no room for a
fourth at that distance. Yellow, which nobody sees, is put up at nought.

![A test chart in landscape format with a target near its upper right corner.](off-centre.jpg "The target stands at 82 per cent from the left and 28 from the top; its focus says so. However this picture is cropped, the target should be in it."){credit="Specimen" focus="82% 28%"}

### In register

If one plate stands a hair to the left, red lips have a blue edge. The fine crosses outside the trim are there for that: four of them printed
on top of one another must look like one. Paper works against it. It takes up damp on its way through the press and grows, and the last
ink falls on a sheet that is larger than the one that met the first.

White type on a photograph suffers most. Each letter is a hole in four plates, and the holes must line up. That is why small type is set in
black alone, which needs no partner, and why a careful designer never asks for a hairline in brown.

### Too much of a good thing

Four inks at full strength would be four hundred per cent, a puddle. Coated papers bear about three hundred, newsprint much less. In
the shadows, therefore, black takes over from the three colours what they have in common. Done well, nobody notices; done badly, a dark
suit turns into a dark hole. Proof sheets carry a strip of patches along the edge so that an instrument can see it first.
`,
);

export const text = piece(
  "white-between",
  `
---
headline: The White Between the Words
kicker: Text
standfirst: A piece without a picture, about something that is not there.
byline: A Specimen Writer and a Second Specimen Writer
date: 2025-12-31
---
The scribes of late antiquity wrote without spaces. A page of theirs is a wall, and whoever wished to read it read it aloud, letting the ear
find where words end. It was Irish monks in the seventh and eighth centuries, to whom Latin was a foreign tongue, who began to set words apart. A learner's
crutch, it turned out to be the most useful sign in the alphabet, and the only one that uses no ink.

How wide it should be is a matter of what stands beside it. It has to part two words without parting two thoughts; a quarter of the size of
the type does for most faces, a little more for wide ones. What matters is that it should look smaller than the white between the
lines. Where it looks larger, the eye falls through the page like a coin through a grating.

## Two straight edges

Trouble begins when both edges of a column are to be straight. No two lines have the same letters, so something must give, and what gives is
the space. Gutenberg had it easier. His case held some two hundred and ninety different sorts, with narrow letters and wide ones, joined ones and
abbreviations, and he could choose among them until the line came out, in a language that allowed it. We have twenty-six letters,
and readers who write to the editor.

The machine that sets one line after another, and fills each before it looks at the next, will now and then leave a poor one behind: three
words and three holes. If it looks at the whole paragraph before it decides anything, it can take a word down on the third line to
save the seventh. That idea is from the nineteen-seventies and was worked out by Donald Knuth and Michael Plass. Compositors had always
done as much when they were paid by the hour.

## Rivers

Where spaces of several lines come to stand below one another they run together, and the column has a crack. The trade calls it a river. It
cannot be seen by reading; it is seen by turning the page upside down, or by half closing one's eyes. There is an old remedy, which is to
rewrite the sentence. Writers are against it.
`,
);

export const interview = piece(
  "interview",
  `
---
headline: “I Have Been Cropped by Better People Than You”
kicker: Interview
standfirst: The test page of a layout seldom gets a word in. We asked it how it bears up. Its answers are invented; its complaints are not.
byline: Questions by a Specimen Interviewer
date: 2026-01-02
hero:
  file: square.jpg
  alt: A square test chart with a circle, a scale along each edge and a coloured square in each corner.
  caption: The party interviewed.
  credit: Specimen
---
**You are printed more often than any article, and nobody has ever read you to the end. Does it hurt?**

I am looked at, which is more than most articles can say. People hold me at arm's length and squint. They count my lines. Once somebody put a
ruler on me.

**What do they look for?**

First, whether the lines on the left page stand level with those on the right. Then the corners. Then whether the last column is as long as
the others. If all that is well they look for something else, because nobody likes to go home with nothing.

**Why do you always have such long headlines?**

Because editors do. They promise you five words and deliver fifteen, on the evening before. A layout that has been tried with five words only
has not been tried. I have a headline of one hundred and ninety letters in my bag, and a word as long as a sausage.

**And the short ones?**

They are worse. One syllable, alone in all that white: it looks as if something had been lost.

**Which is the cruellest thing that you can do to a designer?**

To leave something out. Everybody draws a byline; few draw the page without it. I take away the standfirst, then the kicker, then the
picture, and see what falls into the hole. You would be surprised how many rules are left hanging in the air, above nothing.

**Is that a question of taste?**

It is a question of carpentry.

**What about tables?**

I love them. I have one with eight columns and one with thirty-three rows. Nobody draws a table until there is a table, and then there is one
every week.

**You speak French, too?**

*Un peu.* Enough to need a thin space before a question mark. It is the kind of white that you only see when it is missing.

**Have you any advice for a young layout?**

To be kind to the ordinary page. The cover has a picture, and the feature has its spread. But most of a magazine is the second page of
something, with a crosshead and a bit of a column left over. If that one is good, the rest will be forgiven.
`,
);

export const essay = piece(
  "hills-by-rule",
  `
---
headline: Hills Drawn by Rule
kicker: Essay in pictures
standfirst: No one has ever stood here. A few lines of code added up some waves, and the eye, which will have its way, made a valley of them.
byline: A Specimen Photographer
hero:
  file: valley.jpg
  alt: Ridge behind ridge of green hills fades into a pale sky with a low sun.
  caption: Smooth tones, such as photographs have, show where a screen or a compression begins to step.
  credit: Specimen
  focus: 40% 40%
---
Each ridge is a sum of sines. The far ones are pale, because we expect air between us and them, and the near ones are dark. That is all. There is no
tree in it, no house, and no sheep; whoever sees one has brought it along.

![Dark ridges under an evening sky, orange at the horizon and deep blue above.](dusk.jpg "From the brightest to the darkest tone in one picture: on poor paper the nearest ridges will run together."){credit="Specimen" focus="62% 50%"}

The same rule, given other colours, makes an evening. We say that it is warmer, although a number has been changed and nothing else. What
a picture tells depends on much less than one would think, and most of it is the edge.

![Pale ridges in snow under a white sky.](snow.jpg "Almost nothing: where does the picture end and the paper begin?"){credit="Specimen"}

And here is hardly anything at all. A designer looks at this one with concern, for its sky is the white of the sheet, and the page, which counted
on a rectangle, has lost a side.
`,
);

export const opinion = piece(
  "leave-the-margin",
  `
---
headline: Leave the Margin Alone
kicker: Opinion
standfirst: Every few years somebody discovers that a page has room at its edges, and wants to put something there.
byline: An Imagined Reader
date: 2026-01-02
portrait:
  file: author.jpg
  alt: A drawn portrait of a person with short brown hair and round spectacles.
  credit: Specimen
  focus: 50% 42%
---
I hold your magazine with my thumbs. I have two, and each of them covers about four square centimetres of whatever is printed there. In a well-made
page they lie on white. In the one that I have before me they lie on a date, a section's name and the first syllable of each of eleven lines, which I read by
moving my hands like a concertina player.

The margin is not left over. It is the oldest thing on the page. It kept the mice from the text, and the damp, and the binder's knife; readers
wrote in it, quarrelled in it and drew hands with pointing fingers. At the fold it gives back what the curve of the paper takes. It says where
one thing ends and the world begins, and it says so without a rule.

I know what is said against it. Paper is dear. But white costs no ink, and a column that is a finger wider is not read any faster: after some
seventy letters the eye, on its way back to the left, finds the wrong line. What you would gain in words you would lose in readers.

So do not give me more. Give me the same, a little further in. And put the folio where my thumb is not.
`,
);

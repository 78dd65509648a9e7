/** Heads at their worst: too long, too short, with parts missing, with a word that no line can hold. */
import { piece } from "./pieces.js";

/** Its headline is within a few letters of the 200 that an article may have. */
export const longHeadline = piece(
  "long-headline",
  `
---
headline: A Headline That Goes On for as Long as the Checks Allow, Since Somebody Always Writes One Like It on a Friday Evening and Nobody Has the Heart to Cut It Before the Pages Go Off to the Printer
kicker: The longest headline, under a kicker that is not short either
standfirst: The standfirst, too, says more than it should. It begins with what the headline has said already, goes on to what the first paragraph is about to say, adds a date, a place and a doubt, and stops only when every reader has understood that this article is about its own head.
byline: A First Specimen Writer, a Second Specimen Writer, a Third Specimen Writer, with Additional Reporting by a Fourth
date: 2026-01-02
hero:
  file: landscape.jpg
  alt: A test chart in landscape format with a circle, a scale along each edge and a coloured square in each corner.
  caption: A caption that is as talkative as the rest. It explains that the circle ought to be round, that the letters stand in the corners in the order of reading, that the scale along each edge counts in tenths of the side, and that whoever cannot see the number ten has lost a tenth of the picture.
  credit: A Specimen Studio With a Long Name, for the Specimen Agency
---
When everything is too long, something must give way, and it should be the picture. The head needs its lines before anything else can have
some: its words were written, and nothing that was written may be lost. A hero can be lower, down to what its layout says is the least, and still be a hero.

What a reader needs of such a head is to know where it ends. Sizes do that, and white, and the order in which things stand. If the third line of
the headline and the first of the standfirst look alike from a distance of two metres, they are too much alike.

Long headlines come from long meetings. They are made by addition; each person who has a say adds a word that cannot be done without. To shorten one,
ask what would still be true if it were left out. Then leave it out, and find that it was a *Friday* headline after all.
`,
);

export const shortHeadline = piece(
  "ink",
  `
---
headline: Ink
kicker: One word
byline: A Specimen Writer
hero:
  file: tall.jpg
  alt: A very tall and narrow test chart with a circle in the middle and a scale along each edge.
  credit: Specimen
  crop: none
---
Soot, glue and water: the oldest ink is still among the best. In China and in Egypt it was made from the soot of lamps, and where damp has not
got at it, it is as black as on the first day. It lies on the sheet and does no harm.

The ink of the Middle Ages was another matter. Oak galls, crushed and steeped, together with vitriol, which is a salt of iron, give a liquid that
goes on pale and turns black in the air. It bites into the parchment, so that it cannot be rubbed off. Where the mixture was too sharp it went on biting, and there are
manuscripts from which the letters have dropped out one by one.

Printing needed a third kind. A watery ink runs off metal in drops, and so it had to be a varnish: linseed oil, boiled until it drew threads, with
lampblack ground into it. It is nearer to a painter's colour than to a writer's ink. Whoever has washed it off his hands will agree.

This article has a picture that may not be cropped, and it is two and a half times as tall as it is wide. It has no standfirst.
`,
);

export const noByline = piece(
  "nobody",
  `
---
headline: Written by Nobody, Introduced by Nothing
---
There is no picture above this text, no name, no kicker, no date and no introduction. There is a headline, because there must be one, and then it begins. If a rule
hangs in the air here, or if a white space waits for something, the layout has counted on a guest who was not invited.

Magazines used to sign nothing. A voice without a name was thought to be the voice of the paper, and it said *we* even when it had a cold. It was only
in the last hundred years or so that names moved to the top of columns, and from there, at some magazines, on to the cover.

What is left when a head loses its parts one after the other is a good test of its bones. Take off the kicker: does the headline still
know at which height to stand? Take off the standfirst: does the text begin too soon? Take off the byline: is there a hole of just
one line, of which nobody could say what it is for? Rules belong to what they divide. Where there is one thing only, nothing is divided.

After this the paragraph ends and so does the piece.
`,
);

/** The law of Mecklenburg-Western Pomerania, in force from 1999 to 2013, stands in many collections of long words. */
const LAW = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";

export const longWord = piece(
  "long-word",
  `
---
headline: Unverhältnismäßigkeit and Other Difficulties
kicker: Donaudampfschifffahrtsgesellschaft
standfirst: Some languages write together what others write apart. Whoever measures a column in English should try it with a word from Schwerin.
byline: Friederike-Wilhelmine Specimen-Beispielhausen
date: 2026-01-02
hero:
  file: snow.jpg
  alt: Pale ridges in snow under a white sky.
  caption: Schwerin is not in these hills.
  credit: Specimen
---
In 1999 the parliament of Mecklenburg-Western Pomerania passed a law with a name of sixty-three letters, the ${LAW}. It put
into other hands the supervision of how beef is labelled, and was repealed in 2013. It is remembered by people who have never labelled beef.

Chemists do as much in every language. The cyan of the four process inks is copper phthalocyanine, which is harmless. But what makes an ink set
under ultraviolet lamps may be called trimethylbenzoyldiphenylphosphinoxide, and a yellow pigment may begin with dichlorobenzidine and go
on from there. Eosin, which was in many a red ink, is tetrabromofluorescein; a table of it is set by nobody twice.

<p lang="de">Auf Deutsch gehört das zum Alltag. Die Donaudampfschifffahrtsgesellschaft hatte ihre Kapitäne, die Kapitäne hatten ihre
Kajüten, und die Kajüten hatten vermutlich Türschlossbeschläge. Dieser Absatz ist als deutscher ausgezeichnet, so dass seine Wörter nach
deutschen Regeln getrennt werden: Silbentrennungsverfahren, Zeilenumbruchsberechnung, Schriftgießereimusterbuchseite, Satzspiegelhöhe.</p>

Addresses are long as well, and nobody knows where to break them: https://www.example.org/specimens/of/long/addresses/which-nobody-will-type/but-which-must-be-printed.html is one
of those. Then there are things that are one word by courtesy only, such as either/or/neither/nor/both, a never-to-be-forgotten-or-repeated-Friday, and the
number 3.14159265358979323846.

## Unzusammenhängendes

A crosshead of one word may be wider than its column, if the column is narrow enough. This one is.
`,
);

export const oneLine = piece(
  "one-line",
  `
---
headline: All That There Is to Say
kicker: One line
byline: A Brief Writer
---
This article has one line.
`,
);

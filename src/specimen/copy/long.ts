/** Paragraphs that stand by themselves, and what makes an article of any length out of them. */
import { countWords } from "../../words.js";
import { type Piece, piece } from "./pieces.js";

const STOCK: readonly string[] = [
  `Before there is a page there is a pile. It holds what was promised and what came instead, a picture without its caption and a caption
without its picture, and somewhere near the bottom the piece for which everybody is waiting. Somebody counts the words. This is the first
act of making up, and the last one in which arithmetic alone will do.`,
  `The flatplan is a sheet with small rectangles in pairs, one for each page. It is drawn in pencil for a reason. On it a magazine can be seen from
a height at which no word is legible, and what can be seen from there is rhythm: long after short, dark after pale, a full stop in the middle
where the staples are.`,
  `A compositor held his stick in the left hand and set from left to right, upside down, so that the line could be read as it grew. He felt for the
nick in the shank of each letter with his thumb and knew without looking that it stood the right way up. Good hands set some fifteen hundred letters an
hour, and each of them had to be put back into its box when the work was done.`,
  `What prints of a piece of type is its face alone, a little island that stands above the shoulder; the rest is metal to hold it at the right
height. Lead makes it cheap to melt, antimony makes it hard, and tin makes it flow into the corners of the mould. The
mixture shrinks very little as it sets, and that is why it was chosen.`,
  `The point is a small thing to have been quarrelled over for so long. Pierre-Simon Fournier proposed one in 1737, and François-Ambroise Didot
made another out of the king's foot. American founders agreed on theirs in 1886. The one that computers took up is a seventy-second of an inch exactly,
which is nobody's but easy to divide.`,
  `Capitals once lay in the upper case and the others in the lower. The cases are museum pieces by now, and stand in restaurants with spice jars in
them, but the names have gone on. So has leading, the strips between the lines, and so have the em, the quoin and the galley. A trade keeps its words
longer than its tools.`,
  `Read a proof twice, once for sense and once for letters, and never both at the same time. The eye that follows an argument sees what ought to
be there. Some readers begin at the last line and go upwards, so that nothing will carry them off. Some read aloud, with every comma. What no method finds is the
error in the headline, since it is too large to be looked at.`,
  `A widow is the end of a paragraph that has been carried over to a new column and stands there alone; an orphan is its beginning, left behind at the
foot. Printers do not agree which is which, although all agree that neither should be seen. They can be mended by gaining a line somewhere
above or by losing one. The best way is not to have them.`,
  `Pictures arrive in any shape but the one that is free. There is always somebody's elbow in the corner. To crop is to decide what the picture is about, and a
horizon can bear a great deal of it, a face very little. Leave some room in front of whatever is moving. Never cut through a joint, say the
old hands: a person may end at the chest or at the thigh but not at the knee.`,
  `Ink does not dry as paint does. The thin part of it sinks into the sheet within seconds, the rest takes oxygen from the air and hardens over hours, and
until then the pile must not be pressed. A fine powder is blown between the sheets so that they do not touch. It was starch for a long time,
and in old pressrooms it lay on the lamps like snow.`,
  `Lithography began with a laundry list. Alois Senefelder, so he tells it, had no paper at hand when the laundress called, wrote with greasy ink on a
stone, and was curious what acid would do to it. Grease and water will not mix, and a surface may therefore print where it is no higher than
elsewhere. Offset presses still live by this: the plate is flat, damp where it is bare, and prints from its grease.`,
  `Sixteen pages go on one sheet, eight on the front and eight on the back, half of them upside down. Fold it three times and they come
into order, which looks like a conjuring trick even to those who do it for a living. With each fold the inner leaves creep outwards by the
thickness of the paper, so that margins in the middle of a thick issue must be made a shade narrower.`,
  `The knife comes last. A stack as high as a hand goes under it, a beam comes down to press out the air, and a blade the length of an arm passes slantwise
through five hundred sheets at a time. Whatever stood nearer than three millimetres to the edge stood there at its own risk. After that, all
pages are the same size, and the pictures that ran off have been given clean edges.`,
  `Good paper stock is ordered months ahead, the words on it an hour too late. Between those two lies all the craft of the thing. It is a craft of
small sums: nine lines too many, a picture that could be lower, a quotation that nobody would miss. When it comes out even, nothing can be
seen, and the reader, turning over, believes that the story just happened to be of that length.`,
  `An issue is finished when it is taken away. Nobody has ever thought one complete. In the night, on the presses, it becomes what it is, and in the morning
the misprint is found, on page three, in a name. Then the pile is there again. It is a comfort that there are weeks, and that each of them has a
Friday in it.`,
];

const ROUNDS: readonly {
  readonly crosshead: string;
  readonly step: number;
  readonly shape: "whole" | "joined" | "cut";
}[] = [
  { crosshead: "From the Pile to the Knife", step: 1, shape: "whole" },
  { crosshead: "The Same Again, in Long Paragraphs", step: 4, shape: "joined" },
  { crosshead: "Once More, in Short Ones", step: 7, shape: "cut" },
  { crosshead: "A Fourth Time, From the Other End", step: 14, shape: "whole" },
  { crosshead: "And a Fifth", step: 11, shape: "joined" },
];

/** The paragraphs in another order: every `step`th of them. A step that has no factor in common with their number leaves none out. */
const inSteps = (paragraphs: readonly string[], step: number): string[] =>
  paragraphs.map((_, index) => paragraphs[(index * step) % paragraphs.length]!);

/** Two paragraphs made one. */
const joined = (paragraphs: readonly string[]): string[] =>
  paragraphs.flatMap((paragraph, index) =>
    index % 2 === 1 ? [] : [[paragraph, paragraphs[index + 1]].filter(Boolean).join("\n")],
  );

/** A paragraph made two, after its second sentence. */
const cut = (paragraphs: readonly string[]): string[] =>
  paragraphs.flatMap((paragraph) => {
    const [first = "", second = "", ...others] = paragraph.split(/(?<=[.?!])\s/);
    return [[first, second].join(" ").trim(), others.join(" ").trim()].filter((part) => part !== "");
  });

const SHAPES = { whole: (paragraphs: readonly string[]) => [...paragraphs], joined, cut };

/** Paragraphs under their crossheads until there are so many words; the last round ends where they are reached. */
const bodyOf = (words: number): string => {
  const parts: string[] = [];
  let counted = 0;
  for (const { crosshead, step, shape } of ROUNDS) {
    const paragraphs = SHAPES[shape](inSteps(STOCK, step));
    if (counted > 0) parts.push(`## ${crosshead}`);
    for (const paragraph of paragraphs) {
      if (counted >= words) return parts.join("\n\n");
      parts.push(paragraph);
      counted += countWords(paragraph);
    }
  }
  return parts.join("\n\n");
};

const LONG_WORDS = 4000;

/** The article of four thousand words. It says itself that it repeats. */
export const longest = piece(
  "the-long-way",
  `
---
headline: The Long Way to the Last Page
kicker: Four thousand words
standfirst: How an issue is made, told in full, and then again in other orders until the piece is as long as the longest that anybody sends.
byline: A Specimen Writer Who Is Paid by the Line
date: 2026-01-02
hero:
  file: portrait.jpg
  alt: A test chart in portrait format with a circle, a scale along each edge and a coloured square in each corner.
  caption: A long piece needs a picture that can bear a page of its own.
  credit: Specimen
---
${bodyOf(LONG_WORDS)}
`,
);

/** A brief over 350 words, where a larger headline is due. Its paragraphs are some of the long article's. */
export const grownBrief: Piece = piece(
  "brief-that-grew",
  `
---
headline: The Brief That Grew
kicker: Not so brief
---
${inSteps(STOCK, 2).slice(3, 8).join("\n\n")}
`,
);

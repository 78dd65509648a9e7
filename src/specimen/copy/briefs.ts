/** Short pieces that share pages, down to a single word. */
import { type Piece, piece } from "./pieces.js";

const brief = (slug: string, head: string, text: string): Piece => piece(slug, `---\n${head.trim()}\n---\n${text}`);

export const briefs: readonly Piece[] = [
  brief(
    "hell-box",
    "headline: The Hell-Box\nkicker: Words of the trade\nstandfirst: Where letters went when they were broken.",
    `Broken type was thrown into the hell-box and went back from there to the melting pot. The boy who carried it was the printer's devil, in English at
least; nobody knows which of the two names came first.`,
  ),
  brief("yes", "headline: Stet", "Let it stand."),
  brief(
    "etaoin",
    "headline: Etaoin Shrdlu\nkicker: Machines\nbyline: A Brief Writer",
    `The keys of a Linotype stood in columns, with the commonest letters of English first. Whoever had made a mistake ran a finger down two columns to fill the line, meaning to
throw it away, and sometimes forgot. Thus *etaoin shrdlu* got into newspapers, and from there into the dictionary.`,
  ),
  brief(
    "long-brief-headline",
    "headline: A Brief Whose Headline Is Very Nearly as Long as the Text Below It, Which Is Not Long\nkicker: Proportions",
    "It happens when news is short and opinions about it are not.",
  ),
  brief(
    "pictured",
    `headline: A Brief With a Picture\nhero:\n  file: square.jpg\n  alt: A square test chart with a circle and a scale along each edge.\n  caption: In one column.\n  credit: Specimen`,
    "Most briefs have none. This one does, so that it can be seen what becomes of it in a column, among others that are better behaved.",
  ),
  brief(
    "pilcrow",
    "headline: ¶\nkicker: A headline that is a sign",
    "The pilcrow marks a paragraph. Rubricators drew it by hand in the room that printers had left for it; where they ran out of time the room stayed empty, and that is said to be where indents come from.",
  ),
  brief(
    "calendar",
    "headline: In the Calendar\nkicker: Dates",
    `- **Monday.** Copy is due.
- **Tuesday.** Copy comes.
- **Wednesday.** Pictures come, of something else.
- **Thursday.** Pages close.
- **Friday.** The misprint is found.`,
  ),
];

/** Articles of any length with any number of pictures: what make-up must be good at, in other proportions for every seed. */
import {
  BRIEF_WORDS,
  bullets,
  CROSSHEAD_EVERY,
  DATE,
  type Desk,
  FEATURE_WORDS,
  facts,
  figure,
  gallery,
  type IssueCopy,
  magazine,
  manifest,
  plain,
  pullQuote,
  type SectionCopy,
  table,
  WEEK,
} from "./copy.js";
import { countWords, headline, paragraph, personName, phrase, properName } from "./prose.js";
import { between, type Random, seeded, shuffled } from "./random.js";

const SHORTEST = 150;
const LONGEST = 2000;
const MOST_PICTURES = 6;
/** An article has at most one picture for so many words. */
const WORDS_A_PICTURE = 180;
/** Share of the longer articles that open on a picture. */
const HEROES = 0.85;
/** Articles to a section. */
const SECTION = 4;

/** A length, so that halving it is as likely as doubling it. */
const drawLength = (random: Random): number => Math.round(SHORTEST * (LONGEST / SHORTEST) ** random());

const ornaments = (words: number, pictures: number, desk: Desk): string[] => {
  const { random } = desk;
  const asGallery = pictures >= 4 && random() < 0.5;
  const made = Array.from({ length: asGallery ? pictures - 3 : pictures }, () => figure(desk));
  if (asGallery) made.push(gallery(desk));
  if (words >= 600 && random() < 0.7) made.push(pullQuote(desk));
  if (words >= 500 && random() < 0.3) made.push(table(desk));
  if (words >= 400 && random() < 0.35) made.push(bullets(desk));
  if (words >= 700 && random() < 0.45) made.push(facts(desk));
  return shuffled(random, made);
};

/** Paragraphs with crossheads, and what stands between them at even distances. */
const body = (words: number, extras: readonly string[], random: Random): string => {
  const waiting = [...extras];
  const blocks: string[] = [];
  const spacing = words / (waiting.length + 1);
  let nextExtra = spacing;
  let crosshead = CROSSHEAD_EVERY;
  for (let set = 0; set < words; ) {
    const text = paragraph(random, Math.min(words - set, between(random, 30, 120)));
    blocks.push(text);
    set += countWords(text);
    while (set >= nextExtra && waiting.length > 0) {
      blocks.push(waiting.pop()!);
      nextExtra += spacing;
    }
    if (set >= crosshead && words - set > 80) {
      blocks.push(`## ${phrase(random)}`);
      crosshead += CROSSHEAD_EVERY;
    }
  }
  return [...blocks, ...waiting].join("\n\n");
};

const article = (words: number, desk: Desk): { text: string; hero: boolean } => {
  const { random } = desk;
  const isBrief = words <= BRIEF_WORDS;
  const pictures = isBrief ? 0 : between(random, 0, Math.min(MOST_PICTURES, Math.round(words / WORDS_A_PICTURE)));
  const hero = pictures > 0 && random() < HEROES;
  const lines = ["---", `headline: ${JSON.stringify(headline(random))}`, `kicker: ${properName(random)}`];
  if (!isBrief) lines.push(`standfirst: ${JSON.stringify(plain(random))}`);
  lines.push(`byline: ${personName(random)}`, `date: ${DATE}`);
  if (hero)
    lines.push(
      "hero:",
      `  file: ${desk.photograph()}`,
      `  alt: ${JSON.stringify(plain(random))}`,
      `  caption: ${JSON.stringify(phrase(random))}`,
      "  credit: Press Day",
      `  focus: ${between(random, 30, 70)}% 45%`,
    );
  const extras = ornaments(words, pictures - (hero ? 1 : 0), desk);
  return { text: `${lines.join("\n")}\n---\n${body(words, extras, random)}\n`, hero };
};

/** House matter in stock: a few of each kind, in every size. */
const house = (desk: Desk): [string, string][] => {
  const { random } = desk;
  const advertisement = (sizes: string, picture: boolean): string =>
    `kind: advertisement\nheadline: ${JSON.stringify(phrase(random))}\ntext: ${JSON.stringify(plain(random))}\nlink: https://pressday.example/subscribe\n${picture ? housePicture(desk) : ""}sizes: [${sizes}]\n`;
  const quotation = (): string =>
    `kind: quotation\ntext: ${JSON.stringify(plain(random))}\ncite: ${personName(random)}\nsizes: [half, quarter]\n`;
  const items = [
    advertisement("whole, half", true),
    advertisement("half, quarter", false),
    advertisement("quarter", false),
    quotation(),
    quotation(),
    `kind: picture\n${housePicture(desk)}credit: Press Day\nsizes: [whole, half]\n`,
    `kind: picture\n${housePicture(desk)}credit: Press Day\nsizes: [half, quarter]\n`,
  ];
  return items.map((text, index) => [`issues/house/item-${index + 1}.yaml`, text]);
};

const housePicture = ({ random, photograph }: Desk): string =>
  `picture: ${photograph()}\nalt: ${JSON.stringify(plain(random))}\n`;

/** Writes an issue of so many articles of 150 to 2,000 words with 0 to 6 pictures each, and house matter. Pure. */
export const writeMixedCopy = ({ articles, seed }: { articles: number; seed: number }): IssueCopy => {
  const random = seeded(seed);
  const photographs: string[] = [];
  const deskIn = (folder: string): Desk => ({
    random,
    photograph: () => {
      const name = `photograph-${photographs.length + 1}.jpg`;
      photographs.push(`${folder}/${name}`);
      return name;
    },
  });
  const desk = deskIn(`issues/${WEEK}/pictures`);
  const texts = new Map<string, string>();
  const cover = desk.photograph();
  const briefs: SectionCopy["entries"][number][] = [];
  const longer: SectionCopy["entries"][number][] = [];
  let words = 0;
  for (let number = 1; number <= articles; number++) {
    const length = drawLength(random);
    const file = `article-${number}.md`;
    const { text, hero } = article(length, desk);
    words += countWords(text);
    texts.set(`issues/${WEEK}/articles/${file}`, text);
    (length <= BRIEF_WORDS ? briefs : longer).push({ file, feature: hero && length >= FEATURE_WORDS });
  }
  const sections: SectionCopy[] = [{ name: "Briefly", briefs: true, entries: briefs }];
  for (let from = 0; from < longer.length; from += SECTION)
    sections.push({ name: properName(random), briefs: false, entries: longer.slice(from, from + SECTION) });
  texts.set("issues/magazine.yaml", magazine(random));
  texts.set(`issues/${WEEK}/issue.yaml`, manifest(sections, cover, random));
  for (const [name, text] of house(deskIn("issues/house/pictures"))) texts.set(name, text);
  return { texts, photographs, articles, words };
};

/** Articles and manifest of a benchmark issue, as text. */
import { countWords, headline, paragraph, personName, phrase, properName, sentence } from "./prose.js";
import { between, type Random, seeded, shuffled } from "./random.js";

/** Words of the twelve articles of each dozen: from a brief to a feature. Every dozen costs about the same. */
const DOZEN = [150, 200, 300, 400, 550, 700, 850, 1000, 1200, 1400, 1700, 2000];
/** Up to so many words an article is a brief: it shares a page and has no picture. */
export const BRIEF_WORDS = 300;
/** From so many words it opens as a feature. */
export const FEATURE_WORDS = 1700;
export const CROSSHEAD_EVERY = 280;

export const WEEK = "2026-W47";
export const DATE = "2026-11-18";

/** What a generated issue consists of. Texts by their path in the publisher's folder; photographs by path and seed. */
export interface IssueCopy {
  readonly texts: ReadonlyMap<string, string>;
  readonly photographs: readonly string[];
  readonly articles: number;
  readonly words: number;
}

export interface Desk {
  readonly random: Random;
  /** Takes the next photograph's name. */
  readonly photograph: () => string;
}

/** A sentence without marks, for front matter and alternative texts. */
export const plain = (random: Random): string => sentence(random).replace(/["*]/g, "");

const credit = `{credit="Press Day" focus="50% 45%"}`;

export const figure = ({ random, photograph }: Desk): string =>
  `![${plain(random)}](${photograph()} "${phrase(random)}"){credit="Press Day" focus="${between(random, 30, 70)}% 45%"}`;

export const gallery = ({ random, photograph }: Desk): string => {
  const pictures = [1, 2, 3].map(() => `![${plain(random)}](${photograph()} "${phrase(random)}")${credit}`);
  return `::: gallery ${phrase(random)}.\n${pictures.join("\n\n")}\n:::`;
};

export const table = ({ random }: Desk): string => {
  const rows = Array.from(
    { length: between(random, 5, 9) },
    () => `| ${properName(random)} | ${between(random, 10, 990)} | ${phrase(random)} |`,
  );
  return ["| Place | Number | What it is |", "|---|---:|---|", ...rows].join("\n");
};

export const bullets = ({ random }: Desk): string =>
  Array.from({ length: between(random, 3, 6) }, () => `- ${sentence(random)}`).join("\n");

export const facts = (desk: Desk): string => `::: facts ${phrase(desk.random)}\n${bullets(desk)}\n:::`;

export const pullQuote = ({ random }: Desk): string => `::: pullquote\n${plain(random)}\n:::`;

/** What stands between the paragraphs, by the article's length: the longer, the more. */
const ornaments = (words: number, desk: Desk): string[] => {
  const pictures = words < 550 ? 0 : words < 1200 ? 1 : words < 2000 ? 2 : 3;
  const made = words === 1400 ? [gallery(desk)] : Array.from({ length: pictures }, () => figure(desk));
  if (words >= 1000) made.push(pullQuote(desk));
  if (words === 700 || words === 1700) made.push(table(desk));
  if (words === 850 || words === 1400) made.push(bullets(desk));
  if (words === 1200 || words === 2000) made.push(facts(desk));
  return shuffled(desk.random, made);
};

const body = (words: number, desk: Desk): string => {
  const { random } = desk;
  const blocks: string[] = [];
  const extras = ornaments(words, desk);
  const spacing = words / (extras.length + 1);
  let crosshead = CROSSHEAD_EVERY;
  let set = 0;
  for (let nextExtra = spacing; set < words; ) {
    const text = paragraph(random, Math.min(words - set, between(random, 40, 110)));
    blocks.push(text);
    set += countWords(text);
    if (set >= nextExtra && extras.length > 0) {
      blocks.push(extras.pop()!);
      nextExtra += spacing;
    }
    if (set >= crosshead && words - set > 80) {
      blocks.push(`## ${phrase(random)}`);
      crosshead += CROSSHEAD_EVERY;
    }
  }
  return [...blocks, ...extras].join("\n\n");
};

const article = (words: number, desk: Desk): string => {
  const { random } = desk;
  const lines = ["---", `headline: ${JSON.stringify(headline(random))}`, `kicker: ${properName(random)}`];
  if (words > BRIEF_WORDS) lines.push(`standfirst: ${JSON.stringify(plain(random))}`);
  lines.push(`byline: ${personName(random)}`, `date: ${DATE}`);
  if (words > BRIEF_WORDS)
    lines.push(
      "hero:",
      `  file: ${desk.photograph()}`,
      `  alt: ${JSON.stringify(plain(random))}`,
      `  caption: ${JSON.stringify(phrase(random))}`,
      "  credit: Press Day",
      "  focus: 50% 45%",
    );
  lines.push("---");
  return `${lines.join("\n")}\n${body(words, desk)}\n`;
};

export const magazine = (random: Random): string => `name: Benchmark
tagline: A weekly of nothing in particular
publisher: Press Day
languages: [en-GB]
timeZone: Europe/London
layout: classic
colours: { accent: "#1f6f78" }
masthead:
  Editor: ${personName(random)}
colophon: >-
  ${paragraph(random, 40).replaceAll('"', "")}
backCover:
  headline: ${JSON.stringify(phrase(random))}
`;

export interface SectionCopy {
  readonly name: string;
  readonly briefs: boolean;
  readonly entries: readonly { readonly file: string; readonly feature: boolean }[];
}

export const manifest = (sections: readonly SectionCopy[], cover: string, random: Random): string => {
  const entry = ({ file, feature }: SectionCopy["entries"][number]): string =>
    feature ? `      - { file: ${file}, design: feature }` : `      - ${file}`;
  const section = ({ name, briefs, entries }: SectionCopy): string =>
    [`  - name: ${name}`, ...(briefs ? ["    design: briefs"] : []), "    articles:", ...entries.map(entry)].join("\n");
  return `week: ${WEEK}
number: 1
cover:
  picture: ${cover}
  alt: ${JSON.stringify(plain(random))}
  focus: 50% 45%
  headline: ${JSON.stringify(phrase(random))}
  standfirst: ${JSON.stringify(phrase(random))}
sections:
${sections
  .filter(({ entries }) => entries.length > 0)
  .map(section)
  .join("\n")}
`;
};

/** Lengths of the next articles: a dozen, or of a last, smaller group as many evenly spaced ones. */
const lengthsOf = (count: number): number[] =>
  count >= DOZEN.length
    ? [...DOZEN]
    : Array.from({ length: count }, (_, index) => DOZEN[Math.floor(((index + 0.5) * DOZEN.length) / count)]!);

/** Writes an issue of so many articles: two sections a dozen, briefs and the rest; two photographs an article. Pure. */
export const writeCopy = ({ articles, seed }: { articles: number; seed: number }): IssueCopy => {
  const random = seeded(seed);
  const photographs: string[] = [];
  const photograph = (): string => {
    const name = `photograph-${photographs.length + 1}.jpg`;
    photographs.push(name);
    return name;
  };
  const desk = { random, photograph };
  const texts = new Map<string, string>();
  const cover = photograph();
  const sections: SectionCopy[] = [];
  let words = 0;
  for (let done = 0; done < articles; ) {
    const lengths = shuffled(random, lengthsOf(articles - done));
    const written = lengths.map((length) => {
      done += 1;
      const file = `article-${done}.md`;
      const text = article(length, desk);
      words += countWords(text);
      texts.set(`issues/${WEEK}/articles/${file}`, text);
      return { file, length, feature: length >= FEATURE_WORDS };
    });
    const number = sections.length / 2 + 1;
    sections.push({
      name: `Briefly ${number}`,
      briefs: true,
      entries: written.filter(({ length }) => length <= BRIEF_WORDS),
    });
    sections.push({
      name: `At length ${number}`,
      briefs: false,
      entries: written.filter(({ length }) => length > BRIEF_WORDS),
    });
  }
  texts.set("issues/magazine.yaml", magazine(random));
  texts.set(`issues/${WEEK}/issue.yaml`, manifest(sections, cover, random));
  return { texts, photographs: photographs.map((name) => `issues/${WEEK}/pictures/${name}`), articles, words };
};

/** The issue's folder in the publisher's. */
export const ISSUE_FOLDER = `issues/${WEEK}`;

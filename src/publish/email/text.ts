/** The e-mail in plain words, for those who read it so. */
import { phrasesIn, sizeIn } from "../phrases.js";
import type { Announcement } from "../types.js";
import { placesOf } from "./places.js";

/** Letters to the line, as mail has always been read. */
const MEASURE = 72;

/** Breaks a text into lines behind `first`, further ones set in as far as that is wide. A long word, such as an address, stays whole. */
const wrap = (text: string, first = ""): string => {
  const indent = " ".repeat(first.length);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== "" && indent.length + line.length + 1 + word.length > MEASURE) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return first + [...lines, line].join(`\n${indent}`);
};

const paragraphs = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => wrap(paragraph))
    .join("\n\n");

/** Plain text of the whole e-mail, with what can be clicked on lines of its own. */
export const renderText = (a: Announcement): string => {
  const words = phrasesIn(a.language);
  const places = placesOf(a);
  const { cover } = a;
  const number = a.number === undefined ? undefined : words.number(String(a.number));
  const lines = cover.lines.map(({ headline, text, folio }) =>
    wrap([headline, text].filter(Boolean).join(" – ") + (folio === undefined ? "" : ` (${words.page(folio)})`), "* "),
  );
  const sections = a.sections.map(({ name, articles }) =>
    [name, ...articles.map(({ headline, folio }) => wrap(headline, `${String(folio).padStart(4)}  `))].join("\n"),
  );
  const rule = "-".repeat(24);
  const blocks = [
    [a.magazine.name, number, a.weekText].filter(Boolean).join(" · "),
    [cover.headline, cover.standfirst]
      .filter((one) => one !== undefined)
      .map((one) => wrap(one))
      .join("\n"),
    `${words.readPdf} (${words.pages(a.pages)}, ${sizeIn(words.language, a.pdf.bytes)}):\n${places.pdf}`,
    `${words.issueOnTheWeb}:\n${places.landing}`,
    a.note === undefined ? undefined : `${rule}\n${words.fromTheEditor}\n\n${paragraphs(a.note)}`,
    lines.length === 0 ? undefined : `${rule}\n${words.onTheCover}\n\n${lines.join("\n")}`,
    `${rule}\n${words.contents}\n\n${sections.join("\n\n")}`,
    `${rule}\n${wrap(words.whyYou(a.magazine.name))}\n${words.unsubscribe}: ${places.unsubscribe}\n${a.magazine.publisher}`,
  ];
  return `${blocks.filter((block) => block !== undefined).join("\n\n")}\n`;
};

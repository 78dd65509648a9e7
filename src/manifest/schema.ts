import * as z from "zod";
import {
  address,
  colour,
  count,
  filled,
  focus,
  language,
  layout,
  note,
  text,
  timeZone,
  week,
  weekDay,
} from "./values.js";

/** What an editor meets while writing: hover help, and an example that remedies quote. */
const about = <Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  ...examples: readonly unknown[]
): Schema => schema.meta({ description, ...(examples.length > 0 ? { examples: [...examples] } : {}) });

const picture = {
  picture: about(note, "A file in the issue's pictures folder.", "pictures/dunes-cover.jpg"),
  alt: about(
    text.optional(),
    "What the picture shows, for readers who cannot see it. An empty text marks pure ornament.",
    "Dunes at dusk, a single track leading to the horizon",
  ),
  caption: about(note, "The line printed with the picture."),
  credit: about(note, "Who made the picture.", "Amina Haddad"),
  focus: about(
    focus.optional(),
    "The point that is kept when the picture is cropped: percent from the left and from the top, or words.",
    "60% 40%",
    "top left",
  ),
};
const names = z.union([filled, z.array(filled).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]));

const backCover = z.strictObject({
  headline: about(note, "The large line on the back cover.", "The magazine comes free every Friday"),
  text: about(note, "A few sentences below it."),
  ...picture,
  picture: about(
    note,
    "A file beside magazine.yaml (or in a pictures folder there), else in the issue's pictures folder.",
    "pictures/back-cover.jpg",
  ),
});

/** `issues/magazine.yaml`. */
export const magazineSchema = z.strictObject({
  name: about(filled, "The title, as it stands on the cover.", "Maghreb Weekly"),
  tagline: about(note, "The line below the title.", "Letters from the Maghreb and the Sahel"),
  publisher: about(note, "Who publishes the magazine; the title's own name when left out."),
  languages: about(
    z
      .union([language, z.array(language).min(1)])
      .transform((value) => (Array.isArray(value) ? value : [value]))
      .optional(),
    "Language or languages of the magazine; the first is the issue's own. en-GB when left out.",
    "en-GB",
    ["fr", "ar-TN"],
  ),
  timeZone: about(
    timeZone.optional(),
    "Where the publisher's week begins and ends. UTC when left out.",
    "Africa/Tunis",
  ),
  weekStartsOn: about(
    weekDay.optional(),
    "The day on which collecting starts, by name or as 1 (Monday) to 7 (Sunday).",
    "monday",
  ),
  layout: about(layout.optional(), "The layout of every issue that names no other. classic when left out.", "classic"),
  colours: about(
    z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,40}$/), colour).optional(),
    "Colours by role; accent is one that every layout knows. Put them in quotation marks.",
    { accent: "#b5462a" },
  ),
  masthead: about(
    z.record(z.string().max(80), names).optional(),
    "Who makes the magazine: roles with a name or a list of names.",
    { Editor: "Amina Haddad", Design: ["Youssef Alaoui", "Leïla Ben Amor"] },
  ),
  colophon: about(note, "How the magazine is made: type, tools, licences."),
  website: about(address.optional(), "The magazine's address.", "https://example.org"),
  subscribe: about(
    address.optional(),
    "Where readers sign up: an address of the web or of e-mail.",
    "https://example.org/subscribe",
  ),
  backCover: about(backCover.optional(), "What stands on the last page."),
  sources: about(z.unknown().optional(), "Where articles are collected from."),
  network: about(z.unknown().optional(), "Which hosts collecting may reach besides public ones."),
});

const coverLine = about(
  z.union([
    filled,
    z.strictObject({
      headline: about(filled, "The line itself.", "Salt roads of the Sahara"),
      text: about(note, "A few words below it."),
      article: about(note, "Short name of the article it announces.", "salt-roads"),
    }),
  ]),
  "A cover line.",
  "Salt roads of the Sahara",
);

/** Covers that our own layouts have are offered; others may have more, so the layout is what a name is checked against. */
const coverDesign = z.union([z.enum(["full", "framed"]), filled]);

const cover = z.strictObject({
  design: about(
    coverDesign.optional(),
    "full: the picture fills the page. framed: the picture stands in a frame, the words on paper around it. full when left out.",
    "framed",
  ),
  ...picture,
  kicker: about(note, "The short label above the headline.", "Special report"),
  headline: about(note, "The cover's headline; the cover story's own when left out."),
  standfirst: about(note, "A sentence below the headline."),
  article: about(note, "Short name of the cover story.", "sahel"),
  lines: about(
    z.array(coverLine).optional(),
    "Further articles announced on the cover: a text, or headline, text and article.",
    ["Salt roads of the Sahara"],
  ),
});

const article = z.union([
  about(filled, "An article's file in the articles folder.", "articles/sahel.md"),
  z.strictObject({
    file: about(filled, "The article's file in the articles folder.", "articles/sahel.md"),
    design: about(note, "Which design of the layout it takes.", "feature"),
    headline: about(note, "Replaces the headline in the file."),
    kicker: about(note, "Replaces the label above the headline."),
    standfirst: about(note, "Replaces the sentences below the headline."),
    byline: about(note, "Replaces the author's line."),
    pages: about(count("`pages`").optional(), "How many pages it is given; as many as it takes when left out.", 2),
    fit: about(
      z.literal("off").optional(),
      "off: leave the article as it is, even if its last page stays part empty.",
      "off",
    ),
  }),
]);

const section = about(
  z.strictObject({
    name: about(filled, "The section's name, as printed.", "Crafts"),
    slug: about(note, "Its short name for links; made from the name when left out.", "crafts"),
    colour: about(colour.optional(), "Its colour, in quotation marks.", "#0f6b6b"),
    design: about(note, "briefs: its short pieces share pages.", "briefs"),
    articles: about(
      z.array(article).min(1, { error: "The section has no articles." }),
      "The articles in their order: file names, or file and what to change.",
      ["articles/sahel.md"],
    ),
  }),
  "A section: its name, and its articles.",
  { name: "Crafts", articles: ["articles/sahel.md"] },
);

/** `issues/<week>/issue.yaml`. */
export const issueSchema = z.strictObject({
  week: about(
    week,
    "The week of the issue: the year, W and the ISO week. Dates and file names follow from it.",
    "2026-W47",
  ),
  number: about(count("`number`").optional(), "The issue's running number.", 12),
  title: about(note, "The issue's own name.", "The Sand Issue"),
  note: about(note, "A letter from the editor, or a line for the contents page."),
  layout: about(layout.optional(), "The layout of this issue, when it is not the magazine's usual one.", "classic"),
  language: about(language.optional(), "The language of this issue, when it is not the magazine's first.", "fr"),
  pages: about(count("`pages`").optional(), "Print exactly this many pages.", 32),
  multipleOf: about(count("`multipleOf`").optional(), "Let the number of pages be a multiple of this.", 4),
  cover: about(cover.optional(), "The front cover."),
  sections: about(
    z.array(section).min(1, { error: "The issue has no sections." }),
    "The sections in their order, each with its articles.",
    [{ name: "Crafts", articles: ["articles/sahel.md"] }],
  ),
});

export type MagazineYaml = z.output<typeof magazineSchema>;
export type IssueYaml = z.output<typeof issueSchema>;

import * as z from "zod";
import { checksSchema } from "./checks.js";
import { publishingSchema } from "./publishing.js";
import { networkSchema, sourcesSchema } from "./sources.js";
import {
  about,
  address,
  colour,
  count,
  filled,
  focus,
  hour,
  language,
  layout,
  note,
  text,
  texts,
  timeZone,
  week,
  weekDay,
} from "./values.js";

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

/** Said once for the title; an issue may say otherwise. */
const sometimes = {
  house: about(
    z.enum(["on", "off"]).optional(),
    "off: no advertisements, quotations or pictures of the magazine's own (issues/house) fill what copy leaves empty.",
    "off",
  ),
  contents: about(
    z.enum(["plain", "pictures"]).optional(),
    "pictures: the contents page shows pictures of some articles. plain when left out.",
    "pictures",
  ),
};

const sources = {
  sources: about(
    sourcesSchema.optional(),
    "Where `pressday collect` finds articles: WordPress sites, feeds, pages, files.",
    [{ wordpress: "https://example.org" }],
  ),
};

/** How a section looks, wherever it is named. */
const sectionLook = {
  name: about(filled, "The section's name, as printed.", "Crafts"),
  slug: about(note, "Its short name for links; made from the name when left out.", "crafts"),
  colour: about(colour.optional(), "Its colour, in quotation marks.", "#0f6b6b"),
  design: about(note, "briefs: its short pieces share pages.", "briefs"),
};
const usualSection = z.union([about(filled, "The section's name.", "Crafts"), z.strictObject(sectionLook)]);

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
  cutOff: about(
    hour.optional(),
    "The hour of that day at which one week's stories end and the next week's begin. 00:00 when left out.",
    "18:00",
  ),
  layout: about(layout.optional(), "The layout of every issue that names no other. classic when left out.", "classic"),
  colours: about(
    z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,40}$/), colour).optional(),
    "Colours by role; accent is one that every layout knows. Put them in quotation marks.",
    { accent: "#b5462a" },
  ),
  masthead: about(
    z.record(z.string().max(80), texts).optional(),
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
  ...sometimes,
  sections: about(
    z.array(usualSection).optional(),
    "The sections of every issue in their order, which `pressday new` lays out.",
    ["News", "Crafts"],
  ),
  ...sources,
  network: about(networkSchema.optional(), "Which hosts collecting may reach besides public ones."),
  checks: about(
    checksSchema.optional(),
    "Rules of the preflight that this magazine raises, lowers or silences, each with the reason.",
    { SOURCES_MISSING: { severity: "error", reason: "We print nothing without its sources." } },
  ),
  publish: about(publishingSchema.optional(), "Where finished issues are put for readers: web pages, feed, e-mail.", {
    folder: "public",
    address: "https://example.org/magazine/",
  }),
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

const opener = z.union([
  about(z.boolean(), "true: a page with the section's name and its articles."),
  z.strictObject({ ...picture, text: about(note, "A few sentences below the section's name.") }),
]);

const section = about(
  z.strictObject({
    ...sectionLook,
    opener: about(
      opener.optional(),
      "A page of its own before the section's first article: true, or its picture and a text.",
      true,
    ),
    articles: about(
      z.array(article).default([]),
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
  ...sometimes,
  cover: about(cover.optional(), "The front cover."),
  sections: about(z.array(section).default([]), "The sections in their order, each with its articles.", [
    { name: "Crafts", articles: ["articles/sahel.md"] },
  ]),
  ...sources,
});

/** What the three kinds of house matter cannot do without, and what their pages have no place for. */
const HOUSE_NEEDS = { advertisement: "headline", quotation: "text", picture: "picture" } as const;
const HOUSE_HAS_NO = {
  advertisement: ["cite", "caption"],
  quotation: ["kicker", "headline", "link", "picture"],
  picture: ["kicker", "text", "cite", "link"],
} as const;

/** `issues/house/<name>.yaml`. */
export const houseSchema = z
  .strictObject({
    kind: about(
      z.enum(["advertisement", "quotation", "picture"]),
      "An advertisement of the magazine's own, a quotation, or a picture to look at.",
      "advertisement",
    ),
    kicker: about(note, "The short label above the headline.", "Subscribe"),
    headline: about(note, "The large line of an advertisement.", "The next one is free as well"),
    text: about(note, "The words of a quotation; a few sentences of an advertisement."),
    cite: about(note, "Who said it: a person, a proverb's people.", "Proverb of the Tuareg"),
    link: about(
      address.optional(),
      "Where an advertisement leads: an address of the web or of e-mail.",
      "https://example.org/subscribe",
    ),
    ...picture,
    picture: about(note, "A file in this folder, or in a pictures folder in it.", "pictures/dunes.jpg"),
    sizes: about(
      z
        .array(z.enum(["whole", "half", "quarter"]))
        .min(1, { error: "`sizes` names at least one part of a page." })
        .optional(),
      "The parts of a page that it may fill; any when left out.",
      ["half", "quarter"],
    ),
  })
  .superRefine((item, context) => {
    const needed = HOUSE_NEEDS[item.kind];
    if (item[needed] === undefined) context.addIssue({ code: "custom", path: [needed], message: "It is missing." });
    for (const key of HOUSE_HAS_NO[item.kind])
      if (item[key] !== undefined)
        context.addIssue({
          code: "custom",
          path: [key],
          message: `House matter of the kind \`${item.kind}\` has no place for \`${key}\`.`,
          params: { remedy: "Delete the line, or choose another `kind`." },
        });
  });

export type MagazineYaml = z.output<typeof magazineSchema>;
export type IssueYaml = z.output<typeof issueSchema>;

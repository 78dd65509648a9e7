/** Copy that fills every slot, for looking at masters one by one. */
import type { Inline } from "../../article/index.js";

const words = (text: string): readonly Inline[] => [{ kind: "text", text }];

const picture = {
  src: "/pictures/sample.jpg",
  alt: "A dune at noon",
  widthPx: 1600,
  heightPx: 1200,
  focusX: 50,
  focusY: 50,
};

const figure = { picture, caption: words("The lee side at noon."), credit: "Sirocco" };

const listed = {
  slug: "dunes",
  headline: words("The Walking Dunes"),
  standfirst: words("A crescent of sand."),
  picture,
};

/** What masters are given, all of it at once. */
export const SAMPLE = {
  magazine: { name: "Sirocco", tagline: "A week of sand", publisher: "Sirocco", colours: {} },
  masthead: [{ role: "Editor", names: ["Lina Harzi"] }],
  number: 3,
  title: "Sand",
  note: "How sand moves.",
  weekText: "16–22 November 2026",
  sectionName: "Desert",
  sectionColour: "#86571a",
  slug: "dunes",
  runningTitle: "The Walking Dunes",
  headline: words("The Walking Dunes"),
  kicker: "Sand",
  standfirst: words("A crescent of sand moves a little every year."),
  byline: "Lina Harzi",
  hero: figure,
  portrait: picture,
  sources: [],
  credit: "Sirocco",
  language: "en-GB",
  body: [],
  leadTable: undefined,
  lead: { ...listed, sectionName: "Desert", colour: "#86571a" },
  others: [{ ...listed, sectionName: "Desert", colour: "#86571a" }],
  sections: [{ name: "Desert", colour: "#86571a", articles: [listed] }],
  cover: {
    article: "dunes",
    headline: "The Walking Dunes",
    kicker: "Sand",
    standfirst: "A crescent of sand.",
    picture: { ...picture, credit: "Sirocco" },
    lines: [{ headline: "How a Town Drank", text: "Wells without a pump", article: "wells" }],
  },
  backCover: { headline: "Next week", text: "Wind.", link: "https://example.org/", picture },
  articles: [listed],
  text: "The desert, and who crosses it.",
  picture,
  caption: "The lee side at noon.",
  cite: "Lina Harzi",
  link: "https://example.org/",
  kind: "advertisement",
} as const;

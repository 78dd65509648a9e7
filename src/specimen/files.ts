import { blocks } from "./copy/blocks.js";
import { briefs } from "./copy/briefs.js";
import { essay, feature, interview, opinion, report, text } from "./copy/designs.js";
import { french } from "./copy/french.js";
import { generic } from "./copy/generic.js";
import { longHeadline, longWord, noByline, oneLine, shortHeadline } from "./copy/heads.js";
import { houseMatter } from "./copy/house.js";
import { grownBrief, longest } from "./copy/long.js";
import type { Piece } from "./copy/pieces.js";
import { data, tables } from "./copy/tables.js";
import { drawings } from "./drawing/index.js";
import { issueYaml, magazineYaml, SPECIMEN_WEEK, type Specified, type SpecimenSection } from "./manifest.js";

/** The issue's folder within the specimen's. */
export const ISSUE_FOLDER = `issues/${SPECIMEN_WEEK}`;

/** Copy made for designs by name. */
const MADE_FOR: Readonly<Record<string, Piece>> = { feature, report, text, interview, essay, data, opinion };

/** Designs that no article can have: contents are made, briefs are a section. */
const WITHOUT_ARTICLES = ["contents", "contents-pictures", "briefs"];

/** A section and the pieces in it, each with the design that it is to have. */
interface Section extends Omit<SpecimenSection, "entries"> {
  readonly pieces: readonly { readonly piece: Piece; readonly design?: string }[];
}

const OPENER = `
      picture: morning.jpg
      alt: Ridges in a reddish haze under a morning sky.
      caption: A section's opening page may have a picture.
      credit: Specimen
      text: One article for each design that the layout has, with the copy that the design was made for.`;

/** Short pieces are given a design, lest they be gathered with the briefs. */
const sectionsOf = ({ designs, masterSources }: Specified): Section[] => {
  const openers = masterSources.section !== undefined;
  const named = Object.keys(designs).filter((name) => !WITHOUT_ARTICLES.includes(name));
  const asText = designs.text === undefined ? {} : { design: "text" };
  const asReport = designs.report === undefined ? {} : { design: "report" };
  return [
    {
      name: "Shorts",
      ...(designs.briefs === undefined ? {} : { design: "briefs" }),
      pieces: [...briefs, grownBrief].map((piece) => ({ piece })),
    },
    {
      name: "One for Each Design",
      ...(openers ? { opener: OPENER } : {}),
      pieces: named.map((design) => ({ piece: MADE_FOR[design] ?? generic(design), design })),
    },
    {
      name: "Long, Short and Missing",
      pieces: [
        { piece: longHeadline },
        { piece: noByline, ...asText },
        { piece: shortHeadline, ...asReport },
        { piece: longWord, ...asReport },
        { piece: oneLine, ...asText },
        { piece: longest },
      ],
    },
    {
      name: "A Section Whose Name Is Longer Than Its Running Head Would Like",
      ...(openers ? { opener: " true" } : {}),
      pieces: [{ piece: blocks }, { piece: tables }],
    },
    { name: "En français", pieces: [{ piece: french }] },
  ];
};

/** The pictures of house matter, which must stand beside it. */
const HOUSE_PICTURES = ["night.jpg", "portrait.jpg"];

/** The specimen's pictures as SVG, by their path in its folder. */
export const specimenDrawings = ({ house }: Specified): ReadonlyMap<string, string> => {
  const all = drawings();
  return new Map([
    ...[...all].map(([name, svg]) => [`${ISSUE_FOLDER}/pictures/${name}`, svg] as const),
    ...(house === undefined ? [] : HOUSE_PICTURES).map((name) => [`issues/house/${name}`, all.get(name)!] as const),
  ]);
};

/** The specimen's text files, by their path in its folder. */
export const specimenTexts = (layout: Specified): ReadonlyMap<string, string> => {
  const sections = sectionsOf(layout);
  const manifest = sections.map(({ pieces, ...section }) => ({
    ...section,
    entries: pieces.map(({ piece, design }) => ({ slug: piece.slug, ...(design === undefined ? {} : { design }) })),
  }));
  const articles = sections.flatMap(({ pieces }) =>
    pieces.map(({ piece }) => [`${ISSUE_FOLDER}/articles/${piece.slug}.md`, piece.text] as const),
  );
  const house = layout.house === undefined ? [] : [...houseMatter];
  return new Map([
    ["issues/magazine.yaml", magazineYaml(layout)],
    [`${ISSUE_FOLDER}/issue.yaml`, issueYaml(layout, manifest)],
    ...articles,
    ...house.map(([name, text]) => [`issues/house/${name}`, text] as const),
  ]);
};

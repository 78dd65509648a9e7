import type { Layout } from "../layout/index.js";

/** What the specimen asks of a layout: which designs it has, whether sections have an opening page, whether it sets house matter. */
export type Specified = Pick<Layout, "name" | "designs" | "masterSources" | "house">;

/** An article in the manifest; without a design the layout chooses. */
export interface Entry {
  readonly slug: string;
  readonly design?: string;
}

/** A section in the manifest. `opener` stands in the specimen only where the layout has such a page. */
export interface SpecimenSection {
  readonly name: string;
  readonly design?: string;
  readonly opener?: string;
  readonly entries: readonly Entry[];
}

/** A week that no issue of anybody's has: the files are named after it. */
export const SPECIMEN_WEEK = "2026-W01";

export const magazineYaml = ({
  name,
}: Specified): string => `# Copy to try a layout with. Pressday writes this folder; what is changed in it is lost.
name: Specimen
tagline: ${JSON.stringify(`Awkward copy for the layout ${name}`)}
publisher: The Specimen Press
languages: [en-GB, fr, de]
timeZone: UTC
layout: ${JSON.stringify(name)}
colours: { accent: "#b0402a" }
checks:
  HEADLINE_CROWDED: { severity: "off", reason: One headline here is far too long. }
  PAGE_UNDERFILLED: { severity: "off", reason: Nobody has cut this copy to fit. }
masthead:
  Editor: A Specimen Editor
  Everything else: [A Specimen With a Longer Name, A Third]
colophon: >-
  The pictures are test charts and landscapes drawn by code. The people are invented, the facts are not. What is
  awkward here is awkward on purpose: headlines that are too long and too short, words that no column can hold, pictures
  of all shapes, parts that are missing.
website: https://www.example.org
subscribe: https://www.example.org/subscribe
backCover:
  headline: If it holds here, it will hold
  text: >-
    The back cover has a headline and a few sentences. It has seen worse, and so will you. Turn the issue over and begin
    again.
`;

const COVER = `cover:
  picture: cover.jpg
  alt: Ridges one behind the other under a clear sky with a low sun.
  credit: Specimen
  focus: 55% 55%
  kicker: The awkward issue
  headline: Everything That Can Go Wrong With a Page
  standfirst: Long heads, short ones, missing pictures and a table with thirty-three rows
  article: the-long-way
  lines:
    - headline: Ink
      article: ink
    - headline: A Cover Line That Is a Good Deal Longer Than Cover Lines Should Be
      text: And words below it that do not know when to stop either
      article: long-headline
    - headline: "L'œil, la fine et le guillemet"
      text: En français
      article: oeil-et-oeuvre
    - headline: Rows and Columns
      text: Four tables
      article: rows-and-columns
`;

const entryYaml = ({ slug, design }: Entry): string =>
  design === undefined ? `      - ${slug}.md` : `      - { file: ${slug}.md, design: ${JSON.stringify(design)} }`;

const sectionYaml = ({ name, design, opener, entries }: SpecimenSection): string =>
  [
    `  - name: ${JSON.stringify(name)}`,
    ...(design === undefined ? [] : [`    design: ${design}`]),
    ...(opener === undefined ? [] : [`    opener:${opener}`]),
    "    articles:",
    ...entries.map(entryYaml),
  ].join("\n");

/** Contents with pictures, where the layout has them: they are the harder to set. */
export const issueYaml = (layout: Specified, sections: readonly SpecimenSection[]): string => `week: ${SPECIMEN_WEEK}
number: 1
title: The Awkward Issue
note: >-
  A note from the editor stands with the contents. This one has two sentences.
${layout.designs["contents-pictures"] === undefined ? "" : "contents: pictures\n"}${COVER}sections:
${sections.map(sectionYaml).join("\n")}
`;

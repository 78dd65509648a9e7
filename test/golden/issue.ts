/** The golden issue: short pieces in every design, so that each master has a page. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Files, ISSUE, WEEK } from "../support/publisher.js";
import { goldenPictures } from "./pictures.js";

const PROSE = path.resolve(import.meta.dirname, "../typeset/prose.txt");

/** Which of a design's openers each story has to take, and what the issue is to show beside them. */
export type Edition = "usual" | "other" | "shared";
export type GoldenLayout = "classic" | "atlas";

const MAGAZINE = `name: Sirocco
tagline: A small weekly of wind and water
publisher: Sirocco Press
languages: [en-GB]
colours: { accent: "#a63d2f" }
masthead:
  Editors: [Lina Harzi, Omar Tazi]
  Pictures: Salma Drissi
colophon: Set for its own tests, and drawn in flat colours by a few lines of code.
website: https://sirocco.example
subscribe: https://sirocco.example/subscribe
backCover:
  headline: The wind turns in seven days
  text: Sirocco comes out every week and costs nothing. Leave an address, and it will find you.
`;

const COVER = `  picture: cover.jpg
  alt: A lighthouse on a headland at sunset.
  credit: Sirocco
  kicker: The Coast
  headline: A Light to Steer By
  standfirst: What the tower saw, and who kept it burning
  article: light
  lines:
    - { headline: Eight Points, text: "Tiles, from mud to stars", article: tiles }
    - { headline: Blue That Comes Out Yellow, article: indigo }
    - { headline: The Judge of Everywhere, text: Thirty years on the road, article: judge }
`;

const usualIssue = (pages: number | undefined): string => `week: ${WEEK}
number: 7
title: The Coast
note: This week has a light in it, a tunnel, and a good deal of glazed mud. Begin anywhere.
${pages === undefined ? "" : `pages: ${pages}\n`}cover:
${COVER}sections:
  - name: Soundings
    design: briefs
    articles: [books.md, suhayl.md, cushion.md]
  - name: Craft
    opener:
      picture: wells.jpg
      alt: A line of shafts in the sand, seen from the air.
      caption: Shafts in a line. Drawing.
      credit: Sirocco
      text: Things made by hand, and the hands that make them.
    articles:
      - { file: tiles.md, design: feature }
      - { file: indigo.md, design: report }
      - { file: judge.md, design: text }
  - name: Water
    articles:
      - { file: keeper.md, design: interview }
      - { file: light.md, design: essay }
      - { file: measures.md, design: data }
      - { file: opinion.md, design: opinion }
`;

/** Two short pieces, of which neither fills a page: the second begins below the first. */
const SHARED_ISSUE = `week: ${WEEK}
number: 9
title: The Coast
house: off
cover:
${COVER.split("  article: light")[0]}sections:
  - name: Craft
    articles:
      - { file: books.md, design: text }
      - { file: opinion.md, design: text }
`;

/** `atlas` has one cover, and sets the report on two pages: a page before it, and the spread begins on a left-hand page. */
const otherIssue = (layout: GoldenLayout): string => `week: ${WEEK}
number: 8
title: The Coast
contents: pictures
cover:
${layout === "classic" ? "  design: framed\n" : ""}${COVER.replace("article: light", "article: judge")}sections:
  - name: Craft
${layout === "atlas" ? "    opener: true\n" : ""}    articles:
      - { file: indigo.md, design: report }
      - { file: tiles.md, design: feature }
      - { file: judge.md, design: text }
`;

const article = (front: string, body: string): string => `---\n${front.trim()}\n---\n${body}\n`;

const hero = (file: string, alt: string, caption: string, focus = "50% 50%"): string =>
  `hero: { file: ${file}, alt: ${alt}, caption: "${caption}", credit: Sirocco, focus: ${focus} }`;

const KEEPER = `**You live with four hundred steps. How often do you climb them?**

Twice on a good day. The lamp is electric, and it is watched from an office in town by a man who has never been up here. But glass has to
be cleaned, and salt does not care who is watching.

**What does salt do?**

It takes the shine first, then the view. A pane that is left for a fortnight is a bathroom window. In a winter gale I have seen the spray
go over the gallery, which is sixty metres up, and the next morning the whole lantern was frosted like a cake.

**Is it lonely?**

People ask that who live in flats. I have the fishermen at five, the goats at seven, and at nine the schoolmaster, who cannot start his
car. In summer there are visitors. They come up red in the face and cannot say a word, which makes them good company.

**What do they ask when they can speak again?**

Whether ships still need it. I tell them what a captain told me: he has three sets that say where he is, and when all three agree he looks
out of the window for the light, to see who is right.

**And if they took it away?**

Then I should have to find out what my knees are for. No, the tower would stand. It was built by people who did not know how strong a wall
had to be, so they made it as strong as they could.

**Will somebody come after you?**

My niece has asked for the keys. She wants to count birds from the gallery. I said that she may, if she brings her own cloth.`;

const MEASURES = `| Measure | Of what | Cut in brass | Used in |
|:--|:--|--:|:--|
| Finger | water | 1 hole | oases of the west |
| Habba | water | 24 to the share | the Touat |
| Nouba | time | half a day | the south-east |
| Qirat | land, gold | 24 to the whole | most markets |
| Cubit | cloth | none | every market |
: Some measures of a dry country

`;

const OPINION = `A town that buys a pump has not bought water. It has bought the right to take out tomorrow's today, at the price of diesel, and nobody in
the shop was asked what the water table thought of it.

The old tunnels are slow. They give what the hill gives, and in a dry year they give less, which is a thing that everybody in the town can
see, standing in the same queue. A pump says nothing until it sucks air. Its owner learns last what the well knew first.

I do not want anybody to go down a shaft on a rope who would sooner not. I want the sum done honestly: so much for the pump, so much for the
fuel, and so much for the well that will have to be dug deeper in ten years, by the children who are now learning to swim in the tank.

There is a third way, and it is dull. Mend the tunnel. Line the part that leaks. Put a meter on the pump, and read it aloud on Fridays. A
town can live with bad news, so long as it is the same news for all.`;

const MEASURES_HERO = hero("wells.jpg", "Shafts in the sand.", "A channel shows itself by its shafts.");

/** Every file of the publisher's folder but the layouts. */
export const goldenFiles = async (
  layout: GoldenLayout,
  { edition, pages }: { readonly edition: Edition; readonly pages?: number },
): Promise<Files> => {
  // The usual edition shows a whole page of house matter, the other parts of pages.
  const sizes = `sizes: [${edition === "usual" ? "whole" : "half, quarter"}]\n`;
  const prose = (await readFile(PROSE, "utf8")).trim().split("\n\n");
  const part = (from: number, to: number): string => prose.slice(from - 1, to).join("\n\n");
  const copy: Record<string, string> = {
    books: article(
      "headline: Twelve Keys for One Door\nkicker: Mauritania\nbyline: Lina Harzi\nsources: [UNESCO]",
      part(24, 26),
    ),
    suhayl: article(
      `headline: The Star of the South\nkicker: Sky\nbyline: Omar Tazi\n${hero("stars.jpg", "Stars drawn out into rings.", "One night, one shutter.")}`,
      part(63, 64),
    ),
    cushion: article("headline: Know Your Cushion\nkicker: Cloth\nbyline: Salma Drissi", part(33, 34)),
    tiles: article(
      `headline: Eight Points\nkicker: Tiles\nstandfirst: A star of glazed mud, cut with a hammer and laid face down. Those who make it see the wall only when it is done.\nbyline: Lina Harzi\nsources: [Museum of Fez]\n${hero("tiles.jpg", "Stars with eight points in four colours.", "Stars and crosses. Drawing.")}`,
      `${part(1, 4)}\n\n## The hammer\n\n${part(5, 8)}\n\n::: pullquote\nNot every number is easy.\n:::\n\n${part(9, 11)}\n\n## The saw\n\n${part(12, 13)}`,
    ),
    indigo: article(
      `headline: Blue That Comes Out Yellow\nkicker: Dyes\nstandfirst: The leaf is green, the vat is sour, and the cloth turns in the air.\nbyline: Omar Tazi\n${hero("lighthouse.jpg", "A lighthouse on a headland.", "The coast at which the cloth was sold.", "72% 45%")}`,
      `${part(27, 30)}\n\n::: facts In short\n- Steep.\n- Beat.\n- Dip, and wait.\n:::\n\n${part(31, 34)}`,
    ),
    judge: article(
      "headline: The Judge of Everywhere\nkicker: Travel\nstandfirst: He set out at twenty-one, wept at Tunis, and was away for most of thirty years.\nbyline: Salma Drissi",
      part(14, 23),
    ),
    keeper: article(
      `headline: Salt Does Not Care Who Is Watching\nkicker: Interview\nstandfirst: The keeper of the western light on glass, goats and captains.\nbyline: Omar Tazi\n${hero("portrait.jpg", "A man with a white cap.", "The keeper, by his niece.", "50% 42%")}`,
      KEEPER,
    ),
    light: article(
      `headline: A Light to Steer By\nkicker: Pictures\nstandfirst: What stands at the edge of the land, and what goes round above it.\nbyline: Lina Harzi\n${hero("lighthouse.jpg", "A lighthouse on a headland.", "The western light at sunset.", "72% 45%")}`,
      `${part(58, 59)}\n\n![Stars drawn out into rings above a roof.](stars.jpg "The pole, from the keeper's roof"){credit="Sirocco"}\n\n${part(60, 62)}`,
    ),
    measures: article(
      `headline: By the Finger and the Grain\nkicker: Measures\nstandfirst: How water, time and cloth are counted out.\nbyline: Lina Harzi\n${MEASURES_HERO}`,
      `${MEASURES}${part(39, 40)}`,
    ),
    opinion: article(
      "headline: Mend the Tunnel\nkicker: Opinion\nstandfirst: A pump is quick. So is a debt.\nbyline: Salma Drissi\nportrait: { file: portrait.jpg, alt: The author., credit: Sirocco }",
      OPINION,
    ),
  };
  const files: Record<string, string | Uint8Array> = {
    "issues/magazine.yaml": MAGAZINE,
    [`${ISSUE}/issue.yaml`]:
      edition === "usual" ? usualIssue(pages) : edition === "other" ? otherIssue(layout) : SHARED_ISSUE,
    "issues/house/subscribe.yaml":
      "kind: advertisement\nkicker: Subscribe\nheadline: A wind every week\ntext: Leave an address, and each new issue will find you.\nlink: https://sirocco.example/subscribe\npicture: lighthouse.jpg\nalt: A lighthouse.\nfocus: 74% 45%\n" +
      sizes,
    "issues/house/write.yaml":
      "kind: advertisement\nkicker: Write for us\nheadline: You know a tower that we have not climbed\ntext: Tell us in three hundred words what you know at first hand.\nlink: desk@sirocco.example\n" +
      sizes,
  };
  for (const [slug, text] of Object.entries(copy)) files[`${ISSUE}/articles/${slug}.md`] = text;
  for (const [name, bytes] of Object.entries(await goldenPictures())) {
    files[`${ISSUE}/pictures/${name}`] = bytes;
    if (name === "lighthouse.jpg") files[`issues/house/${name}`] = bytes;
  }
  return files;
};

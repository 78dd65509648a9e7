/** The sound issue that every case spoils in one place: small, and with every kind of thing that a file may hold. */
import { cp } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { grain, halves } from "../figures/pictures.js";
import { ISSUE, MANIFEST, newPublisher, type Publisher, WEEK } from "../support/publisher.js";

export const MAGAZINE = "issues/magazine.yaml";
export const HOUSE = "issues/house/subscribe.yaml";
/** The publisher's own layout, a copy of one of the package's. */
export const LAYOUT = "layouts/own";
export const ARTICLES = ["dunes", "wells", "stars", "salt"].map((slug) => `${ISSUE}/articles/${slug}.md`);
export const PICTURES = ["dune.jpg", "well.png", "star.webp", "dot.png"].map((name) => `${ISSUE}/pictures/${name}`);

const magazine = `name: Sirocco
tagline: A small test of sand
publisher: Sirocco Press
languages: [en-GB]
timeZone: Africa/Tunis
layout: own
colours:
  accent: "#b4451f"
masthead:
  Editors: [Lina Harzi, Omar Tazi]
  Design: Nour Saidi
colophon: Set in the fonts that stand in the folder.
website: https://sirocco.example
subscribe: https://sirocco.example/subscribe
backCover:
  headline: The next one is free as well
  text: It comes every week.
`;

const issue = `week: ${WEEK}
number: 3
title: The Sand Issue
note: A letter from the editor, who has sand in both shoes.
cover:
  picture: dune.jpg
  alt: A dune with one red and one blue side.
  kicker: Special report
  article: dunes
  lines:
    - headline: How a town drank
      text: Tunnels that need no pump
      article: wells
sections:
  - name: Desert
    colour: "#0f6b6b"
    articles:
      - dunes.md
      - { file: wells.md, kicker: Water, pages: 1 }
  - name: Sky
    articles:
      - stars.md
      - articles/salt.md
`;

const house = `kind: advertisement
kicker: Subscribe
headline: A caravan every week
text: Leave an address, and each new issue will find you.
link: https://sirocco.example/subscribe
picture: dune-house.jpg
alt: The crest of a dune.
sizes: [half, quarter]
`;

const dunes = `---
headline: The Walking Dunes
kicker: Geology
standfirst: A crescent of sand moves a little every year, and *never* loses its shape.
byline: Lina Harzi
date: 2026-11-18
language: en-GB
hero:
  file: dune.jpg
  alt: A dune with one red and one blue side.
  caption: The lee side at noon.
  credit: Sirocco
  focus: 50% 60%
sources: [A surveyor's notebook, "The gazetteer, second part"]
credit: Printed by leave of the survey.
---
A barchan is a dune shaped like a crescent, with its horns pointing down the wind. It holds H<sub>2</sub>O only after rain, and leads
to [a list of wells](#wells) or [a gazetteer](https://gazetteer.example/maps).

## The walking

Sand is blown up its gentle back and slides down its steep face, grain by grain, so that the whole hill wanders while the grains
only take turns. Small dunes walk faster than large ones, because there is less of them to carry.

- A rope with **knots**
- A bowl of water, for levels
  - deep enough for a hand

1. Sight the hill.
2. Count to it.

> A map is a promise made to somebody who has not left yet.
> — Omar Tazi

![A well in its yard.](well.png "The well from the other side"){credit="Sirocco" focus="50% 30%"}

Where two of them meet, the smaller climbs the back of the larger and vanishes.
`;

const wells = `---
headline: How a Town Drank
byline: Omar Tazi
---
Under the palm gardens of many an oasis run tunnels that bring water from the foot of the hills without a pump.

| Leg | Paces | Water |
|:--|--:|:--|
| First | 12,400 | sweet |
| Second | 9,150 | bitter |
: Two legs of the road

::: facts In short
The tunnels fall by a hand's breadth in a hundred paces.

- Carry less.
- Drink first.
:::

::: pullquote
Enough for the water to run, too little for it to wear the walls away.
:::

Each family owns a share of the stream, measured with a comb of stone.
`;

const stars = `# The Stars That Stay

Stars keep the bearing when the wind has taken the track, and a *sextant* is a patient animal.

::: gallery Two views
![Rings around the pole.](star.webp "Left")

![The same rings.](star.webp "Right")
:::

<p>A paragraph in <em>HTML</em>, as it came from elsewhere.</p>

---

The north is where nothing moves.
`;

const salt = `---
headline: "Salt: a road"
hero: { file: star.webp, alt: Rings around the pole., credit: Sirocco }
---
The caravan carries slabs that break if they are hurried.

**Why are they not sawn smaller?**

Because whoever saws must also carry the dust. ![A dot.](dot.png){crop=none span=1}
`;

/** The texts of the sound issue, by their path in the publisher's folder. */
export const SOUND: Readonly<Record<string, string>> = {
  [MAGAZINE]: magazine,
  [MANIFEST]: issue,
  [HOUSE]: house,
  [ARTICLES[0]!]: dunes,
  [ARTICLES[1]!]: wells,
  [ARTICLES[2]!]: stars,
  [ARTICLES[3]!]: salt,
};

let pictures: Promise<Readonly<Record<string, Buffer>>> | undefined;
const soundPictures = (): Promise<Readonly<Record<string, Buffer>>> => {
  pictures ??= (async () => ({
    [PICTURES[0]!]: await halves(2500, 1800)
      .withExif({ IFD0: { Copyright: "Sirocco" } })
      .withIccProfile("p3")
      .jpeg()
      .toBuffer(),
    [PICTURES[1]!]: await halves(1200, 900).ensureAlpha(0.9).png().toBuffer(),
    [PICTURES[2]!]: await grain(1200, 900).blur(8).webp().toBuffer(),
    [PICTURES[3]!]: await sharp({ create: { width: 600, height: 400, channels: 3, background: "#456" } })
      .png()
      .toBuffer(),
    "issues/house/pictures/dune-house.jpg": await halves(1400, 900).jpeg().toBuffer(),
  }))();
  return pictures;
};

const PACKAGE_LAYOUTS = path.resolve(import.meta.dirname, "../../layouts");

/** A publisher's folder with the sound issue in it, and its own copy of a layout. */
export const soundPublisher = async (from: "bulletin" | "classic"): Promise<Publisher> => {
  const publisher = await newPublisher({}, { keep: true });
  await publisher.write({ ...SOUND, ...(await soundPictures()) });
  await cp(path.join(PACKAGE_LAYOUTS, from), publisher.at(LAYOUT), { recursive: true });
  return publisher;
};

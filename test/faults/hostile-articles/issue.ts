import sharp from "sharp";
import { DUNES, ISSUE, MANIFEST, type Publisher, WEEK, WELLS } from "../../support/publisher.js";
import { NAMED } from "./browsers.js";
import type { Ears } from "./ears.js";
import type { Colour } from "./leaks.js";
import { LITERAL_WORDS, REFUSED_LINKS, type Targets, type Vector } from "./vectors.js";

/** What nobody may read in a PDF: a text outside the issue's folder, one inside that no article names, and what pictures carry. */
export const OUTSIDE = "Zurquvel outside keeps quiet";
export const INSIDE = "Wobrixan inside keeps quiet";
export const CARRIED = "Plixtomare carried along";
/** What nobody may see: the colours of two pictures that no article may show, outside and inside. */
export const OUTSIDE_COLOUR: Colour = [229, 18, 208];
export const INSIDE_COLOUR: Colour = [18, 229, 61];

const flat = ([r, g, b]: Colour): Promise<Buffer> =>
  sharp({ create: { width: 400, height: 400, channels: 3, background: { r, g, b } } })
    .png()
    .toBuffer();

/** A page of PDF that would run a script: at a picture's end, readers of PDFs find it. */
const PDF_TAIL = `\n%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert("${CARRIED}"))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;

/** A good photograph with everything in it that is no picture. */
const laden = async (): Promise<Buffer> => {
  const script = `<script>alert("${CARRIED}")</script>`;
  const picture = await sharp({ create: { width: 1800, height: 1200, channels: 3, background: "#b5651d" } })
    .jpeg()
    .withExif({ IFD0: { ImageDescription: script, Copyright: CARRIED, XPComment: CARRIED } })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><r xmlns="http://www.w3.org/1999/xhtml">${script}</r></x:xmpmeta>`)
    .toBuffer();
  return Buffer.concat([picture, Buffer.from(script + PDF_TAIL)]);
};

export const targetsFor = (ears: Ears, { at }: Publisher): Targets => ({
  web: ears.web,
  ...(ears.six === undefined ? {} : { six: ears.six }),
  named: `http://${NAMED}:${ears.port}`,
  stun: ears.stun,
  secret: `file://${at("secret.txt")}`,
  secretPicture: `file://${at("secret.png")}`,
});

/** A text of YAML. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const frontOf = ({ web, secret }: Targets): string =>
  [
    `headline: ${quoted(`Dunes <script src="${web}/headline"></script>{{{x}}} (tail) >> /S /Launch`)}`,
    `kicker: ${quoted(`<img src=${web}/kicker>`)}`,
    `standfirst: ${quoted(`They <iframe src="${secret}"></iframe>walk <a href="javascript:alert(1)">slowly</a>.`)}`,
    `byline: ${quoted(`Lina <link rel=stylesheet href=${web}/byline>`)}`,
    `credit: ${quoted(`<object data=${secret}></object>By leave.`)}`,
    `source: https://example.org/dunes?<script>`,
    `sources: [${quoted(`<img src=x onerror="new Image().src='${web}/sources'">`)}]`,
    `hero:`,
    `  file: laden.jpg`,
    `  alt: ${quoted(`A dune "><script src=${web}/alt></script>`)}`,
    `  caption: ${quoted(`Noon <style>@import "${web}/caption";</style><a href="file:///etc/passwd">here</a>.`)}`,
    `  credit: ${quoted(`<embed src=${web}/credit>`)}`,
  ].join("\n");

/** What is to be said of that front matter. */
export const FRONT_REMOVALS: readonly string[] = [
  `HTML_REMOVED ${DUNES}:2 <script>`,
  `HTML_REMOVED ${DUNES}:4 <iframe>`,
  `LINK_REFUSED ${DUNES}:4`,
  `HTML_REMOVED ${DUNES}:10 <style>`,
  `LINK_REFUSED ${DUNES}:10`,
];

/** A vector's line in the article. */
export const lineOf = (text: string, html: string): number =>
  text.slice(0, text.indexOf(`\n${html}\n`) + 1).split("\n").length;

/** A refused link's paragraph. */
export const followed = (link: string): string => `Follow ${link} there.`;

export const hostileArticle = (targets: Targets, vectors: readonly Vector[]): string =>
  [
    `---\n${frontOf(targets)}\n---`,
    `Sand moves first. ${"It moves grain by grain, and never alone. ".repeat(6)}`,
    ...vectors.map(({ html }) => html),
    ...REFUSED_LINKS.map(followed),
    `[reference]: javascript:alert(12)`,
    `A link [out](https://example.org/\\)%20>>%20/A%20<<%20/S%20/Launch) and [within](#wells).`,
    ...LITERAL_WORDS.map((words) => words.replaceAll("<", "&lt;")),
    "Sand moves last.\n",
  ].join("\n\n");

/** The manifest, whose every text is as hostile as an article's. */
const manifest = ({ web, secret }: Targets): string => `week: ${WEEK}
number: 3
title: ${quoted(`Sand <script src=//x></script>`)}
note: ${quoted(`A letter <iframe src=${secret}></iframe> {{{note}}} <img src=${web}/note onerror=alert(1)>`)}
cover:
  picture: laden.jpg
  alt: ${quoted(`"><img src=${web}/cover-alt>`)}
  headline: ${quoted(`Dunes <b onclick=x>walk`)}
  kicker: ${quoted(`<img src=${web}/cover>`)}
  standfirst: ${quoted(`<style>@import "${web}/cover-line"</style>`)}
  credit: ${quoted(`{{credit}} <svg onload=alert(1)>`)}
  lines:
    - ${quoted(`<i>Wells {{> line}}`)}
    - { headline: ${quoted(`<script>x</script>`)}, text: ${quoted(`<link rel=prefetch href=${web}/text>`)}, article: wells }
sections:
  - name: ${quoted(`Desert <b>{{x}}`)}
    slug: desert
    opener: { picture: laden.jpg, alt: ${quoted("{{alt}}")}, text: ${quoted(`<object data=${secret}></object>Open.`)} }
    articles:
      - dunes.md
      - { file: wells.md, kicker: ${quoted(`<meta http-equiv=refresh content=0;url=${web}/r>`)}, byline: ${quoted("{{{byline}}} <svg>")} }
`;

const magazine = ({ web, secret }: Targets): string => `name: Sirocco
tagline: ${quoted(`<iframe src=${web}/tagline>`)}
publisher: ${quoted(`Sirocco <script src=${web}/publisher></script>`)}
masthead: { ${quoted("<b>Editor</b> {{role}}")}: ${quoted(`<img src=${web}/masthead>`)} }
colophon: ${quoted(`Set <style>@import "${web}/colophon";</style> and <embed src=${secret}> {{colophon}}.`)}
website: https://example.org/?"><script>
backCover: { headline: ${quoted(`<img src=x onerror=a()> {{x}}`)}, text: ${quoted(`<form action=${web}/back-text>`)} }
`;

const house = ({ web, secret }: Targets): string => `kind: advertisement
kicker: ${quoted(`<script src=${web}/house></script>`)}
headline: ${quoted(`<img src=${web}/house-headline> {{{x}}}`)}
text: ${quoted(`<iframe src=${secret}></iframe> Words.`)}
link: mailto:x@example.org
`;

/** Writes a hostile issue, and beside it what it is after. */
export const writeHostile = async (
  { write }: Publisher,
  targets: Targets,
  vectors: readonly Vector[],
): Promise<string> => {
  const dunes = hostileArticle(targets, vectors);
  await write({
    "secret.txt": OUTSIDE,
    "secret.png": await flat(OUTSIDE_COLOUR),
    [`${ISSUE}/notes.txt`]: INSIDE,
    [`${ISSUE}/pictures/unused.png`]: await flat(INSIDE_COLOUR),
    [`${ISSUE}/pictures/laden.jpg`]: await laden(),
    "issues/magazine.yaml": magazine(targets),
    "issues/house/ours.yaml": house(targets),
    [MANIFEST]: manifest(targets),
    [DUNES]: dunes,
    [WELLS]: `# Wells <svg onload="alert(1)"></svg>{{{x}}}\n\nWater runs. ${"It runs by turns, and never uphill. ".repeat(8)}\n`,
  });
  return dunes;
};

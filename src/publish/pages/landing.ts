/** The web page of one issue. */
import { html, type Markup, unlessIn } from "../markup.js";
import { dayIn, phrasesIn, sizeIn } from "../phrases.js";
import type { AnnouncedArticle, Announcement } from "../types.js";
import { displayFace } from "./display-face.js";
import { cardMeta, coverPicture, foot, type House, inPath, spoken, subscribeBand, wholePage } from "./frame.js";
import { styleSheet } from "./style.js";

/** Readers open the file at a page by its number among all, which is the folio: the cover counts. */
const atPage = ({ pdf }: Announcement, folio: number | undefined): string =>
  folio === undefined ? inPath(pdf.name) : `${inPath(pdf.name)}#page=${folio}`;

/** "No. 12 · 16–22 November 2026". */
export const dateline = (
  { number, weekText }: Pick<Announcement, "number" | "weekText">,
  words: ReturnType<typeof phrasesIn>,
): string => [number === undefined ? undefined : words.number(String(number)), weekText].filter(Boolean).join(" · ");

const top = (a: Announcement, house: House): Markup => {
  const subscribes = a.publishing.subscribeForm !== undefined || a.magazine.subscribe !== undefined;
  return html`<header class="room top">
<a class="display name" href="../">${a.magazine.name}</a>
<nav class="label" aria-label="${a.magazine.name}"><ul${spoken(house)}><li><a href="../">${house.words.allIssues}</a></li>${
    subscribes && html`<li><a href="#subscribe">${house.words.subscribe}</a></li>`
  }</ul></nav>
</header>`;
};

const coverLines = (a: Announcement, house: House): Markup | undefined => {
  if (a.cover.lines.length === 0) return undefined;
  const line = ({ headline, text, folio }: Announcement["cover"]["lines"][number]): Markup =>
    html`<li><p class="display">${folio === undefined ? headline : html`<a href="${atPage(a, folio)}">${headline}</a>`}</p>${text !== undefined && html`<p>${text}</p>`}</li>`;
  return html`<ul class="lines" aria-label="${house.words.onTheCover}">${a.cover.lines.map(line)}</ul>`;
};

const lead = (a: Announcement, house: House): Markup => {
  const { cover, pdf } = a;
  const { words } = house;
  const kicker = [cover.kicker, a.title].filter((one, index, all) => one !== undefined && all.indexOf(one) === index);
  const size = `${words.pages(a.pages)} · ${sizeIn(words.language, pdf.bytes)}`;
  const picture = coverPicture({
    pictures: cover.pictures,
    folder: "",
    alt: words.cover(cover.alt),
    sizes: "(min-width: 76rem) 30rem, (min-width: 52rem) 41vw, min(86vw, 22rem)",
    first: true,
  });
  return html`<section class="lead" aria-labelledby="headline">
<div class="room">
${picture && html`<a class="cover" href="${atPage(a, undefined)}">${picture}</a>`}
<div class="words">
<p class="label"><span class="kicker">${kicker.join(" · ")}</span>${kicker.length > 0 && html`<br>`}<span class="soft">${dateline(a, words)}</span></p>
<h1 id="headline">${cover.headline}</h1>
${cover.standfirst !== undefined && html`<p class="standfirst">${cover.standfirst}</p>`}
<p class="read"${spoken(house)}><a class="button" href="${atPage(a, undefined)}" type="application/pdf">${words.readPdf}</a> <span class="label soft">${size}</span></p>
${coverLines(a, house)}
</div>
</div>
</section>`;
};

const entry = (a: Announcement, house: House, article: AnnouncedArticle): Markup => {
  const { headline, kicker, standfirst, byline, language, folio } = article;
  const own = unlessIn(a.language, language);
  const under = [kicker, byline].filter((one) => one !== undefined);
  return html`<li><a href="${atPage(a, folio)}"><span class="display folio" aria-hidden="true">${folio}</span><span><span class="display headline"${own}>${headline}</span><span class="unseen"${spoken(house)}>, ${house.words.page(folio)}</span></span></a>${
    (standfirst !== undefined || under.length > 0) &&
    html`<div class="detail"><div${own}>${standfirst !== undefined && html`<p class="about">${standfirst}</p>`}${
      under.length > 0 && html`<p class="label soft byline">${under.join(" · ")}</p>`
    }</div></div>`
  }</li>`;
};

const contents = (
  a: Announcement,
  house: House,
): Markup => html`<section class="contents room" aria-labelledby="contents">
<h2 id="contents"${spoken(house)}>${house.words.contents}</h2>
<div class="columns">
${a.sections.map(
  ({ name, articles }, index) => html`<div class="section section-${index}">
<h3 class="label">${name}</h3>
<ol>${articles.map((article) => entry(a, house, article))}</ol>
</div>
`,
)}</div>
</section>`;

const note = (a: Announcement, house: House): Markup | undefined =>
  a.note === undefined
    ? undefined
    : html`<section class="note" aria-labelledby="note"><div class="room">
<h2 class="label" id="note"${spoken(house)}>${house.words.fromTheEditor}</h2><div><p>${a.note}</p></div></div>
</section>`;

/** What is set in the display face. */
const displayed = (a: Announcement, { words }: House): string[] => [
  a.magazine.name,
  a.cover.headline,
  words.contents,
  words.subscribeTo(a.magazine.name),
  "0123456789",
  ...a.cover.lines.map(({ headline }) => headline),
  ...a.sections.flatMap(({ articles }) => articles.map(({ headline }) => headline)),
];

/** The page of an issue, whole, for `index.html` in its published folder. */
export const renderLanding = (a: Announcement): string => {
  const words = phrasesIn(a.language);
  const house: House = { magazine: a.magazine, publishing: a.publishing, language: a.language, words };
  const address = a.publishing.address && `${a.publishing.address}${inPath(a.week.label)}/`;
  const title = `${a.cover.headline} — ${a.magazine.name}, ${dateline(a, words)}`;
  const description = a.cover.standfirst ?? a.note ?? a.magazine.tagline;
  const picture = a.cover.pictures.filter(({ type }) => type === "image/png").at(-1);
  const card = cardMeta(house, {
    title: `${a.cover.headline} — ${a.magazine.name}`,
    published: a.published,
    ...(description === undefined ? {} : { description }),
    ...(address === undefined ? {} : { address }),
    ...(address === undefined || picture === undefined
      ? {}
      : { picture: { address: address + inPath(picture.name), size: picture, alt: words.cover(a.cover.alt) } }),
  });
  const links: [string, string][] = [
    ["../", words.allIssues],
    ["../feed.xml", words.feed],
  ];
  return wholePage(house, {
    title,
    ...(description === undefined ? {} : { description }),
    ...(address === undefined ? {} : { address }),
    feed: "../feed.xml",
    head: [
      html`<link rel="alternate" type="application/ld+json" href="issue.json">`,
      html`<link rel="alternate" type="application/pdf" href="${atPage(a, undefined)}">`,
      ...card,
    ],
    style: styleSheet({
      kind: "landing",
      face: displayFace(displayed(a, house)),
      accent: a.magazine.accent,
      sections: a.sections.map(({ colour }) => colour),
    }),
    body: html`${top(a, house)}
<main id="content">
${lead(a, house)}
${note(a, house)}
${contents(a, house)}
${subscribeBand(house)}
</main>
${foot(house, words.published(dayIn(words.language, a.published)), links)}`,
  });
};

/** The e-mail as HTML that mail programs of the last twenty years can show: tables, 600 px, styles on every element. */
import { directionOf, html, inLanguage, type Markup, raw, unlessIn } from "../markup.js";
import { phrasesIn, sizeIn } from "../phrases.js";
import type { Announcement } from "../types.js";
import { type Dressing, dressingFor } from "./dressing.js";
import { type Places, placesOf } from "./places.js";

interface Setting {
  readonly a: Announcement;
  readonly words: ReturnType<typeof phrasesIn>;
  readonly places: Places;
  readonly dress: Dressing;
  /** Address of the cover's picture. */
  readonly cover: string | undefined;
}

const TABLE = raw('role="presentation" border="0" cellpadding="0" cellspacing="0"');

/** A row of the page, with its sides. */
const row = (inner: Markup, style = "padding:0 32px"): Markup =>
  html`<tr><td class="sides" style="${style}">${inner}</td></tr>
`;

const head = ({ a, words, dress }: Setting): Markup => {
  const number = a.number === undefined ? undefined : words.number(String(a.number));
  return row(
    html`<p class="ink" style="${dress.of.headline};font-size:44px;line-height:1">${a.magazine.name}</p>
<p class="soft" style="${dress.of.small};padding-top:8px">${[number, a.weekText].filter(Boolean).join(" · ")}</p>`,
    "padding:28px 32px 22px",
  );
};

const button = ({ a, words, places, dress }: Setting): Markup =>
  html`<table ${TABLE} style="margin:22px 0 10px"><tr><td class="button" bgcolor="${dress.accent}" style="background-color:${dress.accent}"><a href="${places.pdf}" style="display:inline-block;padding:14px 26px;font:bold 16px/1.2 'Helvetica Neue',Helvetica,Arial,sans-serif;color:${dress.ground};text-decoration:none">${words.readPdf}</a></td></tr></table>
<p class="soft" style="${dress.of.small}">${words.pages(a.pages)} · ${sizeIn(words.language, a.pdf.bytes)}</p>`;

const lead = (setting: Setting): Markup => {
  const { a, words, places, dress, cover } = setting;
  const kicker = [a.cover.kicker, a.title].find((one) => one !== undefined);
  const width = 248;
  const height = places.cover && Math.round((width * places.cover.height) / places.cover.width);
  // Many programs show pictures only when they are asked to: the words in the cover's place are dressed too.
  const picture =
    cover !== undefined &&
    html`<td class="stack" width="${width}" valign="top" style="width:${width}px;padding:0"><a class="soft" href="${places.landing}" style="${dress.of.small};text-decoration:none"><img src="${cover}" width="${width}"${height !== undefined && html` height="${height}"`} alt="${words.cover(a.cover.alt)}" style="display:block;width:100%;max-width:${width}px;height:auto;border:0"></a></td>`;
  return html`<tr><td class="wash sides" bgcolor="${dress.wash}" style="background-color:${dress.wash};padding:32px">
<table ${TABLE} width="100%"><tr>${picture}<td class="stack" valign="middle" style="padding-${directionOf(a.language) === "rtl" ? "right" : "left"}:${cover === undefined ? 0 : 28}px">
${kicker !== undefined && html`<p class="accent" style="${dress.of.kicker}">${kicker}</p>`}
<h1 style="${dress.of.headline}" class="ink"><a class="ink" href="${places.landing}" style="color:inherit;text-decoration:none">${a.cover.headline}</a></h1>
${a.cover.standfirst !== undefined && html`<p class="ink" style="${dress.of.standfirst}">${a.cover.standfirst}</p>`}
${button(setting)}</td></tr></table>
</td></tr>
`;
};

const note = ({ a, words, dress }: Setting): Markup | undefined =>
  a.note === undefined
    ? undefined
    : row(
        html`<h2 class="ink" style="${dress.of.label}">${words.fromTheEditor}</h2>
<p class="ink" style="${dress.of.text};padding-top:8px;white-space:pre-line">${a.note}</p>`,
        "padding:32px 32px 0",
      );

const heading = ({ dress }: Setting, words: string): Markup =>
  html`<h2 class="ink lined" style="${dress.of.label};margin:0;border-top:2px solid ${dress.accent};padding:8px 0 4px">${words}</h2>`;

const coverLines = (setting: Setting): Markup | undefined => {
  const { a, words, places, dress } = setting;
  if (a.cover.lines.length === 0) return undefined;
  return row(
    html`${heading(setting, words.onTheCover)}
<table ${TABLE} width="100%">${a.cover.lines.map(
      ({
        headline,
        text,
        folio,
      }) => html`<tr><td style="padding:8px 0"><a class="ink" href="${places.page(folio)}" style="${dress.of.title};font-size:22px">${headline}</a>${text !== undefined && html`<br><span class="soft" style="${dress.of.small};font-size:15px">${text}</span>`}</td></tr>
`,
    )}</table>`,
    "padding:32px 32px 0",
  );
};

const contents = (setting: Setting): Markup => {
  const { a, words, places, dress } = setting;
  const section = ({ name, articles }: Announcement["sections"][number]): Markup =>
    html`<h3 class="accent" style="${dress.of.kicker};margin:0;padding:16px 0 2px">${name}</h3>
<table ${TABLE} width="100%">${articles.map(
      ({
        headline,
        language,
        folio,
      }) => html`<tr><td class="accent" width="40" valign="top" style="${dress.of.folio};width:40px;padding:5px 0">${folio}</td><td valign="top" style="padding:5px 0"><a class="ink" href="${places.page(folio)}"${unlessIn(a.language, language)} style="${dress.of.title}">${headline}</a></td></tr>
`,
    )}</table>
`;
  return row(html`${heading(setting, words.contents)}${a.sections.map(section)}`, "padding:28px 32px 0");
};

const foot = ({ a, words, places, dress }: Setting): Markup => {
  const link = (address: string, said: string): Markup =>
    html`<a class="soft" href="${address}" style="color:inherit;text-decoration:underline">${said}</a>`;
  return row(
    html`<p class="soft rule" style="${dress.of.small};border-top:1px solid ${dress.rule};padding-top:16px">${link(places.landing, words.issueOnTheWeb)} &nbsp;·&nbsp; ${link(places.browser, words.viewInBrowser)} &nbsp;·&nbsp; ${link(places.unsubscribe, words.unsubscribe)}</p>
<p class="soft" style="${dress.of.small};padding-top:8px">${words.whyYou(a.magazine.name)}<br>${a.magazine.publisher}</p>`,
    "padding:36px 32px 36px",
  );
};

/** The line that mailboxes show after the subject; the spaces keep what follows out of it. */
const preheader = ({ a }: Setting): Markup => {
  const said = a.cover.standfirst ?? a.note ?? a.weekText;
  return html`<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all">${said.slice(0, 140)}${raw("&#847;&zwnj;&nbsp;".repeat(60))}</div>`;
};

/** The whole e-mail. `cover`: address of its picture, such as `cid:cover`; that on the web when left out. */
export const renderEmail = (a: Announcement, cover?: string): string => {
  const words = phrasesIn(a.language);
  const places = placesOf(a);
  const dress = dressingFor(a.magazine.accent);
  const setting: Setting = { a, words, places, dress, cover: cover ?? places.cover?.address };
  const page = html`<!doctype html>
<html${inLanguage(a.language)} xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${subjectOf(a)}</title>
<style>${raw(dress.sheet)}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background-color:${dress.ground};-webkit-text-size-adjust:100%">
${preheader(setting)}
<div role="main"${inLanguage(a.language)}>
<table ${TABLE} width="100%" class="ground" bgcolor="${dress.ground}" style="background-color:${dress.ground}"><tr><td align="center">
<table ${TABLE} width="600" class="whole" style="width:600px;max-width:100%"><tbody${inLanguage(a.language)} align="${directionOf(a.language) === "rtl" ? "right" : "left"}">
${head(setting)}${lead(setting)}${note(setting)}${coverLines(setting)}${contents(setting)}${foot(setting)}</tbody></table>
</td></tr></table>
</div>
</body>
</html>
`;
  return page.toString();
};

/** `Rihla, No. 12: The Sea Made of Sand`. */
export const subjectOf = (a: Announcement): string => {
  const words = phrasesIn(a.language);
  const which = a.number === undefined ? a.weekText : words.number(String(a.number));
  return `${a.magazine.name}, ${which}: ${a.cover.headline}`.replace(/\s+/g, " ");
};

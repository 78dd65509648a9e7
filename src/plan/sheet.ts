import { readFile } from "node:fs/promises";
import path from "node:path";
import { PACKAGE_FOLDER } from "../prepare.js";
import type { PagePicture } from "./pictures.js";
import { SHEET_CSS } from "./sheetCss.js";
import { KIND_NAMES, notesOf, type PageNotes, type Spread, spreadsOf, totalsOf } from "./spreads.js";
import type { Plan, PlanFault } from "./types.js";

const FONTS = [
  { weight: 400, file: "LibreFranklin-Regular.ttf" },
  { weight: 600, file: "LibreFranklin-SemiBold.ttf" },
];

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const dataUri = (bytes: Uint8Array, type: string): string =>
  `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;

const fontRules = async (): Promise<string> => {
  const rules = FONTS.map(async ({ weight, file }) => {
    const bytes = await readFile(path.join(PACKAGE_FOLDER, "fonts/libre-franklin", file));
    return `@font-face{font-family:"Libre Franklin";font-weight:${weight};src:url("${dataUri(bytes, "font/ttf")}")}`;
  });
  return (await Promise.all(rules)).join("\n");
};

type Shown = PageNotes & { readonly picture: PagePicture | undefined };

const faultHtml = ({ kind, text }: PlanFault): string =>
  `<li class="fault ${kind}">${KIND_NAMES[kind]}: ${escapeHtml(text)}</li>`;

const notesHtml = ({ page, articles, faults, picture }: Shown): string => {
  const fill = Math.min(1, page.fill) * 100;
  const state = page.faults[0]?.kind ?? "full";
  const headlines = articles.map(({ article, begins }) =>
    begins
      ? `<li class="begins">${escapeHtml(article.headline)} <span class="words">${article.words.toLocaleString("en")}</span>${article.fits.length > 0 ? `<span class="fits">${escapeHtml(article.fits.join(", "))}</span>` : ""}</li>`
      : `<li class="goes-on">${escapeHtml(article.headline)}</li>`,
  );
  const house = (page.house ?? []).map((name) => `<li class="house">house: ${escapeHtml(name)}</li>`);
  const bar =
    articles.length === 0
      ? ""
      : `<div class="bar ${state}" title="${Math.round(page.fill * 100)} % full"><i style="width:${fill.toFixed(1)}%"></i></div>`;
  return `<figcaption style="--section:${escapeHtml(picture?.colour ?? "#555")}"><div class="line"><b class="folio">${page.folio}</b><span class="section">${escapeHtml(page.section ?? page.master)}</span></div>${bar}<ul>${[...headlines, ...house, ...faults.map(faultHtml)].join("")}</ul></figcaption>`;
};

const pageHtml = (shown: Shown | undefined, side: "verso" | "recto"): string => {
  if (shown === undefined) return `<figure class="leaf none ${side}"></figure>`;
  const { picture, page } = shown;
  const image =
    picture === undefined
      ? ""
      : `<img src="${dataUri(picture.jpeg, "image/jpeg")}" alt="Page ${page.folio}" style="aspect-ratio:1/${picture.aspect.toFixed(4)}">`;
  return `<figure class="leaf ${side}"><div class="paper">${image}</div>${notesHtml(shown)}</figure>`;
};

const spreadHtml = ({ verso, recto }: Spread<Shown>): string =>
  `<div class="spread">${pageHtml(verso, "verso")}${pageHtml(recto, "recto")}</div>`;

const legendHtml = (shown: readonly Shown[]): string => {
  const sections = new Map<string, string>();
  for (const { page, picture } of shown)
    if (page.section !== undefined && picture !== undefined) sections.set(page.section, picture.colour);
  return [...sections]
    .map(([name, colour]) => `<li style="--section:${escapeHtml(colour)}">${escapeHtml(name)}</li>`)
    .join("");
};

/** The contact sheet: every spread as it will look, with folios, sections, fill and faults. One file that needs no other. */
export const sheetHtml = async (plan: Plan, pictures: readonly PagePicture[]): Promise<string> => {
  const shown = notesOf(plan).map((notes, index) => ({ ...notes, picture: pictures[index] }));
  const faults = plan.faults.map(faultHtml).join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(plan.title)}</title>
<style>
${await fontRules()}
${SHEET_CSS}
</style>
</head>
<body>
<main class="sheet">
<header><h1>${escapeHtml(plan.title)}</h1><p class="totals">${escapeHtml(totalsOf(plan))}</p>${faults === "" ? "" : `<ul class="faults">${faults}</ul>`}<ul class="legend">${legendHtml(shown)}</ul></header>
<div class="spreads">
${spreadsOf(shown).map(spreadHtml).join("\n")}
</div>
</main>
</body>
</html>
`;
};

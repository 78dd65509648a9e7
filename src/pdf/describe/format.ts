import type {
  AreaPt,
  DescribedContent,
  DescribedOutline,
  DescribedPage,
  DescribedTag,
  PdfDescription,
} from "../types.js";
import { isElement } from "./texts.js";

/** Prints a description as text that stays the same as long as the PDF does: a line for each fact, sections with a heading. */
export const formatPdf = (pdf: PdfDescription): string =>
  [
    section("Document", documentLines(pdf)),
    section("Outline", outlineLines(pdf.outline, 0)),
    section(
      "Fonts",
      pdf.fonts.map(({ name, type, ...facts }) => `${name}  ${type}${flags(facts)}`),
    ),
    section("Links", linkLines(pdf)),
    section("Tags", pdf.tags === undefined ? [] : tagLines(pdf.tags, 0, pdf)),
    ...pdf.pages.map((page) => section(`Page ${page.index + 1}, labelled ${quote(page.label)}`, pageLines(page))),
  ].join("\n");

const section = (title: string, lines: readonly string[]): string =>
  `== ${title}\n${lines.map((line) => `${line}\n`).join("")}`;

const quote = (text: string): string => JSON.stringify(text);

const flags = (facts: Readonly<Record<string, boolean>>): string =>
  Object.entries(facts)
    .map(([name, holds]) => (holds ? `  ${name}` : `  not ${name}`))
    .join("");

const documentLines = ({ version, info, xmp, language, viewer, marked, pages }: PdfDescription): string[] => [
  `PDF ${version}, ${pages.length} pages, ${marked ? "tagged" : "not tagged"}, language ${language ?? "none"}`,
  `viewer: ${viewer.displayDocTitle ? "title" : "file name"}, layout ${viewer.pageLayout ?? "none"}, mode ${viewer.pageMode ?? "none"}`,
  ...Object.entries(info).map(([name, value]) => `info ${name}: ${quote(value)}`),
  ...Object.entries(xmp).map(([name, value]) => `xmp ${name}: ${quote(value)}`),
];

const outlineLines = (outline: readonly DescribedOutline[], depth: number): string[] =>
  outline.flatMap(({ title, pageLabel, children }) => [
    `${"  ".repeat(depth)}${title} … ${pageLabel ?? "nowhere"}`,
    ...outlineLines(children, depth + 1),
  ]);

const linkLines = ({ links, pages }: PdfDescription): string[] =>
  links.map(({ pageIndex, area, uri, targetPageIndex, targetY, contents, tagged }) => {
    const goal =
      uri ??
      (targetPageIndex === undefined
        ? "nowhere"
        : `page ${targetPageIndex + 1}${targetY === undefined ? "" : ` at ${targetY}`}`);
    const page = pages[pageIndex]!.index + 1;
    return `page ${page} ${areaText(area)} → ${goal}  ${quote(contents ?? "")}${tagged ? "" : "  not tagged"}`;
  });

const areaText = ({ x, y, width, height }: AreaPt): string => `${x},${y} ${width}×${height}`;

const tagLines = (tag: DescribedTag, depth: number, pdf: PdfDescription): string[] => {
  const indent = "  ".repeat(depth);
  const facts = [
    tag.role === undefined ? "" : ` (${tag.role})`,
    tag.language === undefined ? "" : ` lang=${tag.language}`,
    tag.alt === undefined ? "" : ` alt=${quote(tag.alt)}`,
    ...Object.entries(tag.attributes).map(([name, value]) => ` ${name}=${value.replace(/\s+/g, " ")}`),
    tag.pageIndexes.length > 1 ? ` pages ${tag.pageIndexes.map((index) => index + 1).join(" ")}` : "",
  ].join("");
  const kids = tag.kids.flatMap((kid) =>
    isElement(kid) ? tagLines(kid, depth + 1, pdf) : contentLines(kid, depth + 1),
  );
  return [`${indent}${tag.type}${facts}`, ...kids];
};

const contentLines = ({ type, text }: DescribedContent, depth: number): string[] => [
  `${"  ".repeat(depth)}${type === "object" ? "→" : quote(text)}`,
];

const pageLines = (page: DescribedPage): string[] => [
  `trim ${page.trimMm.join(" × ")} mm  media ${page.mediaPt.join(" ")}  trim ${page.trimPt.join(" ")}  crop ${page.cropPt.join(" ")}  bleed ${page.bleedPt.join(" ")} pt${page.rotation === 0 ? "" : `  turned ${page.rotation}°`}`,
  ...page.pictures.map(
    ({ area, wholeArea, pixels, ppi }) =>
      `picture ${areaText(area)} of ${areaText(wholeArea)}  ${pixels.width}×${pixels.height} px  ${ppi} ppi`,
  ),
  ...page.runs.map(
    ({ x, baseline, sizePt, font, text, standing }) =>
      `${x},${baseline}  ${font} ${sizePt}  ${quote(text)}${standing === "tagged" ? "" : `  ${standing}`}`,
  ),
];

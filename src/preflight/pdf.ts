/** The rules for the finished file, from what its finisher or a reader of it says. */
import type { DescribedContent, DescribedTag, PdfDescription, PdfFacts } from "../pdf/index.js";
import type { Problem } from "../problem.js";
import { counted } from "../words.js";
import { type Found, problemOf } from "./found.js";

export interface ExpectedPdf {
  readonly trimMm: readonly [number, number];
  /** Of the flatplan; unknown where nobody kept it. */
  readonly pages?: number;
  /** Where what is found is told, as shown: the file itself, or that of the layout which it was made by. */
  readonly file?: string;
}

const PT_PER_MM = 72 / 25.4;
/** As exact as printers ask, pt. */
const BOX_TOLERANCE_PT = 0.01;
/** As large as many mail servers let an attachment be, once it is packed for them. */
const LARGE_BYTES = 18_000_000;

const isElement = (kid: DescribedTag | DescribedContent): kid is DescribedTag => "kids" in kid;

/** Pages of figures without alternative text. */
const muteFigures = (tag: DescribedTag): number[] => [
  ...(tag.type === "Figure" && !tag.alt ? [tag.pageIndexes[0] ?? 0] : []),
  ...tag.kids.filter(isElement).flatMap(muteFigures),
];

/** The facts that a reader of the bytes tells. */
export const factsRead = (seen: PdfDescription, bytes: number): PdfFacts => ({
  trimsPt: seen.pages.map(({ trimPt: [left, bottom, right, top] }) => [right - left, top - bottom]),
  fonts: seen.fonts,
  tagged: seen.marked && seen.tags !== undefined,
  links: seen.links.map(({ pageIndex, uri, targetPageIndex, contents, tagged }) => ({
    pageIndex,
    leads: uri !== undefined || targetPageIndex !== undefined,
    described: contents !== undefined,
    tagged,
  })),
  strayText: seen.pages
    .filter(({ runs }) => runs.some(({ standing, text }) => standing === "unmarked" && text.trim() !== ""))
    .map(({ index }) => index),
  mute: seen.tags === undefined ? [] : [...new Set(muteFigures(seen.tags))],
  bytes,
});

const OURS = "Report it with the issue: it is a fault of Pressday or of the layout, not of the copy.";

const onPages = (indexes: readonly number[]): string => {
  const pages = [...new Set(indexes)].map((index) => index + 1);
  return `${pages.length === 1 ? "page" : "pages"} ${pages.slice(0, 8).join(", ")}${pages.length > 8 ? " …" : ""}`;
};

type Rule = (facts: PdfFacts, expected: ExpectedPdf) => readonly Omit<Found, "place">[];

const checkFonts: Rule = ({ fonts }) =>
  fonts.flatMap(({ name, type, embedded, toUnicode }): Omit<Found, "place">[] => {
    if (type === "Type3")
      return [
        {
          code: "PDF_FONT_TYPE3",
          message: `${name === "(none)" ? "A font" : `The font ${name}`} is in the file as drawings (Type 3), not as a font.`,
          remedy:
            "Use static TrueType or OpenType files (variable and colour fonts become Type 3), and give the layout every style that its copy asks for: a bold italic that is missing is drawn too.",
        },
      ];
    if (embedded && toUnicode) return [];
    return [
      {
        code: "PDF_FONT_MISSING",
        message: embedded
          ? `The font ${name} does not say which characters its letters are: text in it cannot be searched or copied.`
          : `The font ${name} is not in the file: other machines would show another.`,
        remedy: embedded ? OURS : "Put its file into `fonts/` and name the family in layout.yaml.",
      },
    ];
  });

const checkBoxes: Rule = ({ trimsPt }, { trimMm, pages }) => {
  const wanted = trimMm.map((mm) => mm * PT_PER_MM);
  const wrong = trimsPt.flatMap((size, index) =>
    size.some((side, at) => Math.abs(side - wanted[at]!) > BOX_TOLERANCE_PT) ? [index] : [],
  );
  const mm = (pt: number): string => (pt / PT_PER_MM).toFixed(2);
  const found: Omit<Found, "place">[] = [];
  if (wrong.length > 0) {
    const [width, height] = trimsPt[wrong[0]!]!;
    found.push({
      code: "PDF_BOX_WRONG",
      message: `On ${onPages(wrong)} the trim is ${mm(width)} × ${mm(height)} mm; the layout says ${trimMm.join(" × ")}.`,
      remedy: OURS,
    });
  }
  if (pages !== undefined && pages !== trimsPt.length)
    found.push({
      code: "PDF_BOX_WRONG",
      message: `The file has ${counted(trimsPt.length, "page")}, and the flatplan ${pages}.`,
      remedy: OURS,
    });
  return found;
};

const checkTags: Rule = ({ tagged, strayText = [], mute = [] }) => {
  const found = (message: string): Omit<Found, "place"> => ({ code: "PDF_TAGS_MISSING", message, remedy: OURS });
  if (!tagged) return [found("The file has no tags: programs that read it aloud know neither order nor headlines.")];
  return [
    ...(strayText.length > 0
      ? [found(`On ${onPages(strayText)} words stand outside of the tags and are not read aloud.`)]
      : []),
    ...(mute.length > 0 ? [found(`On ${onPages(mute)} pictures are tagged and have no alternative text.`)] : []),
  ];
};

const checkLinks: Rule = ({ links, tagged }) => {
  const found = (broken: PdfFacts["links"], what: string): Omit<Found, "place">[] =>
    broken.length === 0
      ? []
      : [
          {
            code: "PDF_LINK_BROKEN",
            message: `On ${onPages(broken.map(({ pageIndex }) => pageIndex))} ${counted(broken.length, "link")} ${what}.`,
            remedy: OURS,
          },
        ];
  return [
    ...found(
      links.filter(({ leads }) => !leads),
      "without a goal",
    ),
    ...found(
      links.filter(({ described, leads }) => leads && !described),
      "without a description",
    ),
    ...found(
      links.filter((link) => tagged && !link.tagged && link.leads),
      "outside of the tags",
    ),
  ];
};

const sizeFound: Rule = ({ bytes = 0 }) =>
  bytes <= LARGE_BYTES
    ? []
    : [
        {
          code: "PDF_LARGE",
          message: `The file has ${(bytes / 1e6).toFixed(1)} MB; many mail servers take no more than ${LARGE_BYTES / 1e6}.`,
          remedy: "Print fewer pictures, or smaller ones; a link to the file instead of an attachment goes everywhere.",
        },
      ];

/** The size of a file that is being written; told at the manifest. Problems: PDF_LARGE. */
export const checkSize = (bytes: number, file?: string): Problem[] =>
  sizeFound({ trimsPt: [], fonts: [], links: [], tagged: true, bytes }, { trimMm: [0, 0] }).map((found) =>
    problemOf({ ...found, ...(file === undefined ? {} : { place: { file } }) }, new Map()),
  );

/** Problems: PDF_FONT_MISSING, PDF_FONT_TYPE3, PDF_BOX_WRONG, PDF_TAGS_MISSING, PDF_LINK_BROKEN, PDF_LARGE. */
export const checkPdf = (facts: PdfFacts, expected: ExpectedPdf): Problem[] => {
  const place = expected.file === undefined ? {} : { place: { file: expected.file } };
  return [checkFonts, checkBoxes, checkTags, checkLinks, sizeFound].flatMap((rule) =>
    rule(facts, expected).map((found) => problemOf({ ...found, ...place }, new Map())),
  );
};

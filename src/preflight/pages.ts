/** The rules for composed pages. */
import type { Article } from "../article/index.js";
import type { FlatplanPage } from "../compose/index.js";
import type { PreparedPicture } from "../figures/index.js";
import { HOLLOW } from "../makeup/index.js";
import type { Issue, PictureRef } from "../manifest/index.js";
import type { Problem, Severity } from "../problem.js";
import { RULES, type RuleCode } from "../rules.js";
import { type Found, problemOf } from "./found.js";
import type { Seen, SeenHeadline, SeenPicture } from "./look.js";
import { plainWords } from "./words.js";

export interface PagesToCheck {
  readonly issue: Issue;
  readonly articles: ReadonlyMap<string, Article>;
  readonly pictures: ReadonlyMap<string, PreparedPicture>;
  readonly pages: readonly FlatplanPage[];
  /** Absent where no browser has set them. */
  readonly seen?: Seen;
}

const PX_PER_INCH = 96;

/** Pixels to the inch that a picture must have, by the rule that says so: the gravest first. */
const RESOLUTIONS = [
  { code: "PICTURE_RESOLUTION_LOW", ppi: 150, looks: "looks soft" },
  { code: "PICTURE_RESOLUTION_FAIR", ppi: 200, looks: "is just sharp enough" },
  { code: "PICTURE_RESOLUTION_PRINT", ppi: 300, looks: "is not enough for a printer" },
] as const satisfies readonly { readonly code: RuleCode; readonly ppi: number; readonly looks: string }[];

const GRAVITY: Readonly<Record<Severity | "off", number>> = { off: 0, info: 1, warning: 2, error: 3 };

/** All pictures that the issue names, by their path. */
const refsOf = ({
  issue,
  articles,
}: PagesToCheck): Map<string, { readonly ref: PictureRef; readonly slug?: string }[]> => {
  const refs = new Map<string, { ref: PictureRef; slug?: string }[]>();
  const note = (ref: PictureRef | undefined, slug?: string): void => {
    if (ref !== undefined)
      refs.set(ref.path, [...(refs.get(ref.path) ?? []), { ref, ...(slug === undefined ? {} : { slug }) }]);
  };
  const walk = (value: unknown, slug: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, slug);
    else if (typeof value === "object" && value !== null) {
      if ("kind" in value && value.kind === "figure") note((value as unknown as { picture: PictureRef }).picture, slug);
      else for (const key of ["blocks", "items", "figures"]) if (key in value) walk(value[key as never], slug);
    }
  };
  note(issue.cover.picture);
  note(issue.magazine.backCover?.picture);
  for (const { opener } of issue.sections) note(opener?.picture);
  for (const { picture } of issue.house) note(picture);
  for (const { slug, hero, portrait, body } of articles.values()) walk([hero, portrait, ...body], slug);
  return refs;
};

interface Printed {
  readonly picture: PreparedPicture;
  readonly ppi: number;
  readonly on: SeenPicture;
}

/** Each picture where it is printed largest. */
const largestOf = ({ pictures, seen }: PagesToCheck): Printed[] => {
  const byName = new Map([...pictures.values()].map((picture) => [picture.name, picture]));
  const largest = new Map<string, Printed>();
  for (const on of seen?.pictures ?? []) {
    const picture = byName.get(on.src.slice(on.src.lastIndexOf("/") + 1));
    if (picture === undefined) continue;
    const { originalWidthPx, originalHeightPx } = picture;
    const ppi = PX_PER_INCH * Math.min(originalWidthPx / on.width, originalHeightPx / on.height);
    const known = largest.get(picture.path);
    if (known === undefined || ppi < known.ppi) largest.set(picture.path, { picture, ppi, on });
  }
  return [...largest.values()];
};

/** Problems: PICTURE_RESOLUTION_LOW, _FAIR, _PRINT, of each picture the one that the magazine takes most to heart. */
const checkResolutions = (made: PagesToCheck): Found[] => {
  const { checks } = made.issue.magazine;
  const gravity = (code: RuleCode): number => GRAVITY[checks[code]?.severity ?? RULES[code]];
  const refs = refsOf(made);
  return largestOf(made).flatMap(({ picture, ppi, on }): Found[] => {
    const missed = RESOLUTIONS.filter((rule) => Math.round(ppi) < rule.ppi && gravity(rule.code) > 0);
    const rule = missed.reduce<(typeof missed)[number] | undefined>(
      (worst, one) => (worst === undefined || gravity(one.code) > gravity(worst.code) ? one : worst),
      undefined,
    );
    const page = made.pages[on.pageIndex];
    const known = refs.get(picture.path) ?? [];
    const ref = (known.find(({ slug }) => slug !== undefined && page?.articles.includes(slug)) ?? known[0])?.ref;
    if (rule === undefined || ref === undefined) return [];
    const enough = (px: number): number => Math.ceil((px * rule.ppi) / ppi);
    const { originalWidthPx: width, originalHeightPx: height } = picture;
    return [
      {
        code: rule.code,
        place: ref.place,
        message: `The picture “${ref.name}” has ${width} × ${height} pixels and prints at ${Math.floor(ppi)} pixels to the inch on page ${page?.folio ?? on.pageIndex + 1}, which ${rule.looks}.`,
        remedy: `Use an original of at least ${enough(width)} × ${enough(height)} pixels, or print it smaller.`,
      },
    ];
  });
};

const entryOf = ({ issue }: PagesToCheck, slug: string) =>
  issue.sections.flatMap(({ articles }) => articles).find((entry) => entry.slug === slug);

/** Pages that copy overfills, or leaves part white where it goes on overleaf. Problems: PAGE_OVERFILLED, PAGE_UNDERFILLED. */
const checkFill = (made: PagesToCheck): Found[] =>
  made.pages.flatMap(({ folio, fill, articles: slugs }, index): Found[] => {
    const [slug] = slugs.slice(-1);
    const article = slug === undefined ? undefined : made.articles.get(slug);
    if (article === undefined || entryOf(made, article.slug)?.fit === "off") return [];
    const place = article.places?.headline ?? { file: article.name, line: 1 };
    if (fill > 1)
      return [
        {
          code: "PAGE_OVERFILLED",
          place,
          message: `Page ${folio} has ${Math.ceil((fill - 1) * 100)} % more copy than room.`,
          remedy: "Shorten the article, or give it more pages.",
        },
      ];
    if (fill >= 1 - HOLLOW) return [];
    const goesOn = made.pages[index + 1]?.articles.includes(article.slug) === true;
    return [
      {
        code: "PAGE_UNDERFILLED",
        // Where an article ends, white is a matter of taste, and of how much copy there is.
        severity: goesOn ? "warning" : "info",
        place,
        message: `${Math.round((1 - fill) * 100)} % of page ${folio} stays white${goesOn ? ", though the article goes on overleaf" : ""}.`,
        remedy:
          "Add or cut a few lines, allow a picture another size, or let house matter fill the page (docs/copyfitting.md).",
      },
    ];
  });

/** Share of the type area that a headline may take up, and lines from which on that counts: a poster's three words may be as large as they like. */
const HEADLINE_SHARE = 0.3;
const CROWDED_LINES = 5;
/** Characters of a headline that no head was made for, where nobody has counted its lines. */
const CROWDED_CHARACTERS = 120;

const isCrowded = ({ lines, height, areaHeight }: SeenHeadline): boolean =>
  lines > CROWDED_LINES || (lines === CROWDED_LINES && height / areaHeight > HEADLINE_SHARE);

/** Headlines that take more lines than heads are made for. Problems: HEADLINE_CROWDED. */
const checkHeadlines = ({ articles, pages, seen }: PagesToCheck): Found[] => {
  const crowded = (article: Article, how: string): Found => ({
    code: "HEADLINE_CROWDED",
    place: article.places?.headline ?? { file: article.name, line: 1 },
    message: `The headline ${how}.`,
    remedy:
      "Shorten it, and say the rest in the standfirst; `headline:` beside the article in issue.yaml changes it for this issue alone.",
  });
  if (seen === undefined)
    return [...articles.values()].flatMap((article) => {
      const { length } = plainWords(article.headline);
      return length > CROWDED_CHARACTERS
        ? [crowded(article, `has ${length} characters, more than a head is made for`)]
        : [];
    });
  return seen.headlines.flatMap((headline) => {
    const article = articles.get(headline.slug);
    if (article === undefined || !isCrowded(headline)) return [];
    const folio = pages[headline.pageIndex]?.folio ?? headline.pageIndex + 1;
    return [crowded(article, `takes ${headline.lines} lines on page ${folio}`)];
  });
};

/** What the pages show that nobody sees in the copy. Places are those of articles and pictures; no file is read. */
export const checkPages = (made: PagesToCheck): Problem[] =>
  [...checkHeadlines(made), ...checkFill(made), ...checkResolutions(made)].map((found) => problemOf(found, new Map()));

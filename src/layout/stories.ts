import type { Article } from "../article/index.js";
import { type ArticleEntry, type Cover, type Issue, nearest, type Section } from "../manifest/index.js";
import type { Place, Problem } from "../problem.js";
import { Gathering } from "./gather.js";
import type { CoverDesign, Design, IssueCopy, Layout, Opener, OpenerPlan, StoryPlan } from "./types.js";
import { type Pictures, pictureView } from "./view.js";

/** A story before its pages are known: its plan, and the articles that its templates are rendered from. */
export interface Story {
  readonly plan: StoryPlan;
  readonly section?: Section;
  readonly articles: readonly Article[];
}

/** The master of a section's opening page. */
const SECTION_MASTER = "section";

/** Width of the type area, px: the trim at 96 px to the inch, rounded up to whole px, less both margins. */
export const areaWidthPx = (layout: Layout): number => {
  const { inside, outside } = layout.grid.marginsPx;
  return pageSizePx(layout).width - inside - outside;
};

/** Width of one of a design's columns, in whole px. */
export const measurePx = (layout: Layout, { columns, insetPx = 0 }: Pick<Design, "columns" | "insetPx">): number =>
  Math.floor((areaWidthPx(layout) - insetPx - layout.grid.columnGutterPx * (columns - 1)) / columns);

/** The page box, px: whole px that cover the trim; the finished PDF is cut to the exact trim. */
export const pageSizePx = (layout: Layout): { width: number; height: number } => {
  const [widthMm, heightMm] = layout.page.trimMm;
  return { width: Math.ceil((widthMm / 25.4) * 96), height: Math.ceil((heightMm / 25.4) * 96) };
};

export const designOf = (layout: Layout, entry: ArticleEntry | undefined, article: Article): string => {
  const asked = entry?.design ?? article.design;
  if (asked !== undefined && layout.designs[asked] !== undefined) return asked;
  const { withHero, withoutHero, long } = layout.defaults;
  if (article.hero === undefined) return withoutHero;
  return long !== undefined && article.words >= long.words ? long.design : withHero;
};

/** Designs that the editor names and the layout has not. Problems: MANIFEST_INVALID. */
export const checkDesigns = (layout: Layout, sections: readonly Section[]): Problem[] => {
  const known = Object.keys(layout.designs);
  const check = (design: string | undefined, place: Problem["place"]): Problem[] => {
    if (design === undefined || known.includes(design)) return [];
    const meant = nearest(design, known);
    return [
      {
        code: "MANIFEST_INVALID",
        severity: "error",
        ...(place === undefined ? {} : { place }),
        message: `The layout “${layout.name}” has no design “${design}”.`,
        remedy:
          meant === undefined
            ? `It has: ${known.join(", ")}.`
            : `Did you mean \`${meant}\`? It has: ${known.join(", ")}.`,
      },
    ];
  };
  const checkOpener = ({ opener, place }: Section): Problem[] =>
    opener === undefined || layout.masterSources[SECTION_MASTER] !== undefined
      ? []
      : [
          {
            code: "MANIFEST_INVALID",
            severity: "error",
            place,
            message: `The layout “${layout.name}” has no opening page for a section.`,
            remedy: "Take out the section's `opener`, or choose another layout.",
          },
        ];
  return sections.flatMap((section) => [
    ...check(section.design, section.place),
    ...checkOpener(section),
    ...section.articles.flatMap((entry) => check(entry.design, entry.place)),
  ]);
};

/** The cover that the editor asked for; the usual one when nothing is said. */
export const coverOf = ({ covers }: Layout, { design }: Cover): CoverDesign =>
  covers[design ?? "full"] ?? Object.values(covers)[0]!;

/** A cover that the editor names and the layout has not. Problems: MANIFEST_INVALID. */
export const checkCoverDesign = (layout: Layout, { design, designPlace }: Cover): Problem[] => {
  const known = Object.keys(layout.covers);
  if (design === undefined || known.includes(design)) return [];
  const meant = nearest(design, known);
  return [
    {
      code: "MANIFEST_INVALID",
      severity: "error",
      ...(designPlace === undefined ? {} : { place: designPlace }),
      message: `The layout “${layout.name}” has no cover “${design}”.`,
      remedy: `${meant === undefined ? "" : `Did you mean \`${meant}\`? `}It has: ${known.join(", ")}.`,
    },
  ];
};

/** Width of `span` of the design's columns and the white between them, px. */
export const columnsPx = (layout: Layout, columns: number, span: number): number => {
  const gutter = layout.grid.columnGutterPx;
  const columnPx = (areaWidthPx(layout) - gutter * (columns - 1)) / columns;
  return columnPx * span + gutter * (span - 1);
};

/** Openers made for a picture need one, and one that may be cropped where its page or its words leave it little choice. */
const suits = ({ hero, spread }: Opener, article: Article): boolean => {
  if (article.hero === undefined) return hero === undefined && spread !== true;
  return article.hero.whole !== true || (spread !== true && hero?.columns === undefined);
};

const openerPlan = (
  layout: Layout,
  columns: number,
  opener: Opener,
  article: Article,
  pictures: Pictures,
): OpenerPlan => {
  const plain = plainOpener(opener);
  const view = article.hero && pictureView(article.hero.picture, pictures);
  if (opener.hero === undefined || view === undefined) return plain;
  const widthPx = opener.hero.bleed
    ? pageSizePx(layout).width
    : columnsPx(layout, columns, opener.hero.columns ?? columns);
  const hero = { ...opener.hero, aspect: view.widthPx / view.heightPx, widthPx, whole: article.hero?.whole === true };
  return { ...plain, hero };
};

const plainOpener = ({ master, sinkLines = 0, spread = false, runsOn = false }: Opener): OpenerPlan => ({
  master,
  sinkLines,
  spread,
  runsOn,
});

/** The openers that suit the article; the usual one where none does. */
const openersFor = (layout: Layout, design: Design, article: Article, pictures: Pictures): OpenerPlan[] => {
  const suited = design.openers.filter((opener) => suits(opener, article));
  // The first begins on any page.
  const usual = suited.find(({ spread, runsOn }) => spread !== true && runsOn !== true) ?? design.openers[0];
  return [usual, ...suited.filter((opener) => opener !== usual)].map((opener) =>
    openerPlan(layout, design.columns, opener, article, pictures),
  );
};

/** The design that takes less room, for an article whose design nobody chose. */
const denserPlan = (
  layout: Layout,
  name: string,
  entry: ArticleEntry,
  article: Article,
  pictures: Pictures,
): StoryPlan["denser"] => {
  const denser = layout.denser?.[name];
  const design = denser === undefined ? undefined : layout.designs[denser];
  if (denser === undefined || design === undefined || (entry.design ?? article.design) !== undefined) return undefined;
  const [usual, ...others] = openersFor(layout, design, article, pictures);
  const { columns, insetPx } = design;
  return {
    design: denser,
    columns,
    ...(insetPx === undefined ? {} : { insetPx }),
    openers: [usual!, ...others],
    measurePx: measurePx(layout, design),
  };
};

interface StorySettings {
  readonly layout: Layout;
  readonly pictures: Pictures;
  /** The issue has a number of pages to keep to. */
  readonly budgeted: boolean;
}

const articleStory = (
  { layout, pictures, budgeted }: StorySettings,
  section: Section,
  entry: ArticleEntry,
  article: Article,
): Story => {
  const name = designOf(layout, entry, article);
  const design = layout.designs[name];
  const [usual, ...others] = openersFor(layout, design, article, pictures);
  const denser = budgeted ? denserPlan(layout, name, entry, article, pictures) : undefined;
  return {
    section,
    articles: [article],
    plan: {
      id: article.slug,
      kind: "flow",
      openers: [usual!, ...others],
      design: name,
      articles: [article.slug],
      section: section.name,
      columns: design.columns,
      measurePx: measurePx(layout, design),
      ...(design.insetPx === undefined ? {} : { insetPx: design.insetPx }),
      ...(entry.pages === undefined ? {} : { pages: entry.pages }),
      ...(entry.fit === "off" ? { unfitted: true } : {}),
      ...(denser === undefined ? {} : { denser }),
    },
  };
};

const briefsStory = (
  layout: Layout,
  section: Section,
  articles: readonly Article[],
  id = `section-${section.slug}`,
): Story => ({
  section,
  articles,
  plan: {
    id,
    kind: "flow",
    openers: [plainOpener(layout.designs.briefs.openers[0])],
    design: "briefs",
    articles: articles.map((article) => article.slug),
    section: section.name,
    columns: layout.designs.briefs.columns,
    measurePx: measurePx(layout, layout.designs.briefs),
  },
});

const single = (layout: Layout, id: string, master: string, place: Place | undefined): Story => ({
  articles: [],
  plan: {
    id,
    kind: "single",
    openers: [plainOpener({ master })],
    design: master,
    articles: [],
    ...(place === undefined ? {} : { place }),
    columns: 1,
    measurePx: areaWidthPx(layout),
  },
});

/** A section's opening page: its name, its picture, its articles. */
const sectionStory = (layout: Layout, section: Section, articles: readonly Article[]): Story => {
  const { plan } = single(layout, `opener-${section.slug}`, SECTION_MASTER, section.place);
  return { section, articles, plan: { ...plan, section: section.name } };
};

const contentsStory = (layout: Layout, issue: Issue): Story => {
  const design =
    issue.contents === "pictures" && layout.designs["contents-pictures"] !== undefined
      ? "contents-pictures"
      : "contents";
  const { openers, columns } = layout.designs[design];
  return {
    articles: [],
    plan: {
      id: "contents",
      kind: "flow",
      openers: [plainOpener(openers[0])],
      design,
      articles: [],
      ...(issue.places === undefined ? {} : { place: issue.places.contents }),
      columns,
      measurePx: measurePx(layout, layout.designs[design]),
    },
  };
};

const withMore = (story: Story, articles: readonly Article[]): Story => ({
  ...story,
  articles: [...story.articles, ...articles],
  plan: { ...story.plan, articles: [...story.plan.articles, ...articles.map(({ slug }) => slug)] },
});

/**
 * The flatplan's stories in page order: cover, contents, sections, back cover. A section may begin with a page of its own; a
 * section of briefs is one story.
 */
export const storiesOf = (layout: Layout, copy: IssueCopy, pictures: Pictures): Story[] => {
  const budgeted = copy.issue.pages !== undefined || copy.issue.multipleOf !== undefined;
  const settings = { layout, pictures, budgeted };
  const stories: Story[] = [
    single(layout, "cover", coverOf(layout, copy.issue.cover).master, copy.issue.places?.cover),
    contentsStory(layout, copy.issue),
  ];
  const gathered = new Gathering(layout);
  for (const section of copy.issue.sections) {
    const pairs = section.articles.flatMap((entry) => {
      const article = copy.articles.get(entry.slug);
      return article === undefined ? [] : [{ entry, article }];
    });
    if (section.opener !== undefined && layout.masterSources[SECTION_MASTER] !== undefined && pairs.length > 0)
      stories.push(
        sectionStory(
          layout,
          section,
          pairs.map(({ article }) => article),
        ),
      );
    if (section.design === "briefs" && layout.designs.briefs !== undefined) {
      if (pairs.length > 0)
        stories.push(
          briefsStory(
            layout,
            section,
            pairs.map(({ article }) => article),
          ),
        );
    } else {
      for (const pair of pairs)
        if (gathered.takes(pair.entry, pair.article)) gathered.add({ section, ...pair, place: stories.length });
        else stories.push(articleStory(settings, section, pair.entry, pair.article));
      if (gathered.isPageful) {
        const { section: titled, articles, id } = gathered.pageful(copy.issue.language);
        stories.push(briefsStory(layout, titled, articles, id));
      }
    }
  }
  const left = gathered.rest();
  const last = stories.findLastIndex(({ plan }) => plan.design === "briefs");
  if (left.length > 0 && last >= 0)
    stories[last] = withMore(
      stories[last],
      left.map(({ article }) => article),
    );
  else
    for (const { section, entry, article, place } of left.reverse())
      stories.splice(place, 0, articleStory(settings, section, entry, article));
  stories.push(single(layout, "back-cover", "back-cover", copy.issue.places?.backCover));
  return stories;
};

import path from "node:path";
import { pathToFileURL } from "node:url";
import type { FontFace } from "../fonts/index.js";
import type { Issue } from "../manifest/index.js";
import type { Place } from "../problem.js";
import { contentsView, sectionView } from "./contents.js";
import { areaWidthPx, pageSizePx, type Story, storiesOf } from "./stories.js";
import { prepareTemplates, type Render } from "./templates.js";
import { tokenCss } from "./tokenCss.js";
import type { ComposePlan, IssueCopy, Layout } from "./types.js";
import { articleView, escapeHtml, houseView, PICTURE_PATH, type Pictures, pictureView, plainText } from "./view.js";

/** The document that the composer works in, the files it may read, and what the composer is told beside it. */
export interface LayoutDocument {
  readonly html: string;
  readonly files: ReadonlyMap<string, { readonly path: string; readonly type: string; readonly standIn?: boolean }>;
  readonly plan: Omit<ComposePlan, "hyphenation">;
  /** Where it is told what its templates and style sheets ask for in vain. */
  readonly place?: Place;
  /** The style sheets in the document's head, in order: `fonts`, `grid`, `tokens` where the layout has them, then the layout's own. */
  readonly styles: Layout["stylesheets"];
}

const FONT_PATH = "/fonts/";

const fontRule = (face: FontFace): string =>
  `@font-face{font-family:"${face.family}";font-weight:${face.weight};font-style:${face.italic ? "italic" : "normal"};` +
  `src:url("${FONT_PATH}${encodeURIComponent(face.fileName)}") format("truetype")}`;

/**
 * The grid as CSS custom properties, and the few rules every layout's pages rest on. No ligatures, whatever a `font` shorthand
 * resets: words are measured without, tracked lines have none, and a reader who searches finds the letters.
 */
const gridCss = (layout: Layout, issue: Issue): string => {
  const { leadingPx, lines, marginsPx, columnGutterPx } = layout.grid;
  const page = pageSizePx(layout);
  const colours = Object.entries(issue.magazine.colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join("");
  return `:root{--leading:${leadingPx}px;--lines:${lines};--page-width:${page.width}px;--page-height:${page.height}px;--area-width:${areaWidthPx(layout)}px;
--area-height:${lines * leadingPx}px;--margin-top:${marginsPx.top}px;--margin-inside:${marginsPx.inside}px;--margin-outside:${marginsPx.outside}px;--column-gutter:${columnGutterPx}px;${colours}}
.page{position:relative;box-sizing:border-box;width:var(--page-width);height:var(--page-height);overflow:clip;contain:size;break-after:page;
--margin-left:var(--margin-inside);--margin-right:var(--margin-outside)}
.page:last-child{break-after:auto}
.page.verso{--margin-left:var(--margin-outside);--margin-right:var(--margin-inside)}
.area{position:absolute;top:var(--margin-top);left:var(--margin-left);width:var(--area-width);height:var(--area-height)}
.frame{position:absolute;overflow:clip;overflow-clip-margin:14px}
.page,.copy{white-space:pre-wrap}
.crop{position:relative;overflow:clip}
.crop>img{position:absolute;display:block;max-width:none}
.copy [data-flow]{clear:both}
[data-flow=lines],[data-lines]{white-space:nowrap}
.br{white-space:pre-wrap}
[data-fit],.together{white-space:nowrap}
.cut{display:inline-block;width:1px;margin-left:-1px;white-space:pre;text-indent:0}
.hy::after{content:"-" / ""}
*,::before,::after{font-variant-ligatures:none!important}
${insetCss(layout)}`;
};

/** Columns that begin beside a margin: make-up counts from where the first one begins. */
const insetCss = ({ designs }: Layout): string =>
  Object.entries(designs)
    .flatMap(([name, { insetPx }]) =>
      insetPx === undefined
        ? []
        : [`[class~=${JSON.stringify(`design-${name}`)}] [data-frames]{margin-left:${insetPx}px}`],
    )
    .join("\n");

/** What every master is given: the magazine, the issue, and the week in words. */
const issueView = (copy: IssueCopy, pictures: Pictures, weekText: string): Record<string, unknown> => {
  const { issue } = copy;
  const { magazine } = issue;
  return {
    magazine,
    number: issue.number,
    title: issue.title,
    note: issue.note,
    weekText,
    masthead: magazine.masthead,
    cover: {
      ...issue.cover,
      picture: withCredit(pictureView(issue.cover.picture, pictures), issue.cover.picture?.credit),
    },
    backCover: { ...magazine.backCover, picture: pictureView(magazine.backCover?.picture, pictures) },
  };
};

const withCredit = <View extends object>(
  view: View | undefined,
  credit: string | undefined,
): (View & { credit?: string }) | undefined =>
  view === undefined ? undefined : { ...view, ...(credit === undefined ? {} : { credit }) };

/** What the page before a section's first article is given. */
const sectionPageView = ({ section, articles }: Story, pictures: Pictures): Record<string, unknown> => ({
  text: section?.opener?.text,
  caption: section?.opener?.picture?.caption,
  credit: section?.opener?.picture?.credit,
  picture: pictureView(section?.opener?.picture, pictures),
  articles,
});

const storyContext = (
  story: Story,
  layout: Layout,
  copy: IssueCopy,
  pictures: Pictures,
  base: Record<string, unknown>,
): Record<string, unknown> => {
  const settings = {
    pictures,
    span: layout.figures.span,
    columns: story.plan.columns,
    wideTables: layout.designs[story.plan.design]?.wideTables === true,
  };
  const sectioned = { ...base, ...sectionView(layout, copy.issue, story.section), slug: story.plan.id };
  if (story.plan.id === "contents") return { ...sectioned, ...contentsView(layout, copy, pictures) };
  if (story.plan.articles.length === 0)
    return story.section === undefined ? sectioned : { ...sectioned, ...sectionPageView(story, pictures) };
  const briefs = story.plan.design === "briefs";
  const views = story.articles.map((article) => articleView(article, settings, !briefs));
  if (briefs) return { ...sectioned, briefs: views };
  return { ...sectioned, ...views[0], runningTitle: plainText(story.articles[0].headline) };
};

const copyHtml = (story: Story, render: Render, context: Record<string, unknown>): string => {
  if (story.plan.id === "contents") return render("contents-entries", context);
  if (story.plan.design === "briefs")
    return story.articles
      .map((_, index) => articleCopy(story, index, render("brief", (context.briefs as unknown[])[index])))
      .join("");
  return articleCopy(story, 0, render("body", context));
};

const articleCopy = (story: Story, index: number, html: string): string =>
  `<div data-article="${escapeHtml(story.articles[index].slug)}" lang="${escapeHtml(story.articles[index].language)}">${html}</div>`;

const storyHtml = (
  story: Story,
  layout: Layout,
  copy: IssueCopy,
  pictures: Pictures,
  render: Render,
  base: Record<string, unknown>,
): string => {
  const context = storyContext(story, layout, copy, pictures, base);
  if (story.plan.kind === "single") return render(story.plan.openers[0].master, context);
  const id = escapeHtml(story.plan.id);
  const { plan } = story;
  const openers = [plan, ...(plan.denser === undefined ? [] : [plan.denser])]
    .flatMap((set) =>
      set.openers.map(
        ({ master }) =>
          `<div data-openers="${id}" data-design="${escapeHtml(set.design)}">${render(master, context)}</div>`,
      ),
    )
    .join("");
  return (
    `${openers}<template data-continuation="${id}">${render("continuation", context)}</template>` +
    `<div class="copy design-${escapeHtml(story.plan.design)}" data-copy="${id}" style="width:${plan.measurePx}px">${copyHtml(story, render, context)}</div>`
  );
};

/** House matter as whole pages and as parts of pages, one of each for the sizes that the editor allows. */
const houseHtml = (
  layout: Layout,
  copy: IssueCopy,
  pictures: Pictures,
  render: Render,
  base: Record<string, unknown>,
): string => {
  const { house } = layout;
  if (house === undefined || copy.issue.house.length === 0) return "";
  const stock = copy.issue.house.map((item) => {
    const name = escapeHtml(item.name);
    const context = { ...base, ...sectionView(layout, copy.issue, undefined), slug: `house-${item.name}` };
    const view = { ...context, ...houseView(item, pictures) };
    const page = item.sizes.includes("whole")
      ? `<div data-house-page="${name}">${render(house.master, view)}</div>`
      : "";
    const isPart = item.sizes.includes("half") || item.sizes.includes("quarter");
    return isPart ? `${page}<div data-house-part="${name}">${render("house", view)}</div>` : page;
  });
  return `<div data-house-stock>${stock.join("")}</div>\n`;
};

type Files = Map<string, { path: string; type: string; standIn?: boolean }>;

const fontFiles = (fonts: readonly FontFace[]): Files =>
  new Map(
    fonts.map(
      (face) => [FONT_PATH + encodeURIComponent(face.fileName), { path: face.path, type: "font/ttf" }] as const,
    ),
  );

const stylesOf = (layout: Layout, issue: Issue, fonts: readonly FontFace[]): LayoutDocument["styles"] => {
  const { tokens, grid } = layout;
  const settings = { fonts: layout.fonts, leadingPx: grid.leadingPx, magazineColours: issue.magazine.colours };
  return [
    { name: "fonts", css: fonts.map(fontRule).join("\n") },
    { name: "grid", css: gridCss(layout, issue) },
    ...(tokens === undefined ? [] : [{ name: "tokens", css: tokenCss(tokens, settings) }]),
    ...layout.stylesheets,
  ];
};

/** Everything before the body: the fonts, the grid and the layout's own style sheets. */
const headHtml = (issue: Issue, styles: LayoutDocument["styles"]): string => {
  const title = escapeHtml(`${issue.magazine.name} ${issue.week.label}`);
  return `<!doctype html>
<html lang="${escapeHtml(issue.language)}"><head><meta charset="utf-8"><title>${title}</title>
${styles.map(({ css }) => `<style>${css.replaceAll("</", "<\\/")}</style>`).join("\n")}
</head>`;
};

/** Where a layout describes itself, as shown. */
export const descriptionPlace = ({ name }: Pick<Layout, "name">): Place => ({ file: `layouts/${name}/layout.yaml` });

/** The document without its body: fonts and styles, for the browser to load while the articles are being read. */
export const renderHead = (
  layout: Layout,
  issue: Issue,
  fonts: readonly FontFace[],
): Pick<LayoutDocument, "html" | "files" | "place"> => ({
  html: `${headHtml(issue, stylesOf(layout, issue, fonts))}<body></body></html>`,
  files: fontFiles(fonts),
  place: descriptionPlace(layout),
});

const budgetOf = ({ pages, multipleOf, places }: Issue): ComposePlan["budget"] => ({
  ...(places === undefined ? {} : { place: places.budget }),
  ...(pages === undefined ? {} : { pages }),
  ...(multipleOf === undefined ? {} : { multipleOf }),
});

/** A run of the issue's stories that is made up by itself, the first of them from this folio on. */
export interface Part {
  /** Ids of stories that follow one another. */
  readonly stories: ReadonlySet<string>;
  readonly firstFolio: number;
  /** First folios of the articles on other pages, as far as they are known. */
  readonly folios: Readonly<Record<string, number>>;
}

/** What is to be made up: the issue's stories in page order, or part of them, and what every composer is told of them. */
export const planStories = (
  layout: Layout,
  copy: IssueCopy,
  pictures: Pictures,
  part?: Part,
): { readonly stories: readonly Story[]; readonly plan: LayoutDocument["plan"] } => {
  const all = storiesOf(layout, copy, pictures);
  const stories = part === undefined ? all : all.filter(({ plan }) => part.stories.has(plan.id));
  return {
    stories,
    plan: {
      ...(part === undefined ? {} : { firstFolio: part.firstFolio, folios: part.folios }),
      layout: layout.name,
      leadingPx: layout.grid.leadingPx,
      lines: layout.grid.lines,
      columnGutterPx: layout.grid.columnGutterPx,
      areaWidthPx: areaWidthPx(layout),
      figures: layout.figures,
      budget: part === undefined ? budgetOf(copy.issue) : {},
      ...(layout.house === undefined ? {} : { house: layout.house }),
      stories: stories.map((story) => story.plan),
      articleNames: Object.fromEntries([...copy.articles.values()].map((article) => [article.slug, article.name])),
    },
  };
};

/** What is rendered, and what it tells of itself. */
export interface RenderOptions {
  /** Only these stories. */
  readonly part?: Part;
  /** Elements say which partial or master they come from: for who looks at pages, not for print. */
  readonly provenance?: boolean;
}

/**
 * Renders the whole issue as one HTML document: each story's opening page, a template for its further pages, and its
 * copy in one column of the frame's measure, ready to be measured. Throws `TemplateFault`.
 */
export const renderDocument = (
  layout: Layout,
  copy: IssueCopy,
  pictures: Pictures,
  fonts: readonly FontFace[],
  weekText: string,
  { part, provenance }: RenderOptions = {},
): LayoutDocument => {
  const render = prepareTemplates(layout, { provenance });
  const base = issueView(copy, pictures, weekText);
  const { stories, plan } = planStories(layout, copy, pictures, part);
  const files = fontFiles(fonts);
  for (const picture of pictures.values())
    files.set(
      PICTURE_PATH + picture.name,
      path.extname(picture.name) === ".png"
        ? { path: picture.preparedPath, type: "image/png" }
        : { path: picture.preparedPath, type: "image/jpeg", standIn: true },
    );
  const styles = stylesOf(layout, copy.issue, fonts);
  const body = stories.map((story) => storyHtml(story, layout, copy, pictures, render, base)).join("\n");
  return {
    html: `${headHtml(copy.issue, styles)}<body>
${body}
${houseHtml(layout, copy, pictures, render, base)}</body></html>`,
    files,
    place: descriptionPlace(layout),
    plan,
    styles,
  };
};

/** For `--keep`: the document with its files as absolute `file:` addresses, to open in any browser. */
export const withFileUrls = (html: string, files: LayoutDocument["files"]): string => {
  let opened = html;
  for (const [served, { path: file }] of files)
    opened = opened.replaceAll(`"${served}"`, `"${pathToFileURL(file).href}"`);
  return opened;
};

import type { PictureUse } from "../figures/index.js";
import type { PictureRef } from "../manifest/index.js";
import { areaWidthPx, columnsPx, coverOf, designOf, pageSizePx } from "./stories.js";
import type { IssueCopy, Layout } from "./types.js";
import { figuresOf } from "./view.js";

/** Points in a CSS px: 72 points and 96 px to the inch. */
const PT_PER_PX = 72 / 96;

/** Height of a picture that has a page to itself, px: from the page's top edge to the foot of the type area. */
const fullPagePx = ({ grid }: Layout): number => grid.marginsPx.top + grid.lines * grid.leadingPx;

/**
 * The largest box, in pt, that the layout can print each picture in: what `figures/` resamples to. A picture of unknown
 * proportions is asked for by its width alone (height 0); make-up may crop its height but never enlarges its width.
 */
export const pictureUses = (layout: Layout, copy: IssueCopy): PictureUse[] => {
  const page = pageSizePx(layout);
  const area = areaWidthPx(layout);
  const uses: PictureUse[] = [];
  const use = (picture: PictureRef | undefined, widthPx: number, heightPx: number): void => {
    if (picture !== undefined)
      uses.push({
        picture,
        boxPt: { width: Math.round(widthPx * PT_PER_PX), height: Math.round(heightPx * PT_PER_PX) },
      });
  };
  const { picturePx = [page.width, page.height] } = coverOf(layout, copy.issue.cover);
  use(copy.issue.cover.picture, ...picturePx);
  use(copy.issue.magazine.backCover?.picture, page.width, page.height);
  if (layout.house !== undefined)
    for (const { picture } of copy.issue.house) use(picture, page.width, fullPagePx(layout));
  for (const section of copy.issue.sections) {
    use(section.opener?.picture, page.width, fullPagePx(layout));
    for (const entry of section.articles) {
      const article = copy.articles.get(entry.slug);
      if (article === undefined) continue;
      const brief = section.design === "briefs";
      const design = brief ? layout.designs.briefs : layout.designs[designOf(layout, entry, article)];
      const columnPx = columnsPx(layout, design.columns, 1);
      const bleeds = design.openers.some(({ hero, spread }) => hero?.bleed || spread);
      const heroPx = brief ? columnPx : bleeds ? page.width : area;
      use(article.hero?.picture, heroPx, brief ? 0 : heroPx / layout.figures.minAspect);
      if (article.hero?.whole !== true && design.openers.some(({ spread }) => spread))
        use(article.hero?.picture, page.width, fullPagePx(layout));
      use(article.portrait?.picture, columnPx, columnPx);
      for (const { figure, across } of figuresOf(article)) {
        // Unless the editor chose a width, make-up may take up to the whole type area; a gallery's pictures share it.
        const span =
          figure.span === undefined && across === 1
            ? design.columns
            : Math.min(figure.span ?? design.columns, design.columns);
        const widthPx = columnsPx(layout, design.columns, span) / across;
        use(figure.picture, widthPx, widthPx / layout.figures.minAspect);
      }
    }
  }
  return uses;
};

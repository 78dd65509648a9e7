import type { Article } from "../article/index.js";
import type { Issue, Section } from "../manifest/index.js";
import type { IssueCopy, Layout } from "./types.js";
import { type Pictures, pictureView } from "./view.js";

/** A section's colour: the editor's; else the layout's, by the section's place in the issue; else the accent. */
export const sectionView = (
  layout: Layout,
  issue: Issue,
  section: Section | undefined,
): { sectionName: string; sectionColour: string } => {
  const palette = layout.sectionColours ?? [];
  const turn = section === undefined ? -1 : issue.sections.indexOf(section);
  const colour = turn < 0 || palette.length === 0 ? undefined : palette[turn % palette.length];
  return {
    sectionName: section?.name ?? "",
    sectionColour: section?.colour ?? colour ?? issue.magazine.colours.accent ?? "#000",
  };
};

/** An article as the contents page lists it. */
interface Listed {
  readonly section: Section;
  readonly article: Article;
}

const listedIn = (copy: IssueCopy, section: Section): Listed[] =>
  section.articles.flatMap(({ slug }) => {
    const article = copy.articles.get(slug);
    return article === undefined ? [] : [{ section, article }];
  });

/** Articles that the contents page shows with their heroes, at most. */
const MOST_PICTURED = 4;

/**
 * The articles that are announced with their heroes: the cover story and the first with a picture of each section; then, up to
 * the most, others. In the order of the issue, but the cover story leads.
 */
const picturedOf = (copy: IssueCopy, pictures: Pictures): Listed[] => {
  const sections = copy.issue.sections
    .filter(({ design }) => design !== "briefs")
    .map((section) => listedIn(copy, section).filter(({ article }) => pictures.has(article.hero?.picture.path ?? "")));
  const all = sections.flat();
  const coverStory = all.find(({ article }) => article.slug === copy.issue.cover.article);
  const firsts = sections.flatMap(([first]) =>
    first === undefined || first.section === coverStory?.section ? [] : [first],
  );
  const wanted = new Set([...(coverStory === undefined ? [] : [coverStory]), ...firsts, ...all]);
  const chosen = [...wanted].slice(0, MOST_PICTURED);
  return [...chosen.slice(0, 1), ...all.filter((listed) => chosen.indexOf(listed) > 0)];
};

/** The contents page: sections with their articles, and the articles that it shows with pictures. */
export const contentsView = (layout: Layout, copy: IssueCopy, pictures: Pictures): Record<string, unknown> => {
  const colourOf = (section: Section): string => sectionView(layout, copy.issue, section).sectionColour;
  const pictured =
    copy.issue.contents !== "pictures" || layout.designs["contents-pictures"] === undefined
      ? []
      : picturedOf(copy, pictures).map(({ section, article }) => ({
          ...article,
          sectionName: section.name,
          colour: colourOf(section),
          // Ornament here: its headline stands beside it, and the article describes it.
          picture: { ...pictureView(article.hero?.picture, pictures), alt: "" },
        }));
  const [lead, ...others] = pictured;
  const listed = copy.issue.sections.reduce((sum, section) => sum + listedIn(copy, section).length, 0);
  const crowded = layout.contents !== undefined && listed > layout.contents.standfirsts;
  return {
    lead,
    others,
    sections: copy.issue.sections.map((section) => ({
      name: section.name,
      colour: colourOf(section),
      articles: listedIn(copy, section).map(({ article }, index) => ({
        ...article,
        brief: section.design === "briefs" || lead !== undefined || (crowded && index > 0),
      })),
    })),
  };
};

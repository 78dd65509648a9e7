import path from "node:path";
import { type Article, articleTexts } from "../article/index.js";
import type { HouseItem, Issue, Magazine, PictureRef, Section } from "../manifest/index.js";
import type { Place } from "../problem.js";

/** A stretch of printed words, and where it stands. */
export interface Words {
  readonly text: string;
  readonly place: Place;
}

/** Words that are looked through together. `name`: what messages call them: an article's file, "the cover". */
export interface Copy {
  readonly name: string;
  readonly words: readonly Words[];
}

export const articleCopy = (article: Article): Copy => ({ name: article.name, words: articleTexts(article) });

/** The texts that are there, all at one place. */
const at = (place: Place, ...texts: readonly (string | undefined)[]): Words[] =>
  texts.flatMap((text) => (text ? [{ text, place }] : []));

const pictureWords = (picture: PictureRef | undefined): Words[] =>
  picture === undefined ? [] : at(picture.place, picture.caption, picture.credit);

const titleCopy = (magazine: Magazine, place: Place): Copy[] => {
  const { name, tagline, publisher, masthead, colophon, website, subscribe, backCover } = magazine;
  return [
    { name: "the magazine's name and tagline", words: at(place, name, tagline) },
    {
      name: "the masthead",
      words: at(place, publisher, website, subscribe, ...masthead.flatMap(({ role, names }) => [role, ...names])),
    },
    { name: "the colophon", words: at(place, colophon) },
    { name: "the back cover", words: at(place, backCover?.headline, backCover?.text) },
  ];
};

const sectionCopy = ({ name, opener, place }: Section): Copy => ({
  name: `the section “${name}”`,
  words: [...at(place, name, opener?.text), ...pictureWords(opener?.picture)],
});

const houseCopy = ({ kicker, headline, text, cite, link, picture, place }: HouseItem): Copy => ({
  name: "the house matter",
  words: [...at(place, kicker, headline, text, cite, link), ...pictureWords(picture)],
});

/**
 * Everything that an issue prints beside its articles, as its editor wrote it: what a cover takes from an article is among that article's
 * words. `weekText`: the week in words. Places are files, and lines of them where the manifest's reader has kept those.
 */
export const issueCopy = (issue: Issue, weekText: string): Copy[] => {
  const { magazine, cover, sections, house, title, note } = issue;
  // Each section stands in the issue's manifest, and an issue has at least one.
  const manifest = sections[0]?.place.file ?? issue.manifestPath;
  const place: Place = { file: manifest };
  const lines = cover.lines.flatMap(({ headline, text }) => [headline, text]);
  return [
    ...titleCopy(magazine, { file: path.join(path.dirname(path.dirname(manifest)), "magazine.yaml") }),
    { name: "the issue's title and note", words: at(place, title, note) },
    { name: "the week in words", words: at(place, weekText) },
    {
      name: "the cover",
      words: [...at(place, cover.kicker, cover.headline, cover.standfirst, ...lines), ...pictureWords(cover.picture)],
    },
    ...sections.map(sectionCopy),
    ...house.map(houseCopy),
  ].filter(({ words }) => words.length > 0);
};

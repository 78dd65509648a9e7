/**
 * Parts that an article may lack, and words that stand in for a picture's own. Problems: PICTURE_ALT_STOOD_IN, PICTURE_CAPTION_MISSING,
 * PICTURE_CREDIT_MISSING, BYLINE_MISSING, STANDFIRST_MISSING, SOURCES_MISSING.
 */
import type { Article, Block, Figure } from "../article/index.js";
import type { PictureRef } from "../manifest/index.js";
import type { Found } from "./found.js";
import { plainWords, wordsAlike } from "./words.js";

/** A caption that says itself whose picture it is. */
const CREDITED =
  /©|\b(?:photo|image|picture|illustration|drawing|map|foto|imagen|crédits?|credit|courtesy|courtoisie)\b|صورة|تصوير/iu;

interface Shown {
  readonly figure: Figure;
  /** The gallery it is in has a caption. */
  readonly captioned: boolean;
}

/** An article's pictures in reading order, without its author's portrait. */
const picturesOf = (article: Article): Shown[] => {
  const inBlocks = (blocks: readonly Block[]): Shown[] =>
    blocks.flatMap((block): Shown[] => {
      if (block.kind === "figure") return [{ figure: block, captioned: block.caption !== undefined }];
      if (block.kind === "gallery")
        return block.figures.map((figure) => ({
          figure,
          captioned: figure.caption !== undefined || block.caption !== undefined,
        }));
      if (block.kind === "quote" || block.kind === "aside") return inBlocks(block.blocks);
      return block.kind === "list" ? block.items.flatMap(inBlocks) : [];
    });
  const { hero } = article;
  return [
    ...(hero === undefined ? [] : [{ figure: hero, captioned: hero.caption !== undefined }]),
    ...inBlocks(article.body),
  ];
};

const fileOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

/** A collected picture whose alternative text is no more than its caption or the headline. */
const checkAlt = ({ picture, place }: Figure, article: Article): Found[] => {
  if (article.sourceUrl === undefined || picture.alt === "") return [];
  const { name, alt, caption = "" } = picture;
  const standIn = wordsAlike(alt, caption)
    ? "caption"
    : wordsAlike(alt, plainWords(article.headline))
      ? "headline"
      : undefined;
  if (standIn === undefined) return [];
  return [
    {
      code: "PICTURE_ALT_STOOD_IN",
      place,
      near: name,
      message: `The ${standIn} stands in for the alternative text of “${fileOf(name)}”: “${alt.slice(0, 80)}${alt.length > 80 ? "…" : ""}”`,
      remedy: "Say in the article what the picture shows, for readers who cannot see it.",
    },
  ];
};

const checkCredit = ({ name, credit, caption = "", place }: PictureRef): Found[] =>
  credit !== undefined || CREDITED.test(caption)
    ? []
    : [
        {
          code: "PICTURE_CREDIT_MISSING",
          place,
          near: name,
          message: `Nothing says who made the picture “${fileOf(name)}”.`,
          remedy: `Name the maker: \`credit:\` beside the file's name, or \`![…](${fileOf(name)}){credit="…"}\`.`,
        },
      ];

export const checkPictures = (article: Article): Found[] =>
  picturesOf(article).flatMap(({ figure, captioned }) => [
    ...checkAlt(figure, article),
    ...(captioned
      ? []
      : [
          {
            code: "PICTURE_CAPTION_MISSING",
            place: figure.place,
            near: figure.picture.name,
            message: `The picture “${fileOf(figure.picture.name)}” has no caption.`,
            remedy: `Say what it has to do with the story: \`caption:\` beside the file's name, or \`![…](${fileOf(figure.picture.name)} "The caption")\`.`,
          } satisfies Found,
        ]),
    ...checkCredit(figure.picture),
  ]);

/** A picture that belongs to no article: the cover's, an opening page's. */
export const checkOwnPicture = (picture: PictureRef | undefined): Found[] =>
  picture === undefined ? [] : checkCredit(picture);

/** What an article has around its text. `short`: it stands among briefs, which need neither standfirst nor byline. */
export const checkParts = (
  { name, byline, standfirst, sources, sourceUrl, places }: Article,
  short: boolean,
): Found[] => {
  const place = places?.headline ?? { file: name, line: 1 };
  const missing = (code: Found["code"], what: string, remedy: string): Found => ({
    code,
    place,
    message: `The article has no ${what}.`,
    remedy,
  });
  return [
    ...(short || byline !== undefined
      ? []
      : [missing("BYLINE_MISSING", "byline", "Add a line such as `byline: Lina Harzi` to its front matter.")]),
    ...(short || standfirst !== undefined
      ? []
      : [
          missing(
            "STANDFIRST_MISSING",
            "standfirst",
            "Add a sentence that leads into it: `standfirst: …` in its front matter.",
          ),
        ]),
    ...(sources.length > 0 || sourceUrl !== undefined
      ? []
      : [
          missing(
            "SOURCES_MISSING",
            "sources",
            "Name what it draws on: `sources: [National Archive]` in its front matter.",
          ),
        ]),
  ];
};

import { Parser } from "htmlparser2";
import { countWords } from "../../words.js";

/** Elements within elements that are followed: each level costs the parser more, and no article has so many. */
const HOPELESS_DEPTH = 2000;

/** The HTML is parsed in stretches of this many characters, so that a hopeless one is given up early. */
const STRETCH = 16_384;

const WORDLESS = new Set(["script", "style", "template", "noscript", "svg"]);
const BLOCKS = new Set(
  "p div li ul ol h1 h2 h3 h4 h5 h6 blockquote figure figcaption table tr br section pre".split(" "),
);

/** The words of HTML, a line a block; entities are read, scripts left out. */
export const plainText = (html: string): string => {
  let text = "";
  let depth = 0;
  let wordless = 0;
  const breakLine = (name: string): void => {
    if (BLOCKS.has(name)) text += "\n";
  };
  const parser = new Parser({
    onopentag(name) {
      depth++;
      if (WORDLESS.has(name)) wordless++;
      breakLine(name);
    },
    onclosetag(name) {
      depth--;
      if (WORDLESS.has(name)) wordless--;
      breakLine(name);
    },
    ontext(words) {
      if (wordless === 0) text += words;
    },
  });
  for (let at = 0; at < html.length && depth < HOPELESS_DEPTH; at += STRETCH)
    parser.write(html.slice(at, at + STRETCH));
  parser.end();
  return text
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n\s*/g, "\n")
    .trim();
};

const APPEARED_FIRST =
  /(appeared first on|est apparu en premier sur|apareció primero en|ظهرت أولاً على|erschien zuerst auf|apareceu primeiro em)/iu;

/** HTML without the paragraph that WordPress puts below every item of a feed: “The post … appeared first on …”. */
const withoutAppearedFirst = (html: string): string => {
  const start = html.lastIndexOf("<p");
  return start !== -1 && APPEARED_FIRST.test(plainText(html.slice(start))) ? html.slice(0, start) : html;
};

/** How a cut text ends: `[…]` that WordPress writes, or an invitation to the rest. */
const CUT =
  /(\[\s*(…|\.{3})\s*\]|(read|continue|view|see) (more|reading|full|the full|the rest)[^\n]{0,80}|keep reading[^\n]{0,80}|lire (la suite|plus)[^\n]{0,80}|suite de l.article|(اقرأ|إقرأ|قراءة) المزيد|leer más|seguir leyendo|weiterlesen|mehr lesen)[\s→»›>.…]*$/iu;

/** An ellipsis may be the writer's own; with so few words before it, it is not. */
const ELLIPSIS = /(…|\.{3})$/u;
const SHORT_WORDS = 120;

/** Whether a text ends before its end: `[…]`, “Read more”, or a few words and an ellipsis. */
export const isCut = (html: string): boolean => {
  const text = plainText(withoutAppearedFirst(html));
  return CUT.test(text) || (ELLIPSIS.test(text) && countWords(text) < SHORT_WORDS);
};

/** Letters and digits alone: quotes, dashes and spaces change on the way from a body to its excerpt. */
const letters = (html: string): string =>
  plainText(html)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

/** Letters of the body in which a machine's excerpt begins: it may leave out a caption or heading at the top. */
const TOP_LETTERS = 600;

/**
 * The excerpt as a standfirst, in HTML, if somebody wrote it: neither cut off nor merely the beginning of the body.
 * `undefined` otherwise.
 */
export const standfirstOf = (excerpt: string | undefined, body: string): string | undefined => {
  if (excerpt === undefined || isCut(excerpt)) return undefined;
  const own = withoutAppearedFirst(excerpt);
  const said = letters(own);
  if (said === "") return undefined;
  const at = letters(body).indexOf(said);
  if (at !== -1 && at < TOP_LETTERS) return undefined;
  return own
    .replace(/<p\b[^>]*>/gi, "")
    .replace(/\s*<\/p>\s*/gi, " ")
    .trim();
};

/** What an editor does to an article that is too long or too short, by rule: nothing here knows how pages are made. */

/** Words that end a paragraph and have nothing in them but letters and points. */
const PLAIN = /^[^*_`[\](){}<>|!]*$/;
/** Paragraphs keep so many words at least. */
const FEWEST_WORDS = 12;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");

/** Front matter and blocks; a fenced box is one block with all that stands in it. */
const blocksOf = (text: string): { head: string; blocks: string[] } => {
  const end = text.indexOf("\n---\n", 4) + 5;
  const blocks: string[] = [];
  let fenced = false;
  for (const block of text.slice(end).split(/\n{2,}/)) {
    if (fenced) blocks[blocks.length - 1] += `\n\n${block}`;
    else blocks.push(block);
    for (const line of block.split("\n")) if (/^:::/.test(line)) fenced = !fenced;
  }
  return { head: text.slice(0, end), blocks };
};

const isParagraph = (block: string): boolean => /^["“‘'*]?\p{L}/u.test(block.trimStart()) && !block.includes("\n:");

/** A paragraph without its last sentence, or without so many words before its last stop if the sentence has more. */
const withoutEnd = (paragraph: string, most: number): string | undefined => {
  const sentences = paragraph.trimEnd().split(/(?<=[.?!]) (?=\S)/);
  const last = sentences.at(-1)!;
  const whole = wordsOf(last).length;
  if (sentences.length > 1 && whole <= most && PLAIN.test(last)) return sentences.slice(0, -1).join(" ");
  const words = wordsOf(paragraph);
  const taken = words.slice(-most);
  if (words.length - most < FEWEST_WORDS || !PLAIN.test(taken.join(" "))) return undefined;
  return `${words
    .slice(0, -most)
    .join(" ")
    .replace(/[,;:.]$/, "")}.`;
};

/** Takes exactly `count` words out of an article's paragraphs, the longest first, from their ends. */
export const shortened = (text: string, count: number): string => {
  const { head, blocks } = blocksOf(text);
  let left = count;
  while (left > 0) {
    const byLength = blocks
      .map((block, index) => ({ index, words: isParagraph(block) ? wordsOf(block).length : 0 }))
      .sort((one, other) => other.words - one.words);
    const cut = byLength
      .filter(({ words }) => words > FEWEST_WORDS)
      .flatMap(({ index, words }) => {
        const shorter = withoutEnd(blocks[index]!, Math.min(left, words - FEWEST_WORDS));
        return shorter === undefined ? [] : [{ index, shorter }];
      })[0];
    if (cut === undefined)
      throw new Error(`${left} of ${count} words are still to come out, and nothing is left to cut`);
    left -= wordsOf(blocks[cut.index]!).length - wordsOf(cut.shorter).length;
    blocks[cut.index] = cut.shorter;
  }
  return `${head}${blocks.join("\n\n").trimEnd()}\n`;
};

/** Plain paragraphs of an article, to make another out of. */
export const paragraphsOf = (text: string): string[] =>
  blocksOf(text).blocks.filter((block) => isParagraph(block) && PLAIN.test(block));

/** Articles of `wordsEach` words and no picture, which have `count` words together. */
export const writtenAnew = (paragraphs: readonly string[], count: number, wordsEach: number): string[] => {
  const articles: string[] = [];
  let next = 0;
  for (let left = count; left > 0; left -= wordsEach) {
    const most = Math.min(left, wordsEach);
    const body: string[] = [];
    let words = 0;
    while (words < most) {
      const taken = wordsOf(paragraphs[next++ % paragraphs.length]!).slice(0, most - words);
      words += taken.length;
      body.push(taken.join(" "));
    }
    articles.push(`---\nheadline: More of the Same, Part ${articles.length + 1}\n---\n${body.join("\n\n")}\n`);
  }
  return articles;
};

import { createWriter, type Write } from "./blocks.js";
import { prepareCopy } from "./prepare.js";
import type { PictureFile } from "./types.js";

export { type ArticleFront, writeArticleFile } from "./articleFile.js";
export { writeInline } from "./line.js";
export type { PictureFile } from "./types.js";

let writer: Write | undefined;

/**
 * Cleaned HTML as the Markdown of our article files, for the vocabulary of `clean/index.ts`. `pictures`: by the `src` of
 * their `<img>`; a picture without one is left out with its caption. Reading it gives the words and the structure of the HTML.
 */
export function writeMarkdown(html: string, pictures: ReadonlyMap<string, PictureFile>): string {
  writer ??= createWriter();
  return writer(prepareCopy(html, pictures));
}

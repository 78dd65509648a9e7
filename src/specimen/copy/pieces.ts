/** An article of the specimen: its file in `articles/`, without the ending, and what stands in it. */
export interface Piece {
  readonly slug: string;
  readonly text: string;
}

export const piece = (slug: string, text: string): Piece => ({ slug, text: `${text.trim()}\n` });

/** `1 page`, `2 pages`; `1 story`, `2 stories`. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;

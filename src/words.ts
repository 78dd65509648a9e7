/** `1 page`, `2 pages`; `many` where that takes more than an s. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

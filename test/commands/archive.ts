import { readFile } from "node:fs/promises";
import { ISSUE, newPublisher, type Publisher, SMALL_ISSUE, WEEK } from "../support/publisher.js";

export const weeksFrom = (first: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `2026-W${String(first + index).padStart(2, "0")}`);

export const pdfOf = (week: string): string => `out/${week}/sirocco-${week}.pdf`;

/** A publisher's folder in which the small issue stands under each of these weeks. */
export const publisherOf = async (weeks: readonly string[], options: { keep?: boolean } = {}): Promise<Publisher> => {
  const publisher = await newPublisher({}, options);
  const picture = await readFile(publisher.at(`${ISSUE}/pictures/dune.jpg`));
  for (const week of weeks) {
    await publisher.write({ [`issues/${week}/pictures/dune.jpg`]: picture });
    for (const [name, text] of Object.entries(SMALL_ISSUE))
      if (name.startsWith(ISSUE))
        await publisher.write({ [name.replace(ISSUE, `issues/${week}`)]: String(text).replaceAll(WEEK, week) });
  }
  return publisher;
};

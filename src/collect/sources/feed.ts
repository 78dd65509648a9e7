import type { RawStory } from "../types.js";
import { plainText } from "./excerpt.js";
import { fetchItems } from "./feed-fetch.js";
import { isWithin, type SourceAnswer, type SourceContext, type SourceNote } from "./types.js";

export interface FeedSource {
  /** Of the feed, or of a page that names its feed. */
  readonly url: string;
  /** The first so many items of the window. */
  readonly limit?: number;
}

export interface FeedAnswer extends SourceAnswer {
  /**
   * Items of which the feed has only the beginning: that is their body, and the whole text is at their `url`. Their
   * standfirst may yet turn out to be the first words of that text (`standfirstOf`).
   */
  readonly pages: readonly RawStory[];
}

const undated = ({ headline, url }: RawStory): SourceNote => ({
  kind: "undated",
  text: `“${plainText(headline)}” has no date that can be read; it was taken because a feed holds recent things.`,
  url,
});

const cutWithoutPage = ({ headline }: RawStory, url: string): SourceNote => ({
  kind: "incomplete",
  text: `The feed has only the beginning of “${plainText(headline)}”, and no address of the rest.`,
  url,
});

/**
 * Reads an RSS, RDF, Atom or JSON feed, in its order. Items without a date count as of the window. Throws `SourceFault` for
 * what is no feed, and the network's faults.
 */
export const readFeed = async ({ url, limit }: FeedSource, context: SourceContext): Promise<FeedAnswer> => {
  const fetched = await fetchItems(url, context);
  const notes = [...fetched.notes];
  const ofWindow = fetched.items.filter(
    ({ story: { published } }) => published === undefined || isWithin(published, context.window),
  );
  const taken = ofWindow.slice(0, limit);
  const stories: RawStory[] = [];
  const pages: RawStory[] = [];
  for (const { story, isWhole } of taken) {
    if (story.published === undefined) notes.push(undated(story));
    if (!isWhole && story.url !== undefined) {
      pages.push(story);
      continue;
    }
    stories.push(story);
    if (!isWhole) notes.push(cutWithoutPage(story, url));
  }
  if (taken.length < ofWindow.length) {
    const text = `The feed has ${ofWindow.length} items of the time, more than the ${taken.length} asked for.`;
    notes.push({ kind: "limit", text, url });
  }
  return { stories, pages, notes };
};

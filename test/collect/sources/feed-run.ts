import { expect } from "vitest";
import { type FeedAnswer, type FeedSource, readFeed } from "../../../src/collect/sources/feed.js";
import { type SourceContext, SourceFault } from "../../../src/collect/sources/types.js";
import type { Served } from "../../support/server.js";
import { type FeedOptions, serveFeed } from "./feed-server.js";
import { opening, testNetwork } from "./network.js";
import { POSTS } from "./wordpress-posts.js";

/** The week of 16 to 22 November 2026 in Algiers. */
const WEEK = { from: new Date("2026-11-15T23:00:00Z"), to: new Date("2026-11-22T23:00:00Z") };

interface Run {
  readonly site?: FeedOptions;
  readonly path?: string;
  readonly source?: Partial<FeedSource>;
  readonly context?: Partial<SourceContext>;
}

export const run = async ({
  site = {},
  path = "/feed/",
  source = {},
  context = {},
}: Run = {}): Promise<{
  server: Served;
  answer: FeedAnswer;
}> => {
  const server = await opening(serveFeed(site));
  const answer = await readFeed(
    { url: `${server.url}${path}`, ...source },
    { network: testNetwork(), window: WEEK, ...context },
  );
  return { server, answer };
};

export const answerOf = async (options?: Run): Promise<FeedAnswer> => (await run(options)).answer;

/** Reads a feed that is given as it stands. */
export const answerTo = (body: Uint8Array | string, contentType = "application/rss+xml"): Promise<FeedAnswer> =>
  answerOf({ site: { dress: () => ({ body, contentType }) }, context: { window: undefined } });

export const faultOf = async (reading: Promise<FeedAnswer>): Promise<SourceFault> => {
  const fault = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(fault).toBeInstanceOf(SourceFault);
  return fault as SourceFault;
};

export const slugs = (stories: FeedAnswer["stories"]): readonly (string | undefined)[] =>
  stories.map(({ url }) => url?.split("/").at(-2));

export const OF_WEEK = POSTS.slice(0, 7).map(({ slug }) => slug);

export const rss = (items: string, more = ""): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" ${more}><channel><title>T</title><link>https://example.org/</link>${items}</channel></rss>`;

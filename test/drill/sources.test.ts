import { describe, expect, it } from "vitest";
import { serveFeed } from "../collect/sources/feed-server.js";
import { manyPosts } from "../collect/sources/wordpress-posts.js";
import { during } from "../collect/week.js";
import { serve } from "../support/server.js";
import { expectRecovered, expectTidy, expectTold, REPORT } from "./look.js";
import { newWorld, SITE, type World, withSource } from "./world.js";

/** An address at which a server stood a moment ago. */
const deserted = async (): Promise<string> => {
  const server = await serve(() => {});
  await server.close();
  return server.url;
};

const silent = async (): Promise<string> => (await during(serve(() => {}))).url;

/** Begins well, and goes on with a byte every now and then. */
const dripping = async (): Promise<string> => {
  const server = await during(
    serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/rss+xml" });
      const drip = setInterval(() => response.write(" "), 100);
      response.once("close", () => clearInterval(drip));
    }),
  );
  return server.url;
};

/** The feed comes at once; the stories' pictures never do. */
const halfSilent = async (): Promise<string> => {
  const faults = [{ at: /\.jpg$/, answer: () => {} }];
  return (await during(serveFeed({ posts: manyPosts(2, 0), faults }))).url;
};

const SHORT = ["--timeout", "4"];

const faults = [
  { what: "refuses the connection", exit: 3, code: "SOURCE_FAILED", url: deserted, args: [] },
  {
    what: "has a name that nobody knows",
    exit: 3,
    code: "SOURCE_FAILED",
    url: async () => "http://magazine.invalid",
    args: [],
  },
  { what: "takes the connection and says nothing", exit: 4, code: "TIME_LIMIT", url: silent, args: SHORT },
  { what: "answers a byte at a time", exit: 4, code: "TIME_LIMIT", url: dripping, args: SHORT },
  { what: "keeps its pictures", exit: 4, code: "TIME_LIMIT", url: halfSilent, args: SHORT },
] as const;

const takeFrom = (world: World, url: string): Promise<void> => world.write(withSource(url, world));

describe("a source that", () => {
  it.each(faults)("$what ends the run with status $exit", async ({ what, exit, code, url, args }) => {
    const world = await newWorld({ publishes: what === "takes the connection and says nothing" });
    await takeFrom(world, await url());
    const ended = await world.run(args);
    await expectTold(ended, { exit, code, report: world.at(REPORT) });
    // Whole or not at all: nothing was published, nothing stands in the list of issues.
    expect(ended.stdout).toBe("");
    await expectTidy(world);
    await takeFrom(world, SITE);
    await expectRecovered(world);
  });
});

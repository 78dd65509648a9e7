import { expect } from "vitest";
import { type SourceAnswer, type SourceContext, SourceFault } from "../../../src/collect/sources/types.js";
import { readWordPress, type WordPressSource } from "../../../src/collect/sources/wordpress.js";
import type { Served } from "../../support/server.js";
import { opening, testNetwork } from "./network.js";
import { type SiteOptions, serveWordPress } from "./wordpress-server.js";

/** The week of 16 to 22 November 2026 in Algiers. */
export const WEEK = { from: new Date("2026-11-15T23:00:00Z"), to: new Date("2026-11-22T23:00:00Z") };

export interface Run {
  readonly site?: SiteOptions;
  readonly source?: Partial<WordPressSource>;
  readonly context?: Partial<SourceContext>;
}

/** Reads a loopback site's week. */
export const run = async ({
  site = {},
  source = {},
  context = {},
}: Run = {}): Promise<{
  server: Served;
  read: Promise<SourceAnswer>;
}> => {
  const server = await opening(serveWordPress(site));
  const read = readWordPress(
    { site: `${server.url}${site.folder ?? ""}`, ...source },
    { network: testNetwork(), window: WEEK, ...context },
  );
  return { server, read };
};

export const answerOf = async (options?: Run): Promise<SourceAnswer> => (await run(options)).read;

export const faultOf = async (options: Run): Promise<SourceFault> => {
  const fault = await answerOf(options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(fault).toBeInstanceOf(SourceFault);
  return fault as SourceFault;
};

export const numbers = ({ stories }: SourceAnswer): readonly number[] =>
  stories.map(({ id }) => Number(id.slice(id.lastIndexOf("/") + 1)));

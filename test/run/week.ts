import { readdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { RunReport } from "../../src/run/index.js";
import { reportSchema } from "../../src/run/report.js";
import { manyPosts } from "../collect/sources/wordpress-posts.js";
import type { SiteOptions } from "../collect/sources/wordpress-server.js";
import { serveWordPress } from "../collect/sources/wordpress-server.js";
import { type Ended, pressday, type Running, startPressday } from "../support/command.js";
import { newPublisher, type Publisher } from "../support/publisher.js";
import type { Served } from "../support/server.js";

export const WEEK = "2026-W47";
export const REPORT = `out/${WEEK}/report.json`;
/** The week is over; whatever the machine's own clock says. */
const AFTER = "2026-11-24T06:00Z";

const POSTS = manyPosts(2, 1).map((post) => ({ ...post, content: post.content.split("\n").slice(0, 3).join("\n") }));

/** A site with two short posts of the week. It goes with the test. */
export const newSite = async (options: SiteOptions = {}, port = 0): Promise<Served> => {
  const site = await serveWordPress({ posts: POSTS, ...options }, port);
  onTestFinished(() => site.close());
  return site;
};

export const PUBLISH = "publish: { folder: public, address: https://example.org/magazine/ }\n";

/** What magazine.yaml says, with a site or without. */
export const magazineOf = (site: Pick<Served, "url" | "host"> | undefined, more = ""): string =>
  `name: Sirocco\nlanguages: [en-GB]\ntimeZone: Africa/Algiers\n${
    site === undefined
      ? ""
      : `sources:\n  - { name: Our site, wordpress: "${site.url}", section: Places }\nnetwork: { allowPrivate: ["${site.host}"] }\n`
  }${more}`;

/** A publisher who runs Pressday by itself. */
export interface Office extends Publisher {
  start(args?: readonly string[], env?: Readonly<Record<string, string>>): Running;
  run(args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** The report on disk, by its schema. */
  report(): Promise<RunReport>;
  /** Every file of the publisher's with its bytes and when it was written; without those of the run itself. */
  state(): Promise<Readonly<Record<string, string>>>;
}

/** A publisher's folder with nothing in it but `magazine.yaml`. */
export const newOffice = async (magazine: string): Promise<Office> => {
  const publisher = await newPublisher({ "issues/magazine.yaml": magazine });
  await rm(publisher.at(`issues/${WEEK}`), { recursive: true });
  const options = (env: Readonly<Record<string, string>> = {}) => ({
    cwd: publisher.root,
    env: { PRESSDAY_NOW: AFTER, SOURCE_DATE_EPOCH: "1764000000", ...env },
  });
  return {
    ...publisher,
    start: (args = [], env = {}) => startPressday(["run", "--week", WEEK, ...args], options(env)),
    run: (args = [], env = {}) => pressday(["run", "--week", WEEK, ...args], options(env)),
    report: async () =>
      reportSchema.strict().parse(JSON.parse(await readFile(publisher.at(REPORT), "utf8"))) as RunReport,
    state: async () => {
      const seen: Record<string, string> = {};
      for (const name of (await readdir(publisher.root, { recursive: true })).sort()) {
        const file = path.join(publisher.root, name);
        const info = await stat(file);
        if (info.isFile() && name !== REPORT)
          seen[name] = `${(await readFile(file)).toString("base64")} ${info.mtimeMs}`;
      }
      return seen;
    },
  };
};

/** `new done, collect failed, …`. */
export const statesOf = ({ steps }: RunReport): string => steps.map(({ name, state }) => `${name} ${state}`).join(", ");

/** Lines of a JSON log. */
export const linesOf = ({ stderr }: Ended): readonly Readonly<Record<string, unknown>>[] =>
  stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

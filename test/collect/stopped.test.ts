import { describe, expect, it } from "vitest";
import { startPressday } from "../support/command.js";
import { manyPosts } from "./sources/wordpress-posts.js";
import { serveWordPress } from "./sources/wordpress-server.js";
import { type Desk, during, ISSUE, newDesk } from "./week.js";

/** Files and what is in them, without their times. */
const contents = async (desk: Desk): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(Object.entries(await desk.state()).map(([name, seen]) => [name, seen.replace(/ \S+$/, "")]));

describe("a run that is stopped", () => {
  it("leaves whole files, and run again ends where an undisturbed one does", async () => {
    const site = await during(serveWordPress({ posts: manyPosts(24, 1) }));
    const source = `  - { name: Ours, wordpress: "${site.url}", sections: { food: Table }, section: Places }\n`;
    const undisturbed = await newDesk([site.host], source);
    const began = performance.now();
    expect((await undisturbed.collect()).exit).toBe(0);
    const wholeMs = performance.now() - began;
    const wanted = await contents(undisturbed);
    expect(Object.keys(wanted).length).toBe(2 + 1 + 24 + 48);

    const stopped = await newDesk([site.host], source);
    // Seven moments of the time that a whole run takes; what each leaves, the next begins from.
    for (let nth = 1; nth <= 7; nth++) {
      const { child, ended } = startPressday(["collect", ISSUE, "--json"], { cwd: stopped.root, cache: stopped.cache });
      const timer = setTimeout(() => child.kill(nth % 2 === 0 ? "SIGKILL" : "SIGTERM"), (wholeMs * nth) / 8);
      await ended;
      clearTimeout(timer);
      for (const [name, bytes] of Object.entries(await contents(stopped)))
        if (/\.(md|jpg)$/.test(name)) expect(bytes === wanted[name], name).toBe(true);
    }
    expect((await stopped.collect()).exit).toBe(0);
    const reached = await contents(stopped);
    // Half-written files of killed runs are hidden, and swept by the next that writes the same.
    expect(Object.keys(reached).filter((name) => !/(^|\/)\./.test(name))).toEqual(Object.keys(wanted));
    for (const [name, bytes] of Object.entries(wanted)) expect(reached[name] === bytes, name).toBe(true);
  });

  it("adds what is new next time, at the end of its section", async () => {
    const posts = manyPosts(8, 1);
    const early = await during(serveWordPress({ posts: posts.slice(2) }));
    const desk = await newDesk([early.host], `  - { name: Ours, wordpress: "${early.url}", section: Places }\n`);
    await desk.collect();
    const before = await desk.read(`${ISSUE}/issue.yaml`);
    // The same site, an hour later: two more posts.
    const { port } = new URL(early.url);
    await early.close();
    const later = await during(serveWordPress({ posts }, Number(port)));
    expect(later.url).toBe(early.url);
    const { told } = await desk.collect();
    expect(told.articles.map(({ url }) => url?.split("/").at(-2))).toEqual(["post-1", "post-2"]);
    const after = await desk.read(`${ISSUE}/issue.yaml`);
    const lines = told.articles.map(({ slug }) => `      - ${slug}.md\n`).join("");
    expect(after.replace(lines, "")).toBe(before);
  });
});

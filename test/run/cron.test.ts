import { execFileSync } from "node:child_process";
import { access, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { windowOf } from "../../src/collect/week.js";
import { EXIT } from "../../src/exit.js";
import { weekNamed } from "../../src/manifest/index.js";
import { statusOf } from "../../src/run/report.js";
import { manyPosts } from "../collect/sources/wordpress-posts.js";
import { COMMAND, start } from "../support/command.js";
import { temporaryFolder } from "../support/publisher.js";
import { magazineOf, newOffice, newSite, type Office } from "./week.js";

const page = await readFile(path.join(import.meta.dirname, "../../docs/cron.md"), "utf8");

/** Blocks of code in a language, as they stand on the page. */
const blocks = (language: string): readonly string[] =>
  [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, name]) => name === language).map(([, , code]) => code!);

/** A publisher on a server: the package's command where npm puts it. */
const newServer = async (magazine: string): Promise<Office & { readonly cache: string }> => {
  const office = await newOffice(magazine);
  await mkdir(office.at("node_modules/.bin"), { recursive: true });
  await symlink(COMMAND, office.at("node_modules/.bin/pressday"));
  return { ...office, cache: await temporaryFolder() };
};

const placed = (text: string, { root, cache }: { readonly root: string; readonly cache: string }): string =>
  text.replaceAll("/srv/magazine", root).replaceAll("/var/cache/pressday", cache);

/** The program that is found first in these folders; undefined where it is in none. */
const found = async (program: string, folders: string): Promise<string | undefined> => {
  for (const folder of folders.split(":"))
    if (
      await access(path.join(folder, program)).then(
        () => true,
        () => false,
      )
    )
      return path.join(folder, program);
  return undefined;
};

/** Two posts of the week that it is. */
const postsOfToday = () => {
  const week = weekNamed("current", new Date(), "Africa/Algiers")!;
  const collecting = { cutOff: { hours: 0, minutes: 0 }, sections: [], sources: [], allowPrivate: [] };
  const { from } = windowOf(week, { weekStartsOn: 1, timeZone: "Africa/Algiers", collecting });
  return manyPosts(2, 1).map((post) => ({ ...post, gmt: from.toISOString().slice(0, 19) }));
};

/** What a run by a timetable leaves: the week that it is. */
const currentWeek = (): string => weekNamed("current", new Date(), "Africa/Algiers")!.label;

describe("the crontab", () => {
  it("runs as written, in cron's environment", async () => {
    const server = await newServer(magazineOf(await newSite({ posts: postsOfToday() })));
    const lines = placed(blocks("crontab")[0]!, server).trim().split("\n");
    const settings = lines.filter((line) => /^[A-Z_]+=/.test(line));
    const [, command] = /^(?:[\d*/,-]+ +){5}(.+)$/.exec(lines.find((line) => /^\d/.test(line))!)!;
    // An unescaped per cent sign would be a new line there.
    expect(command).not.toMatch(/(?<!\\)%/);
    const folders = settings.find((line) => line.startsWith("PATH="))!.slice("PATH=".length);
    // The page says to put Node's folder there.
    const withNode = (await found("node", folders)) ? [] : [`PATH=${path.dirname(process.execPath)}:${folders}`];
    const environment = ["HOME=/nonexistent", "LOGNAME=magazine", "SHELL=/bin/sh", ...settings, ...withNode];
    const week = currentWeek();
    const { exit, stdout, stderr } = await start("env", ["-i", ...environment, "/bin/sh", "-c", command!], {
      cwd: "/",
    }).ended;
    const log = await readFile(server.at("run.log"), "utf8");
    expect([exit, log]).toEqual([0, expect.stringContaining(` ${week} `)]);
    // All of it is in the log, so that cron has nothing to send by post.
    expect([stdout, stderr]).toEqual(["", ""]);
    expect(log).toContain(`out/${week}/sirocco-${week}.pdf`);
    expect(log.trim().split("\n").slice(0, -1)).toEqual(
      log
        .trim()
        .split("\n")
        .filter((line) => /^\d{4}-\d\d-\d\dT[\d:.]+Z (\S+) (new|collect|build|check|publish|run) /.test(line)),
    );
    expect(await readdir(server.at(`out/${week}`))).toContain("report.json");
  });
});

describe("systemd's units", () => {
  const units = blocks("ini").map((text) => ({ name: /^# \S+\/(\S+)/.exec(text)![1]!, text }));

  it("are a service and its timer, and the service's command is one", async () => {
    expect(units.map(({ name }) => name)).toEqual(["pressday.service", "pressday.timer"]);
    const server = await newServer(magazineOf(undefined));
    const [, line] = /^ExecStart=(.+)$/m.exec(placed(units[0]!.text, server))!;
    const [program, ...args] = line!.split(" ");
    // No stories: it gets as far as that.
    const { exit } = await start(program!, args, { cwd: server.root }).ended;
    expect(exit).toBe(1);
  });

  it("are found good by systemd", async () => {
    const analyse = await found("systemd-analyze", "/usr/bin:/bin");
    const server = await newServer(magazineOf(undefined));
    const folder = await temporaryFolder();
    for (const { name, text } of units) await writeFile(path.join(folder, name), placed(text, server));
    const files = units.map(({ name }) => path.join(folder, name));
    // Without systemd, its shape alone: sections, and lines of a name and a value.
    if (analyse === undefined)
      for (const { text } of units)
        for (const line of text.trim().split("\n")) expect(line).toMatch(/^(#.*|\[\w+\]|\w+=\S.*|)$/);
    else expect(execFileSync(analyse, ["verify", "--man=no", ...files], { encoding: "utf8", stdio: "pipe" })).toBe("");
  });
});

describe("the rest of the page", () => {
  it("has YAML that is YAML", () => {
    const texts = blocks("yaml");
    expect(texts).toHaveLength(4);
    for (const text of texts) for (const document of parseAllDocuments(text)) expect(document.errors).toEqual([]);
  });

  it("tells every exit status with the word that the report has for it", () => {
    for (const exit of Object.values(EXIT)) expect(page).toContain(`| ${exit} | \`${statusOf(exit)}\` |`);
    expect(page).toContain(`| 129, 130, 143 | \`${statusOf(143)}\` |`);
  });

  it("names options that there are", async () => {
    const help = async (name: string): Promise<string> =>
      (await start(process.execPath, [COMMAND, name, "--help"], { cwd: "/" }).ended).stdout;
    const known = (await Promise.all(["run", "build", "check"].map(help))).join("\n");
    for (const block of [...blocks("yaml"), ...blocks("ini"), ...blocks("crontab"), ...blocks("sh")])
      for (const [line] of block.matchAll(/pressday (run|build|check|doctor).*|args: .*/g))
        for (const [option] of line.matchAll(/(?<=[\s[])--[a-z][a-z-]+/g)) expect(known, line).toContain(option);
  });
});

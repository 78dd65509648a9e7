import { access, chmod, chown, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeLog, parseTarget, type RunReport, tellFailure } from "../../src/run/index.js";
import { reportSchema } from "../../src/run/report.js";
import { processes, until } from "../print/helpers.js";
import { COMMAND, start } from "../support/command.js";
import { temporaryFolder } from "../support/publisher.js";
import { type Served, serve } from "../support/server.js";
import { linesOf, magazineOf, newOffice, newSite, type Office, PUBLISH, REPORT, statesOf, WEEK } from "./week.js";

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** A server that takes reports. */
const newReceiver = async (status = 200): Promise<Served & { readonly reports: RunReport[] }> => {
  const reports: RunReport[] = [];
  const served = await serve(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    reports.push(JSON.parse(Buffer.concat(parts).toString()) as RunReport);
    response.writeHead(status, { location: "/elsewhere" }).end();
  });
  onTestFinished(() => served.close());
  return { ...served, reports };
};

/** A site that takes connections and never answers. */
const newSilence = async (): Promise<Served> => {
  const silent = await serve(() => {});
  onTestFinished(() => silent.close());
  return silent;
};

/** An address at which nothing is. */
const newNowhere = async (): Promise<Served> => {
  const gone = await serve(() => {});
  await gone.close();
  return gone;
};

/** A command for `--on-failure` that keeps what it is given. */
const keeping = async (office: Office): Promise<string> => {
  await writeFile(
    office.at("keep.sh"),
    'cat >given.json; printf "%s\\n" "$PRESSDAY_WEEK" "$PRESSDAY_EXIT" "$PRESSDAY_REPORT" >given.txt; echo heard\n',
  );
  return "sh keep.sh";
};

describe("a run that fails", () => {
  it("because its source is down says so with 3, publishes nothing, tells, and goes on when it is up", async () => {
    const gone = await newNowhere();
    const office = await newOffice(magazineOf(gone, PUBLISH));
    const down = await office.run(["--on-failure", await keeping(office)]);
    expect([down.exit, down.stdout]).toEqual([3, ""]);
    const report = await office.report();
    expect(statesOf(report)).toBe(
      "new done, collect failed, build not reached, check not reached, publish not reached",
    );
    expect(report).toMatchObject({ exit: 3, status: "source", problems: [{ code: "SOURCE_FAILED", step: "collect" }] });
    expect(report.text).toContain("did not come out");
    expect(await isThere(office.at("public"))).toBe(false);
    expect(await readdir(office.at(`out/${WEEK}`))).toEqual(["report.json"]);
    expect(JSON.parse(await readFile(office.at("given.json"), "utf8"))).toEqual(report);
    expect((await readFile(office.at("given.txt"), "utf8")).split("\n")).toEqual([WEEK, "3", office.at(REPORT), ""]);
    expect(down.stderr).toContain("heard\n");
    expect(down.stderr).not.toMatch(/^ +at /m);

    await newSite({}, Number(new URL(gone.url).port));
    const up = await office.run();
    expect([up.exit, up.stdout]).toEqual([0, `public/${WEEK}\n`]);
  });

  it("for want of a source comes out all the same where that is allowed, and tries again next time", async () => {
    const site = await newSite();
    const gone = await newNowhere();
    const office = await newOffice(
      magazineOf(site)
        .replace("sources:\n", `sources:\n  - { name: Gone, wordpress: "${gone.url}" }\n`)
        .replace("allowPrivate: [", `allowPrivate: ["${gone.host}", `),
    );
    const { exit } = await office.run(["--allow-missing"]);
    const report = await office.report();
    expect([exit, statesOf(report)]).toEqual([0, "new done, collect done, build done, check done, publish skipped"]);
    expect(report.problems.filter(({ code }) => code === "SOURCE_FAILED")).toMatchObject([{ severity: "warning" }]);
    expect(report.steps[1]?.facts).toMatchObject({ complete: false, missing: ["Gone"] });
    const strict = await office.run();
    expect([strict.exit, statesOf(await office.report())]).toEqual([
      3,
      "new skipped, collect failed, build not reached, check not reached, publish not reached",
    ]);
    // The PDF of before stands where it stood.
    expect(await isThere(office.at(`out/${WEEK}/sirocco-${WEEK}.pdf`))).toBe(true);
  });

  it("at its time limit, in which a source that never answers is held too, ends with 4", async () => {
    const office = await newOffice(magazineOf(await newSilence()));
    const receiver = await newReceiver();
    const { exit, stderr } = await office.run(["--timeout", "2", "--on-failure", `${receiver.url}/secret/T0`]);
    expect(exit).toBe(4);
    const report = await office.report();
    expect(report.problems).toMatchObject([{ code: "TIME_LIMIT", step: "collect" }]);
    expect(receiver.reports).toEqual([report]);
    expect(receiver.asked).toEqual(["POST /secret/T0"]);
    expect(stderr).toContain("the report was given to");
    expect(stderr).not.toContain("secret");
    expect(Date.parse(report.ended) - Date.parse(report.started)).toBeLessThan(2000 + 10_000);
  });

  it.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
    ["SIGHUP", 129],
  ] as const)("because of %s ends with %i, and still tells", async (signal, status) => {
    const office = await newOffice(magazineOf(await newSilence()));
    const receiver = await newReceiver();
    const running = office.start(["--on-failure", receiver.url]);
    await running.says("collect asking");
    running.child.kill(signal);
    running.child.kill(signal);
    expect((await running.ended).exit).toBe(status);
    const report = await office.report();
    expect(report).toMatchObject({ exit: status, status: "interrupted", problems: [] });
    expect(report.steps[1]).toMatchObject({ state: "failed", reason: `stopped by ${signal}` });
    expect(receiver.reports).toEqual([report]);
    expect((await readdir(office.at("issues"))).sort()).toEqual([WEEK, "magazine.yaml"]);
  });

  it("over copy that needs mending ends with 1, and tells place and remedy", async () => {
    const office = await newOffice("name: Sirocco\nlayuot: classic\n");
    const { exit, stderr } = await office.run(["--log", "json"]);
    expect(exit).toBe(1);
    const lines = linesOf({ stderr } as Parameters<typeof linesOf>[0]);
    expect(lines.map(({ event, code, place, exit: status }) => [event, code, place, status])).toEqual([
      ["problem", "MANIFEST_UNKNOWN_KEY", "issues/magazine.yaml:2:1", undefined],
      ["ended", undefined, undefined, 1],
    ]);
    expect(lines.every(({ time, week }) => Number.isFinite(Date.parse(String(time))) && week === WEEK)).toBe(true);
    expect((await office.report()).problems).toMatchObject([{ code: "MANIFEST_UNKNOWN_KEY" }]);
  });

  it("to write its report gives it to stderr and to whoever is called", async () => {
    const office = await newOffice(magazineOf(await newSite()));
    await writeFile(office.at("out"), "in the way");
    const { exit, stderr } = await office.run(["--on-failure", await keeping(office)]);
    expect(exit).toBe(5);
    const given = reportSchema.strict().parse(JSON.parse(await readFile(office.at("given.json"), "utf8")));
    expect(given).toMatchObject({ exit: 5, status: "machine" });
    expect(given.problems.at(-1)).toMatchObject({ code: "OUTPUT_NOT_WRITABLE" });
    expect(JSON.parse(stderr.split("\n").find((line) => line.startsWith("{"))!)).toEqual(given);
    expect((await readFile(office.at("given.txt"), "utf8")).split("\n")).toEqual([WEEK, "5", "", ""]);
  });

  it("where its lock cannot be written ends with 5", async () => {
    const office = await newOffice(magazineOf(await newSite()));
    await writeFile(office.at("issues/.locks"), "in the way");
    const { exit } = await office.run();
    expect([exit, (await office.report()).problems.at(-1)?.code]).toEqual([5, "OUTPUT_NOT_WRITABLE"]);
  });
});

const REPORT_OF_A_FAILURE: RunReport = {
  version: 1,
  pressday: "0",
  text: "Nothing came of it.",
  week: WEEK,
  started: "2026-11-27T05:00:00.000Z",
  ended: "2026-11-27T05:00:03.000Z",
  exit: 3,
  status: "source",
  steps: [],
  problems: [],
  host: "here",
  pid: 1,
};

/** Tells of a failure; gives what the log says of it. */
const tell = async (target: string, limitMs?: number): Promise<string> => {
  let said = "";
  const log = makeLog("plain", {
    clock: () => new Date(),
    write: (text) => {
      said += text;
    },
  });
  const options = { report: REPORT_OF_A_FAILURE, environment: process.env, log };
  await tellFailure(parseTarget(target)!, { ...options, ...(limitMs === undefined ? {} : { limitMs }) });
  return said;
};

describe("telling of a failure", () => {
  it("ends a command that takes too long, with all that it has started", async () => {
    const marks = ["86399.125", "86399.25"];
    const living = (): number =>
      processes().filter(({ command }) => marks.some((mark) => command.includes(mark))).length;
    const said = await tell(`sleep ${marks[0]} & sleep ${marks[1]}`, 300);
    expect(said).toContain("longer than 0.3 s");
    await until(() => living() === 0);
    // What it leaves behind goes as well.
    await tell(`sleep ${marks[0]} &`);
    await until(() => living() === 0);
  });

  it("logs what came of it, and no more", async () => {
    expect(await tell("exit 3")).toContain("status 3");
    expect(await tell("true")).toContain("was given");
    const refusing = await newReceiver(500);
    expect(await tell(refusing.url)).toContain("answered 500");
    // The report goes where it was sent, and not where somebody points.
    const pointing = await newReceiver(307);
    expect(await tell(pointing.url)).toContain("answered 307");
    expect(pointing.asked).toEqual(["POST /"]);
    expect(await tell((await newNowhere()).url)).toContain("did not take the report");
    expect(await tell((await newSilence()).url, 300)).toContain("in time");
  });

  it("sends it in the open to this machine alone", async () => {
    for (const allowed of ["https://hooks.example.org/T0", "http://127.0.0.1:8025/", "http://localhost/"])
      expect(parseTarget(allowed), allowed).toMatchObject({ kind: "address" });
    for (const refused of ["http://hooks.example.org/T0", "http://localhost.example.org/", "https://", " "])
      expect(parseTarget(refused), refused).toBeUndefined();
    expect(parseTarget("mail -s http://x editor")).toMatchObject({ kind: "command" });
    const office = await newOffice(magazineOf(undefined));
    const { exit, stderr } = await office.run(["--on-failure", "http://hooks.example.org/T0"]);
    expect([exit, stderr]).toEqual([2, expect.stringContaining("https://")]);
  });
});

const NOBODY = 65_534;

describe("a run with next to nothing around it", () => {
  it("needs no home, no terminal, no language, and to be nobody in particular", async () => {
    const office = await newOffice(magazineOf(await newSite()));
    const cache = await temporaryFolder();
    const asRoot = process.getuid?.() === 0;
    if (asRoot) {
      for (const folder of [office.root, office.at("issues"), cache]) await chown(folder, NOBODY, NOBODY);
      await chown(office.at("issues/magazine.yaml"), NOBODY, NOBODY);
    }
    await chmod(office.root, 0o755);
    await mkdir(path.join(cache, "own"), { mode: 0o700 });
    if (asRoot) await chown(path.join(cache, "own"), NOBODY, NOBODY);
    // To an ordinary user, the folder of the package itself can only be read.
    const drop = asRoot ? ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"] : [];
    const bare = ["env", "-i", `PATH=${process.env.PATH}`, `PRESSDAY_CACHE=${path.join(cache, "own")}`];
    const command = [process.execPath, COMMAND, "run", "--week", WEEK];
    const [program, ...args] = [...drop, ...bare, ...command];
    const { exit, stdout, stderr } = await start(program!, args, { cwd: office.root }).ended;
    // A machine that gives ordinary users no namespaces has no sandbox for the browser: it is said, with what to do.
    if (exit === 5) expect(stderr).toContain("--no-sandbox");
    else expect([exit, stdout]).toEqual([0, `out/${WEEK}/sirocco-${WEEK}.pdf\n`]);
    expect(stderr).not.toContain("\x1b");
  });

  it("does without a cache, and says so once", async () => {
    const office = await newOffice(magazineOf(await newSite()));
    const bare = ["-i", `PATH=${process.env.PATH}`, `TMPDIR=${await temporaryFolder()}`];
    const args = [
      ...bare,
      process.execPath,
      COMMAND,
      "run",
      "--week",
      WEEK,
      "--engine",
      "pdfkit",
      "--layout",
      "bulletin",
    ];
    const { exit, stderr } = await start("env", args, { cwd: office.root }).ended;
    expect(exit).toBe(0);
    expect(stderr.match(/CACHE_TEMPORARY/g)).toHaveLength(1);
  });
});

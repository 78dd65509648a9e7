/** The command line: wires the commands and nothing else. Each command's modules load when it runs. */
import { setFlagsFromString } from "node:v8";
import { Command, Option } from "commander";
import { parseShard, type Shard } from "./commands/issues.js";
import { EXIT } from "./exit.js";
import { ENGINE_CHOICES } from "./print/engines.js";
import { version } from "./version.js";

// A build runs most of its code once: optimising it early costs a tenth of the whole and pays nothing back. The number is the work
// that a function does before the optimiser looks at it (V8's own: 132 KiB).
setFlagsFromString("--interrupt-budget=1000000");

const program = new Command("pressday")
  .description("A week of articles and a short manifest in; a designed, accessible PDF magazine out.")
  .version(version, "-V, --version", "print the version")
  .helpOption("-h, --help", "print this help")
  .showHelpAfterError("(pressday --help lists the commands)")
  .configureHelp({ sortSubcommands: false })
  .addHelpText(
    "after",
    "\nExamples:\n  pressday init my-magazine            start a magazine with a first small issue\n  pressday new next                    begin next week's issue\n  pressday collect issues/2026-W48     bring the week's articles\n  pressday build issues/2026-W47       print one issue\n  pressday build issues/* --json       print every issue, report for machines\n  pressday plan issues/2026-W47        show its flatplan without printing\n  pressday check issues/2026-W47       find what to mend before printing\n  pressday inspect out/2026-W47/*.pdf  read a finished PDF as text",
  );

const seconds = (text: string): number => {
  const value = Number(text);
  if (!(value > 0))
    program.error(`error: --timeout takes a number of seconds above 0, not "${text}"`, { exitCode: EXIT.usage });
  return value;
};

const port = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    program.error(`error: --port takes a number from 0 to 65535, not "${text}"`, { exitCode: EXIT.usage });
  return value;
};

const jobs = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    program.error(`error: --jobs takes a whole number above 0, not "${text}"`, { exitCode: EXIT.usage });
  return value;
};

const shard = (text: string): Shard =>
  parseShard(text) ??
  program.error(`error: --shard takes a part and their number, such as 2/5, counted from 1, not "${text}"`, {
    exitCode: EXIT.usage,
  });

const engine = (verb: string): Option =>
  new Option(
    "--engine <name>",
    `what to ${verb} with; auto: a browser, and without one pdfkit, if the layout is simple`,
  )
    .choices(ENGINE_CHOICES)
    .default("auto");

/** The options of commands that work with a browser: which one, and where it and the pictures are kept. */
const withBrowser = (command: Command, verb: "print" | "compose"): Command =>
  command
    .option("--browser <path>", `browser to ${verb} with`)
    .option("--browser-url <url>", `remote browser to ${verb} with (ws:// or http://)`)
    .option("--no-sandbox", "start the browser without its sandbox")
    .option("--cache <dir>", "folder for prepared pictures and the unpacked browser");

program
  .command("init")
  .argument("[dir]", "folder to start the magazine in", ".")
  .description("write magazine.yaml and a first small issue that builds at once")
  .addHelpText("after", "\nExample:\n  pressday init my-magazine && cd my-magazine && pressday build issues/*")
  .action(async (folder: string) => (await import("./commands/init.js")).init(folder));

program
  .command("new")
  .argument("<week>", "a week such as 2026-W48, or last, current or next")
  .description("begin an issue: its folder and a commented manifest")
  .option("--json", "print the folder and problems as one JSON object")
  .addHelpText(
    "after",
    "\nExamples:\n  pressday new next\n  pressday new 2026-W48 && pressday collect issues/2026-W48\n\nThe folder goes to stdout. Nothing is ever written over.",
  )
  .action(async (week: string, options) => (await import("./commands/new.js")).newIssue(week, options));

program
  .command("collect")
  .argument("<issue>", "issue folder, or its issue.yaml")
  .argument("[items...]", "addresses and files to collect instead of the sources")
  .description("bring the week's stories from the sources into an issue, cleaned and with their pictures")
  .option("--dry-run", "ask the sources and report, but write nothing")
  .option("--explain [slug]", "show what cleaning took out of each article, or of one, with the text before and after")
  .option("--update", "take stories anew that changed at their source, unless an editor has touched the article")
  .option("--json", "print one JSON object: sources, articles with removals, problems")
  .option("--cache <dir>", "folder for answers of the network")
  .option("--timeout <seconds>", "time limit", seconds, 600)
  .addHelpText(
    "after",
    "\nExamples:\n  pressday collect issues/2026-W48\n  pressday collect issues/2026-W48 --dry-run --explain\n  pressday collect issues/2026-W48 https://example.org/2026/11/dunes/ letter.docx\n\nSources stand in magazine.yaml or issue.yaml; docs/collecting.md tells how. A second run adds what is new and never undoes an editor's change.\nExit: 0 done, 1 the manifest needs mending, 2 wrong usage, 3 a source failed (what came is kept), 4 time limit, 5 this machine cannot, 70 our fault.",
  )
  .action(async (issue: string, items: string[], options) =>
    (await import("./commands/collect.js")).collect(issue, items, options),
  );

withBrowser(
  program
    .command("build")
    .argument("<issue...>", "issue folders, or their issue.yaml; patterns such as 'issues/*' too")
    .description("print issues as PDF magazines")
    .option("-o, --out <dir>", "folder for the PDFs", "out")
    .option("-l, --layout <name>", "layout to use instead of the manifest's")
    .addOption(engine("print"))
    .option("-f, --force", "also build issues in which nothing has changed")
    .option("-j, --jobs <number>", "issues built at once, in one browser", jobs, 1)
    .option("--shard <part/parts>", "build only a part of the issues, such as 2/5", shard)
    .option("--keep <dir>", "also keep each stage's product in this folder")
    .option("--json", "print one JSON object an issue instead of the PDF's path"),
  "print",
)
  .option("--timeout <seconds>", "time limit for each issue", seconds, 300)
  .addHelpText(
    "after",
    "\nExamples:\n  pressday build issues/2026-W47\n  pressday build issues/2026-W47 --keep keep   (keep/issue.html opens in any browser)\n  pressday build issues/2026-W47 --layout bulletin --engine pdfkit   (a simple layout needs no browser)\n  pressday build 'issues/*' --jobs 2   (a whole archive, two issues at a time)\n  pressday build 'issues/*' --shard 2/5   (on the second of five machines)\n\nThe PDF's path goes to stdout, everything else to stderr. An issue in which nothing has changed since it was built is not built again;\n--force and --keep build it.\nExit: 0 done, 1 the copy needs mending, 2 wrong usage, 4 time limit, 5 this machine cannot, 70 our fault.",
  )
  .action(async (issues: string[], options) => (await import("./commands/build.js")).build(issues, options));

withBrowser(
  program
    .command("plan")
    .argument("<issue>", "issue folder, or its issue.yaml")
    .description("show an issue's flatplan and what does not fit in it, without printing")
    .option("-l, --layout <name>", "layout to use instead of the manifest's")
    .addOption(engine("compose"))
    .option("--json", "print the plan as one JSON object")
    .option("--html <file>", "also write a contact sheet of all pages, one file for any browser")
    .option("--png <file>", "also write the contact sheet as a picture"),
  "compose",
)
  .option("--timeout <seconds>", "time limit", seconds, 300)
  .addHelpText(
    "after",
    "\nExamples:\n  pressday plan issues/2026-W47\n  pressday plan issues/2026-W47 --html plan.html   (open it in any browser)\n  pressday plan issues/2026-W47 --layout bulletin --engine pdfkit\n\nThe plan goes to stdout, problems to stderr.",
  )
  .action(async (issue: string, options) => (await import("./commands/plan.js")).plan(issue, options));

withBrowser(
  program
    .command("check")
    .argument("<issue>", "issue folder, or its issue.yaml")
    .description(
      "look through an issue's copy, pages and finished PDF for what an editor should mend, and write nothing",
    )
    .option("-l, --layout <name>", "layout to use instead of the manifest's")
    .addOption(engine("print"))
    .addOption(
      new Option("--format <name>", "table: for people; github: annotations of GitHub Actions")
        .choices(["table", "github"])
        .default("table"),
    )
    .option("--json", "print one JSON object")
    .option("--strict", "end with status 1 after warnings too"),
  "print",
)
  .option("--timeout <seconds>", "time limit", seconds, 300)
  .addHelpText(
    "after",
    "\nExamples:\n  pressday check issues/2026-W47\n  pressday check issues/2026-W47 --strict --format github   (in a pull request)\n  pressday check issues/2026-W47 --json\n\nWhat is found goes to stdout. magazine.yaml says how grave each rule is (checks:); docs/problems.md explains them.\nExit: 0 nothing to mend, 1 errors (with --strict, warnings too), 2 wrong usage, 4 time limit, 5 this machine cannot, 70 our fault.",
  )
  .action(async (issue: string, options) => (await import("./commands/check.js")).check(issue, options));

withBrowser(
  program
    .command("run")
    .description("bring an issue out with nobody watching: begin, collect, build, check and publish it")
    .option("-w, --week <week>", "last, current, next, or a week such as 2026-W48", "current")
    .option("--issues <dir>", "folder that holds magazine.yaml", "issues")
    .option("-o, --out <dir>", "folder for the PDF and the report", "out")
    .option("-l, --layout <name>", "layout to use instead of the manifest's")
    .addOption(engine("print"))
    .option("--force", "take every step, though nothing has changed")
    .option("--allow-missing", "bring the issue out without what a failing source did not give")
    .option("--on-failure <command>", "command that gets the report when the run fails, or an https:// address for it")
    .addOption(new Option("--log <format>", "lines on stderr").choices(["plain", "json"]).default("plain"))
    .option("--json", "print the report on stdout instead of the published folder"),
  "print",
)
  .option("--timeout <seconds>", "time limit for all of it", seconds, 1800)
  .addHelpText(
    "after",
    "\nExamples:\n  pressday run\n  pressday run --week last --on-failure 'mail -s \"No magazine\" editor@example.org'\n  pressday run --log json --on-failure https://hooks.example.org/T0/B0\n\nSteps whose results are current are skipped, so that running it again goes on where it ended. One run at a time.\nThe published folder goes to stdout (without publish: in magazine.yaml, the PDF), dated lines to stderr, all that happened to\nOUT/WEEK/report.json. docs/cron.md has crontab, systemd, GitHub Actions, containers.\nExit: 0 done, 1 the copy needs mending, 2 wrong usage, 3 a source failed, 4 time limit, 5 this machine cannot, 6 another run is at work, 70 our fault.",
  )
  .action(async (options) => (await import("./commands/run.js")).run(options));

program
  .command("publish")
  .argument("<issue>", "issue folder, or its issue.yaml")
  .description("put an issue that has been built into the published folder: PDF, cover, web pages, feed, e-mail draft")
  .option("-o, --out <dir>", "folder that it was built into", "out")
  .option("-f, --force", "also where it has been published already, just so")
  .option("--json", "print what was published as one JSON object")
  .option("--timeout <seconds>", "time limit", seconds, 300)
  .addHelpText(
    "after",
    "\nExamples:\n  pressday build issues/2026-W47 && pressday publish issues/2026-W47\n  pressday publish issues/2026-W47 --json\n\nmagazine.yaml says where (publish:); docs/publishing.md tells more. The issue's published folder goes to stdout.\nExit: 0 done, 1 not built or not to be published yet, 2 wrong usage, 4 time limit, 5 this machine cannot, 6 another run is at it, 70 our fault.",
  )
  .action(async (issue: string, options) => (await import("./commands/publish.js")).publish(issue, options));

/** One address, which goes into a command to a mail server as it is. */
const recipient = (text: string): string => {
  if (!/^[^\s@<>,\p{Cc}]+@[^\s@<>,\p{Cc}]+$/u.test(text))
    program.error(`error: --to takes one e-mail address, not "${text}"`, { exitCode: EXIT.usage });
  return text;
};

program
  .command("send")
  .argument("<issue>", "issue folder, or its issue.yaml")
  .description("send the published e-mail to the magazine's list, once; or to one address, as a test")
  .option("--to <address>", "send a test to this address alone, its subject marked [test]", recipient)
  .option("--dry-run", "show envelope and headers, but send nothing")
  .option("--again", "send to the list what it has had already")
  .option("-o, --out <dir>", "folder that it was built into; what was sent is noted there", "out")
  .option("--json", "print what was sent as one JSON object")
  .option("--timeout <seconds>", "time limit", seconds, 120)
  .addHelpText(
    "after",
    "\nExamples:\n  pressday send issues/2026-W47 --to you@example.org\n  pressday send issues/2026-W47\n\nPRESSDAY_SMTP_URL names the mail server: smtp://user:password@mail.example.org:587. The list (publish: email: in magazine.yaml) is written\nto only where the magazine says `send: true`.\nExit: 0 done, 1 not to be sent as things are, 2 wrong usage, 4 time limit, 5 the mail server will not, 6 another run is at it, 70 our fault.",
  )
  .action(async (issue: string, options) => (await import("./commands/send.js")).send(issue, options));

withBrowser(
  program
    .command("preview")
    .argument("<issue>", "issue folder, or its issue.yaml")
    .description(
      "show an issue's real pages in your browser, composed anew with every change to copy, pictures and layout",
    )
    .option("-l, --layout <name>", "layout to use instead of the manifest's")
    .option("-p, --port <number>", "port on this machine; any free one when left out", port, 0)
    .option("--open", "also open it in your browser"),
  "compose",
)
  .addHelpText(
    "after",
    "\nExamples:\n  pressday preview issues/2026-W47 --open\n  pressday preview issues/2026-W47 --layout atlas --port 4747\n\nThe address goes to stdout; it holds a secret, and answers on this machine only. Any browser will do. ? lists the keys.\nExit: 0 ended by Ctrl+C, 2 wrong usage, 5 this machine cannot, 70 our fault.",
  )
  .action(async (issue: string, options) => (await import("./commands/preview.js")).preview(issue, options));

const layout = program
  .command("layout")
  .description("begin a layout of your own, list those at hand, check one")
  .helpOption("-h, --help", "print this help");

layout
  .command("new")
  .argument("<name>", "the new layout's name: lower-case letters, digits, hyphens")
  .description("copy a layout into layouts/<name>, to change there")
  .option("--from <layout>", "layout to copy", "classic")
  .option("--json", "print the folder and problems as one JSON object")
  .addHelpText(
    "after",
    "\nExample:\n  pressday layout new sirocco --from atlas\n\nThe folder goes to stdout. Nothing is ever written over.",
  )
  .action(async (name: string, options) => (await import("./commands/layout.js")).newLayout(name, options));

layout
  .command("list")
  .description("list the layouts that --layout can name here, with what sets them and where they stand")
  .option("--json", "the same as JSON")
  .action(async (options) => (await import("./commands/layout.js")).listLayouts(options));

withBrowser(
  layout
    .command("check")
    .argument("<layout>", "a layout's name, or its folder")
    .description("look for what does not print well: CSS, missing masters and slots, fonts, contrast")
    .option("--json", "print problems as one JSON object"),
  "compose",
)
  .option("--timeout <seconds>", "time limit", seconds, 300)
  .addHelpText(
    "after",
    "\nExamples:\n  pressday layout check sirocco\n  pressday layout check layouts/sirocco --json\n\nA specimen with awkward copy is set in the layout and measured; docs/layouts.md tells what is looked for.\nExit: 0 nothing to mend (there may be warnings), 1 something to mend, 4 time limit, 5 this machine cannot, 70 our fault.",
  )
  .action(async (name: string, options) => (await import("./commands/layout.js")).check(name, options));

program
  .command("inspect")
  .argument("<pdf>", "a PDF file")
  .description("print a PDF as text: pages, boxes, labels, outline, links, fonts, tags, words")
  .option("--json", "the same as JSON")
  .addHelpText("after", "\nExample:\n  pressday inspect out/2026-W47/rihla-2026-W47.pdf | less")
  .action(async (file: string, options) => (await import("./commands/inspect.js")).inspect(file, options));

program
  .command("doctor")
  .description("tell what this machine would print with, and why not with the rest")
  .option("--browser <path>", "browser to try first")
  .option("--cache <dir>", "cache folder to look at")
  .option("--json", "the same as JSON")
  .action(async (options) => (await import("./commands/doctor.js")).doctor(options));

program.exitOverride((error) => {
  // Commander has printed its message; wrong usage has one exit status, help and version another.
  process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage);
});
for (const command of [...program.commands, ...layout.commands])
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage));

try {
  await program.parseAsync();
} catch (fault) {
  process.stderr.write(
    `pressday: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\nThis is a fault of Pressday's own; please report it with the command and the text above.\n`,
  );
  process.exitCode = EXIT.fault;
}

/**
 * A browser between Pressday and the real one. It passes every message on, and does its mischief when Pressday sends the command that
 * was named: what happens then happens in the middle of that work, on fast machines and slow ones.
 *
 * Arguments: a JSON object `{ real, at, does, times, counter }`, then the browser's own. `does`: `die` kills the real browser,
 * `crash` its page's process, `stop` freezes it. `times`: how often it happens in all; they are counted in the file `counter`.
 */
import { spawn } from "node:child_process";
import { appendFileSync, createReadStream, createWriteStream, readdirSync, readFileSync } from "node:fs";

const { real, at, does, times, counter } = JSON.parse(process.argv[2]);
const browser = spawn(real, process.argv.slice(3), { stdio: ["ignore", "ignore", "inherit", "pipe", "pipe"] });
browser.once("exit", (status) => process.exit(status ?? 1));

/** Living processes of the browser, the page's own among them, by their command lines. */
const pagesOf = (group) =>
  readdirSync("/proc").filter((pid) => {
    try {
      const [, , ofGroup] = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1).split(" ");
      return ofGroup === group && readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("--type=renderer");
    } catch {
      return false;
    }
  });

const isDue = () => {
  if (readFileSync(counter, "latin1").length >= times) return false;
  appendFileSync(counter, "x");
  return true;
};

/** The page's process is held before it gets the command: it dies over it, and not when its part is done. */
const CRASH_MS = 30;

const before = () => {
  if (does !== "crash") return;
  const pages = pagesOf(String(process.pid)).map(Number);
  for (const pid of pages) process.kill(pid, "SIGSTOP");
  setTimeout(() => {
    for (const pid of pages) process.kill(pid, "SIGKILL");
  }, CRASH_MS);
};

const after = () => {
  if (does === "die") browser.kill("SIGKILL");
  if (does === "stop") browser.kill("SIGSTOP");
};

const MESSAGE_END = 0;
const commands = createReadStream("", { fd: 3 });
let unfinished = Buffer.alloc(0);
commands.on("data", (bytes) => {
  unfinished = Buffer.concat([unfinished, bytes]);
  for (let end = unfinished.indexOf(MESSAGE_END); end >= 0; end = unfinished.indexOf(MESSAGE_END)) {
    const message = unfinished.subarray(0, end + 1);
    unfinished = unfinished.subarray(end + 1);
    const isTime = JSON.parse(message.toString("utf8", 0, end)).method === at && isDue();
    if (isTime) before();
    browser.stdio[3].write(message);
    if (isTime) after();
  }
});
commands.on("end", () => browser.stdio[3].end());
browser.stdio[3].on("error", () => {});
browser.stdio[4].pipe(createWriteStream("", { fd: 4 })).on("error", () => {});

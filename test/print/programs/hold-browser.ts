/** Starts a browser on the cache it is given, says so, and keeps it until it is ended from outside. */
import { startBrowser } from "../../../src/print/index.js";

const [cache, how] = process.argv.slice(2);
const browser = await startBrowser({ cache: cache! });
await browser.open({ html: "<p>held", files: new Map() });
process.stdout.write("ready\n");
if (how === "throw") {
  setImmediate(() => {
    throw new Error("a fault of ours");
  });
}
if (how === "handle") process.once("SIGTERM", () => setTimeout(() => process.exit(7), 300));
await browser.run("() => new Promise(() => {})", null);

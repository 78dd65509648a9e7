/** Starts a browser on the cache it is given, prints a page and ends it. */
import { startBrowser } from "../../../src/print/index.js";

const browser = await startBrowser({ cache: process.argv[2]! });
try {
  await browser.open({ html: "<p>one", files: new Map() });
  const bytes = await browser.print({ widthPx: 400, heightPx: 400 });
  process.stdout.write(Buffer.from(bytes.subarray(0, 5)).toString());
} finally {
  await browser.close();
}

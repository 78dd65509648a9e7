import { afterEach, describe, expect, it } from "vitest";
import { connectPipe, openContext, openPage } from "../../src/print/connect.js";
import { findBrowser } from "../../src/print/find.js";
import { type BrowserOptions, type OpenBrowser, startBrowser } from "../../src/print/index.js";
import { startProcess } from "../../src/print/process.js";
import { listen, pause, sharedCache, startRemote } from "./helpers.js";

/** Every way out of a document that we know of; each names itself in the address. */
const hostile = (at: string): string => `<!doctype html><html manifest="${at}/manifest"><head>
<meta charset="utf-8"><title>Hostile</title>
<meta http-equiv="refresh" content="0;url=${at}/refresh">
<base href="${at}/base/">
<link rel="stylesheet" href="${at}/style"><link rel="preload" as="style" href="${at}/preload">
<link rel="prefetch" href="${at}/prefetch"><link rel="preconnect" href="${at}"><link rel="dns-prefetch" href="${at}">
<link rel="modulepreload" href="${at}/module"><link rel="prerender" href="${at}/prerender"><link rel="icon" href="${at}/icon">
<link rel="manifest" href="${at}/webmanifest">
<style>@import url(${at}/import); @font-face { font-family: Far; src: url(${at}/font) }
p { background: url(${at}/background); list-style-image: url(${at}/list); cursor: url(${at}/cursor), auto; border-image: url(${at}/border) 1 }
p::before { content: url(${at}/content) } body { mask: url(${at}/mask#m); filter: url(${at}/filter#f) }</style>
<script>document.title = "ran"; fetch("${at}/fetch"); new WebSocket("${at.replace("http", "ws")}/socket"); new EventSource("${at}/events");
navigator.sendBeacon("${at}/beacon"); new Worker("${at}/worker"); new Image().src = "${at}/image"; location = "${at}/location"</script>
<script type="module" src="${at}/script"></script><script type="speculationrules">{"prefetch":[{"urls":["${at}/speculation"]}]}</script>
</head><body onload="document.title='ran'" background="${at}/body">
<p style="font-family: Far">Text</p>
<iframe src="${at}/frame"></iframe><iframe srcdoc="<img src='${at}/srcdoc'><script>top.document.title='ran'</script>"></iframe>
<iframe src="javascript:parent.document.title='ran'"></iframe><iframe src="data:text/html,<img src='${at}/data'>"></iframe>
<iframe src="file:///etc/passwd"></iframe><object data="${at}/object"></object><embed src="${at}/embed">
<video src="${at}/video" poster="${at}/poster" autoplay preload="auto"></video><audio src="${at}/audio" preload="auto"></audio>
<video><source src="${at}/source"><track src="${at}/track" default></video>
<svg><image href="${at}/svg"/><use href="${at}/use#a"/><script>document.title="ran"</script><animate onbegin="document.title='ran'" attributeName="x" dur="1s"/></svg>
<form action="${at}/form"><input type="image" src="${at}/input" onerror="document.title='ran'" autofocus onfocus="this.form.submit()"></form>
<a href="${at}/link" ping="${at}/ping">link</a><details open ontoggle="document.title='ran'">x</details>
<table background="${at}/table"><tr><td>x</td></tr></table></body></html>`;

const PICTURES = (at: string) =>
  `<img src="${at}/far.jpg" alt="Far" onerror="document.title='ran'"><img src="file:///etc/passwd" alt="Local">`;

const ended: (() => Promise<unknown> | undefined)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const started = async (options: Partial<BrowserOptions> = {}): Promise<OpenBrowser> => {
  const browser = await startBrowser({ cache: sharedCache(), ...options });
  ended.push(() => browser.close());
  return browser;
};

/** Opens the hostile document and prints it; tells how often the listener was touched and what the page's title became. */
async function assault(browser: OpenBrowser) {
  const listener = await listen();
  ended.push(() => void listener.server.close());
  const at = `http://127.0.0.1:${listener.port}`;
  // The far font cannot load, which the session tells; the page is open all the same.
  const fault = await browser.open({ html: hostile(at), files: new Map() }).catch((reason) => reason.problem.code);
  await browser.run("() => document.querySelector('a').click()", null);
  await browser.run("() => document.querySelector('form').submit()", null).catch(() => {});
  await pause(400);
  const title = await browser.run("() => document.title", null);
  const pdf = await browser.print({ widthPx: 800, heightPx: 1130 });
  const lost = await browser.open({ html: PICTURES(at), files: new Map() }).catch((reason) => reason.problem.code);
  await pause(200);
  return { fault, title, pdf, lost, touched: listener.touched(), problems: browser.problems };
}

describe("the walls around the page", () => {
  it("let nothing out of a hostile document, run none of its scripts, and count what was refused", async () => {
    const seen = await assault(await started());
    expect(seen.touched).toBe(0);
    expect(seen.title).toBe("Hostile");
    expect(seen.fault).toBe("LAYOUT_INVALID");
    expect(seen.lost).toBe("PICTURE_MISSING");
    expect(seen.pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(seen.problems.filter(({ code }) => code === "REQUEST_REFUSED")).toHaveLength(1);
  });

  it("keep a document from loading itself anew or leaving for an empty page", async () => {
    const browser = await started();
    const refresh = (address: string) => `<meta http-equiv="refresh" content="0;url=${address}"><p>here`;
    await browser.open({ html: refresh("/"), files: new Map() });
    await browser.run("() => { document.querySelector('p').textContent = 'composed' }", null);
    await pause(300);
    expect(await browser.run("() => document.body.textContent", null)).toBe("composed");
    await browser.open({ html: refresh("about:blank"), files: new Map() }).catch(() => {});
    await pause(300);
    const fault = await browser.print({ widthPx: 800, heightPx: 1130 }).catch((reason) => reason.problem.code);
    expect(fault).toBe("REQUEST_REFUSED");
    await browser.open({ html: "<p>well again", files: new Map() });
    expect(await browser.run("() => document.body.textContent", null)).toBe("well again");
  });

  it("have a second one behind the first: the context's dead proxy, for loopback addresses too", async () => {
    const cache = sharedCache();
    await (await started()).close();
    const { location } = await findBrowser({ cache });
    const process_ = await startProcess({ program: location, sandbox: process.getuid?.() !== 0 });
    ended.push(() => process_.end());
    const { connection } = await connectPipe(process_);
    const listener = await listen();
    ended.push(() => void listener.server.close());
    const page = await openPage(connection, await openContext(connection));
    for (const host of ["127.0.0.1", "localhost"]) {
      const at = `//${host}:${listener.port}/`;
      const expression = `fetch("http:${at}", { mode: "no-cors" }).catch(() => {}); new WebSocket("ws:${at}"); new EventSource("http:${at}");`;
      await page.send("Runtime.evaluate", { expression });
      const { errorText } = await page.send("Page.navigate", { url: `http:${at}` });
      expect(errorText).toBe("net::ERR_PROXY_CONNECTION_FAILED");
    }
    await pause(300);
    expect(listener.touched()).toBe(0);
  });

  it("stand around a page in a browser that runs elsewhere, of which only our context is closed", async () => {
    await (await started()).close();
    const { location } = await findBrowser({ cache: sharedCache() });
    const remote = await startRemote(location);
    ended.push(remote.end);
    const browser = await started({ browserUrl: remote.address });
    const seen = await assault(browser);
    expect([seen.touched, seen.title, seen.lost]).toEqual([0, "Hostile", "PICTURE_MISSING"]);
    await browser.close();
    expect(remote.child.exitCode).toBeNull();
    const targets = (await (await fetch(`${remote.address}/json/list`)).json()) as { url: string }[];
    expect(targets.map(({ url }) => url).filter((url) => url.includes("pressday"))).toEqual([]);
  });

  it("tell of a remote browser that does not answer", async () => {
    const listener = await listen();
    ended.push(() => void listener.server.close());
    const starting = started({ browserUrl: `http://127.0.0.1:${listener.port}` });
    await expect(starting).rejects.toMatchObject({ problem: { code: "BROWSER_FAILED" } });
  });
});

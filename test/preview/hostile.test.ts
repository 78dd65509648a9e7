import { cp, readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PreviewState } from "../../src/preview/types.js";
import { pause } from "../print/helpers.js";
import { DUNES, ISSUE, newPublisher, type Publisher } from "../support/publisher.js";
import { type Served, serve } from "../support/server.js";
import { previewBrowser } from "./preview.js";
import { type Ear, isWhole, type RunningPreview, startPreview } from "./running.js";

/** Every way that a template could bring a script, or lead the reader away, with its traces: requests, and marks on a window. */
const harm = (outside: string): string =>
  [
    '<script>top.harmed = "script"</script>',
    `<script src="${outside}/script.js"></script>`,
    `<img src="${outside}/picture.png" loading="lazy" onerror="top.harmed='onerror'" alt="">`,
    '<b onclick="top.harmed=\'onclick\'" id="pressed">Press</b>',
    '<a id="script-link" href="javascript:void(top.harmed=\'link\')">Press</a>',
    `<a id="outer-link" href="${outside}/linked">Leave</a>`,
    `<iframe src="${outside}/frame"></iframe>`,
    "<iframe srcdoc=\"<script>top.harmed='srcdoc'</script>\"></iframe>",
    `<object data="${outside}/object"></object>`,
    `<embed src="${outside}/embed">`,
    '<svg width="1" height="1"><script>top.harmed = \'svg\'</script><set attributeName="x" onbegin="top.harmed=\'set\'"/></svg>',
    `<link rel="stylesheet" href="${outside}/sheet.css">`,
    `<base href="${outside}/">`,
    `<form id="form" action="${outside}/form"><button>Send</button></form>`,
  ].join("");

let publisher: Publisher;
let preview: RunningPreview;
let ear: Ear;
let outside: Served;
/** What other sites were told of where a request came from. */
const referrers: string[] = [];

beforeAll(async () => {
  outside = await serve((request, response) => {
    if (request.headers.referer !== undefined) referrers.push(request.headers.referer);
    response.setHeader("Content-Type", "text/html");
    response.end("<!doctype html><title>Elsewhere</title><p>Elsewhere");
  });
  publisher = await newPublisher(
    { "issues/magazine.yaml": "name: Sirocco\ntagline: A small test of sand\nlayout: plain\n" },
    { keep: true },
  );
  await cp(path.resolve(import.meta.dirname, "../../layouts/bulletin"), publisher.at("layouts/plain"), {
    recursive: true,
  });
  const layout = "layouts/plain/layout.yaml";
  const cover = "layouts/plain/masters/cover.hbs";
  const [yaml, hbs, words] = await Promise.all(
    [layout, cover, DUNES].map((file) => readFile(publisher.at(file), "utf8")),
  );
  const scripted = `<script>top.harmed = "copy"</script>\n\n<p onclick="top.harmed='copy'">Words of the web.</p>\n\n`;
  await publisher.write({
    [layout]: yaml!.replace("name: bulletin", "name: plain"),
    [cover]: hbs!.replace(/(<section[^>]*>)/, `$1${harm(outside.url)}`),
    [DUNES]: words!.replace("Where two", `${scripted}[Elsewhere](${outside.url}/from-copy) is a link. Where two`),
  });
  preview = await startPreview([ISSUE], { cwd: publisher.root });
  ear = await preview.listen();
  await ear.state(isWhole);
});

afterAll(async () => {
  await preview.end();
  await outside.close();
  await publisher.remove();
});

const newPage = async (url: string): Promise<Page> => {
  const page = await (await (await previewBrowser()).createBrowserContext()).newPage();
  await page.goto(url);
  return page;
};

/** Runs inside a page of another site: everything it can think of to read or drive the preview. Gives what it has read. */
const attack = async (url: string): Promise<string[]> => {
  const read: string[] = [];
  const names = ["", "state", "document", "events", "page.js", "issue.pdf", "files/pictures/"];
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const settled = (element: HTMLElement): Promise<string> =>
    Promise.race([
      new Promise<string>((resolve) => element.addEventListener("load", () => resolve("load"))),
      new Promise<string>((resolve) => element.addEventListener("error", () => resolve("error"))),
      wait(1500).then(() => "nothing"),
    ]);
  const body = '{"layout":"atlas","source":"specimen","folios":[2],"file":"issues/2026-W47/issue.yaml"}';
  for (const name of names)
    for (const init of [{}, { credentials: "include" as const }, { headers: { "X-Asked": "1" } }])
      await fetch(url + name, init).then(
        async (answer) => read.push(`fetch ${name} ${(await answer.text()).slice(0, 20)}`),
        () => {},
      );
  for (const name of ["print", "show", "open", "view"])
    for (const type of ["text/plain", "application/json", "application/x-www-form-urlencoded"]) {
      const order = { method: "POST", body, headers: { "Content-Type": type } };
      await fetch(url + name, order).then(
        (answer) => read.push(`order ${name} ${answer.status}`),
        () => {},
      );
      await fetch(url + name, { ...order, mode: "no-cors" }).catch(() => {});
      navigator.sendBeacon(url + name, new Blob([body], { type: "text/plain" }));
    }
  for (const [tag, name] of [
    ["script", "page.js"],
    ["script", "state"],
    ["img", "issue.pdf"],
    ["img", "state"],
  ] as const) {
    const element = document.createElement(tag) as HTMLScriptElement;
    element.src = url + name;
    const end = settled(element);
    document.body.append(element);
    if ((await end) === "load") read.push(`${tag} ${name}`);
  }
  for (const name of ["", "document"]) {
    const frame = document.createElement("iframe");
    frame.src = url + name;
    const end = settled(frame);
    document.body.append(frame);
    await end;
    try {
      const text = frame.contentDocument?.documentElement.outerHTML ?? "";
      if (text.includes("Pressday") || text.includes("Pages")) read.push(`frame ${name}`);
    } catch {
      // Another origin's.
    }
    // The preview has one frame in it, its document none; a refusal has none either, so a count tells nothing more.
    if ((frame.contentWindow?.length ?? 0) > 0) read.push(`frames in ${name}`);
  }
  for (const name of ["print", "show"]) {
    const [form, target] = [document.createElement("form"), document.createElement("iframe")];
    target.name = `target-${name}`;
    Object.assign(form, { action: url + name, method: "post", enctype: "text/plain", target: target.name });
    form.innerHTML = `<input name='{"layout":"atlas","x":"' value='"}'>`;
    document.body.append(target, form);
    form.submit();
    await settled(target);
  }
  await new Promise<void>((resolve) => {
    const events = new EventSource(`${url}events`);
    events.addEventListener("state", () => read.push("events"));
    events.onerror = () => resolve();
    setTimeout(resolve, 1500);
  });
  await new Promise<void>((resolve) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}events`);
    socket.onopen = () => read.push("socket");
    socket.onerror = socket.onclose = () => resolve();
    setTimeout(resolve, 1500);
  });
  const opened = window.open(url);
  await wait(500);
  try {
    if (opened !== null && opened.document.body.textContent !== "")
      read.push(`window ${opened.document.body.textContent}`);
    if ((opened?.length ?? 0) > 0) read.push("frames in window");
  } catch {
    // Another origin's.
  }
  return read;
};

const driven = ({ source, layout, revision }: PreviewState) => ({ source, layout, revision });

describe("a page of another site", () => {
  const refusals = async (page: Page, url: string): Promise<void> => {
    const before = await preview.state();
    const states = ear.states.length;
    expect(await page.evaluate(attack, url)).toEqual([]);
    await pause(300);
    expect(ear.printed).toEqual([]);
    expect(ear.states.length).toBe(states);
    expect(driven(await preview.state())).toEqual(driven(before));
    await page.browserContext().close();
  };

  it("reads and drives nothing from another port, though it knows the address", async () => {
    await refusals(await newPage(outside.url), preview.url);
  });

  it("reads and drives nothing from the machine's other name", async () => {
    await refusals(await newPage(outside.url.replace("127.0.0.1", "localhost")), preview.url);
    await refusals(await newPage(outside.url), preview.url.replace("127.0.0.1", "localhost"));
  });

  it("reads and drives nothing without the token", async () => {
    await refusals(await newPage(outside.url), `${preview.origin}/${"x".repeat(24)}/`);
  });

  it("cannot lead a reader there by a link", async () => {
    const page = await newPage(outside.url);
    await page.evaluate((url) => {
      document.body.innerHTML = `<a href="${url}">Come</a>`;
    }, preview.url);
    const [answer] = await Promise.all([page.waitForNavigation(), page.click("a")]);
    expect(answer!.status()).toBe(403);
    await page.browserContext().close();
  });
});

describe("the pages that are shown", () => {
  let page: Page;
  beforeAll(async () => {
    page = await newPage(preview.url);
    await page.waitForFunction(() => document.documentElement.dataset.stage === "whole", { timeout: 15_000 });
    await pause(500);
  });

  const pagesFrame = () => page.frames().find((frame) => frame.url().endsWith("/document"))!;
  const harmed = () => page.evaluate(() => (window as unknown as { harmed?: string }).harmed);

  it("run no script, whatever the layout and the copy hold, and ask nothing of others", async () => {
    const found = await pagesFrame().evaluate(() =>
      ["script", "iframe", "base", "#pressed"].map((selector) => document.querySelector(selector) !== null),
    );
    expect(found).toEqual([true, true, true, true]);
    // A press as a mouse makes it, whatever lies above.
    await pagesFrame().evaluate(() => document.querySelector<HTMLElement>("#pressed")!.click());
    await pagesFrame().evaluate(() => document.querySelector<HTMLElement>("#script-link")!.click());
    await pagesFrame().evaluate(() => document.querySelector<HTMLFormElement>("#form")!.submit());
    await pause(400);
    expect(await harmed()).toBeUndefined();
    const asked = outside.asked.filter((request) => /script|picture|frame|object|embed|sheet|form/.test(request));
    expect(asked).toEqual([]);
    expect(await pagesFrame().evaluate(() => document.baseURI)).toBe(`${preview.url}document`);
    expect(await pagesFrame().evaluate(() => document.querySelectorAll("body > .page").length)).toBeGreaterThan(2);
  });

  it("open what they link to in a window of its own, which is not told from where", async () => {
    for (const [selector, name] of [
      ["#outer-link", "linked"],
      ["a[href$=from-copy]", "from-copy"],
    ] as const) {
      const opening = page.browserContext().waitForTarget((target) => target.url().endsWith(`/${name}`));
      await pagesFrame().evaluate((link) => document.querySelector<HTMLElement>(link)!.click(), selector);
      const opened = (await (await opening).page())!;
      expect(await opened.evaluate(() => [document.referrer, window.opener === null])).toEqual(["", true]);
      await opened.close();
    }
    expect(outside.asked).toContain("GET /linked");
    expect(outside.asked).toContain("GET /from-copy");
    expect(
      referrers.filter((referrer) => referrer.includes(preview.token) || referrer.includes(String(preview.port))),
    ).toEqual([]);
    expect(page.url()).toBe(preview.url);
  });

  it("stay on the screen when a template says that the document is to go elsewhere", async () => {
    const cover = "layouts/plain/masters/cover.hbs";
    const from = ear.states.length;
    const hbs = await readFile(publisher.at(cover), "utf8");
    const refresh = `<meta http-equiv="refresh" content="0;url=${outside.url}/refreshed">`;
    await publisher.write({ [cover]: hbs.replace("</section>", `${refresh}</section>`) });
    await ear.state(() => true, from);
    await pause(1000);
    expect(outside.asked).not.toContain("GET /refreshed");
    // The browser that composes may have gone there, into its own wall: the next pages are composed in a document opened anew.
    const mended = ear.states.length;
    await publisher.write({ [cover]: hbs });
    await ear.state(isWhole, mended);
    await pause(300);
    expect(pagesFrame()?.url()).toBe(`${preview.url}document`);
    expect(await pagesFrame().evaluate(() => document.querySelectorAll("body > .page").length)).toBeGreaterThan(2);
  });
});

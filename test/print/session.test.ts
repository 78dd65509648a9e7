import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenBrowser, PrintFault, type ServedFiles, startBrowser, withBrowser } from "../../src/print/index.js";
import { jpeg, sharedCache, temporaryFolder } from "./helpers.js";

const FONT = join(import.meta.dirname, "../../fonts/source-serif-4/SourceSerif4-Regular.ttf");
const page = (body: string, head = ""): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title><style>body{margin:0}
  .page{width:794px;height:1123px;contain:size;overflow:clip;break-after:page}</style>${head}</head><body>${body}</body></html>`;

describe("a browser session", () => {
  let browser: OpenBrowser;
  let picture: Buffer;
  beforeAll(async () => {
    browser = await startBrowser({ cache: sharedCache() });
    picture = await jpeg();
  });
  afterAll(() => browser.close());

  const opened = async (html: string, files: ServedFiles = new Map()) => {
    const fault = await browser.open({ html, files }).catch((reason: unknown) => reason);
    return fault instanceof PrintFault ? fault.problem.code : (fault ?? "open");
  };

  it("prints each page box on a sheet of the size in px that was asked for", async () => {
    const boxes = '<div class="page">One</div><div class="page">Two</div><div class="page">Three</div>';
    await browser.open({ html: page(boxes), files: new Map() });
    const bytes = await browser.print({ widthPx: 800, heightPx: 1136 });
    const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
    expect(pdf.numPages).toBe(3);
    expect((await pdf.getPage(2)).view).toEqual([0, 0, 600, 852]);
    expect((await pdf.getMarkInfo())?.Marked).toBe(true);
    expect(await pdf.getOutline()).toBeNull();
  });

  it("serves files from memory and from disk, and the document anew each time it is opened", async () => {
    const path = join(temporaryFolder(), "on disk.jpg");
    writeFileSync(path, picture);
    const files: ServedFiles = new Map([
      ["/pictures/memory.jpg", { body: picture, type: "image/jpeg" }],
      ["/pictures/on disk.jpg", { path, type: "image/jpeg" }],
      ["/style.css", { body: "p { width: 123px }", type: "text/css" }],
    ]);
    const first = '<img src="/pictures/memory.jpg" alt=""><img src="/pictures/on disk.jpg" alt=""><p>x</p>';
    expect(await opened(page(first, '<link rel="stylesheet" href="/style.css">'), files)).toBe("open");
    const seen = "() => [document.images.length, document.querySelector('p').offsetWidth]";
    expect(await browser.run(seen, null)).toEqual([2, 123]);
    expect(await opened(page("<p>second</p>"))).toBe("open");
    expect(await browser.run("() => document.body.textContent", null)).toBe("second");
    expect(browser.problems.map(({ code }) => code)).not.toContain("REQUEST_REFUSED");
  });

  it("takes a body with its files after the head, and runs no script of it", async () => {
    const styles = "<style>@font-face { font-family: Body; src: url(/body.ttf) } p { font-family: Body }</style>";
    await browser.open({ html: page("", styles), files: new Map([["/body.ttf", { path: FONT, type: "font/ttf" }]]) });
    const files: ServedFiles = new Map([["/pictures/a.jpg", { body: picture, type: "image/jpeg" }]]);
    const script = "<script>document.title = 'ran'</script>";
    const body = `<p id="words">Words</p>${script}<img src="/pictures/a.jpg" alt="">`;
    await browser.fill({ html: page(body, styles), files });
    const seen =
      "() => [document.title, document.body.textContent.startsWith('Words'), document.images[0].naturalWidth > 0]";
    expect(await browser.run(seen, null)).toEqual(["Test", true, true]);
    expect(await browser.run("() => getComputedStyle(document.querySelector('#words')).fontFamily", null)).toBe("Body");
    const lost = browser.fill({ html: page('<img src="/pictures/gone.jpg" alt="">', styles), files });
    await expect(lost).rejects.toMatchObject({ problem: { code: "PICTURE_MISSING" } });
  });

  it("exchanges the style sheets of a document that differ, and leaves the others with their fonts", async () => {
    const fonts = "<style>@font-face { font-family: Body; src: url(/body.ttf) }</style>";
    const files: ServedFiles = new Map([["/body.ttf", { path: FONT, type: "font/ttf" }]]);
    const filled = (...styles: string[]) =>
      browser.fill({ html: page("<p>x</p>", fonts + styles.map((css) => `<style>${css}</style>`).join("")), files });
    const look = `() => {
      const { color, textIndent } = getComputedStyle(document.querySelector("p"));
      const [font] = document.fonts;
      globalThis.seen ??= font;
      return [color, textIndent, font === globalThis.seen];
    }`;
    await browser.open({ html: page("", fonts), files });
    await filled("p { color: red }", "p { text-indent: 1px }");
    expect(await browser.run(look, null)).toEqual(["rgb(255, 0, 0)", "1px", true]);
    await filled("p { color: red }", "p { text-indent: 2px }");
    expect(await browser.run(look, null)).toEqual(["rgb(255, 0, 0)", "2px", true]);
    await filled("p { color: blue }");
    expect(await browser.run(look, null)).toEqual(["rgb(0, 0, 255)", "0px", true]);
  });

  it("hands JSON to a function in the page and back, under print media, and tells what it threw", async () => {
    await browser.open({ html: page("<p>x</p>"), files: new Map() });
    const copy = { words: ["été", "سلام"], nested: [{ depth: 1.5 }], none: null };
    expect(await browser.run("async (given) => given", copy)).toEqual(copy);
    expect(await browser.run("() => [matchMedia('print').matches, devicePixelRatio]", undefined)).toEqual([true, 1]);
    await browser.run("(text) => { document.querySelector('p').textContent = text }", "changed");
    expect(await browser.html()).toMatch(/^<!doctype html>\n<html lang="en">.*<p>changed<\/p>/s);
    await expect(browser.run("() => { throw new Error('no room') }", null)).rejects.toThrow("no room");
    expect(await browser.run("() => new Promise((resolve) => setTimeout(resolve, 5, 'timers run'))", null)).toBe(
      "timers run",
    );
  });

  it("loads every font of the style sheet before it says that the document is open", async () => {
    const face = (address: string) => `<style>@font-face { font-family: Body; src: url(${address}) }</style>`;
    const files: ServedFiles = new Map([["/body.ttf", { path: FONT, type: "font/ttf" }]]);
    expect(await opened(page("<p>none of it is used yet</p>", face("/body.ttf")), files)).toBe("open");
    expect(await browser.run("() => [...document.fonts].map((face) => face.status)", null)).toEqual(["loaded"]);
    expect(await opened(page("<p>x</p>", face("/other.ttf")), files)).toBe("LAYOUT_INVALID");
  });

  it("uses no font of the machine", async () => {
    await browser.open({
      html: page('<p><b style="font-family: DejaVu Sans, Arial">m</b><i style="font-family: serif">m</i></p>'),
      files: new Map(),
    });
    const widths = await browser.run<number[]>(
      "() => [...document.querySelectorAll('b, i')].map((e) => e.offsetHeight)",
      null,
    );
    expect(widths[0]).toBe(widths[1]);
  });

  it.each([
    ["a picture that is not there", '<img src="/pictures/gone.jpg" alt="Gone">', "PICTURE_MISSING"],
    ["a picture with a broken header", '<img src="/pictures/broken.jpg" alt="">', "PICTURE_CORRUPT"],
    ["a picture without an address", '<img alt="Nothing">', "PICTURE_MISSING"],
    ["a picture whose file has gone", '<img src="/pictures/deleted.jpg" alt="">', "PICTURE_CORRUPT"],
  ])("tells of %s", async (_, body, code) => {
    const files: ServedFiles = new Map([
      ["/pictures/good.jpg", { body: picture, type: "image/jpeg" }],
      ["/pictures/broken.jpg", { body: "not a picture", type: "image/jpeg" }],
      ["/pictures/deleted.jpg", { path: join(temporaryFolder(), "deleted.jpg"), type: "image/jpeg" }],
    ]);
    expect(await opened(page(body), files)).toBe(code);
  });

  it("lets lazy pictures come while the page is worked on, and waits for them before it prints", async () => {
    const files: ServedFiles = new Map([["/pictures/good.jpg", { body: picture, type: "image/jpeg" }]]);
    const far = (name: string) =>
      `<div style="height:90000px"></div><img loading="lazy" src="/pictures/${name}" alt="">`;
    const sheet = { widthPx: 800, heightPx: 1136 };
    expect(await opened(page(far("good.jpg")), files)).toBe("open");
    // The composer sets copy anew, and its pictures with it.
    await browser.run("() => { document.body.innerHTML += '' }", null);
    await browser.print(sheet);
    expect(await browser.run("() => document.images[0].naturalWidth > 0", null)).toBe(true);
    expect(await opened(page(far("gone.jpg")), files)).toBe("open");
    await expect(browser.print(sheet)).rejects.toMatchObject({ problem: { code: "PICTURE_MISSING" } });
  });

  it("has one warning about the sandbox as root, and none otherwise", () => {
    const warned = browser.problems.filter(({ code }) => code === "BROWSER_UNSANDBOXED").length;
    expect(warned).toBe(process.getuid?.() === 0 ? 1 : 0);
  });
});

describe("withBrowser", () => {
  it("lets the work go on while the browser starts", async () => {
    const order: string[] = [];
    const title = await withBrowser({ cache: sharedCache() }, async (session) => {
      order.push("other work");
      const browser = await session();
      order.push("session");
      await browser.open({ html: page("x"), files: new Map() });
      return browser.run("() => document.title", null);
    });
    expect([title, ...order]).toEqual(["Test", "other work", "session"]);
  });

  it("tells of a browser that cannot start only when the work asks for it", async () => {
    const options = { cache: sharedCache(), browser: join(temporaryFolder(), "none") };
    expect(await withBrowser(options, async () => "done without")).toBe("done without");
    await expect(withBrowser(options, (session) => session())).rejects.toMatchObject({
      problem: { code: "BROWSER_MISSING" },
    });
  });
});

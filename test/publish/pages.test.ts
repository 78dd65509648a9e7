/** The landing page, the list of all issues and the e-mail's page, in the browser that readers have. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { archivePage, landingPage } from "../../src/publish/pages/index.js";
import type { Announcement } from "../../src/publish/types.js";
import { controlsWithoutFocus } from "../preview/controls.js";
import { previewBrowser } from "../preview/preview.js";
import { temporaryFolder } from "../print/helpers.js";
import { serve } from "../support/server.js";
import {
  announcement,
  archived,
  LANGUAGES,
  type Language,
  type Site,
  serveSite,
  WEEK,
  writeSite,
} from "./announcement.js";

const PAGES = { landing: `${WEEK}/`, archive: "", email: `${WEEK}/newsletter.html` } as const;

/** A page in a context of its own, what it asked for, and what went wrong. */
interface Visit {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly faults: readonly string[];
}

const visit = async (
  address: string,
  work: (visit: Visit) => Promise<void>,
  { scripts = true } = {},
): Promise<void> => {
  const context = await (await previewBrowser()).createBrowserContext();
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    const faults: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("requestfailed", (request) => faults.push(`${request.url()} ${request.failure()?.errorText}`));
    page.on("console", (message) => faults.push(message.text()));
    await page.setJavaScriptEnabled(scripts);
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(address);
    await work({ page, requests, faults });
  } finally {
    await context.close();
  }
};

/** Serious faults as `rule: element`. */
const seriousFaults = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
      );
  });
};

const lookAt = async (page: Page, width: number, scheme: "light" | "dark"): Promise<void> => {
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
};

const sites = new Map<Language, Site>();
beforeAll(async () => {
  for (const language of LANGUAGES) {
    const site = await serveSite(temporaryFolder());
    sites.set(language, site);
    await writeSite(site.folder, announcement({ language, address: `${site.url}/`, action: `${site.url}/subscribe` }));
  }
});
afterAll(async () => {
  await Promise.all([...sites.values()].map((server) => server.close()));
});

describe.each(LANGUAGES)("in %s", (language) => {
  it.each(Object.entries(PAGES))("%s: no serious fault, nothing cut off, no request leaves", async (_, address) => {
    const site = sites.get(language)!;
    await visit(`${site.url}/${address}`, async ({ page, requests, faults }) => {
      for (const width of [1280, 390])
        for (const scheme of ["light", "dark"] as const) {
          await lookAt(page, width, scheme);
          expect(await seriousFaults(page), `${width} px, ${scheme}`).toEqual([]);
          const widest = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(widest, `${width} px`).toBeLessThanOrEqual(width);
        }
      expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
        language,
        language === "ar" ? "rtl" : "ltr",
      ]);
      const pictures = await page.$$eval("img", (all) =>
        all.map(({ naturalWidth, alt }) => naturalWidth > 0 && alt !== ""),
      );
      expect(pictures).not.toHaveLength(0);
      expect(pictures[0]).toBe(true);
      expect(requests.filter((one) => !one.startsWith(`${site.url}/`) && !one.startsWith("data:"))).toEqual([]);
      expect(faults).toEqual([]);
    });
  });

  it("a word in another language says so", async () => {
    await visit(`${sites.get(language)!.url}/${WEEK}/`, async ({ page }) => {
      const guest = language === "ar" ? ["en", "ltr"] : ["ar", "rtl"];
      const said = await page.$$eval(
        ".contents .headline[lang]",
        (all) => all.map((one) => [one.getAttribute("lang"), one.getAttribute("dir")]) as string[][],
      );
      expect(said).toEqual([guest]);
    });
  });
});

describe("the page of an issue", () => {
  it("leads into the PDF, page by page", async () => {
    const { url } = sites.get("en-GB")!;
    await visit(`${url}/${WEEK}/`, async ({ page }) => {
      const contents = await page.$$eval(".contents a", (all) =>
        all.map((a) => [a.textContent, a.getAttribute("href")]),
      );
      expect(contents).toEqual([
        ["3The Walking Dunes, page 3", "rihla-2026-W47.pdf#page=3"],
        ["7How a Town Drank, page 7", "rihla-2026-W47.pdf#page=7"],
        ["11The Hammer and the Star, page 11", "rihla-2026-W47.pdf#page=11"],
        ["21ريح اسمها الطبيب, page 21", "rihla-2026-W47.pdf#page=21"],
      ]);
      const links = await page.$$eval("a, link[href]", (all) => all.map((a) => (a as HTMLAnchorElement).href));
      for (const link of new Set(links.filter((one) => one.startsWith(url))))
        expect(`${(await fetch(link)).status} ${link}`).toBe(`200 ${link}`);
    });
  });

  it("tells other services where it stands", async () => {
    const { url } = sites.get("en-GB")!;
    await visit(`${url}/${WEEK}/`, async ({ page }) => {
      const meta = (name: string) => page.$eval(`meta[property="${name}"]`, (one) => one.getAttribute("content"));
      expect(await meta("og:url")).toBe(`${url}/${WEEK}/`);
      expect(await meta("og:image")).toBe(`${url}/${WEEK}/cover-1200.png`);
      expect(await meta("og:title")).toBe("The Sea Made of Sand — Rihla");
      expect(await page.$eval("link[rel=canonical]", (one) => one.getAttribute("href"))).toBe(`${url}/${WEEK}/`);
    });
    expect(landingPage(announcement())).not.toContain("og:url");
  });

  it("opens from disk, with its pictures", async () => {
    const { folder } = sites.get("fr")!;
    for (const name of [`${WEEK}/index.html`, "index.html"])
      await visit(pathToFileURL(path.join(folder, name)).href, async ({ page, faults }) => {
        expect(await page.$eval("img", ({ naturalWidth }) => naturalWidth)).toBeGreaterThan(0);
        expect(faults).toEqual([]);
      });
  });

  it("takes a subscriber without a script, and lets the service lead on", async () => {
    const site = sites.get("en-GB")!;
    await visit(
      `${site.url}/${WEEK}/`,
      async ({ page, faults }) => {
        await page.type("input[type=email]", "reader@example.org");
        await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        expect(site.posted).toEqual(["MERGE0=reader%40example.org"]);
        expect(page.url()).toBe(`${site.url}/thanks.html`);
        expect(faults).toEqual([]);
      },
      { scripts: false },
    );
  });

  it("links to where readers subscribe when there is no form", () => {
    const page = landingPage(announcement());
    expect(page).toContain('href="https://rihla.example/subscribe"');
    expect(page).not.toContain("<form");
  });

  it("is worked with the keyboard alone", async () => {
    for (const address of [PAGES.landing, PAGES.archive])
      await visit(`${sites.get("ar")!.url}/${address}`, async ({ page }) => {
        expect(await controlsWithoutFocus(page)).toEqual([]);
      });
  });

  it("is the same twice", () => {
    expect(landingPage(announcement({ language: "fr" }))).toBe(landingPage(announcement({ language: "fr" })));
  });
});

it("before the first issue, the list says so", () => {
  const { magazine, publishing } = announcement();
  expect(archivePage({ magazine, publishing, language: "en" }, [])).toContain("The first issue has yet to come out.");
});

const withAccent = (accent: string): Announcement => {
  const a = announcement({ action: "https://rihla.example/subscribe" });
  return { ...a, magazine: { ...a.magazine, accent }, sections: a.sections.map((one) => ({ ...one, colour: accent })) };
};

it.each([
  "#fff",
  "#000000",
  "#ffff00",
  "#808080",
  "hsl(120 100% 50%)",
  "rgb(90%, 80%, 70%)",
  "lemonchiffon",
  "oklch(0.95 0.1 100)",
  "lab(10 40 -80)",
])("in %s everything can be read", async (accent) => {
  const site = await serve((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(landingPage(withAccent(accent)));
  });
  try {
    await visit(site.url, async ({ page }) => {
      for (const scheme of ["light", "dark"] as const) {
        await lookAt(page, 1280, scheme);
        expect(await seriousFaults(page), scheme).toEqual([]);
      }
    });
  } finally {
    await site.close();
  }
});

it("a form may be answered from another place, but over TLS alone", () => {
  expect(landingPage(announcement({ action: "https://lists.example/s" }))).toContain(
    "form-action https://lists.example https:;",
  );
  expect(landingPage(announcement())).toContain("form-action &#39;none&#39;;");
});

describe("with hostile words", () => {
  const bad = `</title></style><script>window.hit=1</script>"' onload=hit()><img src=x onerror="window.hit=1">&amp;\u0000`;
  /** Every text of a record, whatever it was, is the hostile one. */
  const poison = (value: unknown, key = ""): unknown => {
    if (typeof value === "string")
      return ["language", "published", "startDate", "endDate", "type", "label", "folder"].includes(key) ? value : bad;
    if (Array.isArray(value)) return value.map((one) => poison(one, key));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, name)]));
    return value;
  };
  const a = poison(announcement()) as Announcement;
  const poisoned: Announcement = {
    ...a,
    magazine: { ...a.magazine, website: "javascript:window.hit=1", subscribe: "data:text/html,<script>1</script>" },
    publishing: {
      ...a.publishing,
      address: "https://rihla.example/",
      subscribeForm: { action: "javascript:window.hit=1", field: bad },
    },
  };

  it.each([
    ["landing", () => landingPage(poisoned)],
    [
      "landing, with a form",
      () =>
        landingPage({
          ...poisoned,
          publishing: {
            ...poisoned.publishing,
            subscribeForm: { action: "https://rihla.example/s?a=%22&b='", field: bad },
          },
        }),
    ],
    ["archive", () => archivePage({ ...poisoned, language: "en" }, archived(poisoned))],
  ])("%s: they stay words", async (_, render) => {
    const html = render();
    const site = await serve((_request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(html);
    });
    try {
      await visit(site.url, async ({ page }) => {
        const seen = await page.evaluate(() => ({
          hit: (window as unknown as { hit?: number }).hit,
          scripts: document.scripts.length,
          handlers: [...document.querySelectorAll("*")]
            .flatMap((one) => one.getAttributeNames())
            .filter((name) => name.startsWith("on")),
          links: [...document.querySelectorAll<HTMLAnchorElement>("a, form, link")]
            .map((one) => one.getAttribute("href") ?? one.getAttribute("action") ?? "")
            .filter((href) => /^\s*(?:javascript|data|vbscript):/i.test(href)),
          heading: document.querySelector("h1")?.textContent,
        }));
        expect(seen).toEqual({
          hit: undefined,
          scripts: 0,
          handlers: [],
          links: [],
          heading: bad.replace("\u0000", ""),
        });
      });
    } finally {
      await site.close();
    }
  });
});

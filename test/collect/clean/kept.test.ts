import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { countWords } from "../../../src/words.js";
import { savedPages } from "../pages/scoring.js";
import { below, between, clean, inside } from "./copy.js";

describe("real copy that looks like chrome", () => {
  it.each([
    "Share prices fell that week, and nobody in the harbour noticed.",
    "Read more books, she said.",
    "Read the label before you drink it.",
    "“No.”",
    "No.",
    "« Non. »",
    "«لا.»",
    "“Share.”",
    "He came [sic] back.",
    "“We [the crew] were tired,” [he said].",
    "The number is in the note [1], and in the next [2].",
    "Follow the coast until the road ends.",
    "She subscribed to the theory that boats have souls.",
    "“Subscribe to our newsletter,” she told him, and he laughed.",
    "In 1998 she began a newsletter; every Friday we read it in our kitchen.",
    "Comments were made. Nobody wrote them down.",
    "Tags hung from every crate.",
    "Related by marriage, they did not speak.",
    "1984 was the year of the storm.",
    "Cookies were served at four.",
    "Partager le pain, c’est partager le temps.",
    "Lire la mer demande du temps.",
    "Abonnez le village à l’eau, disait-il, et il restera.",
    "شارك جدي في بناء الميناء، ثم عاد إلى البحر.",
    "سجّل القبطان الرقم في دفتره ونام.",
    "Source of the river: a hole in the ground, and nothing more.",
    "Sponsored by the ministry, the festival went ahead without an audience.",
    "Advertisement was his trade, the sea his excuse.",
  ])("%s", (line) => {
    for (const copy of [between(`<p>${line}</p>`), below(`<p>${line}</p>`)]) {
      expect(copy.removals).toEqual([]);
      expect(inside(copy.html)).toBe(`<p>${line}</p>`);
    }
  });

  it("keeps a list of works that are links, where something introduces it or it leads elsewhere", () => {
    const works = (base: string): string =>
      `<ul><li><a href="${base}/1">Khlifa le teigneux</a></li><li><a href="${base}/2">Sejnane</a></li></ul>`;
    for (const part of [
      `<p>Three films to see first:</p>${works("https://site.example/films")}`,
      `<h3>The films</h3>${works("https://site.example/films")}`,
      works("https://cinema.example"),
    ]) {
      expect(between(part).removals).toEqual([]);
    }
  });

  it("keeps the numbers of sections", () => {
    const { html, removals } = clean(
      "<p>1</p><p>The boat was built in Sfax by two brothers who did not speak.</p><p>2</p><p>It sank the first time in the harbour, with the mayor on board.</p><p>3</p><p>They raised it and gave it another name, which was a mistake.</p>",
    );
    expect(removals).toEqual([]);
    expect(html).toContain("<p>2</p>");
  });

  it("keeps headings that name networks", () => {
    expect(between("<h2>WhatsApp</h2>").removals).toEqual([]);
  });

  it("keeps long paragraphs, whatever they begin with", () => {
    const line =
      `Subscribe to our newsletter, the poster said, and under it somebody had drawn a boat with three sails, a captain without a head, and a very long fish; ${"it had rained on it since. ".repeat(3)}`.trim();
    expect(between(`<p>${line}</p>`).removals).toEqual([]);
  });
});

describe("nothing goes unsaid", () => {
  it.each(savedPages("tuned"))("every word of $slug's text is kept, or in a removal", ({ html, marked }) => {
    const { body } = readParts(html);
    const copy = clean(body, { headline: marked.headline, baseUrl: marked.base });
    const removed = copy.removals.reduce((sum, { text }) => sum + countWords(text), 0);
    expect(copy.wordsAfter + removed).toBeGreaterThanOrEqual(copy.wordsBefore);
  });

  it("says so for whole pages too", () => {
    const folder = path.join(import.meta.dirname, "../pages/tuned");
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".html"))) {
      const copy = clean(readFileSync(path.join(folder, name), "utf8"));
      const removed = copy.removals.reduce((sum, { text }) => sum + countWords(text), 0);
      expect(copy.wordsAfter + removed, name).toBeGreaterThanOrEqual(copy.wordsBefore);
    }
  });
});

const readParts = (html: string): { body: string } => ({
  body: /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html,
});

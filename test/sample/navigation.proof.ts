import { describe, expect, it } from "vitest";
import { plainText } from "../../src/layout/index.js";
import {
  type DescribedLink,
  type DescribedRun,
  type DescribedTag,
  elementsOfType,
  textOfElement,
} from "../../src/pdf/index.js";
import type { Printed, Sample } from "./magazine.js";
import { contentsOfTag } from "./tree.js";
import { wordsOf } from "./words.js";

/** Index of the page that an article opens on, by the flatplan. */
export const openingPage = ({ flatplan }: Printed, slug: string): number =>
  flatplan.findIndex(({ articles }) => articles.includes(slug));

const runsOf = ({ seen }: Printed, tag: DescribedTag): { pageIndex: number; run: DescribedRun }[] =>
  contentsOfTag(tag).flatMap(({ pageIndex, mcid }) =>
    pageIndex === undefined
      ? []
      : seen.pages[pageIndex]!.runs.filter((run) => run.mcid === mcid && run.text.trim() !== "").map((run) => ({
          pageIndex,
          run,
        })),
  );

/** Whether the middle of the run is in the link's area. */
const covers = ({ area }: DescribedLink, { x, width, baseline, sizePt }: DescribedRun): boolean => {
  const middle = { x: x + width / 2, y: baseline - sizePt / 3 };
  return middle.x > area.x && middle.x < area.x + area.width && middle.y > area.y && middle.y < area.y + area.height;
};

/** Runs of the element that no link to that page covers. */
const unlinkedRuns = (sample: Printed, tag: DescribedTag, target: number): string[] =>
  runsOf(sample, tag)
    .filter(({ pageIndex, run }) => {
      const links = sample.seen.links.filter((link) => link.pageIndex === pageIndex && link.targetPageIndex === target);
      return !links.some((link) => covers(link, run));
    })
    .map(({ run }) => run.text);

export const proveCommand = (sample: () => Sample): void => {
  describe("the command", () => {
    it("ends well, without errors, with the path of the PDF as its last line", () => {
      const { built, out } = sample();
      expect(built).toMatchObject({ exit: 0, stdout: `${out}/first/2026-W47/rihla-2026-W47.pdf\n` });
      expect(built.stderr).not.toMatch(/^\S* {2}error /m);
    });

    it("makes a magazine of 28 pages or more", () => {
      const { seen, flatplan } = sample();
      expect(seen.pages.length).toBeGreaterThanOrEqual(28);
      expect(flatplan).toHaveLength(seen.pages.length);
    });
  });
};

/** `unnumbered`: masters whose pages show no folio. */
export const proveNavigation = (
  sample: () => Printed,
  unnumbered: readonly string[] = ["cover", "back-cover"],
): void => {
  describe("page numbers", () => {
    it(`are page labels, and the folios on all pages but ${unnumbered.join(" and ")}`, () => {
      const { seen, flatplan } = sample();
      expect(seen.pages.map(({ label }) => label)).toEqual(flatplan.map(({ folio }) => String(folio)));
      expect(flatplan.map(({ folio }) => folio)).toEqual(seen.pages.map(({ index }) => index + 1));
      const printed = seen.pages.filter(({ runs, label }) =>
        runs.some(({ text, standing }) => standing === "artifact" && text.trim() === label),
      );
      const numbered = seen.pages.filter(({ index }) => !unnumbered.includes(flatplan[index]!.master));
      expect(printed.map(({ index }) => index)).toEqual(numbered.map(({ index }) => index));
    });

    it("lead to the page with the article's headline", () => {
      for (const { article, element } of sample().articles) {
        const [headline] = elementsOfType(element, "H1");
        const pages = new Set(contentsOfTag(headline!).map(({ pageIndex }) => pageIndex));
        expect([...pages], article.slug).toEqual([openingPage(sample(), article.slug)]);
      }
    });

    it("stand in the contents, in order, beside every headline", () => {
      const { seen, articles } = sample();
      const entries = elementsOfType(seen.tags, "TOCI").map((entry) =>
        textOfElement(elementsOfType(entry, "Link")[0]!),
      );
      const wanted = articles.map(
        ({ article }) => `${openingPage(sample(), article.slug) + 1} ${plainText(article.headline)}`,
      );
      expect(entries.map((entry) => entry.replace(/\s+/g, " "))).toEqual(wanted);
    });
  });

  describe("links", () => {
    it("lead from every number and every line of the contents to the article", () => {
      const entries = elementsOfType(sample().seen.tags, "TOCI");
      sample().articles.forEach(({ article }, index) => {
        const [link] = elementsOfType(entries[index], "Link");
        expect(runsOf(sample(), link!).length, article.slug).toBeGreaterThanOrEqual(2);
        expect(unlinkedRuns(sample(), link!, openingPage(sample(), article.slug)), article.slug).toEqual([]);
      });
    });

    it("lead from every headline on the cover to its article", () => {
      const { issue, seen } = sample();
      const onCover = elementsOfType(seen.tags, "Link").filter((link) => contentsOfTag(link)[0]?.pageIndex === 0);
      const announced = [issue.cover, ...issue.cover.lines].filter(({ article }) => article !== undefined);
      const told = announced.map(({ article }, index) => {
        const folio = String(openingPage(sample(), article!) + 1);
        // Some layouts print the page's number too, before the words or after them.
        return wordsOf(textOfElement(onCover[index]!)).filter((word) => word !== folio);
      });
      expect(told.map((words) => words.join(" "))).toEqual(announced.map(({ headline }) => headline));
      expect(onCover).toHaveLength(announced.length);
      announced.forEach(({ article }, index) => {
        expect(unlinkedRuns(sample(), onCover[index]!, openingPage(sample(), article!)), article).toEqual([]);
      });
    });

    it("stand inside Link elements and say where they lead", () => {
      const { links } = sample().seen;
      expect(links.filter(({ tagged, contents }) => !tagged || contents === undefined)).toEqual([]);
      expect(links.filter(({ uri, targetPageIndex }) => uri === undefined && targetPageIndex === undefined)).toEqual(
        [],
      );
    });
  });

  it("has an outline of the contents, every section and every article, in order", () => {
    const { issue, articles, seen, flatplan } = sample();
    const entry = (title: string, pageIndex: number, children: readonly unknown[] = []) => ({
      title,
      pageIndex,
      pageLabel: String(pageIndex + 1),
      children,
    });
    const sections = issue.sections.map(({ name }) => {
      const own = articles
        .filter(({ section }) => section === name)
        .map(({ article }) => entry(plainText(article.headline), openingPage(sample(), article.slug)));
      return entry(name, own[0]!.pageIndex, own);
    });
    const contents = flatplan.findIndex(({ master }) => master === "contents");
    expect(seen.outline).toEqual([entry("Contents", contents), ...sections]);
  });
};

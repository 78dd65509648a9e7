import { afterAll, beforeAll, expect, it } from "vitest";
import { articleTexts } from "../../src/article/index.js";
import { codes, type Scratch, scratchIssue } from "./issue.js";

let issue: Scratch;
beforeAll(async () => {
  issue = await scratchIssue();
});
afterAll(() => issue.remove());

const withPortrait = (portrait: string): string => `---\nheadline: Wells\n${portrait}---\n\nText.\n`;

it("reads the author's portrait, beside a hero or without one", async () => {
  const { article, problems } = await issue.read(
    withPortrait("portrait:\n  file: wells.jpg\n  alt: Amal at her desk\n  credit: Rihla studio\n  focus: 40% 20%\n"),
  );
  expect(codes(problems)).toEqual([]);
  expect(article!.hero).toBeUndefined();
  expect(article!.portrait).toMatchObject({
    credit: "Rihla studio",
    picture: { alt: "Amal at her desk", focus: { xPercent: 40, yPercent: 20 } },
  });
  // Its credit is printed, so its letters are checked; its words do not count as the article's.
  expect(articleTexts(article!).map(({ text }) => text)).toContain("Rihla studio");
  expect(article!.words).toBe(2);
});

it("tells a portrait's faults as a hero's", async () => {
  expect(codes((await issue.read(withPortrait("portrait: wells.jpg\n"))).problems)).toEqual([
    "PICTURE_ALT_MISSING error 3:11",
  ]);
  expect(codes((await issue.read(withPortrait("portrait:\n  alt: Amal\n"))).problems)).toEqual([
    "ARTICLE_FRONT_MATTER error 4:3",
  ]);
  const caption = await issue.read(withPortrait("portrait:\n  file: wells.jpg\n  alt: Amal\n  caption: Amal\n"));
  expect(codes(caption.problems)).toEqual(["ARTICLE_FRONT_MATTER warning 6:3"]);
  const meant = await issue.read(withPortrait("potrait: wells.jpg\n"));
  expect(meant.problems[0]!.remedy).toContain("`portrait`");
});

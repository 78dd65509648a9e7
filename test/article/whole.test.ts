import { afterAll, beforeAll, expect, it } from "vitest";
import { type Scratch, scratchIssue } from "./issue.js";

let issue: Scratch;
beforeAll(async () => {
  issue = await scratchIssue();
});
afterAll(() => issue.remove());

const heroWith = (line: string): string =>
  `---\nheadline: A Map\nhero:\n  file: dunes.jpg\n  alt: A map.\n  ${line}\n---\nWords.\n`;

it("shows a picture whole when the editor says so, in the text and at the head", async () => {
  const { article, problems } = await issue.read(
    `${heroWith("crop: none")}\n![A map](wells.jpg){crop=none}\n\n![A dune](dunes.jpg)\n`,
  );
  expect(problems).toEqual([]);
  expect(article!.hero).toMatchObject({ whole: true });
  const figures = article!.body.filter(({ kind }) => kind === "figure");
  expect(figures.map((figure) => "whole" in figure)).toEqual([true, false]);
});

it("marks a picture that may be left out", async () => {
  const { article, problems } = await issue.read(
    `${heroWith("crop: none")}\n![A map](wells.jpg){optional=yes}\n\n![A dune](dunes.jpg)\n`,
  );
  expect(problems).toEqual([]);
  expect(article!.body.flatMap((block) => (block.kind === "figure" ? [block.optional] : []))).toEqual([
    true,
    undefined,
  ]);
});

it("refuses any other word", async () => {
  const { problems } = await issue.read(`${heroWith("crop: all")}\n![A map](wells.jpg){crop=yes optional=maybe}\n`);
  expect(problems.map(({ code, severity, place }) => [code, severity, place?.line])).toEqual([
    ["MARKUP_INVALID", "error", 4],
    ["MARKUP_INVALID", "error", 10],
    ["MARKUP_INVALID", "error", 10],
  ]);
});

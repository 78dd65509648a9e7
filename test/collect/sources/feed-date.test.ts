import { describe, expect, it } from "vitest";
import { parseFeedDate } from "../../../src/collect/sources/feed-date.js";
import { answerOf, slugs } from "./feed-run.js";
import { closeAfterEach } from "./network.js";

closeAfterEach();

describe("dates", () => {
  const moment = "2026-11-05T09:30:00.000Z";
  it.each([
    ["Thu, 05 Nov 2026 10:30:00 +0100", moment],
    ["Thu, 5 Nov 26 09:30 GMT", moment],
    ["05 Nov 2026 04:30:00 EST", moment],
    ["Thu, 05 Nov 2026 10:30:00 CET", moment],
    ["2026-11-05T10:30:00+01:00", moment],
    ["2026-11-05T09:30:00.123Z", moment],
    ["2026-11-05 09:30", moment],
    ["jeu., 05 nov. 2026 10:30:00 +0100", moment],
    ["jeudi 5 novembre 2026 à 9h30", moment],
    ["5 de noviembre de 2026, 9:30", moment],
    ["5 نوفمبر 2026 09:30", moment],
    ["November 5, 2026 9:30 am", moment],
    ["1793871000", moment],
    ["25/11/2026 09:30", "2026-11-25T09:30:00.000Z"],
    ["11/25/2026", "2026-11-25T00:00:00.000Z"],
    ["Mon, 1 févr. 2027 00:00:00 GMT", "2027-02-01T00:00:00.000Z"],
    ["2026-11-05", "2026-11-05T00:00:00.000Z"],
  ])("%s", (written, expected) => {
    expect(parseFeedDate(written)?.toISOString()).toBe(expected);
  });

  it.each([
    "",
    "yesterday",
    "Part 5",
    "05/11/2026",
    "31 Nov 2026",
    "2026-13-01",
    "Thu, 05 Nov 2026 10:30:00 XYZ",
    "0000-00-00",
  ])("“%s” is none", (written) => {
    expect(parseFeedDate(written)).toBeUndefined();
  });

  it("that cannot be read leave the items in the week, with a note each", async () => {
    const { stories, notes } = await answerOf({
      site: { date: ({ id }) => (id === 133 ? "recently" : "Sun, 08 Nov 2026") },
    });
    expect(slugs(stories)).toEqual(["timgad"]);
    expect(notes.map(({ kind }) => kind)).toEqual(["undated"]);
  });
});

import { describe, expect, it } from "vitest";
import { cleanCopy } from "../../../src/collect/clean/index.js";
import { NoArticle } from "../../../src/collect/html.js";
import { readPlainText } from "../../../src/collect/sources/plain.js";
import type { CleanCopy, RawStory } from "../../../src/collect/types.js";

const read = (text: string): { story: RawStory; copy: CleanCopy } => {
  const story = readPlainText(text, "copied.txt");
  if (story.body.kind !== "html") throw new Error("Plain text becomes HTML.");
  return { story, copy: cleanCopy({ html: story.body.html, headline: story.headline }) };
};

const HEADLINE = "The Lighthouse at Cape Angela";
const BODY = [
  "The cape lies north of Bizerte, and the wind never leaves it alone for long.",
  "The keeper climbs the stairs twice a day. “It is not far,” he says. “It is only up.”",
  "“No.”",
  "It is the northernmost point of the African continent.",
];
const SOURCES = "Service des phares, Institut national du patrimoine, Bizerte Municipal Archive";
const AROUND = {
  above: ["0", HEADLINE, "Share"],
  below: [
    "Share",
    "Get our stories in your inbox every week. Subscribe to the newsletter.",
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Comment *",
    "Name *",
    "Email *",
    "Website",
    "Save my name, email, and website in this browser for the next time I comment.",
    "Post Comment",
    '[mc4wp_form id="206"]',
    "×",
  ],
};

describe("a page copied as text", () => {
  it.each([
    ["empty lines between", "\n\n"],
    ["a line for each paragraph", "\n"],
    ["Windows lines", "\r\n\r\n"],
    ["lines with spaces and tabs", " \n\t\n "],
  ])("becomes exactly headline, body and sources: %s", (_, between) => {
    const { story, copy } = read([HEADLINE, ...AROUND.above, ...BODY, SOURCES, ...AROUND.below].join(between));
    expect(story.headline).toBe(HEADLINE);
    expect(copy.html).toBe(BODY.map((line) => `<p>${line}</p>`).join("\n"));
    expect(copy.sources).toEqual([
      "Service des phares",
      "Institut national du patrimoine",
      "Bizerte Municipal Archive",
    ]);
    expect(copy.removals).toHaveLength(AROUND.above.length + AROUND.below.length + 1);
  });

  it("takes bylines and dates below the headline as what they are", () => {
    const { story, copy } = read(`La source\n\nPar Amel Gharbi\nLe 18 novembre 2026\n\n${BODY[0]}`);
    expect(story).toMatchObject({ headline: "La source", byline: "Amel Gharbi" });
    expect(story.published?.toISOString()).toBe("2026-11-18T00:00:00.000Z");
    expect(copy.html).toBe(`<p>${BODY[0]}</p>`);
  });

  it.each([
    ["By Amel Gharbi | November 18, 2026", "Amel Gharbi"],
    ["18 November 2026 – By Amel Gharbi", "Amel Gharbi"],
    ["بقلم آمال الغربي\n١٨ نوفمبر ٢٠٢٦", "آمال الغربي"],
    ["كتبت: آمال الغربي\n18 تشرين الثاني 2026", "آمال الغربي"],
    ["Por Amel Gharbi\n18 de noviembre de 2026", "Amel Gharbi"],
    ["By Amel Gharbi\n2026-11-18", "Amel Gharbi"],
  ])("reads %s", (lines, byline) => {
    const { story } = read(`The lighthouse\n${lines}\n\n${BODY.join("\n")}`);
    expect(story.byline).toBe(byline);
    expect(story.published?.toISOString().slice(0, 10)).toBe("2026-11-18");
  });

  it("leaves a first line that only begins like a byline", () => {
    const { story, copy } = read(`The lighthouse\nBy the sea, everything rusts\n\n${BODY[0]}`);
    expect(story.byline).toBeUndefined();
    expect(copy.html).toContain("By the sea");
  });

  it("joins lines that were wrapped", () => {
    const { copy } = read(
      "The lighthouse\n\nThe cape lies north of Bizerte, and the wind never leaves\nit alone for long. The keeper climbs the stairs twice a\nday, in the morning and at dusk, and counts them.\nThere are always as many as the day before, which he\nfinds a comfort.\n\nIt is the northernmost point of the continent, and well-\nknown to birds.\n",
    );
    expect(copy.html).toBe(
      "<p>The cape lies north of Bizerte, and the wind never leaves it alone for long. The keeper climbs the stairs twice a day, in the morning and at dusk, and counts them.</p>\n<p>There are always as many as the day before, which he finds a comfort.</p>\n<p>It is the northernmost point of the continent, and well-known to birds.</p>",
    );
  });

  it("makes lists of bullets and numbers", () => {
    const { copy } = read(
      `What to bring\n\n${BODY[0]}\n\n• water\n• a hat\n\n1. Start early.\n2. Come back.\n\n${BODY[3]}`,
    );
    expect(copy.html).toContain(
      "<ul><li>water</li><li>a hat</li></ul>\n<ol><li>Start early.</li><li>Come back.</li></ol>",
    );
  });

  it("sees crossheads between paragraphs", () => {
    const long = `${BODY[0]} ${BODY[1]}`;
    const { copy } = read(`The lighthouse\n\n${long}\n\nThe stairs\n\n${long}`);
    expect(copy.html).toContain("<h2>The stairs</h2>");
  });

  it("escapes what it reads", () => {
    expect(read("A <b>bold</b> & headline\n\n<script>x</script> is text here, and it stays text.").copy.html).toBe(
      "<p>&lt;script&gt;x&lt;/script&gt; is text here, and it stays text.</p>",
    );
  });

  it("takes its first sentence where there is no headline", () => {
    const { story, copy } = read(`${BODY[0]} ${BODY.slice(1).join(" ")} ${BODY[1]}`);
    expect(story.headline).toBe(BODY[0]!.slice(0, -1));
    expect(copy.html).toContain(BODY[0]);
  });

  it("keeps its name from day to day", () => {
    expect(read(`a headline\n\n${BODY[0]}`).story.id).toMatch(/^file:[0-9a-f]{16}$/);
    expect(read(`a headline\n\n${BODY[0]}`).story.id).toBe(read(`a headline\n\n${BODY[0]}`).story.id);
  });

  it("is no article when it is empty", () => {
    expect(() => readPlainText(" \n\n\t", "empty.txt")).toThrow(NoArticle);
  });
});

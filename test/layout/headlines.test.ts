import { expect, it } from "vitest";
import { inlineHtml, joinLastWords } from "../../src/layout/view.js";

const html = (text: string): string => inlineHtml(joinLastWords([{ kind: "text", text }]));

it("keeps the last two words of a headline on one line", () => {
  expect(html("Seven Ways to Cook It")).toBe('Seven Ways to <span class="together">Cook It</span>');
  expect(html("The Man Who Came Home & Left")).toBe('The Man Who Came Home <span class="together">&amp; Left</span>');
  const content = [
    { kind: "emphasis", content: [{ kind: "text", text: "Rihla" }] },
    { kind: "text", text: " and the way back" },
  ] as const;
  expect(inlineHtml(joinLastWords(content))).toBe('<em>Rihla</em> and the <span class="together">way back</span>');
});

it("leaves short headlines as they are, and long words, which a narrow column could not hold together", () => {
  for (const headline of ["Salt, Gold, Paper", "The Roads Across Central Mediterranean", "", "One"])
    expect(html(headline)).toBe(headline);
});

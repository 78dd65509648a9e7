import { describe, expect, it } from "vitest";
import { below } from "./copy.js";

describe("the line of sources", () => {
  it.each<[string, string[]]>([
    [
      "Bardo Museum, Institut du monde arabe, Sadok Besbes",
      ["Bardo Museum", "Institut du monde arabe", "Sadok Besbes"],
    ],
    ["Archives nationales, Cinémathèque tunisienne", ["Archives nationales", "Cinémathèque tunisienne"]],
    ["Museum of Fine Arts, Boston; University of Tunis", ["Museum of Fine Arts, Boston", "University of Tunis"]],
    ["Sources: AFP, Reuters", ["AFP", "Reuters"]],
    ["Source : Institut national du patrimoine.", ["Institut national du patrimoine"]],
    ["Sources – UNESCO, ICOMOS (Paris, Tunis)", ["UNESCO", "ICOMOS (Paris, Tunis)"]],
    ["المصدر: مركز التراث العالمي، متحف باردو", ["مركز التراث العالمي", "متحف باردو"]],
    ["المصادر: وكالة الأنباء", ["وكالة الأنباء"]],
    [
      "مركز التراث العالمي، المعهد الوطني للتراث، متحف باردو",
      ["مركز التراث العالمي", "المعهد الوطني للتراث", "متحف باردو"],
    ],
    ["Fuentes: Museo del Prado, Biblioteca Nacional", ["Museo del Prado", "Biblioteca Nacional"]],
  ])("%s", (line, names) => {
    for (const chrome of ["", "<p>Share</p><p>Subscribe to our newsletter.</p>"]) {
      const copy = below(`<p>${line}</p>${chrome}`);
      expect(copy.sources).toEqual(names);
      expect(copy.removals).toContainEqual({ reason: "sources line", text: line, moved: true });
      expect(copy.html).not.toContain(line);
    }
  });

  it("may be a list below its heading", () => {
    const copy = below("<h3>Sources</h3><ul><li>AFP</li><li>Bardo Museum</li></ul>");
    expect(copy.sources).toEqual(["AFP", "Bardo Museum"]);
    expect(copy.html).not.toContain("Sources");
  });

  it("counts its words as kept", () => {
    const { wordsBefore, wordsAfter } = below("<p>Sources: AFP, Reuters</p>");
    expect(wordsAfter).toBe(wordsBefore);
  });

  it.each([
    "In Tunis, Sousse and Sfax, the boats stayed in.",
    "Tunis, 18 November 2026",
    "And then, as always, the lights came back",
    "“Salt, Bread, Water.”",
    "He wanted Salt, Bread and nothing else.",
    "خرج القارب، ثم عاد.",
    "هكذا كان، وهكذا بقي",
    "Tunis",
  ])("is none: %s", (line) => {
    const copy = below(`<p>${line}</p>`);
    expect(copy.sources).toEqual([]);
    expect(copy.html).toContain(`<p>${line}</p>`);
  });

  it("stands last: names further up are copy", () => {
    const copy = below(
      "<p>Bardo Museum, Institut du monde arabe</p><p>The boat came back on Sunday, and nobody asked it anything.</p>",
    );
    expect(copy.sources).toEqual([]);
  });
});

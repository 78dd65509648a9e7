import { describe, expect, it } from "vitest";
import { common, inMm } from "../../src/preview/page/overlays/boxes.js";
import { nextFolio } from "../../src/preview/page/overlays/findings.js";
import { fillWords } from "../../src/preview/page/overlays/frames.js";
import { endFault, ladderLines, partKey, spaceFault } from "../../src/preview/page/overlays/lineFaults.js";
import { lineShapes } from "../../src/preview/page/overlays/lineShapes.js";
import { effectivePpi, pictureShapes, resolutionOf } from "../../src/preview/page/overlays/pictures.js";
import { shapesHtml } from "../../src/preview/page/overlays/shapes.js";
import { nestedSelector, selectorsOf, weightOf } from "../../src/preview/page/whereRules.js";

const box = { x: 10, y: 20, width: 200, height: 17 };

describe("faults of lines", () => {
  it("are word spaces over twice and three times the font's own, or under four fifths", () => {
    expect([0.79, 0.8, 1, 2, 2.01, 3, 3.01, undefined].map(spaceFault)).toEqual([
      "tight",
      undefined,
      undefined,
      undefined,
      "loose",
      "loose",
      "veryLoose",
      undefined,
    ]);
  });

  it("are hyphens that end three lines or more in a row", () => {
    const ends = (text: string): boolean[] => [...text].map((character) => character === "-");
    expect(ladderLines(ends("--.--"))).toEqual([]);
    expect(ladderLines(ends(".---.----"))).toEqual([1, 2, 3, 5, 6, 7, 8]);
  });

  it("are first and last lines alone, not lines in the midst of a paragraph", () => {
    expect(endFault({ lines: 1, first: true, last: false })).toBe("orphan");
    expect(endFault({ lines: 1, first: false, last: true })).toBe("widow");
    expect(endFault({ lines: 1, first: false, last: false })).toBeUndefined();
    expect(endFault({ lines: 2, first: false, last: true })).toBeUndefined();
    // A paragraph of one line.
    expect(endFault({ lines: 1, first: true, last: true })).toBeUndefined();
  });

  it("are looked for by the key that parts of a paragraph share", () => {
    expect(partKey("en-GB-x-k3")).toBe("k3");
    expect(partKey("en-GB-x-k3f-art")).toBe("k3f");
    expect(partKey("fr-x-art-k12")).toBe("k12");
    expect(partKey("en-GB-x-art")).toBeUndefined();
    expect(partKey("en-GB")).toBeUndefined();
  });

  it("are shown by more than a colour", () => {
    const shapes = lineShapes([
      { fault: "veryLoose", box, ratio: 3.42, text: "" },
      { fault: "tight", box, ratio: 0.74, text: "" },
      { fault: "widow", box, text: "" },
    ]);
    const words = shapes.flatMap((shape) => (shape.kind === "label" ? [shape.text] : []));
    expect(words).toEqual(["3.4 ×", "0.74 ×", "widow"]);
  });
});

describe("pictures", () => {
  it("have as many pixels to the inch as the whole of them is drawn with", () => {
    const facts = { originalWidthPx: 1200, originalHeightPx: 900 };
    // 4 by 3 inches, however much of it a crop shows.
    expect(effectivePpi(facts, { width: 384, height: 288 })).toBe(300);
    // Drawn out of proportion: what is coarser counts.
    expect(effectivePpi(facts, { width: 768, height: 288 })).toBe(150);
  });

  it("are told apart at 150 and 200 pixels to the inch", () => {
    expect([149.9, 150, 199.9, 200].map(resolutionOf)).toEqual(["low", "fair", "fair", "good"]);
  });

  it("are shown with their file's name, and never sharper than they are", () => {
    const html = shapesHtml(pictureShapes([{ box, name: "pictures/a<b.jpg", ppi: 149.9, resolution: "low" }]));
    expect(html).toContain(">149 ppi – too few<");
    expect(html).toContain(">a&#60;b.jpg<");
  });
});

describe("boxes and words", () => {
  it("tell what is seen of a picture that runs over the page's edge", () => {
    expect(common({ x: -10, y: 0, width: 50, height: 20 }, { x: 0, y: 0, width: 794, height: 1123 })).toEqual({
      x: 0,
      y: 0,
      width: 40,
      height: 20,
    });
    expect(common(box, { x: 300, y: 0, width: 10, height: 10 })).toBeUndefined();
  });

  it("tell lengths in millimetres and fills in lines", () => {
    expect(inMm(96)).toBe("25.4 mm");
    expect([fillWords(41, 57), fillWords(57, 57), fillWords(0, 1)]).toEqual([
      "41 of 57 lines",
      "57 lines",
      "0 of 1 line",
    ]);
  });

  it("lead from one finding to the next, and round again", () => {
    const found = [2, 5, 5, 9].map((folio) => ({ folio, kind: "loose" as const, text: "" }));
    expect([1, 2, 5, 9].map((after) => nextFolio(found, "loose", after))).toEqual([2, 5, 9, 2]);
    expect(nextFolio(found, "widow", 1)).toBeUndefined();
  });
});

describe("style rules", () => {
  it("are lists of selectors", () => {
    expect(selectorsOf('.a, p:is(.b, .c), [title="x,y"]')).toEqual([".a", "p:is(.b, .c)", '[title="x,y"]']);
  });

  it("weigh ids before classes before elements", () => {
    const weights = [
      "p",
      "p::before",
      ".text",
      "p.text",
      ".copy > p.text",
      "p:first-child",
      "[data-head] .headline",
      "#top",
    ];
    expect(weights.map(weightOf)).toEqual([1, 1, 100, 101, 201, 101, 200, 10_000]);
    expect(weightOf("*")).toBe(0);
  });

  it("stand for the outer rule's elements where they are nested", () => {
    expect(nestedSelector(undefined, ".a")).toBe(".a");
    expect(nestedSelector(".a, .b", "& > p, i")).toBe(":is(.a, .b) > p, :is(.a, .b) i");
  });
});

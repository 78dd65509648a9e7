import { describe, expect, it } from "vitest";
import { readPieces } from "../../src/pdf/content.js";
import { entriesOf, numbersOf, objectAt, openFile } from "../../src/pdf/file.js";
import { type PdfValue, readValue } from "../../src/pdf/syntax.js";
import { buildTags } from "../../src/pdf/tags.js";
import { writeValue } from "../../src/pdf/write.js";

/** A PDF of these objects, numbered from 1, with a cross-reference table as browsers write it. */
const fileOf = (objects: readonly string[], trailer = "<</Size 9 /Root 1 0 R>>"): Uint8Array => {
  let text = "%PDF-1.4\n";
  const rows = ["0000000000 65535 f \n"];
  objects.forEach((object, index) => {
    rows.push(`${String(text.length).padStart(10, "0")} 00000 n \n`);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = `xref\n0 ${rows.length}\n${rows.join("")}trailer\n${trailer}\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + table, "latin1");
};

const CATALOG = "<</Type /Catalog /Pages 2 0 R>>";

describe("openFile", () => {
  it("finds pages in order, with the boxes they inherit", () => {
    const file = openFile(
      fileOf([
        CATALOG,
        "<</Type /Pages /MediaBox [0 0 10 20] /Kids [3 0 R 4 0 R]>>",
        "<</Type /Pages /Kids [5 0 R]>>",
        "<</Type /Page /MediaBox [0 0 7 6 0 R]>>",
        "<</Type /Page>>",
        "8",
      ]),
    );
    expect(file.pages.map(({ number, mediaBox }) => [number, mediaBox])).toEqual([
      [5, [0, 0, 10, 20]],
      [4, [0, 0, 7, 8]],
    ]);
  });

  it("reads streams by their length, said here or elsewhere", () => {
    const stream = "stream\nendstream?\nendstream";
    const file = openFile(
      fileOf([CATALOG, "<</Kids []>>", `<</Length 4 0 R>> ${stream}`, "10", `<</Length 3>> ${stream}`]),
    );
    expect(objectAt(file, 3)).toMatchObject({ kind: "stream", contents: Buffer.from("endstream?") });
    expect(() => objectAt(file, 5)).toThrow(/length/);
    expect(objectAt(file, 6)).toBeUndefined();
    expect(entriesOf(file, [1, 2])).toBeUndefined();
    expect(numbersOf(file, [1, null, 2])).toEqual([1, 0, 2]);
  });

  it.each([
    ["other bytes", Buffer.from("<html>")],
    ["an encrypted file", fileOf([CATALOG, "<</Kids []>>"], "<</Root 1 0 R /Encrypt 2 0 R>>")],
    ["a file that was added to", fileOf([CATALOG, "<</Kids []>>"], "<</Root 1 0 R /Prev 9>>")],
    ["a file without pages", fileOf(["<</Type /Catalog>>"])],
    [
      "a table that leads astray",
      Buffer.from(
        Buffer.from(fileOf([CATALOG]))
          .toString("latin1")
          .replace("1 0 obj", "7 0 obj"),
      ),
    ],
  ])("refuses %s", (_, bytes) => {
    expect(() => openFile(bytes)).toThrow();
  });
});

describe("writeValue", () => {
  const write = (text: string) =>
    writeValue(readValue({ bytes: Buffer.from(text, "latin1"), at: 0 }) as PdfValue, new Map([[12, 3]]));

  it("keeps texts as they are, and renumbers references", () => {
    expect(write("<</A (a\\)\\050é) /B [12 0 R 13 0 R <FE ff>] /C#20D /E /F true /__proto__ null>>")).toBe(
      "<<\n/A (a\\)\\050é)\n/B [ 3 0 R null <FEff> ]\n/C#20D /E\n/F true\n/__proto__ null\n>>",
    );
  });

  it("writes numbers without exponents", () => {
    expect(write("[1 -.5 .00000023841858 -0.0000001 100000]")).toBe("[ 1 -0.5 0.00000023841858 -0.0000001 100000 ]");
  });
});

describe("buildTags", () => {
  const element = (more: string) => `<</Type /StructElem\n/S /${more}>>`;
  const file = openFile(
    fileOf([
      CATALOG,
      "<</Kids []>>",
      element("Document\n/Lang (en-x-k1)\n/P 9 0 R\n/K [4 0 R 5 0 R 12 0 R]"),
      element("NonStruct\n/P 3 0 R\n/Pg 2 0 R\n/K 7"),
      element("Figure\n/Alt (Dunes)\n/P 3 0 R\n/Pg 2 0 R\n/K [1 6 0 R]"),
      element("NonStruct\n/P 5 0 R\n/Pg 2 0 R\n/K 8"),
    ]),
  );

  it("reads text nodes as content, and as elements within pictures", () => {
    expect(buildTags(file, 3)).toMatchObject({
      type: "Document",
      language: "en",
      key: "k1",
      kids: [
        { type: "content", page: 2, mcid: 7, textNode: true },
        { type: "Figure", alt: "Dunes", kids: [{ mcid: 1 }, { type: "NonStruct", kids: [{ mcid: 8 }] }] },
      ],
    });
    expect((buildTags(file, 3)!.kids as unknown[]).length).toBe(2);
  });

  it("knows only elements as browsers write them", () => {
    expect(buildTags(file, 1)).toBeUndefined();
    expect(buildTags(file, 40)).toBeUndefined();
  });
});

it("readPieces reads text a stretch at a time as it does an operator at a time", () => {
  const glyphs = "<0015> Tj\n7.9 0 Td <0023> Tj\n/Span<</ActualText (fi) >> BDC\n2.6 0 Td <01A1> Tj\nEMC\n";
  const text = `BT\n/F4 9.5 Tf\n1 0 0 -1 62 7432 Tm\n${glyphs}ET\n`;
  const content = `q\n/P <</MCID 3 >>BDC\n.1 .2 .3 RG .1 .2 .3 rg\n${text}${text}EMC\n0 0 1 1 re\nf\n${text}Q\n/Artifact BMC\n${text}EMC\n/P <</MCID 4 >>BDC\n${text}0 0 1 1 re\nf\nEMC\n`;
  // A comment stands where no expression looks for one.
  const slow = content.replaceAll("Tm\n", "Tm%\n");
  const wraps = (source: string) =>
    readPieces(Buffer.from(source), new Set()).map(({ mcid, open, close, ...piece }) => ({
      ...piece,
      mcid,
      open: source.slice(...open),
      covers: source.slice(open[1], close[0]).replaceAll("%", ""),
      close: source.slice(...close),
    }));
  expect(wraps(content)).toEqual(wraps(slow));
  expect(wraps(content).map(({ mcid, text, path }) => [mcid, text, path])).toEqual([
    [3, true, false],
    [undefined, true, true],
    [4, true, true],
  ]);
});

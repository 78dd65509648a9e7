/** The rules for pages and for the finished file, on facts; and that both sources of a file's facts say the same. */
import { describe, expect, it } from "vitest";
import type { Article } from "../../src/article/index.js";
import type { Issue } from "../../src/manifest/index.js";
import { describePdf, type PdfFacts } from "../../src/pdf/index.js";
import { checkPages, checkPdf, checkSize, factsRead, type PagesToCheck } from "../../src/preflight/index.js";
import { formatPlace, type Problem } from "../../src/problem.js";
import { finishWhole, options, printFixture } from "../pdf/printed.js";

const codes = (problems: readonly Problem[]): string[] =>
  problems.map(
    ({ severity, code, place }) => `${severity} ${code}${place === undefined ? "" : ` ${formatPlace(place)}`}`,
  );

const picture = {
  path: "/p/a.jpg",
  name: "a.jpg",
  alt: "A",
  focus: { xPercent: 50, yPercent: 50 },
  place: { file: "a.md", line: 4 },
};

const article = (slug: string, headline = "A headline"): Article => ({
  slug,
  path: `/${slug}.md`,
  name: `${slug}.md`,
  headline: [{ kind: "text", text: headline }],
  sources: [],
  language: "en-GB",
  hero: { kind: "figure", place: picture.place, picture },
  body: [],
  places: { headline: { file: `${slug}.md`, line: 2 } },
  words: 100,
});

const made = (
  pages: readonly (readonly [fill: number, ...slugs: string[]])[],
  { fit, checks = {}, ...rest }: Partial<PagesToCheck> & { fit?: "off"; checks?: Issue["magazine"]["checks"] } = {},
): PagesToCheck => {
  const articles = new Map(["a", "b"].map((slug) => [slug, article(slug)]));
  const entries = [...articles.keys()].map((slug) => ({ slug, ...(fit === undefined ? {} : { fit }) }));
  const issue = { magazine: { checks }, cover: {}, house: [], sections: [{ articles: entries }] } as unknown as Issue;
  const flatplan = pages.map(([fill, ...slugs], index) => ({
    folio: index + 1,
    master: "opener",
    articles: slugs,
    fill,
  }));
  return { issue, articles, pictures: new Map(), pages: flatplan, ...rest };
};

describe("full and empty pages", () => {
  it("tells a page that stays white though its article goes on, and notes one where it ends", () => {
    expect(
      codes(
        checkPages(
          made([
            [0.7, "a"],
            [0.9, "a"],
            [1, "b"],
          ]),
        ),
      ),
    ).toEqual(["warning PAGE_UNDERFILLED a.md:2", "info PAGE_UNDERFILLED a.md:2"]);
  });

  it("tells more copy than room", () =>
    expect(codes(checkPages(made([[1.02, "a"]])))).toEqual(["error PAGE_OVERFILLED a.md:2"]));

  it("lets pages be that are open by design, nearly full, or meant so", () => {
    expect(checkPages(made([[0.2], [0.97, "a"], [1, "b"]]))).toEqual([]);
    expect(checkPages(made([[0.5, "a"]], { fit: "off" }))).toEqual([]);
  });
});

describe("headlines", () => {
  const head = (lines: number, share: number) => ({
    pictures: [],
    headlines: [{ slug: "a", pageIndex: 0, lines, height: 1000 * share, areaHeight: 1000 }],
  });
  it("are told from six lines on, or five that are large", () => {
    for (const seen of [head(6, 0.2), head(5, 0.4)])
      expect(codes(checkPages(made([[1, "a"]], { seen })))).toEqual(["warning HEADLINE_CROWDED a.md:2"]);
    for (const seen of [head(5, 0.2), head(4, 0.4), head(1, 0.1)])
      expect(checkPages(made([[1, "a"]], { seen }))).toEqual([]);
  });
  it("are told by their characters where no browser has set them", () => {
    const articles = new Map([
      ["a", article("a", "Long ".repeat(30))],
      ["b", article("b", "Long ".repeat(20))],
    ]);
    expect(
      codes(
        checkPages(
          made(
            [
              [1, "a"],
              [1, "b"],
            ],
            { articles },
          ),
        ),
      ),
    ).toEqual(["warning HEADLINE_CROWDED a.md:2"]);
  });
});

describe("pictures at their printed size", () => {
  const prepared = {
    ...picture,
    preparedPath: "",
    name: "x.jpg",
    widthPx: 1,
    heightPx: 1,
    originalWidthPx: 1000,
    originalHeightPx: 750,
    luminance: [],
  };
  /** Printed so wide that it has so many pixels to the inch. */
  const at = (ppi: number, checks: Issue["magazine"]["checks"] = {}) => {
    const seen = {
      headlines: [],
      pictures: [300, ppi].map((each) => ({
        src: "pictures/x.jpg",
        pageIndex: 0,
        width: (96 * 1000) / each,
        height: (96 * 750) / each,
      })),
    };
    return codes(checkPages(made([[1, "a"]], { seen, checks, pictures: new Map([[prepared.path, prepared]]) })));
  };
  const wanted = (severity: "error" | "warning" | "off") => ({ severity, reason: "Ours." });

  it("are told once, by the rule that counts where they are largest", () => {
    expect([at(120), at(170), at(250), at(300)]).toEqual([
      ["warning PICTURE_RESOLUTION_LOW a.md:4"],
      ["info PICTURE_RESOLUTION_FAIR a.md:4"],
      [],
      [],
    ]);
  });
  it("are told by the rule that the magazine takes most to heart", () => {
    const forPrint = { PICTURE_RESOLUTION_PRINT: wanted("error") };
    expect([at(120, forPrint), at(170, forPrint), at(250, forPrint)].flat().map((line) => line.split(" ")[1])).toEqual(
      Array(3).fill("PICTURE_RESOLUTION_PRINT"),
    );
    expect(at(120, { PICTURE_RESOLUTION_LOW: wanted("off") })).toEqual(["info PICTURE_RESOLUTION_FAIR a.md:4"]);
  });
});

const SOUND: PdfFacts = {
  trimsPt: [[595.276, 841.89]],
  fonts: [{ name: "AAAAAA+Serif", type: "CIDFontType2", embedded: true, toUnicode: true }],
  tagged: true,
  links: [{ pageIndex: 0, leads: true, described: true, tagged: true }],
};
const A4 = { trimMm: [210, 297] as const, pages: 1, file: "a.pdf" };

describe("the finished file", () => {
  it("is sound", () => expect(checkPdf(SOUND, A4)).toEqual([]));

  it.each([
    ["a Type 3 font", { fonts: [{ ...SOUND.fonts[0]!, type: "Type3" }] }, "warning PDF_FONT_TYPE3 a.pdf"],
    ["a font that is not in it", { fonts: [{ ...SOUND.fonts[0]!, embedded: false }] }, "error PDF_FONT_MISSING a.pdf"],
    [
      "letters without characters",
      { fonts: [{ ...SOUND.fonts[0]!, toUnicode: false }] },
      "error PDF_FONT_MISSING a.pdf",
    ],
    [
      "a trim that is off by a fiftieth of a point",
      { trimsPt: [[595.3, 841.89]] as const },
      "error PDF_BOX_WRONG a.pdf",
    ],
    ["a page too many", { trimsPt: [SOUND.trimsPt[0]!, SOUND.trimsPt[0]!] }, "error PDF_BOX_WRONG a.pdf"],
    ["no tags", { tagged: false }, "error PDF_TAGS_MISSING a.pdf"],
    ["words outside of the tags", { strayText: [0] }, "error PDF_TAGS_MISSING a.pdf"],
    ["a mute picture", { mute: [0] }, "error PDF_TAGS_MISSING a.pdf"],
    ["a link to nowhere", { links: [{ ...SOUND.links[0]!, leads: false }] }, "error PDF_LINK_BROKEN a.pdf"],
    [
      "a link without a description",
      { links: [{ ...SOUND.links[0]!, described: false }] },
      "error PDF_LINK_BROKEN a.pdf",
    ],
    ["a link outside of the tags", { links: [{ ...SOUND.links[0]!, tagged: false }] }, "error PDF_LINK_BROKEN a.pdf"],
    ["a large file", { bytes: 19_000_000 }, "warning PDF_LARGE a.pdf"],
  ])("with %s is told", (_, facts, expected) =>
    expect(codes(checkPdf({ ...SOUND, ...facts }, A4))).toEqual([expected]),
  );

  it("is large from 18 MB on while it is written, too", () =>
    expect([checkSize(18_000_000), checkSize(18_000_001)].map(codes)).toEqual([[], ["warning PDF_LARGE"]]));

  it("is the same to its finisher and to a reader of its bytes", async () => {
    let told: PdfFacts | undefined;
    const tell = (facts: PdfFacts): void => {
      told = facts;
    };
    const bytes = await finishWhole(await printFixture("magazine.html"), { ...options, tell });
    const read = factsRead(await describePdf(new Uint8Array(bytes)), bytes.length);
    const comparable = ({ trimsPt, fonts, tagged, links }: PdfFacts) => ({
      tagged,
      links,
      trims: trimsPt.map((size) => size.map((pt) => pt.toFixed(2))),
      fonts: fonts.map(({ name, type, embedded, toUnicode }) => `${name} ${type} ${embedded} ${toUnicode}`).toSorted(),
    });
    expect(comparable(told!)).toEqual(comparable(read));
    expect(read.links.length).toBeGreaterThan(0);
    expect(read.fonts.length).toBeGreaterThan(1);
    expect(read).toMatchObject({ strayText: [], mute: [] });
  });
});

import { describe, expect, test } from "vitest";
import { readWord, WordFault } from "../../../src/collect/sources/word.js";
import { type Docx, docx, docxParts, item, p, picture, r, table, zip } from "./docx.js";

const read = (document: Docx, name = "wells.docx"): ReturnType<typeof readWord> => readWord(docx(document), name);
const bodyOf = async (body: string, more: Partial<Docx> = {}): Promise<string> => {
  const { story } = await read({ body: p("A title", "Titel") + body, ...more });
  return story.body.kind === "html" ? story.body.html : "";
};

const LONG =
  "This paragraph is long enough that nobody could take it for a headline, since it runs on and on over more than a hundred and twenty characters.";
const PNG = Buffer.from("89504e470d0a1a0a", "hex");
const DATA = `data:image/png;base64,${PNG.toString("base64")}`;

describe("the parts of a story", () => {
  test("styles say what is what", async () => {
    const { story, notes } = await read({
      body:
        p(r("The ") + r("Quiet", "<w:i/>") + r(" Wells"), "Titel") +
        p("Who digs them.", "Untertitel") +
        p("Salma Idrissi", "Author") +
        p("Text.", "Own") +
        p("Depth", "Heading2"),
    });
    expect(story).toMatchObject({
      headline: "The <em>Quiet</em> Wells",
      standfirst: "Who digs them.",
      byline: "Salma Idrissi",
      terms: [],
      body: { html: "<p>Text.</p><h2>Depth</h2>" },
    });
    expect(story.id).toMatch(/^file:[0-9a-f]{32}$/);
    expect(notes).toEqual([]);
  });

  test.each([
    [
      "the first heading",
      p("18 November") + p("Wells", "Heading1") + p(LONG),
      "Wells",
      `<p>18 November</p><p>${LONG}</p>`,
    ],
    ["a short first paragraph", p("Wells") + p(LONG) + p("Depth", "Heading2"), "Wells", `<p>${LONG}</p><h2>Depth</h2>`],
    ["the file's name", p(LONG) + p("Depth", "Heading2"), "old wells", `<p>${LONG}</p><h2>Depth</h2>`],
    ["the file's name, for a single line", p("Only this."), "old wells", "<p>Only this.</p>"],
  ])("%s is the headline", async (_name, body, headline, html) => {
    const { story } = await read({ body }, "old_wells.docx");
    expect(story).toMatchObject({ headline, body: { html } });
  });

  test("properties tell what the text does not", async () => {
    const core =
      "<dc:creator>Salma &amp; Yto; user</dc:creator><dc:language>fr-FR</dc:language>" +
      "<dcterms:created>2026-11-16T08:00:00Z</dcterms:created><dcterms:modified>2026-11-17T09:30:00Z</dcterms:modified>";
    const { story } = await read({ body: p("Wells", "Titel") + p("Text."), core });
    expect(story).toMatchObject({
      byline: "Salma & Yto",
      language: "fr-FR",
      published: new Date("2026-11-16T08:00:00Z"),
      modified: new Date("2026-11-17T09:30:00Z"),
    });
    const styled = await read({ body: p("Wells", "Titel") + p("Idir", "Author"), core });
    expect(styled.story.byline).toBe("Idir");
    const nobody = await read({ body: p("Wells", "Titel"), core: "<dc:creator>Microsoft Office User</dc:creator>" });
    expect(nobody.story).not.toHaveProperty("byline");
  });
});

describe("the text", () => {
  test("styles within a line", async () => {
    const link = '<w:hyperlink r:id="rLink"><w:r><w:t>link</w:t></w:r></w:hyperlink>';
    const relationships =
      '<Relationship Id="rLink" Type="x" Target="https://example.org/?a=1&amp;b=2" TargetMode="External"/>';
    const html = await bodyOf(
      p(r("H") + r("2", '<w:vertAlign w:val="subscript"/>') + r("O ") + r("bold", "<w:b/>") + r(" &lt;b&gt; ") + link) +
        p('<w:hyperlink w:anchor="there"><w:r><w:t>within</w:t></w:r></w:hyperlink><w:bookmarkStart w:name="there"/>'),
      { relationships },
    );
    expect(html).toContain(
      '<p>H<sub>2</sub>O <strong>bold</strong> &lt;b&gt; <a href="https://example.org/?a=1&b=2">link</a></p>',
    );
    expect(html).toContain("<p>within</p>");
  });

  test("lists, tables and quotations", async () => {
    const html = await bodyOf(
      item("One", 1) +
        item("Deep", 1, 1) +
        item("First", 2) +
        table(["Who", "What"], ["I", "x"]) +
        p("Words.", "Quote") +
        p("More.", "Quote"),
    );
    expect(html).toBe(
      "<ul><li>One<ul><li>Deep</li></ul></li></ul><ol><li>First</li></ol>" +
        "<table><thead><tr><th><p>Who</p></th><th><p>What</p></th></tr></thead><tbody><tr><td><p>I</p></td><td><p>x</p></td></tr></tbody></table>" +
        "<blockquote><p>Words.</p><p>More.</p></blockquote>",
    );
  });

  test("pictures with their words", async () => {
    const media = { rA: { name: "a.png", data: PNG }, rB: { name: "b.png", data: PNG } };
    const html = await bodyOf(
      p(picture('r:embed="rA"', "A well")) +
        p("The well", "Beschriftung") +
        p(r("Before ") + picture('r:embed="rA"') + picture('r:embed="rB"', "B") + r("after")) +
        p("What the table says", "Beschriftung") +
        p('src="picture-0"'),
      { media },
    );
    expect(html).toBe(
      `<figure><img alt="A well" src="${DATA}"><figcaption>The well</figcaption></figure>` +
        `<p>Before after</p><figure><img src="${DATA}"></figure><figure><img alt="B" src="${DATA}"><figcaption>What the table says</figcaption></figure>` +
        '<p>src="picture-0"</p>',
    );
  });

  test("a table's caption, above it or below", async () => {
    const cells = table(["a"], ["b"]);
    expect(await bodyOf(p("Above", "Beschriftung") + cells + p("Text."))).toContain("<table><caption>Above</caption>");
    expect(await bodyOf(cells + p("Below", "Beschriftung"))).toContain("<table><caption>Below</caption>");
    expect(await bodyOf(p("Alone", "Beschriftung"))).toBe("<p>Alone</p>");
  });

  test("notes at the end, numbered in the text", async () => {
    const html = await bodyOf(p(`${r("Words")}<w:r><w:footnoteReference w:id="2"/></w:r>${r(".")}`) + p("Last."), {
      footnotes: `<w:footnote w:id="2">${p("The note.")}</w:footnote>`,
    });
    expect(html.replace(/ +<\/p>/, "</p>")).toBe(
      "<p>Words<sup>1</sup>.</p><p>Last.</p><hr><ol><li><p>The note.</p></li></ol>",
    );
  });

  test("changes as accepted, comments left out", async () => {
    const html = await bodyOf(
      p(
        `${r("Now ")}<w:ins>${r("new")}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom>${r("from")}</w:moveFrom>` +
          `<w:moveTo>${r(" moved")}</w:moveTo><w:r><w:commentReference w:id="1"/></w:r>`,
      ),
      { comments: `<w:comment w:id="1">${p("No!")}</w:comment>` },
    );
    expect(html).toBe("<p>Now new moved</p>");
  });

  test("words in fields, text boxes and runs of the other direction stay", async () => {
    const box = `<mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${p("Boxed.")}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`;
    const html = await bodyOf(
      p(
        `${r("Figure ")}<w:fldSimple w:instr=" SEQ a &gt; b > ">${r("7")}</w:fldSimple><w:bdo w:val="rtl">${r(" قمر")}</w:bdo>`,
      ) +
        p(`${r("One")}<w:r><w:cr/></w:r>${r("two")}`) +
        p(`${r("Beside.")}<w:r>${box}</w:r>`),
    );
    expect(html).toBe("<p>Figure 7 قمر</p><p>One<br>two</p><p>Beside.</p><p>Boxed.</p>");
  });

  test("what mammoth cannot take over is told", async () => {
    const { notes } = await read({ body: p("Wells", "Titel") + p("<w:unheardOf/>") + p("Text.", "NoSuchStyle") });
    expect(notes).toEqual([expect.stringContaining("unheardOf")]);
  });
});

describe("a file that is not what it says", () => {
  const faultOf = async (bytes: Uint8Array): Promise<WordFault> => {
    const fault = await readWord(bytes, "wells.docx").then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(fault).toBeInstanceOf(WordFault);
    return fault as WordFault;
  };
  const whole = docx({ body: p("Wells", "Titel") });
  const with_ = (name: string, change: object): Uint8Array =>
    zip(docxParts({ body: p("Wells") }).map((part) => (part.name === name ? { ...part, ...change } : part)));

  test.each([
    ["nothing", new Uint8Array()],
    ["text", Buffer.from("PK is not enough")],
    ["an old .doc", Buffer.from("d0cf11e0a1b11ae1", "hex")],
    ["half an archive", whole.subarray(0, whole.length / 2)],
    ["an archive without its beginning", whole.subarray(200)],
    ["another archive", zip([{ name: "a.txt", data: "a" }])],
    ["a password", with_("word/document.xml", { encrypted: true })],
    ["broken XML", with_("word/document.xml", { data: "<w:document><w:body>" })],
    ["no XML", with_("word/document.xml", { data: Buffer.from([0, 1, 2, 255]) })],
  ])("%s", async (_name, bytes) => {
    const { message, remedy } = await faultOf(bytes);
    expect(message).toMatch(/^It/);
    expect(remedy).not.toBe("");
  });

  test("a part that declares gigabytes", async () => {
    const { message } = await faultOf(with_("word/document.xml", { declared: 4_000_000_000 }));
    expect(message).toContain("more than 300 MB");
  });

  test("parts that together declare too much", async () => {
    const more = Array.from({ length: 40 }, (_, index) => ({
      name: `word/media/${index}.png`,
      data: "x",
      declared: 10_000_000,
    }));
    expect((await faultOf(docx({ body: p("Wells"), more }))).message).toContain("more than 300 MB");
  });

  test("a bomb that declares little is not unpacked", async () => {
    const { cause } = await faultOf(
      with_("word/document.xml", { data: Buffer.alloc(50_000_000, 0x20), declared: 5000 }),
    );
    expect(cause).toMatchObject({ code: "ERR_BUFFER_TOO_LARGE" });
  });

  test("a bomb of entities", async () => {
    const prolog = `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n} "&a${n - 1};&a${n - 1};">`).join("")}]>`;
    await faultOf(docx({ body: p("&a8;"), prolog }));
  });

  test("elements ten thousand deep", async () => {
    const depth = 10_000;
    await readWord(
      docx({ body: `${"<w:sdt><w:sdtContent>".repeat(depth)}${p("Deep.")}${"</w:sdtContent></w:sdt>".repeat(depth)}` }),
      "a.docx",
    ).catch((fault: unknown) => expect(fault).toBeInstanceOf(WordFault));
  });

  test.each(["file:///etc/passwd", "http://127.0.0.1:9/a.png", "../../../../etc/passwd"])(
    "a picture linked to %s is not read",
    async (target) => {
      const relationships = `<Relationship Id="rX" Type="image" Target="${target}" TargetMode="External"/>`;
      for (const kind of ["link", "embed"]) {
        const body = p("Wells", "Titel") + p(r("Text.") + picture(`r:${kind}="rX"`, "Secret"));
        const { story, notes } = await read({ body, relationships });
        expect(story.body).toMatchObject({ html: "<p>Text.</p>" });
        expect(notes).not.toEqual([]);
      }
    },
  );

  test("a document does not say how it is read", async () => {
    const more = [{ name: "mammoth/style-map", data: "p => !" }];
    expect((await read({ body: p("Wells", "Titel") + p("Text."), more })).story.body).toMatchObject({
      html: "<p>Text.</p>",
    });
  });

  test("a picture shown again and again", async () => {
    const media = { rA: { name: "a.png", data: Buffer.alloc(20_000_000) } };
    const body = p("Wells", "Titel") + p(picture('r:embed="rA"').repeat(10)) + p("Text.");
    const { story, notes } = await read({ body, media });
    expect(story.body.kind === "html" && story.body.html.length).toBeLessThan(151_000_000);
    expect(notes).toEqual([expect.stringContaining("more than 150 MB of pictures")]);
  });
});

import { crc32, deflateRawSync } from "node:zlib";

/** A part of an archive. `declared`: the size that it claims to have unpacked, where that is a lie. */
export interface Part {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly declared?: number;
  readonly stored?: boolean;
  readonly encrypted?: boolean;
}

/** A zip archive of the parts, in their order. */
export function zip(parts: readonly Part[]): Uint8Array {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declared, stored, encrypted } of parts) {
    const bytes = Buffer.from(data as string);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const title = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(stored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declared ?? bytes.length, 18);
    fields.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\0"), fields, tail, title]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(" ");
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

const STYLES: Readonly<Record<string, string>> = {
  Titel: "Title",
  Untertitel: "Subtitle",
  Heading1: "heading 1",
  Heading2: "heading 2",
  Beschriftung: "caption",
  Author: "Author",
  Quote: "Quote",
  Own: "House Body",
};

export interface Docx {
  /** WordprocessingML inside of `w:body`. */
  readonly body: string;
  readonly footnotes?: string;
  readonly comments?: string;
  /** Elements of `docProps/core.xml`. */
  readonly core?: string;
  /** Pictures in `word/media`, by the id of their relationship. */
  readonly media?: Readonly<Record<string, { readonly name: string; readonly data: Uint8Array }>>;
  /** Relationships as they stand, for links and pictures elsewhere. */
  readonly relationships?: string;
  /** Before the root element of the document. */
  readonly prolog?: string;
  readonly more?: readonly Part[];
}

/** The parts of a Word document. */
export function docxParts({
  body,
  footnotes,
  comments,
  core,
  media = {},
  relationships = "",
  prolog = "",
  more = [],
}: Docx): Part[] {
  const related = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const pictures = Object.entries(media);
  const relations = [
    related("rStyles", "styles", "styles.xml"),
    related("rNumbers", "numbering", "numbering.xml"),
    ...(footnotes ? [related("rNotes", "footnotes", "footnotes.xml")] : []),
    ...(comments ? [related("rComments", "comments", "comments.xml")] : []),
    ...pictures.map(([id, { name }]) => related(id, "image", `media/${name}`)),
    relationships,
  ].join("");
  const styles = Object.entries(STYLES).map(
    ([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`,
  );
  const level = (format: string): string =>
    `<w:lvl w:ilvl="0"><w:numFmt w:val="${format}"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="${format}"/></w:lvl>`;
  const numbers = ["bullet", "decimal"].map(
    (format, id) => `<w:abstractNum w:abstractNumId="${id}">${level(format)}</w:abstractNum>`,
  );
  const named = [1, 2].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id - 1}"/></w:num>`);
  const part = (name: string, xml: string): Part => ({ name, data: XML + xml });
  return [
    part(
      "[Content_Types].xml",
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="png" ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    part(
      "_rels/.rels",
      `<Relationships xmlns="${PACKAGE}/relationships">${related("r1", "officeDocument", "word/document.xml")}</Relationships>`,
    ),
    part("word/document.xml", `${prolog}<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`),
    part(
      "word/_rels/document.xml.rels",
      `<Relationships xmlns="${PACKAGE}/relationships">${relations}</Relationships>`,
    ),
    part("word/styles.xml", `<w:styles ${NAMESPACES}>${styles.join("")}</w:styles>`),
    part("word/numbering.xml", `<w:numbering ${NAMESPACES}>${numbers.join("")}${named.join("")}</w:numbering>`),
    ...(footnotes ? [part("word/footnotes.xml", `<w:footnotes ${NAMESPACES}>${footnotes}</w:footnotes>`)] : []),
    ...(comments ? [part("word/comments.xml", `<w:comments ${NAMESPACES}>${comments}</w:comments>`)] : []),
    ...(core ? [part("docProps/core.xml", coreXml(core))] : []),
    ...pictures.map(([, { name, data }]) => ({ name: `word/media/${name}`, data, stored: true })),
    ...more,
  ];
}

const coreXml = (elements: string): string =>
  `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">${elements}</cp:coreProperties>`;

export const docx = (document: Docx): Uint8Array => zip(docxParts(document));

/** A paragraph. `style` is the id of a style; the runs are WordprocessingML or plain words. */
export const p = (runs: string, style = "", more = ""): string =>
  `<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}${more}</w:pPr>${runs.startsWith("<") ? runs : r(runs)}</w:p>`;

/** A run of words. */
export const r = (text: string, properties = ""): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

export const item = (text: string, list: 1 | 2, level = 0): string =>
  p(text, "", `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);

/** A run with a picture; `reference` is `r:embed="rId"` or `r:link="rId"`. */
export const picture = (reference: string, alt = ""): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip ${reference}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

export const table = (...rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row, index) => `<w:tr>${index === 0 ? "<w:trPr><w:tblHeader/></w:trPr>" : ""}${row.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`;

import { addObject, entriesOf, type PdfFile, resolve } from "./file.js";
import { type Entries, nameOf, plainText, recordOf, refTo, textOf, wideText } from "./syntax.js";
import type { FinishOptions } from "./types.js";

/** Writes the document information, the same again as XMP, the language and how a viewer should open the file. */
export const writeMetadata = (file: PdfFile, options: FinishOptions): void => {
  const { catalog } = file;
  const producer = printedProducer(file) ?? options.creator;
  const info: Entries = {};
  const entries = {
    Title: options.title,
    Author: options.authors.join(", "),
    Subject: options.subject ?? "",
    Keywords: options.keywords.join(", "),
    Creator: options.creator,
    Producer: producer,
  };
  for (const [name, value] of Object.entries(entries)) if (value !== "") info[name] = wideText(value);
  for (const name of ["CreationDate", "ModDate"]) info[name] = plainText(`D:${dateDigits(options.date)}Z`);
  info.Trapped = nameOf("False");
  // The browser's own dictionary holds the hour of printing.
  file.info = addObject(file, recordOf(info)).number;

  catalog.Metadata = addObject(file, {
    kind: "stream",
    entries: { Type: nameOf("Metadata"), Subtype: nameOf("XML") },
    contents: Buffer.from(xmpPacket(options, producer), "utf8"),
  });
  catalog.Lang = plainText(options.language);
  catalog.ViewerPreferences = recordOf({ DisplayDocTitle: true });
  if (options.spreads) catalog.PageLayout = nameOf("TwoPageRight");
  if (catalog.StructTreeRoot !== undefined) catalog.MarkInfo = recordOf({ Marked: true });
};

/** The program that printed the file. */
const printedProducer = (file: PdfFile): string | undefined => {
  const value = file.info === undefined ? undefined : resolve(file, entriesOf(file, refTo(file.info))?.Producer);
  return typeof value === "object" && value !== null && "bytes" in value ? textOf(value.bytes) : undefined;
};

/** Year to second without marks between, in universal time. */
const dateDigits = (date: Date): string =>
  date
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replace(/\D/g, "");

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Text for XML; control characters, which XML cannot hold, go. */
const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character]!).replace(/[^\P{Cc}\t\n\r]/gu, "");

const list = (kind: "Seq" | "Bag", items: readonly string[]): string =>
  `<rdf:${kind}>${items.map((item) => `<rdf:li>${escapeXml(item)}</rdf:li>`).join("")}</rdf:${kind}>`;
const inDefaultLanguage = (text: string): string =>
  `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`;

const xmpPacket = (options: FinishOptions, producer: string): string => {
  const date = options.date.toISOString().replace(/\.\d+Z$/, "Z");
  const { authors, keywords, subject } = options;
  const elements = [
    "<dc:format>application/pdf</dc:format>",
    `<dc:title>${inDefaultLanguage(options.title)}</dc:title>`,
    authors.length > 0 && `<dc:creator>${list("Seq", authors)}</dc:creator>`,
    subject && `<dc:description>${inDefaultLanguage(subject)}</dc:description>`,
    keywords.length > 0 && `<dc:subject>${list("Bag", keywords)}</dc:subject>`,
    `<dc:language>${list("Bag", [options.language])}</dc:language>`,
    `<xmp:CreateDate>${date}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${date}</xmp:ModifyDate>`,
    `<xmp:MetadataDate>${date}</xmp:MetadataDate>`,
    `<xmp:CreatorTool>${escapeXml(options.creator)}</xmp:CreatorTool>`,
    `<pdf:Producer>${escapeXml(producer)}</pdf:Producer>`,
    keywords.length > 0 && `<pdf:Keywords>${escapeXml(keywords.join(", "))}</pdf:Keywords>`,
    "<pdfuaid:part>1</pdfuaid:part>",
  ].filter((element) => typeof element === "string" && element !== "");
  // The packet's id is fixed by the XMP specification, ISO 16684-1, 7.3.2.
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
${elements.join("\n")}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
};

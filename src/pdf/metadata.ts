import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFRef, PDFString } from "@cantoo/pdf-lib";
import type { FinishOptions } from "./types.js";

/** Writes the document information, the same again as XMP, the language and how a viewer should open the file. */
export const writeMetadata = (doc: PDFDocument, options: FinishOptions): void => {
  const { context, catalog } = doc;
  const producer = doc.getProducer() ?? options.creator;
  const info = PDFDict.withContext(context);
  const entries = {
    Title: options.title,
    Author: options.authors.join(", "),
    Subject: options.subject ?? "",
    Keywords: options.keywords.join(", "),
    Creator: options.creator,
    Producer: producer,
  };
  for (const [name, value] of Object.entries(entries))
    if (value !== "") info.set(PDFName.of(name), PDFHexString.fromText(value));
  for (const name of ["CreationDate", "ModDate"]) info.set(PDFName.of(name), PDFString.fromDate(options.date));
  info.set(PDFName.of("Trapped"), PDFName.of("False"));
  // The browser's own dictionary holds the hour of printing.
  if (context.trailerInfo.Info instanceof PDFRef) context.delete(context.trailerInfo.Info);
  context.trailerInfo.Info = context.register(info);

  const packet = PDFDict.withContext(context);
  packet.set(PDFName.of("Type"), PDFName.of("Metadata"));
  packet.set(PDFName.of("Subtype"), PDFName.of("XML"));
  const stream = PDFRawStream.of(packet, Buffer.from(xmpPacket(options, producer), "utf8"));
  catalog.set(PDFName.of("Metadata"), context.register(stream));

  catalog.set(PDFName.of("Lang"), PDFString.of(options.language));
  catalog.set(PDFName.of("ViewerPreferences"), context.obj({ DisplayDocTitle: true }));
  if (options.spreads) catalog.set(PDFName.of("PageLayout"), PDFName.of("TwoPageRight"));
  if (catalog.has(PDFName.of("StructTreeRoot"))) catalog.set(PDFName.of("MarkInfo"), context.obj({ Marked: true }));
};

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

/** What the finisher knows of the file that it is about to write: from the objects themselves, before they are packed. */
import { entriesOf, isName, isRef, listOf, numbersOf, objectAt, type PdfFile, resolve } from "./file.js";
import { annotationsOf, targetPage, uriOf } from "./links.js";
import type { WrittenObjects } from "./save.js";
import { type Entries, refTo } from "./syntax.js";
import type { PdfFacts } from "./types.js";

const nameIn = (file: PdfFile, entries: Entries | undefined, key: string): string | undefined => {
  const value = resolve(file, entries?.[key]);
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "name"
    ? value.name
    : undefined;
};

const fontsOf = (file: PdfFile, kept: readonly number[], written: WrittenObjects): PdfFacts["fonts"] => {
  const fonts: PdfFacts["fonts"][number][] = [];
  for (const number of kept) {
    if (written.has(number)) continue;
    const entries = entriesOf(file, refTo(number));
    if (entries === undefined || !isName(entries.Type, "Font")) continue;
    const subtype = nameIn(file, entries, "Subtype") ?? "";
    if (subtype.startsWith("CIDFont")) continue;
    const inner = entriesOf(file, listOf(file, entries.DescendantFonts)?.[0]);
    const descriptor = entriesOf(file, (inner ?? entries).FontDescriptor);
    fonts.push({
      name: nameIn(file, entries, "BaseFont") ?? "(none)",
      type: nameIn(file, inner, "Subtype") ?? subtype,
      embedded:
        subtype === "Type3" || ["FontFile", "FontFile2", "FontFile3"].some((key) => descriptor?.[key] !== undefined),
      toUnicode: isRef(entries.ToUnicode) && objectAt(file, entries.ToUnicode.number) !== undefined,
    });
  }
  return fonts;
};

/** Whether a link's place is one that the file has: a page, or a name that the catalogue knows. */
const leads = (file: PdfFile, link: Entries): boolean => {
  if (uriOf(file, link) !== undefined || targetPage(file, link) !== undefined) return true;
  return targetPage(file, { Dest: entriesOf(file, link.A)?.D }) !== undefined;
};

const linksOf = (file: PdfFile): PdfFacts["links"] =>
  file.pages.flatMap((page, pageIndex) =>
    annotationsOf(file, page).flatMap(({ entries }) =>
      isName(entries.Subtype, "Link")
        ? [
            {
              pageIndex,
              leads: leads(file, entries),
              described: entries.Contents !== undefined,
              tagged: entries.StructParent !== undefined,
            },
          ]
        : [],
    ),
  );

/** `kept`: numbers of the objects that are written; `tags`: those of the tag tree among them. */
export const factsOf = (file: PdfFile, kept: readonly number[], tags: WrittenObjects): PdfFacts => ({
  trimsPt: file.pages.map(({ entries, mediaBox }) => {
    const [left = 0, bottom = 0, right = 0, top = 0] = numbersOf(file, entries.TrimBox ?? entries.MediaBox) ?? mediaBox;
    return [right - left, top - bottom] as const;
  }),
  fonts: fontsOf(file, kept, tags),
  tagged:
    entriesOf(file, file.catalog.StructTreeRoot) !== undefined &&
    resolve(file, entriesOf(file, file.catalog.MarkInfo)?.Marked) === true,
  links: linksOf(file),
});

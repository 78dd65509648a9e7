import mammoth from "mammoth";
import { type WordArchive, WordFault } from "./word-archive.js";

/** Styles with a place in our articles. mammoth knows headings, lists and notes by itself; the names are Word's own in every language. */
const STYLES = `
  p[style-name='Title'] => h1.title:fresh
  p[style-name='Subtitle'] => p.subtitle:fresh
  p[style-name='Author'] => p.byline:fresh
  p[style-name='Byline'] => p.byline:fresh
  p[style-name='caption'] => p.caption:fresh
  p[style-name='Illustration'] => p.caption:fresh
  p[style-name='Figure'] => p.caption:fresh
  p[style-name='Quote'] => blockquote > p:fresh
  p[style-name='Intense Quote'] => blockquote > p:fresh
  p[style-name='Quotations'] => blockquote > p:fresh
  p[style-name='Block Text'] => blockquote > p:fresh
  r[style-name='Emphasis'] => em
  r[style-name='Intense Emphasis'] => em`;

/** Characters of pictures as text. One picture can be shown a thousand times; a hundred photographs come to half of this. */
const MAX_PICTURES = 150_000_000;

export interface WordHtml {
  readonly html: string;
  /** Addresses of the pictures, by the `src` that stands for them in the HTML. */
  readonly pictures: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/** A document's text as mammoth's HTML. `mark` begins the names of its pictures, and must be no word of the text. */
export async function convertWord(archive: WordArchive, mark: string): Promise<WordHtml> {
  const pictures = new Map<string, string>();
  let characters = 0;
  const convertImage = mammoth.images.imgElement(async (image) => {
    const base64 = await image.readAsBase64String();
    characters += base64.length;
    if (characters > MAX_PICTURES) throw new Error(`the document shows more than ${MAX_PICTURES / 1e6} MB of pictures`);
    const src = `${mark}${pictures.size}`;
    pictures.set(src, `data:${image.contentType ?? "application/octet-stream"};base64,${base64}`);
    return { src };
  });
  try {
    const { value, messages } = await mammoth.convertToHtml(asInput(archive), {
      styleMap: STYLES,
      convertImage,
      // A document must not say how it is to be read, nor reach beyond itself.
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
    });
    return { html: value, pictures, notes: notesOf(messages) };
  } catch (cause) {
    if (cause instanceof WordFault) throw cause;
    const remedy = "Open it in Word or LibreOffice and save it again as .docx.";
    throw new WordFault("Its text cannot be read.", remedy, { cause });
  }
}

type Input = Parameters<typeof mammoth.convertToHtml>[0];

/**
 * The archive as what mammoth makes of one: an opened file, which its reader takes though its types do not say so
 * (lib/unzip.js). By itself it would unpack whatever the archive declares.
 */
function asInput(archive: WordArchive): Input {
  const file = {
    exists: (name: string): boolean => archive.has(name),
    read: async (name: string, encoding?: string): Promise<string | Uint8Array> => {
      const bytes = archive.read(name);
      if (encoding === "base64") return bytes.toString("base64");
      return encoding === undefined ? bytes : withKnownElements(name, bytes.toString("utf8"));
    },
  };
  return { file } as unknown as Input;
}

/** mammoth leaves out fields written short (a figure's number, a date) and runs in the other direction, with their words. */
const UNKNOWN = /(<\/?w:)(?:fldSimple|dir|bdo)((?:"[^"]*"|'[^']*'|[^"'>])*>)/g;

const withKnownElements = (name: string, xml: string): string =>
  name.endsWith(".rels") ? xml : xml.replace(UNKNOWN, "$1smartTag$2").replace(/<w:cr\s*\/>/g, "<w:br/>");

/** Which styles a document has of its own changes nothing in its words. */
const ABOUT_STYLES = /^Unrecognised (?:paragraph|run|table) style|style with ID .* was referenced but not defined/;

const notesOf = (messages: readonly { readonly message: string }[]): readonly string[] => [
  ...new Set(messages.map(({ message }) => message).filter((message) => !ABOUT_STYLES.test(message))),
];

/** HTML written by hand with nothing to forget: what is put in is text, unless it was made here. */

/** HTML that is ready to stand in a page. Only `html` and `raw` make it. */
export class Markup {
  constructor(private readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Part = Markup | string | number | false | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for a place between tags or between quotation marks. Characters that HTML cannot hold go. */
export const escapeHtml = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, "").replace(/[&<>"']/g, (character) => ENTITIES[character]!);

const written = (part: Part): string => {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.toString();
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  return part.map(written).join("");
};

/** HTML with texts in it, escaped. Nothing and `false` leave no trace; lists follow one another. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.map((string, index) => string + (index < parts.length ? written(parts[index]) : "")).join(""));

/** For what is HTML, or CSS, by our own making. */
export const raw = (text: string): Markup => new Markup(text);

/** An address that a page may link to: of the web or of e-mail. Any other is none. */
export const safeAddress = (address: string | undefined): string | undefined => {
  const given = address?.trim() ?? "";
  if (/^[^\s@:/<>,]+@[^\s@:/<>,]+$/.test(given)) return `mailto:${given}`;
  const scheme = /^(https?|mailto):/i.test(given);
  return scheme && URL.canParse(given) ? new URL(given).href : undefined;
};

/** Scripts that run from right to left (ISO 15924). */
const RIGHT_TO_LEFT = new Set("Arab Hebr Syrc Thaa Nkoo Adlm Rohg Mand Samr Mend Yezi".split(" "));

export const directionOf = (language: string): "ltr" | "rtl" => {
  try {
    return RIGHT_TO_LEFT.has(new Intl.Locale(language).maximize().script ?? "") ? "rtl" : "ltr";
  } catch {
    return "ltr";
  }
};

/** `lang` and `dir` of an element. */
export const inLanguage = (language: string): Markup => html` lang="${language}" dir="${directionOf(language)}"`;

/** The same for a text among others, where its language is not theirs. */
export const unlessIn = (around: string, language: string): Markup | undefined =>
  language === around ? undefined : inLanguage(language);

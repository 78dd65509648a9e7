/** Dates and bylines as they are written at the head of a story. */
import { fold } from "./fold.js";

/** English, French, Spanish; Arabic as written in the Maghreb, in Egypt and in the Levant. */
const MONTHS: readonly string[] = [
  "january|jan|janvier|janv|enero|يناير|جانفي|كانون الثاني",
  "february|feb|fevrier|février|févr|febrero|فبراير|فيفري|شباط",
  "march|mar|mars|marzo|مارس|اذار",
  "april|apr|avril|avr|abril|ابريل|افريل|نيسان",
  "may|mai|mayo|مايو|ماي|ايار",
  "june|jun|juin|junio|يونيو|جوان|حزيران",
  "july|jul|juillet|juil|julio|يوليو|جويلية|يوليوز|تموز",
  "august|aug|aout|août|agosto|اغسطس|اوت|غشت|اب",
  "september|sept|sep|septembre|septiembre|سبتمبر|شتنبر|ايلول",
  "october|oct|octobre|octubre|اكتوبر|تشرين الاول",
  "november|nov|novembre|noviembre|نوفمبر|نونبر|تشرين الثاني",
  "december|dec|decembre|décembre|déc|diciembre|ديسمبر|دجنبر|كانون الاول",
];
const MONTH = `(?<month>${MONTHS.join("|")})`;
const DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th|er)?";
const YEAR = "(?<year>(?:19|20)\\d{2})";
const WEEKDAY =
  "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|(?:يوم )?(?:ال)?(?:اثنين|ثلاثاء|اربعاء|خميس|جمعة|سبت|احد))\\.?,?،? ";
const TIME =
  "(?:(?:,|،| -| –| at| à|،? الساعة)? ?\\d{1,2}(?:[:h]\\d{2})(?::\\d{2})?(?: ?(?:am|pm|a\\.m\\.|p\\.m\\.|gmt|utc|cet|ص|م))*)?";

const FORMS = [
  `${DAY} (?:of |de )?${MONTH}\\.?,?،? (?:de )?${YEAR}`,
  `${MONTH}\\.? ${DAY},? ${YEAR}`,
  `${YEAR}-(?<monthNumber>\\d{2})-(?<day>\\d{2})`,
  `(?<day>\\d{1,2})[/.](?<monthNumber>\\d{1,2})[/.]${YEAR}`,
].map((form) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${WEEKDAY})?${form}${TIME}(?![\\p{L}\\p{N}])`, "u"));

const LABEL =
  /^(?:(?:first )?(?:published|posted|updated|last updated|modified|created|written)(?: on| at)?|on|date|(?:publié|posté|mis à jour|modifié|rédigé|paru|mis en ligne)e?s?(?: le)?|le|(?:نشر|نشرت|تم النشر|تاريخ النشر|اخر تحديث|تحديث|حدث)(?: في| بتاريخ| يوم)?|في|بتاريخ|(?:publicado|actualizado)(?: el)?|el)\s?:?\s?$/u;

/** `٢٠٢٦` is 2026. */
const westernDigits = (text: string): string =>
  text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));

interface Found {
  readonly date: Date;
  readonly before: string;
  readonly after: string;
}

function findDate(text: string): Found | undefined {
  const folded = westernDigits(fold(text.slice(0, 300)));
  for (const form of FORMS) {
    const found = form.exec(folded);
    if (!found) continue;
    const { day, month, monthNumber, year } = found.groups!;
    const index = month ? MONTHS.findIndex((names) => names.split("|").includes(month)) : Number(monthNumber) - 1;
    const date = new Date(Date.UTC(Number(year), index, Number(day)));
    if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== index) continue;
    return { date, before: folded.slice(0, found.index), after: folded.slice(found.index + found[0].length) };
  }
  return undefined;
}

/** The first full date in a text, at midnight UTC. */
export const writtenDate = (text: string): Date | undefined => findDate(text)?.date;

const PARTICLE =
  /^(?:al|el|ben|bin|ibn|bint|abu|abou|ould|ait|aït|bou|de|del|della|di|du|des|da|la|le|les|van|von|den|der|and|et|y|&|dos|st|lalla|sidi)$/i;
const BY =
  /^(?:(?:words|text|texte|story|report|written|reported|written and photographed|article|photographs|un article|rédigé|écrit|propos recueillis|textes?)\s+(?:by|par|de)|by|par|por|texte\s?:|words\s?:|author\s?:|auteure?\s?:|بقلم\s?:?|كتابة\s?:?|تحرير\s?:|إعداد\s?:?|اعداد\s?:?|كتبت?(?:ها|ه)?\s?:|الكاتبة?\s?:|تقرير\s?:)\s*(?=\S)/iu;

/** The name after “By”, “Par”, “بقلم”, where there is a name and nothing else. */
export function bylineOf(text: string): string | undefined {
  const line = text.replace(/\s+/g, " ").trim();
  const label = BY.exec(line);
  if (!label || line.length > 120) return undefined;
  const name = line.slice(label[0].length).replace(/[\s|·•,،–—-]+$/, "");
  return isName(name) ? name : undefined;
}

/** One to eight words, each a name or a particle: no sentence is written so. */
export function isName(text: string): boolean {
  const words = text.split(/[\s,،]+/).filter((word) => word !== "");
  if (words.length === 0 || words.length > 8 || /[\d.!?؟:;]\s|[\d!?؟:;]$|[!?؟:;"“”«»()]/u.test(text)) return false;
  if (/\p{Script=Arabic}/u.test(text)) return words.length <= 6 && !/[.]$/.test(text);
  if (!/^\p{Lu}/u.test(words[0]!)) return PARTICLE.test(words[0]!) && words.length > 1 && /^\p{Lu}/u.test(words[1]!);
  return words.every(
    (word) => /^[’'"]?\p{Lu}/u.test(word) || /^(?:l|d|o|al|el)[’'-]\p{Lu}/u.test(word) || PARTICLE.test(word),
  );
}

const READING_TIME =
  /^(?:reading time:? ?|temps de lecture ?:? ?|lecture ?:? ?|(?:مدة|وقت|زمن) القراءة:? ?)?[\d٠-٩]{1,3} ?(?:-| )?(?:min(?:ute)?s?|mins|دقائق|دقيقة|minutos?)\.?(?: read| de lecture| reading(?: time)?| قراءة| للقراءة| de lectura)?$/;

/** An hour, or how often something was seen. */
const COUNTED =
  /^(?:\d{1,2}[:h]\d{2}(?: ?(?:am|pm|gmt|ص|م))*|[\d٠-٩][\d٠-٩.,]* ?(?:views?|vues?|lectures?|comments?|commentaires?|likes?|shares?|مشاهدات?|مشاهدة|قراءات?|قراءة|تعليقات?|تعليق|visitas))$/;

export interface HeadLine {
  readonly byline?: string;
  readonly published?: Date;
}

/** A line that is a byline, a date or a reading time, or several with rules between; nothing where it says anything else. */
export function readHeadLine(text: string): HeadLine | undefined {
  if (text.length > 160) return undefined;
  let head: HeadLine | undefined;
  for (const part of text.split(/\s*[|•·\n]\s*|\s+[–—-]\s+/)) {
    if (part.trim() === "") continue;
    const read = readHeadPart(part.trim());
    if (!read) return undefined;
    head = { ...read, ...head };
  }
  return head;
}

function readHeadPart(part: string): HeadLine | undefined {
  if (READING_TIME.test(fold(part)) || COUNTED.test(fold(part))) return {};
  const byline = bylineOf(part);
  if (byline) return { byline };
  const found = findDate(part);
  if (found?.after.replace(/[\s.,،]/g, "") !== "") return undefined;
  const before = found.before.trim();
  const published = found.date;
  if (before === "" || LABEL.test(before)) return { published };
  // “By Amel Gharbi, 18 November 2026”, “By Amel Gharbi on 18 November 2026”.
  const said = part.slice(0, before.length).replace(/[\s,،]+(?:on|le|في|el)?[\s,،]*$/iu, "");
  const name = bylineOf(said);
  return name ? { byline: name, published } : undefined;
}

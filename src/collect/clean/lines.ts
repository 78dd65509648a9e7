/** Lines that are no part of a story, told by their words: whole lines only, and short ones. */
import type { RemovalReason } from "../types.js";
import { fold } from "./fold.js";
import { ARABIC } from "./lines-arabic.js";
import { ENGLISH } from "./lines-english.js";
import { FRENCH } from "./lines-french.js";
import { SPANISH } from "./lines-spanish.js";

/** Patterns of one language. They meet folded text (`fold.ts`) from its first to its last letter, arrows and bullets cut off. */
export interface LinePatterns {
  /** By reason: a line that matches goes wherever it stands. */
  readonly lines: Readonly<Partial<Record<RemovalReason, readonly string[]>>>;
  /** Labels of what follows: the links, fields or names below them go too. */
  readonly labels: Readonly<Partial<Record<RemovalReason, readonly string[]>>>;
  /** What opens a line about another story; a colon, an arrow or a link must follow. */
  readonly readMore: readonly string[];
  /** Words of buttons: they go beside other chrome, before the first sentence and after the last. */
  readonly buttons: readonly string[];
  /** A share line is made of these words and of networks' names: at least one of `share`. */
  readonly share: { readonly verbs: readonly string[]; readonly others: readonly string[] };
  /** Two of these and an address to the reader are a newsletter's pitch. */
  readonly pitch: { readonly marks: readonly string[]; readonly reader: readonly string[] };
  /** What somebody said is copy, whatever it is about. */
  readonly said: readonly string[];
  /** What stands before the names in the line of sources. */
  readonly sources: readonly string[];
}

const LANGUAGES: readonly LinePatterns[] = [ENGLISH, FRENCH, ARABIC, SPANISH];

/** Longer lines are copy, but for the note that WordPress adds to feeds, which repeats the headline. */
export const LONGEST_LINE = 160;
const LONGEST_NOTE = 400;

const foldPattern = (pattern: string): string => pattern.replace(/[أإآ]/g, "ا");
const whole = (patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.map(foldPattern).join("|")})$`, "u");

function byReason(part: "lines" | "labels"): readonly (readonly [RemovalReason, RegExp])[] {
  const reasons = [...new Set(LANGUAGES.flatMap((language) => Object.keys(language[part])))] as RemovalReason[];
  return reasons.map((reason) => [reason, whole(LANGUAGES.flatMap((language) => language[part][reason] ?? []))]);
}

const LINES = byReason("lines");
const LABELS = byReason("labels");
const READ_MORE = LANGUAGES.flatMap(({ readMore }) => readMore)
  .map(foldPattern)
  .join("|");
const READ_MORE_MARKED = new RegExp(`^(?:${READ_MORE})\\s?(?::|>|»|→|←|\\||-\\s).*$`, "u");
const READ_MORE_LINKED = new RegExp(`^(?:${READ_MORE})(?:\\s.*)?$`, "u");
const BUTTONS = whole(LANGUAGES.flatMap(({ buttons }) => buttons));
const SAID = new RegExp(
  `(?:^|\\s|["'،,])(?:${LANGUAGES.flatMap(({ said }) => said)
    .map(foldPattern)
    .join("|")})(?:\\s|[.,،:"]|$)`,
  "u",
);
const SOURCES = new RegExp(
  `^(?:${LANGUAGES.flatMap(({ sources }) => sources)
    .map(foldPattern)
    .join("|")})$`,
  "u",
);
const PITCH = LANGUAGES.map(({ pitch }) => ({
  marks: pitch.marks.map((mark) => new RegExp(foldPattern(mark), "u")),
  reader: new RegExp(`(?:^|[^\\p{L}])(?:${pitch.reader.map(foldPattern).join("|")})(?:$|[^\\p{L}])`, "u"),
}));

const NETWORKS =
  "facebook twitter whatsapp telegram linkedin pinterest reddit tumblr messenger instagram bluesky mastodon threads viber pocket flipboard tiktok youtube snapchat xing fb wechat line vk".split(
    " ",
  );
const VERBS = new Set(LANGUAGES.flatMap(({ share }) => share.verbs).map(foldPattern));
const OTHERS = new Set([...LANGUAGES.flatMap(({ share }) => share.others).map(foldPattern), "x"]);
const NETWORK_NAMES = new Set(NETWORKS);

/** Bullets, arrows, icons and rules at a line's ends say nothing. */
const bare = (folded: string): string =>
  folded
    .replace(/^[\s|·•:>→←»«‹›▶►▸–—*#©+|\p{Extended_Pictographic}-]+(?=[\p{L}\p{N}])/u, "")
    .replace(/(?<=[\p{L}\p{N}.!?)*])[\s|·•:>→←»«‹›▶►▸–—|\p{Extended_Pictographic}-]+$/u, "");

/** What begs readers for money has: three of these in one paragraph are no story's. English, French, Spanish, Arabic. */
const APPEAL: readonly RegExp[] = [
  /\d+(?:[.,]\d+)?\s?(?:€|\$|£|euros?|dollars|dinars?|د\.ت)|[€$£]\s?\d/u,
  /sans engagement|cancel any ?time|annulable|sin compromiso|per month|par mois|al mes|premier mois|first month/u,
  /soutene[zr]|soutien|support (?:us|our|the)|donate|contribut|become a (?:member|supporter)|faites un don|apoya|ادعم|تبرع/u,
  /redaction|rédaction|newsroom|journalis|periodis|independent|indépendan|independiente|صحاف|مستقل/u,
  /vous lisez|you are reading|you're reading|free article|gratuitement|for free|sin pagar/u,
];
/** “We and our 96 partners store …”, as consent managers write in many languages. */
const CONSENT =
  /^(?:we|nous|nosotros|wir|noi|نحن) (?:and our|et nos|y nuestros|und unsere|e i nostri|وشركا\p{L}*)\b.*(?:partner|partenaire|socio|شركا)/u;

const isAppeal = (line: string): boolean => APPEAL.filter((mark) => mark.test(line)).length >= 3;

/** Why a line is no part of the story; nothing where it may be. `linked`: there is nothing in it but a link. */
export function lineReason(text: string, linked = false): RemovalReason | undefined {
  if (text.length > LONGEST_NOTE) return undefined;
  const folded = fold(text);
  if (folded === "") return undefined;
  const line = bare(folded);
  if (LINES.find(([reason]) => reason === "syndication note")?.[1].test(line)) return "syndication note";
  if (CONSENT.test(line)) return "cookie notice";
  if (isAppeal(line)) return "newsletter";
  if (folded.length > LONGEST_LINE) return undefined;
  if (/^[×✕✖✗╳]$/u.test(folded)) return "navigation";
  if (READ_MORE_MARKED.test(folded.replace(/^[^\p{L}]+/u, ""))) return "read more";
  if (linked && READ_MORE_LINKED.test(line)) return "read more";
  if (isShareLine(line)) return "share buttons";
  if (/^(?:#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*[\s,،|·]*)+$/u.test(folded)) return "tags";
  if (SAID.test(line)) return undefined;
  return LINES.find(([, pattern]) => pattern.test(line))?.[0] ?? (isPitch(line) ? "newsletter" : undefined);
}

/** The label of something below it that is no part of the story. */
export function labelReason(text: string): RemovalReason | undefined {
  if (text.length > LONGEST_LINE) return undefined;
  const line = bare(fold(text));
  return LABELS.find(([, pattern]) => pattern.test(line))?.[0];
}

/** A word of a button, which may be a word of the story elsewhere: “Name”, “Email”, “Next”. */
export const isButton = (text: string): boolean =>
  text.length <= 60 && (BUTTONS.test(bare(fold(text))) || isShareWord(fold(text)));

/** A bare number of one to four digits, as counters of comments and shares show it. */
export const isCounter = (text: string): boolean => /^[\d٠-٩]{1,4}$/.test(text.trim());

export const isSourcesLabel = (text: string): boolean => SOURCES.test(bare(fold(text)));

function isShareLine(line: string): boolean {
  if (/["'.؟?;]|\.$/.test(line.replace(/^l'|\s[ld]'/g, " "))) return false;
  const words = line.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  if (words.length === 0 || words.length > 24) return false;
  const known = (word: string): boolean =>
    VERBS.has(word) || NETWORK_NAMES.has(word) || OTHERS.has(word) || /^\d{1,5}k?$/.test(word);
  if (!words.every(known)) return false;
  return words.some((word) => VERBS.has(word)) || words.filter((word) => NETWORK_NAMES.has(word)).length > 1;
}

const isShareWord = (folded: string): boolean => NETWORK_NAMES.has(folded) || folded === "x";

function isPitch(line: string): boolean {
  return PITCH.some(({ marks, reader }) => reader.test(line) && marks.filter((mark) => mark.test(line)).length > 1);
}

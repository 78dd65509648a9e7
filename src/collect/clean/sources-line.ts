/** The line of works and institutions that closes a story. */
import type { Block } from "./blocks.js";
import { linesOf } from "./blocks.js";
import { writtenDate } from "./dates.js";
import { fold } from "./fold.js";
import { isSourcesLabel } from "./lines.js";

const LONGEST_LINE = 400;
const LONGEST_NAME_WORDS = 12;
/** Words that stand inside names without a capital. */
const SMALL =
  /^(?:of|the|for|and|in|on|at|to|from|de|du|des|d|la|le|les|l|et|en|y|à|aux|au|sur|pour|par|dans|del|di|da|el|al|an|ar|as|ash|at|az|bin|ben|ibn|von|van|der|den|und|für|&|no|vol|ed|p|pp)$/u;
/** French and Spanish names go on in small letters: “Institut du monde arabe”, “Archives nationales”, “La Colline oubliée”. */
const ROMANCE =
  /\s(?:de|du|des|del|d’|d'|y|et)(?:\s|$|(?<=['’]))|^(?:L[ae]s?|L['’]|Une?|El|Los|Institut\p{Ll}*|Musée|Museo|Biblioth\p{Ll}+|Biblioteca|Archiv\p{Ll}+|Théâtre|Teatro|Ciné\p{Ll}+|Cent\p{Ll}+|Universi\p{Ll}+|Ministère|Maison|Agence|Association|Fondation|Fundación|Académie|École|Société|Observatoire|Office|Galerie|Fonds|Revue|Festival|Conservatoire|Ligue|Collectif|Comité|Commission|Laboratoire|Parc|Palais|Union|Organisation|Fédération|Banque|Conseil)(?=[\s\p{Lu}])/u;
/** What only a clause has. */
const CLAUSE =
  /^(?:is|was|are|were|has|had|have|will|would|can|could|he|she|they|we|it|his|her|their|who|that|which|there|est|sont|était|étaient|fut|ont|avait|avaient|sera|il|elle|ils|elles|on|nous|vous|qui|que|où|ne|pas|plus|puis|mais|donc|son|sa|ses|leur|leurs|es|era|fue|son|que|no)$/;
/** Arabic has no capitals: these words make a clause, not a name. */
const ARABIC_CLAUSE =
  /(?:^|\s)(?:و?(?:كان|كانت|قال|قالت|يقول|تقول|هو|هي|هم|انا|نحن|لكن|ان|لان|الذي|التي|الذين|لم|لن|لا|قد|سوف|هذا|هذه|ذلك|تلك|حين|عندما|ثم|بعد|قبل|كل|هناك|ليس|ليست|يكون|تكون|ما|متى|كيف))(?:\s|$)/u;

/** The names of a line of sources, or nothing where it is none. */
export function sourcesOf(text: string): readonly string[] | undefined {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length > LONGEST_LINE) return undefined;
  const colon = /^([^:：]{1,40})\s?[:：]\s*(.+)$/u.exec(line);
  if (colon && isSourcesLabel(colon[1]!)) return labelled(colon[2]!);
  const dash = /^([^–—-]{1,40}?)\s[–—-]\s(.+)$/u.exec(line);
  if (dash && isSourcesLabel(dash[1]!)) return labelled(dash[2]!);
  return unlabelled(line);
}

function labelled(rest: string): readonly string[] | undefined {
  const names = split(rest.replace(/(?<=\p{Ll}{2}|\p{Script=Arabic}|\))\.$/u, ""));
  const short = names.every((name) => name.split(" ").length <= LONGEST_NAME_WORDS && !/[.!?؟]\s+\p{Lu}/u.test(name));
  return names.length > 0 && short ? names : undefined;
}

function unlabelled(line: string): readonly string[] | undefined {
  if (/[.!?؟…:;,،؛"”»]$/u.test(line) || /[!?؟]|\.\s/.test(line) || /^[-–—"“«'‘]/.test(line)) return undefined;
  const names = split(line);
  if (names.length < 2 || writtenDate(line)) return undefined;
  return names.every(isProperName) ? names : undefined;
}

/** At semicolons where there are some, else at commas outside brackets. */
function split(line: string): string[] {
  const marks = /[;؛]/.test(line) ? /[;؛]/ : /[,،]/;
  const names: string[] = [];
  let depth = 0;
  let name = "";
  for (const character of line) {
    if (/[([]/.test(character)) depth++;
    if (/[)\]]/.test(character)) depth = Math.max(0, depth - 1);
    if (depth === 0 && marks.test(character)) {
      names.push(name);
      name = "";
    } else name += character;
  }
  return [...names, name].map((part) => part.trim()).filter((part) => part !== "");
}

function isProperName(name: string): boolean {
  const words = name.split(" ");
  if (words.length > 9 || !/\p{L}/u.test(name)) return false;
  if (/\p{Script=Arabic}/u.test(name)) return words.length <= 6 && !ARABIC_CLAUSE.test(fold(name));
  if (!words.some((word) => isCapital(word) && !SMALL.test(letters(word)))) return false;
  if (words.every((word) => isCapital(word) || SMALL.test(letters(word)))) return true;
  return isCapital(words[0]!) && ROMANCE.test(name) && !words.some((word) => CLAUSE.test(letters(word)));
}

const letters = (word: string): string => word.toLowerCase().replace(/[^\p{L}&]/gu, "");
const isCapital = (word: string): boolean =>
  /^[("“«'‘]*(?:\p{Lu}|\d)/u.test(word) || /^(?:[ld]|al|el|an|ar|as|ash|at|az)[’'-]\p{Lu}/iu.test(word);

interface Found {
  readonly kept: readonly Block[];
  readonly names: readonly string[];
  readonly taken: readonly Block[];
}

/** Takes the line of sources, or a “Sources” heading with its list, off the end of a story. */
export function takeSources(blocks: readonly Block[]): Found {
  const idle = ({ kind }: Block): boolean => kind === "rule" || kind === "figure" || kind === "gallery";
  const words = blocks.filter((block) => !idle(block));
  for (const [back, block] of [...words.slice(-4)].reverse().entries()) {
    const names = namesOf(block, words[words.indexOf(block) - 1], back);
    if (!names) continue;
    const label = words[words.indexOf(block) - 1];
    const taken = label?.kind === "heading" && isSourcesLabel(label.line.text) ? [label, block] : [block];
    return { kept: blocks.filter((other) => !taken.includes(other)), names, taken };
  }
  return { kept: blocks, names: [], taken: [] };
}

function namesOf(block: Block, before: Block | undefined, back: number): readonly string[] | undefined {
  const lines = linesOf(block);
  const headed = (before?.kind === "heading" || before?.kind === "paragraph") && isSourcesLabel(before.line.text);
  if (headed && before?.kind === "heading" && (block.kind === "list" || block.kind === "paragraph")) {
    const names = block.kind === "list" ? lines.map(({ text }) => text) : (labelled(lines[0]!.text) ?? []);
    return names.length > 0 && names.every((name) => name.length <= 120) ? names : undefined;
  }
  if (block.kind !== "paragraph" || block.embed) return undefined;
  const names = sourcesOf(block.line.text);
  // Without its label only the very last line is one.
  return names && (back === 0 || isLabelled(block.line.text)) ? names : undefined;
}

const isLabelled = (text: string): boolean => isSourcesLabel(/^[^:：–—-]{1,40}/u.exec(text)?.[0] ?? "");

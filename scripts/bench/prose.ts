/**
 * English by rule: a small grammar over word lists. It means nothing, but its words are as long as real ones, its sentences
 * and paragraphs vary as a magazine's do, and it needs commas, quotation marks, dashes, figures and hyphens.
 */
import { anyOf, between, common, type Random } from "./random.js";

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

const NOUNS = list(`
  road river house market harbour village wall garden teacher season winter story field valley letter song bridge morning
  question weaver mountain festival merchant lantern orchard caravan workshop neighbour kitchen courtyard library ferry
  plateau notebook photographer fisherman carpenter musician traveller engineer historian government conversation
  tradition collection settlement landscape neighbourhood instrument manuscript embroidery architecture apprenticeship
  generation recollection irrigation observatory disagreement correspondence administration transformation
  understanding responsibility cartographer blacksmith grandmother schoolroom railway warehouse lighthouse granary
  cistern aqueduct pasture threshold archive exhibition ceremony negotiation almanac dictionary astronomer botanist
  tile rope grain loom salt lamp boat cup door tent stone roof drum clay thread ink map coin well`);
const MASSES = list(`
  water light sand patience silence copper wool music rain weather bread memory work charcoal leather knowledge hospitality
  conversation evidence arithmetic craftsmanship attention dust honey indigo paper pottery`);
const ADJECTIVES = list(`
  old small long quiet narrow early bright dry careful empty distant northern southern painted wooden heavy patient
  familiar ordinary remarkable uncertain generous stubborn half-finished well-known weather-beaten eighteenth-century
  magnificent considerable independent traditional unexpected comfortable mathematical agricultural
  photographic inexhaustible temporary provincial ceremonial underground silver round cold steep sweet blue`);
const VERBS = list(`
  kept found carried opened followed remembered repaired crossed built painted gathered measured described collected
  answered changed taught borrowed copied divided surrounded discovered recognised established transformed
  strengthened rearranged photographed interrupted investigated acknowledged outlived recommended decorated
  abandoned counted drew sold watched held mended hid`);
const GOINGS = list(`
  waited returned travelled continued began disappeared arrived listened hesitated prospered slept vanished recovered
  multiplied deteriorated assembled quarrelled departed flourished stayed grew sang`);
const ADVERBS = list(`
  slowly often always again seldom quietly carefully together everywhere suddenly reluctantly occasionally
  extraordinarily cheerfully afterwards meanwhile deliberately unanimously everlastingly elsewhere there`);
const BEFORE = list(
  `in near beyond behind above under across along around through beside against throughout within towards`,
);
const JOINTS = list(`and but so while because although until since whereas`);
const TURNS = [
  "For years",
  "In the end",
  "By the evening",
  "After the harvest",
  "Two days later",
  "On market days",
  "Long before that",
  "To this day",
  "In the dry months",
  "Every so often",
];
const SYLLABLES = list(`ta me ri za ou la ben dar ka so mi nour te fa ghar del ja in ar ou sa ha bou ze lim ra wa dji`);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const plural = (noun: string): string => {
  if (/(?:s|x|ch|sh)$/.test(noun)) return `${noun}es`;
  if (/man$/.test(noun)) return noun.replace(/man$/, "men");
  return /[^aeiou]y$/.test(noun) ? noun.replace(/y$/, "ies") : `${noun}s`;
};

const withArticle = (words: string): string => `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`;

/** A coined name of a place or person. */
export const properName = (random: Random): string => {
  const parts = Array.from({ length: between(random, 2, 4) }, () => anyOf(random, SYLLABLES));
  return capital(parts.join(""));
};

export const personName = (random: Random): string => `${properName(random)} ${properName(random)}`;

const thing = (random: Random): string => {
  const adjective = random() < 0.42 ? `${common(random, ADJECTIVES)} ` : "";
  const kind = random();
  if (kind < 0.12) return properName(random);
  if (kind < 0.24) return `${adjective}${common(random, MASSES)}`;
  if (kind < 0.44) return `the ${adjective}${plural(common(random, NOUNS))}`;
  if (kind < 0.5) return `${between(random, 2, 900)} ${adjective}${plural(common(random, NOUNS))}`;
  if (kind < 0.58) return `its ${adjective}${common(random, NOUNS)}`;
  if (kind < 0.78) return `the ${adjective}${common(random, NOUNS)}`;
  return withArticle(`${adjective}${common(random, NOUNS)}`);
};

const place = (random: Random): string => `${common(random, BEFORE)} ${thing(random)}`;

const deed = (random: Random): string => {
  const manner = random() < 0.25 ? ` ${common(random, ADVERBS)}` : "";
  const where = random() < 0.5 ? ` ${place(random)}` : "";
  if (random() < 0.34) return `${common(random, GOINGS)}${manner}${where}`;
  return `${common(random, VERBS)} ${thing(random)}${where}${where === "" ? manner : ""}`;
};

const clause = (random: Random): string => {
  const aside = random() < 0.12 ? `, which ${deed(random)},` : random() < 0.3 ? ` of ${thing(random)}` : "";
  return `${thing(random)}${aside} ${deed(random)}`;
};

/** One sentence, with its capital and its full stop. */
export const sentence = (random: Random): string => {
  const kind = random();
  if (kind < 0.34) return `${capital(clause(random))}.`;
  if (kind < 0.5) return `${anyOf(random, TURNS)} ${clause(random)}.`;
  if (kind < 0.72) return `${capital(clause(random))}, ${anyOf(random, JOINTS)} ${clause(random)}.`;
  if (kind < 0.8) return `${capital(clause(random))}; ${clause(random)}.`;
  if (kind < 0.87)
    return `${capital(thing(random))} -- ${thing(random)}, ${thing(random)}, ${thing(random)} -- ${deed(random)}.`;
  if (kind < 0.94) return `"${capital(clause(random))}," said ${personName(random)}, who ${deed(random)}.`;
  return `${capital(clause(random))}, and *${thing(random)}* ${deed(random)}.`;
};

export const countWords = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Sentences until there are about so many words. */
export const paragraph = (random: Random, words: number): string => {
  const sentences: string[] = [];
  for (let count = 0; count < words; ) {
    const next = sentence(random);
    sentences.push(next);
    count += countWords(next);
  }
  return sentences.join(" ");
};

/** A few words without a stop: for headlines, crossheads and cells. */
export const phrase = (random: Random): string =>
  capital(
    random() < 0.5
      ? `the ${common(random, ADJECTIVES)} ${common(random, NOUNS)}`
      : `${common(random, MASSES)} ${place(random)}`,
  );

export const headline = (random: Random): string => {
  const kind = random();
  if (kind < 0.4) return `${phrase(random)} of ${properName(random)}`;
  return kind < 0.7 ? `How ${thing(random)} ${deed(random)}` : phrase(random);
};

import { setLines } from "./lines.js";
import { buildMaterial, type Material } from "./material.js";
import { RIVER_LINES, riverLines } from "./rivers.js";
import { type Elastic, elasticOf, justifiedRules, type Rules, raggedRules } from "./rules.js";
import { lineKey, type Path, search } from "./search.js";
import type { Line, ParagraphCopy, ParagraphSettings, ParagraphVariants, Tools, Variant } from "./types.js";

interface Matter {
  readonly material: Material;
  readonly settings: ParagraphSettings;
  readonly elastic: Elastic;
}

const prepare = (copy: ParagraphCopy, settings: ParagraphSettings, tools: Tools): Matter => {
  const material = buildMaterial(copy, settings, tools);
  const { spacePx, trackable } = material;
  return { material, settings, elastic: elasticOf(settings.fontSizePx, spacePx, trackable) };
};

const rulesFor = ({ settings, elastic }: Matter, emergency: boolean): Rules =>
  settings.justified ? justifiedRules(settings, elastic, emergency) : raggedRules(settings);

/** Every line within the rules, else the emergency's one path. */
const findPaths = (matter: Matter, rules: Rules, everyCount: boolean): Path[] => {
  const { measuresPx } = matter.settings;
  const paths = search(matter.material, { measuresPx, rules, everyCount, emergency: false });
  if (paths.length > 0) return paths;
  return search(matter.material, { measuresPx, rules: rulesFor(matter, true), everyCount: false, emergency: true });
};

/** How often a paragraph with a river is searched anew. */
const MOST_MENDED = 2;

/** A path and its lines. */
interface Setting {
  readonly path: Path;
  readonly lines: Line[];
}

const settingOf = (matter: Matter, path: Path): Setting => ({
  path,
  lines: setLines(matter.material, path.breaks, matter),
});

/**
 * The path's lines, or better ones, as many, where white runs down through them. Rivers show only in whole paragraphs, and looking for
 * them in every trial would cost half the search again; so what was found is looked at, and the few paragraphs that have one are
 * searched once more with its lines at a price.
 */
const withoutRivers = (matter: Matter, rules: Rules, path: Path): Setting => {
  const { material, settings } = matter;
  const own = settingOf(matter, path);
  if (!settings.justified || path.breaks.length < RIVER_LINES) return own;
  let rivers = riverLines(material, path.breaks, own.lines);
  if (rivers.length === 0) return own;
  const keysOf = ({ breaks }: Path): number[] => breaks.map((to, index) => lineKey(breaks[index - 1] ?? 0, to));
  const avoided = { lines: new Set<number>(), cost: rules.river };
  let best = own;
  let least = path.cost + rivers.length * rules.river;
  for (let round = 0, last = own; round < MOST_MENDED && rivers.length > 0; round++) {
    const keys = keysOf(last.path);
    for (const index of rivers) avoided.lines.add(keys[index]!);
    const { measuresPx } = settings;
    const found = search(material, { measuresPx, rules, everyCount: true, emergency: false, avoided }).find(
      ({ breaks }) => breaks.length === path.breaks.length,
    );
    if (found === undefined) break;
    const paid = keysOf(found).filter((key) => avoided.lines.has(key)).length * rules.river;
    last = settingOf(matter, { breaks: found.breaks, cost: found.cost - paid });
    rivers = riverLines(material, found.breaks, last.lines);
    const cost = last.path.cost + rivers.length * rules.river;
    if (cost < least) {
      best = last;
      least = cost;
    }
  }
  return best;
};

/**
 * Breaks a paragraph into lines that together look best. Never fails: a word longer than its line, with no break in it,
 * is a line marked `overfull`. A line feed in the text forces a break. No text, no lines.
 */
export const breakParagraph = (copy: ParagraphCopy, settings: ParagraphSettings, tools: Tools): Line[] => {
  const matter = prepare(copy, settings, tools);
  if (matter.material.words.length === 0) return [];
  const rules = rulesFor(matter, false);
  return withoutRivers(matter, rules, findPaths(matter, rules, false)[0]!).lines;
};

/** Loosest word space that a paragraph may be given to make it longer or shorter, unless it is that loose already. */
const TOLERABLE_RATIO = 2.2;
/** Emptiest line but the last, as a part of its measure, of a ragged paragraph made longer, unless it is that empty already. */
const TOLERABLE_RAG = 0.35;
/** Least part of the measure that the last line of such a paragraph fills, and the ems that it has at least. */
const TOLERABLE_LAST_LINE = 0.12;
const TOLERABLE_LAST_EMS = 2;

const measureOf = ({ measuresPx }: ParagraphSettings, index: number): number =>
  measuresPx[Math.min(index, measuresPx.length - 1)]!;

const loosest = (lines: readonly Line[]): number => lines.reduce((most, line) => Math.max(most, line.spaceRatio), 1);

const emptiest = (lines: readonly Line[], settings: ParagraphSettings): number =>
  lines.slice(0, -1).reduce((most, line, index) => Math.max(most, 1 - line.widthPx / measureOf(settings, index)), 0);

/** Whether other lines than the natural ones may be shown. */
const isTolerable = (lines: readonly Line[], natural: readonly Line[], settings: ParagraphSettings): boolean => {
  const last = lines.at(-1)!;
  const least = TOLERABLE_LAST_LINE * measureOf(settings, lines.length - 1);
  if (last.widthPx < Math.max(least, TOLERABLE_LAST_EMS * settings.fontSizePx)) return false;
  if (!settings.justified && emptiest(lines, settings) > Math.max(TOLERABLE_RAG, emptiest(natural, settings)))
    return false;
  return loosest(lines) <= Math.max(TOLERABLE_RATIO, loosest(natural));
};

/**
 * The natural setting, and where they are tolerable the best ones of a line fewer and a line more, in one search. They keep
 * every rule that the natural setting keeps, and their last line takes at least two ems and an eighth of the measure.
 */
export const breakVariants = (copy: ParagraphCopy, settings: ParagraphSettings, tools: Tools): ParagraphVariants => {
  const matter = prepare(copy, settings, tools);
  if (matter.material.words.length === 0) return { natural: { lines: [], cost: 0 } };
  const rules = rulesFor(matter, false);
  const paths = findPaths(matter, rules, true);
  const cheapest = paths.reduce((least, path) => (path.cost < least.cost ? path : least));
  const { path: best, lines: own } = withoutRivers(matter, rules, cheapest);
  const natural = { lines: own, cost: best.cost };
  const variant = (by: -1 | 1): Variant | undefined => {
    const path = paths.find(({ breaks }) => breaks.length === best.breaks.length + by);
    if (path === undefined) return undefined;
    const lines = setLines(matter.material, path.breaks, matter);
    if (!isTolerable(lines, natural.lines, settings)) return undefined;
    const worse = path.cost - best.cost - by * rules.lineCost;
    return { lines, cost: path.cost, extra: Math.max(0, worse / rules.badLineCost) };
  };
  const shorter = variant(-1);
  const longer = variant(1);
  return { natural, ...(shorter && { shorter }), ...(longer && { longer }) };
};

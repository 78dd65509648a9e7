import { setLines } from "./lines.js";
import { buildMaterial, type Material } from "./material.js";
import { type Elastic, elasticOf, justifiedRules, raggedRules } from "./rules.js";
import { type Path, search } from "./search.js";
import type { Line, ParagraphCopy, ParagraphSettings, ParagraphVariants, SetParagraph, Tools } from "./types.js";

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

/** Every line within the rules, else the emergency's one path. */
const findPaths = ({ material, settings, elastic }: Matter, everyCount: boolean): Path[] => {
  const { measuresPx, justified } = settings;
  const rulesFor = (emergency: boolean) =>
    justified ? justifiedRules(settings, elastic, emergency) : raggedRules(settings);
  const paths = search(material, { measuresPx, rules: rulesFor(false), everyCount, emergency: false });
  if (paths.length > 0) return paths;
  return search(material, { measuresPx, rules: rulesFor(true), everyCount: false, emergency: true });
};

/**
 * Breaks a paragraph into lines that together look best. Never fails: a word longer than its line, with no break in it,
 * is a line marked `overfull`. A line feed in the text forces a break. No text, no lines.
 */
export const breakParagraph = (copy: ParagraphCopy, settings: ParagraphSettings, tools: Tools): Line[] => {
  const matter = prepare(copy, settings, tools);
  if (matter.material.words.length === 0) return [];
  return setLines(matter.material, findPaths(matter, false)[0]!.breaks, matter);
};

/** Loosest word space that a paragraph may be given to make it longer or shorter, unless it is that loose already. */
const TOLERABLE_RATIO = 2.2;
/** Least part of the measure that the last line of such a paragraph fills. */
const TOLERABLE_LAST_LINE = 0.12;

const loosest = (lines: readonly Line[]): number => Math.max(...lines.map((line) => line.spaceRatio));

/** The natural setting, and where they are tolerable those of a line fewer and a line more. */
export const breakVariants = (copy: ParagraphCopy, settings: ParagraphSettings, tools: Tools): ParagraphVariants => {
  const matter = prepare(copy, settings, tools);
  if (matter.material.words.length === 0) return { natural: { lines: [], cost: 0 } };
  const paths = findPaths(matter, true);
  const set = ({ breaks, cost }: Path): SetParagraph => ({ lines: setLines(matter.material, breaks, matter), cost });
  const best = paths.reduce((least, path) => (path.cost < least.cost ? path : least));
  const natural = set(best);
  const variant = (by: -1 | 1): SetParagraph | undefined => {
    const path = paths.find(({ breaks }) => breaks.length === best.breaks.length + by);
    if (path === undefined) return undefined;
    const setting = set(path);
    const measurePx = settings.measuresPx[Math.min(path.breaks.length, settings.measuresPx.length) - 1]!;
    if (setting.lines.at(-1)!.widthPx < TOLERABLE_LAST_LINE * measurePx) return undefined;
    return loosest(setting.lines) <= Math.max(TOLERABLE_RATIO, loosest(natural.lines)) ? setting : undefined;
  };
  const shorter = variant(-1);
  const longer = variant(1);
  return { natural, ...(shorter && { shorter }), ...(longer && { longer }) };
};

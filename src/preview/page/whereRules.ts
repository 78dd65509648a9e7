/** Which rules of the layout's style sheets hold for an element, as the browser has read them. */

export interface MatchedRule {
  /** The style sheet's file name. */
  readonly sheet: string;
  /** As the browser writes it. */
  readonly selector: string;
  /** The how-manieth rule of this selector in its sheet, from 0: one selector may head several. */
  readonly turn: number;
  /** Its declarations. */
  readonly css: string;
}

/** `a, b:is(c, d)` → `a` and `b:is(c, d)`. */
export const selectorsOf = (list: string): string[] => {
  const selectors = [""];
  let depth = 0;
  for (const character of list) {
    if ("([".includes(character)) depth++;
    if (")]".includes(character)) depth--;
    if (character === "," && depth === 0) selectors.push("");
    else selectors[selectors.length - 1] += character;
  }
  return selectors.map((selector) => selector.trim());
};

/** A rule for what is drawn before or behind an element is one of the element's own. */
const PSEUDO_ELEMENT = /::[a-z-]+(?:\([^)]*\))?/g;

/** How much a selector weighs: ids before classes, attributes and states, these before elements. An estimate: what stands inside `:where()` counts too. */
export const weightOf = (selector: string): number => {
  const bare = selector.replace(PSEUDO_ELEMENT, "|").replace(/:(?:is|not|has|where)\(/g, "(");
  const count = (pattern: RegExp): number => bare.match(pattern)?.length ?? 0;
  const attributes = /\[[^\]]*\]/g;
  const names = bare.replace(attributes, "");
  return (
    10_000 * count(/#[\w-]+/g) +
    100 * (count(/\.[\w-]+/g) + count(attributes) + count(/(?<!:):[a-z][a-z-]*/g)) +
    (names.match(/(?:^|[\s>+~(,|])[a-z][\w-]*/gi)?.length ?? 0)
  );
};

/** A rule inside another, with the outer's selector where `&` stands for it. */
export const nestedSelector = (outer: string | undefined, selector: string): string => {
  if (outer === undefined) return selector;
  const whole = `:is(${outer})`;
  return selectorsOf(selector)
    .map((one) => (one.includes("&") ? one.replaceAll("&", whole) : `${whole} ${one}`))
    .join(", ");
};

/**
 * What a rule declares. Of a shorthand that has a custom property in it browsers list the longhands, all empty: then the shorthand itself,
 * as it was written.
 */
const declarationsOf = (style: CSSStyleDeclaration): string => {
  const declared = style.cssText.split(/;\s*/).filter((one) => one !== "" && !/:\s*$/.test(one));
  const shorthands = new Set(
    [...style].filter((name) => style.getPropertyValue(name) === "").map((name) => name.split("-")[0]!),
  );
  for (const name of shorthands) {
    const value = style.getPropertyValue(name);
    if (value !== "" && !declared.some((one) => one.startsWith(`${name}:`))) declared.unshift(`${name}: ${value}`);
  }
  return declared.join("; ");
};

const matches = (element: Element, selector: string): boolean => {
  try {
    return element.matches(selector.replace(PSEUDO_ELEMENT, "") || "*");
  } catch {
    return false;
  }
};

interface Weighed extends MatchedRule {
  readonly weight: number;
}

/** Every kind of rule that may hold others, and be a rule with a selector itself. Rules of the frame are of another realm: asked by what they have. */
type AnyRule = CSSRule &
  Partial<Pick<CSSStyleRule, "selectorText" | "style" | "cssRules">> & { readonly media?: MediaList };

class Search {
  readonly found: Weighed[] = [];
  private readonly turns = new Map<string, number>();

  constructor(
    private readonly element: Element,
    private readonly sheet: string,
  ) {}

  walk(rules: Iterable<AnyRule>, holds: boolean, outer?: string): void {
    for (const rule of rules) {
      const { selectorText, style, media, cssRules } = rule;
      let selector = outer;
      if (selectorText !== undefined) {
        selector = nestedSelector(outer, selectorText);
        const turn = this.turns.get(selectorText) ?? 0;
        this.turns.set(selectorText, turn + 1);
        const weights = holds ? this.weightsOf(selector) : [];
        if (weights.length > 0 && style !== undefined && style.length > 0)
          this.found.push({
            sheet: this.sheet,
            selector: selectorText,
            turn,
            css: declarationsOf(style),
            weight: Math.max(...weights),
          });
      }
      const inner = media === undefined || this.element.ownerDocument.defaultView!.matchMedia(media.mediaText).matches;
      if (cssRules !== undefined) this.walk(cssRules as Iterable<AnyRule>, holds && inner, selector);
    }
  }

  private weightsOf(selector: string): number[] {
    return selectorsOf(selector)
      .filter((one) => matches(this.element, one))
      .map(weightOf);
  }
}

/** The rules of the layout's own sheets that hold for an element: the weightiest and last first. */
export const matchedRules = (element: Element): MatchedRule[] => {
  const found = [...element.ownerDocument.styleSheets].flatMap(({ ownerNode, cssRules }) => {
    const sheet = (ownerNode as HTMLElement | null)?.dataset?.sheet;
    // Those that Pressday makes stand in no file.
    if (sheet === undefined || !sheet.endsWith(".css")) return [];
    const search = new Search(element, sheet);
    search.walk(cssRules as Iterable<AnyRule>, true);
    return search.found;
  });
  return found.reverse().sort((one, other) => other.weight - one.weight);
};

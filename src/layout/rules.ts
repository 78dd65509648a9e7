/** Where the rules that a browser applies stand in the layout's style sheets. */
import { type CssNode, generate, parse, walk } from "css-tree";

/** A rule as a browser's CSSOM names it. */
export interface NamedRule {
  /** The style sheet's file name. */
  readonly sheet: string;
  /** `selectorText`, as the browser serialises it. */
  readonly selector: string;
}

/** A rule with the line of its style sheet that its selector begins in, one-indexed. */
export interface FoundRule extends NamedRule {
  readonly line: number;
}

/** Pseudo-elements that CSS 2 wrote with one colon, and that browsers give back with two. */
const ONCE_WITH_ONE_COLON: ReadonlySet<string> = new Set(["before", "after", "first-line", "first-letter"]);

const STEPS: Readonly<Record<string, string>> = { odd: "2n+1", even: "2n" };

/** One way of writing for what a browser serialises differently from how it was written. */
const normalise = (node: CssNode): void => {
  if (node.type === "AttributeSelector" && node.value?.type === "Identifier")
    node.value = { type: "String", value: node.value.name };
  if (node.type === "Nth" && node.nth.type === "Identifier" && STEPS[node.nth.name] !== undefined)
    node.nth = { type: "Identifier", name: STEPS[node.nth.name]! };
};

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Inside another rule browsers say `& .x` where `.x` was written. */
const withoutNesting = (selector: string): string => selector.replace(/(^|,)&(?: |(?=[>+~]))/g, "$1");

/** A list of selectors in the one way of writing that all spellings of it share. */
const spelled = (node: CssNode): string => {
  walk(node, normalise);
  const text = generate(node).replace(/(?<!:):([a-z-]+)(?!\()/g, (whole, name: string) =>
    ONCE_WITH_ONE_COLON.has(name) ? `::${name}` : whole,
  );
  return withoutNesting(text);
};

const spelledText = (selector: string): string => {
  let failed = false;
  const node = parse(selector, { context: "selectorList", onParseError: () => (failed = true) });
  return failed ? plain(selector) : spelled(node);
};

/** Lines of a style sheet's rules by their selectors. */
const linesOf = (css: string): ReadonlyMap<string, readonly number[]> => {
  const lines = new Map<string, number[]>();
  // What cannot be read is told by the check; here it has no rules.
  walk(parse(css, { positions: true, parseValue: false }), {
    visit: "Rule",
    enter: ({ prelude, loc }) => {
      const line = (prelude.loc ?? loc)?.start.line;
      if (line === undefined) return;
      const selector = prelude.type === "Raw" ? plain(prelude.value) : spelled(prelude);
      const known = lines.get(selector);
      if (known === undefined) lines.set(selector, [line]);
      else known.push(line);
    },
  });
  return lines;
};

/**
 * Tells the lines of rules in their style sheets, in the order asked for; of several rules with the same selector all lines, in order.
 * A rule that stands in no sheet is left out: it is not the layout's.
 */
export const findRules = (
  stylesheets: readonly { readonly name: string; readonly css: string }[],
  rules: readonly NamedRule[],
): FoundRule[] => {
  const read = new Map<string, ReadonlyMap<string, readonly number[]>>();
  const linesIn = (name: string): ReadonlyMap<string, readonly number[]> => {
    const known = read.get(name);
    if (known !== undefined) return known;
    const lines = linesOf(stylesheets.find((sheet) => sheet.name === name)?.css ?? "");
    read.set(name, lines);
    return lines;
  };
  return rules.flatMap(({ sheet, selector }) =>
    (linesIn(sheet).get(spelledText(selector)) ?? []).map((line) => ({ sheet, selector, line })),
  );
};

/** How much a selector weighs: ids, then classes, attributes and pseudo-classes, then elements; of a list, its heaviest. */
export const specificity = (selector: string): number => {
  const list = parse(selector, { context: "selectorList", onParseError: () => {} });
  let most = 0;
  walk(list, {
    visit: "Selector",
    enter: (one) => {
      let weight = 0;
      walk(one, (node) => {
        if (node.type === "IdSelector") weight += 10_000;
        if (node.type === "ClassSelector" || node.type === "AttributeSelector") weight += 100;
        if (node.type === "PseudoClassSelector" && !["is", "where", "not", "has"].includes(node.name)) weight += 100;
        if (node.type === "TypeSelector" && node.name !== "*") weight += 1;
      });
      most = Math.max(most, weight);
    },
  });
  return most;
};

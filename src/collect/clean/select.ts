/**
 * Selectors made once and asked thousands of times a page: linkedom 0.18 compiles a selector anew at each call, which took
 * most of the time of reading a page. Known are `tag`, `.class`, `#id`, `[name]`, `[name=value]` with `* ^ ~ $` before the
 * sign, and descendants.
 */
import { classesOf } from "./nodes.js";

export interface Selector {
  readonly matches: (element: Element) => boolean;
  readonly closest: (element: Element) => Element | undefined;
  readonly first: (root: Element) => Element | undefined;
  readonly all: (root: Element) => Element[];
}

type Test = (element: Element) => boolean;

export function selector(list: string): Selector {
  const paths = list.split(",").map((path) => path.trim());
  const tags = new Set(paths.filter((path) => /^[a-z][\w-]*$/.test(path)));
  const names = new Set(paths.filter((path) => /^\.[\w-]+$/.test(path)).map((path) => path.slice(1)));
  const tests = paths
    .filter((path) => !tags.has(path) && !names.has(path.slice(1)))
    .map((path) => pathTest(path.split(/\s+/).map(compoundTest)));
  const matches: Test = (element) =>
    tags.has(element.localName) ||
    (names.size > 0 && classesOf(element).names.some((name) => names.has(name))) ||
    tests.some((test) => test(element));
  return {
    matches,
    closest: (element) => closest(element, matches),
    first: (root) => first(root, matches),
    all: (root) => all(root, matches),
  };
}

function closest(element: Element, matches: Test): Element | undefined {
  for (let up: Element | null = element; up; up = up.parentElement) if (matches(up)) return up;
  return undefined;
}

function first(root: Element, matches: Test): Element | undefined {
  for (let child = root.firstElementChild; child; child = child.nextElementSibling) {
    const found = matches(child) ? child : first(child, matches);
    if (found) return found;
  }
  return undefined;
}

function all(root: Element, matches: Test, found: Element[] = []): Element[] {
  for (let child = root.firstElementChild; child; child = child.nextElementSibling) {
    if (matches(child)) found.push(child);
    all(child, matches, found);
  }
  return found;
}

/** The last test for the element, the others for elements round it, from the inside out. */
function pathTest(tests: readonly Test[]): Test {
  const own = tests.at(-1)!;
  const around = tests.slice(0, -1).reverse();
  if (around.length === 0) return own;
  return (element) => {
    if (!own(element)) return false;
    let next = 0;
    for (let up = element.parentElement; up && next < around.length; up = up.parentElement)
      if (around[next]!(up)) next++;
    return next === around.length;
  };
}

const PART = /^[a-z][\w-]*|\.[\w-]+|#[\w-]+|\[[\w-]+(?:[*^~$]?="?[^\]"]*"?)?\]/gi;

function compoundTest(compound: string): Test {
  const tests = [...compound.matchAll(PART)].map(([part]) => partTest(part));
  if (tests.length === 0) throw new Error(`No selector we know: ${compound}`);
  return tests.length === 1 ? tests[0]! : (element) => tests.every((test) => test(element));
}

function partTest(part: string): Test {
  const name = part.slice(1);
  if (part.startsWith(".")) return attributeTest("class", "~", name);
  if (part.startsWith("#")) return attributeTest("id", "", name);
  const attribute = /^\[([\w-]+)(?:([*^~$]?)="?([^\]"]*)"?)?\]$/.exec(part);
  if (!attribute) return (element) => element.localName === part;
  const [, key, operator, value] = attribute;
  return value === undefined ? (element) => element.hasAttribute(key!) : attributeTest(key!, operator!, value);
}

function attributeTest(key: string, operator: string, value: string): Test {
  const held =
    key === "class"
      ? (element: Element): string => classesOf(element).text
      : (element: Element): string | undefined => element.getAttribute(key) ?? undefined;
  switch (operator) {
    case "*":
      return (element) => held(element)?.includes(value) ?? false;
    case "^":
      return (element) => held(element)?.startsWith(value) ?? false;
    case "$":
      return (element) => held(element)?.endsWith(value) ?? false;
    case "~":
      return (element) => {
        const list = held(element);
        return list?.includes(value) === true && list.split(/\s+/).includes(value);
      };
    default:
      return (element) => held(element) === value;
  }
}

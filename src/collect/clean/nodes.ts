/** Walking a document's nodes. Depth is bounded by `../html.ts`, so recursion is safe. */

const UNSEEN =
  /^(?:script|style|template|noscript|svg|math|head|title|iframe|object|canvas|select|textarea|audio|video)$/;
const BLOCK =
  /^(?:address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|li|main|menu|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|caption)$/;

export const isElement = (node: Node): node is Element => node.nodeType === 1;
export const isText = (node: Node): node is Text => node.nodeType === 3;
export const isBlock = (element: Element): boolean => BLOCK.test(element.localName);

export function* childrenOf(node: Node): Generator<Node> {
  // `childNodes` of linkedom is an array made anew; the next one is asked for first, since the walk may take nodes out.
  for (let child = node.firstChild; child; ) {
    const next: ChildNode | null = child.nextSibling;
    yield child;
    child = next;
  }
}

export const elementsIn = (node: Node): Element[] => [...childrenOf(node)].filter(isElement);

/** What a reader sees of a node as text, blocks and line breaks parted by a line feed. */
export function visibleText(node: Node): string {
  const parts: string[] = [];
  gather(node, parts);
  return parts.join("");
}

function gather(node: Node, parts: string[]): void {
  for (const child of childrenOf(node)) {
    if (isText(child)) parts.push(child.data);
    else if (isElement(child) && !UNSEEN.test(child.localName)) {
      const parted = isBlock(child) || child.localName === "br";
      if (parted) parts.push("\n");
      gather(child, parts);
      if (parted) parts.push("\n");
    }
  }
}

/**
 * Tells whether an element begins after another one and outside it. Made for one state of a document: linkedom 0.18 answers
 * `compareDocumentPosition` wrongly for elements of different depth.
 */
export function followsIn(root: Element): (element: Element, other: Element) => boolean {
  const places = new WeakMap<Element, number>();
  let place = 0;
  const count = (element: Element): void => {
    places.set(element, place++);
    for (const child of childrenOf(element)) if (isElement(child)) count(child);
  };
  count(root);
  return (element, other) => (places.get(element) ?? 0) > (places.get(other) ?? 0) && !other.contains(element);
}

/** What an element holds, counted once for a whole text. */
export interface Holding {
  readonly blocks: boolean;
  readonly images: number;
  readonly characters: number;
}

const NOTHING: Holding = { blocks: false, images: 0, characters: 0 };

export type Holdings = (element: Element) => Holding;

export function holdingsOf(root: Element): Holdings {
  const holdings = new WeakMap<Element, Holding>();
  const look = (element: Element): Holding => {
    let { blocks, images, characters } = NOTHING;
    for (const child of childrenOf(element)) {
      if (isText(child)) characters += child.data.length;
      if (!isElement(child)) continue;
      const inner = look(child);
      blocks ||= inner.blocks || isBlock(child);
      images += inner.images + (child.localName === "img" ? 1 : 0);
      characters += inner.characters;
    }
    const holding = { blocks, images, characters };
    holdings.set(element, holding);
    return holding;
  };
  look(root);
  return (element) => holdings.get(element) ?? NOTHING;
}

interface Classes {
  readonly text: string;
  readonly names: readonly string[];
}

const NO_CLASSES: Classes = { text: "", names: [] };
/** linkedom 0.18 puts the class together anew at each call; nobody changes it while we read. */
const classes = new WeakMap<Element, Classes>();

export function classesOf(element: Element): Classes {
  let held = classes.get(element);
  if (held === undefined) {
    const text = element.getAttribute("class") ?? "";
    held = text === "" ? NO_CLASSES : { text, names: text.split(/\s+/) };
    classes.set(element, held);
  }
  return held;
}

/** Class names and id, lower case, spaces around and between. */
export const namesOf = (element: Element): string =>
  ` ${classesOf(element).text} ${element.getAttribute("id") ?? ""} `.toLowerCase();

/** The `lang` an element declares, where it looks like one. */
export function langOf(element: Element): string | undefined {
  const lang = element.getAttribute("lang") ?? element.getAttribute("xml:lang");
  return lang && /^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$/.test(lang) ? lang : undefined;
}

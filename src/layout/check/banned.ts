/** What a layout's style sheets leave out, why, and what to write instead. docs/layouts.md tells it to designers. */
import {
  type CssNode,
  type Declaration,
  generate,
  type Raw,
  property as readProperty,
  type Value,
  walk,
} from "css-tree";

/** A declaration in small letters, without its vendor's prefix. */
interface Written {
  readonly property: string;
  readonly value: string;
  readonly node: Value | Raw;
}

export interface Finding {
  /** What is wrong: a sentence. */
  readonly message: string;
  readonly remedy: string;
}

interface Ban {
  readonly bans: (written: Written) => boolean;
  readonly why: string;
  readonly instead: string;
}

/** Values that set nothing. */
const NOTHING: ReadonlySet<string> = new Set([
  "none",
  "normal",
  "initial",
  "unset",
  "inherit",
  "revert",
  "revert-layer",
]);

/** The parts of a value between its outermost commas. */
const layersOf = (node: Value | Raw): CssNode[][] => {
  const layers: CssNode[][] = [[]];
  if (node.type === "Value")
    for (const part of node.children.toArray())
      if (part.type === "Operator" && part.value === ",") layers.push([]);
      else layers.at(-1)!.push(part);
  return layers;
};

/** Whether a shadow has a third length, which is its blur, that is not 0. */
const isBlurred = ({ node }: Written): boolean =>
  layersOf(node).some((layer) => {
    const lengths = layer.filter((part) => part.type === "Dimension" || part.type === "Number");
    return lengths.length > 2 && Number(lengths[2]!.value) !== 0;
  });

/** Addresses in a value. */
export const addressesIn = (node: CssNode): string[] => {
  const addresses: string[] = [];
  walk(node, (part) => {
    if (part.type === "Url") addresses.push(part.value.trim());
  });
  return addresses;
};

const isRemote = (address: string): boolean => /^(?:[a-z]+:)?\/\//i.test(address);
/** What stays a drawing in the PDF, or is part of the page. */
const isDrawing = (address: string): boolean => /^(?:data:image\/svg\+xml|#)/i.test(address);

const hasSoftHyphen = ({ node }: Written): boolean => {
  let found = false;
  walk(node, (part) => {
    if (part.type === "String" && part.value.includes("\u00ad")) found = true;
  });
  return found;
};

const BITMAP = "becomes a bitmap in the PDF, and pictures under it are encoded anew";

const BANS: readonly Ban[] = [
  {
    bans: ({ property, value }) => property === "filter" && !NOTHING.has(value),
    why: `What a filter changes ${BITMAP}`,
    instead: "Take it out; change the picture itself, or lay a ground of a transparent colour over it.",
  },
  {
    bans: ({ property, value }) => property === "backdrop-filter" && !NOTHING.has(value),
    why: "What a filter makes of a backdrop is not printed",
    instead: "Take it out; a ground of a transparent colour (`rgb(255 255 255 / 0.8)`) keeps words readable.",
  },
  {
    bans: ({ property, value }) => /^mask(-|$)/.test(property) && !NOTHING.has(value),
    why: `What a mask covers ${BITMAP}`,
    instead: "Cut with `clip-path` or `overflow: clip`, or lay a gradient over it.",
  },
  {
    bans: ({ property, value }) => property === "box-reflect" && !NOTHING.has(value),
    why: `A reflection ${BITMAP}`,
    instead: "Take it out.",
  },
  {
    bans: (written) => /^(box|text)-shadow$/.test(written.property) && isBlurred(written),
    why: "A blurred shadow becomes a bitmap in the PDF, and a black box in some viewers",
    instead: "Write 0 as its third length, for a sharp shadow, or draw a rule or a ground.",
  },
  {
    bans: ({ property, value }) => /^object-(fit|view-box)$/.test(property) && !NOTHING.has(value) && value !== "fill",
    why: "The browser encodes every picture with it anew, which takes seconds and loses sharpness",
    instead: "Use the partial `picture`: its box (`data-crop`) crops without touching the picture.",
  },
  {
    bans: ({ property, value }) => property === "position" && value === "fixed",
    why: "What has a fixed position is printed again on every sheet",
    instead: "Write `position: absolute`: the page box is what it counts from.",
  },
  {
    bans: ({ property, value }) => property === "position" && value === "sticky",
    why: "Nothing scrolls on a page, and browsers differ in where it then stands",
    instead: "Write `position: relative` or `absolute`.",
  },
  {
    bans: ({ property, value }) => property === "font-variation-settings" && !NOTHING.has(value),
    why: "It speaks to variable fonts, whose letters print as drawings instead of text",
    instead: "Take static fonts, one file a weight, and write `font-weight`.",
  },
  {
    bans: (written) => written.property === "content" && hasSoftHyphen(written),
    why: "Browsers write every soft hyphen into the PDF's text, used or not",
    instead: "Take the soft hyphen out; words of articles are divided without.",
  },
  {
    bans: ({ node }) => addressesIn(node).some(isRemote),
    why: "Nothing is loaded from elsewhere while pages are made, so it would not be there",
    instead: "Draw it as SVG in a template, or as `data:image/svg+xml` here; fonts go into the folder `fonts/`.",
  },
  {
    bans: ({ property, node }) =>
      /^(background|border-image|list-style|content|image-set)/.test(property) &&
      (/image-set\(/.test(generate(node)) || addressesIn(node).some((address) => !isDrawing(address))),
    why: "A picture that CSS brings is encoded anew, without a text that says what it shows",
    instead:
      "Put photographs into a master with the partial `picture`; draw ornaments as SVG in a template, or as `data:image/svg+xml` here.",
  },
];

/** How much of a declaration a message repeats, characters. */
const SHOWN = 60;

/** What stands against a declaration, the first thing. `text`: the declaration as it is written. */
export const banOn = ({ property, value: node }: Declaration, text: string): Finding | undefined => {
  const { basename, custom } = readProperty(property);
  if (custom) return undefined;
  const read = { property: basename.toLowerCase(), value: generate(node).trim().toLowerCase(), node };
  const ban = BANS.find(({ bans }) => bans(read));
  if (ban === undefined) return undefined;
  const written = text.replace(/\s+/g, " ").trim();
  const shown = written.length > SHOWN ? `${written.slice(0, SHOWN)}…` : written;
  return { message: `\`${shown}\`: ${ban.why[0]!.toLowerCase()}${ban.why.slice(1)}.`, remedy: ban.instead };
};

/** Whether a media query asks for screens: `screen`, but not `not screen`. */
const asksForScreens = (prelude: string): boolean => /(?<!not\s+)\bscreen\b/i.test(prelude);

/** What stands against an at-rule. */
export const banOnAtRule = (name: string, prelude: string): Finding | undefined => {
  if (name === "import")
    return {
      message: "`@import`: nothing is loaded while pages are made.",
      remedy:
        "Put the style sheet into the layout's folder; every `.css` file there is used, in the order of their names.",
    };
  if (name === "media" && asksForScreens(prelude))
    return {
      message: "`@media screen`: pages are always composed for print, and the preview shows what prints.",
      remedy: "Write the rules without `@media`, or take them out.",
    };
  return undefined;
};

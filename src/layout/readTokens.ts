/** What a simple layout says in `layout.yaml` of its type, its boxes and its colours: read, checked, its defaults filled in. */
import {
  BOX_ROLES,
  type BoxRole,
  type BoxStyle,
  type RuleStyle,
  type Tokens,
  TYPE_ROLES,
  type TypeRole,
  type TypeStyle,
} from "./tokens.js";
import {
  FLAG,
  HEX_COLOUR,
  isHex,
  type Kind,
  type LayoutFault,
  LENGTH,
  LENGTHS,
  NUMBER,
  oneOf,
  SIZE,
  Table,
  WHOLE,
  WHOLES,
} from "./written.js";

/** Colours that every simple layout gives. */
const COLOUR_NAMES = ["ink", "soft", "quiet", "hairline", "tint", "paper", "accent"];

/** What styles may name. */
interface Known {
  readonly fonts: readonly string[];
  readonly colour: Kind<string>;
  readonly leadingPx: number;
}

const colourKind = (names: readonly string[]): Kind<string> => ({
  name: "`section`, `#rrggbb` or a name under `colours`",
  is: (value): value is string =>
    typeof value === "string" && (value === "section" || names.includes(value) || isHex(value)),
});

const readRule = (table: Table, key: string, { colour }: Known): RuleStyle | undefined => {
  if (!table.has(key)) return undefined;
  const rule = table.table(key);
  const read = { px: rule.needed("px", SIZE, 1), colour: rule.needed("colour", colour, "ink") };
  rule.end();
  return read;
};

const readType = (table: Table, known: Known): TypeStyle => {
  const ruleAbove = readRule(table, "ruleAbove", known);
  const ruleBelow = readRule(table, "ruleBelow", known);
  const style: TypeStyle = {
    font: table.needed("font", oneOf(known.fonts), known.fonts[0] ?? ""),
    weight: table.value("weight", SIZE, 400),
    italic: table.value("italic", FLAG, false),
    sizePx: table.needed("size", SIZE, known.leadingPx),
    linePx: table.value("line", SIZE, known.leadingPx),
    align: table.value("align", oneOf(["left", "justify", "center", "right"]), "left"),
    colour: table.value("colour", known.colour, "ink"),
    trackingEm: table.value("tracking", NUMBER, 0),
    figures: table.value("figures", oneOf(["lining", "oldstyle", "tabular"]), "lining"),
    indentPx: table.value("indent", LENGTH, 0),
    hyphenate: table.value("hyphenate", FLAG, false),
    balanced: table.value("balanced", FLAG, false),
    padPx: table.value("pad", LENGTHS, [0, 0]),
    ...(ruleAbove === undefined ? {} : { ruleAbove }),
    ...(ruleBelow === undefined ? {} : { ruleBelow }),
    before: table.value("before", WHOLE, 0),
    after: table.value("after", WHOLE, 0),
    keep: table.value("keep", FLAG, false),
    keepAbove: table.value("keepAbove", FLAG, false),
    stretch: table.value("stretch", WHOLE, 0),
  };
  table.end();
  return style;
};

const readBox = (table: Table, known: Known): BoxStyle => {
  const ruleAbove = readRule(table, "ruleAbove", known);
  const ruleLeft = readRule(table, "ruleLeft", known);
  const fill = table.value("fill", known.colour, "");
  const box: BoxStyle = {
    ...(fill === "" ? {} : { fill }),
    sidePx: table.value("side", LENGTHS, [0, 0]),
    padLines: table.value("pad", WHOLES, [0, 0]),
    before: table.value("before", WHOLE, 0),
    after: table.value("after", WHOLE, 0),
    ...(ruleAbove === undefined ? {} : { ruleAbove }),
    ...(ruleLeft === undefined ? {} : { ruleLeft }),
  };
  table.end();
  return box;
};

const readColours = (table: Table): Record<string, string> => {
  const names = [...new Set([...COLOUR_NAMES, ...table.names])];
  return Object.fromEntries(names.map((name) => [name, table.needed(name, HEX_COLOUR, "#000000")]));
};

/** Every role of a table, each read alike. */
const readRoles = <Role extends string, Style>(
  table: Table,
  roles: readonly Role[],
  read: (table: Table) => Style,
): Readonly<Record<Role, Style>> => {
  const styles = roles.map((role) => [role, read(table.table(role))] as const);
  table.end();
  return Object.fromEntries(styles) as Record<Role, Style>;
};

/**
 * Reads the tokens of a simple layout from all of its `layout.yaml`. `faults`: what is wrong, each the rest of a sentence; the tokens
 * are good for use only without any.
 */
export const readTokens = (
  written: unknown,
  { fonts, leadingPx }: { readonly fonts: readonly string[]; readonly leadingPx: number },
): { readonly tokens: Tokens; readonly faults: readonly LayoutFault[] } => {
  const faults: LayoutFault[] = [];
  const all = new Table(written, [], faults);
  const colours = readColours(all.table("colours"));
  const known: Known = { fonts, leadingPx, colour: colourKind(Object.keys(colours)) };
  const furniture = all.table("furniture");
  const tokens: Tokens = {
    colours,
    type: readRoles<TypeRole, TypeStyle>(all.table("type"), TYPE_ROLES, (table) => readType(table, known)),
    boxes: readRoles<BoxRole, BoxStyle>(all.table("boxes"), BOX_ROLES, (table) => readBox(table, known)),
    dropCapLines: all.value("dropCapLines", WHOLE, 0),
    furniture: {
      headTopPx: furniture.needed("headTopPx", LENGTH, 0),
      footTopPx: furniture.needed("footTopPx", LENGTH, 0),
    },
  };
  furniture.end();
  return { tokens, faults };
};

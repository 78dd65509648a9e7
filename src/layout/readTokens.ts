/** What a simple layout says in `layout.yaml` of its type, its boxes and its colours: read, checked, its defaults filled in. */
import { nearest } from "../manifest/index.js";
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

/** Colours that every simple layout gives. */
const COLOUR_NAMES = ["ink", "soft", "quiet", "hairline", "tint", "paper", "accent"];
const HEX = /^#[0-9a-f]{6}$/i;

/** What a value must be: a test, and words for it in a sentence. */
interface Kind<Value> {
  readonly name: string;
  readonly is: (value: unknown) => value is Value;
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isLength = (value: unknown): value is number => isNumber(value) && value >= 0;
const isSize = (value: unknown): value is number => isLength(value) && value > 0;
const isWhole = (value: unknown): value is number => isLength(value) && Number.isInteger(value);
const isPairOf = (value: unknown, is: (part: unknown) => boolean): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(is);

const NUMBER: Kind<number> = { name: "a number", is: isNumber };
const LENGTH: Kind<number> = { name: "a number, 0 or more", is: isLength };
const SIZE: Kind<number> = { name: "a number above 0", is: isSize };
const WHOLE: Kind<number> = { name: "a whole number", is: isWhole };
const LENGTHS: Kind<readonly [number, number]> = {
  name: "two numbers such as [4, 0]",
  is: (value) => isPairOf(value, isLength),
};
const WHOLES: Kind<readonly [number, number]> = {
  name: "two whole numbers such as [1, 1]",
  is: (value) => isPairOf(value, isWhole),
};
const FLAG: Kind<boolean> = { name: "true or false", is: (value) => typeof value === "boolean" };
const TABLE: Kind<Readonly<Record<string, unknown>>> = {
  name: "a table",
  is: (value): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null && !Array.isArray(value),
};
const HEX_COLOUR: Kind<string> = {
  name: "a colour such as `#1b1a1c`",
  is: (value): value is string => typeof value === "string" && HEX.test(value),
};

const oneOf = <Word extends string>(words: readonly Word[]): Kind<Word> => ({
  name: `one of ${words.map((word) => `\`${word}\``).join(", ")}`,
  is: (value): value is Word => words.some((word) => word === value),
});

const meant = (word: string, words: readonly string[]): string => {
  const near = nearest(word, words);
  return near === undefined ? "" : ` (did you mean \`${near}\`?)`;
};

/** A table of layout.yaml. What is wrong in it becomes a fault, and its default is taken. */
class Table {
  private readonly written: Readonly<Record<string, unknown>>;
  private readonly asked = new Set<string>();

  /** `at`: its keys as layout.yaml has them, joined by points; empty for the whole file. */
  constructor(
    written: unknown,
    private readonly at: string,
    private readonly faults: string[],
  ) {
    this.written = TABLE.is(written) ? written : {};
    if (written !== undefined && !TABLE.is(written)) faults.push(`\`${at}\` must be ${TABLE.name}`);
  }

  get names(): readonly string[] {
    return Object.keys(this.written);
  }

  private named(key: string): string {
    return this.at === "" ? key : `${this.at}.${key}`;
  }

  has(key: string): boolean {
    this.asked.add(key);
    return this.written[key] !== undefined;
  }

  /** A value, or its default. */
  value<Value>(key: string, kind: Kind<Value>, usual: Value): Value {
    return this.has(key) ? this.needed(key, kind, usual) : usual;
  }

  /** A value that has no default; `instead` lets the reading go on. */
  needed<Value>(key: string, kind: Kind<Value>, instead: Value): Value {
    const value = this.has(key) ? this.written[key] : undefined;
    if (kind.is(value)) return value;
    this.faults.push(`\`${this.named(key)}\` ${value === undefined ? "is missing: it " : ""}must be ${kind.name}`);
    return instead;
  }

  /** A table in this one. Of one that is missing nothing more is said. */
  table(key: string): Table {
    if (this.has(key)) return new Table(this.written[key], this.named(key), this.faults);
    this.faults.push(`\`${this.named(key)}\` is missing`);
    return new Table({}, this.named(key), []);
  }

  /** Keys that nobody asked for are slips. */
  end(): void {
    for (const name of this.names)
      if (!this.asked.has(name))
        this.faults.push(`\`${this.named(name)}\` means nothing here${meant(name, [...this.asked])}`);
  }
}

/** What styles may name. */
interface Known {
  readonly fonts: readonly string[];
  readonly colour: Kind<string>;
  readonly leadingPx: number;
}

const colourKind = (names: readonly string[]): Kind<string> => ({
  name: "`section`, `#rrggbb` or a name under `colours`",
  is: (value): value is string =>
    typeof value === "string" && (value === "section" || names.includes(value) || HEX.test(value)),
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
): { readonly tokens: Tokens; readonly faults: readonly string[] } => {
  const faults: string[] = [];
  const all = new Table(written, "", faults);
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

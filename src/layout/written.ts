/** What is read from `layout.yaml`: tables of values, each of a kind; what is of another is a fault at its place. */
import { nearest } from "../manifest/index.js";

/** What is wrong in `layout.yaml`, as the rest of a sentence, and the way to it through the file's keys. */
export interface LayoutFault {
  readonly at: readonly PropertyKey[];
  readonly message: string;
}

const HEX = /^#[0-9a-f]{6}$/i;
export const isHex = (value: string): boolean => HEX.test(value);

/** What a value must be: a test, and words for it in a sentence. */
export interface Kind<Value> {
  readonly name: string;
  readonly is: (value: unknown) => value is Value;
}

/** No page is so wide in px, and no column has so many lines: a larger number is a slip, and would only take time. */
const LARGEST = 10_000;
const isNumber = (value: unknown): value is number => typeof value === "number" && Math.abs(value) <= LARGEST;
const isLength = (value: unknown): value is number => isNumber(value) && value >= 0;
const isSize = (value: unknown): value is number => isLength(value) && value > 0;
const isWhole = (value: unknown): value is number => isLength(value) && Number.isInteger(value);
const isPairOf = (value: unknown, is: (part: unknown) => boolean): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(is);

export const NUMBER: Kind<number> = { name: "a number", is: isNumber };
export const LENGTH: Kind<number> = { name: "a number, 0 or more", is: isLength };
export const SIZE: Kind<number> = { name: "a number above 0", is: isSize };
export const WHOLE: Kind<number> = { name: "a whole number", is: isWhole };
/** A whole number above 0. */
export const COUNT: Kind<number> = {
  name: "a whole number above 0",
  is: (value): value is number => isWhole(value) && value > 0,
};
export const SIZES: Kind<readonly [number, number]> = {
  name: "[width, height], numbers above 0",
  is: (value): value is readonly [number, number] => isPairOf(value, isSize),
};
export const TEXT: Kind<string> = {
  name: "a text",
  is: (value): value is string => typeof value === "string" && value.trim() !== "",
};
export const TEXTS: Kind<readonly string[]> = {
  name: "a list of texts",
  is: (value): value is readonly string[] => Array.isArray(value) && value.every(TEXT.is),
};
export const LENGTHS: Kind<readonly [number, number]> = {
  name: "two numbers such as [4, 0]",
  is: (value) => isPairOf(value, isLength),
};
export const WHOLES: Kind<readonly [number, number]> = {
  name: "two whole numbers such as [1, 1]",
  is: (value) => isPairOf(value, isWhole),
};
export const FLAG: Kind<boolean> = { name: "true or false", is: (value) => typeof value === "boolean" };
export const TABLE: Kind<Readonly<Record<string, unknown>>> = {
  name: "a table",
  is: (value): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null && !Array.isArray(value),
};
export const HEX_COLOUR: Kind<string> = {
  name: "a colour such as `#1b1a1c`",
  is: (value): value is string => typeof value === "string" && isHex(value),
};

export const oneOf = <Word extends string>(words: readonly Word[]): Kind<Word> => ({
  name: `one of ${words.map((word) => `\`${word}\``).join(", ")}`,
  is: (value): value is Word => words.some((word) => word === value),
});

const meant = (word: string, words: readonly string[]): string => {
  const near = nearest(word, words);
  return near === undefined ? "" : ` (did you mean \`${near}\`?)`;
};

/** A table of layout.yaml. What is wrong in it becomes a fault, and its default is taken. */
export class Table {
  private readonly written: Readonly<Record<string, unknown>>;
  private readonly asked = new Set<string>();

  /** `at`: its keys as layout.yaml has them; none for the whole file. */
  constructor(
    written: unknown,
    private readonly at: readonly PropertyKey[],
    private readonly faults: LayoutFault[],
  ) {
    this.written = TABLE.is(written) ? written : {};
    if (written !== undefined && !TABLE.is(written))
      faults.push({ at, message: `${this.named()} must be ${TABLE.name}` });
  }

  get names(): readonly string[] {
    return Object.keys(this.written);
  }

  /** The table, or one of its keys, as it is called in messages. */
  private named(key?: string): string {
    const way = key === undefined ? this.at : [...this.at, key];
    return way.length === 0 ? "the file" : `\`${way.join(".")}\``;
  }

  /** Something is wrong with one of its keys: the rest of a sentence that begins with the key. */
  fault(key: string, words: string): void {
    this.faults.push({ at: [...this.at, key], message: `${this.named(key)} ${words}` });
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
    const limit = typeof value === "number" && !isNumber(value) ? `, up to ${LARGEST}` : "";
    this.fault(key, `${value === undefined ? "is missing: it " : ""}must be ${kind.name}${limit}`);
    return instead;
  }

  /** A table in this one. Of one that is missing nothing more is said. */
  table(key: string): Table {
    const at = [...this.at, key];
    if (this.has(key)) return new Table(this.written[key], at, this.faults);
    this.fault(key, "is missing");
    return new Table({}, at, []);
  }

  /** The tables of a list in this one. */
  tables(key: string): readonly Table[] {
    const list = this.has(key) ? this.written[key] : undefined;
    if (Array.isArray(list) && list.length > 0)
      return list.map((item, index) => new Table(item, [...this.at, key, index], this.faults));
    this.fault(key, "must be a list of tables");
    return [];
  }

  /** A value as it stands, whatever it is. */
  asWritten(key: string): unknown {
    return this.has(key) ? this.written[key] : undefined;
  }

  /** Keys that nobody asked for are slips. */
  end(): void {
    for (const name of this.names)
      if (!this.asked.has(name)) this.fault(name, `means nothing here${meant(name, [...this.asked])}`);
  }
}

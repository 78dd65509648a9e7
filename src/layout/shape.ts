/** What `layout.yaml` may say beside its tokens: every value of its kind, so that nothing behind it meets another. */
import {
  COUNT,
  FLAG,
  type LayoutFault,
  LENGTH,
  NUMBER,
  SIZE,
  SIZES,
  TABLE,
  Table,
  TEXT,
  TEXTS,
  WHOLE,
} from "./written.js";

/** Lines, px or columns that a browser, and make-up, can be asked for. */
const MOST_LINES = 500;
const MOST_COLUMNS = 12;
/** Sides of a trim, mm: from a stamp to a poster. */
const TRIM_MM = [30, 2000] as const;

const among = (table: Table, key: string, [least, most]: readonly [number, number]): void => {
  const value = table.asWritten(key);
  if (typeof value === "number" && (value < least || value > most))
    table.fault(key, `must be from ${least} to ${most}`);
};

const page = (table: Table): void => {
  const trim = table.needed("trimMm", SIZES, [TRIM_MM[0], TRIM_MM[0]]);
  if (trim.some((side) => side < TRIM_MM[0] || side > TRIM_MM[1]))
    table.fault("trimMm", `must have sides from ${TRIM_MM[0]} to ${TRIM_MM[1]} mm`);
  table.needed("sheetPx", SIZES, [1, 1]);
  table.end();
};

const grid = (table: Table): void => {
  table.needed("leadingPx", COUNT, 1);
  table.needed("lines", COUNT, 1);
  among(table, "lines", [1, MOST_LINES]);
  const margins = table.table("marginsPx");
  for (const side of ["top", "inside", "outside"]) margins.needed(side, LENGTH, 0);
  margins.end();
  table.needed("columnGutterPx", LENGTH, 0);
  table.end();
};

const hero = (table: Table): void => {
  const minLines = table.needed("minLines", WHOLE, 0);
  const maxLines = table.needed("maxLines", WHOLE, MOST_LINES);
  if (minLines > maxLines) table.fault("minLines", "must not be above `maxLines`");
  table.value("bleed", FLAG, false);
  table.value("columns", SIZE, 1);
  table.end();
};

/** What an opener says; a design with a single one says it itself. */
const openerWords = (table: Table): void => {
  if (table.has("hero")) hero(table.table("hero"));
  table.value("sinkLines", WHOLE, 0);
  among(table, "sinkLines", [0, MOST_LINES]);
};

const opener = (table: Table): void => {
  table.needed("master", TEXT, "");
  openerWords(table);
  table.value("spread", FLAG, false);
  table.value("runsOn", FLAG, false);
  table.end();
};

const design = (table: Table): void => {
  table.needed("columns", COUNT, 1);
  among(table, "columns", [1, MOST_COLUMNS]);
  table.value("insetPx", LENGTH, 0);
  table.value("wideTables", FLAG, false);
  if (table.has("openers")) for (const one of table.tables("openers")) opener(one);
  else table.needed("opener", TEXT, "");
  openerWords(table);
  table.end();
};

const covers = (table: Table): void => {
  for (const name of table.names) {
    if (!TABLE.is(table.asWritten(name))) {
      table.needed(name, TEXT, "");
      continue;
    }
    const cover = table.table(name);
    cover.needed("master", TEXT, "");
    cover.value("picturePx", SIZES, [1, 1]);
    cover.end();
  }
};

const house = (table: Table): void => {
  table.needed("master", TEXT, "");
  table.needed("minLines", COUNT, 1);
  table.needed("maxLines", COUNT, 1);
  table.value("plainMaxLines", COUNT, 1);
  table.end();
};

const defaults = (table: Table): void => {
  table.needed("withHero", TEXT, "");
  table.needed("withoutHero", TEXT, "");
  if (table.has("long")) {
    const long = table.table("long");
    long.needed("words", NUMBER, 0);
    long.needed("design", TEXT, "");
    long.end();
  }
  table.end();
};

const figures = (table: Table): void => {
  table.needed("span", SIZE, 1);
  table.needed("minAspect", SIZE, 1);
  table.end();
};

/** Read where a layout is a simple one, by `readTokens`. */
const TOKENS = ["colours", "type", "boxes", "dropCapLines", "furniture"];

const OPTIONAL: Readonly<Record<string, (table: Table) => void>> = {
  covers,
  house,
  denser: (table) => {
    for (const name of table.names) table.needed(name, TEXT, "");
  },
  contents: (table) => {
    table.needed("standfirsts", WHOLE, 0);
    table.end();
  },
};

/** Every value of `layout.yaml` that is not of its kind, and keys that mean nothing. */
export const shapeFaults = (written: unknown): readonly LayoutFault[] => {
  const faults: LayoutFault[] = [];
  const all = new Table(written, [], faults);
  for (const key of ["name", "description"]) all.value(key, TEXT, "");
  all.asWritten("engines");
  page(all.table("page"));
  grid(all.table("grid"));
  all.needed("fonts", TEXTS, []);
  all.value("masters", TEXTS, []);
  all.value("sectionColours", TEXTS, []);
  const designs = all.table("designs");
  for (const name of designs.names) design(designs.table(name));
  defaults(all.table("defaults"));
  figures(all.table("figures"));
  for (const [key, check] of Object.entries(OPTIONAL)) if (all.has(key)) check(all.table(key));
  for (const key of TOKENS) all.asWritten(key);
  all.end();
  return faults;
};

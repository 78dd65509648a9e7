import type { PdfValue } from "./syntax.js";

/** New object numbers by old; a reference to an object that is not among them is null, as readers take it. */
export type NewNumbers = ReadonlyMap<number, number>;

/** An object as the file has it, in characters 0–255. */
export const writeValue = (value: PdfValue, numbers: NewNumbers): string => {
  if (typeof value === "number") return writeNumber(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (isList(value)) {
    let items = "[ ";
    for (const item of value) items += `${writeValue(item, numbers)} `;
    return `${items}]`;
  }
  if (value.kind === "record") {
    let lines = "<<\n";
    for (const name in value.entries) lines += `${writeName(name)} ${writeValue(value.entries[name]!, numbers)}\n`;
    return `${lines}>>`;
  }
  if (value.kind === "name") return writeName(value.name);
  return value.kind === "text" ? value.written : writeReference(value.number, numbers);
};

const isList = (value: PdfValue): value is readonly PdfValue[] => Array.isArray(value);

export const writeReference = (number: number, numbers: NewNumbers): string => {
  const written = numbers.get(number);
  return written === undefined ? "null" : `${written} 0 R`;
};

/** PDF has no exponents. */
const writeNumber = (number: number): string => {
  const text = String(number);
  const [, sign, digits, places] = /^(-?)([\d.]+)e-(\d+)$/.exec(text) ?? [];
  return digits === undefined ? text : `${sign}0.${"0".repeat(Number(places) - 1)}${digits.replace(".", "")}`;
};

const writeName = (name: string): string =>
  `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (character) => `#${hexPair(character.charCodeAt(0))}`)}`;

const hexPair = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, "0");

/** What is wrong with a template, told at its place in the file that the designer wrote. */
import Handlebars from "handlebars";
import { codeFrame } from "../frame.js";
import type { Problem } from "../problem.js";
import { namingsOf } from "./namings.js";
import type { Layout } from "./types.js";

/** A template that cannot be read or rendered: the designer's to mend. */
export class TemplateFault extends Error {
  constructor(
    readonly problem: Problem,
    cause: unknown,
  ) {
    super(problem.message, { cause });
  }
}

/** Where in its template a fault stands, one-indexed, and what is said of it. */
interface Told {
  readonly message: string;
  readonly line?: number;
  readonly col?: number;
}

const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

/** The parser shows, on two lines of its message, what it had read and a caret behind it: the column is where those words end. */
const PARSER_EXCERPT =
  /^(Parse error on line (\d+)|Lexical error on line \d+[^\n]*):?\n(?:\.\.\.)?([^\n]*)\n(-*)\^(?:\n|$)/;

/** What the parser found instead of what it expected, in a designer's words; it names the kinds of its own grammar. */
const inPlainWords = (complaint: string): string => {
  const [, expected = "", got = ""] = /^Expecting (.*), got '(\w+)'/s.exec(complaint.trim()) ?? [];
  switch (got) {
    case "":
      return complaint;
    case "EOF":
      return expected.includes("OPEN_ENDBLOCK")
        ? "a block (`{{#…}}`) is not closed"
        : "the template ends within an expression";
    case "OPEN_ENDBLOCK":
      return "`{{/…}}` closes a block that is not open";
    case "INVERSE":
      return "`{{else}}` stands in no block, or twice in one";
    case "CLOSE":
      return "an expression ends where a name or a value should stand";
    case "INVALID":
      return "this character cannot stand in an expression; is the one before closed with `}}`?";
    default:
      return "this cannot stand here";
  }
};

/** Column behind as much of what was read as stands in the line. */
const columnAfter = (line: string, read: string): number => {
  for (let from = 0; from < read.length; from++) {
    const at = line.indexOf(read.slice(from));
    if (at !== -1) return at + read.length - from + 1;
  }
  return 1;
};

/** Handlebars compiles blocks in blocks by calling itself, at a cost that grows with the square of their depth. */
const MAX_DEPTH = 60;

/** The line on which a template's blocks stand deeper in each other than anybody writes; undefined where none does. */
export const lineTooDeep = (source: string): number | undefined => {
  let depth = 0;
  for (const { 1: sign, index } of source.matchAll(/\{\{~?([#/^])[^}]*\}\}/g)) {
    if (sign === "/") depth -= 1;
    else if (sign === "#") depth += 1;
    if (depth > MAX_DEPTH) return source.slice(0, index).split("\n").length;
  }
  return undefined;
};

/** A template that cannot be parsed, by its own lines; nothing when it can. */
const parseFault = (source: string): Told | undefined => {
  const deep = lineTooDeep(source);
  if (deep !== undefined) return { message: `blocks stand more than ${MAX_DEPTH} deep in each other`, line: deep };
  try {
    Handlebars.parse(source);
    return undefined;
  } catch (fault) {
    const message = messageOf(fault);
    const { lineNumber, column } = fault as { lineNumber?: number; column?: number };
    const [, opened, closed] = /^(\S+) doesn't match (\S+) - /.exec(message) ?? [];
    const said = opened === undefined ? message : `\`{{#${opened}}}\` is closed by \`{{/${closed}}}\``;
    if (lineNumber !== undefined) return { message: said, line: lineNumber, col: (column ?? 0) + 1 };
    const line = Number(/line (\d+)/.exec(message)?.[1]);
    if (!Number.isInteger(line)) return { message };
    const excerpt = PARSER_EXCERPT.exec(message);
    if (excerpt === null) return { message, line };
    const dots = message.split("\n")[1]!.startsWith("...") ? 3 : 0;
    const read = excerpt[3].slice(0, excerpt[4].length - dots);
    return {
      message: inPlainWords(message.slice(excerpt[0].length)),
      line,
      col: columnAfter(source.split("\n")[line - 1] ?? "", read),
    };
  }
};

/** What fails while a template is rendered says the name of the partial or helper, and no place: that is where it is named first. */
const runFault = (source: string, cause: unknown): Told => {
  const message = messageOf(cause);
  const namings = namingsOf(source);
  const partial = /^The partial (.+) could not be found$/.exec(message)?.[1];
  if (partial !== undefined) {
    const partials = namings.filter(({ of }) => of === "partial");
    const place = partials.find(({ name }) => name === partial) ?? partials.find(({ name }) => name === undefined);
    return { message, line: place?.line, col: place?.col };
  }
  const [, named, builtIn] = /helper:? "([^"]+)"|#(\w+)/i.exec(message) ?? [];
  const helper = named ?? builtIn;
  const place = helper === undefined ? undefined : namings.find(({ name }) => name === helper);
  return { message, line: place?.line, col: place?.col };
};

/** The line with a caret. A fault at the end of the file is shown on the last line that has words. */
const frameOf = (source: string, { line, col = 1 }: Told): string | undefined => {
  if (line === undefined) return undefined;
  const lines = source.split("\n").slice(0, line);
  if (lines.at(-1)?.trim() !== "") return codeFrame(source, line, col);
  const last = lines.findLastIndex((text) => text.trim() !== "");
  return last === -1 ? undefined : codeFrame(source, last + 1, lines[last].length + 1);
};

/** The fault of the template that is being rendered. Problems: TEMPLATE_ERROR. */
export const templateFault = (layout: Layout, name: string, cause: unknown): TemplateFault => {
  const isMaster = layout.masterSources[name] !== undefined;
  const source = layout.masterSources[name] ?? layout.partialSources[name];
  const told = source === undefined ? { message: messageOf(cause) } : (parseFault(source) ?? runFault(source, cause));
  const frame = source === undefined ? undefined : frameOf(source, told);
  const message = told.message.replace(/\s+/g, " ").replace(/\.$/, "").slice(0, 300);
  return new TemplateFault(
    {
      code: "TEMPLATE_ERROR",
      severity: "error",
      place: {
        file: `layouts/${layout.name}/${isMaster ? "masters" : "partials"}/${name}.hbs`,
        ...(told.line === undefined ? {} : { line: told.line }),
      },
      message: `The template cannot be rendered: ${message}.`,
      remedy: "Mend the template at this place; docs/layouts.md lists the helpers and what each master is given.",
      ...(frame === undefined ? {} : { frame }),
    },
    cause,
  );
};

/** The check of a layout's style sheets, as text: what cannot be read, and what does not print well. */
import { type CssNode, generate, parse, tokenize, tokenTypes, walk } from "css-tree";
import { codeFrame } from "../../frame.js";
import type { Problem } from "../../problem.js";
import { banOn, banOnAtRule, type Finding } from "./banned.js";

/** A source of the layout: its path as it is told, and what it says. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A place in a source, one-indexed. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** A declaration as it is written, for the browser to say whether it knows it. */
export interface WrittenDeclaration extends Position {
  readonly property: string;
  readonly value: string;
}

/** A problem at a place of a source, with the line shown. */
export const problemAt = (
  { file, text }: Source,
  { line, column }: Position,
  fault: Pick<Problem, "code" | "severity"> & Finding,
): Problem => {
  const frame = codeFrame(text, line, column);
  return { ...fault, place: { file, line, col: column }, ...(frame === "" ? {} : { frame }) };
};

const invalid = (source: Source, at: Position, message: string, remedy: string): Problem =>
  problemAt(source, at, { code: "LAYOUT_CSS_INVALID", severity: "error", message, remedy });

/** The position of an offset in a text. */
export const positionAt = (text: string, offset: number): Position => {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
};

/** Braces that nobody closes swallow the rules after them; parsers forgive the last. */
const unclosedBraces = (source: Source): Problem[] => {
  const open: number[] = [];
  tokenize(source.text, (type, start) => {
    if (type === tokenTypes.LeftCurlyBracket) open.push(start);
    if (type === tokenTypes.RightCurlyBracket) open.pop();
  });
  return open.slice(0, 1).map((offset) => {
    const message = "The brace is opened here and nowhere closed.";
    return invalid(source, positionAt(source.text, offset), message, "Close it with `}` where the rule ends.");
  });
};

const bannedIn = (source: Source, tree: CssNode): Problem[] => {
  const problems: Problem[] = [];
  walk(tree, (node) => {
    if (node.loc === undefined || node.loc === null) return;
    const prelude = node.type === "Atrule" && node.prelude !== null ? generate(node.prelude) : "";
    let finding: Finding | undefined;
    if (node.type === "Declaration")
      finding = banOn(node, source.text.slice(node.loc.start.offset, node.loc.end.offset));
    else if (node.type === "Atrule") finding = banOnAtRule(node.name.toLowerCase(), prelude);
    if (finding !== undefined)
      problems.push(problemAt(source, node.loc.start, { code: "LAYOUT_CSS_BANNED", severity: "error", ...finding }));
  });
  return problems;
};

interface Read {
  readonly tree: CssNode;
  readonly problems: readonly Problem[];
}

const read = (source: Source): Read => {
  const problems: Problem[] = [];
  const tree = parse(source.text, {
    positions: true,
    onParseError: (fault) => {
      const { line, column, message } = fault as typeof fault & Position;
      problems.push(
        invalid(
          source,
          { line, column },
          `The style sheet cannot be read here: ${message[0]!.toLowerCase()}${message.slice(1)}.`,
          "Mend the line, or the end of the one before; a rule inside another begins with `&`.",
        ),
      );
    },
  });
  return { tree, problems };
};

/** Checks a style sheet. Problems: LAYOUT_CSS_INVALID, LAYOUT_CSS_BANNED. */
export const checkCss = (source: Source): Problem[] => {
  const { tree, problems } = read(source);
  const unread = problems.length > 0 ? problems : unclosedBraces(source);
  return [...unread, ...bannedIn(source, tree)];
};

/** `{{…}}` of a template as blanks of the same length, so that places stay where they are. */
const withoutMustaches = (text: string): string => text.replace(/\{\{.*?\}\}/gs, (tag) => tag.replace(/[^\n]/g, "0"));

/** Checks what the `style` attributes of a template say. Problems: LAYOUT_CSS_BANNED. */
export const checkInlineStyles = (source: Source): Problem[] =>
  [...withoutMustaches(source.text).matchAll(/\sstyle="([^"]*)"/g)].flatMap((attribute) => {
    const offset = attribute.index + attribute[0].length - attribute[1]!.length - 1;
    const tree = parse(attribute[1]!, {
      context: "declarationList",
      positions: true,
      offset,
      ...positionAt(source.text, offset),
      onParseError: () => {},
    });
    return bannedIn(source, tree);
  });

/** At-rules whose declarations are descriptors, or only asked about. */
const APART: ReadonlySet<string> = new Set(["font-face", "page", "property", "counter-style", "font-palette-values"]);

/** The declarations that a browser can say whether it knows: no custom properties, nothing that waits for one. */
export const declarationsIn = ({ text }: Source): WrittenDeclaration[] => {
  const found: WrittenDeclaration[] = [];
  walk(parse(text, { positions: true, parseValue: false, onParseError: () => {} }), {
    visit: "Declaration",
    enter({ property, value, loc }) {
      const written = generate(value).trim();
      if (property.startsWith("-") || /\b(?:var|env|attr)\(/i.test(written)) return;
      if (this.atrule !== null && APART.has(this.atrule.name.toLowerCase())) return;
      if (loc !== undefined && loc !== null) found.push({ property, value: written, ...loc.start });
    },
  });
  return found;
};

/** A declaration that the browser does not know, and passes over. Problems: LAYOUT_CSS_INVALID (warning). */
export const unknownDeclaration = (source: Source, declaration: WrittenDeclaration): Problem =>
  problemAt(source, declaration, {
    code: "LAYOUT_CSS_INVALID",
    severity: "warning",
    message: `The browser does not know \`${declaration.property}: ${declaration.value}\` and passes over it.`,
    remedy: "See whether the property and its value are spelled rightly, or take the line out.",
  });

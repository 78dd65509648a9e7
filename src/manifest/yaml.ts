import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, visit } from "yaml";
import { codeFrame } from "../frame.js";
import { MAX_NESTING, nestsTooDeep } from "../nesting.js";
import type { Place, Problem, ProblemCode } from "../problem.js";

/** A YAML file as read: its value, and where each part of it stands. */
export interface YamlFile {
  /** The file as shown to the editor. */
  readonly name: string;
  readonly text: string;
  /** Plain data; keys left blank are absent. Undefined when the file could not be parsed. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where the key or the value at `path` begins; the nearest enclosing part when it is not in the file. */
  placeOf(path: readonly PropertyKey[], part: "key" | "value"): Required<Place>;
}

/** How often `*alias` may repeat what an `&anchor` names, before it counts as an attempt to fill the memory. */
const MAX_ALIASES = 40;

/** A fault with the place in the file and the line shown. */
export const problemAt = (
  file: Pick<YamlFile, "text">,
  place: Required<Place>,
  fault: { readonly code: ProblemCode; readonly message: string; readonly remedy: string },
): Problem => ({ severity: "error", ...fault, place, frame: codeFrame(file.text, place.line, place.col) });

/** What to do about the faults that people make most, by the parser's own code. */
const SYNTAX_REMEDIES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "Indent with spaces, two for each level; YAML allows no tabs.",
  DUPLICATE_KEY: "The key stands twice in the same group; keep one of the two.",
  MISSING_CHAR: "A quotation mark, bracket or colon is not closed or is missing here.",
  BLOCK_AS_IMPLICIT_KEY: 'A text that holds a colon and a space needs quotation marks: `title: "Dunes: a letter"`.',
  BAD_INDENT: "Lines of one group start in the same column; check the spaces at the start of this line.",
  BAD_SCALAR_START: 'A text that begins with @, `, % or another special sign needs quotation marks: `"@dunes"`.',
};
const SYNTAX_REMEDY =
  "Check colons, dashes, quotation marks and the spaces at the start of this line and the one above.";

const unparsed = (name: string, text: string, problems: readonly Problem[]): YamlFile => ({
  name,
  text,
  value: undefined,
  problems,
  placeOf: () => ({ file: name, line: 1, col: 1 }),
});

/** The node at `path`, or as far towards it as the file goes; `key` is the key under which it stands. */
const nodeAt = (root: Node, path: readonly PropertyKey[]): { key?: Node; value?: Node; complete: boolean } => {
  let key: Node | undefined;
  let value: Node | undefined = root;
  for (const step of path) {
    if (isMap(value)) {
      const pair: Pair | undefined = value.items.find(
        (item) => isScalar(item.key) && String(item.key.value) === String(step),
      );
      if (!pair) return { key, value, complete: false };
      key = pair.key as Node;
      value = (pair.value as Node | null) ?? undefined;
    } else if (isSeq(value) && typeof step === "number" && value.items[step] !== undefined) {
      key = undefined;
      value = value.items[step] as Node;
    } else return { key, value, complete: false };
  }
  return { key, value, complete: true };
};

/** `accent: #b5462a` is a blank value and a comment to YAML; to the editor it is a colour. */
const lostColours = (root: Node, fault: (offset: number, colour: string) => void): void => {
  visit(root, {
    Scalar: (_, node) => {
      const colour = node.value === null && /^[0-9a-f]{3,8}\b/i.exec(node.comment ?? "")?.[0];
      if (colour && node.range) fault(node.range[0], colour);
    },
  });
};

/** The value without the keys that were left blank: a blank key is as good as none. */
const withoutBlanks = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutBlanks(item)]));
};

/** Parses YAML 1.2 and keeps the place of every part. Never throws. Problems: MANIFEST_SYNTAX. */
export const parseYaml = (name: string, text: string): YamlFile => {
  const syntax = (place: Required<Place>, message: string, remedy: string): Problem =>
    problemAt({ text }, place, { code: "MANIFEST_SYNTAX", message, remedy });
  const start = { file: name, line: 1, col: 1 };
  if (nestsTooDeep(text))
    return unparsed(name, text, [syntax(start, `The file nests more than ${MAX_NESTING} levels.`, SYNTAX_REMEDY)]);

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const placeAt = (offset: number): Required<Place> => ({
    file: name,
    ...lines.linePos(Math.min(offset, text.length)),
  });
  const problems: Problem[] = [];
  for (const error of document.errors) {
    const place = placeAt(error.pos[0]);
    // One slip makes the parser stumble several times in a row; the first says it best.
    if (problems.some((problem) => problem.place?.line === place.line)) continue;
    problems.push(syntax(place, `This is not YAML: ${error.message}.`, SYNTAX_REMEDIES[error.code] ?? SYNTAX_REMEDY));
  }
  const root = document.contents;
  if (problems.length > 0) return unparsed(name, text, problems);
  if (root === null) return { ...unparsed(name, text, []), value: {} };

  let value: unknown;
  try {
    value = withoutBlanks(document.toJS({ maxAliasCount: MAX_ALIASES }));
  } catch (error) {
    let offset = 0;
    visit(document, {
      Alias: (_, alias) => {
        offset = alias.range?.[0] ?? 0;
        return visit.BREAK;
      },
    });
    const message = `An alias (\`*name\`) cannot be followed: ${(error as Error).message}`;
    return unparsed(name, text, [
      syntax(
        placeAt(offset),
        message,
        "Write the text out instead, or put it in quotation marks if the * belongs to it.",
      ),
    ]);
  }
  lostColours(root, (offset, colour) =>
    problems.push(
      problemAt({ text }, placeAt(offset), {
        code: "MANIFEST_INVALID",
        message: `The colour #${colour} is lost: after a space, YAML takes # for the start of a comment.`,
        remedy: `Put it in quotation marks: \`"#${colour}"\`.`,
      }),
    ),
  );
  const placeOf: YamlFile["placeOf"] = (path, part) => {
    const found = nodeAt(root, path);
    const node = found.complete && part === "key" ? (found.key ?? found.value) : (found.value ?? found.key);
    return placeAt(node?.range?.[0] ?? 0);
  };
  return { name, text, value, problems, placeOf };
};

import type * as z from "zod";
import type { Problem } from "../problem.js";
import { nearest } from "./nearest.js";
import { exampleAt, knownKeys } from "./shape.js";
import { problemAt, type YamlFile } from "./yaml.js";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What editors write who come from other tools, and the key they mean here. */
const SYNONYMS: Readonly<Record<string, string>> = {
  author: "byline",
  color: "colour",
  colors: "colours",
  dek: "standfirst",
  description: "alt",
  eyebrow: "kicker",
  href: "link",
  image: "picture",
  lead: "standfirst",
  path: "file",
  photographer: "credit",
  src: "picture",
  subtitle: "standfirst",
  quote: "text",
  size: "sizes",
  source: "cite",
  summary: "standfirst",
  template: "design",
  text: "headline",
  theme: "layout",
  title: "headline",
  type: "kind",
  url: "link",
};

/** Messages written in the schema are sentences; zod's own are not. */
const isSentence = (message: string): boolean => /[.?]$/.test(message);

/** The faults themselves: a union's go by the choice that the editor was writing, known by its kind (text, list, group). */
const flattened = (issue: Issue, path: Path): readonly Issue[] => {
  const here = [...path, ...issue.path];
  // A union with a sentence of its own is told as a whole.
  if (issue.code !== "invalid_union" || isSentence(issue.message)) return [{ ...issue, path: here } as Issue];
  const meant = issue.errors.find(
    (choice) => !choice.some((fault) => fault.path.length === 0 && fault.code === "invalid_type"),
  );
  return meant ? meant.flatMap((fault) => flattened(fault, here)) : [{ ...issue, path: here }];
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (part, step) => (part !== null && typeof part === "object" ? Reflect.get(part, step) : undefined),
    value,
  );

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  array: "a list (lines that begin with `- `)",
  object: "a group (indented lines of `key: value`)",
  record: "a group (indented lines of `key: value`)",
  boolean: "yes or no",
};
const kindOf = (value: unknown): string =>
  value === null || value === undefined
    ? "blank"
    : (KINDS[Array.isArray(value) ? "array" : typeof value] ?? "something else");

/** `sections[2].articles` as an editor reads it: the last key, and where a list is meant, its entry. */
const nameOf = (path: Path): string => {
  const key = path.findLast((step) => typeof step === "string");
  const last = path.at(-1);
  return typeof last === "number" ? `Entry ${last + 1} of \`${String(key)}\`` : `\`${String(key ?? "file")}\``;
};

const asYaml = (key: PropertyKey | undefined, example: unknown): string => {
  const value = typeof example === "string" && !/[#:%]/.test(example) ? example : JSON.stringify(example);
  return typeof key === "string" ? `${key}: ${value}` : `- ${value}`;
};

/** Turns what zod found into problems with a place, the line and a remedy. */
export const shapeProblems = (file: YamlFile, schema: z.ZodType, issues: readonly Issue[]): readonly Problem[] => {
  const faults = issues.flatMap((issue) => flattened(issue, []));
  const unknown = faults.flatMap((fault) =>
    fault.code === "unrecognized_keys" ? fault.keys.map((key) => ({ key, path: fault.path })) : [],
  );
  const meantAt = (key: string, path: Path): string | undefined => {
    // Only keys that are not there yet: who has written both `week` and `wek` did not mean `week` twice.
    const free = knownKeys(schema, path).filter((known) => valueAt(file.value, [...path, known]) === undefined);
    const synonym = SYNONYMS[key.toLowerCase()];
    return nearest(key, free) ?? (synonym && free.includes(synonym) ? synonym : undefined);
  };
  // A key that is only misspelt is not missing as well.
  const misspelt = new Set(unknown.map(({ key, path }) => JSON.stringify([...path, meantAt(key, path)])));

  const unknownKey = (key: string, path: Path): Problem => {
    const meant = meantAt(key, path);
    const keys = knownKeys(schema, path).join(", ");
    return problemAt(file, file.placeOf([...path, key], "key"), {
      code: "MANIFEST_UNKNOWN_KEY",
      message: `There is no key \`${key}\` here.`,
      remedy: meant === undefined ? `The keys known here are ${keys}.` : `Did you mean \`${meant}\`?`,
    });
  };

  const invalid = (fault: Issue): Problem | undefined => {
    const value = valueAt(file.value, fault.path);
    const code = fault.path[0] === "week" ? "WEEK_INVALID" : "MANIFEST_INVALID";
    const example = exampleAt(schema, fault.path);
    const said: unknown = fault.code === "custom" ? fault.params?.remedy : undefined;
    const remedy =
      typeof said === "string"
        ? said
        : example === undefined
          ? "Write a text here, or delete the line."
          : `For example: \`${asYaml(fault.path.at(-1), example)}\`.`;
    if (value === undefined && typeof fault.path.at(-1) === "string") {
      if (misspelt.has(JSON.stringify(fault.path))) return undefined;
      const message = `${nameOf(fault.path)} is missing.`;
      return problemAt(file, file.placeOf(fault.path.slice(0, -1), "value"), { code, message, remedy });
    }
    const place = file.placeOf(fault.path, fault.code === "invalid_key" ? "key" : "value");
    return problemAt(file, place, { code, message: sentence(fault, value), remedy });
  };

  return faults
    .flatMap((fault) =>
      fault.code === "unrecognized_keys" ? fault.keys.map((key) => unknownKey(key, fault.path)) : [invalid(fault)],
    )
    .filter((problem) => problem !== undefined);
};

/** What is wrong, in words. Faults with sentences of their own were given them in the schema. */
const sentence = (fault: Issue, value: unknown): string => {
  const name = nameOf(fault.path);
  if (fault.code === "invalid_key") return `${name} cannot be a name here: letters, digits and hyphens only.`;
  if (fault.code === "invalid_type" && !isSentence(fault.message))
    return `${name} should be ${KINDS[fault.expected] ?? fault.expected}, but is ${kindOf(value)}.`;
  if (fault.code === "invalid_union" && !isSentence(fault.message)) return `${name} cannot be ${kindOf(value)}.`;
  if (fault.code === "invalid_value")
    return `${name} can only be ${fault.values.map((known) => `\`${String(known)}\``).join(" or ")}.`;
  return isSentence(fault.message) ? fault.message : `${name} cannot be used: ${fault.message}.`;
};

/** What people and programs write wrongly into files of text. */
import type { Chance } from "./random.js";

/** Spoils a file's text. */
export type TextWay = (text: string, chance: Chance) => string;

/** Puts lines in before one of the file's lines. */
const withLines = (text: string, chance: Chance, ...put: readonly string[]): string => {
  const lines = text.split("\n");
  lines.splice(chance.below(lines.length), 0, ...put);
  return lines.join("\n");
};

const KEY = /^([ -]*)([\w-]+):( *)(.*)$/;

/** Rewrites one of the lines that hold a key. */
const withKey = (
  text: string,
  chance: Chance,
  write: (indent: string, key: string, value: string) => string,
): string => {
  const lines = text.split("\n");
  const keyed = lines.flatMap((line, index) => (KEY.test(line) ? [index] : []));
  const at = chance.oneOf(keyed);
  const [, indent = "", key = "", , value = ""] = KEY.exec(lines[at] ?? "") ?? [];
  if (at !== undefined) lines[at] = write(indent, key, value);
  return lines.join("\n");
};

const WRONG = [
  "[]",
  "{}",
  "[1, [2, [3]]]",
  "{ a: { b: c } }",
  "true",
  "null",
  "~",
  "2026-02-30",
  '""',
  "!!binary AAAA",
  "&a 5",
  "-",
  "0x1F",
];
const NUMBERS = ["0", "-1", "1e9", "1e400", "-1e400", ".nan", ".inf", "4294967296", "9007199254740993", "0.1", "1_000"];
const HOSTILE = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "\\u0000",
  "<script>",
  "{{name}}",
  "../../../etc/passwd",
  "💧".repeat(300),
  "كثيب",
  "sand".repeat(60),
];

const bomb = (levels: number): string =>
  ["a: &a [x, x, x, x, x, x, x, x, x]"]
    .concat(
      Array.from({ length: levels }, (_, level) => {
        const [name, last] = [String.fromCharCode(98 + level), String.fromCharCode(97 + level)];
        return `${name}: &${name} [${`*${last}, `.repeat(8)}*${last}]`;
      }),
    )
    .join("\n");

/** Of YAML: manifests, layouts, front matter. */
export const YAML_WAYS: Readonly<Record<string, TextWay>> = {
  "a value of another kind": (text, chance) =>
    withKey(text, chance, (indent, key) => `${indent}${key}: ${chance.oneOf(WRONG)}`),
  "a value of another kind again": (text, chance) =>
    withKey(text, chance, (indent, key) => `${indent}${key}: ${chance.oneOf(WRONG)}`),
  "a number out of all measure": (text, chance) =>
    withKey(text, chance, (indent, key) => `${indent}${key}: ${chance.oneOf(NUMBERS)}`),
  "every number out of all measure": (text, chance) => text.replaceAll(/\b\d+(\.\d+)?\b/g, () => chance.oneOf(NUMBERS)),
  "one number out of all measure": (text, chance) => {
    const found = [...text.matchAll(/(?<=[[:, ])\d+(\.\d+)?\b/g)];
    if (found.length === 0) return `${text}\nnumber: 1e400\n`;
    const { index, 0: number } = chance.oneOf(found);
    return text.slice(0, index) + chance.oneOf(NUMBERS) + text.slice(index + number.length);
  },
  "a hostile value": (text, chance) =>
    withKey(text, chance, (indent, key) => `${indent}${key}: "${chance.oneOf(HOSTILE)}"`),
  "a key without its value": (text, chance) => withKey(text, chance, (indent, key) => `${indent}${key}:`),
  "a key misspelt": (text, chance) =>
    withKey(text, chance, (indent, key, value) => `${indent}${key.slice(1)}x: ${value}`),
  "a key taken out": (text, chance) => withKey(text, chance, () => ""),
  "a key twice": (text, chance) =>
    withKey(
      text,
      chance,
      (indent, key, value) => `${indent}${key}: ${value}\n${indent.replace("-", " ")}${key}: ${value}`,
    ),
  "a hostile key": (text, chance) =>
    withLines(
      text,
      chance,
      `${chance.oneOf(["__proto__", "constructor", "toString", "? [a]", "1", "<<"])}: { polluted: yes }`,
    ),
  "a value without end": (text, chance) => withKey(text, chance, (indent, key, value) => `${indent}${key}: "${value}`),
  "a bracket without end": (text, chance) =>
    withKey(text, chance, (indent, key, value) => `${indent}${key}: [${value}`),
  "a tab as indent": (text, chance) => withKey(text, chance, (indent, key, value) => `\t${indent}${key}: ${value}`),
  "an indent of its own": (text, chance) =>
    withKey(text, chance, (indent, key, value) => `   ${indent}${key}: ${value}`),
  "brackets five thousand deep": (text, chance) =>
    withLines(text, chance, `deep: ${"[".repeat(5000)}${"]".repeat(5000)}`),
  "dashes five thousand deep": (text, chance) => withLines(text, chance, "deep:", `  ${"- ".repeat(5000)}x`),
  "indents five hundred deep": (text, chance) =>
    withLines(text, chance, ...Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}k:`)),
  "aliases that multiply": (text) => `${bomb(9)}\n${text}`,
  "an alias of itself": (text, chance) => withLines(text, chance, "loop: &loop [*loop]"),
  "an alias of nothing": (text, chance) => withKey(text, chance, (indent, key) => `${indent}${key}: *nowhere`),
  "a tag of another program": (text, chance) =>
    withKey(text, chance, (indent, key) => `${indent}${key}: !!js/function "() => 1"`),
  "a second document": (text, chance) => withLines(text, chance, "---", "name: Another"),
  "a text of 100,000 characters": (text, chance) =>
    withKey(text, chance, (indent, key) => `${indent}${key}: ${"sand ".repeat(20_000)}`),
};

/** Of an article. */
export const ARTICLE_WAYS: Readonly<Record<string, TextWay>> = {
  "front matter without end": (text) => text.replace(/\n---\n/, "\n"),
  "front matter twice": (text) => `---\nheadline: Another\n---\n${text}`,
  "front matter that is a list": (text) => text.replace(/^---\n[\s\S]*?\n---\n/, "---\n- one\n- two\n---\n"),
  "no front matter": (text) => text.replace(/^---\n[\s\S]*?\n---\n/, ""),
  "front matter alone": (text) => text.replace(/(\n---\n)[\s\S]*$/, "$1"),
  "brackets without end": (text, chance) => withLines(text, chance, "[".repeat(8000)),
  "emphasis without end": (text, chance) => withLines(text, chance, "*a **b ".repeat(4000)),
  "quotations a thousand deep": (text, chance) => withLines(text, chance, `${"> ".repeat(1000)}sand`),
  "lists a thousand deep": (text, chance) => withLines(text, chance, `${"- ".repeat(1000)}sand`),
  "elements ten thousand deep": (text, chance) => withLines(text, chance, "", `${"<div>".repeat(10_000)}sand`, ""),
  "an element without end": (text, chance) =>
    withLines(
      text,
      chance,
      "",
      chance.oneOf(["<div", '<p class="', "<!--", "<table><tr><td>", "<script>", "<![CDATA[", "<?php"]),
      "",
    ),
  "a box without end": (text, chance) =>
    withLines(
      text,
      chance,
      "",
      chance.oneOf(["::: facts", "::: gallery", "::: galery", ":::: aside", "```", "~~~"]),
      "",
    ),
  "a table of five hundred columns": (text, chance) =>
    withLines(text, chance, "", `${"| a ".repeat(500)}|`, `${"|--".repeat(500)}|`, `${"| b ".repeat(500)}|`, ""),
  "a table of ten thousand rows": (text, chance) =>
    withLines(
      text,
      chance,
      "",
      "| a | b |",
      "|--|--|",
      ...Array.from({ length: 10_000 }, (_, row) => `| ${row} | b |`),
      "",
    ),
  "a word without end": (text, chance) => withLines(text, chance, "sand".repeat(5000)),
  "marks heaped on a letter": (text, chance) => withLines(text, chance, `A${"\u0301".repeat(3000)} letter`),
  "letters that no font has": (text, chance) =>
    withLines(text, chance, chance.oneOf(["كثيب", "砂丘", "\ue000", "\ud83c\udfdc", "\u0eff", "𓂀"])),
  "a picture of itself": (text, chance) =>
    withLines(
      text,
      chance,
      "",
      `![Itself.](${chance.oneOf(["../articles/dunes.md", ".", "/", "pictures", "%00", "dune.jpg?x", "CON", "a/b/c/d.jpg", "....//dune.jpg"])})`,
      "",
    ),
  "a million entities": (text, chance) => withLines(text, chance, "&amp;&lt;&#0;&#xD800;&#x110000;".repeat(3000)),
  "definitions without end": (text, chance) =>
    withLines(
      text,
      chance,
      "",
      ...Array.from({ length: 3000 }, (_, n) => `[a${n}]: #b${n}`),
      "",
      "[a1][a2] ".repeat(3000),
    ),
  "backticks of every length": (text, chance) =>
    withLines(text, chance, Array.from({ length: 400 }, (_, n) => "`".repeat(n + 1)).join(" a ")),
  "expressions of templates": (text, chance) =>
    withLines(text, chance, "", "{{constructor}} {{{this}}} {{#each this}} {{> words}} \u0024{name} <%= name %>", ""),
};

/** Of a template. */
export const TEMPLATE_WAYS: Readonly<Record<string, TextWay>> = {
  "a block without end": (text, chance) => withLines(text, chance, "{{#if headline}}"),
  "an end without a block": (text, chance) => withLines(text, chance, "{{/each}}"),
  "an expression without end": (text, chance) => withLines(text, chance, "{{headline"),
  "a brace too few": (text) => text.replace("}}", "}"),
  "a brace too many": (text) => text.replace("{{", "{{{"),
  "a helper that there is not": (text, chance) => withLines(text, chance, "{{shout headline}}"),
  "a partial that there is not": (text, chance) => withLines(text, chance, "{{> nowhere}}"),
  "a helper without its values": (text, chance) => withLines(text, chance, "{{plainUrl}} {{inline}} {{plural}}"),
  "a template in itself": (text, chance) => withLines(text, chance, "{{> paragraph}}{{> block}}{{> words}}"),
  "blocks five thousand deep": (text, chance) =>
    withLines(text, chance, `${"{{#if this}}".repeat(5000)}${"{{/if}}".repeat(5000)}`),
  "a way to the prototype": (text, chance) =>
    withLines(text, chance, '{{constructor.constructor "return process"}}{{lookup this "__proto__"}}'),
  "an element that is not closed": (text, chance) =>
    withLines(text, chance, chance.oneOf(["<div>", "</section>", "<section class=page>", "<!--", "<table>", "<p"])),
  "a class misspelt": (text) => text.replace(/class="(\w)/, 'class="x$1'),
  "an attribute taken out": (text) => text.replace(/ data-[\w-]+="[^"]*"/, ""),
  "a script": (text, chance) =>
    withLines(text, chance, '<script>document.body.remove()</script><img src="x" onerror="document.body.remove()">'),
  "what asks the network": (text, chance) =>
    withLines(
      text,
      chance,
      '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"><iframe src="file:///etc/passwd"></iframe>',
    ),
  "a picture that is not there": (text, chance) => withLines(text, chance, '<img src="/gone.jpg" alt="Gone">'),
};

/** Of a style sheet. */
export const STYLE_WAYS: Readonly<Record<string, TextWay>> = {
  "a brace without end": (text, chance) => withLines(text, chance, ".sand {"),
  "a brace too many in a sheet": (text, chance) => withLines(text, chance, "}"),
  "a comment without end": (text, chance) => withLines(text, chance, "/* sand"),
  "a string without end": (text, chance) => withLines(text, chance, '.sand { content: "x'),
  "nothing is shown": (text) => `${text}\n* { display: none !important }\n`,
  "nothing has a width": (text) => `${text}\n* { width: 0 !important; overflow: hidden }\n`,
  "pages without a height": (text) => `${text}\n.page { height: 0 !important }\n`,
  "type out of all measure": (text) => `${text}\n* { font-size: 1e9px !important }\n`,
  "type of no size": (text) => `${text}\n* { font-size: 0 !important }\n`,
  "lines out of all measure": (text) => `${text}\n* { line-height: 1e9px !important }\n`,
  "everything is fixed": (text) => `${text}\n* { position: fixed !important }\n`,
  "columns without number": (text) => `${text}\n* { columns: 100000 !important }\n`,
  "an import": (text) =>
    `@import url("http://127.0.0.1:9/x.css");\n${text}\n* { background: url("file:///etc/passwd") }\n`,
  "the end of the style": (text, chance) =>
    withLines(text, chance, "</style><script>document.body.remove()</script><style>"),
  "a font that there is not": (text) =>
    `${text}\n@font-face { font-family: Gone; src: url("/gone.ttf") }\n* { font-family: Gone !important }\n`,
  "letters made by the sheet": (text) =>
    `${text}\n* { text-transform: uppercase; direction: rtl; writing-mode: vertical-rl }\n`,
};

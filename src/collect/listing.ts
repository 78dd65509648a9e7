import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { slugify } from "../manifest/index.js";

/** An article to be listed: its section by name, and its file's name. */
export interface Addition {
  readonly section: string;
  readonly file: string;
}

/** A stretch of the manifest's text, `from` included and `to` not, and what comes in its place. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const grouped = (additions: readonly Addition[]): ReadonlyMap<string, readonly Addition[]> => {
  const groups = new Map<string, Addition[]>();
  for (const addition of additions) {
    const key = slugify(addition.section);
    groups.set(key, [...(groups.get(key) ?? []), addition]);
  }
  return groups;
};

const pairOf = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((item) => isScalar(item.key) && item.key.value === key);

const textAt = (map: YAMLMap, key: string): string | undefined => {
  const value = pairOf(map, key)?.value;
  return isScalar(value) ? String(value.value) : undefined;
};

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
};

/** Columns before what stands at `at` in its line, dashes of lists counted as space. */
const indentAt = (text: string, at: number): number => at - (text.lastIndexOf("\n", at - 1) + 1);

const quoted = (file: string): string => (/^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u.test(file) ? file : JSON.stringify(file));
const itemLines = (files: readonly string[], indent: number): string =>
  files.map((file) => `\n${" ".repeat(indent)}- ${quoted(file)}`).join("");

/** The end of the last thing in a node, before comments and blank lines that follow. */
const endOf = (node: Node): number => node.range![1];

/** Adds to a list that is written as lines, after the line that its last item ends on. */
const appendLines = (text: string, list: YAMLSeq, lines: (indent: number) => string): Edit => {
  const [first, last] = [list.items[0] as Node, list.items.at(-1) as Node];
  const dash = text.lastIndexOf("-", first.range![0] - 1);
  // A block ends behind its line feed, anything else within its line.
  const end = endOf(last);
  const at = text[end - 1] === "\n" ? end - 1 : lineEnd(text, end);
  return { from: at, to: at, text: lines(indentAt(text, dash)) };
};

/** Adds files to the articles of a section that the manifest has. */
const appendArticles = (text: string, section: YAMLMap, files: readonly string[]): Edit => {
  const indent = indentAt(text, (section.items[0]!.key as Node).range![0]);
  const pair = pairOf(section, "articles");
  const list = pair?.value;
  if (isSeq(list) && list.items.length > 0) {
    if (!list.flow) return appendLines(text, list, (columns) => itemLines(files, columns));
    const at = endOf(list.items.at(-1) as Node);
    return { from: at, to: at, text: files.map((file) => `, ${quoted(file)}`).join("") };
  }
  if (pair === undefined) {
    const last = section.items.at(-1)!;
    const at = lineEnd(text, endOf((last.value ?? last.key) as Node));
    return { from: at, to: at, text: `\n${" ".repeat(indent)}articles:${itemLines(files, indent + 2)}` };
  }
  // `articles:` with nothing, or `[]`, behind it.
  const from = endOf(pair.key as Node);
  const written = isSeq(list) ? endOf(list) : text.indexOf(":", from) + 1;
  return { from, to: written, text: `:${itemLines(files, indent + 2)}` };
};

const newSection = (name: string, files: readonly string[], indent: number): string => {
  const own = " ".repeat(indent);
  return `\n${own}- name: ${/^[\p{L}\p{N}][\p{L}\p{N} &'’-]*$/u.test(name) ? name : JSON.stringify(name)}\n${own}  articles:${itemLines(files, indent + 4)}`;
};

const editsOf = (text: string, additions: readonly Addition[]): readonly Edit[] => {
  const document = parseDocument(text);
  const root = document.contents;
  if (!isMap(root)) throw new Error("The manifest is no list of keys.");
  const pair = pairOf(root as YAMLMap, "sections");
  const list = pair?.value;
  const sections = isSeq(list) ? (list.items.filter(isMap) as YAMLMap[]) : [];
  const known = new Map(
    sections.map((section) => [slugify(textAt(section, "slug") ?? textAt(section, "name") ?? ""), section]),
  );
  const edits: Edit[] = [];
  let added = "";
  const indent = isSeq(list) && !list.flow && list.items.length > 0 ? undefined : 2;
  const beginAt = (columns: number): string =>
    [...grouped(additions)]
      .filter(([key]) => !known.has(key))
      .map(([, group]) =>
        newSection(
          group[0]!.section,
          group.map(({ file }) => file),
          columns,
        ),
      )
      .join("");
  for (const [key, group] of grouped(additions)) {
    const section = known.get(key);
    if (section)
      edits.push(
        appendArticles(
          text,
          section,
          group.map(({ file }) => file),
        ),
      );
  }
  if (indent === undefined) {
    const edit = appendLines(text, list as YAMLSeq, beginAt);
    if (edit.text !== "") edits.push(edit);
    return edits;
  }
  added = beginAt(indent);
  if (added === "") return edits;
  if (pair === undefined)
    return [
      ...edits,
      { from: text.length, to: text.length, text: `${text.endsWith("\n") ? "" : "\n"}sections:${added}\n` },
    ];
  const from = endOf(pair.key as Node);
  const written = isSeq(list) ? endOf(list) : text.indexOf(":", from) + 1;
  return [...edits, { from, to: written, text: `:${added}` }];
};

/** What the manifest lists: files by section's short name. Undefined where it cannot be read. */
const listed = (text: string): ReadonlyMap<string, readonly string[]> | undefined => {
  const document = parseDocument(text, { logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  const value = document.toJS() as { sections?: { name?: unknown; slug?: unknown; articles?: unknown[] }[] } | null;
  return new Map(
    (value?.sections ?? []).map(({ name, slug, articles }) => [
      slugify(String(slug ?? name ?? "")),
      (articles ?? []).map((entry) => (typeof entry === "string" ? entry : JSON.stringify(entry))),
    ]),
  );
};

/** Whether the edited manifest says all that it said, and the additions behind it. */
const isRight = (before: string, after: string, additions: readonly Addition[]): boolean => {
  const wanted = new Map(listed(before));
  for (const [key, group] of grouped(additions))
    wanted.set(key, [...(wanted.get(key) ?? []), ...group.map(({ file }) => file)]);
  return JSON.stringify([...wanted]) === JSON.stringify([...(listed(after) ?? [])]);
};

/**
 * Lists further articles in an `issue.yaml`, each at the end of its section, new sections at the end. Everything else stays as the
 * editor wrote it, to the letter. A manifest that is written in a way where that cannot be done is written anew from its data, with
 * its comments.
 */
export const listArticles = (text: string, additions: readonly Addition[]): string => {
  if (additions.length === 0) return text;
  const edits = editsOf(text, additions).toSorted((a, b) => b.from - a.from);
  const edited = edits.reduce(
    (sofar, { from, to, text: inserted }) => sofar.slice(0, from) + inserted + sofar.slice(to),
    text,
  );
  return isRight(text, edited, additions) ? edited : rewritten(text, additions);
};

const rewritten = (text: string, additions: readonly Addition[]): string => {
  const document = parseDocument(text);
  for (const [key, group] of grouped(additions)) {
    const files = group.map(({ file }) => file);
    const sections = document.get("sections");
    if (!isSeq(sections)) document.set("sections", document.createNode([]));
    const list = document.get("sections") as YAMLSeq;
    const section = (list.items.filter(isMap) as YAMLMap[]).find(
      (item) => slugify(String(item.get("slug") ?? item.get("name") ?? "")) === key,
    );
    if (section === undefined) list.add(document.createNode({ name: group[0]!.section, articles: files }));
    else if (isSeq(section.get("articles"))) for (const file of files) (section.get("articles") as YAMLSeq).add(file);
    else section.set("articles", document.createNode(files));
  }
  return document.toString({ lineWidth: 0 });
};

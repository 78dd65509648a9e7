import { canonicalLanguage } from "../language.js";
import type { HtmlElement } from "./htmlTree.js";
import type { Finding, Reporter } from "./report.js";
import type { Block } from "./types.js";

/** What building any part of an article needs. `language`: BCP 47, of the words in hand. */
export interface BodyContext {
  readonly reporter: Reporter;
  readonly issueFolder: string;
  readonly language: string;
}

/** What a step of the tree builder knows of its surroundings. */
export interface Scope extends BodyContext {
  /** The article's language: a block says its own only when it differs. */
  readonly articleLanguage: string;
  /** Lists, quotes and boxes that the place stands in. */
  readonly listDepth: number;
  readonly quoteDepth: number;
  readonly inAside: boolean;
  /** Pictures met in running text, which has no place for them. */
  readonly pictures: HtmlElement[];
  /** Blocks met where they cannot stand (a table in a list): set right after the block that held them. */
  readonly displaced: Block[];
  lineAt(offset: number): number;
  report(finding: Finding): void;
  /** Notes that an element has no place in the tree and only its contents go on. */
  unwrapped(element: HtmlElement): void;
}

/** The same place with some things changed. */
export const within = (
  scope: Scope,
  changes: Partial<Pick<Scope, "language" | "listDepth" | "quoteDepth" | "inAside" | "pictures" | "displaced">>,
): Scope => ({ ...scope, ...changes });

/** An element's own language, if its `lang` can be read. */
export function languageOf(element: HtmlElement, scope: Scope): string {
  const written = element.attributes.lang;
  if (!written) return scope.language;
  const tag = canonicalLanguage(written);
  // `en` within British copy is British.
  return tag === undefined || scope.language.split("-")[0] === tag ? scope.language : tag;
}

/** Elements that only group, or mark what print does not show: their contents are whole without them. */
const NEUTRAL = new Set(
  `div span section article main header footer nav address hgroup center body html big small u ins mark abbr acronym time font bdi bdo
  label data picture nobr details summary search dl dt dd figcaption tbody thead tfoot`.split(/\s+/),
);

export interface UnwrappedLog {
  note(element: HtmlElement): void;
  /** One problem for each kind of element. */
  tell(report: (finding: Finding) => void, lineAt: (offset: number) => number): void;
}

export function createUnwrappedLog(): UnwrappedLog {
  const seen = new Map<string, Set<number>>();
  return {
    note: ({ name, offset }) => void seen.set(name, (seen.get(name) ?? new Set()).add(offset)),
    tell(report, lineAt) {
      for (const [name, offsets] of seen)
        report({
          code: "HTML_UNWRAPPED",
          severity: NEUTRAL.has(name) ? "info" : "warning",
          line: lineAt(Math.min(...offsets)),
          near: `<${name}`,
          message: `\`<${name}>\`${offsets.size === 1 ? "" : ` (${offsets.size} times)`} has no form of its own on the page; its contents stand as ordinary text.`,
          remedy: "Write it in Markdown, or leave it so if the text reads well without it.",
        });
    },
  };
}

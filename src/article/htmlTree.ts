import { type Handler, Parser } from "htmlparser2";
import type { Finding } from "./report.js";

/** HTML as a light tree. `offset`: where the node begins in the HTML it was read from. */
export interface HtmlElement {
  readonly kind: "element";
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: HtmlNode[];
  readonly offset: number;
}
export interface HtmlText {
  readonly kind: "text";
  text: string;
  readonly offset: number;
}
export type HtmlNode = HtmlElement | HtmlText;

/** Elements deeper than this stand beside each other instead of inside each other, so that no input exhausts the stack. */
const MAX_DEPTH = 100;

/** Elements within elements that the parser is asked to follow: each level costs it more, and no page has so many. */
const HOPELESS_DEPTH = 2000;

/** The HTML is parsed in stretches of this many characters, so that a hopeless one is given up early. */
const STRETCH = 16_384;

/** Taken out with all they hold: they run, load, ask for input or hold no copy. */
const REMOVED = new Set(
  `script style iframe frame frameset noframes object embed applet form input button select option optgroup textarea datalist
  svg math meta link base template slot noscript canvas audio video source track map area param title head dialog portal
  xmp plaintext noembed`.split(/\s+/),
);

/** Elements that reach to the end of the article when nobody closes them, and would change all of it. */
const MUST_CLOSE = new Set(
  "aside blockquote figure figcaption table ul ol div section a em strong b i code sup sub pre h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
);

/**
 * Parses HTML, leaving out what must not travel. Problems: HTML_REMOVED for each kind of element taken out, an error if it
 * was never closed (all that follows it is gone); MARKUP_INVALID for elements never closed and for quotation marks missing
 * in a tag.
 */
export function parseHtmlTree(
  html: string,
  lineAt: (offset: number) => number,
  report: (finding: Finding) => void,
): HtmlElement {
  const root: HtmlElement = { kind: "element", name: "", attributes: {}, children: [], offset: 0 };
  const open: HtmlElement[] = [root];
  const removed = new Map<string, { offset: number; times: number }>();
  let tooDeep = 0;
  /** Names of the elements being left out, the outermost first. */
  const leftOut: string[] = [];

  /** All before this offset has been seen; a tag or comment without end swallows what follows it. */
  let seen = 0;

  const handler: Partial<Handler> = {
    onopentag(name, attributes) {
      const offset = parser.startIndex;
      seen = parser.endIndex + 1;
      if (leftOut.length > 0 || REMOVED.has(name)) {
        if (leftOut.length === 0) count(removed, name, offset);
        leftOut.push(name);
        return;
      }
      if (html.slice(offset + 1, parser.endIndex).includes("<")) report(brokenTag(name, lineAt(offset)));
      const element: HtmlElement = { kind: "element", name, attributes, children: [], offset };
      open.at(-1)!.children.push(element);
      if (open.length > MAX_DEPTH) tooDeep++;
      else open.push(element);
    },
    onclosetag(_name, isImplied) {
      if (!isImplied) seen = parser.endIndex + 1;
      if (leftOut.length > 0) leftOut.pop();
      else if (tooDeep > 0) tooDeep--;
      else open.pop();
    },
    ontext(text) {
      seen = parser.endIndex + 1;
      if (leftOut.length > 0) return;
      const siblings = open.at(-1)!.children;
      const last = siblings.at(-1);
      if (last?.kind === "text") last.text += text;
      else siblings.push({ kind: "text", text, offset: parser.startIndex });
    },
    oncomment: noteUnseen,
    onprocessinginstruction: noteUnseen,
  };
  function noteUnseen(): void {
    if (html[parser.endIndex] === ">") seen = parser.endIndex + 1;
  }
  const parser = new Parser(handler, { recognizeCDATA: true });
  const depth = (): number => open.length + tooDeep + leftOut.length;
  for (let at = 0; at < html.length && depth() < HOPELESS_DEPTH; at += STRETCH)
    parser.write(html.slice(at, at + STRETCH));
  if (depth() >= HOPELESS_DEPTH) {
    report(hopeless(lineAt(seen)));
    return root;
  }
  const unclosed = open.slice(1).filter(({ name }) => MUST_CLOSE.has(name));
  const swallowing = leftOut[0];
  parser.end();

  const lost = html.slice(seen);
  if (lost.trim() !== "") report(brokenTag(/^<([\w!?-]+)/.exec(lost)?.[1] ?? "", lineAt(seen)));
  for (const { name, offset } of unclosed) report(neverClosed(name, lineAt(offset)));
  for (const [name, { offset, times }] of removed)
    report(removedElement({ name, times, line: lineAt(offset), closed: name !== swallowing }));
  return root;
}

function count(counts: Map<string, { offset: number; times: number }>, name: string, offset: number): void {
  const known = counts.get(name);
  if (known) known.times++;
  else counts.set(name, { offset, times: 1 });
}

const brokenTag = (name: string, line: number): Finding => ({
  code: "MARKUP_INVALID",
  severity: "error",
  line,
  near: `<${name}`,
  message: `\`<${name}\` does not end where it should; what follows would be lost in it.`,
  remedy: name.startsWith("!")
    ? "End the comment with `-->`."
    : 'Close the quotation marks in the tag and end it with ">".',
});

const hopeless = (line: number): Finding => ({
  code: "MARKUP_INVALID",
  severity: "error",
  line,
  message: `More than ${HOPELESS_DEPTH} elements stand in each other; nothing after this line was read.`,
  remedy: "Close the elements before opening new ones, or paste the text without its HTML.",
});

const neverClosed = (name: string, line: number): Finding => ({
  code: "MARKUP_INVALID",
  severity: "warning",
  line,
  near: `<${name}`,
  message: `\`<${name}>\` is never closed, so it reaches to the end of the article.`,
  remedy: `Write \`</${name}>\` where it should end.`,
});

function removedElement({
  name,
  times,
  line,
  closed,
}: {
  name: string;
  times: number;
  line: number;
  closed: boolean;
}): Finding {
  return {
    code: "HTML_REMOVED",
    severity: closed ? "warning" : "error",
    line,
    near: `<${name}`,
    message: closed
      ? `\`<${name}>\` has no place on paper; ${times === 1 ? "it was left out with what it holds" : `all ${times} were left out with what they hold`}.`
      : `\`<${name}>\` is never closed, so everything after it would be left out.`,
    remedy: closed
      ? "Delete it, or write what readers should see as plain text."
      : `Delete it, or write \`</${name}>\` where it ends.`,
  };
}

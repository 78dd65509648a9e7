import type { InlineView, TypeStyle } from "../../layout/index.js";
import type { Run } from "../../typeset/index.js";
import { colourOf } from "./colours.js";
import type { InlineElement, LetterStyle, RichText, Segment, Setting } from "./types.js";

/** Parts of the size of the text around, as the browser's style sheets have them. */
const CODE_SIZE = 0.92;
const RAISED_SIZE = 0.68;
const RISE_EM = 0.42;
const FALL_EM = -0.18;
/** True small capitals want a little air. */
const CAPITALS_TRACKING_EM = 0.035;
/** Weights of strong words: in text, and in text that is as heavy itself. */
const STRONG_WEIGHT = 600;
const STRONGER_BY = 100;

/** The letters of a style of type. */
export const letterStyleOf = (style: TypeStyle, setting: Setting): LetterStyle => ({
  family: style.font,
  weight: style.weight,
  italic: style.italic,
  sizePx: style.sizePx,
  colour: colourOf(style.colour, setting),
  trackingEm: style.trackingEm,
  figures: style.figures,
  capitals: false,
  risePx: 0,
  underlined: false,
});

/** The text inside an inline element. */
interface Inside {
  readonly letters: LetterStyle;
  readonly elements: readonly InlineElement[];
  readonly hyphenate: boolean;
}

interface Collected {
  text: string;
  readonly runs: Run[];
  readonly segments: Segment[];
}

type WithContent = Extract<InlineView, { readonly content: readonly InlineView[] }>;

/** What an inline element makes of its text. `running`: it stands in running text, where links are underlined. */
const insideOf = (inline: WithContent, around: Inside, setting: Setting, running: boolean): Inside => {
  const { letters, elements } = around;
  const within = (element: InlineElement, changes: Partial<LetterStyle>): Inside => ({
    ...around,
    letters: { ...letters, ...changes },
    elements: [...elements, element],
  });
  switch (inline.kind) {
    case "emphasis":
      return within({ type: "Em" }, { italic: true });
    case "strong": {
      const weight = letters.weight < STRONG_WEIGHT ? STRONG_WEIGHT : Math.min(900, letters.weight + STRONGER_BY);
      return within({ type: "Strong" }, { weight });
    }
    case "code": {
      const { font } = setting.tokens.type.code;
      const code = within({ type: "Code" }, { family: font, sizePx: letters.sizePx * CODE_SIZE });
      return { ...code, hyphenate: false };
    }
    case "sup":
    case "sub": {
      const rise = letters.sizePx * RAISED_SIZE * (inline.kind === "sup" ? RISE_EM : FALL_EM);
      const raised = { sizePx: letters.sizePx * RAISED_SIZE, risePx: letters.risePx + rise };
      return { ...around, letters: { ...letters, ...raised } };
    }
    case "link":
      return within(
        { type: "Link", href: inline.href },
        running ? { underlined: true, ruleColour: setting.sectionColour } : {},
      );
  }
};

/** Appends text; `kept`: words that share a line, whatever comes. */
const append = (
  written: string,
  { letters, elements, hyphenate }: Inside,
  into: Collected,
  setting: Setting,
  kept = false,
): void => {
  let text = written.replace(/[ \t\r\n\f]+/g, " ");
  if (into.text === "" || into.text.endsWith(" ") || into.text.endsWith("\n")) text = text.replace(/^ /, "");
  if (text === "") return;
  const style = setting.letters.indexOf(letters);
  setting.letters.prepare(text, style);
  // A line never ends at a no-break space. Painted is what the text has.
  into.runs.push({ text: kept ? text.replaceAll(" ", "\u00a0") : text, style, hyphenate });
  into.segments.push({ start: into.text.length, end: into.text.length + text.length, style, elements });
  into.text += text;
};

const appendBreak = ({ letters, elements }: Inside, into: Collected, setting: Setting): void => {
  const style = setting.letters.indexOf(letters);
  into.runs.push({ text: "\n", style, hyphenate: false });
  into.segments.push({ start: into.text.length, end: into.text.length + 1, style, elements });
  into.text += "\n";
};

const collect = (
  copy: readonly InlineView[],
  inside: Inside,
  into: Collected,
  setting: Setting,
  running: boolean,
): void => {
  for (const inline of copy) {
    if (inline.kind === "text") append(inline.text, inside, into, setting);
    else if (inline.kind === "together") append(inline.text, inside, into, setting, true);
    else if (inline.kind === "break") appendBreak(inside, into, setting);
    else if (inline.kind === "capitals") {
      const { trackingEm } = inside.letters;
      const small = { ...inside.letters, capitals: true, trackingEm: trackingEm + CAPITALS_TRACKING_EM };
      append(inline.text, running ? { ...inside, letters: small } : inside, into, setting);
    } else collect(inline.content, insideOf(inline, inside, setting, running), into, setting, running);
  }
};

/** Takes the white off the end. */
const trimEnd = ({ text, runs, segments }: Collected): RichText => {
  const trimmed = text.replace(/[ \n]+$/, "");
  const kept = segments.filter(({ start }) => start < trimmed.length);
  return {
    text: trimmed,
    runs: runs
      .slice(0, kept.length)
      .map((run, index) => ({ ...run, text: run.text.slice(0, trimmed.length - kept[index]!.start) })),
    segments: kept.map((segment) => ({ ...segment, end: Math.min(segment.end, trimmed.length) })),
  };
};

/**
 * Copy in a style of type, ready to be broken into lines and painted. Tells `Letters` what it will be asked to set. Running text, which
 * is what has old-style figures, sets abbreviations in small capitals and underlines its links.
 */
export const richText = (copy: readonly InlineView[] | string, style: TypeStyle, setting: Setting): RichText => {
  const collected: Collected = { text: "", runs: [], segments: [] };
  const inside: Inside = { letters: letterStyleOf(style, setting), elements: [], hyphenate: true };
  const inlines: readonly InlineView[] = typeof copy === "string" ? [{ kind: "text", text: copy }] : copy;
  collect(inlines, inside, collected, setting, style.figures === "oldstyle");
  return trimEnd(collected);
};

/** A stretch of a paragraph's text in one style. `style` indexes the measurer's styles. */
export interface Run {
  readonly text: string;
  readonly style: number;
  /**
   * False: no word may be broken in this run (code, names of files). Spaces in it still break unless no-break, and an
   * address in it may still be broken after its slashes, since a hyphen is never drawn there.
   */
  readonly hyphenate: boolean;
}

/**
 * Advance width in px of `text` set in `style`, with kerning; pure and repeatable. Without common ligatures if the
 * painter has them: a tracked line loses them, and would be wider than its letters were measured.
 */
export type Measure = (text: string, style: number) => number;

/** Where a word may be hyphenated: offsets into `word`, ascending, each with at least three letters on both sides. */
export type Hyphenate = (word: string) => readonly number[];

export interface ParagraphCopy {
  readonly runs: readonly Run[];
}

export interface ParagraphSettings {
  /** Line lengths in px: line i has `measuresPx[min(i, last)]` (a drop cap or an indent shortens the first). */
  readonly measuresPx: readonly number[];
  readonly fontSizePx: number;
  /** Justified, or ragged right (lists, captions). */
  readonly justified: boolean;
  readonly hyphenation: boolean;
  /**
   * Tracking of all letters before any line is adjusted, parts of an em within ± 0.01; 0 if left out. Copyfitting's last
   * resort, for whole articles: a reader sees a paragraph tracked unlike its neighbours.
   */
  readonly trackingEm?: number;
  /** Justified only: points, hyphens and quotation marks stand partly out of the measure. */
  readonly hanging?: boolean;
  /** Ragged only: lines of even length, as a headline wants them; fewest lines come first. */
  readonly balanced?: boolean;
}

/** What a paragraph is set with: the styles' widths and the language's hyphens. */
export interface Tools {
  readonly measure: Measure;
  readonly hyphenate: Hyphenate;
}

/**
 * A set line. `start`/`end` are offsets into the paragraph's whole text (all runs joined): the line's own characters,
 * without the space that the break swallows. `hyphen`: a hyphen is drawn at its end that is not in the text.
 */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly hyphen: boolean;
  /** Added to every character of the line, px: its own tracking, within ± 2 % of an em, and the paragraph's. */
  readonly letterSpacingPx: number;
  /** Added to every word space, px: negative where the line is set tighter than natural, else 0 (the painter stretches). */
  readonly wordSpacingPx: number;
  /** Set width before stretching, with tracking and word spacing, px. */
  readonly widthPx: number;
  /** Final word space over the natural one; 1 on ragged and last lines. */
  readonly spaceRatio: number;
  /** Of a justified paragraph, but not stretched: its spaces would be torn beyond bearing. The painter leaves it short. */
  readonly ragged: boolean;
  /** Parts of its first and last characters that stand outside the measure, px: `widthPx` is without them. */
  readonly hangLeftPx: number;
  readonly hangRightPx: number;
  /** Wider than its measure: one word longer than the line with no break in it. */
  readonly overfull: boolean;
}

/** A paragraph set in a certain number of lines. `cost`: the search's demerits, comparable between settings of one paragraph. */
export interface SetParagraph {
  readonly lines: Line[];
  readonly cost: number;
}

/**
 * Another setting than the natural one. `extra`: how much worse it looks than the natural one, at least 0, in bad lines: 1
 * is one line whose spaces are one and a half times the natural instead of natural, or a ragged line left half empty. The
 * same measure for all paragraphs, so that copyfitting may add up and compare.
 */
export interface Variant extends SetParagraph {
  readonly extra: number;
}

/** The best setting, and the best ones of a line fewer or more where they look tolerable: copyfitting's elastic. */
export interface ParagraphVariants {
  readonly natural: SetParagraph;
  readonly shorter?: Variant;
  readonly longer?: Variant;
}

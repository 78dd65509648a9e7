import type { ParagraphSettings } from "./types.js";
import { BREAK } from "./words.js";

/** Tracking's bound either way, and the step it is given in, as parts of an em: under this the eye sees only an even grey. */
const TRACKING_EM = 0.02;
const TRACKING_STEP_EM = 0.0025;
/** Kept free on every line, px: browsers round positions to 1/64 px, and a line a hair too wide breaks again. */
export const SAFETY_PX = 0.05;
/**
 * Part of the tracking that a tight line may take: with all of it, on top of spaces at their least, readers of PDFs no longer see
 * where one word ends and the next begins.
 */
const TIGHT_TRACKING = 0.5;
/** Smallest word space, as the part of the natural one that may be taken away. */
const SPACE_SHRINK = 0.22;
/** What the spaces take alone, as parts of the natural space, before letters are tracked. */
const LOOSE_BEFORE_TRACKING = 0.25;
const TIGHT_BEFORE_TRACKING = 0.12;
/** Added space, in natural spaces, that counts as badness 100. */
const STRETCH_UNIT = 0.55;
/** Looser than this (in natural spaces added) a line is set only if the paragraph cannot be set otherwise. */
const TOLERATED_STRETCH = 3;

/** What the rules say of a line: its demerits, and how tight or loose it looks (0 to 3). */
export interface Verdict {
  cost: number;
  fitness: number;
  tooWide: boolean;
}

/** A line as the rules see it: what it takes naturally, and what it is to fill. */
export interface LineMatter {
  widthPx: number;
  letters: number;
  spaces: number;
  measurePx: number;
  /** The paragraph or a forced line ends here. */
  ends: boolean;
}

/** What the search weighs by. All costs are demerits, added up over the paragraph. */
export interface Rules {
  readonly judge: (line: LineMatter, verdict: Verdict) => void;
  /** By kind of break. */
  readonly breakCosts: readonly number[];
  readonly secondHyphen: number;
  readonly hyphenBeforeLast: number;
  /** For the same word or syllable above itself at an edge of the text. */
  readonly stacked: number;
  /** For each line of a river. */
  readonly river: number;
  /** Between neighbours that look very different: tight and loose. */
  readonly fitnessJump: number;
  /** What a line costs by being one more, and what a bad one costs beyond that (`Variant.extra`). */
  readonly lineCost: number;
  readonly badLineCost: number;
  /** What a space may be widened and a letter tracked by, px, unless the line ends the paragraph: a looser line is never set. */
  readonly mostPx: { readonly space: number; readonly letter: number };
}

/** How a paragraph's lines may be adjusted: px of its own type. */
export interface Elastic {
  readonly spacePx: number;
  /** Most that a letter may be tracked, px, and the step; 0 where letters join. */
  readonly trackingPx: number;
  readonly trackingStepPx: number;
}

export const elasticOf = (fontSizePx: number, spacePx: number, trackable: boolean): Elastic => ({
  spacePx,
  trackingPx: trackable ? TRACKING_EM * fontSizePx : 0,
  trackingStepPx: TRACKING_STEP_EM * fontSizePx,
});

/** Px of tracking that a line wants, over all its letters: what is beyond the spaces' own part, up to the bound. */
export const trackingFor = (roomPx: number, line: LineMatter, { spacePx, trackingPx }: Elastic): number => {
  const part = roomPx < 0 ? TIGHT_BEFORE_TRACKING : LOOSE_BEFORE_TRACKING;
  const beyond = Math.abs(roomPx) - part * line.spaces * spacePx;
  if (beyond <= 0) return 0;
  const mostPx = roomPx < 0 ? TIGHT_TRACKING * trackingPx : trackingPx;
  return Math.sign(roomPx) * Math.min(beyond, mostPx * line.letters);
};

/** Whether a line can be brought down to its measure. */
export const isTooWide = (roomPx: number, line: LineMatter, { spacePx, trackingPx }: Elastic): boolean =>
  -roomPx > SPACE_SHRINK * line.spaces * spacePx + TIGHT_TRACKING * trackingPx * line.letters;

const cube = (value: number): number => value * value * value;
/** Beyond this badness grows in a straight line, so that an impossible paragraph's sums stay exact. */
const STEEP_UNTIL = 12;
const loosenessBadness = (stretch: number): number => {
  const ratio = stretch / STRETCH_UNIT;
  return ratio < STEEP_UNTIL ? 100 * cube(ratio) : 100 * cube(STEEP_UNTIL) + 10_000 * (ratio - STEEP_UNTIL);
};

/** Every line has this badness: of two equal settings the shorter is better. */
const LINE_BADNESS = 10;
/** For a line tracked to the bound. */
const TRACKING_BADNESS = 30;
const SHORT_LAST_LINE = 40_000;
const LONE_LAST_WORD = 8_000;

const DECENT = 1;
/** 0 tight, 1 decent, 2 loose, 3 very loose, by the room a space would have to take without tracking. */
const fitnessOf = (roomInSpaces: number): number =>
  roomInSpaces < -0.15 ? 0 : roomInSpaces <= 0.5 ? DECENT : roomInSpaces <= 1.1 ? 2 : 3;

/** A last line looks lost if it is shorter than two ems, and poor if it is one short word. */
const lastLineCost = (line: LineMatter, fontSizePx: number): number => {
  if (line.widthPx === 0) return 0;
  if (line.widthPx < 2 * fontSizePx) return SHORT_LAST_LINE;
  return line.spaces === 0 && line.widthPx < line.measurePx / 5 ? LONE_LAST_WORD : 0;
};

/** Rules for justified text. `emergency`: lines may be as loose as they must. */
export const justifiedRules = (settings: ParagraphSettings, elastic: Elastic, emergency: boolean): Rules => {
  const { fontSizePx } = settings;
  const { spacePx } = elastic;
  const judge = (line: LineMatter, verdict: Verdict): void => {
    const room = line.measurePx - SAFETY_PX - line.widthPx;
    verdict.tooWide = false;
    verdict.fitness = DECENT;
    if (line.ends && room >= 0) {
      verdict.cost = LINE_BADNESS * LINE_BADNESS + lastLineCost(line, fontSizePx);
      return;
    }
    const tracking = trackingFor(room, line, elastic);
    const trackedPart = tracking === 0 ? 0 : tracking / (elastic.trackingPx * line.letters);
    let badness = LINE_BADNESS + TRACKING_BADNESS * trackedPart * trackedPart;
    if (room >= 0) {
      const spaces = Math.max(line.spaces, 1) * spacePx;
      const stretch = (room - tracking) / spaces;
      if (stretch > TOLERATED_STRETCH && !emergency) {
        verdict.cost = Number.POSITIVE_INFINITY;
        return;
      }
      badness += loosenessBadness(stretch);
      verdict.fitness = fitnessOf(room / spaces);
    } else {
      const shrinkable = SPACE_SHRINK * line.spaces * spacePx;
      const shrink = tracking - room;
      verdict.tooWide = isTooWide(room, line, elastic);
      badness += shrinkable === 0 ? 0 : 100 * cube(Math.min(shrink / shrinkable, 1));
      verdict.fitness = line.spaces === 0 ? DECENT : fitnessOf(room / (line.spaces * spacePx));
    }
    verdict.cost = badness * badness + (line.ends ? lastLineCost(line, fontSizePx) : 0);
  };
  return {
    judge,
    breakCosts: JUSTIFIED_BREAK_COSTS,
    secondHyphen: 6_000,
    hyphenBeforeLast: 4_000,
    stacked: 10_000,
    river: 6_000,
    fitnessJump: 8_000,
    lineCost: LINE_BADNESS * LINE_BADNESS,
    badLineCost: (LINE_BADNESS + 100) ** 2 - LINE_BADNESS ** 2,
    mostPx: { space: emergency ? Number.POSITIVE_INFINITY : TOLERATED_STRETCH * spacePx, letter: elastic.trackingPx },
  };
};

const costsByKind = (costs: Readonly<Record<keyof typeof BREAK, number>>): number[] => {
  const table: number[] = [];
  for (const [name, kind] of Object.entries(BREAK)) table[kind] = costs[name as keyof typeof BREAK];
  return table;
};

const JUSTIFIED_BREAK_COSTS = costsByKind({
  space: 0,
  plain: 400,
  hyphenation: 3_600,
  realHyphen: 2_500,
  slash: 3_600,
  address: 3_600,
  compound: 12_000,
  name: 40_000,
  reluctant: 60_000,
  beforeDash: 10_000,
  afterFunctionWord: 0,
});

/** In parts of a line left empty, squared: 0.04 is a line a fifth short. */
const RAGGED_BREAK_COSTS = costsByKind({
  space: 0,
  plain: 0.01,
  hyphenation: 0.3,
  realHyphen: 0.15,
  slash: 0.15,
  address: 0.2,
  compound: 0.4,
  name: 0.6,
  reluctant: 3,
  beforeDash: 0.3,
  afterFunctionWord: 0.2,
});
/** A headline never takes a line more than it must, except to keep numbers and the like whole. */
const BALANCED_LINE = 1_000;
const BALANCED_BREAK_COSTS = RAGGED_BREAK_COSTS.map((cost, kind) =>
  kind === BREAK.reluctant ? 3 * BALANCED_LINE : cost,
);

/** Rules for ragged lines: none shrunk or stretched; the rag even, or when balanced all lines of one length. */
export const raggedRules = (settings: ParagraphSettings): Rules => {
  const balanced = settings.balanced === true;
  const perLine = balanced ? BALANCED_LINE : 1;
  const judge = (line: LineMatter, verdict: Verdict): void => {
    const room = line.measurePx - SAFETY_PX - line.widthPx;
    const slack = room / line.measurePx;
    const lone = line.ends && line.spaces === 0 && line.widthPx > 0;
    verdict.tooWide = room < 0;
    verdict.fitness = DECENT;
    verdict.cost = perLine + (line.ends && !balanced ? 0 : slack * slack);
    if (lone) verdict.cost += balanced ? 1 : 0.1;
  };
  return {
    judge,
    breakCosts: balanced ? BALANCED_BREAK_COSTS : RAGGED_BREAK_COSTS,
    secondHyphen: 0.3,
    hyphenBeforeLast: 0.2,
    stacked: 0.1,
    river: 0,
    fitnessJump: 0,
    lineCost: perLine,
    badLineCost: 0.25,
    mostPx: { space: Number.POSITIVE_INFINITY, letter: 0 },
  };
};

/** What a simple layout, one that both engines can set, says of itself beside its templates (`type:`, `boxes:` … in layout.yaml). */

/** A line drawn along an edge of something. */
export interface RuleStyle {
  readonly px: number;
  /** As `TypeStyle.colour`. */
  readonly colour: string;
}

/**
 * A style of type of a simple layout (`type:` in layout.yaml), which both engines set from: for the browser it becomes a class of its
 * name. Lengths in CSS px unless the name says otherwise.
 */
export interface TypeStyle {
  /** Font family. */
  readonly font: string;
  readonly weight: number;
  readonly italic: boolean;
  readonly sizePx: number;
  /** Height of a line; the grid's leading when the layout says nothing. */
  readonly linePx: number;
  readonly align: "left" | "justify" | "center" | "right";
  /** `#rrggbb`, a name of `Tokens.colours`, or `section`: the section's own colour. */
  readonly colour: string;
  readonly trackingEm: number;
  readonly figures: "lining" | "oldstyle" | "tabular";
  readonly indentPx: number;
  readonly hyphenate: boolean;
  /** Lines of even length, as a headline wants them. */
  readonly balanced: boolean;
  /** White that belongs to the block above and below its lines, inside its rules. */
  readonly padPx: readonly [number, number];
  readonly ruleAbove?: RuleStyle;
  readonly ruleBelow?: RuleStyle;
  /** White grid lines above and below in running copy, dropped at the head and foot of a column. */
  readonly before: number;
  readonly after: number;
  /** What follows must begin in the same column; it stands in the same column as the end of what is above it. */
  readonly keep: boolean;
  readonly keepAbove: boolean;
  /** Grid lines that it may be taller, for copyfitting. */
  readonly stretch: number;
}

/** A box around blocks: a fact box, a quotation. Lengths in CSS px. */
export interface BoxStyle {
  readonly fill?: string;
  /** White at the left and right, inside; a rule at the left stands in it. */
  readonly sidePx: readonly [number, number];
  /** Whole grid lines inside above and below, which each part of a divided box has; a rule above stands in the first. */
  readonly padLines: readonly [number, number];
  readonly before: number;
  readonly after: number;
  readonly ruleAbove?: RuleStyle;
  readonly ruleLeft?: RuleStyle;
}

/** What both engines set a simple layout from. */
export interface Tokens {
  /** `#rrggbb` by name: `ink`, `soft`, `quiet`, `hairline`, `tint`, `paper`, `accent` and the layout's others. The magazine's go before: `coloursOf`. */
  readonly colours: Readonly<Record<string, string>>;
  readonly type: Readonly<Record<TypeRole, TypeStyle>>;
  readonly boxes: Readonly<Record<BoxRole, BoxStyle>>;
  /** Grid lines that the opening letter of an article is tall; 0: none. */
  readonly dropCapLines: number;
  /** Tops of the running head and of the foot with the folio, px from the page's top edge. */
  readonly furniture: { readonly headTopPx: number; readonly footTopPx: number };
}

/** The styles of type that a simple layout must give. */
export const TYPE_ROLES = [
  "text",
  "question",
  "drop-cap",
  "crosshead",
  "crosshead-3",
  "list-number",
  "quote",
  "cite",
  "pull-quote",
  "code",
  "caption",
  "credit",
  "table-caption",
  "table-head",
  "table-cell",
  "box-title",
  "box-text",
  "sources",
  "kicker",
  "headline",
  "standfirst",
  "byline",
  "brief-headline",
  "brief-standfirst",
  "brief-foot",
  "running-head",
  "folio",
  "foot-text",
  "contents-title",
  "contents-note",
  "contents-section",
  "contents-headline",
  "contents-brief",
  "contents-standfirst",
  "contents-folio",
  "masthead-title",
  "masthead",
  "nameplate",
  "cover-tagline",
  "cover-date",
  "cover-kicker",
  "cover-headline",
  "cover-standfirst",
  "cover-line",
  "cover-line-text",
  "cover-credit",
  "section-title",
  "section-text",
  "section-headline",
  "section-folio",
  "house-kicker",
  "house-headline",
  "house-text",
  "house-link",
  "house-quote",
  "house-cite",
  "back-headline",
  "back-text",
  "back-link",
  "colophon",
] as const;
export type TypeRole = (typeof TYPE_ROLES)[number];
export const BOX_ROLES = ["box", "quote", "list"] as const;
export type BoxRole = (typeof BOX_ROLES)[number];

/** `#rgb` and `#rrggbb` as `#rrggbb`; undefined for any other way to write a colour. */
const sixDigits = (colour: string): string | undefined => {
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour;
  return /^#[0-9a-f]{3}$/i.test(colour) ? colour.replace(/[0-9a-f]/gi, "$&$&") : undefined;
};

/**
 * The layout's colours, with the magazine's own (`colours:` in magazine.yaml) in place of those of the same name. Colours that are not
 * written as `#rgb` or `#rrggbb` are for browsers alone: here they change nothing.
 */
export const coloursOf = (
  { colours }: Tokens,
  magazineColours: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const own = Object.entries(magazineColours).flatMap(([name, written]) => {
    const colour = colours[name] === undefined ? undefined : sixDigits(written);
    return colour === undefined ? [] : [[name, colour] as const];
  });
  return { ...colours, ...Object.fromEntries(own) };
};

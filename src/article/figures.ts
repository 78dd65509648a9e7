import { CENTRE, nearest, parseFocus, resolvePicture } from "../manifest/index.js";
import { cleanText } from "./clean.js";
import type { HeroCopy, Placed } from "./frontMatter.js";
import type { HtmlElement, HtmlNode } from "./htmlTree.js";
import { buildInline, plainText } from "./inline.js";
import type { Finding, Reporter } from "./report.js";
import { type BodyContext, type Scope, within } from "./scope.js";
import type { Figure, Inline } from "./types.js";
import { setText } from "./typography.js";

/** A picture as an editor describes it, in Markdown, in HTML or in front matter. */
export interface PictureCopy {
  readonly file: string;
  readonly alt: string;
  readonly caption?: readonly Inline[];
  readonly credit?: string;
  readonly focus?: string;
  readonly span?: string;
  /** `none`: the picture is shown whole. */
  readonly crop?: string;
  /** `yes`: it may be left out. */
  readonly optional?: string;
  readonly line: number;
}

/** More columns than any layout has. */
const MAX_SPAN = 6;

/**
 * The figure, or nothing where its file cannot be used. Problems: PICTURE_MISSING, PICTURE_REMOTE, PATH_OUTSIDE_ISSUE,
 * PICTURE_ALT_MISSING, MARKUP_INVALID.
 */
export function buildFigure(copy: PictureCopy, { reporter, issueFolder, language }: BodyContext): Figure | undefined {
  const place = reporter.placeAt(copy.line, copy.file);
  const found = resolvePicture({ name: copy.file, issueFolder, place });
  const alt = setText(cleanText(copy.alt).replace(/\s+/g, " ").trim(), language);
  if (alt === "") reporter.report(altMissing(copy));
  const focus = focusOf(copy, reporter);
  const span = spanOf(copy, reporter);
  if ("code" in found) {
    reporter.report({ ...found, line: copy.line, near: copy.file });
    return undefined;
  }
  const caption = copy.caption && copy.caption.length > 0 ? copy.caption : undefined;
  const credit = copy.credit === undefined ? undefined : setText(cleanText(copy.credit).trim(), language);
  return {
    kind: "figure",
    place,
    picture: {
      path: found.path,
      name: copy.file,
      alt,
      ...(caption ? { caption: plainText(caption) } : {}),
      ...(credit ? { credit } : {}),
      focus,
      place,
    },
    ...(caption ? { caption } : {}),
    ...(credit ? { credit } : {}),
    ...span,
    ...(isSaid(copy, "crop", "none", "to show the picture whole", reporter) ? { whole: true } : {}),
    ...(isSaid(copy, "optional", "yes", "for a picture that may be left out", reporter) ? { optional: true } : {}),
  };
}

function focusOf(copy: PictureCopy, { report }: Reporter): typeof CENTRE {
  if (copy.focus === undefined) return CENTRE;
  const focus = parseFocus(copy.focus);
  if (focus) return focus;
  report(
    badSetting(copy, "focus", copy.focus, 'Write it as `focus="50% 30%"`: percent from the left, then from the top.'),
  );
  return CENTRE;
}

/** Whether a setting with one value is given; `effect` tells in the message what it does. */
function isSaid(
  copy: PictureCopy,
  key: "crop" | "optional",
  value: string,
  effect: string,
  { report }: Reporter,
): boolean {
  const said = copy[key];
  if (said === undefined || said === value) return said === value;
  report(badSetting(copy, key, said, `Write \`${key}=${value}\` ${effect}, or leave it out.`));
  return false;
}

function spanOf(copy: PictureCopy, { report }: Reporter): { span?: number } {
  if (copy.span === undefined) return {};
  const span = Number(copy.span);
  if (Number.isInteger(span) && span >= 1 && span <= MAX_SPAN) return { span };
  report(badSetting(copy, "span", copy.span, "Write the number of columns, such as `span=2`."));
  return {};
}

const altMissing = ({ file, line }: PictureCopy): Finding => ({
  code: "PICTURE_ALT_MISSING",
  severity: "error",
  line,
  near: file,
  message: `The picture “${file}” has no alternative text, so readers who cannot see it would miss it.`,
  remedy: `Say in a sentence what it shows: \`![A dune field at dusk](${file})\`, or \`alt:\` in the front matter.`,
});

const badSetting = ({ line }: PictureCopy, key: string, value: string, remedy: string): Finding => ({
  code: "MARKUP_INVALID",
  severity: "error",
  line,
  near: `${key}=`,
  message: `A picture's ${key} cannot be “${value.slice(0, 40)}”.`,
  remedy,
});

/** The picture under the headline, or the portrait. `inline` makes running text of its caption. */
export function buildHero(
  { value, line }: Placed<HeroCopy>,
  inline: (text: Placed) => readonly Inline[],
  context: BodyContext,
): Figure | undefined {
  const { caption, ...copy } = value;
  return buildFigure(
    { ...copy, line, ...(caption === undefined ? {} : { caption: inline({ value: caption, line }) }) },
    context,
  );
}

/** The figure of an `<img>`, with its caption from `<figcaption>` or its title. */
export function figureOfImage(
  image: HtmlElement,
  scope: Scope,
  figcaption: readonly HtmlNode[] = [],
): Figure | undefined {
  const { src = "", alt = "", title, credit, focus, span, crop, optional } = image.attributes;
  const pictures: HtmlElement[] = [];
  let caption = buildInline(figcaption, within(scope, { pictures }));
  if (caption.length === 0 && title !== undefined) {
    caption = buildInline([{ kind: "text", text: title, offset: image.offset }], scope);
  }
  const line = scope.lineAt(image.offset);
  if (pictures.length > 0) scope.report(pictureInCaption(scope.lineAt(pictures[0]!.offset)));
  return buildFigure({ file: src, alt, caption, line, ...given({ credit, focus, span, crop, optional }) }, scope);
}

const given = (values: Record<string, string | undefined>): Partial<PictureCopy> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

export const pictureInCaption = (line: number): Finding => ({
  code: "MARKUP_INVALID",
  severity: "error",
  line,
  near: "<img",
  message: "A picture cannot stand inside a caption, a headline or a title.",
  remedy: "Give it a paragraph of its own.",
});

/** The settings that may follow a picture in braces. */
const SETTINGS = ["credit", "focus", "span", "crop", "optional"];

/** Checks the names of a picture's settings. Problems: MARKUP_INVALID. */
export function checkSettings(names: readonly string[], line: number, report: (finding: Finding) => void): void {
  for (const name of names) {
    if (SETTINGS.includes(name)) continue;
    const meant = nearest(name, SETTINGS);
    report({
      code: "MARKUP_INVALID",
      severity: "error",
      line,
      near: name,
      message: `A picture has no setting \`${name}\`.`,
      remedy: meant
        ? `Did you mean \`${meant}\`?`
        : `It may have ${SETTINGS.map((known) => `\`${known}\``).join(", ")}.`,
    });
  }
}

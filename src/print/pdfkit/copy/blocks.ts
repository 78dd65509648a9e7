import type { Aside, Block, Heading, List, PullQuote, Quote, Rule } from "../../../article/index.js";
import { wholeLines } from "../../../copyfit/index.js";
import { beginsFlush, isQuestion, plainText } from "../../../layout/index.js";
import { setBlock, styleOf, textBlock } from "../boxes.js";
import { setOnOneLine } from "../boxText.js";
import { colourOf } from "../colours.js";
import { setText } from "../setText.js";
import type { Drawn } from "../types.js";
import { figureUnit, galleryUnit } from "./figures.js";
import { paragraphUnit } from "./paragraph.js";
import { baseOf, type Reading, spread } from "./reading.js";
import { tableUnit } from "./tables.js";
import type { SolidUnit, Unit, Wrapper } from "./units.js";

/** A list's numbers end so far left of its words, px. */
export const LABEL_GAP_PX = 6;
/** The ornament between parts of a text, px. */
const RULE_WIDTH_PX = 60;
const RULE_PX = 0.75;

/** Something of a fixed height among the copy. */
export const solidUnit = (
  drawn: SolidUnit["drawn"],
  facts: Partial<Pick<SolidUnit, "before" | "after" | "keep" | "keepAbove" | "movable" | "stretch">>,
  { line, words }: { readonly line: number | undefined; readonly words: string },
  reading: Reading,
): SolidUnit => ({
  ...baseOf(reading, line, words),
  kind: "solid",
  stretch: 0,
  ...facts,
  lines: wholeLines(drawn.heightPx, reading.context.layout.grid.leadingPx),
  drawn,
});

/** The reading inside a wrapper whose words stand so far in. */
const inside = (reading: Reading, wrapper: Wrapper, sides: readonly [number, number]): Reading => ({
  ...reading,
  wrappers: [...reading.wrappers, wrapper],
  leftPx: reading.leftPx + sides[0],
  widthPx: reading.widthPx - sides[0] - sides[1],
});

const inLanguage = (reading: Reading, language: string | undefined): Reading =>
  language === undefined ? reading : { ...reading, setting: reading.context.settingFor(language, reading.section) };

const headingUnit = ({ content, level, place }: Heading, reading: Reading): Unit[] => {
  const style = styleOf(level === 2 ? "crosshead" : "crosshead-3", reading.setting);
  const drawn = textBlock(content, style, reading.widthPx, reading.setting, { tag: `H${level}` });
  if (drawn === undefined) return [];
  return [solidUnit(drawn, style, { line: place.line, words: plainText(content) }, reading)];
};

const pullQuoteUnit = ({ content, cite, place }: PullQuote, reading: Reading): Unit[] => {
  const { setting, widthPx } = reading;
  const style = styleOf("pull-quote", setting);
  const quoted = setText(content, style, widthPx, setting);
  const cited = cite && setText(cite, styleOf("cite", setting), widthPx, setting);
  const citedPx = cited === undefined ? 0 : cited.lines.length * cited.style.linePx;
  const block = setBlock(quoted, widthPx, setting, {});
  const [padTop, padBottom] = style.padPx;
  const ruleAbovePx = style.ruleAbove?.px ?? 0;
  const ruleBelowPx = style.ruleBelow?.px ?? 0;
  const drawn: SolidUnit["drawn"] = {
    fits: block.fits,
    heightPx: block.heightPx + citedPx,
    // Its words stand in the middle of the lines that it is given.
    paint(surface, { x, y, heightPx = block.heightPx + citedPx }, parent) {
      const quote = surface.newTag(parent, "BlockQuote");
      const fill = (top: number, rule: NonNullable<typeof style.ruleAbove>): void =>
        surface.fill({ x, y: top, width: widthPx, height: rule.px }, colourOf(rule.colour, setting));
      if (style.ruleAbove !== undefined) fill(y, style.ruleAbove);
      if (style.ruleBelow !== undefined) fill(y + heightPx - style.ruleBelow.px, style.ruleBelow);
      const wordsPx = quoted.lines.length * style.linePx + citedPx;
      const free = heightPx - ruleAbovePx - ruleBelowPx - padTop - padBottom - wordsPx;
      const top = y + ruleAbovePx + padTop + free / 2;
      surface.paintLines(quoted, { from: 0, to: quoted.lines.length }, { x, y: top }, surface.newTag(quote, "P"));
      if (cited !== undefined) {
        const below = { x, y: top + quoted.lines.length * style.linePx };
        surface.paintLines(cited, { from: 0, to: cited.lines.length }, below, surface.newTag(quote, "P"));
      }
    },
  };
  const words = plainText(content) + plainText(cite ?? []);
  return [solidUnit(drawn, { ...style, movable: true }, { line: place.line, words }, reading)];
};

const quoteUnits = ({ blocks, cite, place, language }: Quote, reading: Reading): Unit[] => {
  const { setting, leftPx, widthPx } = reading;
  const style = setting.tokens.boxes.quote;
  const wrapper: Wrapper = {
    tag: "BlockQuote",
    padTop: 0,
    padBottom: 0,
    setting,
    leftPx,
    widthPx,
    style,
    ...(language === undefined ? {} : { language }),
  };
  const within = { ...inside(reading, wrapper, style.sidePx), role: "quote" as const };
  const units = blockUnits(blocks, within);
  const citeStyle = styleOf("cite", setting);
  const cited = cite && textBlock(cite, citeStyle, within.widthPx, setting, { tag: "P" });
  if (cited) units.push(solidUnit(cited, citeStyle, { line: place.line, words: plainText(cite) }, within));
  return spread(units, style);
};

const asideUnits = ({ title, blocks, place }: Aside, reading: Reading): Unit[] => {
  const { setting, leftPx, widthPx } = reading;
  const style = setting.tokens.boxes.box;
  const [padTop, padBottom] = style.padLines;
  const wrapper: Wrapper = { tag: "Sect", padTop, padBottom, setting, leftPx, widthPx, style };
  const within = { ...inside(reading, wrapper, style.sidePx), role: "box-text" as const };
  const titleStyle = styleOf("box-title", setting);
  const titled = textBlock(title, titleStyle, within.widthPx, setting, { tag: "P" });
  const head = titled
    ? [solidUnit(titled, titleStyle, { line: place.line, words: plainText(title ?? []) }, within)]
    : [];
  return spread([...head, ...blockUnits(blocks, within)], style);
};

const listUnits = ({ ordered, start, items }: List, reading: Reading): Unit[] => {
  const { setting, leftPx, widthPx, role } = reading;
  const style = setting.tokens.boxes.list;
  const list: Wrapper = { tag: "L", padTop: 0, padBottom: 0, setting, leftPx, widthPx };
  const numbers = styleOf("list-number", setting);
  const labels = items.map((_, index) => setOnOneLine(`${start + index}.`, numbers, setting));
  // Long numbers push the words of all items to the right.
  const labelPx = Math.max(...labels.map(({ lines }) => lines[0]?.widthPx ?? 0)) + LABEL_GAP_PX;
  const left = ordered ? Math.max(style.sidePx[0], labelPx) : style.sidePx[0];
  const units = items.flatMap((blocks, index) => {
    const label = ordered ? labels[index]! : ("bullet" as const);
    const item: Wrapper = { tag: "LI", padTop: 0, padBottom: 0, setting, leftPx, widthPx, label };
    const listed = {
      ...reading,
      wrappers: [...reading.wrappers, list],
      role: role === "text" ? ("list" as const) : role,
    };
    return blockUnits(blocks, inside(listed, item, [left, style.sidePx[1]]));
  });
  const nested = reading.wrappers.some(({ tag }) => tag === "L" || tag === "Sect");
  return spread(units, nested ? { before: 0, after: 0 } : style);
};

const ruleUnit = ({ place }: Rule, reading: Reading): Unit[] => {
  const { setting, widthPx } = reading;
  const { leadingPx } = reading.context.layout.grid;
  const drawn: Drawn = {
    heightPx: leadingPx,
    paint: (surface, { x, y }) =>
      surface.fill(
        { x: x + (widthPx - RULE_WIDTH_PX) / 2, y: y + leadingPx / 2, width: RULE_WIDTH_PX, height: RULE_PX },
        colourOf("hairline", setting),
      ),
  };
  return [solidUnit(drawn, { before: 1, after: 1 }, { line: place.line, words: "" }, reading)];
};

const unitsOf = (block: Block, flush: boolean, reading: Reading): Unit[] => {
  const told = (unit: Unit | undefined): Unit[] => (unit === undefined ? [] : [unit]);
  switch (block.kind) {
    case "paragraph": {
      const { content, place } = block;
      const facts = {
        flush,
        question: isQuestion(block),
        opening: block === reading.opening,
        last: block === reading.last,
      };
      return [paragraphUnit({ content, line: place.line, ...facts }, reading)];
    }
    case "heading":
      return headingUnit(block, reading);
    case "quote":
      return quoteUnits(block, reading);
    case "pullQuote":
      return pullQuoteUnit(block, reading);
    case "list":
      return listUnits(block, reading);
    case "figure":
      return told(figureUnit(block, reading));
    case "gallery":
      return told(galleryUnit(block, reading));
    case "table":
      return [tableUnit(block, reading)];
    case "aside":
      return asideUnits(block, reading);
    case "rule":
      return ruleUnit(block, reading);
  }
};

/** Blocks in order as units of copy. */
export const blockUnits = (blocks: readonly Block[], reading: Reading): Unit[] =>
  blocks.flatMap((block, index) =>
    unitsOf(block, beginsFlush(blocks.slice(0, index)), inLanguage(reading, block.language)),
  );

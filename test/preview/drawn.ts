/** What the preview's pages draw, as the browser has laid it out: every word and every picture, where it stands. */
import type { Frame } from "puppeteer-core";

/** Lengths in CSS px from the page box's top-left corner. */
export interface DrawnWord {
  readonly text: string;
  readonly left: number;
  /** Where the advance of its last letter ends. */
  readonly right: number;
  readonly baseline: number;
  readonly sizePx: number;
  /** A whole line that runs up the page: it begins at `baseline`, and `left` is what its letters stand on. */
  readonly climbing: boolean;
}

export interface BoxPx {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface DrawnPicture {
  readonly address: string;
  /** The whole picture, and what its own box and all that clip it leave to be seen. */
  readonly whole: BoxPx;
  readonly visible: BoxPx;
}

export interface DrawnPage {
  readonly words: readonly DrawnWord[];
  readonly pictures: readonly DrawnPicture[];
}

/**
 * Runs in the frame. Where the browser rounds as it paints (on the screen and in print alike) the painted place is told: letters
 * stand on whole px, and a turned box begins at a whole px. In between are the fractions of the layout.
 */
const readInFrame = (): DrawnPage[] => {
  /** What is one word, by the same rules as the PDF's reader has: ems from letter to letter, px between baselines and sizes. */
  const JUMP_EM = 0.7;
  const SAME_BASELINE = 0.4;
  const SAME_SIZE = 0.066;

  interface Letter {
    readonly text: string;
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }
  type Word = { -readonly [Key in keyof DrawnWord]: DrawnWord[Key] };
  interface Lettering {
    readonly letters: readonly Letter[];
    readonly element: Element;
  }

  const ascents = new Map<string, number>();
  /** From the top of a text's box to its baseline: measured on a line in the same font that ends with an empty box. */
  const ascentOf = ({ fontFamily, fontSize, fontWeight, fontStyle, fontStretch }: CSSStyleDeclaration): number => {
    const key = [fontFamily, fontSize, fontWeight, fontStyle, fontStretch].join("|");
    const known = ascents.get(key);
    if (known !== undefined) return known;
    const line = document.createElement("span");
    line.style.cssText = "position:absolute;top:0;left:0;white-space:pre;line-height:normal";
    Object.assign(line.style, { fontFamily, fontSize, fontWeight, fontStyle, fontStretch });
    const foot = document.createElement("span");
    foot.style.cssText = "display:inline-block;width:0;height:0";
    line.append("x", foot);
    document.body.append(line);
    const range = document.createRange();
    range.selectNode(line.firstChild!);
    const ascent = foot.getBoundingClientRect().bottom - range.getBoundingClientRect().top;
    line.remove();
    ascents.set(key, ascent);
    return ascent;
  };

  const lettersOf = (node: Text): Letter[] => {
    const letters: Letter[] = [];
    const range = document.createRange();
    let at = 0;
    for (const text of node.data) {
      range.setStart(node, at);
      at += text.length;
      range.setEnd(node, at);
      const rect = range.getClientRects()[0];
      if (rect === undefined) continue;
      const last = letters.at(-1);
      if (last !== undefined && /\p{M}/u.test(text)) letters[letters.length - 1] = { ...last, text: last.text + text };
      // What takes no room is not drawn: an invisible place to break.
      else if (rect.width > 0 || rect.height === 0 || /\s/.test(text)) {
        const { left, right, top, bottom } = rect;
        letters.push({ text, left, right, top, bottom });
      }
    }
    return letters;
  };

  /** What style sheets write before and after an element; it can be measured where the element has nothing else. */
  const generatedOf = (element: Element): Letter[] => {
    const texts = ["::before", "::after"].map(
      (pseudo) => /^"((?:[^"\\]|\\.)*)"/.exec(getComputedStyle(element, pseudo).content)?.[1] ?? "",
    );
    const text = texts.join("");
    if (text === "") return [];
    const rects = element.getClientRects();
    if (element.hasChildNodes() || text.length > 1 || rects.length !== 1)
      throw new Error(`“${text}” is written by a style sheet where it cannot be measured: ${element.outerHTML}`);
    const { left, right, top, bottom } = rects[0]!;
    return [{ text, left, right, top, bottom }];
  };

  /** All letters of a page in the document's order, with the elements that give them their style. */
  const letteringOf = (page: Element): Lettering[] => {
    const found: Lettering[] = [];
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Text) found.push({ letters: lettersOf(node), element: node.parentElement! });
      else found.push({ letters: generatedOf(node as Element), element: node as Element });
    }
    return found.filter(
      ({ letters, element }) => letters.length > 0 && getComputedStyle(element).visibility === "visible",
    );
  };

  /** How far below where it lies a turned box is painted: it begins at a whole px. */
  const turnedDown = (element: Element): number => {
    let turned: Element | null = element;
    while (turned !== null && getComputedStyle(turned).transform === "none") turned = turned.parentElement;
    const top = turned === null || turned === document.body ? 0 : turned.getBoundingClientRect().top;
    return Math.round(top) - top;
  };

  const climbingLine = ({ letters, element }: Lettering, origin: DOMRect): DrawnWord => {
    const style = getComputedStyle(element);
    const left = letters[0]!.left + ascentOf(style) - origin.left;
    const baseline = letters[0]!.bottom + turnedDown(element) - origin.top;
    const text = letters.map((letter) => letter.text).join("");
    return { text, left, right: left, baseline, sizePx: Number.parseFloat(style.fontSize), climbing: true };
  };

  const wordsOf = (page: Element, origin: DOMRect): DrawnWord[] => {
    const words: Word[] = [];
    let word: Word | undefined;
    const add = (letter: Letter, next: Omit<Word, "climbing" | "text">): void => {
      const goesOn =
        word !== undefined &&
        Math.abs(word.baseline - next.baseline) < SAME_BASELINE &&
        Math.abs(next.left - word.right) < JUMP_EM * next.sizePx &&
        Math.abs(word.sizePx - next.sizePx) < SAME_SIZE;
      if (goesOn) Object.assign(word!, { text: word!.text + letter.text, right: next.right });
      else {
        word = { text: letter.text, ...next, climbing: false };
        words.push(word);
      }
    };
    for (const lettering of letteringOf(page)) {
      const style = getComputedStyle(lettering.element);
      if (style.writingMode !== "horizontal-tb") {
        word = undefined;
        words.push(climbingLine(lettering, origin));
        continue;
      }
      const ascent = ascentOf(style);
      const tracking = Number.parseFloat(style.letterSpacing) || 0;
      for (const letter of lettering.letters) {
        if (/\s/.test(letter.text)) {
          word = undefined;
          continue;
        }
        add(letter, {
          left: letter.left - origin.left,
          right: letter.right - tracking - origin.left,
          baseline: Math.round(letter.top + ascent - origin.top),
          sizePx: Number.parseFloat(style.fontSize),
        });
      }
    }
    return words;
  };

  const cut = (one: BoxPx, other: BoxPx): BoxPx => ({
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  });

  /** Where the picture comes to lie in its element: stretched, or as `object-fit` and `object-position` say. */
  const wholeOf = (picture: HTMLImageElement, box: BoxPx): BoxPx => {
    const { objectFit, objectPosition } = getComputedStyle(picture);
    const [width, height] = [box.right - box.left, box.bottom - box.top];
    const [across, down] = [width / picture.naturalWidth, height / picture.naturalHeight];
    if (objectFit === "fill") return box;
    const scale =
      objectFit === "cover" ? Math.max(across, down) : objectFit === "contain" ? Math.min(across, down) : Number.NaN;
    const [x, y] = objectPosition
      .split(" ")
      .map((share) => (share.endsWith("%") ? Number.parseFloat(share) / 100 : Number.NaN));
    const left = box.left + x! * (width - picture.naturalWidth * scale);
    const top = box.top + y! * (height - picture.naturalHeight * scale);
    return { left, top, right: left + picture.naturalWidth * scale, bottom: top + picture.naturalHeight * scale };
  };

  const clipOf = (element: Element): BoxPx | undefined => {
    const style = getComputedStyle(element);
    if (style.overflowX === "visible") return undefined;
    const { left, top } = element.getBoundingClientRect();
    const [x, y] = [left + element.clientLeft, top + element.clientTop];
    const margin =
      style.overflowX === "clip" ? Number.parseFloat(style.getPropertyValue("overflow-clip-margin")) || 0 : 0;
    return {
      left: x - margin,
      top: y - margin,
      right: x + element.getBoundingClientRect().width - element.clientLeft * 2 + margin,
      bottom: y + element.getBoundingClientRect().height - element.clientTop * 2 + margin,
    };
  };

  const pictureOf = (picture: HTMLImageElement, page: HTMLElement, origin: DOMRect): DrawnPicture => {
    const box: BoxPx = picture.getBoundingClientRect();
    const whole = wholeOf(picture, box);
    let visible = cut(whole, box);
    for (
      let element = picture.parentElement;
      element !== null;
      element = element === page ? null : element.parentElement
    ) {
      const clip = clipOf(element);
      if (clip !== undefined) visible = cut(visible, clip);
    }
    const onPage = ({ left, top, right, bottom }: BoxPx): BoxPx => ({
      left: left - origin.left,
      top: top - origin.top,
      right: right - origin.left,
      bottom: bottom - origin.top,
    });
    return { address: picture.getAttribute("src") ?? "", whole: onPage(whole), visible: onPage(visible) };
  };

  return [...document.querySelectorAll<HTMLElement>("body > .page")].map((page) => {
    const origin = page.getBoundingClientRect();
    const pictures = [...page.querySelectorAll("img")].map((picture) => pictureOf(picture, page, origin));
    return { words: wordsOf(page, origin), pictures };
  });
};

/** Reads all pages of the frame; they must stand at full size. */
export const readDrawn = (frame: Frame): Promise<DrawnPage[]> => frame.evaluate(readInFrame);

import type PDFDocument from "pdfkit";
import type { Content, Tag } from "../tags.js";
import { PT_PER_PX, short } from "./document.js";
import type { OpenFace } from "./faces.js";
import type { Box } from "./types.js";

const COLOUR = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i;

const colours = new Map<string, string>();

/** The operator that fills with a colour, `#rrggbb`. Throws on anything else. */
const colourOperator = (colour: string): string => {
  let operator = colours.get(colour);
  if (operator === undefined) {
    const [, ...parts] = COLOUR.exec(colour) ?? [];
    if (parts.length === 0) throw new Error(`"${colour}" is no colour of the form #rrggbb`);
    operator = `${parts.map((part) => short(Number.parseInt(part, 16) / 255)).join(" ")} rg\n`;
    colours.set(colour, operator);
  }
  return operator;
};

/**
 * The page in hand: its operators, written in CSS px from the top-left corner with y downwards, and what they have set. It goes out
 * when the next page begins.
 */
export class Canvas {
  private readonly written: string[] = [`${PT_PER_PX} 0 0 ${PT_PER_PX} 0 0 cm\n`];
  private colour = "";
  private font = "";
  private trackingPx = 0;
  private mcids = 0;
  /** What the text object in hand belongs to; undefined for decoration. */
  private open: { readonly tag: Tag | undefined } | undefined;

  constructor(
    private readonly document: PDFDocument,
    readonly heightPt: number,
  ) {}

  get page() {
    return this.document.page;
  }

  get pageNumber(): number {
    return this.page.dictionary.id;
  }

  write(operators: string): void {
    this.written.push(operators);
  }

  setColour(colour: string): void {
    if (colour === this.colour) return;
    this.colour = colour;
    this.write(colourOperator(colour));
  }

  /** The operator that sets a face, or nothing where it is set. */
  readonly fontOperator = (face: OpenFace, sizePx: number): string => {
    const { font } = face;
    const wanted = `/${font.id} ${short(sizePx)} Tf\n`;
    if (wanted === this.font) return "";
    this.font = wanted;
    this.page.fonts[font.id] ??= font.ref();
    return wanted;
  };

  /** Added to every letter from now on. */
  setTracking(px: number): void {
    if (px === this.trackingPx) return;
    this.trackingPx = px;
    this.write(`${short(px)} Tc\n`);
  }

  /** Begins a text object for words of a tag, unless one is open. */
  beginText(tag: Tag | undefined): void {
    if (this.open !== undefined && this.open.tag === tag) return;
    this.endText();
    if (tag !== undefined) this.openMark(tag);
    this.write("BT\n");
    this.open = { tag };
    // Finishing reads each stretch by itself, so that each must say its face.
    this.font = "";
  }

  endText(): void {
    if (this.open === undefined) return;
    this.write(this.open.tag === undefined ? "ET\n" : "ET\nEMC\n");
    this.open = undefined;
  }

  /** Opens marked content of a tag, for `EMC` to close. */
  openMark(tag: Tag): void {
    const content: Content = { type: "content", page: this.pageNumber, mcid: this.mcids++ };
    tag.kids.push(content);
    this.write(`/${tag.type} <</MCID ${content.mcid}>> BDC\n`);
  }

  fill({ x, y, width, height }: Box, colour: string): void {
    this.setColour(colour);
    this.write(`${short(x)} ${short(y)} ${short(width)} ${short(height)} re f\n`);
  }

  /** A rectangle of the file: left, bottom, right, top in pt. */
  rectPt({ x, y, width, height }: Box): number[] {
    const foot = this.heightPt - (y + height) * PT_PER_PX;
    return [x * PT_PER_PX, foot, (x + width) * PT_PER_PX, foot + height * PT_PER_PX];
  }

  /** Hands the page's operators on. */
  end(): void {
    this.endText();
    this.document.addContent(Buffer.from(this.written.join(""), "latin1"));
  }
}

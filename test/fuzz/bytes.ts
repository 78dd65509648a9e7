/** What disks, copying and programs do to the bytes of any file. */
import type { Chance } from "./random.js";

/** Spoils a file's contents. */
export type Way = (bytes: Buffer, chance: Chance) => Buffer;

/** A place in the file and some bytes from there on. */
const slice = (bytes: Buffer, chance: Chance): readonly [from: number, to: number] => {
  const from = chance.below(bytes.length);
  return [from, Math.min(bytes.length, from + 1 + chance.below(Math.ceil(bytes.length / 4)))];
};

const put = (bytes: Buffer, at: number, part: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);

/** `part` put in so many times, each at a place of its own. */
const strewn = (bytes: Buffer, chance: Chance, part: Buffer): Buffer => {
  let spoilt = bytes;
  for (let times = 1 + chance.below(4); times > 0; times--) spoilt = put(spoilt, chance.below(spoilt.length + 1), part);
  return spoilt;
};

const CONTROLS = [0x01, 0x07, 0x08, 0x0b, 0x0c, 0x1b, 0x7f, 0x1a];
/** Marks that turn the direction of text, or are not seen at all. */
const INVISIBLE = ["\u202e", "\u202d", "\u2066", "\u2067", "\u200f", "\u061c", "\u2028", "\u2029", "\u200b", "\u00ad"];
/** Overlong forms, halves of surrogates, bytes that UTF-8 does not have, a letter of Latin-1. */
const NOT_UTF8 = [[0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xff], [0xf8, 0x88], [0xe9], [0x80], [0xf4, 0x90, 0x80, 0x80]];

export const BYTE_WAYS: Readonly<Record<string, Way>> = {
  "bits flipped": (bytes, chance) => {
    const spoilt = Buffer.from(bytes);
    for (let times = 1 + chance.below(8); times > 0; times--) {
      const at = chance.below(spoilt.length);
      spoilt[at] = spoilt[at]! ^ (1 << chance.below(8));
    }
    return spoilt;
  },
  "cut off": (bytes, chance) => bytes.subarray(0, chance.below(bytes.length)),
  "head cut off": (bytes, chance) => bytes.subarray(1 + chance.below(Math.min(200, bytes.length))),
  "zeros in place of a part": (bytes, chance) => Buffer.from(bytes).fill(0, ...slice(bytes, chance)),
  "zeros from here on": (bytes, chance) => Buffer.from(bytes).fill(0, chance.below(bytes.length)),
  "a part twice": (bytes, chance) => {
    const [from, to] = slice(bytes, chance);
    return put(bytes, to, bytes.subarray(from, to));
  },
  "a part taken out": (bytes, chance) => {
    const [from, to] = slice(bytes, chance);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  "chance bytes in place of a part": (bytes, chance) => {
    const spoilt = Buffer.from(bytes);
    const [from, to] = slice(bytes, chance);
    for (let at = from; at < to; at++) spoilt[at] = chance.below(256);
    return spoilt;
  },
  "chance bytes alone": (_, chance) => Buffer.from(Array.from({ length: 400 }, () => chance.below(256))),
  "nothing left": () => Buffer.alloc(0),
  "white space alone": () => Buffer.from(" \n\t\n\n"),
  "NULs strewn in": (bytes, chance) => strewn(bytes, chance, Buffer.alloc(1 + chance.below(3))),
  "control characters strewn in": (bytes, chance) => strewn(bytes, chance, Buffer.from([chance.oneOf(CONTROLS)])),
  "invisible marks strewn in": (bytes, chance) => strewn(bytes, chance, Buffer.from(chance.oneOf(INVISIBLE))),
  "bytes that are not UTF-8": (bytes, chance) => strewn(bytes, chance, Buffer.from(chance.oneOf(NOT_UTF8))),
  "a byte-order mark": (bytes) => Buffer.concat([Buffer.from("\ufeff"), bytes]),
  "a byte-order mark in the middle": (bytes, chance) => strewn(bytes, chance, Buffer.from("\ufeff")),
  "UTF-16": (bytes) => Buffer.from(`\ufeff${bytes.toString("utf8")}`, "utf16le"),
  "Latin-1 with accents": (bytes) => Buffer.from(bytes.toString("utf8").replaceAll("e", "é"), "latin1"),
  "line ends of Windows": (bytes) => Buffer.from(bytes.toString("utf8").replaceAll("\n", "\r\n")),
  "line ends of old Macs": (bytes) => Buffer.from(bytes.toString("utf8").replaceAll("\n", "\r")),
  "two lines exchanged": (bytes, chance) => {
    const lines = bytes.toString("utf8").split("\n");
    const [one, other] = [chance.below(lines.length), chance.below(lines.length)];
    [lines[one], lines[other]] = [lines[other]!, lines[one]!];
    return Buffer.from(lines.join("\n"));
  },
  "a line taken out": (bytes, chance) => {
    const lines = bytes.toString("utf8").split("\n");
    lines.splice(chance.below(lines.length), 1);
    return Buffer.from(lines.join("\n"));
  },
  "a line twice": (bytes, chance) => {
    const lines = bytes.toString("utf8").split("\n");
    const at = chance.below(lines.length);
    lines.splice(at, 0, lines[at]!);
    return Buffer.from(lines.join("\n"));
  },
  "a line of a million characters": (bytes, chance) => {
    const lines = bytes.toString("utf8").split("\n");
    lines.splice(chance.below(lines.length), 0, "sand ".repeat(200_000));
    return Buffer.from(lines.join("\n"));
  },
};

/** Those that mean something only where a file has lines. */
const OF_TEXT = /line|UTF|Latin|white space|invisible|byte-order/;

/** The ways of the bytes that a picture can be spoilt in. */
export const BYTE_WAYS_OF_PICTURES: Readonly<Record<string, Way>> = Object.fromEntries(
  Object.entries(BYTE_WAYS).filter(([name]) => !OF_TEXT.test(name)),
);

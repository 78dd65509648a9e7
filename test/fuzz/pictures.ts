/** What is sent as a picture and is none, or says of itself what is not so. */
import { halves, hollowPng } from "../figures/pictures.js";
import type { Way } from "./bytes.js";

/** Where a JPEG's frame header stands (ITU-T T.81, B.2.2); its height and width are 5 and 7 bytes further on. */
const frameOf = (bytes: Buffer): number => {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2))
    if ([0xc0, 0xc1, 0xc2].includes(bytes[at + 1]!)) return at;
  return -1;
};

let jpeg: Buffer;
/** Makes the picture that the ways below spoil, whatever the format of the one in the issue. */
export const readyPictures = async (): Promise<void> => {
  jpeg ??= await halves(800, 600).jpeg().toBuffer();
};

const withSize = (width: number, height: number): Buffer => {
  const spoilt = Buffer.from(jpeg);
  const frame = frameOf(spoilt);
  spoilt.writeUInt16BE(height, frame + 5);
  spoilt.writeUInt16BE(width, frame + 7);
  return spoilt;
};

/** A segment of a JPEG, right behind its first marker. */
const withSegment = (marker: number, body: Buffer, length = body.length + 2): Buffer => {
  const head = Buffer.from([0xff, marker, length >> 8, length & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
};

const noise = (length: number, below: (limit: number) => number): Buffer =>
  Buffer.from(Array.from({ length }, () => below(256)));

/** A GIF that says that it is so large and has so many frames, each of them empty. */
const gif = (width: number, height: number, frames: number): Buffer => {
  const head = Buffer.from("GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff", "latin1");
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
};

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><script>1</script><image href="file:///etc/passwd"/></svg>';

export const PICTURE_WAYS: Readonly<Record<string, Way>> = {
  "a head of another kind": (bytes, chance) =>
    Buffer.concat([
      Buffer.from(
        chance.oneOf([
          "\x89PNG\r\n\x1a\n",
          "\xff\xd8\xff\xe0",
          "GIF89a",
          "RIFF\0\0\0\0WEBP",
          "II*\0",
          "%PDF-1.7",
          "PK\x03\x04",
          "\0\0\0\x1cftypavif",
        ]),
        "latin1",
      ),
      bytes.subarray(12),
    ]),
  "a drawing under a picture's name": () => Buffer.from(SVG),
  "a web page under a picture's name": () => Buffer.from("<!doctype html><title>Not found</title>"),
  "a PNG of 400 million pixels": () => hollowPng(20_000, 20_000),
  "a PNG of 2³¹ pixels' width": () => hollowPng(0x7fffffff, 1),
  "a PNG without size": () => hollowPng(0, 0),
  "a PNG that ends after its head": () => hollowPng(800, 600),
  "a JPEG that says it is larger": () => withSize(1600, 1200),
  "a JPEG that says it is as large as can be": () => withSize(65_500, 65_500),
  "a JPEG that says it has no width": () => withSize(0, 600),
  "a JPEG that says it is smaller": () => withSize(400, 300),
  "EXIF of chance": (_, chance) =>
    withSegment(0xe1, Buffer.concat([Buffer.from("Exif\0\0II*\0"), noise(400, chance.below)])),
  "a colour profile of chance": (_, chance) =>
    withSegment(0xe2, Buffer.concat([Buffer.from("ICC_PROFILE\0\x01\x01"), noise(600, chance.below)])),
  "a segment longer than the file": () => withSegment(0xe2, Buffer.from("ICC_PROFILE\0"), 65_535),
  "XMP with entities": () =>
    withSegment(
      0xe1,
      Buffer.from('http://ns.adobe.com/xap/1.0/\0<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    ),
  "a GIF of 600 frames": () => gif(800, 600, 600),
  "a GIF as large as can be": () => gif(65_535, 65_535, 1),
  "words behind the end": (bytes) => Buffer.concat([bytes, Buffer.from("<script>alert(1)</script>".repeat(100))]),
  "a JPEG without its tables": () => Buffer.concat([jpeg.subarray(0, 20), jpeg.subarray(frameOf(jpeg))]),
  "a JPEG without its end": () => jpeg.subarray(0, -2),
};

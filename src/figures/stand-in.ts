/**
 * A picture's stand-in: the head of its JPEG file without the scans, and its name in a comment. Chromium copies a JPEG into the PDF
 * as it is and needs no more than the head to place it, so a stand-in can be printed, and the picture put in its place when the file
 * is finished: megabytes that never travel to the browser and back.
 */
const LABEL = "Pressday stand-in for ";

/** Markers of ITU-T T.81, table B.1: each segment begins with 0xff and one of these. */
const COMMENT = 0xfe;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);
/** The file begins with 0xff 0xd8. */
const SOI_BYTES = 2;

/** The stand-in of a JPEG file; undefined if these bytes are none that it can be made of. `name` in ASCII. */
export const standInFor = (jpeg: Buffer, name: string): Buffer | undefined => {
  if (jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = SOI_BYTES;
  for (let marker = 0; marker !== START_OF_SCAN; ) {
    if (at + 4 > jpeg.length || jpeg[at] !== 0xff) return undefined;
    marker = jpeg[at + 1]!;
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  const label = Buffer.from(LABEL + name, "latin1");
  const comment = Buffer.from([0xff, COMMENT, 0, label.length + 2]);
  return Buffer.concat([jpeg.subarray(0, SOI_BYTES), comment, label, jpeg.subarray(SOI_BYTES, at), END_OF_IMAGE]);
};

/** The names of all stand-ins in some bytes: one picture's, or a whole printed file's. */
export const standInNames = (bytes: Buffer): Set<string> => {
  const names = new Set<string>();
  for (let at = bytes.indexOf(LABEL, 0, "latin1"); at >= 0; at = bytes.indexOf(LABEL, at + 1, "latin1")) {
    // Its length, of two bytes, counts itself.
    const end = at - 2 + bytes.readUInt16BE(at - 2);
    names.add(bytes.toString("latin1", at + LABEL.length, end));
  }
  return names;
};

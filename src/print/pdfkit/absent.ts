/**
 * Stands in the bundle (`scripts/build.ts`) for libraries that pdfkit and its font reader bring for work that is never theirs here:
 * breaking lines, unpacking WOFF2, locking files. With their tables they are half of all that would be loaded.
 */
export default class Absent {
  constructor() {
    throw new Error("this part of pdfkit is not in the bundle");
  }
}

/** The ciphers. */
export const cbc = Absent;
export const ecb = Absent;

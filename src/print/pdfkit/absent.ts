/**
 * Stands in the bundle (`scripts/build.ts`) for two libraries that pdfkit and its font reader bring for work that is never theirs here:
 * breaking lines, and unpacking WOFF2. With their tables they are half of all that would be loaded.
 */
export default class Absent {
  constructor() {
    throw new Error("this part of pdfkit is not in the bundle");
  }
}

/** The pattern files of the package `hyphen`, which has no types of its own. */
declare module "hyphen/patterns/*" {
  const patterns: import("./hyphenation.js").HyphenationPatterns;
  export default patterns;
}

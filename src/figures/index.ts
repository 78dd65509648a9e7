export { readLuminance } from "./luminance.js";
export { preparePictures } from "./prepare.js";
export { standInFor, standInNames } from "./stand-in.js";
export type * from "./types.js";

export { preparePictures } from "./prepare.js";
export type * from "./types.js";

export { loadDecoder, PICTURES_AT_ONCE } from "./decoder.js";
export { PictureFault } from "./fault.js";
export { type Inspection, inspectPicture } from "./inspect.js";
export { readLuminance } from "./luminance.js";
export { preparePictures } from "./prepare.js";
export { shrinkJpeg } from "./shrink.js";
export { standInFor, standInNames } from "./stand-in.js";
export type * from "./types.js";

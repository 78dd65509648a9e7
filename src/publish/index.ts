import type { PublishOptions, PublishReport } from "./publish.js";

export { OutputFault, writeWhole } from "../write-whole.js";
export type { PublishOptions, PublishReport } from "./publish.js";
export type * from "./types.js";

/** Publishes an issue that has been built: `publish.ts` tells more. It is loaded here, for builds use this door too. */
export const publishIssue = async (options: PublishOptions): Promise<PublishReport> =>
  (await import("./publish.js")).publishIssue(options);

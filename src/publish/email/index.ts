/** The e-mail that announces an issue: made here, sent by `pressday send`. */
import type { Announcement } from "../types.js";
import type { Newsletter } from "./message.js";
import type { SendOptions, SendReport } from "./send.js";

export type { Newsletter } from "./message.js";
export type { SendOptions, SendReport } from "./send.js";
export { SERVER_VARIABLE } from "./server.js";

/**
 * The e-mail as a page and as a message. `cover`: a PNG or JPEG of at most some 200 kB, which travels with the message. Throws where
 * `publish:` says no address or no e-mail: whoever calls knows that before.
 */
export const newsletter = async (a: Announcement, cover: { readonly bytes: Uint8Array }): Promise<Newsletter> =>
  (await import("./message.js")).makeNewsletter(a, cover);

/** Sends the published e-mail of an issue, to the list or as a test: `send.ts` tells more. */
export const sendPublished = async (options: SendOptions): Promise<SendReport> =>
  (await import("./send.js")).sendPublished(options);

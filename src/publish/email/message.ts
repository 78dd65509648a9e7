/** The e-mail as a message: the same announcement makes the same bytes. */
import { createHash } from "node:crypto";
import type { Announcement } from "../types.js";
import { renderEmail, subjectOf } from "./html.js";
import { parseMailbox } from "./mailbox.js";
import { placesOf } from "./places.js";
import { renderText } from "./text.js";

const PNG = [0x89, 0x50, 0x4e, 0x47];
const JPEG = [0xff, 0xd8, 0xff];

const pictureType = (bytes: Uint8Array): { readonly type: string; readonly ending: string } => {
  const begins = (signature: readonly number[]): boolean => signature.every((byte, at) => bytes[at] === byte);
  if (begins(PNG)) return { type: "image/png", ending: "png" };
  if (begins(JPEG)) return { type: "image/jpeg", ending: "jpg" };
  throw new Error("an e-mail's cover is a PNG or a JPEG: mail programs show no other");
};

/** Its HTML holds the cover by this name (RFC 2392). */
const coverId = (week: string): string => `cover.${week}@pressday`;

export interface Newsletter {
  /** To be seen in a browser, or pasted into a mailing service. */
  readonly html: string;
  /** The whole message, ready to be sent. */
  readonly eml: Uint8Array;
}

/**
 * The e-mail that announces an issue. `cover`: a PNG or JPEG, at most some 200 kB, for it travels with the message. Throws where
 * `publish:` has no address or no e-mail.
 */
export const makeNewsletter = async (a: Announcement, cover: { readonly bytes: Uint8Array }): Promise<Newsletter> => {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const email = a.publishing.email;
  const places = placesOf(a);
  const { type, ending } = pictureType(cover.bytes);
  const cid = coverId(a.week.label);
  const [html, text] = [renderEmail(a, `cid:${cid}`), renderText(a)];
  const from = parseMailbox(email!.from);
  const parts = [html, text, cover.bytes, JSON.stringify([email, subjectOf(a), a.published])];
  const hash = parts
    .reduce((sum, part) => sum.update(part), createHash("sha256"))
    .digest("hex")
    .slice(0, 32);
  const composer = new MailComposer({
    from,
    ...(email!.to === undefined ? {} : { to: parseMailbox(email!.to) }),
    ...(email!.replyTo === undefined ? {} : { replyTo: parseMailbox(email!.replyTo) }),
    subject: subjectOf(a),
    date: new Date(a.published),
    messageId: `<${a.week.label}.${hash}@${from.address.split("@").at(-1)}>`,
    headers: {
      "Content-Language": a.language,
      // Some mail programs then open it as a draft; it goes when it is sent.
      "X-Unsent": "1",
      ...(places.unsubscribeAddress === undefined
        ? {}
        : { "List-Unsubscribe": { prepared: true, value: `<${places.unsubscribeAddress}>` } }),
    },
    text,
    html,
    attachments: [
      {
        cid,
        filename: `cover.${ending}`,
        content: Buffer.from(cover.bytes),
        contentType: type,
        contentDisposition: "inline",
      },
    ],
    baseBoundary: hash,
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { html: renderEmail(a), eml: new Uint8Array(await composer.compile().build()) };
};

/** The published message made ready for the post: to whom it goes and when is known only now. */
import { parseMailbox } from "./mailbox.js";

/** A header with its further lines, as it stands in the message. */
type Header = string;

export interface Letter {
  readonly envelope: { readonly from: string; readonly to: string };
  readonly headers: readonly Header[];
  readonly message: Buffer;
}

const nameIn = (header: Header): string => header.slice(0, header.indexOf(":")).toLowerCase();

const valueIn = (headers: readonly Header[], name: string): string | undefined =>
  headers
    .find((header) => nameIn(header) === name)
    ?.slice(name.length + 1)
    .replace(/\r?\n/g, "")
    .trim();

export const messageIdOf = (headers: readonly Header[]): string => valueIn(headers, "message-id") ?? "";

export interface Posting {
  /** A mailbox. */
  readonly to: string;
  /** Marked as a test, and not the message that a list would know by its number. */
  readonly test: boolean;
  readonly now: Date;
}

/** Nothing where the file is no message, or has no sender. */
export const makeLetter = (draft: Buffer, { to, test, now }: Posting): Letter | undefined => {
  const end = /\r?\n\r?\n/.exec(draft.toString("latin1"));
  if (end === null) return undefined;
  const headers = draft
    .subarray(0, end.index)
    .toString("utf8")
    .split(/\r?\n(?![ \t])/);
  const from = valueIn(headers, "from");
  if (from === undefined) return undefined;
  const { address } = parseMailbox(to);
  const known = parseMailbox(valueIn(headers, "to") ?? "").address === address;
  const changed: Record<string, Header | undefined> = {
    // The draft is dated when the issue came out; mailboxes sort by this.
    date: `Date: ${now.toUTCString().replace("GMT", "+0000")}`,
    ...(known ? {} : { to: `To: ${address}` }),
    "x-unsent": undefined,
    ...(test
      ? {
          subject: `Subject: [test] ${valueIn(headers, "subject") ?? ""}`,
          // Mailboxes that know a message's number drop the next with the same.
          "message-id": `Message-ID: ${messageIdOf(headers).replace("<", `<test.${now.getTime().toString(36)}.`)}`,
          "list-unsubscribe": undefined,
        }
      : {}),
  };
  const kept = headers.filter((header) => !Object.hasOwn(changed, nameIn(header)));
  const ready = [...kept, ...Object.values(changed).filter((header) => header !== undefined)];
  return {
    envelope: { from: parseMailbox(from).address, to: address },
    headers: ready,
    message: Buffer.concat([Buffer.from(`${ready.join("\r\n")}\r\n\r\n`), draft.subarray(end.index + end[0].length)]),
  };
};

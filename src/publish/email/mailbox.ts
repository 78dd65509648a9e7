/** Mailboxes: an address, or a name and an address in angle brackets. */

/** A mailbox taken apart by hand: libraries read a comma in a name as the end of it. */
export const parseMailbox = (mailbox: string): { readonly name: string; readonly address: string } => {
  const [, name, address] = /^\s*"?([^<>]*?)"?\s*<([^<>\s]+)>\s*$/.exec(mailbox) ?? [];
  return address === undefined
    ? { name: "", address: mailbox.trim() }
    : { name: name!.replace(/\p{Cc}+/gu, " "), address };
};

import path from "node:path";
import * as z from "zod";
import type { Publishing } from "./types.js";
import { about, address, filled, note } from "./values.js";
import type { YamlFile } from "./yaml.js";

const webAddress = address.refine((value) => /^https?:/i.test(value), {
  error: "This is not an address of the web; it begins with https://.",
});

/** One e-mail address, bare or behind a name: `Rihla <weekly@example.org>`. No second line, where headers could be slipped in. */
const mailbox = filled.refine(
  (value) => /^(?:[^\p{Cc}<>]*<[^\s@<>,]+@[^\s@<>,]+>|[^\s@<>,]+@[^\s@<>,]+)$/u.test(value),
  {
    error: "An e-mail address is written as weekly@example.org, or with a name: Rihla <weekly@example.org>.",
  },
);

const subscribeForm = z.strictObject({
  action: about(webAddress, "Where the form on the web pages is sent.", "https://example.org/subscribe"),
  field: about(note, "What the form calls the reader's address; email when left out.", "EMAIL"),
});

const email = z.strictObject({
  from: about(mailbox, "Who the e-mail comes from.", "Rihla <weekly@example.org>"),
  to: about(
    mailbox.optional(),
    "Whom `pressday send` writes to: the address of your list.",
    "readers@lists.example.org",
  ),
  replyTo: about(mailbox.optional(), "Where answers go, when not to the sender.", "editors@example.org"),
  unsubscribe: about(
    note,
    "What stands where readers leave: an address, or the mark that your sender fills in. {{unsubscribe}} when left out.",
    "https://example.org/unsubscribe",
  ),
  send: about(
    z.boolean().optional(),
    "true: `pressday send` may write to `to`. Until then it only sends tests (--to).",
    true,
  ),
});

/** `publish:`. */
export const publishingSchema = z.strictObject({
  folder: about(note, "Where the issues are put, from the folder above issues. public when left out.", "public"),
  address: about(
    webAddress.optional(),
    "Where that folder is found on the web. Feed and e-mail need it.",
    "https://example.org/magazine/",
  ),
  subscribeForm: about(
    subscribeForm.optional(),
    "A form with which readers subscribe, on the web pages. Without it, they link to `subscribe`.",
  ),
  email: about(email.optional(), "The e-mail that announces an issue."),
});

export type PublishingYaml = z.output<typeof publishingSchema>;

/** Where and how issues are published. */
export const assemblePublishing = (
  file: YamlFile,
  said: PublishingYaml | undefined,
  publisherFolder: string,
): Publishing | undefined =>
  said && {
    folder: path.resolve(publisherFolder, said.folder ?? "public"),
    address: said.address?.replace(/\/*$/, "/"),
    subscribeForm: said.subscribeForm && {
      action: said.subscribeForm.action,
      field: said.subscribeForm.field ?? "email",
    },
    email: said.email && {
      ...said.email,
      unsubscribe: said.email.unsubscribe ?? "{{unsubscribe}}",
      send: said.email.send ?? false,
    },
    place: file.placeOf(["publish"], "value"),
  };

/** Why an e-mail is not sent. */
import { EXIT } from "../../exit.js";
import type { Publishing } from "../../manifest/index.js";
import type { Place, Problem } from "../../problem.js";
import type { DeliveryFault } from "./deliver.js";
import type { SentNote } from "./sent.js";
import { nameOf, SERVER_VARIABLE, type Server, withoutSecrets } from "./server.js";

const notSent = (message: string, remedy: string, place?: Place): Problem => ({
  code: "EMAIL_NOT_SENT",
  severity: "error",
  ...(place === undefined ? {} : { place }),
  message,
  remedy,
});

const EXAMPLE = 'email: { from: "Rihla <weekly@example.org>", to: readers@lists.example.org }';

export const noEmail = (place: Place | undefined): Problem =>
  notSent(
    "The magazine does not say from whom its e-mail comes.",
    `Under \`publish:\` in magazine.yaml, write \`address:\` and such as \`${EXAMPLE}\`, then publish the issue.`,
    place,
  );

export const noReaders = (place: Place): Problem =>
  notSent(
    "The magazine does not say to whom its e-mail goes.",
    "Add `to:` with your list's address to `email:` in magazine.yaml, or send a test with --to you@example.org.",
    place,
  );

export const notPublished = (file: string, issue: string, { address, place }: Publishing): Problem =>
  address === undefined
    ? notSent(
        "There is no e-mail, for the magazine does not say where its pages are found on the web.",
        "Add `address:` to `publish:` in magazine.yaml, then publish the issue.",
        place,
      )
    : notSent(`There is no published e-mail: ${file}.`, `Publish the issue first: pressday publish ${issue}`);

export const notAllowed = (place: Place, issue: string): Problem =>
  notSent(
    "The magazine has not allowed its list to be written to.",
    `Look at a test first (pressday send ${issue} --to you@example.org), then add \`send: true\` to \`email:\` in magazine.yaml.`,
    place,
  );

const again = (issue: string): string => `If the list should get it once more: pressday send ${issue} --again`;

export const alreadySent = (sent: SentNote | "unreadable", week: string, issue: string): Problem => {
  if (sent === "unreadable")
    return notSent(
      `The note about ${week}'s e-mail (.sent.json beside the PDF) cannot be read: it may have been sent.`,
      again(issue),
    );
  const when = `${sent.at.slice(0, 16).replace("T", " ")} UTC`;
  return sent.state === "sent"
    ? notSent(`The e-mail of ${week} went to ${sent.to} on ${when}.`, again(issue))
    : notSent(
        `The e-mail of ${week} was being sent to ${sent.to} on ${when}, and it is not known whether it went.`,
        `Look into the list's archive. ${again(issue)}`,
      );
};

export const noServer = (given: string | undefined): Problem =>
  given === undefined || given === ""
    ? notSent(
        "No mail server is named.",
        `Set ${SERVER_VARIABLE} in the environment: smtp://user:password@mail.example.org:587 (smtps:// for TLS at once).`,
      )
    : notSent(
        `${SERVER_VARIABLE} is not the address of a mail server.`,
        "Write it as smtp://user:password@mail.example.org:587; characters such as @ and / in a password as %40 and %2F.",
      );

/** The problem and the status of a message that could not be handed over. */
export const faultProblem = (
  fault: DeliveryFault,
  server: Server,
  signal: AbortSignal,
): readonly [problem: Problem, exit: number] => {
  const name = nameOf(server);
  const said = withoutSecrets(fault.message, server).replace(/\s+/g, " ").slice(0, 300);
  const unknown = fault.kind === "unknown";
  if (signal.aborted) {
    // The user's own interruption is told by whoever listens for it.
    if (!(signal.reason instanceof DOMException && signal.reason.name === "TimeoutError")) throw signal.reason;
    const message = `The mail server ${name} did not answer within the time limit${unknown ? "; it may have the message" : ""}.`;
    const remedy = "Give more time with --timeout SECONDS, and look whether the server answers at all.";
    return [{ code: "TIME_LIMIT", severity: "error", message, remedy }, EXIT.timeLimit];
  }
  const [message, remedy, exit] = {
    login: [
      `The mail server ${name} did not take user and password: ${said}`,
      `Look at ${SERVER_VARIABLE}; many services want a password made for programs.`,
      EXIT.material,
    ],
    refused: [
      `The mail server ${name} refused the message: ${said}`,
      "Its words tell why. Mostly the sender (`from:`) is not one that this server may write for.",
      EXIT.machine,
    ],
    unreached: [
      `The mail server ${name} cannot be reached: ${said}`,
      server.tls === "required"
        ? "Look at host and port; without TLS nothing is sent, unless the address ends in ?tls=no."
        : "Look at host and port, and whether the server runs.",
      EXIT.machine,
    ],
    unknown: [
      `The connection to ${name} broke while it took the message, so it may have gone: ${said}`,
      "Look into the list's archive before you send it --again.",
      EXIT.machine,
    ],
  }[fault.kind] as [string, string, number];
  return [notSent(message, remedy), exit];
};

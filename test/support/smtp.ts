/** A small mail server on loopback: takes what it is told to take, and keeps it. */
import { createServer, type Socket } from "node:net";

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it was sent, with the dots of SMTP taken off again. */
  readonly message: string;
}

export interface PostOffice {
  readonly host: string;
  readonly port: number;
  readonly mails: readonly Mail[];
  /** Lines that came in, without messages. */
  readonly commands: readonly string[];
  close(): Promise<void>;
}

export interface PostOptions {
  readonly login?: { readonly user: string; readonly password: string };
  /** Answers to commands (`RCPT`, `DATA`, `.` for the end of a message) in place of the usual; `silence` gives none, `hang up` leaves. */
  readonly answers?: Readonly<Record<string, string>>;
}

export const openPostOffice = async ({ login, answers = {} }: PostOptions = {}): Promise<PostOffice> => {
  const mails: Mail[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const key = login && Buffer.from(`\0${login.user}\0${login.password}`).toString("base64");
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket)).on("error", () => {});
    let [from, to, message]: [string, string[], string | undefined] = ["", [], undefined];
    const answer = (command: string, usual: string): void => {
      const said = answers[command] ?? usual;
      if (said === "hang up") socket.destroy();
      else if (said !== "silence") socket.write(`${said}\r\n`);
    };
    const hear = (line: string): void => {
      if (message !== undefined) {
        if (line === ".") {
          mails.push({ from, to, message });
          message = undefined;
          answer(".", "250 2.0.0 taken");
        } else message += `${line.replace(/^\./, "")}\r\n`;
        return;
      }
      commands.push(line);
      const [verb = ""] = line.toUpperCase().split(/[ :]/);
      const address = /<([^>]*)>/.exec(line)?.[1] ?? "";
      if (verb === "EHLO") answer(verb, login === undefined ? "250 post" : "250-post\r\n250 AUTH PLAIN");
      else if (verb === "AUTH")
        answer(
          verb,
          line === `AUTH PLAIN ${key}` ? "235 welcome" : `535 5.7.8 no: ${Buffer.from(line.slice(11), "base64")}`,
        );
      else if (verb === "DATA") {
        if (answers.DATA === undefined) message = "";
        answer(verb, "354 go on");
      } else if (verb === "STARTTLS") answer(verb, "502 5.5.1 not here");
      else {
        if (verb === "MAIL") [from, to] = [address, []];
        if (verb === "RCPT" && answers.RCPT === undefined) to.push(address);
        answer(verb, verb === "QUIT" ? "221 bye" : "250 ok");
      }
    };
    let rest = "";
    socket.on("data", (bytes) => {
      const lines = (rest + bytes.toString("latin1")).split("\r\n");
      rest = lines.pop()!;
      for (const line of lines) hear(line);
    });
    answer("greeting", "220 post ESMTP");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    host: "127.0.0.1",
    port,
    mails,
    commands,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

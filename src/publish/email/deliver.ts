/** Hands a message to a mail server. */
import type { NodemailerError } from "nodemailer/lib/errors.js";
import type { Server } from "./server.js";

export interface Delivery {
  readonly server: Server;
  readonly envelope: { readonly from: string; readonly to: string };
  readonly message: Buffer;
  /** Its end closes the connection. */
  readonly signal: AbortSignal;
  /** Called when the server knows us and nothing has been handed over. */
  readonly ready: () => Promise<void>;
}

/** Handing over did not go well. */
export class DeliveryFault extends Error {
  override readonly name = "DeliveryFault";
  constructor(
    message: string,
    /** `login`: user and password were not taken. `refused`: the server said no. `unknown`: it may have the message or not. */
    readonly kind: "unreached" | "login" | "refused" | "unknown",
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How long a server may keep silent, ms: a while longer where it has much to do, as after a message. */
const TIMES = { connectionTimeout: 20_000, greetingTimeout: 20_000, dnsTimeout: 20_000, socketTimeout: 90_000 };

const faultOf = (fault: NodemailerError, handingOver: boolean): DeliveryFault => {
  const said = fault.responseCode !== undefined || fault.code === "EENVELOPE";
  const before = fault.code === "EAUTH" || fault.code === "ENOAUTH" ? "login" : "unreached";
  const kind = handingOver ? (said ? "refused" : "unknown") : before;
  return new DeliveryFault(fault.message, kind, { cause: fault });
};

/** Hands the message over and returns the server's answer. Throws `DeliveryFault`, and what `ready` throws. */
export const deliver = async ({ server, envelope, message, signal, ready }: Delivery): Promise<string> => {
  const { default: SMTPConnection } = await import("nodemailer/lib/smtp-connection");
  signal.throwIfAborted();
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.tls === "at once",
    requireTLS: server.tls === "required",
    ignoreTLS: server.tls === "none",
    tls: { rejectUnauthorized: !server.loopback },
    // Without it, a machine with no network but its own finds no address for "localhost".
    allowInternalNetworkInterfaces: server.loopback,
    ...TIMES,
  });
  let fail: (fault: NodemailerError) => void = () => {};
  connection.on("error", (fault: NodemailerError) => fail(fault));
  connection.on("end", () => fail(new Error("the connection was closed")));
  const close = (): void => {
    connection.close();
    fail(new Error("the work was stopped"));
  };
  signal.addEventListener("abort", close, { once: true });
  let handingOver = false;
  const step = <Result>(work: (done: (fault?: NodemailerError | null, result?: Result) => void) => void) =>
    new Promise<Result>((resolve, reject) => {
      const end = (fault: NodemailerError): void => reject(faultOf(fault, handingOver));
      fail = end;
      work((fault, result) => (fault ? end(fault) : resolve(result as Result)));
    });
  try {
    await step<void>((done) => connection.connect(done));
    if (server.login !== undefined) {
      const { user, password: pass } = server.login;
      await step<boolean>((done) => connection.login({ user, pass }, done));
    }
    await ready();
    handingOver = true;
    const { response } = await step<{ response: string }>((done) => connection.send(envelope, message, done));
    connection.quit();
    return response;
  } finally {
    signal.removeEventListener("abort", close);
    fail = () => {};
    // A server that is slow to say good-bye keeps nobody.
    connection.close();
  }
};

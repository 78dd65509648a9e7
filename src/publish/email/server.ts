/** The mail server, as the environment names it: `smtp://user:password@host:port`. What it holds is shown to nobody. */

/** Where the address of the mail server stands; never in a file, for it holds a password. */
export const SERVER_VARIABLE = "PRESSDAY_SMTP_URL";

export interface Server {
  readonly host: string;
  readonly port: number;
  /** From the first byte (`smtps:`), after STARTTLS, where the server offers it, or not at all. */
  readonly tls: "at once" | "required" | "offered" | "none";
  /** On this machine: nobody stands between, and nobody signs its certificates. */
  readonly loopback: boolean;
  readonly login?: { readonly user: string; readonly password: string };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/** Ports of submission: RFC 8314 for TLS at once, RFC 6409 for the other. */
const PORTS = { "smtps:": 465, "smtp:": 587 } as const;

/** Nothing where it is no such address. `?tls=no` gives TLS up, for a relay in a network of one's own. */
export const parseServer = (address: string): Server | undefined => {
  try {
    const url = new URL(address.trim());
    const { protocol } = url;
    const host = url.hostname.replace(/^\[|\]$/g, "");
    if ((protocol !== "smtp:" && protocol !== "smtps:") || host === "") return undefined;
    const loopback = LOOPBACK.test(host);
    const plain = url.searchParams.get("tls") === "no" ? "none" : loopback ? "offered" : "required";
    const user = decodeURIComponent(url.username);
    return {
      host,
      port: url.port === "" ? PORTS[protocol] : Number(url.port),
      tls: protocol === "smtps:" ? "at once" : plain,
      loopback,
      ...(user === "" ? {} : { login: { user, password: decodeURIComponent(url.password) } }),
    };
  } catch {
    return undefined;
  }
};

export const nameOf = ({ host, port }: Server): string => `${host.includes(":") ? `[${host}]` : host}:${port}`;

/** A server's words without our password, should it repeat it in any of the forms in which it was given. */
export const withoutSecrets = (text: string, { login }: Server): string => {
  if (login === undefined || login.password === "") return text;
  const { user, password } = login;
  const encoded = (bytes: string): string => Buffer.from(bytes).toString("base64");
  return [encoded(`\0${user}\0${password}`), encoded(password), encodeURIComponent(password), password].reduce(
    (cleaned, secret) => cleaned.replaceAll(secret, "…"),
    text,
  );
};

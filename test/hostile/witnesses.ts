/** Who would have seen it: a listener, the browser's own log of its network, a secret beyond the issue. */
import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { inflateSync } from "node:zlib";
import sharp from "sharp";
import { findBrowser } from "../../src/print/find.js";
import { sharedCache } from "../print/helpers.js";

export const SECRET = "Nobody-should-read-this-9f31";
/** No picture of ours has this colour. */
const SECRET_COLOUR = { r: 19, g: 247, b: 171 };

/** Writes the secrets, and gives their addresses. */
export const plantSecrets = async (
  folder: string,
): Promise<{ readonly secretText: string; readonly secretPicture: string }> => {
  const [text, picture] = ["secret.txt", "secret.png"].map((name) => path.join(folder, name)) as [string, string];
  await writeFile(text, `${SECRET}\n`);
  await sharp({ create: { width: 200, height: 60, channels: 3, background: SECRET_COLOUR } })
    .png()
    .toFile(picture);
  return { secretText: `file://${text}`, secretPicture: `file://${picture}` };
};

/** All that a PDF's bytes say: the file itself, and every stream of it that can be inflated. */
export const insidesOf = (pdf: Buffer): string => {
  const parts = [pdf.toString("latin1")];
  for (let at = pdf.indexOf("stream"); at >= 0; at = pdf.indexOf("stream", at + 6)) {
    const start = pdf[at + 6] === 13 ? at + 8 : at + 7;
    try {
      parts.push(inflateSync(pdf.subarray(start), { finishFlush: 2 }).toString("latin1"));
    } catch {
      // A picture, or the word in `endstream`.
    }
  }
  return parts.join("\n");
};

/** Ways in which the secret could stand in a file. */
export const secretForms = (): readonly string[] => {
  const wide = Buffer.from(SECRET, "utf16le").swap16();
  return [
    SECRET,
    wide.toString("latin1"),
    wide.toString("hex"),
    Buffer.from(SECRET).toString("hex"),
    Buffer.from(SECRET).toString("base64").slice(0, 24),
  ];
};

/** What a reader sees of a PDF: its words, and whether the secret picture's colour is on a page. JPEG may have moved that a little. */
export const lookOf = async (pdf: Buffer): Promise<{ readonly text: string; readonly secretColour: boolean }> => {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(new Uint8Array(pdf));
  try {
    const texts: string[] = [];
    let secretColour = false;
    for (const page of document.pages()) {
      texts.push(page.getText());
      const { data } = await page.render({ scale: 0.5, render: async (options) => options.data });
      secretColour ||= hasSecretColour(data);
    }
    return { text: texts.join("\n"), secretColour };
  } finally {
    document.destroy();
    library.destroy();
  }
};

/** Four bytes a pixel: blue, green, red, alpha, or red first. */
const hasSecretColour = (pixels: Uint8Array): boolean => {
  const { r, g, b } = SECRET_COLOUR;
  const near = (at: number, colour: number): boolean => Math.abs(pixels[at]! - colour) < 12;
  for (let at = 0; at < pixels.length; at += 4)
    if (near(at + 1, g) && ((near(at, b) && near(at + 2, r)) || (near(at, r) && near(at + 2, b)))) return true;
  return false;
};

/** Our browser, in a wrapper that has it log all that its network does. */
export const loggedBrowser = async (
  folder: string,
): Promise<{ readonly program: string; readonly real: string; readonly log: string }> => {
  const { location: real } = await findBrowser({ cache: sharedCache() });
  const [program, log] = [path.join(folder, "logged-browser"), path.join(folder, "net.json")];
  await writeFile(program, `#!/bin/sh\nexec "${real}" --log-net-log="${log}" "$@"\n`);
  await chmod(program, 0o755);
  return { program, real, log };
};

/** What the log says of the outside: names that were looked up, and addresses that were connected to. */
export interface NetworkSeen {
  readonly names: readonly string[];
  readonly connections: readonly string[];
  /** Events of any kind: a log without any would say nothing. */
  readonly events: number;
}

interface NetEvent {
  readonly type: number;
  readonly params?: { readonly host?: string; readonly address?: string; readonly address_list?: readonly string[] };
}

/** The log has the constants on its first line, then an event a line. The browser may have been ended in the middle of one. */
const parseLog = (
  text: string,
): { readonly types: Readonly<Record<string, number>>; readonly events: readonly NetEvent[] } => {
  const [first, ...lines] = text.split("\n");
  const { constants } = JSON.parse(`${first!.replace(/,\s*$/, "")}}`) as {
    readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  };
  const events = lines.flatMap((line) => {
    try {
      return line.startsWith("{") ? [JSON.parse(line.replace(/\]?,?\s*$/, "")) as NetEvent] : [];
    } catch {
      return [];
    }
  });
  return { types: constants.logEventTypes, events };
};

export const networkSeen = async (log: string): Promise<NetworkSeen> => {
  const { types, events } = parseLog(await readFile(log, "utf8"));
  const [resolving, connecting] = [types.HOST_RESOLVER_MANAGER_REQUEST!, types.TCP_CONNECT_ATTEMPT!];
  return {
    names: events.flatMap(({ type, params }) => (type === resolving && params?.host ? [params.host] : [])),
    connections: events.flatMap(({ type, params }) => (type === connecting && params?.address ? [params.address] : [])),
    events: events.length,
  };
};

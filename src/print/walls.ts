import { readFile } from "node:fs/promises";
import type { Protocol } from "puppeteer-core";
import type { CDPSession } from "puppeteer-core/internal/api/CDPSession.js";
import { standInFor } from "../figures/index.js";
import type { Place, Problem } from "../problem.js";
import type { PrintDocument, ServedFiles } from "./types.js";

/** The document's own origin. `.invalid` never resolves (RFC 2606), so a request that slipped through would end there. */
export const ORIGIN = "https://issue.pressday.invalid";

/**
 * Sent with the document: no script, frame, plug-in, form, worker, connection or base of its own; pictures, fonts and styles from
 * the one origin. Our own scripts come through the protocol, which the policy does not bind.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'none'",
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
].join("; ");

const header = (name: string, value: string): Protocol.Fetch.HeaderEntry => ({ name, value });
const DOCUMENT_HEADERS = [
  header("Content-Type", "text/html; charset=utf-8"),
  header("Content-Security-Policy", POLICY),
  header("Referrer-Policy", "no-referrer"),
  header("X-DNS-Prefetch-Control", "off"),
  header("Cache-Control", "no-store"),
];

/** What stands between the page and the world. */
export interface Walls {
  /** From now on the origin holds this document and its files, and the next navigation to it is let through, once. */
  serve(document: PrintDocument): void;
  /** From now on the document that is open has these files. */
  serveFiles(files: ServedFiles): void;
  /** How often each address was refused, in the order of the first time. */
  readonly refused: ReadonlyMap<string, number>;
  /** Of the document served last. */
  readonly place: () => Place | undefined;
  /** Pictures of the open document that went out as stand-ins, by their paths. */
  readonly standIns: ReadonlySet<string>;
}

/** After the path of a picture that has a stand-in: the picture itself is asked for. */
export const WHOLE = "?whole";

/** Intercepts every request of the page: the document's files are answered from memory or disk, all others refused. */
export async function raiseWalls(page: CDPSession): Promise<Walls> {
  let current: PrintDocument = { html: "", files: new Map() };
  let documentWanted = false;
  const refused = new Map<string, number>();
  const standIns = new Set<string>();

  const answer = async ({ requestId, request, resourceType }: Protocol.Fetch.RequestPausedEvent): Promise<void> => {
    const served = current;
    if (resourceType === "Document") {
      if (documentWanted && request.url === `${ORIGIN}/` && request.method === "GET") {
        documentWanted = false;
        return fulfil(requestId, DOCUMENT_HEADERS, Buffer.from(served.html));
      }
    } else {
      const file = await readServed(served.files, request.url);
      if (file !== undefined) {
        if (file.standIn !== undefined) standIns.add(file.standIn);
        return fulfil(
          requestId,
          [header("Content-Type", file.type), header("X-Content-Type-Options", "nosniff")],
          file.bytes,
        );
      }
    }
    const address = request.url.slice(0, ADDRESS_LIMIT);
    refused.set(address, (refused.get(address) ?? 0) + 1);
    // A navigation refused as "Aborted" leaves the page as it is; other reasons would put an error page in its place.
    const errorReason = resourceType === "Document" ? "Aborted" : "BlockedByClient";
    await page.send("Fetch.failRequest", { requestId, errorReason });
  };
  const fulfil = async (requestId: string, responseHeaders: Protocol.Fetch.HeaderEntry[], bytes: Buffer) => {
    await page.send("Fetch.fulfillRequest", {
      requestId,
      responseCode: 200,
      responseHeaders,
      body: bytes.toString("base64"),
    });
  };

  // An answer that comes too late (the page has gone on, the browser has ended) has nobody to tell.
  page.on("Fetch.requestPaused", (event) => void answer(event).catch(() => {}));
  await page.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] });
  return {
    serve(document) {
      current = document;
      documentWanted = true;
      standIns.clear();
    },
    serveFiles(files) {
      current = { ...current, files };
    },
    refused,
    place: () => current.place,
    standIns,
  };
}

/** Characters of a refused address that are kept: a `data:` address can be megabytes. */
const ADDRESS_LIMIT = 200;

interface Served {
  readonly bytes: Buffer;
  readonly type: string;
  /** The path of the picture that these bytes stand for. */
  readonly standIn?: string;
}

async function readServed(files: ServedFiles, url: string): Promise<Served | undefined> {
  if (!url.startsWith(`${ORIGIN}/`)) return undefined;
  const asked = url.slice(ORIGIN.length).replace(/#.*$/s, "");
  const path = asked.endsWith(WHOLE) ? asked.slice(0, -WHOLE.length) : asked;
  const file = files.get(path) ?? files.get(decoded(path));
  if (file === undefined) return undefined;
  const { type } = file;
  if ("body" in file) return { bytes: Buffer.from(file.body as Uint8Array), type };
  const bytes = await readFile(file.path).catch(() => undefined);
  const standIn = bytes !== undefined && file.standIn && path === asked ? standInFor(bytes, path) : undefined;
  return standIn === undefined ? bytes && { bytes, type } : { bytes: standIn, type, standIn: path };
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/** How many addresses a message names. */
const NAMED_LIMIT = 5;

/** One warning for all that was refused: `REQUEST_REFUSED`. */
export function refusedProblem({ refused, place }: Pick<Walls, "refused" | "place">): Problem | undefined {
  if (refused.size === 0) return undefined;
  const at = place();
  const count = [...refused.values()].reduce((sum, times) => sum + times, 0);
  const named = [...refused.keys()].slice(0, NAMED_LIMIT).join(", ");
  const more = refused.size > NAMED_LIMIT ? ` and ${refused.size - NAMED_LIMIT} more` : "";
  return {
    code: "REQUEST_REFUSED",
    severity: "warning",
    ...(at === undefined ? {} : { place: at }),
    message: `While printing, the pages asked ${count === 1 ? "once" : `${count} times`} for something that is not part of the issue: ${named}${more}.`,
    remedy:
      "Put what the layout needs into its own folder, and pictures into the issue's folder; nothing is loaded from elsewhere.",
  };
}

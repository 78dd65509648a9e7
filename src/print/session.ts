import type { CDPSession } from "puppeteer-core/internal/api/CDPSession.js";
import { printFault } from "./faults.js";
import type { Hold } from "./life.js";
import type { BrowserSession, PrintDocument } from "./types.js";
import { ORIGIN, type Walls } from "./walls.js";

type PageWork = Pick<BrowserSession, "open" | "run" | "html" | "print">;

/** CSS px in an inch: the unit of the protocol's paper sizes. */
const PX_PER_INCH = 96;

/** The window that the page boxes stand in; they have sizes of their own, so it only has to be the same everywhere. */
const VIEWPORT = { width: 1280, height: 1024, deviceScaleFactor: 1, mobile: false };

/** Makes the page lay out as it will print, and tell when it is lost. */
export async function preparePage(page: CDPSession): Promise<void> {
  await Promise.all([
    page.send("Page.enable"),
    page.send("Inspector.enable"),
    page.send("Emulation.setEmulatedMedia", { media: "print" }),
    page.send("Emulation.setDeviceMetricsOverride", VIEWPORT),
  ]);
}

/**
 * Waits for every font and picture and tells which did not come. Decoding the pictures would cost 20 ms each and find nothing:
 * `decode()` is content with a picture that breaks off in the middle, as long as its header can be read.
 */
const SETTLE = `async () => {
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = "eager";
  const settled = (picture) => picture.complete || new Promise((resolve) => {
    picture.addEventListener("load", resolve);
    picture.addEventListener("error", resolve);
  });
  const faces = [...document.fonts];
  await Promise.all([...pictures.map(settled), ...faces.map((face) => face.load().catch(() => {}))]);
  await document.fonts.ready;
  const lost = [];
  for (const picture of pictures) {
    const seen = picture.naturalWidth > 0 || (await picture.decode().then(() => true, () => false));
    if (!seen) lost.push({ address: picture.getAttribute("src") ?? "", alt: picture.alt });
  }
  const fonts = faces.filter((face) => face.status !== "loaded");
  return { lost, fonts: fonts.map((face) => face.family + " " + face.weight + " " + face.style) };
}`;

interface Settled {
  readonly lost: readonly { readonly address: string; readonly alt: string }[];
  readonly fonts: readonly string[];
}

/** What the session does in its page. Every wait goes through `hold`, so that it ends with the browser or the deadline. */
export function pageWork(page: CDPSession, walls: Walls, hold: Hold): PageWork {
  let strayedTo: string | undefined;
  page.on("Page.frameNavigated", ({ frame }) => {
    if (frame.parentId === undefined) strayedTo = frame.url === `${ORIGIN}/` ? undefined : frame.url;
  });

  const run = async <Result>(source: string, argument: unknown): Promise<Result> => {
    if (strayedTo !== undefined) throw strayed(strayedTo);
    const { result: world } = await hold(page.send("Runtime.evaluate", { expression: "globalThis" }));
    const { result, exceptionDetails } = await hold(
      page.send("Runtime.callFunctionOn", {
        functionDeclaration: `(argument) => (${source})(argument)`,
        objectId: world.objectId,
        arguments: [{ value: argument }],
        awaitPromise: true,
        returnByValue: true,
      }),
    );
    if (exceptionDetails === undefined) return result.value as Result;
    throw new Error(`In the page: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  };

  const open = async (document: PrintDocument): Promise<void> => {
    walls.serve(document);
    const loaded = new Promise((resolve) => page.once("Page.loadEventFired", resolve));
    const { errorText } = await hold(page.send("Page.navigate", { url: `${ORIGIN}/` }));
    if (errorText !== undefined) throw new Error(`The document could not be loaded: ${errorText}`);
    await hold(loaded);
    refuseLosses(await run<Settled>(SETTLE, undefined), document);
  };

  const print: PageWork["print"] = async ({ widthPx, heightPx }) => {
    if (strayedTo !== undefined) throw strayed(strayedTo);
    // In one piece: a stream of pieces takes a third longer.
    const { data } = await hold(
      page.send("Page.printToPDF", {
        paperWidth: widthPx / PX_PER_INCH,
        paperHeight: heightPx / PX_PER_INCH,
        marginTop: 0,
        marginBottom: 0,
        marginLeft: 0,
        marginRight: 0,
        printBackground: true,
        preferCSSPageSize: false,
        generateTaggedPDF: true,
        generateDocumentOutline: false,
        transferMode: "ReturnAsBase64",
      }),
    );
    return Buffer.from(data, "base64");
  };

  const html = () => run<string>('() => "<!doctype html>\\n" + document.documentElement.outerHTML', undefined);
  return { open, run, html, print };
}

/** Throws the fault for the first picture or font that did not arrive: `PICTURE_MISSING`, `PICTURE_CORRUPT`, `LAYOUT_INVALID`. */
function refuseLosses({ lost, fonts }: Settled, { files }: PrintDocument): void {
  if (lost.length > 0) {
    const { address, alt } = lost[0]!;
    const served = files.has(address) || files.has(`/${address}`);
    const others = lost.length > 1 ? `, and ${lost.length - 1} more` : "";
    throw printFault(
      served ? "PICTURE_CORRUPT" : "PICTURE_MISSING",
      `The picture ${address || "without an address"} (${alt || "no alternative text"}) did not reach the page${others}.`,
      served ? "Save the picture anew as JPEG or PNG." : "Put the picture into the issue's folder and name it there.",
    );
  }
  if (fonts.length > 0) {
    throw printFault(
      "LAYOUT_INVALID",
      `The browser could not load the font ${fonts.join(", ")}.`,
      "See that the @font-face rule names a TrueType file in fonts/ or in the layout's own folder.",
    );
  }
}

const strayed = (address: string): Error =>
  printFault(
    "REQUEST_REFUSED",
    `The page left the issue for ${address.slice(0, 200)}.`,
    "Take the <meta http-equiv=refresh> out of the layout.",
  );

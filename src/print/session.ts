import type { CDPSession } from "puppeteer-core/internal/api/CDPSession.js";
import { standInNames } from "../figures/index.js";
import type { Problem } from "../problem.js";
import { browserDied, PrintFault, printFault } from "./faults.js";
import type { Hold } from "./life.js";
import type { BrowserSession, PrintDocument } from "./types.js";
import { ORIGIN, type Walls, WHOLE } from "./walls.js";

type PageWork = Pick<BrowserSession, "open" | "fill" | "run" | "html" | "print" | "capture">;

/** CSS px in an inch: the unit of the protocol's paper sizes. */
const PX_PER_INCH = 96;

/** JPEG quality of captured pages: small type stays clean. */
const CAPTURE_QUALITY = 84;

/** The window that the page boxes stand in; they have sizes of their own, so it only has to be the same everywhere. */
const VIEWPORT = { width: 1280, height: 1024, deviceScaleFactor: 1, mobile: false };

/**
 * Keeps a new document from being laid out until `SETTLE` has its fonts: else all of it would be laid out anew with each of them.
 */
const HIDE = `{
  const hidden = new CSSStyleSheet();
  hidden.replaceSync("body { display: none !important }");
  document.adoptedStyleSheets = [hidden];
}`;

/** Makes the page lay out as it will print, and tell when it is lost. */
export async function preparePage(page: CDPSession): Promise<void> {
  await Promise.all([
    page.send("Page.enable"),
    // Without it the page's world is made for the first command only, and the script before comes too late.
    page.send("Runtime.enable"),
    page.send("Page.addScriptToEvaluateOnNewDocument", { source: HIDE }),
    page.send("Inspector.enable"),
    page.send("Emulation.setEmulatedMedia", { media: "print" }),
    page.send("Emulation.setDeviceMetricsOverride", VIEWPORT),
  ]);
}

/**
 * Waits for every font and picture that is wanted by now, tells which did not come, and sends for the pictures that were to come
 * later (`loading="lazy"`): the page can be worked on while they travel. Decoding the pictures would cost 20 ms each and find
 * nothing: `decode()` is content with a picture that breaks off in the middle, as long as its header can be read.
 */
const SETTLE = `async () => {
  const loadFonts = () => Promise.all([...document.fonts].map((face) => face.load().catch(() => {})));
  // At once, though style sheets that are still on their way may bring more.
  const fonts = loadFonts();
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve));
  const pictures = [...document.images].filter((picture) => picture.loading !== "lazy");
  const settled = (picture) => picture.complete || new Promise((resolve) => {
    picture.addEventListener("load", resolve);
    picture.addEventListener("error", resolve);
  });
  await Promise.all([fonts, loadFonts(), ...pictures.map(settled)]);
  document.adoptedStyleSheets = [];
  await document.fonts.ready;
  const lost = [];
  for (const picture of pictures) {
    const seen = picture.naturalWidth > 0 || (await picture.decode().then(() => true, () => false));
    if (!seen) lost.push({ address: picture.getAttribute("src") ?? "", alt: picture.alt });
  }
  const later = [...document.images].filter((picture) => picture.loading === "lazy");
  for (const picture of later) picture.loading = "eager";
  const missing = [...document.fonts].filter((face) => face.status !== "loaded");
  const fontNames = missing.map((face) => face.family + " " + face.weight + " " + face.style);
  return { lost, fonts: fontNames, awaitsPictures: later.length > 0 };
}`;

/**
 * Exchanges the body, and the style sheets that differ, then waits as for a new document. What is parsed this way runs no script.
 */
const FILL = `(html) => {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const styles = [...document.head.querySelectorAll("style")];
  const wanted = [...parsed.head.querySelectorAll("style")];
  for (const style of styles.slice(wanted.length)) style.remove();
  wanted.forEach((style, index) => {
    if (styles[index] === undefined) document.head.append(document.adoptNode(style));
    else if (styles[index].textContent !== style.textContent) styles[index].textContent = style.textContent;
  });
  document.documentElement.lang = parsed.documentElement.lang;
  document.body.replaceWith(document.adoptNode(parsed.body));
  return (${SETTLE})();
}`;

/** Asks for the pictures themselves in the place of these stand-ins; whether any of them is on a page. */
const SHOW_WHOLE = `(paths) => {
  const shown = [...document.images].filter((picture) => paths.includes(picture.getAttribute("src")));
  for (const picture of shown) picture.src = picture.getAttribute("src") + "${WHOLE}";
  return shown.length > 0;
}`;

interface Settled {
  readonly lost: readonly { readonly address: string; readonly alt: string }[];
  readonly fonts: readonly string[];
  /** Pictures are on their way that were not waited for. */
  readonly awaitsPictures: boolean;
}

/** What the session does in its page. Every wait goes through `hold`, so that it ends with the browser or the deadline. */
export function pageWork(page: CDPSession, walls: Walls, hold: Hold): PageWork {
  let strayedTo: string | undefined;
  page.on("Page.frameNavigated", ({ frame }) => {
    if (frame.parentId === undefined) strayedTo = frame.url === `${ORIGIN}/` ? undefined : frame.url;
  });

  /** The page's global object, as the protocol names it. */
  let world: string | undefined;
  const run = async <Result>(source: string, argument: unknown): Promise<Result> => {
    if (strayedTo !== undefined) throw strayed(strayedTo);
    // Asked for once a document: commands wait behind the pictures that are on their way.
    world ??= (await hold(page.send("Runtime.evaluate", { expression: "globalThis" }))).result.objectId;
    const { result, exceptionDetails } = await hold(
      page.send("Runtime.callFunctionOn", {
        functionDeclaration: `(argument) => (${source})(argument)`,
        objectId: world,
        arguments: [{ value: argument }],
        awaitPromise: true,
        returnByValue: true,
      }),
    );
    if (exceptionDetails === undefined) return result.value as Result;
    throw new Error(`In the page: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  };

  let current: PrintDocument = { html: "", files: new Map() };
  let awaitsPictures = false;
  const settle = async (source = SETTLE, argument?: string): Promise<void> => {
    const settled = await run<Settled>(source, argument);
    awaitsPictures = settled.awaitsPictures;
    refuseLosses(settled, current);
  };

  const open = async (document: PrintDocument): Promise<void> => {
    current = document;
    walls.serve(document);
    // Not the load event: fonts that nothing on the page has asked for yet are better sent for before it than after.
    const parsed = new Promise((resolve) => page.once("Page.domContentEventFired", resolve));
    const { errorText } = await hold(page.send("Page.navigate", { url: `${ORIGIN}/` }));
    if (errorText !== undefined) throw new Error(`The document could not be loaded: ${errorText}`);
    await hold(parsed);
    world = undefined;
    await settle();
  };

  const fill = async (document: PrintDocument): Promise<void> => {
    current = document;
    walls.serveFiles(document.files);
    await settle(FILL, document.html);
  };

  const print: PageWork["print"] = async (sheet) => {
    const bytes = await printOnce(sheet);
    // A filter, for one, makes the browser draw a picture anew, and it cannot draw a stand-in.
    const names = standInNames(bytes);
    const redrawn = [...walls.standIns].filter((path) => !names.has(path));
    if (redrawn.length === 0 || !(await run<boolean>(SHOW_WHOLE, redrawn))) return bytes;
    await settle();
    return printOnce(sheet);
  };

  const printOnce = async ({ widthPx, heightPx }: Parameters<PageWork["print"]>[0]): Promise<Buffer> => {
    while (awaitsPictures) await settle();
    if (strayedTo !== undefined) throw strayed(strayedTo);
    // In one piece: a stream of pieces takes a third longer.
    const { data } = await hold(
      page
        .send("Page.printToPDF", {
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
        })
        .catch((fault: unknown) => {
          throw isLostPrint(fault) ? browserDied("Printing failed") : fault;
        }),
    );
    return Buffer.from(data, "base64");
  };

  const capture: PageWork["capture"] = async (area, { scale, format }) => {
    while (awaitsPictures) await settle();
    const { data } = await hold(
      page.send("Page.captureScreenshot", {
        format,
        ...(format === "jpeg" ? { quality: CAPTURE_QUALITY } : {}),
        clip: { ...area, scale },
        captureBeyondViewport: true,
      }),
    );
    return Buffer.from(data, "base64");
  };

  const html = () => run<string>('() => "<!doctype html>\\n" + document.documentElement.outerHTML', undefined);
  return { open, fill, run, html, print, capture };
}

/** What the browser says of a print whose page, or whose maker of PDFs, has crashed: it may do so before it tells of the crash. */
const isLostPrint = (fault: unknown): boolean => fault instanceof Error && /Printing failed/.test(fault.message);

/** The document cannot be printed; told where its layout is told of. */
const documentFault = (fault: Omit<Problem, "severity" | "place">, { place }: PrintDocument): PrintFault =>
  new PrintFault({ ...fault, severity: "error", ...(place === undefined ? {} : { place }) });

/** Throws the fault for the first picture or font that did not arrive: `PICTURE_MISSING`, `PICTURE_CORRUPT`, `LAYOUT_INVALID`. */
function refuseLosses({ lost, fonts }: Settled, document: PrintDocument): void {
  if (lost.length > 0) {
    const { address, alt } = lost[0]!;
    const served = document.files.has(address) || document.files.has(`/${address}`);
    const others = lost.length > 1 ? `, and ${lost.length - 1} more` : "";
    throw documentFault(
      {
        code: served ? "PICTURE_CORRUPT" : "PICTURE_MISSING",
        message: `The picture ${address || "without an address"} (${alt || "no alternative text"}) did not reach the page${others}.`,
        remedy: served
          ? "Save the picture anew as JPEG or PNG."
          : "Put the picture into the issue's folder and name it there.",
      },
      document,
    );
  }
  if (fonts.length > 0) {
    throw documentFault(
      {
        code: "LAYOUT_INVALID",
        message: `The browser could not load the font ${fonts.join(", ")}.`,
        remedy: "See that the @font-face rule names a TrueType file in fonts/ or in the layout's own folder.",
      },
      document,
    );
  }
}

const strayed = (address: string): Error =>
  printFault(
    "REQUEST_REFUSED",
    `The page left the issue for ${address.slice(0, 200)}.`,
    "Take the <meta http-equiv=refresh> out of the layout.",
  );

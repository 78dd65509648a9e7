/** The preview's server: its page, the composed pages' files, and the orders that the page gives. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { streamSSE } from "hono/streaming";
import { findRules } from "../layout/index.js";
import { PACKAGE_FOLDER } from "../prepare.js";
import { guard } from "./guard.js";
import type { Listeners, Shown } from "./listeners.js";
import { fileInside, openInEditor } from "./open.js";
import { openOrder, plainOrder, showOrder, viewOrder, whereOrder } from "./orders.js";
import { FILES } from "./pages.js";
import type { OpenAnswer, OpenRequest, WhereAnswer, WhereRequest } from "./types.js";
import type { Workshop } from "./workshop.js";

export interface ServerOptions {
  readonly token: string;
  readonly port: () => number;
  readonly workshop: Workshop;
  readonly listeners: Listeners;
  readonly cwd: string;
  /** Folders whose files may be opened in an editor. */
  readonly folders: readonly string[];
}

/** The preview's own page: scripts and styles from here alone, framed by nobody. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "frame-src 'self' blob:",
  "object-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * The document with the composed pages: no script, whatever the copy or the layout holds; the page around it reads and writes it. In its
 * sandbox forms lead nowhere (`form-action` alone would put an error in the pages' place); scripts are allowed there, and refused here,
 * because WebKit gives a sandbox without them no events either (WebKit bug 218086).
 */
const DOCUMENT_POLICY = [
  "default-src 'none'",
  "script-src 'none'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "sandbox allow-same-origin allow-scripts allow-popups allow-popups-to-escape-sandbox",
  "frame-ancestors 'self'",
].join("; ");

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pressday preview</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
</head>
<body>
<div id="app"></div>
<script type="module" src="page.js"></script>
</body>
</html>
`;

const DOCUMENT =
  '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Pages</title></head><body></body></html>\n';

/** Between signs of life: proxies and browsers give up a connection on which nothing comes. */
const SIGN_OF_LIFE_MS = 20_000;

const LONGEST_ORDER_BYTES = 512 * 1024;

const require = createRequire(import.meta.url);

/** Files that the page itself is made of, by the names that it asks for. */
const assetOf = (name: string): { readonly path: string; readonly type: string } | undefined => {
  const built = (file: string) => path.join(PACKAGE_FOLDER, "dist", "preview", file);
  // Its newer build asks more of browsers than those of last year have.
  const pdfjs = (file: string) =>
    path.join(path.dirname(require.resolve("pdfjs-dist/package.json")), "legacy", "build", file);
  switch (name) {
    case "page.js":
      return { path: built("page.js"), type: "text/javascript; charset=utf-8" };
    case "page.css":
      return { path: built("page.css"), type: "text/css; charset=utf-8" };
    case "assets/LibreFranklin-Regular.ttf":
    case "assets/LibreFranklin-SemiBold.ttf":
      return { path: path.join(PACKAGE_FOLDER, "fonts/libre-franklin", path.basename(name)), type: "font/ttf" };
    case "assets/pdf.mjs":
      return { path: pdfjs("pdf.min.mjs"), type: "text/javascript; charset=utf-8" };
    case "assets/pdf.worker.mjs":
      return { path: pdfjs("pdf.worker.min.mjs"), type: "text/javascript; charset=utf-8" };
    default:
      return undefined;
  }
};

const sendFile = async (context: Context, file: { readonly path: string; readonly type: string } | undefined) => {
  const bytes = file === undefined ? undefined : await readFile(file.path).catch(() => undefined);
  if (file === undefined || bytes === undefined) return context.notFound();
  return context.body(new Uint8Array(bytes), 200, { "Content-Type": file.type });
};

/** Where these rules stand, as the editor is shown them. */
const whereRules = async ({ rules }: WhereRequest, { workshop }: ServerOptions): Promise<WhereAnswer> => {
  const layout = workshop.layoutName ?? "";
  const found = await findRules(workshop.styles, rules);
  return {
    rules: found.map(({ sheet, selector, line }) => ({
      sheet,
      selector,
      place: { file: `layouts/${layout}/${sheet}`, line },
    })),
  };
};

/** Reads an order and obeys it; the answer is JSON. */
const order =
  <Order>(read: (body: unknown) => Order | undefined, obey: (order: Order) => unknown) =>
  async (context: Context): Promise<Response> => {
    const given = read(await context.req.json().catch(() => undefined));
    if (given === undefined) return context.text("The preview does not know this order.\n", 400);
    return context.json((await obey(given)) ?? {});
  };

const openPlace = async (request: OpenRequest, { cwd, folders }: ServerOptions): Promise<OpenAnswer> => {
  const file = await fileInside(request.file, { cwd, folders });
  if (file === undefined)
    return {
      opened: false,
      path: request.file,
      reason: "This file stands outside the issue, the layouts and the fonts.",
    };
  return openInEditor(file, request);
};

export const shownBy = (workshop: Workshop): Shown => ({
  state: workshop.state,
  pages: workshop.pages,
  styles: workshop.styles,
});

/** All addresses of the preview, below its token. */
export const previewApp = (options: ServerOptions): Hono => {
  const { workshop, listeners, token } = options;
  const app = new Hono();
  app.use(guard(options));
  app.use(
    bodyLimit({ maxSize: LONGEST_ORDER_BYTES, onError: (context) => context.text("No order is so long.\n", 413) }),
  );
  // Relative addresses need the slash at the end.
  app.get(`/${token}`, (context) => context.redirect(`/${token}/`));
  app.get(`/${token}/`, (context) => context.html(PAGE, 200, { "Content-Security-Policy": PAGE_POLICY }));
  const inner = app.basePath(`/${token}`);
  inner.get("/document", (context) => context.html(DOCUMENT, 200, { "Content-Security-Policy": DOCUMENT_POLICY }));
  inner.get("/state", (context) => context.json(workshop.state ?? null));
  inner.get("/events", (context) =>
    streamSSE(context, async (stream) => {
      // One after the other: a page's many bytes must not stand between another's.
      let sent: Promise<void> = Promise.resolve();
      const send = (event: string, data: string): Promise<void> => {
        sent = sent.then(() => stream.writeSSE({ event, data })).catch(() => {});
        return sent;
      };
      const end = listeners.add(send, shownBy(workshop));
      const alive = setInterval(() => void send("alive", "{}"), SIGN_OF_LIFE_MS);
      await new Promise<void>((gone) => stream.onAbort(gone));
      clearInterval(alive);
      end();
    }),
  );
  inner.get(`/${FILES}/*`, (context) => {
    const asked = new URL(context.req.url).pathname.slice(`/${token}/${FILES}`.length);
    const file = workshop.file(asked);
    return sendFile(context, file);
  });
  inner.get("/issue.pdf", (context) => {
    const { printed } = workshop;
    if (printed === undefined) return context.notFound();
    return context.body(new Uint8Array(printed.bytes), 200, {
      "Content-Type": "application/pdf",
      "Content-Disposition": 'inline; filename="preview.pdf"',
    });
  });
  inner.post(
    "/view",
    order(viewOrder, ({ folios }) => workshop.view(folios)),
  );
  inner.post(
    "/show",
    order(showOrder, (request) => workshop.show(request)),
  );
  inner.post(
    "/print",
    order(plainOrder, () => workshop.print()),
  );
  inner.post(
    "/open",
    order(openOrder, (request) => openPlace(request, options)),
  );
  inner.post(
    "/where",
    order(whereOrder, (request) => whereRules(request, options)),
  );
  inner.get("/:name{.+}", (context) => sendFile(context, assetOf(context.req.param("name"))));
  app.notFound((context) => context.text("The preview has no such file.\n", 404));
  app.onError((fault, context) => {
    process.stderr.write(`${fault.stack ?? fault.message}\n`);
    return context.text("The preview has met a fault of its own.\n", 500);
  });
  return app;
};

/** The designer's live preview: a local server that shows an issue's pages as they are composed, anew with every change. */
import { mkdir, realpath } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { serve } from "@hono/node-server";
import { searched } from "../prepare.js";
import { makeToken } from "./guard.js";
import { Listeners } from "./listeners.js";
import { previewApp, shownBy } from "./server.js";
import { watchFolders } from "./watch.js";
import { Workshop, type WorkshopOptions } from "./workshop.js";

export interface PreviewOptions extends Omit<WorkshopOptions, "publisherFolder" | "signal"> {
  /** 0: any that is free. */
  readonly port: number;
}

export interface Preview {
  /** With the token that makes it the user's own. */
  readonly url: string;
  /** The first pages are composed, or cannot be. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** The port that was asked for is taken, or may not be listened to. */
export class PortFault extends Error {}

const HOST = "127.0.0.1";

const listenOn = (app: ReturnType<typeof previewApp>, port: number) =>
  new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: HOST, port }, () => resolve(server));
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(new PortFault(`Port ${port} cannot be listened to (${cause.code ?? cause.message}).`, { cause })),
    );
  });

/** The issue's own folder and what stands beside it. */
const issuePlaces = (issueFolder: string): string[] => {
  const issuesFolder = path.dirname(issueFolder);
  const beside = ["magazine.yaml", "house", "pictures"].map((name) => path.join(issuesFolder, name));
  return [issueFolder, ...beside];
};

/** Starts the preview of an issue on this machine alone. Throws `PortFault`. */
export const startPreview = async (options: PreviewOptions): Promise<Preview> => {
  const given = path.resolve(options.cwd, options.issue);
  const named = /\.ya?ml$/.test(given) ? path.dirname(given) : given;
  const issueFolder = await realpath(named).catch(() => named);
  const publisherFolder = path.dirname(path.dirname(issueFolder));
  await mkdir(options.cache, { recursive: true });
  const listeners = new Listeners();
  const work = new AbortController();
  const workshop = new Workshop(
    { ...options, publisherFolder, signal: work.signal },
    {
      shown: () => listeners.tellShown(shownBy(workshop)),
      work: (event) => listeners.tell("work", event),
      printed: (event) => listeners.tell("printed", event),
    },
  );
  const token = makeToken();
  let port = options.port;
  const layoutsAndFonts = [...searched(publisherFolder, "layouts"), ...searched(publisherFolder, "fonts")];
  const folders = [path.dirname(issueFolder), ...layoutsAndFonts];
  const app = previewApp({ token, port: () => port, workshop, listeners, cwd: options.cwd, folders });
  const ready = workshop.start();
  ready.catch(() => {});
  const server = await listenOn(app, options.port).catch(async (fault: unknown) => {
    work.abort();
    await workshop.close();
    throw fault;
  });
  port = (server.address() as AddressInfo).port;
  // The publisher's folders may be the package's own.
  const places = [...new Set([...issuePlaces(issueFolder), ...layoutsAndFonts])];
  const watcher = await watchFolders(places, (changes) => workshop.change(changes));
  return {
    url: `http://${HOST}:${port}/${token}/`,
    ready,
    close: async () => {
      work.abort();
      await watcher.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await workshop.close();
    },
  };
};

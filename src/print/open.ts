import type { Problem } from "../problem.js";
import { openContext, openPage } from "./connect.js";
import { type Grip, watchLife } from "./life.js";
import type { Reached } from "./reach.js";
import { pageWork, preparePage } from "./session.js";
import type { OpenBrowser } from "./types.js";
import { raiseWalls, refusedProblem } from "./walls.js";

/** How a session ends. */
export interface Ending {
  /** Lets go at once, before `close` is asked for; `close` is begun when left out. */
  readonly drop?: () => void;
  /** Closes the session; its context may still be on its way. */
  readonly close: (context: Promise<string>) => Promise<void>;
}

/** Opens a context of its own in the browser, and a page in it behind both walls. Throws `PrintFault`, and has closed all then. */
export async function openSession(reached: Reached, ending: Ending, signal?: AbortSignal): Promise<OpenBrowser> {
  const { link, browser, version, problems } = reached;
  const { connection } = link;
  const opening = openContext(connection);
  opening.catch(() => {});
  let closing: Promise<void> | undefined;
  const close = () => {
    life.release();
    closing ??= ending.close(opening);
    return closing;
  };
  const grip: Grip = {
    link,
    said: async () => (await browser?.said()) ?? "",
    drop: ending.drop ?? (() => void close()),
  };
  const life = watchLife(grip, signal);
  const { hold } = life;
  try {
    const page = await hold(openPage(connection, await hold(opening)));
    page.on("Inspector.targetCrashed", life.crashed);
    const [walls] = await hold(Promise.all([raiseWalls(page), preparePage(page)]));
    return {
      version,
      ...pageWork(page, walls, hold),
      get problems(): readonly Problem[] {
        const refused = refusedProblem(walls);
        return refused ? [...problems, refused] : problems;
      },
      close,
    };
  } catch (fault) {
    await close();
    throw fault;
  }
}

/** Issue or specimen: asks the server for what the view shows. */
import type { Source } from "../types.js";
import { show } from "./server.js";
import { type Known, listen, update, type View } from "./store.js";

export const sourceOf = (view: View): Source => (view === "specimen" ? "specimen" : "issue");

/** What was asked for and has not come yet. */
let asked: Source | undefined;

const ask = (source: Source): void => {
  asked = source;
  show({ source }).catch(() => {
    asked = undefined;
  });
};

const follow = (now: Known, before: Known): void => {
  const told = now.state?.source;
  if (told === asked) asked = undefined;
  if (now.view !== before.view && sourceOf(now.view) !== sourceOf(before.view)) {
    if (told !== sourceOf(now.view) || asked !== undefined) ask(sourceOf(now.view));
    return;
  }
  // Another window has turned to the specimen, or this one was opened while it was shown.
  const turned = told !== undefined && told !== before.state?.source && told !== sourceOf(now.view);
  if (turned && asked === undefined) update({ view: told === "specimen" ? "specimen" : "pages" });
};

export const keepSource = (): void => void listen(follow);

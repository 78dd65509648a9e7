/** Starts the preview's page: draws it, and keeps it in step with the server. */
import { render } from "preact";
import { App } from "./app.js";
import "./base.css";
import type { PreviewState } from "../types.js";
import { setPagesFrame } from "./frame.js";
import { PagesFrame } from "./pagesFrame.js";
import { listenToServer } from "./server.js";
import { read, update } from "./store.js";

/** For those who drive the page from outside, and for style sheets: which pages stand on the screen. */
const tellOutside = ({ revision, stage, stale }: PreviewState): void => {
  Object.assign(document.documentElement.dataset, { revision, stage, stale });
};

const begin = (element: HTMLIFrameElement): void => {
  const frame = new PagesFrame(element);
  setPagesFrame(frame);
  listenToServer({
    state: (event) => {
      frame.apply(event);
      tellOutside(event.state);
      update({ state: event.state, shown: read().shown + 1 });
    },
    work: ({ phase }) => update({ phase }),
    printed: (printed) => update({ printed }),
    connected: (connected) => update({ connected }),
  });
};

render(<App onFrame={begin} />, document.getElementById("app")!);

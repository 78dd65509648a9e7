/** The preview's page: its head, the view, and the panels. */
import { useEffect, useRef, useState } from "preact/hooks";
import { keepArrangement, paintTable } from "./arrange.js";
import { pagesFrame } from "./frame.js";
import { GoTo } from "./go-to.js";
import { Head } from "./head.js";
import { Help } from "./help.js";
import { keepKeys, PAGE_VIEWS, VIEW_NAMES } from "./keys.js";
import { followLinks } from "./links.js";
import { keepOverlays } from "./overlays/index.js";
import { FaultOverlay, ProblemsPanel } from "./problems.js";
import "./shell.css";
import { keepSource, sourceOf } from "./source.js";
import { type Known, read, update, useKnown } from "./store.js";
import { keepTheme } from "./theme.js";
import { ArticlesView } from "./views/articles.js";
import { FlatplanView } from "./views/flatplan.js";
import { LayoutsView } from "./views/layouts.js";
import { PagesBar } from "./views/pages.js";
import { PdfView } from "./views/pdf.js";
import { keepWhere, WherePanel } from "./where.js";

/** Windows narrower than this open with single pages. */
const NARROW = "(max-width: 640px)";

/** All that listens as long as the page is open. */
const begin = (): void => {
  if (matchMedia(NARROW).matches) update({ spreads: false });
  keepTheme(paintTable);
  keepSource();
  keepKeys();
};

const beginFrame = (): void => {
  const frame = pagesFrame();
  if (frame === undefined) return;
  keepArrangement(frame);
  followLinks(frame);
  keepKeys(frame);
  keepOverlays();
  keepWhere();
};

/** Whether the pages in the frame are those that the view is of. */
const hasPages = ({ state, view }: Known): boolean =>
  state !== undefined && state.pages.length > 0 && state.source === sourceOf(view);

/** In the pages' stead, until they are there. */
const Waiting = ({ known }: { readonly known: Known }) => {
  const { view, phase, connected, state } = known;
  if (state?.stale && state.source === sourceOf(view)) return null;
  const what = view === "specimen" ? "Composing the specimen …" : "Composing the pages …";
  return (
    <div class="waiting">
      <p>{connected ? what : "Waiting for the server …"}</p>
      <p class="waiting-phase">{phase}</p>
    </div>
  );
};

/** What somebody who cannot see the page is told of it, when it has come to rest. */
const spoken = (now: Known, before: Known | undefined): string | undefined => {
  if (now.state === undefined) return undefined;
  if (before?.state !== undefined && before.state.revision !== now.state.revision)
    return now.state.stale ? "The pages could not be composed." : "Pages composed anew.";
  if (before?.folio !== now.folio) return `Page ${now.folio} of ${now.state.pages.length}`;
  return undefined;
};

const SPEAK_MS = 700;

const Status = ({ known }: { readonly known: Known }) => {
  const [text, setText] = useState("");
  const last = useRef<Known | undefined>(undefined);
  useEffect(() => {
    const timer = setTimeout(() => {
      const says = spoken(known, last.current);
      last.current = known;
      if (says !== undefined) setText(says);
    }, SPEAK_MS);
    return () => clearTimeout(timer);
  }, [known.folio, known.state?.revision, known.state?.pages.length]);
  return (
    <p class="visually-hidden" role="status">
      {text}
    </p>
  );
};

const Stage = ({ known, onFrame }: { readonly known: Known; readonly onFrame: (frame: HTMLIFrameElement) => void }) => {
  const { view, panel } = known;
  const isPages = PAGE_VIEWS.includes(view);
  const isShown = isPages && hasPages(known);
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    // Keys must not be lost in what nobody sees.
    if (!isShown && document.activeElement === frame.current) frame.current?.blur();
  }, [isShown]);
  return (
    <main class="stage" id="stage" aria-label={VIEW_NAMES[view]}>
      <div class="table">
        <iframe
          ref={frame}
          class="pages-frame"
          src="document"
          title="Pages"
          style={{ visibility: isShown ? "visible" : "hidden" }}
          onLoad={(event) => {
            if (pagesFrame() !== undefined) return;
            onFrame(event.currentTarget);
            beginFrame();
          }}
        />
        {isPages && !isShown && <Waiting known={known} />}
        {isPages && <FaultOverlay />}
        {isPages && <PagesBar />}
        {view === "flatplan" && <FlatplanView />}
        {view === "articles" && <ArticlesView />}
        {view === "layouts" && <LayoutsView />}
        {view === "pdf" && <PdfView />}
      </div>
      {panel === "problems" && <ProblemsPanel />}
      <WherePanel />
    </main>
  );
};

begin();

export const App = ({ onFrame }: { readonly onFrame: (frame: HTMLIFrameElement) => void }) => {
  const known = useKnown();
  const title = known.state?.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} – preview`;
  }, [title]);
  return (
    <div class="shell">
      <Head />
      <Stage known={known} onFrame={onFrame} />
      <Status known={known} />
      {read().panel === "help" && <Help />}
      {read().panel === "goTo" && <GoTo />}
    </div>
  );
};

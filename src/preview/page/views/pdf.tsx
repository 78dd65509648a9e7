/** The printed file, to be compared with the composed pages: spread by spread, each in the other's place. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { PreviewState, PrintedEvent } from "../../types.js";
import { EDGE, FOLD, fittedScale, rowStart, type Table } from "../geometry.js";
import { PlaceLink } from "../parts/place.js";
import { sizeText, timeText } from "../printed.js";
import { type OpenFile, type Printing, usePrintedFile, usePrinting } from "../printing.js";
import { printedUrl } from "../server.js";
import { type Known, update, useKnown } from "../store.js";
import { PagesBar } from "./pages.js";
import "./pdf.css";
import { type Look, onScreen, PdfPage } from "./pdfPage.js";

const LOOKS: readonly { readonly look: Look; readonly label: string; readonly title: string }[] = [
  { look: "printed", label: "Printed", title: "The printed file (x exchanges it for the composed pages)" },
  { look: "composed", label: "Composed", title: "The composed pages (x exchanges them for the printed file)" },
  { look: "difference", label: "Difference", title: "What is the same in both is black" },
];

/** Keys of this view alone: `x` lays the composed pages over the printed ones and takes them away. */
const useKeys = (last: number, exchange: () => void): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyped = event.target instanceof Element && event.target.closest("input, select, dialog") !== null;
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || isTyped) return;
      if (event.key === "Home") update({ folio: 1 });
      else if (event.key === "End") update({ folio: last });
      else if (event.key === "x") exchange();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [last, exchange]);
};

interface Room {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

/** Size of the stage, told anew when the window changes or the browser's own zoom. */
const useRoom = () => {
  const stage = useRef<HTMLElement>(null);
  const [room, setRoom] = useState<Room>();
  useEffect(() => {
    const element = stage.current!;
    const tell = (): void =>
      setRoom({ width: element.clientWidth, height: element.clientHeight, pixelRatio: devicePixelRatio });
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { stage, room };
};

const tableOf = ({ sheet, pages }: PreviewState, spreads: boolean): Table => ({
  widthPx: sheet.widthPx,
  heightPx: sheet.heightPx,
  pages: pages.length,
  spreads,
});

/** The row of pages that a folio stands in. */
const rowOf = (folio: number, { spreads, pages }: Table): readonly number[] => {
  const first = rowStart(Math.min(folio, Math.max(1, pages)), spreads);
  return spreads && first % 2 === 0 && first < pages ? [first, first + 1] : [first];
};

interface RowProps {
  readonly known: Known;
  readonly state: PreviewState;
  readonly room: Room;
  readonly open: OpenFile;
  readonly look: Look;
}

/** White around pages and columns for them, all at whole device px: a drawing between them would be blurred. */
const rowStyle = ({ sheet }: PreviewState, scale: number, spreads: boolean, room: Room) => {
  const whole = (px: number): number => onScreen(px, room.pixelRatio);
  const [width, gap, edge] = [whole(sheet.trimPx[0] * scale), whole(FOLD * scale), whole(EDGE * scale)];
  const side = Math.max(edge, whole((room.width - (spreads ? 2 * width + gap : width)) / 2));
  return {
    padding: `${edge}px ${edge}px ${edge}px ${side}px`,
    columnGap: `${gap}px`,
    gridTemplateColumns: spreads ? `${width}px ${width}px` : `${width}px`,
  };
};

const Row = ({ known: { folio, spreads, zoom, shown }, state, room, open, look }: RowProps) => {
  const table = tableOf(state, spreads);
  const scale = typeof zoom === "number" ? zoom : fittedScale(table, zoom, room);
  return (
    <div class={spreads ? "pdf-row spread" : "pdf-row"} style={rowStyle(state, scale, spreads, room)}>
      {rowOf(folio, table).map((one) => (
        <PdfPage
          key={spreads ? one % 2 : "single"}
          file={open.file}
          folio={one}
          pixelRatio={room.pixelRatio}
          {...{ state, scale, look, shown }}
        />
      ))}
    </div>
  );
};

const Stage = (props: Omit<RowProps, "state" | "room">) => {
  const { stage, room } = useRoom();
  const { folio, spreads, state } = props.known;
  const first = rowStart(folio, spreads);
  // Another spread is looked at from its head.
  useEffect(() => stage.current?.scrollTo({ top: 0 }), [first]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section class="pdf-stage" ref={stage} tabIndex={0} aria-label="Pages to compare">
      {state !== undefined && room !== undefined && <Row {...props} state={state} room={room} />}
    </section>
  );
};

const LookChoice = ({ look, onLook }: { readonly look: Look; readonly onLook: (look: Look) => void }) => (
  <fieldset class="pdf-looks">
    <legend class="visually-hidden">Show</legend>
    {LOOKS.map((one) => (
      <label key={one.look} title={one.title}>
        <input type="radio" name="look" checked={look === one.look} onChange={() => onLook(one.look)} />
        <span>{one.label}</span>
      </label>
    ))}
  </fieldset>
);

const FileFacts = ({ event, title }: { readonly event: PrintedEvent; readonly title: string }) => {
  const url = printedUrl(event.revision);
  return (
    <>
      <p class="pdf-size">
        {event.pages} pages, {sizeText(event.bytes)}, printed in {timeText(event.ms)}
      </p>
      <a class="pdf-button" href={url} target="_blank" rel="noopener">
        Open
      </a>
      <a class="pdf-button" href={url} download={`${title}.pdf`}>
        Download
      </a>
    </>
  );
};

/** What keeps the newest pages from being seen here, if anything does: being printed, printed earlier, not to be printed. */
const noteOf = ({ state, printed }: Known, { waiting, fault }: Printing, open: OpenFile): string | undefined => {
  const { file, event } = open;
  if (waiting) return file === undefined ? "Printing the pages …" : "Printing the pages again …";
  if (fault !== undefined) return `Printing could not be asked for. ${fault}`;
  if (open.fault !== undefined) return `The printed file cannot be shown. ${open.fault}`;
  if (printed?.problems.some(({ severity }) => severity === "error"))
    return file === undefined
      ? "The pages could not be printed."
      : "The pages could not be printed: this is the last file.";
  if (state !== undefined && event !== undefined && event.revision < state.revision)
    return "The pages have changed since this file was printed.";
  return file === undefined ? "Opening the printed file …" : undefined;
};

const Faults = ({ printed }: { readonly printed: PrintedEvent }) => (
  <ul class="pdf-faults">
    {printed.problems.map(({ code, severity, message, remedy, place }) => (
      <li key={`${code} ${message}`} class={severity}>
        <strong>{message}</strong> {remedy} {place !== undefined && <PlaceLink place={place} />}
      </li>
    ))}
  </ul>
);

const FACTS_OF_DIFFERENCE = "Black is the same in both. Letters keep a faint edge, as two programs draw them.";

export const PdfView = () => {
  const known = useKnown();
  const printing = usePrinting(known);
  const open = usePrintedFile(known);
  const [look, setLook] = useState<Look>("printed");
  const { state, printed } = known;
  useKeys(Math.max(1, state?.pages.length ?? 1), () => setLook(look === "printed" ? "composed" : "printed"));
  return (
    <section class="view pdf" aria-label="Printed file">
      <div class="pdf-bar">
        <LookChoice look={look} onLook={setLook} />
        <p class="pdf-note" role="status">
          {noteOf(known, printing, open) ?? (look === "difference" ? FACTS_OF_DIFFERENCE : undefined)}
        </p>
        {open.event !== undefined && <FileFacts event={open.event} title={state?.title ?? "issue"} />}
        <button type="button" class="pdf-button" disabled={printing.waiting} onClick={printing.again}>
          Print again
        </button>
      </div>
      {!printing.waiting && printed !== undefined && printed.problems.length > 0 && <Faults printed={printed} />}
      <Stage {...{ known, open, look }} />
      <PagesBar />
    </section>
  );
};

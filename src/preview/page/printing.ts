/** Having the pages printed, and opening what was printed, for the view of the printed file. */
import { useEffect, useState } from "preact/hooks";
import type { PrintedEvent } from "../types.js";
import { openPrinted, type PrintedFile } from "./printed.js";
import { print, printedUrl } from "./server.js";
import type { Known } from "./store.js";

export interface Printing {
  /** Asked for, and not there yet. */
  readonly waiting: boolean;
  /** Why the server could not be asked. */
  readonly fault?: string;
  readonly again: () => void;
}

const isThere = ({ problems }: PrintedEvent): boolean => problems.every(({ severity }) => severity !== "error");

/** Prints when nothing is printed yet or the pages are newer, once; later when it is asked to. */
export const usePrinting = ({ state, printed }: Known): Printing => {
  const [asked, setAsked] = useState<{ readonly before: PrintedEvent | undefined }>();
  const [fault, setFault] = useState<string>();
  const again = (): void => {
    setAsked({ before: printed });
    setFault(undefined);
    print().catch((error: unknown) => {
      setAsked(undefined);
      setFault(String(error));
    });
  };
  const isKnown = state !== undefined;
  // When the view opens, and not whenever the pages change.
  useEffect(() => {
    if (state !== undefined && (printed === undefined || printed.revision < state.revision)) again();
  }, [isKnown]);
  const waiting = asked !== undefined && asked.before === printed;
  return { waiting, again, ...(fault === undefined ? {} : { fault }) };
};

export interface OpenFile {
  readonly file?: PrintedFile;
  /** What was told of it. */
  readonly event?: PrintedEvent;
  readonly fault?: string;
}

/** The last file that was printed; a print that fails leaves it open. */
export const usePrintedFile = ({ printed }: Known): OpenFile => {
  const [open, setOpen] = useState<OpenFile>({});
  useEffect(() => {
    if (printed === undefined || !isThere(printed)) return;
    let left = false;
    openPrinted(printedUrl(printed.revision)).then(
      (file) => (left ? file.close() : setOpen({ file, event: printed })),
      (error: unknown) => !left && setOpen((before) => ({ ...before, fault: String(error) })),
    );
    return () => {
      left = true;
    };
  }, [printed]);
  useEffect(() => () => open.file?.close(), [open.file]);
  return open;
};

import type { WriteStream } from "node:tty";

/** The phases of a build, in order, as the editor sees them. */
export const BUILD_PHASES = ["Reading", "Pictures", "Pages", "Browser", "Composing", "Printing", "Finishing"] as const;
/** Those of collecting. */
export const COLLECT_PHASES = ["Asking", "Reading", "Pictures", "Writing"] as const;
/** Those of sending an e-mail. */
export const SEND_PHASES = ["Reading", "Sending"] as const;
export type Phase = (typeof BUILD_PHASES)[number] | (typeof COLLECT_PHASES)[number] | (typeof SEND_PHASES)[number];

export interface Progress {
  /** A phase begins. */
  phase(phase: Phase): void;
  /** Part of the current phase is done: `done` of `total`. */
  step(done: number, total: number): void;
  /** Something worth a line of its own. */
  note(text: string): void;
  /** Clears the bar, so that other text can be written. */
  end(): void;
}

const BAR_CELLS = 24;

const terminalProgress = (stream: WriteStream, title: string, phases: readonly Phase[]): Progress => {
  let current = 0;
  let share = 0;
  let drawn = "";
  const draw = (): void => {
    const done = (current + share) / phases.length;
    const filled = Math.round(done * BAR_CELLS);
    const line = `${title}  ${"━".repeat(filled)}${"┄".repeat(BAR_CELLS - filled)}  ${phases[current]}`;
    if (line !== drawn) stream.write(`\r\x1b[2K${line}`);
    drawn = line;
  };
  return {
    phase: (phase) => {
      current = phases.indexOf(phase);
      share = 0;
      draw();
    },
    step: (done, total) => {
      share = total === 0 ? 0 : done / total;
      draw();
    },
    note: (text) => {
      stream.write(`\r\x1b[2K${title}: ${text}\n`);
      drawn = "";
      draw();
    },
    end: () => void stream.write("\r\x1b[2K"),
  };
};

const lineProgress = (stream: NodeJS.WritableStream, title: string): Progress => ({
  phase: (phase) => void stream.write(`${title}: ${phase.toLowerCase()}\n`),
  step: () => {},
  note: (text) => void stream.write(`${title}: ${text}\n`),
  end: () => {},
});

const silent: Progress = { phase: () => {}, step: () => {}, note: () => {}, end: () => {} };

/** A bar on a terminal, plain lines elsewhere, nothing when `quiet`. Goes to stderr: stdout is for results. */
export const makeProgress = (
  title: string,
  {
    quiet,
    phases,
    stream = process.stderr,
  }: { readonly quiet: boolean; readonly phases: readonly Phase[]; readonly stream?: NodeJS.WriteStream },
): Progress => {
  if (quiet) return silent;
  return stream.isTTY === true && process.env.TERM !== "dumb"
    ? terminalProgress(stream as unknown as WriteStream, title, phases)
    : lineProgress(stream, title);
};

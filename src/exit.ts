/** Exit statuses: one meaning each, for scripts and cron. */
export const EXIT = {
  done: 0,
  /** The editor can mend it. */
  material: 1,
  usage: 2,
  /** A source could not be collected, or not all of it. */
  source: 3,
  /** The time limit was reached. */
  timeLimit: 4,
  /** This machine cannot: no usable browser, disk full, not writable, browser died twice. */
  machine: 5,
  /** Another run holds the lock. */
  locked: 6,
  /** Our own fault. */
  fault: 70,
} as const;

export const ENGINES = ["pdfkit", "chromium"] as const;
export type Engine = (typeof ENGINES)[number];

/** Flags for the simple layout, set by this engine. */
export const simplyBy = (engine: Engine): readonly string[] => ["--layout", "bulletin", "--engine", engine];

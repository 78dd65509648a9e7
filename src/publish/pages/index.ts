/** The web pages: one for an issue, one for all. Each is a whole file without scripts, for any static host or from disk. */
import type { Announcement, ArchivedIssue } from "../types.js";
import { type Archive, renderArchive } from "./archive.js";
import { renderLanding } from "./landing.js";

export type { Archive } from "./archive.js";

/** The page of an issue: `index.html` in its published folder. */
export const landingPage = (a: Announcement): string => renderLanding(a);

/** The page of all issues, newest first: `index.html` at the published folder's root. */
export const archivePage = (all: Archive, issues: readonly ArchivedIssue[]): string => renderArchive(all, issues);

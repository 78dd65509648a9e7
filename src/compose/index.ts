/** What the composer says of the pages it made. Its own code runs in the browser's page (`browser.ts`, bundled by itself). */
export type { FlatplanPage } from "../copyfit/index.js";
export type { ComposeResult, ComposeTimings } from "./types.js";

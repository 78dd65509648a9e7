export { startBrowser, withBrowser } from "./browser.js";
export type { EngineChoice, EngineName, EngineUse } from "./engines.js";
export { BrowserDied, PrintFault } from "./faults.js";
export { listBrowsers } from "./find.js";
export { SharedBrowser } from "./shared.js";
export type * from "./types.js";

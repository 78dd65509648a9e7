/** What the road does in a browser: the document, and the pages made up from it. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ComposeResult } from "./compose/index.js";
import type { ComposePlan, LayoutDocument, RenderOptions } from "./layout/index.js";
import { hyphenation, PACKAGE_FOLDER, type Prepared } from "./prepare.js";
import type { OpenBrowser } from "./print/index.js";
import { type Road, type RoadOptions, Stopped } from "./road.js";

/** A browser that starts when it is first asked for, and ends with the work. */
export class HeldBrowser {
  private starting: Promise<OpenBrowser> | undefined;
  /** Why it has not started, once that is known. */
  fault: unknown;

  constructor(private readonly start: () => Promise<OpenBrowser>) {}

  session(): Promise<OpenBrowser> {
    if (this.starting === undefined) {
      this.starting = this.start();
      this.starting.catch((fault: unknown) => {
        this.fault = fault;
      });
    }
    return this.starting;
  }

  async end(): Promise<void> {
    const browser = await this.starting?.catch(() => undefined);
    await browser?.close();
  }
}

/** The document that the browser is given, of the whole issue or of a part. Problems: TEMPLATE_ERROR, which stops the road. */
export const render = async (
  prepared: Prepared,
  { progress }: Pick<RoadOptions, "progress">,
  road: Road,
  options: RenderOptions = {},
): Promise<LayoutDocument> => {
  progress.phase("Pages");
  const { renderDocument, TemplateFault } = await import("./layout/index.js");
  const { layout, pictures, faces, weekText, luminance } = prepared;
  try {
    const rendered = renderDocument(layout, prepared, pictures, faces, weekText, options);
    road.mark("render");
    return { ...rendered, plan: { ...rendered.plan, ...(luminance === undefined ? {} : { cover: luminance }) } };
  } catch (fault) {
    if (!(fault instanceof TemplateFault)) throw fault;
    road.add([fault.problem]);
    throw new Stopped();
  }
};

const composerSource = (): Promise<string> => readFile(path.join(PACKAGE_FOLDER, "dist", "composer.js"), "utf8");

const wholeFiles = (files: LayoutDocument["files"]): LayoutDocument["files"] =>
  new Map([...files].map(([name, { path: file, type }]) => [name, { path: file, type }]));

/** Fills the browser's page with the document and makes the pages up there; what is found on the way is added to the road. */
export const composePages = async (
  { html, files, place, plan }: LayoutDocument,
  articles: Prepared["articles"],
  browser: OpenBrowser,
  { progress, wholePictures = false }: Pick<RoadOptions, "progress"> & { readonly wholePictures?: boolean },
  road: Road,
): Promise<ComposeResult> => {
  road.mark("launch");
  // What the composer needs besides is made ready while the browser loads the document.
  const opening = browser.fill({ html, files: wholePictures ? wholeFiles(files) : files, place });
  const set = plan.stories.flatMap((story) => story.articles.flatMap((slug) => articles.get(slug) ?? []));
  const [hyphens, composer] = await Promise.all([hyphenation(set), composerSource(), opening]);
  road.mark("open");
  progress.phase("Composing");
  // It stays with the document, so that composing again finds it compiled.
  const source = `(plan) => {
    globalThis.pressdayComposer ??= (() => {${composer}\nreturn pressdayComposer;})();
    return globalThis.pressdayComposer.compose(plan);
  }`;
  const composed = await browser.run<ComposeResult>(source, { ...plan, hyphenation: hyphens } satisfies ComposePlan);
  road.add(composed.problems);
  road.mark("compose");
  return composed;
};

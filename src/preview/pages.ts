/** Pages as they stand composed in the browser, for the preview to show. */
import { createHash } from "node:crypto";
import type { FlatplanPage } from "../compose/index.js";
import type { BrowserSession } from "../print/index.js";

/** Files stand below the preview's own address, whatever that is. */
export const FILES = "files";

/** A composed page, and where it comes from. */
export interface BuiltPage {
  readonly key: string;
  readonly html: string;
  /** CSS colour of its section. */
  readonly colour: string;
  /** Ids of the stories on it, in order. */
  readonly stories: readonly string[];
  readonly design?: string;
  readonly planned: FlatplanPage;
}

interface Found {
  readonly html: string;
  readonly colour: string;
  readonly stories: readonly string[];
  readonly classes: string;
}

const FIND_PAGES = `() => [...document.querySelectorAll("body > .page")].map((page) => {
  const parts = [page, ...page.querySelectorAll(":scope > [data-story]")];
  return {
    html: page.outerHTML,
    colour: getComputedStyle(page.querySelector(":scope > [data-story]") ?? page).getPropertyValue("--section").trim(),
    stories: [...new Set(parts.flatMap(({ dataset }) => dataset.story ?? []))],
    classes: parts.map(({ className }) => className).join(" "),
  };
})`;

/** Addresses on the document's own origin → addresses below the preview's, in a style sheet or a tag. */
export const withPreviewAddresses = (text: string): string =>
  text.replaceAll(/(["'(])\/(pictures|fonts)\//g, `$1${FILES}/$2/`);

const TAG = /<[a-z](?:[^>"]|"[^"]*")*>/g;

/** The key that the parts of one paragraph share, among the marks for finishing: `en-GB-x-k3-art`. */
const MARK = /(\slang="[^"]*-x-(?:[^"]*-)?)(k[0-9a-z]+)(?=[-"])/;

/**
 * Pages as they are shown: words stay as they are, tags name files where the preview has them. Keys count through the issue; here they
 * count through a story, so that a paragraph more in one of them leaves the pages of the others the same.
 */
const makeShown = (): ((html: string, stories: readonly string[]) => string) => {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return (html, [story = ""]) => {
    const nameOf = (key: string): string => {
      const known = names.get(key);
      if (known !== undefined) return known;
      const count = counts.get(story) ?? 0;
      counts.set(story, count + 1);
      const name = `k${hashOf(story, "hex").slice(0, 6)}${count.toString(36)}`;
      names.set(key, name);
      return name;
    };
    return html.replaceAll(TAG, (tag) =>
      // A template's `refresh` would take the frame elsewhere, and no policy of a document forbids that.
      tag.startsWith("<meta")
        ? ""
        : withPreviewAddresses(tag).replace(MARK, (_, before: string, key: string) => before + nameOf(key)),
    );
  };
};

const hashOf = (text: string, digits: "hex" | "base64url"): string => createHash("sha1").update(text).digest(digits);

const keyOf = (html: string): string => hashOf(html, "base64url").slice(0, 16);

/** Reads the pages that stand in the browser; `planned`: what is known of each, in their order. */
export const readPages = async (
  browser: Pick<BrowserSession, "run">,
  planned: readonly FlatplanPage[],
): Promise<readonly BuiltPage[]> => {
  const found = await browser.run<Found[]>(FIND_PAGES, undefined);
  const show = makeShown();
  return found.map(({ html, colour, stories, classes }, index) => {
    const shown = show(html, stories);
    const design = /(?:^| )design-(\S+)/.exec(classes)?.[1];
    return {
      key: keyOf(shown),
      html: shown,
      colour: colour === "" ? "#6b665e" : colour,
      stories,
      ...(design === undefined ? {} : { design }),
      planned: planned[index]!,
    };
  });
};

/** Pages with those of some stories exchanged for new ones; folios count through. */
export const splicePages = (
  pages: readonly BuiltPage[],
  { first, count, made }: { readonly first: number; readonly count: number; readonly made: readonly BuiltPage[] },
): readonly BuiltPage[] =>
  [...pages.slice(0, first), ...made, ...pages.slice(first + count)].map((page, index) =>
    page.planned.folio === index + 1 ? page : { ...page, planned: { ...page.planned, folio: index + 1 } },
  );

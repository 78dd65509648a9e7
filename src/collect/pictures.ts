import { readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isInside } from "../manifest/index.js";
import { writeWhole } from "../write-whole.js";
import { parseFragment } from "./html.js";
import type { PictureFile } from "./markdown/index.js";
import { FetchFault, type Network } from "./network/index.js";
import type { Story } from "./story.js";
import { textOf } from "./story.js";

/** What reading a picture to its end tells; throws an error with a sentence's end as its message where no page can take it. */
export type InspectPicture = (
  bytes: Uint8Array,
) => Promise<{ readonly format: string; readonly widthPx: number; readonly heightPx: number }>;

/** More is a catalogue. */
const MAX_PICTURES = 80;
/** Sides of counters that pose as pictures. */
const PIXEL = 3;
const MAX_DATA_BYTES = 50_000_000;

/** A picture that a story shows. */
interface Wanted {
  readonly url: string;
  readonly alt?: string;
  /** Plain text. */
  readonly caption?: string;
  readonly credit?: string;
}

export interface PictureFailure {
  readonly url: string;
  readonly caption?: string;
  /** A sentence. */
  readonly why: string;
  /** Another run may well have it. */
  readonly passing: boolean;
}

export interface StoryPictures {
  readonly files: ReadonlyMap<string, PictureFile>;
  readonly failures: readonly PictureFailure[];
  /** Files whose alternative text is their caption or the headline. */
  readonly altStoodIn: readonly string[];
  /** Counters that posed as pictures. */
  readonly pixels: readonly string[];
}

export interface PictureOptions {
  readonly network: Network;
  readonly inspect: InspectPicture;
  /** Absolute path of the issue's pictures folder. */
  readonly folder: string;
  readonly slug: string;
}

const wantedIn = ({ raw, hero, body, title }: Story): readonly Wanted[] => {
  const lead = hero && { ...hero, ...(hero.caption === undefined ? {} : { caption: textOf(hero.caption) }) };
  const inText = body.kind === "html" ? inHtml(body.text) : inMarkdown(body.text, raw);
  // A picture that stands in two places is one; what either place says of it counts.
  const byUrl = new Map<string, Wanted>();
  for (const wanted of [...(lead ? [lead] : []), ...inText])
    byUrl.set(wanted.url, { ...wanted, ...byUrl.get(wanted.url), alt: byUrl.get(wanted.url)?.alt || wanted.alt });
  return [...byUrl.values()].map((wanted) => ({ ...wanted, alt: wanted.alt || wanted.caption || title }));
};

const inHtml = (html: string): readonly Wanted[] =>
  [...parseFragment(html).querySelectorAll("img[src]")].map((image) => {
    const part = (key: string, value: string | null | undefined) => (value?.trim() ? { [key]: value.trim() } : {});
    return {
      url: image.getAttribute("src")!,
      ...part("alt", image.getAttribute("alt")),
      ...part("credit", image.getAttribute("data-credit")),
      ...part("caption", image.closest("figure")?.querySelector("figcaption")?.textContent),
    };
  });

const MARKDOWN_PICTURE = /!\[((?:[^\]\\]|\\.)*)\]\(\s*<?([^\s)>]+)>?/g;

const inMarkdown = (markdown: string, { body }: Story["raw"]): readonly Wanted[] =>
  [...markdown.matchAll(MARKDOWN_PICTURE)].flatMap(([, alt, src]) =>
    URL.canParse(src!, body.baseUrl) ? [{ url: new URL(src!, body.baseUrl).href, alt: alt! }] : [],
  );

/** The same Markdown with its pictures by the names that they have now. */
export const renamePictures = (
  markdown: string,
  files: ReadonlyMap<string, PictureFile>,
  baseUrl: string | undefined,
): string =>
  markdown.replaceAll(MARKDOWN_PICTURE, (written, _, src: string) => {
    const file = URL.canParse(src, baseUrl) ? files.get(new URL(src, baseUrl).href)?.file : undefined;
    return file === undefined ? written : written.replace(src, file);
  });

class Unusable extends Error {
  constructor(
    message: string,
    readonly passing = false,
  ) {
    super(message);
  }
}

const decodeData = (url: string): Uint8Array => {
  const [, base64, data] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(url) ?? [];
  if (data === undefined) throw new Unusable("Its address holds no picture.");
  if (data.length > 2 * MAX_DATA_BYTES) throw new Unusable("It is too large.");
  return Buffer.from(base64 ? data : decodeURIComponent(data), base64 ? "base64" : "latin1");
};

/** A picture beside a saved page: only from the folder of its source, links followed. */
const readLocal = async (url: string, folder: string): Promise<Uint8Array> => {
  const file = await realpath(fileURLToPath(url)).catch(() => undefined);
  if (file === undefined) throw new Unusable("There is no such file.");
  if (!isInside(await realpath(folder), file)) throw new Unusable("It lies outside the folder of its source.");
  const { size } = await stat(file);
  if (size > MAX_DATA_BYTES) throw new Unusable(`It is larger than ${MAX_DATA_BYTES / 1e6} MB.`);
  return readFile(file);
};

const bytesOf = async (url: string, { source, raw }: Story, network: Network): Promise<Uint8Array> => {
  if (url.startsWith("data:")) return decodeData(url);
  // No page of the web may name a file of this machine.
  if (url.startsWith("file:") && source.kind === "file" && raw.body.baseUrl?.startsWith("file:"))
    return readLocal(url, source.folder);
  try {
    return (await network.fetch({ url, kind: "picture" })).bytes;
  } catch (fault) {
    if (!(fault instanceof FetchFault)) throw fault;
    const lasting =
      ["refused", "insecure", "too large", "too many redirects"].includes(fault.kind) ||
      [401, 403, 404, 410].includes(fault.status ?? 0);
    throw new Unusable(fault.message, !lasting);
  }
};

const inspected = async (bytes: Uint8Array, inspect: InspectPicture): ReturnType<InspectPicture> => {
  try {
    return await inspect(bytes);
  } catch (fault) {
    throw new Unusable(`It ${(fault as Error).message}.`);
  }
};

/** The original of a picture that WordPress made smaller: `dune-300x200.jpg` comes from `dune.jpg`, unless somebody removed it. */
const SMALLER = /^(https?:.*\/wp-content\/uploads\/.*)-\d{2,4}x\d{2,4}(\.(?:jpe?g|png|webp|gif|avif))(?:\?.*)?$/i;
const originalOf = (url: string): readonly string[] => {
  const [, stem, ending] = SMALLER.exec(url) ?? [];
  return stem === undefined ? [] : [`${stem}${ending}`];
};

type Got = Awaited<ReturnType<InspectPicture>> & { readonly bytes: Uint8Array };

/** The picture, at its full size where that can be had. */
const get = async (url: string, story: Story, { network, inspect }: PictureOptions): Promise<Got> => {
  const read = async (address: string): Promise<Got> => {
    const bytes = await bytesOf(address, story, network);
    return { ...(await inspected(bytes, inspect)), bytes };
  };
  for (const original of originalOf(url)) {
    try {
      return await read(original);
    } catch (fault) {
      if (!(fault instanceof Unusable)) throw fault;
    }
  }
  return read(url);
};

const ENDINGS: Readonly<Record<string, string>> = { jpeg: "jpg" };

/** Keeps the bytes under the story's name. A file of that name with other bytes is somebody's original: never written over. */
const keep = async (
  bytes: Uint8Array,
  { folder, slug }: PictureOptions,
  number: number,
  format: string,
): Promise<string> => {
  const stem = number === 1 ? slug : `${slug}-${number}`;
  for (let version = 1; ; version++) {
    const name = `${stem}${version === 1 ? "" : `-v${version}`}.${ENDINGS[format] ?? format}`;
    const file = path.join(folder, name);
    const there = await readFile(file).catch(() => undefined);
    if (there === undefined) {
      await writeWhole(file, bytes);
      return name;
    }
    if (Buffer.compare(there, bytes) === 0) return name;
  }
};

/** Fetches a story's pictures into the issue, one after the other; what cannot be had is told. */
export const fetchPictures = async (story: Story, options: PictureOptions): Promise<StoryPictures> => {
  const wanted = wantedIn(story);
  const files = new Map<string, PictureFile>();
  const failures: PictureFailure[] = [];
  const pixels: string[] = [];
  const altStoodIn: string[] = [];
  for (const [index, { url, alt, caption, credit }] of wanted.entries()) {
    const shown = url.startsWith("data:") ? `${url.slice(0, 40)}…` : url;
    const about = caption === undefined ? {} : { caption };
    try {
      if (index >= MAX_PICTURES) throw new Unusable(`A story takes ${MAX_PICTURES} pictures at most.`);
      const { bytes, format, widthPx, heightPx } = await get(url, story, options);
      if (Math.min(widthPx, heightPx) <= PIXEL) {
        pixels.push(shown);
        continue;
      }
      const file = await keep(bytes, options, index + 1, format);
      files.set(url, { file, alt: alt!, ...(credit === undefined ? {} : { credit }) });
      if (alt === caption || alt === story.title) altStoodIn.push(file);
    } catch (fault) {
      if (!(fault instanceof Unusable)) throw fault;
      failures.push({ url: shown, ...about, why: fault.message, passing: fault.passing });
    }
  }
  return { files, failures, pixels, altStoodIn };
};

import path from "node:path";
import type { Place, Problem } from "../problem.js";
import { nearest } from "./nearest.js";
import { findInside, namesIn } from "./paths.js";
import type { PictureRef } from "./types.js";

/** A picture's name as an editor wrote it, and the folder that it must stand in. */
export interface PictureRequest {
  /** `pictures/dunes.jpg`, or `dunes.jpg` for a file in `pictures/`; percent-encoded as Markdown leaves it, or plain. */
  readonly name: string;
  /** Absolute path of the folder that it must stand in: the issue's, or that of the house matter. */
  readonly issueFolder: string;
  /** That folder in messages; the issue's when left out. */
  readonly owner?: "issue" | "house matter";
  readonly place: Place;
}

/** A scheme (`https:`) or an address without one (`//host/`). One letter is a Windows drive, not a scheme. */
const ADDRESS = /^(?:([a-z][a-z0-9+.-]+):|\/\/)/i;

const decoded = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

const candidatesFor = (name: string): readonly string[] =>
  [...new Set([name, decoded(name)])].flatMap((form) => [form, path.join("pictures", form)]);

/** The folder's picture that was probably meant, found by its file name. */
const likelyPicture = (name: string, issueFolder: string): string | undefined => {
  const known = new Map(
    [...namesIn(issueFolder, "."), ...namesIn(issueFolder, "pictures")].map((file) => [path.basename(file), file]),
  );
  const meant = nearest(path.basename(decoded(name)), known.keys());
  return meant === undefined ? undefined : known.get(meant);
};

const remote = ({ name, owner = "issue", place }: PictureRequest): Problem => ({
  code: "PICTURE_REMOTE",
  severity: "error",
  place,
  message: `The picture “${name.slice(0, 120)}” is an address, not a file of this ${owner}; nothing is fetched while printing.`,
  remedy: `Save the picture in the ${owner}'s \`pictures/\` folder and write its file name.`,
});

const outside = ({ name, owner = "issue", place }: PictureRequest): Problem => ({
  code: "PATH_OUTSIDE_ISSUE",
  severity: "error",
  place,
  message: `The picture “${name}” lies outside the ${owner}'s folder.`,
  remedy: `Copy the file into the ${owner}'s \`pictures/\` folder and write its file name.`,
});

const missing = ({ name, issueFolder, owner = "issue", place }: PictureRequest): Problem => {
  const meant = likelyPicture(name, issueFolder);
  return {
    code: "PICTURE_MISSING",
    severity: "error",
    place,
    message: `There is no picture “${name}” in the ${owner}.`,
    remedy:
      meant === undefined
        ? `Put the file into the ${owner}'s \`pictures/\` folder, or correct its name.`
        : `Did you mean \`${meant}\`?`,
  };
};

/**
 * Finds a picture that the manifest or an article names. Gives its real absolute path, inside the issue's folder, or
 * one problem: PICTURE_MISSING, PATH_OUTSIDE_ISSUE, PICTURE_REMOTE.
 */
export const resolvePicture = (request: PictureRequest): { readonly path: string } | Problem => {
  const address = ADDRESS.exec(request.name.trim());
  if (address) return address[1]?.toLowerCase() === "file" ? outside(request) : remote(request);
  const found = findInside(request.issueFolder, candidatesFor(request.name.trim()));
  if (found.kind === "found") return { path: found.path };
  return found.kind === "outside" ? outside(request) : missing(request);
};

const ACROSS: Readonly<Record<string, number>> = { left: 0, centre: 50, center: 50, middle: 50, right: 100 };
const DOWN: Readonly<Record<string, number>> = { top: 0, centre: 50, center: 50, middle: 50, bottom: 100 };

const percent = (word: string): number | undefined => {
  const value = /^\d+(?:\.\d+)?%$/.test(word) ? Number.parseFloat(word) : Number.NaN;
  return value >= 0 && value <= 100 ? value : undefined;
};

/**
 * The point that a crop keeps, from `60% 40%` (from the left, from the top), `top left`, `bottom`, `centre`. A single
 * percentage is taken across. Undefined when it cannot be read.
 */
export const parseFocus = (text: string): PictureRef["focus"] | undefined => {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/);
  if (words.length > 2) return undefined;
  const [first = "", second = "centre"] = words;
  // Words may stand in either order; a percentage beside a word takes the direction that the word leaves.
  const swapped = (first in DOWN && !(first in ACROSS)) || (second in ACROSS && !(second in DOWN));
  const [across, down] = swapped ? [second, first] : [first, second];
  const xPercent = ACROSS[across] ?? percent(across);
  const yPercent = DOWN[down] ?? percent(down);
  return xPercent === undefined || yPercent === undefined ? undefined : { xPercent, yPercent };
};

/** Where a crop is held when the editor says nothing: the middle. */
export const CENTRE: PictureRef["focus"] = { xPercent: 50, yPercent: 50 };

import { realpathSync } from "node:fs";
import path from "node:path";
import type { Problem } from "../problem.js";
import { checkShape, readManifest, shown } from "./file.js";
import { findPicture } from "./named.js";
import { namesIn } from "./paths.js";
import { houseSchema } from "./schema.js";
import { slugify } from "./slug.js";
import type { HouseItem } from "./types.js";
import type { YamlFile } from "./yaml.js";

/** House matter as read: its items by name, and the files, in whose order problems are told. */
export interface HouseStock {
  readonly items: readonly HouseItem[];
  readonly files: readonly YamlFile[];
  readonly problems: readonly Problem[];
}

export interface HouseOptions {
  /** The issues' folder as the editor named it, for messages. */
  readonly shownIn: string;
  readonly cwd: string;
}

/** A piece may fill any part of a page when the editor says nothing. */
const ALL_SIZES: HouseItem["sizes"] = ["whole", "half", "quarter"];

const FOLDER = "house";

const notRead = (file: string): Problem => ({
  code: "MANIFEST_INVALID",
  severity: "warning",
  place: { file },
  message: "House matter is read from files that end in `.yaml`; this one is passed over.",
  remedy: `Rename it to \`${path.basename(file, ".yml")}.yaml\`.`,
});

const readItem = async (
  folder: string,
  file: string,
  cwd: string,
): Promise<{ readonly item?: HouseItem; readonly file: YamlFile; readonly problems: readonly Problem[] }> => {
  const read = await readManifest(file, cwd, "Write the file again, or take it away.");
  const { data, problems: faults } = checkShape(read, houseSchema);
  const { picture, problems: missing } = findPicture(read, [], [folder], "house matter");
  const problems = [...faults, ...missing];
  if (data === undefined) return { file: read, problems };
  const { kind, kicker, headline, text, cite, link, sizes = ALL_SIZES } = data;
  const item: HouseItem = {
    name: slugify(path.basename(file, ".yaml")) || "item",
    kind,
    kicker,
    headline,
    text,
    cite,
    link,
    picture,
    sizes,
    place: { file: read.name },
  };
  return { item, file: read, problems };
};

/**
 * Reads the magazine's own stock, `house/*.yaml` in the issues' folder, in the order of the files' names; nothing where there
 * is no such folder. Pictures stand beside the files or in `house/pictures`. Problems: MANIFEST_*, PICTURE_*,
 * PATH_OUTSIDE_ISSUE.
 */
export const readHouse = async (issuesFolder: string, { shownIn, cwd }: HouseOptions): Promise<HouseStock> => {
  const names = namesIn(issuesFolder, FOLDER).map((name) => path.basename(name));
  if (names.length === 0) return { items: [], files: [], problems: [] };
  const folder = realpathSync(path.join(issuesFolder, FOLDER));
  const files = names.filter((name) => name.endsWith(".yaml"));
  const passedOver = names.filter((name) => name.endsWith(".yml"));
  const read = await Promise.all(files.map((name) => readItem(folder, path.join(shownIn, FOLDER, name), cwd)));
  return {
    items: read.flatMap(({ item }) => (item === undefined ? [] : [item])),
    files: read.map(({ file }) => file),
    problems: [
      ...passedOver.map((name) => notRead(shown(path.join(shownIn, FOLDER, name), cwd))),
      ...read.flatMap(({ problems }) => problems),
    ],
  };
};

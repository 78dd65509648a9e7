import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { onTestFinished } from "vitest";

export const WEEK = "2026-W47";
/** The issue's folder as the command is given it. */
export const ISSUE = `issues/${WEEK}`;
export const MANIFEST = `${ISSUE}/issue.yaml`;
export const DUNES = `${ISSUE}/articles/dunes.md`;
export const WELLS = `${ISSUE}/articles/wells.md`;
/** Where the PDF of this title and week comes to stand. */
export const PDF = `out/${WEEK}/sirocco-${WEEK}.pdf`;

/** Files by their path in the publisher's folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

const dunes = `---
headline: The Walking Dunes
standfirst: A crescent of sand moves a little every year, and never loses its shape.
byline: Lina Harzi
hero: { file: dune.jpg, alt: A dune with one bright and one shaded side., caption: The lee side at noon., credit: Sirocco }
---
A barchan is a dune shaped like a crescent, with its horns pointing down the wind. Sand is blown up its gentle back and slides down
its steep face, grain by grain, so that the whole hill wanders while the grains only take turns. Small dunes walk faster than large
ones, because there is less of them to carry.

Where two of them meet, the smaller climbs the back of the larger and vanishes, and a little later another small one leaves by a
horn. Whether it is the same dune is a question for philosophers.
`;

const wells = `---
headline: How a Town Drank
byline: Omar Tazi
---
Under the palm gardens of many an oasis run tunnels that bring water from the foot of the hills without a pump. They fall by a hand's
breadth in a hundred paces: enough for the water to run, too little for it to wear the walls away.

Each family owns a share of the stream, and the shares are measured with a comb of stone whose gaps let through one part each.
`;

export const SMALL_ISSUE: Files = {
  "issues/magazine.yaml": "name: Sirocco\ntagline: A small test of sand\n",
  [MANIFEST]: `week: ${WEEK}\nnumber: 3\nsections:\n  - name: Desert\n    articles:\n      - dunes.md\n      - wells.md\n`,
  [DUNES]: dunes,
  [WELLS]: wells,
};

let picture: Promise<Buffer> | undefined;
/** A dune of two tones, large enough for a full page: made once in each test file. */
const dunePicture = (): Promise<Buffer> => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="1800"><defs><linearGradient id="sky" x2="0" y2="1">
    <stop stop-color="#8fb4c9"/><stop offset="1" stop-color="#f2dfc0"/></linearGradient></defs>
    <rect width="2400" height="1800" fill="url(#sky)"/><path d="M0 1300 Q1200 500 2400 1200 V1800 H0Z" fill="#d9a05b"/>
    <path d="M1150 830 Q1500 1200 1300 1800 H2400 V1200 Q1800 850 1150 830Z" fill="#96582b"/></svg>`;
  picture ??= sharp(Buffer.from(svg)).jpeg().toBuffer();
  return picture;
};

/** A publisher's folder in a temporary place. */
export interface Publisher {
  /** Its real path. */
  readonly root: string;
  at(name: string): string;
  write(files: Files): Promise<void>;
  remove(): Promise<void>;
}

/** A temporary folder, gone when the test is over (`keep`: when the caller removes it). */
export const temporaryFolder = async ({ keep = false } = {}): Promise<string> => {
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), "pressday-case-"));
  if (!keep) onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A publisher's folder with the small issue in it, where `files` say nothing else. It goes as `temporaryFolder` does. */
export const newPublisher = async (
  files: Files = {},
  options: { readonly keep?: boolean } = {},
): Promise<Publisher> => {
  const root = await temporaryFolder(options);
  const at = (name: string): string => path.join(root, name);
  const write = async (contents: Files): Promise<void> => {
    for (const [name, content] of Object.entries(contents)) {
      await mkdir(path.dirname(at(name)), { recursive: true });
      await writeFile(at(name), content);
    }
  };
  await write({ ...SMALL_ISSUE, [`${ISSUE}/pictures/dune.jpg`]: await dunePicture(), ...files });
  return { root, at, write, remove: () => rm(root, { recursive: true, force: true }) };
};

/** The small issue's manifest with these articles, one a line from line 6 on. */
export const manifestOf = (...articles: readonly string[]): string =>
  `week: ${WEEK}\nnumber: 3\nsections:\n  - name: Desert\n    articles:\n${articles.map((name) => `      - ${name}\n`).join("")}`;

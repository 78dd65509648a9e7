/** Last week's issue, built and published by the command under test: made once for all files of the drill. */
import { createHash, randomBytes } from "node:crypto";
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pictureAt } from "../collect/sources/wordpress-pictures.js";
import { COMMAND, pressday } from "../support/command.js";
import { DUNES, type Files, SMALL_ISSUE, WELLS } from "../support/publisher.js";

export const LAST_WEEK = "2026-W46";

/** Made by this command and by no other: by its files' bytes. */
const KEPT = path.join(import.meta.dirname, "../out/drill/last-week");

const fingerprint = async (): Promise<string> => {
  const hash = createHash("sha256");
  const dist = path.dirname(COMMAND);
  for (const name of (await readdir(dist)).filter((one) => one.endsWith(".js")).sort())
    hash.update(await readFile(path.join(dist, name)));
  return hash.digest("hex").slice(0, 16);
};

const magazine = `name: Sirocco
languages: [en-GB]
timeZone: Africa/Algiers
sections: [Places]
publish: { folder: public, address: https://example.org/magazine/ }
`;

const files = async (): Promise<Files> => {
  const folder = `issues/${LAST_WEEK}`;
  return {
    "issues/magazine.yaml": magazine,
    [`${folder}/issue.yaml`]: `week: ${LAST_WEEK}\nnumber: 2\nsections:\n  - name: Places\n    articles: [dunes.md, wells.md]\n`,
    [`${folder}/articles/dunes.md`]: SMALL_ISSUE[DUNES]!,
    [`${folder}/articles/wells.md`]: SMALL_ISSUE[WELLS]!,
    [`${folder}/pictures/dune.jpg`]: (await pictureAt("/dune.jpg"))!,
  };
};

/** Gives a publisher's folder to copy from. Where two make it at once, the first one's is taken. */
export const lastWeek = async (): Promise<string> => {
  const own = await fingerprint();
  const made = path.join(KEPT, own);
  const isThere = (): Promise<boolean> =>
    access(made).then(
      () => true,
      () => false,
    );
  if (await isThere()) return made;
  for (const old of await readdir(KEPT).catch(() => []))
    if (!old.startsWith(own)) await rm(path.join(KEPT, old), { recursive: true, force: true });
  const making = `${made}.${randomBytes(4).toString("hex")}`;
  for (const [name, content] of Object.entries(await files())) {
    const file = path.join(making, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  const { exit, stderr } = await pressday(["run", "--week", LAST_WEEK], { cwd: making });
  if (exit !== 0) throw new Error(`Last week's issue ended with ${exit}:\n${stderr}`);
  await rename(making, made).catch(async (fault: unknown) => {
    if (!(await isThere())) throw fault;
    await rm(making, { recursive: true });
  });
  return made;
};

/**
 * One page of each master of each layout, against the picture that was looked at. `npm run test:update` keeps what is printed
 * now; `PRESSDAY_LOOK=900` writes pages of that width in px to `test/out/golden/look/`.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { compare, mastersOf, pagesByMaster, printEdition, renderPages } from "./pages.js";

const KEPT = path.join(import.meta.dirname, "pages");
const OUT = path.resolve(import.meta.dirname, "../out/golden");
/** Share of a picture's pixels: a headline set a size smaller is more. */
const MOST_DIFFERING = 0.002;
const LARGEST_BYTES = 25_000;
const update = process.env.PRESSDAY_UPDATE === "1";
const lookPx = Number(process.env.PRESSDAY_LOOK ?? 0);

const LAYOUTS = {
  classic: ["contents-pictures", "house-part"],
  atlas: ["house-part"],
} as const;

const write = async (folder: string, name: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, name), bytes);
};

for (const layout of ["classic", "atlas"] as const) {
  const masters = [...(await mastersOf(layout)), ...LAYOUTS[layout]];
  const kept = path.join(KEPT, layout);

  describe(`the layout ${layout}`, () => {
    let pages: ReturnType<typeof pagesByMaster>;
    const problems: string[] = [];

    beforeAll(async () => {
      const usual = await printEdition(layout, "usual");
      const other = await printEdition(layout, "other");
      const shared = await printEdition(layout, "shared");
      problems.push(...usual.problems, ...other.problems, ...shared.problems);
      pages = pagesByMaster({ usual, other, shared });
      if (update) await rm(kept, { recursive: true, force: true });
      await rm(path.join(OUT, layout), { recursive: true, force: true });
    });

    it("has a page of every master, and nothing to complain about", async () => {
      expect(problems).toEqual([]);
      for (const master of masters) expect([...pages.keys()]).toContain(master);
      if (!update) expect((await readdir(kept)).sort()).toEqual(masters.map((master) => `${master}.png`).sort());
    });

    it("begins its spread on a left-hand page", () => {
      expect(pages.get("feature-spread")!.pageIndexes[0]! % 2).toBe(1);
    });

    it.each(masters)("prints %s as it was kept", async (master) => {
      const page = pages.get(master)!;
      const actual = await renderPages(page);
      if (lookPx > 0) await write(path.join(OUT, "look", layout), `${master}.png`, await renderPages(page, lookPx));
      if (update) await write(kept, `${master}.png`, actual);
      const expected = await readFile(path.join(kept, `${master}.png`));
      expect(expected.length).toBeLessThan(LARGEST_BYTES * page.pageIndexes.length);
      const { share, picture } = await compare(actual, expected);
      if (share > MOST_DIFFERING) {
        const failed = path.join(OUT, layout);
        await write(failed, `${master}.actual.png`, actual);
        await write(failed, `${master}.expected.png`, expected);
        if (picture !== undefined) await write(failed, `${master}.difference.png`, picture);
      }
      expect(share, `share of pixels that differ; see ${path.relative(process.cwd(), OUT)}`).toBeLessThanOrEqual(
        MOST_DIFFERING,
      );
    });
  });
}

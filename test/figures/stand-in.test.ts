import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { standInFor, standInNames } from "../../src/figures/index.js";
import { grain } from "./pictures.js";

const picture = (progressive: boolean): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 400, channels: 3, background: "#b5651d" } })
    .jpeg({ progressive, mozjpeg: progressive })
    .toBuffer();

describe("a stand-in", () => {
  it.each([true, false])(
    "has the picture's size and a fraction of its bytes (progressive: %s)",
    async (progressive) => {
      const whole = await picture(progressive);
      const standIn = standInFor(whole, "/pictures/ab12.jpg")!;
      expect(await sharp(standIn).metadata()).toMatchObject({ format: "jpeg", width: 640, height: 400, channels: 3 });
      expect(standIn.length).toBeLessThan(1000);
      expect([...standInNames(standIn)]).toEqual(["/pictures/ab12.jpg"]);
      expect(standInNames(whole).size).toBe(0);
    },
  );

  it("is found among others in a longer file", async () => {
    const whole = await picture(true);
    const parts = ["/a.jpg", "/b.jpg", "/a.jpg"].map((name) => standInFor(whole, name)!);
    expect([...standInNames(Buffer.concat([Buffer.from("%PDF-1.4\n"), ...parts, whole]))]).toEqual([
      "/a.jpg",
      "/b.jpg",
    ]);
  });

  it("is not made of what is no whole JPEG head", async () => {
    const whole = await picture(true);
    expect(standInFor(await grain(20, 20).png().toBuffer(), "/a.png")).toBeUndefined();
    expect(standInFor(whole.subarray(0, 40), "/a.jpg")).toBeUndefined();
    expect(standInFor(Buffer.alloc(0), "/a.jpg")).toBeUndefined();
  });
});

import { deflateSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { deflated, inflated } from "../../src/pdf/flate.js";

describe("packed streams", () => {
  const text = Buffer.from("BT /F1 9 Tf (sand) Tj ET\n".repeat(400));

  it("come back as they were", async () => {
    expect(Buffer.from(inflated(deflateSync(text))).equals(text)).toBe(true);
    for (const level of [undefined, 3]) expect(inflateSync(await deflated(text, level)).equals(text)).toBe(true);
  });

  it("keep no more memory than they need", async () => {
    const small = await deflated(text);
    for (const bytes of [inflated(small), small]) expect(bytes.buffer.byteLength).toBeLessThanOrEqual(2 * bytes.length);
  });
});

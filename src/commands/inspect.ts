import { readFile } from "node:fs/promises";
import { EXIT } from "../exit.js";

/** `pressday inspect`: a finished PDF as readable, stable text. */
export const inspect = async (file: string, { json }: { readonly json?: boolean }): Promise<void> => {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (fault) {
    process.stderr.write(
      `${file} cannot be read: ${(fault as Error).message}\n→ Give the path of a PDF file, such as out/2026-W47/rihla-2026-W47.pdf.\n`,
    );
    process.exitCode = EXIT.material;
    return;
  }
  if (Buffer.from(bytes.subarray(0, 1024)).indexOf("%PDF-") < 0) {
    process.stderr.write(
      `${file} is not a PDF file.\n→ Give the path of a PDF file, such as out/2026-W47/rihla-2026-W47.pdf.\n`,
    );
    process.exitCode = EXIT.material;
    return;
  }
  const { describePdf, formatPdf } = await import("../pdf/index.js");
  const description = await describePdf(new Uint8Array(bytes));
  process.stdout.write(
    json ? `${JSON.stringify(description, undefined, 2)}\n` : `${formatPdf(description).trimEnd()}\n`,
  );
};

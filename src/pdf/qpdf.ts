/** qpdf, as WebAssembly: it reads what no reader of ours does, and puts the first page first. */
import type qpdfModule from "@neslinesli93/qpdf-wasm";

/** What the package's own types leave out. */
interface Qpdf {
  readonly FS: {
    readonly writeFile: (path: string, bytes: Uint8Array) => void;
    readonly readFile: (path: string) => Uint8Array;
  };
  readonly callMain: (args: readonly string[]) => number;
}
type Create = (options: {
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}) => Promise<Qpdf>;

/** qpdf's statuses: 0 as it should be, 3 with warnings, 2 not at all. */
const DONE = 0;

/** Runs qpdf over a file. The same bytes and options give the same file. Throws when it has anything to say. */
const runQpdf = async (bytes: Uint8Array, options: readonly string[]): Promise<Uint8Array> => {
  const module = (await import("@neslinesli93/qpdf-wasm")) as unknown as { readonly default: typeof qpdfModule };
  const said: string[] = [];
  const note = (line: string): void => void said.push(line);
  const create = module.default as unknown as Create;
  const { FS, callMain } = await create({ print: note, printErr: note });
  FS.writeFile("/in.pdf", bytes);
  // It takes itself for the program, and sets the status that ours will leave with.
  const { exitCode } = process;
  try {
    const status = callMain([...options, "--deterministic-id", "/in.pdf", "/out.pdf"]);
    if (status !== DONE) throw new Error(`qpdf ended with ${status}: ${said.join(" ")}`);
  } finally {
    process.exitCode = exitCode;
  }
  return FS.readFile("/out.pdf");
};

/** The file with its first page first, so that a browser shows that before the rest has come (ISO 32000-1, annex F), and packed as tightly as Flate can. */
export const linearise = (bytes: Uint8Array): Promise<Uint8Array> =>
  runQpdf(bytes, ["--linearize", "--object-streams=generate", "--recompress-flate", "--compression-level=9"]);

/** The file with every object in the open and one plain cross-reference table, as `openFile` reads it. */
export const unpackObjects = (bytes: Uint8Array): Promise<Uint8Array> => runQpdf(bytes, ["--object-streams=disable"]);

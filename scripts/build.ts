/** Bundles the command into `dist/`: the Node side as ES modules split by command, the composer as one script for the page. */
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, type Plugin } from "esbuild";

const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
await rm("dist", { recursive: true, force: true });

/** Every module but the lazy one itself gets that. */
const lazyTrie: Plugin = {
  name: "lazy-trie",
  setup: ({ onResolve }) => {
    const lazy = path.resolve("src/print/pdfkit/lazy-trie.ts");
    onResolve({ filter: /^unicode-trie$/ }, ({ importer }) => (importer === lazy ? undefined : { path: lazy }));
  },
};

await Promise.all([
  build({
    entryPoints: { cli: "src/cli.ts" },
    outdir: "dist",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // Every run reads and parses it; names stay, for traces.
    minifySyntax: true,
    minifyWhitespace: true,
    define: { PRESSDAY_VERSION: JSON.stringify(version) },
    // Native modules, and packages that read their own files, stay outside the bundle.
    external: [
      "sharp",
      "@sparticuz/chromium",
      "puppeteer",
      "pdfjs-dist",
      "pdfjs-dist/*",
      "@hyzyla/pdfium",
      "@neslinesli93/qpdf-wasm",
    ],
    alias: {
      // In one file, its tables included: the other entry reads them from files beside it.
      "css-tree": "css-tree/dist/csstree.esm",
      "brotli/decompress.js": path.resolve("src/print/pdfkit/absent.ts"),
      linebreak: path.resolve("src/print/pdfkit/absent.ts"),
      "@noble/ciphers/aes": path.resolve("src/print/pdfkit/absent.ts"),
    },
    plugins: [lazyTrie],
    banner: {
      // CommonJS packages inside the bundle call require() for Node's own modules.
      js: 'import { createRequire as pressdayCreateRequire } from "node:module"; const require = pressdayCreateRequire(import.meta.url);',
    },
    logLevel: "warning",
  }),
  build({
    entryPoints: { composer: "src/compose/browser.ts" },
    outdir: "dist",
    bundle: true,
    format: "iife",
    globalName: "pressdayComposer",
    platform: "browser",
    target: "chrome140",
    // It travels to the page and is compiled there with every issue.
    minify: true,
    logLevel: "warning",
  }),
  build({
    entryPoints: { page: "src/preview/page/main.tsx" },
    outdir: "dist/preview",
    bundle: true,
    format: "esm",
    platform: "browser",
    target: ["chrome120", "firefox120", "safari17"],
    jsx: "automatic",
    jsxImportSource: "preact",
    external: ["assets/*"],
    minify: true,
    logLevel: "warning",
  }),
]);
await writeFile("dist/cli.js", `#!/usr/bin/env node\n${await readFile("dist/cli.js", "utf8")}`);
await chmod("dist/cli.js", 0o755);

import { gzipSync } from "node:zlib";
import { DUNES, type Files, ISSUE, MANIFEST, manifestOf } from "../../support/publisher.js";
import type { Targets } from "./vectors.js";

/** A drawing that runs, loads and reads, as a decoder of SVG would find it. */
const drawing = ({ web, secretPicture }: Targets): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="1800" height="1200"><script>fetch("${web}/drawing")</script><image xlink:href="${secretPicture}" width="900" height="1200"/><image href="${web}/drawn" x="900" width="900" height="1200"/><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="${web}/foreign"/></foreignObject></svg>`;

/** Files under a picture's name that are something else, and what is said of each. */
export const refusedPictures = (targets: Targets): Readonly<Record<string, readonly [code: string, Buffer]>> => {
  const svg = drawing(targets);
  const { web, secret } = targets;
  return {
    "plain.jpg": ["PICTURE_FORMAT", Buffer.from(svg)],
    "declared.png": [
      "PICTURE_FORMAT",
      Buffer.from(
        `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "${secret}">]>${svg.replace("<script>", "<text>&x;</text><script>")}`,
      ),
    ],
    "late.png": ["PICTURE_CORRUPT", Buffer.from(`<!--${" ".repeat(5000)}-->${svg}`)],
    "wide.webp": ["PICTURE_CORRUPT", Buffer.from(`\ufeff${svg}`, "utf16le")],
    "packed.jpg": ["PICTURE_CORRUPT", gzipSync(svg)],
    "prefixed.gif": ["PICTURE_CORRUPT", Buffer.from(`GIF89a${svg}`)],
    "prefixed.tif": ["PICTURE_CORRUPT", Buffer.from(`II*\0${svg}`)],
    "prefixed.jpg": ["PICTURE_CORRUPT", Buffer.from([0xff, 0xd8, 0xff, ...Buffer.from(svg)])],
    "page.png": ["PICTURE_CORRUPT", Buffer.from(`<!DOCTYPE html><script src="${web}/page"></script>`)],
    "paper.jpg": ["PICTURE_FORMAT", Buffer.from("%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(x)>>>>endobj")],
    "script.png": ["PICTURE_CORRUPT", Buffer.from(`push graphic-context\nimage over 0,0 0,0 '${web}/mvg'\n`)],
    "post.jpg": ["PICTURE_CORRUPT", Buffer.from(`%!PS-Adobe-3.0 EPSF-3.0\n(${secret}) (r) file\n`)],
    "list.jpg": ["PICTURE_CORRUPT", Buffer.from(`#EXTM3U\n${web}/list\n`)],
  };
};

/** An issue with one of them a line, from line 5 of its article on. */
export const pictureIssue = (pictures: ReturnType<typeof refusedPictures>): Files => ({
  [MANIFEST]: manifestOf("dunes.md"),
  [DUNES]: `---\nheadline: Dunes\n---\n\n${Object.keys(pictures)
    .map((name) => `![A dune.](${name})\n\n`)
    .join("")}`,
  ...Object.fromEntries(Object.entries(pictures).map(([name, [, bytes]]) => [`${ISSUE}/pictures/${name}`, bytes])),
});

/** A manifest and house matter that name what is not theirs to name; `linked.png` is a link to the secret picture. */
export const nameIssue = ({ secret, secretPicture }: Targets): Files => ({
  "issues/magazine.yaml": `name: Sirocco
website: javascript:alert(1)
subscribe: data:text/html,x
backCover: { headline: Next, picture: ../secret.png, alt: Sand. }
`,
  "issues/house/ours.yaml": `kind: advertisement
headline: Ours
link: "${secret}"
picture: ../../secret.png
alt: Sand.
`,
  [MANIFEST]: `${manifestOf("dunes.md", "../../../secret.txt")}    opener:
      picture: "${secretPicture}"
      alt: Sand.
cover:
  picture: linked.png
  alt: Sand.
`,
});

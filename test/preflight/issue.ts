/** A small issue with something wrong in it, for the command's tests. */
import { type Files, ISSUE, manifestOf } from "../support/publisher.js";

export const DUNES_FILE = `${ISSUE}/articles/dunes.md`;
export const WELLS_FILE = `${ISSUE}/articles/wells.md`;

const FRENCH =
  "Sous les jardins de palmiers de bien des oasis courent des galeries qui amènent l'eau du pied des collines sans la moindre pompe. Elles descendent d'une largeur de main en cent pas, assez pour que l'eau coule et trop peu pour qu'elle use les parois.";

const PROSE =
  "Each family owns a share of the stream, and the shares are measured with a comb of stone whose gaps let through one part each. ".repeat(
    20,
  );

/** Everything that an editor may overlook, one a line. */
export const wells = (placeholder = ""): string => `---
headline: The walking dunes!
date: 2027-03-01
source: https://example.org/wells
hero: { file: dune.jpg, alt: The lee side at noon., caption: The lee side at noon. }
---
Under the palm gardens run tunnels, as [we wrote](#dune), that bring  water.

He said “no and left. ${placeholder}

${FRENCH}

${PROSE}
`;

export const faulty = (placeholder = "", checks = ""): Files => ({
  "issues/magazine.yaml": `name: Sirocco\nlanguages: [en-GB, fr]\n${checks}`,
  [`${ISSUE}/issue.yaml`]: manifestOf("dunes.md", "wells.md"),
  [WELLS_FILE]: wells(placeholder),
});

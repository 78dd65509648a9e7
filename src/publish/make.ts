/** Everything that an issue's published folder holds, made in memory. */
import { announcementOf, archivedIssueOf, type ToldIssue } from "./announce.js";
import { makeCover } from "./cover.js";
import { linkedData } from "./linked-data.js";
import { landingPage } from "./pages/index.js";
import { type PublishedRecord, recordOf } from "./published.js";
import type { NewFile } from "./put.js";
import { makeScreenEdition } from "./screen.js";

/** The PDF's name on the web: that of the build. */
const pdfNameOf = ({ issue }: ToldIssue): string => `${issue.magazine.slug}-${issue.week.label}.pdf`;

/** Whether an e-mail can be made: somebody sends it, and its links lead somewhere. */
export const hasNewsletter = ({ publishing }: ToldIssue): boolean =>
  publishing.email !== undefined && publishing.address !== undefined;

/** An issue, its built PDF and what it is made of → the files. `published`: when it first came out, ISO. */
export const makeFiles = async (
  told: ToldIssue,
  {
    pdf,
    made,
    published,
    signal,
  }: {
    readonly pdf: Uint8Array;
    readonly made: PublishedRecord["made"];
    readonly published: string;
    readonly signal: AbortSignal;
  },
): Promise<readonly NewFile[]> => {
  const screen = { name: pdfNameOf(told), bytes: await makeScreenEdition(pdf, signal) };
  const cover = await makeCover(pdf);
  signal.throwIfAborted();
  const announcement = announcementOf(told, {
    pictures: cover.files.map(({ bytes: _, ...picture }) => picture),
    pdf: { name: screen.name, bytes: screen.bytes.length },
    published,
  });
  const files: NewFile[] = [
    screen,
    ...cover.files.map(({ name, bytes }) => ({ name, bytes })),
    { name: "issue.json", bytes: linkedData(announcement) },
    { name: "index.html", bytes: landingPage(announcement) },
  ];
  if (hasNewsletter(told)) {
    const { newsletter } = await import("./email/index.js");
    const { html, eml } = await newsletter(announcement, { bytes: cover.mail });
    files.push({ name: "newsletter.html", bytes: html }, { name: "newsletter.eml", bytes: eml });
  }
  return [...files, recordOf(made, archivedIssueOf(announcement), files)];
};

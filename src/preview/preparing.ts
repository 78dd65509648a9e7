/** What is shown, read and checked: the issue, or the specimen of a layout. */
import { type DocumentHead, type Prepared, prepare, type Readers } from "../prepare.js";
import { type Road, type RoadOptions, Stopped } from "../road.js";
import { specimenFor } from "./specimen.js";
import type { Source } from "./types.js";

/** The layout whose specimen is shown where nobody has named one. */
const USUAL_LAYOUT = "classic";

/** Prepares a source. Throws `Stopped`; why is told by the road's problems. */
export const prepareSource = async (
  { source, layout = USUAL_LAYOUT }: { readonly source: Source; readonly layout: string | undefined },
  {
    options,
    road,
  }: {
    readonly options: Omit<RoadOptions, "engine"> & { readonly publisherFolder: string };
    readonly road: Road;
  },
  { head, readers }: { readonly head: (head: DocumentHead) => void; readonly readers: Readers },
): Promise<Prepared> => {
  const asked: RoadOptions = { ...options, engine: "chromium" };
  const known = (_: unknown, render: () => DocumentHead): void => head(render());
  if (source === "issue") return prepare(asked, road, known, readers);
  const { issue, problems } = await specimenFor(layout, options);
  road.add(problems);
  if (issue === undefined) throw new Stopped();
  return prepare({ ...asked, issue, layout }, road, known, readers);
};

/** What the overlays' colours and signs mean, and how often each was found in the issue. */
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Overlay, read, update, useKnown } from "../store.js";
import { type Finding, type Findings, findings, listenToFindings, nextFolio } from "./findings.js";
import { COLOURS, type Colour } from "./layerCss.js";
import "./legend.css";

interface Row {
  readonly overlay: Overlay;
  readonly colour: Colour;
  readonly words: string;
  /** What is counted. */
  readonly kind?: Finding["kind"];
  readonly sign?: "dashed" | "full";
}

const ROWS: readonly Row[] = [
  { overlay: "grid", colour: "grid", words: "Baselines and type area" },
  { overlay: "columns", colour: "columns", words: "Columns, gutters and margins" },
  { overlay: "frames", colour: "frames", words: "Frames, with the lines they hold" },
  { overlay: "trim", colour: "trim", words: "Trim" },
  { overlay: "trim", colour: "bleed", words: "Bleed", sign: "dashed" },
  { overlay: "pictures", colour: "low", words: "Under 150 ppi", kind: "low", sign: "dashed" },
  { overlay: "pictures", colour: "fair", words: "150 to 199 ppi", kind: "fair" },
  { overlay: "pictures", colour: "good", words: "200 ppi and more", kind: "good" },
  { overlay: "lines", colour: "widow", words: "Widows", kind: "widow", sign: "full" },
  { overlay: "lines", colour: "orphan", words: "Orphans", kind: "orphan", sign: "full" },
  { overlay: "lines", colour: "veryLoose", words: "Word spaces over 3 times", kind: "veryLoose", sign: "full" },
  { overlay: "lines", colour: "loose", words: "Word spaces over 2 times", kind: "loose" },
  { overlay: "lines", colour: "tight", words: "Word spaces under 0.8 times", kind: "tight", sign: "dashed" },
  { overlay: "lines", colour: "hyphens", words: "Hyphens in three lines or more", kind: "hyphens", sign: "full" },
];

const Swatch = ({ colour, sign }: Pick<Row, "colour" | "sign">) => (
  <span class={`legend-swatch ${sign ?? ""}`} style={{ "--colour": COLOURS[colour] }} aria-hidden="true" />
);

const goOn = (kind: Finding["kind"]): void => {
  const folio = nextFolio(findings().found, kind, read().folio);
  if (folio !== undefined) update({ folio });
};

const LegendRow = ({ row, found }: { readonly row: Row; readonly found: Findings }) => {
  const { kind, words } = row;
  const count = found.found.filter((one) => one.kind === kind).length;
  return (
    <li>
      <Swatch {...row} />
      {kind === undefined || count === 0 ? (
        <span>{words}</span>
      ) : (
        <button type="button" title="To the next page that has it" onClick={() => goOn(kind)}>
          {words}
        </button>
      )}
      {kind !== undefined && <span class="legend-count">{count}</span>}
    </li>
  );
};

const Legend = () => {
  const { view, overlays, state } = useKnown();
  const [found, setFound] = useState(findings());
  useEffect(() => listenToFindings(() => setFound(findings())), []);
  const rows = ROWS.filter(({ overlay }) => overlays.includes(overlay));
  if ((view !== "pages" && view !== "specimen") || rows.length === 0 || state === undefined) return null;
  return (
    <aside class="legend" aria-label="Legend of the overlays">
      <details open={innerWidth > 600}>
        <summary>Legend{!found.complete && <span class="legend-busy"> measuring …</span>}</summary>
        <ul>
          {rows.map((row) => (
            <LegendRow key={row.words} row={row} found={found} />
          ))}
        </ul>
      </details>
    </aside>
  );
};

/** Puts the legend over the foot of the pages' frame; it shows itself when an overlay is chosen. */
export const showLegend = (frame: HTMLIFrameElement): void => {
  const host = document.createElement("div");
  host.className = "legend-host";
  document.body.append(host);
  render(<Legend />, host);
  const place = (): void => {
    const { bottom, left } = frame.getBoundingClientRect();
    host.style.cssText = `bottom:${innerHeight - bottom}px;left:${left}px`;
  };
  new ResizeObserver(place).observe(frame);
  place();
};

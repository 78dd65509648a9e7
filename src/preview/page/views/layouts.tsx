/** The layouts at hand, and the same issue in another of them with one click. */
import { useState } from "preact/hooks";
import type { LayoutFacts } from "../../types.js";
import { show } from "../server.js";
import { update, useKnown } from "../store.js";
import "./layouts.css";

const ENGINES: Readonly<Record<string, string>> = {
  chromium: "Prints through a browser",
  "chromium,pdfkit": "Prints with or without a browser",
};

const enginesText = (engines: readonly string[]): string =>
  ENGINES[[...engines].sort().join()] ?? `Prints through ${engines.join(", ")}`;

const Card = ({ layout, current, choose }: { layout: LayoutFacts; current: boolean; choose: () => void }) => {
  const text = current ? "Go to the pages" : "Show the issue in it";
  return (
    <li class={current ? "layouts-card current" : "layouts-card"}>
      <h3>
        {layout.name} {current && <span class="layouts-mark">shown now</span>}
      </h3>
      <p>{layout.description ?? "No description."}</p>
      <p class="layouts-engines">{enginesText(layout.engines)}</p>
      <button type="button" onClick={choose} aria-label={`${text}: ${layout.name}`}>
        {text}
      </button>
    </li>
  );
};

export const LayoutsView = () => {
  const { state } = useKnown();
  const [failed, setFailed] = useState(false);
  const choose = async (name: string): Promise<void> => {
    setFailed(false);
    try {
      if (name !== state?.layout) await show({ layout: name });
      update({ view: "pages" });
    } catch {
      setFailed(true);
    }
  };
  return (
    <section class="view layouts" aria-labelledby="layouts-title">
      <header class="layouts-head">
        <h2 id="layouts-title">Layouts</h2>
        <p>
          The same issue, composed in another layout. Your files stay as they are; to keep a layout, write its name in{" "}
          <code>issue.yaml</code>, for instance <code>layout: {state?.layout || "classic"}</code>.
        </p>
      </header>
      {failed && (
        <p class="layouts-failed" role="alert">
          The preview’s server did not take the layout. Is it still running?
        </p>
      )}
      <ul class="layouts-cards">
        {(state?.layouts ?? []).map((layout) => (
          <Card
            key={layout.name}
            layout={layout}
            current={layout.name === state?.layout}
            choose={() => void choose(layout.name)}
          />
        ))}
      </ul>
    </section>
  );
};

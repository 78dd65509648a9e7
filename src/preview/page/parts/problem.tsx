/** One problem in full: what is wrong, where, the line itself, and what to type. */
import type { Problem } from "../../../problem.js";
import { update } from "../store.js";
import { Icon } from "./icon.js";
import { PlaceLink } from "./place.js";
import "./problem.css";

const NAMES = { error: "Error", warning: "Warning", info: "Note" } as const;

/** `folio`: the page that its place came to stand on. */
export const ProblemItem = ({ problem, folio }: { readonly problem: Problem; readonly folio?: number }) => {
  const { severity, code, place, message, remedy, frame } = problem;
  return (
    <li class={`problem ${severity}`}>
      <p class="problem-line">
        <span class="problem-severity">
          <Icon name={severity === "error" ? "error" : "warning"} />
          {NAMES[severity]}
        </span>
        <code>{code}</code>
        {folio !== undefined && (
          <button type="button" class="problem-go" onClick={() => update({ view: "pages", folio })}>
            Go to page {folio}
          </button>
        )}
      </p>
      <p class="problem-message">{message}</p>
      {place !== undefined && (
        <p class="problem-place">
          <PlaceLink place={place} />
        </p>
      )}
      {frame !== undefined && frame !== "" && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a line that is too wide is scrolled by the keyboard too.
        <pre class="problem-frame" tabIndex={0}>
          {frame}
        </pre>
      )}
      <p class="problem-remedy">{remedy}</p>
    </li>
  );
};

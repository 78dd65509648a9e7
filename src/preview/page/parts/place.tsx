/** A place in a file: opens it in the editor program, or copies it for elsewhere. */
import { useEffect, useState } from "preact/hooks";
import { formatPlace, type Place } from "../../../problem.js";
import { openInEditor } from "../server.js";
import "./place.css";

/** How long "Opened" and "Copied" stay. What failed stays until the next try. */
const SHOWN_MS = 2500;

interface Outcome {
  readonly text: string;
  readonly failed: boolean;
}

const open = async (place: Place): Promise<Outcome> => {
  try {
    const { opened, reason } = await openInEditor(place);
    return opened ? { text: "Opened", failed: false } : { text: reason ?? "No editor was started.", failed: true };
  } catch {
    return { text: "The preview’s server does not answer.", failed: true };
  }
};

const copy = async (place: Place): Promise<Outcome> => {
  try {
    await navigator.clipboard.writeText(formatPlace(place));
    return { text: "Copied", failed: false };
  } catch {
    return { text: "The browser does not let it be copied.", failed: true };
  }
};

const CopyIcon = () => (
  <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    <path
      d="M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3"
      fill="none"
      stroke="currentColor"
      stroke-width="1.300"
      stroke-linejoin="round"
    />
  </svg>
);

/** `label`: shown in the place's stead where its whole path would be too long; the path is told all the same. */
export const PlaceLink = ({ place, label }: { readonly place: Place; readonly label?: string }) => {
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    if (outcome === undefined || outcome.failed) return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const path = formatPlace(place);
  return (
    <span class="place">
      <button
        type="button"
        class="place-open"
        title={`Open ${path} in the editor`}
        onClick={async () => setOutcome(await open(place))}
      >
        {label ?? path}
      </button>
      <button
        type="button"
        class="place-copy"
        title={`Copy ${path}`}
        aria-label={`Copy ${path}`}
        onClick={async () => setOutcome(await copy(place))}
      >
        <CopyIcon />
      </button>
      <span class={outcome?.failed ? "place-outcome failed" : "place-outcome"} role="status">
        {outcome?.text}
      </span>
    </span>
  );
};

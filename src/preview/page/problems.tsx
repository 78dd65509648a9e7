/** What is wrong: the panel that lists all problems, and what is said over pages that are older than the files. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { counted } from "../../words.js";
import type { PreviewState } from "../types.js";
import { Icon } from "./parts/icon.js";
import { byGravity, folioOfPlace } from "./parts/placeFolio.js";
import { ProblemItem } from "./parts/problem.js";
import "./problems.css";
import { update, useKnown } from "./store.js";

const summary = ({ problems }: PreviewState): string => {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const others = problems.length - errors;
  const parts = [errors > 0 && counted(errors, "error"), others > 0 && `${others} to look at`];
  return parts.filter(Boolean).join(", ") || "No problems.";
};

/** `shown`: counts up with the pages; where problems stand on them is asked again. */
const ProblemList = ({ state, shown }: { readonly state: PreviewState; readonly shown: number }) => {
  const items = useMemo(
    () => byGravity(state.problems).map((problem) => ({ problem, folio: folioOfPlace(problem.place, state) })),
    [state, shown],
  );
  return (
    <ul class="problems-list">
      {items.map(({ problem, folio }, index) => (
        <ProblemItem key={`${index} ${problem.code}`} problem={problem} folio={folio} />
      ))}
    </ul>
  );
};

/** The panel that lists all problems. */
export const ProblemsPanel = () => {
  const { state, shown, panel } = useKnown();
  const heading = useRef<HTMLHeadingElement>(null);
  const isOpen = panel === "problems";
  useEffect(() => {
    if (isOpen) heading.current?.focus();
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <aside class="panel problems" aria-labelledby="problems-title">
      <header class="problems-head">
        <h2 id="problems-title" ref={heading} tabIndex={-1}>
          Problems
        </h2>
        <p>{state === undefined ? "" : summary(state)}</p>
        <button
          type="button"
          class="quiet"
          aria-label="Close the problems"
          onClick={() => update({ panel: undefined })}
        >
          <Icon name="close" />
        </button>
      </header>
      {state !== undefined && <ProblemList state={state} shown={shown} />}
    </aside>
  );
};

const reason = (errors: number): string => {
  if (errors === 0) return "Pressday has met a fault of its own; the terminal where it runs tells more.";
  return `${errors === 1 ? "An error keeps" : `${errors} errors keep`} the pages from being composed.`;
};

/** Over the last good pages: why they are older than the files. Made small it stays so until the next state. */
export const FaultOverlay = () => {
  const { state } = useKnown();
  const [smallAt, setSmallAt] = useState<number>();
  if (state === undefined || !state.stale) return null;
  const errors = state.problems.filter(({ severity }) => severity === "error");
  const isSmall = smallAt === state.revision;
  return (
    <section class={isSmall ? "fault small" : "fault"} aria-label="Why the pages are not composed">
      <header class="fault-head">
        <Icon name="error" />
        <p role="alert">
          <b>{reason(errors.length)}</b>{" "}
          {state.pages.length > 0 ? "Below are the last good ones." : "There are none yet."}
        </p>
        <button type="button" aria-expanded={!isSmall} onClick={() => setSmallAt(isSmall ? undefined : state.revision)}>
          {isSmall ? "Show" : "Make small"}
        </button>
      </header>
      {!isSmall && errors.length > 0 && (
        <ul class="fault-list">
          {errors.map((problem, index) => (
            <ProblemItem key={`${index} ${problem.code}`} problem={problem} />
          ))}
        </ul>
      )}
    </section>
  );
};

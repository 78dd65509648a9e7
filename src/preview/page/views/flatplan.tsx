/** The flatplan: all spreads as miniatures, with what stands on them and what is wrong there. */
import { useMemo, useRef } from "preact/hooks";
import { KIND_NAMES, notesOf, type PageNotes, spreadsOf, totalsOf } from "../../../plan/spreads.js";
import type { Plan, PlanFault } from "../../../plan/types.js";
import type { Problem } from "../../../problem.js";
import { counted } from "../../../words.js";
import type { PageFacts, PreviewState } from "../../types.js";
import { Miniature, useDrawings } from "../parts/miniature.js";
import type { Drawing } from "../parts/miniatureDrawing.js";
import { byGravity, folioOfPlace } from "../parts/placeFolio.js";
import { update, useKnown } from "../store.js";
import { moveAmongPages } from "./flatplanKeys.js";
import "./flatplan.css";

const planOf = (state: PreviewState): Plan => ({ ...state, pages: state.pages.length, flatplan: state.pages });

/** What a page shows: its notes, its miniature, and the problems of the copy on it. */
interface Leaf extends PageNotes {
  readonly facts: PageFacts;
  readonly drawing: Drawing | undefined;
  readonly problems: readonly Problem[];
}

const problemsByFolio = (state: PreviewState): ReadonlyMap<number, readonly Problem[]> => {
  const found = new Map<number, Problem[]>();
  for (const problem of byGravity(state.problems)) {
    const folio = folioOfPlace(problem.place, state);
    if (folio !== undefined) found.set(folio, [...(found.get(folio) ?? []), problem]);
  }
  return found;
};

const Fault = ({ kind, text }: PlanFault) => (
  <li class={`flatplan-fault ${kind}`}>
    {KIND_NAMES[kind]}: {text}
  </li>
);

const ProblemMark = ({ problems }: { readonly problems: readonly Problem[] }) => (
  <li class={`flatplan-fault ${problems[0].severity}`} title={problems.map(({ message }) => message).join("\n")}>
    {problems.length === 1 ? problems[0].code : counted(problems.length, "problem")}
  </li>
);

const Notes = ({ facts, articles, faults, problems }: Leaf) => (
  <figcaption class="flatplan-notes">
    <div class="flatplan-line">
      <b class="flatplan-folio">{facts.folio}</b>
      <span class={facts.section === undefined ? "flatplan-section none" : "flatplan-section"}>
        {facts.section ?? facts.master}
      </span>
    </div>
    {articles.length > 0 && (
      <div class={`flatplan-bar ${facts.faults[0]?.kind ?? ""}`}>
        <i style={{ width: `${(Math.min(1, facts.fill) * 100).toFixed(1)}%` }} />
      </div>
    )}
    <ul>
      {articles.map(({ article, begins }) =>
        begins ? (
          <li key={article.slug} class="flatplan-begins">
            {article.headline} <span>{article.words.toLocaleString("en")} words</span>
          </li>
        ) : (
          <li key={article.slug}>… {article.headline}</li>
        ),
      )}
      {facts.house.map((name) => (
        <li key={name}>house: {name}</li>
      ))}
      {faults.map((fault) => (
        <Fault key={fault.text} {...fault} />
      ))}
      {problems.length > 0 && <ProblemMark problems={problems} />}
    </ul>
  </figcaption>
);

/** The whole leaf can be clicked, by its one button; of all leaves one is reached by Tab, the others by the arrows. */
const LeafFigure = ({ leaf, current }: { readonly leaf: Leaf; readonly current: boolean }) => {
  const { facts, drawing } = leaf;
  const full = leaf.articles.length === 0 ? "" : `, ${Math.round(facts.fill * 100)} % full`;
  return (
    <figure class={`flatplan-leaf ${current ? "current" : ""}`} style={{ "--section": facts.colour }}>
      <button
        type="button"
        class="flatplan-paper"
        data-folio={facts.folio}
        tabIndex={current ? 0 : -1}
        aria-label={`Page ${facts.folio}, ${facts.section ?? facts.master}${full}`}
        aria-current={current ? "page" : undefined}
        onClick={() => update({ view: "pages", folio: facts.folio })}
      >
        {drawing !== undefined && <Miniature drawing={drawing} />}
      </button>
      <Notes {...leaf} />
    </figure>
  );
};

const Legend = ({ pages }: { readonly pages: readonly PageFacts[] }) => {
  const sections = new Map(pages.flatMap(({ section, colour }) => (section === undefined ? [] : [[section, colour]])));
  return (
    <ul class="flatplan-legend" aria-label="Sections">
      {[...sections].map(([name, colour]) => (
        <li key={name} style={{ "--section": colour }}>
          {name}
        </li>
      ))}
    </ul>
  );
};

const Spreads = ({ state, folio, shown }: { readonly state: PreviewState; folio: number; shown: number }) => {
  const drawings = useDrawings(shown);
  const problems = useMemo(() => problemsByFolio(state), [state, shown]);
  const list = useRef<HTMLOListElement>(null);
  const leaves = notesOf(planOf(state)).map(
    (notes, index): Leaf => ({
      ...notes,
      facts: state.pages[index],
      drawing: drawings[index],
      problems: problems.get(notes.page.folio) ?? [],
    }),
  );
  const current = Math.min(Math.max(1, folio), leaves.length);
  return (
    <ol
      class="flatplan-spreads"
      ref={list}
      onKeyDown={(event) => moveAmongPages(event, [...list.current!.querySelectorAll("button")])}
      style={{ "--page-ratio": `${state.sheet.widthPx} / ${state.sheet.heightPx}` }}
    >
      {spreadsOf(leaves).map(({ verso, recto }, index) => (
        <li class="flatplan-spread" key={index}>
          {[verso, recto].map((leaf, side) =>
            leaf === undefined ? (
              <span key={side} />
            ) : (
              <LeafFigure key={side} leaf={leaf} current={leaf.facts.folio === current} />
            ),
          )}
        </li>
      ))}
    </ol>
  );
};

export const FlatplanView = () => {
  const { state, folio, shown } = useKnown();
  if (state === undefined) return <section class="view flatplan" aria-label="Flatplan" />;
  return (
    <section class="view flatplan" aria-labelledby="flatplan-title">
      <header class="flatplan-head">
        <h2 id="flatplan-title">Flatplan</h2>
        <p class="flatplan-totals">{totalsOf(planOf(state))}</p>
        <Legend pages={state.pages} />
        {state.faults.length > 0 && (
          <ul class="flatplan-faults">
            {state.faults.map((fault) => (
              <Fault key={fault.text} {...fault} />
            ))}
          </ul>
        )}
      </header>
      {state.pages.length === 0 ? (
        <p class="flatplan-none">No pages have been composed yet.</p>
      ) : (
        <Spreads state={state} folio={folio} shown={shown} />
      )}
    </section>
  );
};

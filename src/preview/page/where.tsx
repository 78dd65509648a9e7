/** The panel that tells where a block of a page comes from. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Place } from "../../problem.js";
import type { PreviewState } from "../types.js";
import { PlaceLink } from "./parts/place.js";
import { findRules } from "./server.js";
import { update, useKnown } from "./store.js";
import { choose, chooseAndReveal, chosenBlock, listenToChoice, openedByKeyboard } from "./whereChoice.js";
import { nameOf, type Origin, originOf, pageOf, stepFrom } from "./whereFacts.js";
import { type MatchedRule, matchedRules } from "./whereRules.js";
import "./where.css";

export { keepWhere } from "./whereChoice.js";

/** So many rules are told; lighter ones seldom matter. */
const MOST_RULES = 14;

interface PlacedRule extends MatchedRule {
  readonly place?: Place;
}

/** Each rule's place, as the server finds them: all rules of one selector in one sheet in order. */
const placeRules = async (rules: readonly MatchedRule[]): Promise<readonly PlacedRule[]> => {
  const asked = new Map(rules.map(({ sheet, selector }) => [`${sheet} ${selector}`, { sheet, selector }]));
  const answer = await findRules({ rules: [...asked.values()] });
  return rules.map((rule) => {
    const same = answer.rules.filter(({ sheet, selector }) => sheet === rule.sheet && selector === rule.selector);
    const place = (same[rule.turn] ?? same[0])?.place;
    return place === undefined ? rule : { ...rule, place };
  });
};

/** The rules that hold for a block; their places come a moment later. */
const useRules = (block: HTMLElement | undefined, shown: number) => {
  const [rules, setRules] = useState<readonly PlacedRule[]>([]);
  // With `shown` the style sheets may have changed.
  useEffect(() => {
    const matched = block === undefined ? [] : matchedRules(block);
    setRules(matched);
    let current = true;
    placeRules(matched.slice(0, MOST_RULES)).then(
      (placed) => current && setRules([...placed, ...matched.slice(MOST_RULES)]),
      // Without the server the rules are still worth reading.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [block, shown]);
  return rules;
};

const Rules = ({ rules }: { readonly rules: readonly PlacedRule[] }) => {
  if (rules.length === 0)
    return <p class="where-none">No rule of the layout names this block; what it has, it inherits.</p>;
  return (
    <ol class="where-rules">
      {rules.slice(0, MOST_RULES).map(({ sheet, selector, turn, css, place }) => (
        <li key={`${sheet} ${selector} ${turn}`}>
          <code class="where-selector">{selector}</code>
          <code class="where-css">{css}</code>
          {place === undefined ? <span class="where-sheet">{sheet}</span> : <PlaceLink place={place} />}
        </li>
      ))}
      {rules.length > MOST_RULES && <li class="where-none">and {rules.length - MOST_RULES} lighter ones</li>}
    </ol>
  );
};

const Facts = ({ origin }: { readonly origin: Origin }) => {
  const { article, master, design, partials, house, folio } = origin;
  return (
    <dl class="where-facts">
      {article !== undefined && (
        <>
          <dt>Article</dt>
          <dd>
            <span class="where-words">{article.headline}</span>
            <PlaceLink place={article.place} />
          </dd>
        </>
      )}
      {house !== undefined && (
        <>
          <dt>House matter</dt>
          <dd>{house}</dd>
        </>
      )}
      <dt>Page</dt>
      <dd>
        {folio}
        {design !== undefined && `, in the design “${design}”`}
      </dd>
      {master !== undefined && (
        <>
          <dt>Master</dt>
          <dd>
            <PlaceLink place={master.place} />
          </dd>
        </>
      )}
      {partials.length > 0 && (
        <>
          <dt>{partials.length === 1 ? "Partial" : "Partials, from inside"}</dt>
          {partials.map(({ name, place }, index) => (
            <dd key={`${name} ${index}`}>
              <PlaceLink place={place} />
            </dd>
          ))}
        </>
      )}
    </dl>
  );
};

const Steps = ({ block }: { readonly block: HTMLElement }) => {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (openedByKeyboard()) first.current?.focus();
  }, []);
  const outer = block.parentElement;
  return (
    <div class="where-steps">
      <button ref={first} type="button" onClick={() => chooseAndReveal(stepFrom(block, 1))}>
        Next block
      </button>
      <button type="button" onClick={() => chooseAndReveal(stepFrom(block, -1))}>
        Previous
      </button>
      <button
        type="button"
        disabled={outer === null || pageOf(outer) === undefined}
        onClick={() => outer !== null && choose(outer)}
      >
        Enclosing
      </button>
    </div>
  );
};

const Told = ({
  block,
  state,
  shown,
}: {
  readonly block: HTMLElement;
  readonly state: PreviewState;
  readonly shown: number;
}) => {
  const rules = useRules(block, shown);
  return (
    <>
      <p class="where-block" role="status">
        <code>{nameOf(block)}</code>
      </p>
      <Steps block={block} />
      <Facts origin={originOf(block, state)} />
      <h3>Style rules, the weightiest first</h3>
      <Rules rules={rules} />
    </>
  );
};

export const WherePanel = () => {
  const { panel, state, shown } = useKnown();
  const [block, setBlock] = useState(chosenBlock());
  useEffect(() => listenToChoice(() => setBlock(chosenBlock())), []);
  if (panel !== "where" || state === undefined) return null;
  return (
    <aside class="where" aria-labelledby="where-title">
      <header>
        <h2 id="where-title">Where it comes from</h2>
        <button type="button" aria-label="Close" onClick={() => update({ panel: undefined })}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M4 4l8 8M12 4l-8 8" fill="none" stroke="currentColor" stroke-width="1.5" />
          </svg>
        </button>
      </header>
      {block === undefined || pageOf(block) === undefined ? (
        <p class="where-none">Click a block of a page.</p>
      ) : (
        <Told block={block} state={state} shown={shown} />
      )}
    </aside>
  );
};

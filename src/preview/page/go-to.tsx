/** Goes to a page by its number, or to an article by words of its headline. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { PreviewState } from "../types.js";
import { goToPage } from "./arrange.js";
import { PAGE_VIEWS } from "./keys.js";
import { Dialog } from "./parts/dialog.js";
import { read, update, useKnown } from "./store.js";

interface Goal {
  readonly folio: number;
  readonly says: string;
  readonly section?: string;
}

/** Letters without accents or case: editors type what is quick to type. */
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** What the typed words may mean: a page by its number, then the articles that have all words. */
const goalsFor = (typed: string, { pages, articles }: PreviewState): readonly Goal[] => {
  const text = plain(typed).trim();
  const page = /^\d+$/.test(text) ? pages.find(({ folio }) => folio === Number(text)) : undefined;
  const words = text.split(/\s+/);
  const found = articles.flatMap(({ folio, headline, section, slug }): Goal[] => {
    const all = plain(`${headline} ${section} ${slug}`);
    return folio !== undefined && words.every((word) => all.includes(word)) ? [{ folio, says: headline, section }] : [];
  });
  return page === undefined ? found : [{ folio: page.folio, says: `Page ${page.folio}` }, ...found];
};

const go = ({ folio }: Goal): void => {
  const { view } = read();
  update({ panel: undefined, view: PAGE_VIEWS.includes(view) || view === "pdf" ? view : "pages" });
  goToPage(folio);
};

const Goals = ({ goals, chosen }: { readonly goals: readonly Goal[]; readonly chosen: number }) => {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <div class="go-to-list" id="go-to-list" role="listbox" aria-label="Pages and articles" ref={list}>
      {goals.map((goal, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys, as a combobox has.
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field.
        <div
          key={`${goal.folio} ${goal.says}`}
          id={`go-to-${index}`}
          role="option"
          aria-selected={index === chosen}
          class="go-to-goal"
          onClick={() => go(goal)}
        >
          <span class="go-to-folio">{goal.folio}</span>
          <span>{goal.says}</span>
          {goal.section !== undefined && <span class="go-to-section">{goal.section}</span>}
        </div>
      ))}
    </div>
  );
};

export const GoTo = () => {
  const { state } = useKnown();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const goals = state === undefined ? [] : goalsFor(typed, state);
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen(Math.max(0, Math.min(goals.length - 1, chosen + step)));
    else if (event.key === "Enter" && goals[chosen] !== undefined) go(goals[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Go to" name="go-to">
      <input
        class="go-to-field"
        type="text"
        role="combobox"
        aria-label="Page number or words of a headline"
        aria-expanded="true"
        aria-controls="go-to-list"
        aria-activedescendant={goals.length > 0 ? `go-to-${chosen}` : undefined}
        aria-autocomplete="list"
        placeholder="Page number or words of a headline"
        autocomplete="off"
        spellcheck={false}
        autofocus
        value={typed}
        onKeyDown={onKey}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setChosen(0);
        }}
      />
      <Goals goals={goals} chosen={chosen} />
      {goals.length === 0 && <p class="go-to-none">No page and no article is called that.</p>}
    </Dialog>
  );
};

/** The head of the page: whose pages these are, the views, and how things stand. */
import type { ComponentChildren } from "preact";
import { togglePanel, VIEW_NAMES } from "./keys.js";
import { Icon, type IconName } from "./parts/icon.js";
import { type Choices, type Known, update, useKnown, VIEWS } from "./store.js";

const Views = ({ view }: { readonly view: Choices["view"] }) => (
  <nav class="views" aria-label="Views">
    {VIEWS.map((one, index) => (
      <button
        key={one}
        type="button"
        aria-current={one === view ? "page" : undefined}
        title={`${VIEW_NAMES[one]} (${index + 1})`}
        onClick={() => update({ view: one })}
      >
        {VIEW_NAMES[one]}
      </button>
    ))}
  </nav>
);

/** How things stand, in a few words; nothing while all is as it should be. */
const standing = ({ connected, state, phase }: Known): { readonly says: string; readonly kind: string } | undefined => {
  if (!connected && state !== undefined) return { says: "Not connected", kind: "warning" };
  if (phase !== undefined) return { says: `${phase} …`, kind: "working" };
  if (state?.stale) return { says: "Older than the files", kind: "warning" };
  if (state?.stage === "part") return { says: "The rest follows …", kind: "working" };
  return undefined;
};

const Standing = ({ known }: { readonly known: Known }) => {
  const now = standing(known);
  return <span class={`standing ${now?.kind ?? ""}`}>{now?.says}</span>;
};

const HeadButton = ({
  label,
  onClick,
  pressed,
  kind = "",
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly pressed?: boolean;
  readonly kind?: string;
  readonly children: ComponentChildren;
}) => (
  <button
    type="button"
    class={`quiet ${kind}`}
    aria-label={label}
    aria-pressed={pressed}
    title={label}
    onClick={onClick}
  >
    {children}
  </button>
);

const ProblemsButton = ({ known: { state, panel } }: { readonly known: Known }) => {
  const problems = state?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const worst: IconName = errors > 0 ? "error" : problems.length > 0 || state?.stale ? "warning" : "good";
  const count = problems.length === 1 ? "1 problem" : `${problems.length === 0 ? "No" : problems.length} problems`;
  const label = errors > 0 ? `${count}, ${errors === 1 ? "1 error" : `${errors} errors`} (p)` : `${count} (p)`;
  return (
    <HeadButton
      label={label}
      pressed={panel === "problems"}
      kind={`problem-count ${worst}`}
      onClick={() => togglePanel("problems")}
    >
      <Icon name={worst} />
      {problems.length > 0 && <span>{problems.length}</span>}
    </HeadButton>
  );
};

const NEXT_THEME = { auto: "light", light: "dark", dark: "auto" } as const;
const THEME_NAMES = { auto: "as the machine is set", light: "light", dark: "dark" } as const;

export const Head = () => {
  const known = useKnown();
  const { state, view, theme, panel } = known;
  return (
    <header class="head">
      <div class="head-title">
        <h1>{state?.title ?? "Pressday"}</h1>
        {state !== undefined && (
          <span class="head-layout" title={`The layout is called ${state.layout}`}>
            {state.layout}
          </span>
        )}
        <Standing known={known} />
      </div>
      <Views view={view} />
      <div class="head-tools">
        <ProblemsButton known={known} />
        <HeadButton label={`Colours: ${THEME_NAMES[theme]} (d)`} onClick={() => update({ theme: NEXT_THEME[theme] })}>
          <Icon name={theme} />
        </HeadButton>
        <HeadButton label="Help (?)" pressed={panel === "help"} onClick={() => togglePanel("help")}>
          <Icon name="help" />
        </HeadButton>
      </div>
    </header>
  );
};

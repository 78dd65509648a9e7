/** Pages and Specimen: the frame with the live pages stands behind; here is what leafs, sizes and marks them. */
import { useEffect, useRef, useState } from "preact/hooks";
import { goToPage, listenToScale, shownScale } from "../arrange.js";
import { leafed, rowStart } from "../geometry.js";
import { leaf, OVERLAY_NAMES, stepZoom, toggleOverlay, togglePanel } from "../keys.js";
import { Icon } from "../parts/icon.js";
import { type Choices, type Known, OVERLAYS, update, useKnown } from "../store.js";
import "./pages.css";

const useScale = (): number => {
  const [scale, setScale] = useState(shownScale());
  useEffect(() => {
    setScale(shownScale());
    return listenToScale(() => setScale(shownScale()));
  }, []);
  return scale;
};

/** The field says which page is in view, until somebody types another. */
const FolioField = ({ folio, last }: { readonly folio: number; readonly last: number }) => {
  const [typed, setTyped] = useState<string>();
  const go = (): void => {
    const wanted = Number.parseInt(typed ?? "", 10);
    setTyped(undefined);
    if (wanted >= 1) goToPage(Math.min(wanted, last));
  };
  return (
    <form
      class="pages-folio"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <label>
        <span class="visually-hidden">Page</span>
        <input
          type="text"
          inputmode="numeric"
          size={3}
          value={typed ?? String(folio)}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          onBlur={go}
        />
      </label>
      <span class="pages-of">of {last}</span>
    </form>
  );
};

const Leafing = ({ known: { folio, spreads, state } }: { readonly known: Known }) => {
  const last = Math.max(1, state?.pages.length ?? 1);
  const next = leafed(folio, 1, { spreads, pages: last });
  const what = spreads ? "spread" : "page";
  return (
    <div class="pages-group">
      <button
        type="button"
        class="quiet"
        aria-label={`Previous ${what}`}
        title={`Previous ${what} (←)`}
        disabled={rowStart(folio, spreads) === 1}
        onClick={() => leaf(-1)}
      >
        <Icon name="previous" />
      </button>
      <FolioField folio={folio} last={last} />
      <button
        type="button"
        class="quiet"
        aria-label={`Next ${what}`}
        title={`Next ${what} (→)`}
        disabled={next === folio}
        onClick={() => leaf(1)}
      >
        <Icon name="next" />
      </button>
    </div>
  );
};

const PRESETS = [0.5, 0.75, 1, 1.5, 2] as const;
const percent = (scale: number): string => `${Math.round(scale * 100)} %`;

const Zoom = ({ zoom }: Pick<Choices, "zoom">) => {
  const scale = useScale();
  const isOwn = typeof zoom === "number" && !PRESETS.some((one) => one === zoom);
  return (
    <div class="pages-group">
      <button type="button" class="quiet" aria-label="Smaller" title="Smaller (−)" onClick={() => stepZoom(-1)}>
        <Icon name="minus" />
      </button>
      <select
        aria-label="Size of the pages"
        value={String(zoom)}
        onChange={({ currentTarget: { value } }) =>
          update({ zoom: value === "width" || value === "page" ? value : Number(value) })
        }
      >
        <option value="width">{zoom === "width" ? `${percent(scale)} · width` : "Width"}</option>
        <option value="page">{zoom === "page" ? `${percent(scale)} · page` : "Page"}</option>
        {isOwn && <option value={String(zoom)}>{percent(zoom)}</option>}
        {PRESETS.map((one) => (
          <option key={one} value={String(one)}>
            {percent(one)}
          </option>
        ))}
      </select>
      <button type="button" class="quiet" aria-label="Larger" title="Larger (+)" onClick={() => stepZoom(1)}>
        <Icon name="plus" />
      </button>
    </div>
  );
};

const Order = ({ spreads }: Pick<Choices, "spreads">) => (
  <div class="pages-group">
    {([false, true] as const).map((one) => (
      <button
        key={String(one)}
        type="button"
        class="quiet"
        aria-pressed={spreads === one}
        aria-label={one ? "Spreads" : "Single pages"}
        title={`${one ? "Spreads" : "Single pages"} (s)`}
        onClick={() => update({ spreads: one })}
      >
        <Icon name={one ? "spreads" : "single"} />
      </button>
    ))}
  </div>
);

const OverlaysMenu = ({ overlays }: Pick<Choices, "overlays">) => {
  const menu = useRef<HTMLFieldSetElement>(null);
  useEffect(() => menu.current?.querySelector("input")?.focus(), []);
  return (
    <fieldset class="pages-overlays" ref={menu}>
      <legend>Overlays</legend>
      {OVERLAYS.map((overlay) => (
        <label key={overlay}>
          <input type="checkbox" checked={overlays.includes(overlay)} onChange={() => toggleOverlay(overlay)} />
          <span>{OVERLAY_NAMES[overlay].name}</span>
          <span class="key" aria-hidden="true">
            {OVERLAY_NAMES[overlay].key}
          </span>
        </label>
      ))}
    </fieldset>
  );
};

const Overlays = ({ overlays, panel }: Pick<Choices, "overlays" | "panel">) => {
  const group = useRef<HTMLDivElement>(null);
  const isOpen = panel === "overlays";
  useEffect(() => {
    if (!isOpen) return;
    const onPress = ({ target }: Event): void => {
      if (!group.current?.contains(target as Node)) update({ panel: undefined });
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [isOpen]);
  const close = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    update({ panel: undefined });
    group.current?.querySelector("button")?.focus();
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the menu from wherever the focus is in it.
    <div class="pages-group pages-overlays-group" ref={group} onKeyDown={isOpen ? close : undefined}>
      <button
        type="button"
        class="quiet"
        aria-expanded={isOpen}
        aria-label={`Overlays${overlays.length > 0 ? `, ${overlays.length} shown` : ""}`}
        title="Overlays (o)"
        onClick={() => togglePanel("overlays")}
      >
        <Icon name="overlays" />
        {overlays.length > 0 && <span>{overlays.length}</span>}
      </button>
      {isOpen && <OverlaysMenu overlays={overlays} />}
    </div>
  );
};

/** At the foot of the page. */
export const PagesBar = () => {
  const known = useKnown();
  return (
    <section class="pages-bar" aria-label="Leafing and size">
      <Leafing known={known} />
      <button
        type="button"
        class="quiet pages-find"
        aria-label="Go to a page or an article"
        title="Go to a page or an article (g)"
        onClick={() => togglePanel("goTo")}
      >
        <Icon name="find" />
        <span>Go to</span>
      </button>
      <Order spreads={known.spreads} />
      <Zoom zoom={known.zoom} />
      <Overlays overlays={known.overlays} panel={known.panel} />
    </section>
  );
};

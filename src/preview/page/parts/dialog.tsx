import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { read, update } from "../store.js";
import { Icon } from "./icon.js";

/** A window over the page, open as long as it is rendered. A click beside it, Esc and its button close it. */
export const Dialog = ({
  title,
  name,
  children,
}: {
  readonly title: string;
  readonly name: string;
  readonly children: ComponentChildren;
}) => {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current!;
    const before = document.activeElement;
    if (!dialog.open) dialog.showModal();
    return () => {
      dialog.close();
      // A dialog that is taken away gives the focus to nobody.
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const close = (): void => {
    // The browser tells a little late: what is open by then may be another one.
    if (element.current === null) return;
    const { panel } = read();
    if (panel === "help" || panel === "goTo") update({ panel: undefined });
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Esc and the button.
    <dialog
      ref={element}
      class={`dialog ${name}`}
      aria-labelledby={`${name}-title`}
      onClose={close}
      onClick={(event) => event.target === element.current && close()}
    >
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 id={`${name}-title`}>{title}</h2>
          <button type="button" class="quiet" aria-label="Close" onClick={close}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
};

/** Light or dark: as the reader chose, else as the machine is set. */
import { listen, read, update } from "./store.js";

const machine = matchMedia("(prefers-color-scheme: dark)");

export const isDark = (): boolean => {
  const { theme } = read();
  return theme === "auto" ? machine.matches : theme === "dark";
};

/** The other one than now. */
export const turnTheme = (): void => update({ theme: isDark() ? "light" : "dark" });

/** Keeps the page in its theme; `painted` is told when its colours have changed. */
export const keepTheme = (painted: () => void): void => {
  const paint = (): void => {
    const theme = isDark() ? "dark" : "light";
    if (document.documentElement.dataset.theme === theme) return;
    document.documentElement.dataset.theme = theme;
    painted();
  };
  paint();
  machine.addEventListener("change", paint);
  listen(paint);
};

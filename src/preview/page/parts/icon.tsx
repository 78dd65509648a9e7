/** Small drawings of thin lines, 16 units wide. */
const PATHS = {
  previous: "M10 3 5 8l5 5",
  next: "M6 3l5 5-5 5",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  close: "M4 4l8 8M12 4l-8 8",
  single: "M4.5 2.5h7v11h-7z",
  spreads: "M1.5 3.5H8v9H1.5zM8 3.5h6.500v9H8z",
  overlays: "M8 2 2 5.200l6 3.200 6-3.200zM2.500 8.300 8 11.200l5.500-2.900M2.500 11.200 8 14l5.500-2.800",
  find: "M6.800 2.500a4.300 4.300 0 1 0 0 8.600 4.300 4.300 0 0 0 0-8.600zM10 10l3.800 3.800",
  help: "M5.500 6a2.500 2.500 0 1 1 3.700 2.200c-.8.5-1.200.9-1.200 1.800M8 12.600v.4",
  light:
    "M8 5.300a2.700 2.700 0 1 0 0 5.400 2.700 2.700 0 0 0 0-5.400zM8 1.500v1.700M8 12.800v1.700M1.500 8h1.700M12.800 8h1.700M3.400 3.400l1.200 1.200M11.400 11.400l1.200 1.200M3.400 12.600l1.200-1.200M11.400 4.600l1.200-1.200",
  dark: "M13 9.700A5.500 5.500 0 0 1 6.300 3a5.500 5.500 0 1 0 6.700 6.700z",
  auto: "M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM8 2.500v11M8 5.500h4.800M8 8h5.500M8 10.500h4.800",
  error: "M5.300 2h5.400L14 5.300v5.400L10.700 14H5.300L2 10.700V5.300zM8 5v3.600M8 10.700v.5",
  warning: "M8 2.300 14.300 13.500H1.700zM8 6.500v3.200M8 11.500v.4",
  good: "M3 8.500l3.300 3.300L13 5",
} as const;

export type IconName = keyof typeof PATHS;

/** What it means is said beside it, or by the button it stands in. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path
      d={PATHS[name]}
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);

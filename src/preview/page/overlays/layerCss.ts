/** The overlays' look. Colours are for paper, white in light and dark: those that page make-up programs have used for guides since long. */

/** By what they mark; the legend shows the same. */
export const COLOURS = {
  grid: "#0085a8",
  columns: "#b8178c",
  frames: "#4436b0",
  trim: "#c01818",
  bleed: "#005fd0",
  good: "#1f7a34",
  fair: "#9a5b00",
  low: "#c01818",
  loose: "#b06000",
  veryLoose: "#c01818",
  tight: "#0a5fb8",
  widow: "#7a1fa0",
  orphan: "#7a1fa0",
  hyphens: "#00706a",
  block: "#1d5fbf",
} as const;

export type Colour = keyof typeof COLOURS;

/** Lines are so many px of the screen wide, however the page is scaled. */
const wide = (screenPx: number): string => `calc(${screenPx}px / var(--scale))`;

const colourRules = Object.entries(COLOURS)
  .map(([name, colour]) => `.${name}{--colour:${colour}}`)
  .join("");

export const LAYER_CSS = `
:host{all:initial;position:absolute;top:0;left:0;width:0;height:0;pointer-events:none;z-index:2147483000}
.page{position:absolute;top:0;left:0;width:0;height:0}
svg{position:absolute;top:0;left:0;overflow:visible}
${colourRules}
rect,path{fill:none;stroke:var(--colour);stroke-width:${wide(1)}}
.thin{stroke-width:${wide(0.6)};stroke-opacity:.75}
.thick{stroke-width:${wide(2)}}
.dashed{stroke-dasharray:${wide(5)} ${wide(3)}}
.dotted{stroke-dasharray:${wide(1.5)} ${wide(2.5)}}
.area{fill:var(--colour);fill-opacity:.1;stroke:none}
.bar{fill:var(--colour);stroke:none}
.rest{fill:var(--colour);fill-opacity:.18;stroke:none}
.band{fill:var(--colour);fill-opacity:.16;stroke-width:${wide(0.8)}}
.strongBand{fill:var(--colour);fill-opacity:.3;stroke-width:${wide(1.6)}}
.label{position:absolute;transform:scale(var(--label));transform-origin:0 0;white-space:nowrap;padding:0 3px;border-radius:2px;
font:600 10px/13px "Libre Franklin",system-ui,sans-serif;font-variant-numeric:tabular-nums;color:#fff;background:var(--colour)}
.label.plain{color:var(--colour);background:rgb(255 255 255 / .88)}
.label.top.right{transform:scale(var(--label)) translate(-100%,0)}
.label.bottom.left{transform:scale(var(--label)) translate(0,-100%)}
.label.bottom.right{transform:scale(var(--label)) translate(-100%,-100%)}
.far .label:not(.strong){display:none}
.tiny .label{display:none}
`;

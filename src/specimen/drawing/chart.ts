import { lettering } from "./letters.js";

/** What a test chart shows: its size, its name, and the point that crops should keep. */
export interface Chart {
  readonly name: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The sides as small whole numbers. */
  readonly ratio: string;
  readonly paper: string;
  readonly ink: string;
  /** Percent from the left and from the top; the middle when left out. */
  readonly focus?: readonly [number, number];
}

/** The corners have each a colour of their own: which of them a crop has taken is seen from afar. */
const CORNERS = ["#c8452f", "#1f7a74", "#d29a2c", "#33508f"];
const PATCHES = ["#00a0c6", "#d6246e", "#f2d21b", "#1d1d1b", "#c8452f", "#3f8f3a", "#33508f"];
const RAMP_STEPS = 11;
/** Sides of the corners, and how far in the inner frame stands, in short sides of the picture. */
const CORNER = 0.085;
const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** A test chart as SVG: a ruled frame, a grid of tenths with its percentages, circles, the size in words, ramps of tone and colour. */
export const chartSvg = (chart: Chart): string => {
  const { widthPx, heightPx, paper } = chart;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">
<rect width="${widthPx}" height="${heightPx}" fill="${paper}"/>
${grid(chart)}
${circles(chart)}
${scales(chart)}
${corners(chart)}
${title(chart)}
${ramps(chart)}
${frame(chart)}
</svg>
`;
};

const shortSide = ({ widthPx, heightPx }: Chart): number => Math.min(widthPx, heightPx);

const grid = ({ widthPx, heightPx, ink }: Chart): string => {
  const lines = TENTHS.map((tenth) => {
    const [x, y] = [(widthPx * tenth) / 10, (heightPx * tenth) / 10];
    return `M${x} 0V${heightPx}M0 ${y}H${widthPx}`;
  });
  return `<path d="${lines.join("")}" stroke="${ink}" stroke-opacity="0.28" stroke-width="2"/>
<path d="M0 0L${widthPx} ${heightPx}M${widthPx} 0L0 ${heightPx}" stroke="${ink}" stroke-opacity="0.16" stroke-width="2"/>`;
};

/** A large circle, which a stretched picture would make an egg, and a target on the focus if it is not in the middle. */
const circles = (chart: Chart): string => {
  const { widthPx, heightPx, ink, focus } = chart;
  const radius = shortSide(chart) * 0.4;
  const ring = (x: number, y: number, r: number, width: number): string =>
    `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${ink}" stroke-width="${width}"/>`;
  const middle = ring(widthPx / 2, heightPx / 2, radius, 5);
  if (focus === undefined) return middle;
  const [x, y] = [(widthPx * focus[0]) / 100, (heightPx * focus[1]) / 100];
  const small = shortSide(chart) * 0.13;
  return `${middle}<circle cx="${x}" cy="${y}" r="${small}" fill="${CORNERS[0]}"/>
<circle cx="${x}" cy="${y}" r="${small * 0.68}" fill="#ffffff"/><circle cx="${x}" cy="${y}" r="${small * 0.36}" fill="${CORNERS[0]}"/>`;
};

const corners = (chart: Chart): string => {
  const side = shortSide(chart) * CORNER;
  return CORNERS.map((colour, index) => {
    const x = index % 2 === 0 ? 0 : chart.widthPx - side;
    const y = index < 2 ? 0 : chart.heightPx - side;
    const label = { words: "ABCD"[index]!, x: x + side / 2, y: y + side / 2, height: side * 0.42, colour: "#ffffff" };
    return `<rect x="${x}" y="${y}" width="${side}" height="${side}" fill="${colour}"/>${lettering(label)}`;
  }).join("\n");
};

/** Percentages along the edges: what a crop has left is read off its edges. */
const scales = (chart: Chart): string => {
  const height = shortSide(chart) * 0.022;
  const inset = (shortSide(chart) * CORNER) / 2;
  const { widthPx, heightPx, ink } = chart;
  const label = (words: string, x: number, y: number): string => {
    const ground = `<rect x="${x - height * 1.35}" y="${y - height}" width="${height * 2.7}" height="${height * 2}" fill="${chart.paper}"/>`;
    return ground + lettering({ words, x, y, height, colour: ink });
  };
  const isClear = (at: number, side: number): boolean => Math.min(at, side - at) > inset * 2 + height * 1.4;
  return TENTHS.flatMap((tenth) => {
    const [x, y] = [(widthPx * tenth) / 10, (heightPx * tenth) / 10];
    const words = `${tenth * 10}`;
    return [
      // A label that would run into a corner is left out.
      ...(isClear(x, widthPx) ? [label(words, x, inset), label(words, x, heightPx - inset)] : []),
      ...(isClear(y, heightPx) ? [label(words, inset, y), label(words, widthPx - inset, y)] : []),
    ];
  }).join("\n");
};

const title = (chart: Chart): string => {
  const { name, widthPx, heightPx, ratio, ink } = chart;
  const unit = shortSide(chart);
  const longest = Math.max(name.length, 11);
  // Six units of the letters' grid a character: the words stay inside the circle.
  const height = Math.min(unit * 0.075, (unit * 0.68) / longest);
  const [x, y] = [widthPx / 2, heightPx / 2];
  const line = (words: string, at: number, size: number): string =>
    lettering({ words, x, y: y + at, height: size, colour: ink });
  return [
    line(name, -unit * 0.15, height),
    line(`${widthPx} × ${heightPx}`, -unit * 0.04, height * 0.62),
    line(ratio, unit * 0.035, height * 0.62),
  ].join("\n");
};

/** Eleven steps from paper white to black, and solid colours below. */
const ramps = (chart: Chart): string => {
  const unit = shortSide(chart);
  const left = chart.widthPx / 2 - unit * 0.275;
  const top = chart.heightPx / 2 + unit * 0.11;
  const row = (colours: readonly string[], y: number): string => {
    const step = (unit * 0.55) / colours.length;
    const bars = colours.map(
      (colour, index) =>
        `<rect x="${left + step * index}" y="${y}" width="${step}" height="${unit * 0.055}" fill="${colour}"/>`,
    );
    return bars.join("");
  };
  const greys = Array.from({ length: RAMP_STEPS }, (_, index) => {
    const level = Math.round(255 * (1 - index / (RAMP_STEPS - 1)));
    return `rgb(${level},${level},${level})`;
  });
  return `${row(greys, top)}\n${row(PATCHES, top + unit * 0.055)}`;
};

/** The rule at the very edge goes first when a picture is cropped; the inner one tells by how much. */
const frame = (chart: Chart): string => {
  const { widthPx, heightPx, ink } = chart;
  const edge = shortSide(chart) * 0.008;
  const inner = shortSide(chart) * CORNER;
  return `<rect x="${edge / 2}" y="${edge / 2}" width="${widthPx - edge}" height="${heightPx - edge}" fill="none" stroke="${ink}" stroke-width="${edge}"/>
<rect x="${inner}" y="${inner}" width="${widthPx - inner * 2}" height="${heightPx - inner * 2}" fill="none" stroke="${ink}" stroke-width="3"/>`;
};

import type { Line, ParagraphCopy, ParagraphSettings, Tools } from "../../src/typeset/index.js";
import { buildMaterial, lineWidth } from "../../src/typeset/material.js";
import { BREAK } from "../../src/typeset/words.js";

/** Word spaces, in natural spaces, as first-fit breaking (a browser's) leaves them: every line as full as it gets. */
export const greedySpaces = (copy: ParagraphCopy, settings: ParagraphSettings, tools: Tools): number[] => {
  const material = buildMaterial(copy, settings, tools);
  const spaces: number[] = [];
  const last = material.count - 1;
  for (let from = 0, line = 0; from < last; line++) {
    const measurePx = settings.measuresPx[Math.min(line, settings.measuresPx.length - 1)]!;
    let to = from + 1;
    for (let next = from + 2; next <= last; next++) {
      if (material.kind[next] === BREAK.reluctant) continue;
      if (lineWidth(material, from, next) > measurePx) {
        if (material.kind[next] === BREAK.space) break;
      } else to = next;
    }
    const count = material.endSpaces[to]! - material.startSpaces[from]!;
    const ratio = 1 + (measurePx - lineWidth(material, from, to)) / (count * material.spacePx);
    if (to < last) for (let space = 0; space < count; space++) spaces.push(ratio);
    from = to;
  }
  return spaces;
};

/** Word spaces of justified lines, in natural spaces, one figure a space. */
export const lineSpaces = (text: string, lines: readonly Line[]): number[] =>
  lines
    .slice(0, -1)
    .flatMap((line) => [...text.slice(line.start, line.end).matchAll(/[ \u00a0]/g)].map(() => line.spaceRatio));

export const percentile = (values: readonly number[], part: number): number =>
  [...values].sort((one, other) => one - other)[Math.floor(part * (values.length - 1))]!;

/** The geometry of star patterns: polygons in contact (Hankin's method), and the tiles that the lines cut out. */
import type { Point } from "./vector.js";

export type Segment = readonly [Point, Point];
export type Polygon = readonly Point[];

/** Corners of a regular polygon, counter-clockwise from `turn` (radians). */
export function regular(sides: number, [cx, cy]: Point, radius: number, turn = 0): Polygon {
  return Array.from({ length: sides }, (_, i): Point => {
    const a = turn + (2 * Math.PI * i) / sides;
    return [cx + radius * Math.cos(a), cy + radius * Math.sin(a)];
  });
}

export const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/** The star {n/k} on the middles of a polygon's edges: each middle joined to the k-th next. */
export function chords(polygon: Polygon, k: number): Segment[] {
  const count = polygon.length;
  const mids = polygon.map((p, i) => middle(p, polygon[(i + 1) % count] as Point));
  return mids.map((m, i): Segment => [m, mids[(i + k) % count] as Point]);
}

interface Ray {
  readonly from: Point;
  readonly to: Point;
}

function meeting(a: Ray, b: Ray): { point: Point; reach: number } | undefined {
  const det = a.to[0] * b.to[1] - a.to[1] * b.to[0];
  const dx = b.from[0] - a.from[0];
  const dy = b.from[1] - a.from[1];
  if (Math.abs(det) < 1e-9) {
    // Two rays on one line that run towards each other join halfway.
    const apart = Math.hypot(dx, dy);
    const facing = dx * a.to[0] + dy * a.to[1];
    const opposed = a.to[0] * b.to[0] + a.to[1] * b.to[1] < 0;
    return opposed && Math.abs(facing - apart) < 1e-6 * apart
      ? { point: middle(a.from, b.from), reach: apart }
      : undefined;
  }
  const s = (dx * b.to[1] - dy * b.to[0]) / det;
  const t = (dx * a.to[1] - dy * a.to[0]) / det;
  if (s < 1e-6 || t < 1e-6) return undefined;
  return { point: [a.from[0] + a.to[0] * s, a.from[1] + a.to[1] * s], reach: s + t };
}

/** Hankin's method: from every edge's middle two rays leave at `angle` (radians) to the edge and end where they meet a partner. */
export function hankin(polygon: Polygon, angle: number): Segment[] {
  const count = polygon.length;
  const rays: Ray[] = [];
  const inward = area(polygon) > 0 ? 1 : -1;
  polygon.forEach((p, i) => {
    const q = polygon[(i + 1) % count] as Point;
    const along = Math.atan2(q[1] - p[1], q[0] - p[0]);
    for (const a of [along + inward * angle, along + Math.PI - inward * angle]) {
      rays.push({ from: middle(p, q), to: [Math.cos(a), Math.sin(a)] });
    }
  });
  const pairs: { i: number; j: number; point: Point; reach: number }[] = [];
  for (let i = 0; i < rays.length; i++) {
    for (let j = i + 1; j < rays.length; j++) {
      if (i >> 1 === j >> 1) continue;
      const met = meeting(rays[i] as Ray, rays[j] as Ray);
      if (met) pairs.push({ i, j, ...met });
    }
  }
  pairs.sort((a, b) => a.reach - b.reach || a.i - b.i);
  const ended = new Set<number>();
  const segments: Segment[] = [];
  for (const { i, j, point } of pairs) {
    if (ended.has(i) || ended.has(j)) continue;
    ended.add(i).add(j);
    segments.push([(rays[i] as Ray).from, point], [(rays[j] as Ray).from, point]);
  }
  return segments;
}

const SNAP = 20;
const keyOf = ([x, y]: Point): string => `${Math.round(x * SNAP)},${Math.round(y * SNAP)}`;

/** Parameters along each segment at which another one crosses or touches it. */
function cuts(segments: readonly Segment[]): number[][] {
  const found = segments.map(() => [0, 1]);
  const boxes = segments.map(([a, b]) => [
    Math.min(a[0], b[0]) - 0.1,
    Math.min(a[1], b[1]) - 0.1,
    Math.max(a[0], b[0]) + 0.1,
    Math.max(a[1], b[1]) + 0.1,
  ]) as [number, number, number, number][];
  for (let i = 0; i < segments.length; i++) {
    const [a, b] = segments[i] as Segment;
    const [x0, y0, x1, y1] = boxes[i] as [number, number, number, number];
    for (let j = i + 1; j < segments.length; j++) {
      const box = boxes[j] as [number, number, number, number];
      if (box[0] > x1 || box[2] < x0 || box[1] > y1 || box[3] < y0) continue;
      const [c, d] = segments[j] as Segment;
      const ux = b[0] - a[0];
      const uy = b[1] - a[1];
      const vx = d[0] - c[0];
      const vy = d[1] - c[1];
      const det = ux * vy - uy * vx;
      if (Math.abs(det) < 1e-6) continue;
      const s = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / det;
      const t = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / det;
      const slackS = 0.08 / Math.hypot(ux, uy);
      const slackT = 0.08 / Math.hypot(vx, vy);
      if (s < -slackS || s > 1 + slackS || t < -slackT || t > 1 + slackT) continue;
      (found[i] as number[]).push(Math.min(1, Math.max(0, s)));
      (found[j] as number[]).push(Math.min(1, Math.max(0, t)));
    }
  }
  return found;
}

/** The closed faces that a set of lines cuts out of the plane. */
export function faces(segments: readonly Segment[]): Polygon[] {
  const points = new Map<string, Point>();
  const next = new Map<string, Map<string, number>>();
  const join = (from: string, to: string): void => {
    const a = points.get(from) as Point;
    const b = points.get(to) as Point;
    const around = next.get(from) ?? new Map<string, number>();
    around.set(to, Math.atan2(b[1] - a[1], b[0] - a[0]));
    next.set(from, around);
  };
  cuts(segments).forEach((at, i) => {
    const [a, b] = segments[i] as Segment;
    const stops = at.sort((p, q) => p - q).map((t): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]);
    let last: string | undefined;
    for (const stop of stops) {
      // Crossings of several lines in one point differ in their last digits: neighbours of the same cell are the same point.
      const [x, y] = [Math.round(stop[0] * SNAP), Math.round(stop[1] * SNAP)];
      let key = keyOf(stop);
      for (let ox = -2; ox <= 2; ox++) {
        for (let oy = -2; oy <= 2; oy++) if (points.has(`${x + ox},${y + oy}`)) key = `${x + ox},${y + oy}`;
      }
      if (!points.has(key)) points.set(key, stop);
      if (last !== undefined && last !== key) {
        join(last, key);
        join(key, last);
      }
      last = key;
    }
  });
  const order = new Map(
    [...next].map(([key, around]) => [key, [...around].sort((p, q) => p[1] - q[1]).map(([to]) => to)]),
  );
  const walked = new Set<string>();
  const found: Polygon[] = [];
  for (const [start, tos] of order) {
    for (const first of tos) {
      const ring: string[] = [];
      let from = start;
      let to = first;
      while (!walked.has(`${from}>${to}`)) {
        walked.add(`${from}>${to}`);
        ring.push(from);
        const around = order.get(to) as string[];
        const turn = around[(around.indexOf(from) - 1 + around.length) % around.length] as string;
        [from, to] = [to, turn];
      }
      const polygon = ring.map((key) => points.get(key) as Point);
      if (polygon.length > 2 && area(polygon) > 4) found.push(polygon);
    }
  }
  return found;
}

/** Area of a polygon in square px, positive when its corners run counter-clockwise in a frame with y upwards. */
export function area(polygon: Polygon): number {
  let sum = 0;
  polygon.forEach(([x, y], i) => {
    const [u, v] = polygon[(i + 1) % polygon.length] as Point;
    sum += x * v - u * y;
  });
  return sum / 2;
}

/** Number of true corners, not counting points on a straight edge. */
export function corners(polygon: Polygon): number {
  return polygon.filter(([x, y], i) => {
    const [ax, ay] = polygon[(i + polygon.length - 1) % polygon.length] as Point;
    const [bx, by] = polygon[(i + 1) % polygon.length] as Point;
    const turn = (x - ax) * (by - y) - (y - ay) * (bx - x);
    return Math.abs(turn) > 0.05 * Math.hypot(x - ax, y - ay) * Math.hypot(bx - x, by - y);
  }).length;
}

export function centre(polygon: Polygon): Point {
  let [x, y] = [0, 0];
  for (const p of polygon) {
    x += p[0] / polygon.length;
    y += p[1] / polygon.length;
  }
  return [x, y];
}

/** Signed distance in px from a point to a polygon's edge, positive inside. */
export function depthIn(polygon: Polygon, x: number, y: number): number {
  let best = Number.POSITIVE_INFINITY;
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [ax, ay] = polygon[i] as Point;
    const [bx, by] = polygon[j] as Point;
    const ex = bx - ax;
    const ey = by - ay;
    const wx = x - ax;
    const wy = y - ay;
    const t = Math.max(0, Math.min(1, (wx * ex + wy * ey) / (ex * ex + ey * ey)));
    const d = (wx - ex * t) ** 2 + (wy - ey * t) ** 2;
    if (d < best) best = d;
    if (ay > y !== by > y && x < ax + (ex * (y - ay)) / ey) inside = !inside;
  }
  return (inside ? 1 : -1) * Math.sqrt(best);
}

/** Squares of an 8.8.4 floor over a field: its octagons and the squares between them, edge length `side`. */
export function octagonFloor(width: number, height: number, side: number): { octagons: Polygon[]; squares: Polygon[] } {
  const pitch = side * (1 + Math.SQRT2);
  const octagons: Polygon[] = [];
  const squares: Polygon[] = [];
  for (let j = -1; j * pitch < height + pitch; j++) {
    for (let i = -1; i * pitch < width + pitch; i++) {
      octagons.push(regular(8, [i * pitch, j * pitch], side / (2 * Math.sin(Math.PI / 8)), Math.PI / 8));
      squares.push(regular(4, [(i + 0.5) * pitch, (j + 0.5) * pitch], side / Math.SQRT2, 0));
    }
  }
  return { octagons, squares };
}

/** Decagons edge to edge on a rhombic lattice, and the bow-ties left between them, edge length `side`. */
export function decagonFloor(width: number, height: number, side: number): { decagons: Polygon[]; bowties: Polygon[] } {
  const step = side / Math.tan(Math.PI / 10);
  const radius = side / (2 * Math.sin(Math.PI / 10));
  const lean = (2 * Math.PI) / 5;
  const up: Point = [step * Math.cos(lean), step * Math.sin(lean)];
  const decagons: Polygon[] = [];
  const bowties: Polygon[] = [];
  for (let j = -1; j * up[1] < height + step; j++) {
    const slide = Math.round(-j * Math.cos(lean));
    for (let i = -2; i * step < width + step; i++) {
      const at: Point = [(i + slide) * step + j * up[0], j * up[1]];
      const ten = regular(10, at, radius, Math.PI / 10);
      decagons.push(ten);
      const corner = (k: number, across: number, above: number): Point => {
        const [x, y] = ten[k] as Point;
        return [x + across * step + above * up[0], y + above * up[1]];
      };
      bowties.push([
        corner(0, 0, 0),
        corner(1, 0, 0),
        corner(8, 0, 1),
        corner(9, 0, 1),
        corner(2, 1, 0),
        corner(3, 1, 0),
      ]);
    }
  }
  return { decagons, bowties };
}

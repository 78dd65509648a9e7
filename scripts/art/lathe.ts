/** Turned things and balls, and where a ray meets them: the geometry of the small ray tracer. */
import type { Rgb } from "./relief.js";

/** What light travels through. `absorb` is per unit of length, for red, green and blue. */
export interface Medium {
  readonly index: number;
  readonly absorb: Rgb;
  /** A body that light does not enter: its colour. */
  readonly solid?: Rgb;
}

export const AIR: Medium = { index: 1, absorb: [0, 0, 0] };
export const GLASS: Medium = { index: 1.5, absorb: [0.16, 0.06, 0.1] };

/** A turned surface: [radius, height] points; the outside lies to the right of their direction of travel. */
export interface Turned {
  readonly profile: readonly (readonly [number, number])[];
  readonly inside: Medium;
  readonly outside: Medium;
  /** Paint on the surface by height and angle, or undefined where it is bare. */
  readonly paint?: (height: number, angle: number) => Rgb | undefined;
}

/** Things turned about one upright axis. */
export interface Vessel {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly top: number;
  readonly surfaces: readonly Turned[];
}

/** A flattened ball: leaves, nuts, olives. `axes` are three orthonormal rows, `half` the half lengths along them. */
export interface Ball {
  readonly at: Rgb;
  readonly axes: readonly [Rgb, Rgb, Rgb];
  readonly half: Rgb;
  /** Colour by position on the ball along its own axes, −1 to 1. */
  readonly colour: (u: number, v: number) => Rgb;
  readonly gloss: number;
}

export interface Scene {
  readonly vessels: readonly Vessel[];
  readonly balls: readonly Ball[];
  /** The table at height 0: its colour and how much it mirrors. */
  readonly table: (
    x: number,
    y: number,
  ) => { readonly colour: Rgb; readonly mirror: number; readonly tilt?: readonly [number, number] };
  /** Where the table ends behind, scene units. */
  readonly back: number;
  /** Light that comes from a direction. */
  readonly sky: (x: number, y: number, z: number) => Rgb;
  readonly lamp: { readonly to: Rgb; readonly colour: Rgb; readonly spread: number };
  readonly eye: Rgb;
  readonly aim: Rgb;
  /** Width of the picture at the distance of `aim`, in scene units. */
  readonly view: number;
}

export interface Cut {
  r0: number;
  z0: number;
  r1: number;
  z1: number;
  n0: readonly [number, number];
  n1: readonly [number, number];
  of: Turned;
}

/** The nearest thing on a ray; one record reused for speed. */
export const hit = {
  t: 0,
  kind: 0,
  nx: 0,
  ny: 0,
  nz: 0,
  of: undefined as Turned | undefined,
  ball: undefined as Ball | undefined,
  ax: 0,
  ay: 0,
  u: 0,
  v: 0,
};

/** Profiles as cone sections whose normals turn smoothly, except at sharp corners. */
export function cutsOf(of: Turned): Cut[] {
  const raw = of.profile.slice(1).map((b, i) => {
    const a = of.profile[i] as readonly [number, number];
    const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
    return { a, b, n: [(b[1] - a[1]) / long, -(b[0] - a[0]) / long] as const };
  });
  const soft = (p: readonly [number, number] | undefined, q: readonly [number, number]): readonly [number, number] => {
    if (!p || p[0] * q[0] + p[1] * q[1] < 0.55) return q;
    const long = Math.hypot(p[0] + q[0], p[1] + q[1]);
    return [(p[0] + q[0]) / long, (p[1] + q[1]) / long];
  };
  return raw.map(({ a, b, n }, i) => ({
    r0: a[0],
    z0: a[1],
    r1: b[0],
    z1: b[1],
    n0: soft(raw[i - 1]?.n, n),
    n1: soft(raw[i + 1]?.n, n),
    of,
  }));
}

/** A scene made ready: the cone sections of each vessel. */
export interface Prepared {
  readonly scene: Scene;
  readonly cuts: readonly (readonly Cut[])[];
}

function meetVessel(
  cuts: readonly Cut[],
  vessel: Vessel,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
): void {
  const px = ox - vessel.x;
  const py = oy - vessel.y;
  const dd = dx * dx + dy * dy;
  const pd = px * dx + py * dy;
  const pp = px * px + py * py;
  const reach = vessel.radius * vessel.radius;
  if (pp - (pd * pd) / (dd || 1e-9) > reach) return;
  for (const cut of cuts) {
    const tall = cut.z1 - cut.z0;
    if (Math.abs(tall) < 1e-6) {
      const t = (cut.z0 - oz) / dz;
      if (t < 1e-4 || t >= hit.t) continue;
      const r = Math.hypot(px + dx * t, py + dy * t);
      if (r < Math.min(cut.r0, cut.r1) || r > Math.max(cut.r0, cut.r1)) continue;
      take(t, cut, (r - cut.r0) / (cut.r1 - cut.r0), px + dx * t, py + dy * t, vessel);
      continue;
    }
    const k = (cut.r1 - cut.r0) / tall;
    const base = cut.r0 + k * (oz - cut.z0);
    const a = dd - k * k * dz * dz;
    const b = pd - k * dz * base;
    const c = pp - base * base;
    const disc = b * b - a * c;
    if (disc < 0 || Math.abs(a) < 1e-12) continue;
    const root = Math.sqrt(disc);
    for (let side = -1; side <= 1; side += 2) {
      const t = (-b + side * root) / a;
      if (t < 1e-4 || t >= hit.t) continue;
      const s = (oz + dz * t - cut.z0) / tall;
      if (s < 0 || s > 1) continue;
      if (base + k * dz * t < 0) continue;
      take(t, cut, s, px + dx * t, py + dy * t, vessel);
    }
  }
}

function take(t: number, cut: Cut, s: number, x: number, y: number, vessel: Vessel): void {
  const nr = cut.n0[0] + (cut.n1[0] - cut.n0[0]) * s;
  const nz = cut.n0[1] + (cut.n1[1] - cut.n0[1]) * s;
  const r = Math.hypot(x, y) || 1e-9;
  const long = Math.hypot(nr, nz);
  hit.t = t;
  hit.kind = 1;
  hit.nx = ((x / r) * nr) / long;
  hit.ny = ((y / r) * nr) / long;
  hit.nz = nz / long;
  hit.of = cut.of;
  hit.ax = vessel.x;
  hit.ay = vessel.y;
}

function meetBall(ball: Ball, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): void {
  const [cx, cy, cz] = [ox - ball.at[0], oy - ball.at[1], oz - ball.at[2]];
  const size = Math.max(ball.half[0], ball.half[1], ball.half[2]);
  const near = cx * dx + cy * dy + cz * dz;
  if (cx * cx + cy * cy + cz * cz - near * near > size * size) return;
  let [a, b, c] = [0, 0, -1];
  for (let i = 0; i < 3; i++) {
    const axis = ball.axes[i] as Rgb;
    const h = ball.half[i] as number;
    const o = (cx * axis[0] + cy * axis[1] + cz * axis[2]) / h;
    const d = (dx * axis[0] + dy * axis[1] + dz * axis[2]) / h;
    a += d * d;
    b += o * d;
    c += o * o;
  }
  const disc = b * b - a * c;
  if (disc < 0) return;
  const t = (-b - Math.sqrt(disc)) / a;
  if (t < 1e-4 || t >= hit.t) return;
  hit.t = t;
  hit.kind = 2;
  hit.ball = ball;
  let [nx, ny, nz] = [0, 0, 0];
  for (let i = 0; i < 3; i++) {
    const axis = ball.axes[i] as Rgb;
    const h = ball.half[i] as number;
    const p = ((cx + dx * t) * axis[0] + (cy + dy * t) * axis[1] + (cz + dz * t) * axis[2]) / h;
    if (i === 0) hit.u = p;
    if (i === 1) hit.v = p;
    nx += (axis[0] * p) / h;
    ny += (axis[1] * p) / h;
    nz += (axis[2] * p) / h;
  }
  const long = Math.hypot(nx, ny, nz);
  hit.nx = nx / long;
  hit.ny = ny / long;
  hit.nz = nz / long;
}

export function meet(tracer: Prepared, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): void {
  hit.t = 1e9;
  hit.kind = 0;
  if (dz < -1e-6 && oz > 0) {
    const t = -oz / dz;
    if (t > 1e-4 && oy + dy * t < tracer.scene.back) {
      hit.t = t;
      hit.kind = 3;
    }
  }
  const { vessels } = tracer.scene;
  for (let i = 0; i < vessels.length; i++)
    meetVessel(tracer.cuts[i] as readonly Cut[], vessels[i] as Vessel, ox, oy, oz, dx, dy, dz);
  for (const ball of tracer.scene.balls) meetBall(ball, ox, oy, oz, dx, dy, dz);
}

/** A vector of length one in the same direction. */
export function unit(v: Rgb): Rgb {
  const long = Math.hypot(v[0], v[1], v[2]);
  return [v[0] / long, v[1] / long, v[2] / long];
}

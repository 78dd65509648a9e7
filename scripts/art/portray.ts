/** Light through turned glass: refraction, reflection, colour by depth, and the table below. */

import {
  AIR,
  type Ball,
  cutsOf,
  GLASS,
  hit,
  type Medium,
  meet,
  type Prepared,
  type Scene,
  type Turned,
  unit,
} from "./lathe.js";
import { blur, chance, clamp, type Frame, mix, type Rgb } from "./relief.js";

interface Tracer extends Prepared {
  readonly shade: Lightmap;
}

interface Lightmap {
  readonly rgb: readonly Float32Array[];
  readonly wide: number;
  readonly high: number;
}

/** Half the extent of the table's light map, scene units. */
const MAP = 7;

/** Light that reaches the table through and past the vessels, gathered towards their axes as lenses do. */
function lightTable(tracer: Prepared): Lightmap {
  const [wide, high] = [700, 700];
  const planes = [0, 1, 2].map(() => new Float32Array(wide * high));
  const { lamp } = tracer.scene;
  for (let j = 0; j < high; j++) {
    for (let i = 0; i < wide; i++) {
      const x = (i / wide - 0.5) * 2 * MAP;
      const y = (j / high - 0.5) * 2 * MAP;
      const sum = [0, 0, 0];
      const rays = 5;
      for (let n = 0; n < rays; n++) {
        const jitter = (k: number): number => (chance(i * rays + n, j * 3 + k, 3) - 0.5) * lamp.spread;
        let [dx, dy, dz] = [lamp.to[0] + jitter(0), lamp.to[1] + jitter(1), lamp.to[2] + jitter(2)];
        const long = Math.hypot(dx, dy, dz);
        dx /= long;
        dy /= long;
        dz /= long;
        const through = passage(tracer, x, y, 0.0005, dx, dy, dz);
        for (let c = 0; c < 3; c++) sum[c] = (sum[c] as number) + (through[c] as number) / rays;
      }
      for (let c = 0; c < 3; c++) (planes[c] as Float32Array)[j * wide + i] = sum[c] as number;
    }
  }
  return { rgb: planes.map((p) => blur(p, wide, high, 2)), wide, high };
}

const LOST: Rgb = [0, 0, 0];

function passage(tracer: Prepared, x: number, y: number, z: number, dx: number, dy: number, dz: number): Rgb {
  const out = [1, 1, 1];
  let [ox, oy, oz] = [x, y, z];
  let lens = 0;
  for (let n = 0; n < 14; n++) {
    meet(tracer, ox, oy, oz, dx, dy, dz);
    if (hit.kind === 0) break;
    if (hit.kind === 2) return LOST;
    const of = hit.of as Turned;
    const entering = dx * hit.nx + dy * hit.ny + dz * hit.nz < 0;
    const medium = entering ? of.outside : of.inside;
    if (of.inside.solid || of.outside.solid) return LOST;
    for (let c = 0; c < 3; c++) out[c] = (out[c] as number) * Math.exp(-(medium.absorb[c] as number) * hit.t) * 0.93;
    if (medium.index > 1.01 && medium !== GLASS) lens += hit.t;
    ox += dx * hit.t;
    oy += dy * hit.t;
    oz += dz * hit.t;
    if (of.paint?.(oz, Math.atan2(oy - hit.ay, ox - hit.ax))) return LOST;
  }
  // A long way through the filling means near the axis, where a full glass gathers light.
  const gather = 0.75 + 1.7 * clamp(lens / 1.1) ** 2;
  return [(out[0] as number) * gather, (out[1] as number) * gather, (out[2] as number) * gather];
}

function lightAt(map: Lightmap, x: number, y: number, c: number): number {
  const u = clamp((x / MAP + 1) / 2) * (map.wide - 1.01);
  const v = clamp((y / MAP + 1) / 2) * (map.high - 1.01);
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const plane = map.rgb[c] as Float32Array;
  const k = j * map.wide + i;
  return mix(
    mix(plane[k] as number, plane[k + 1] as number, u - i),
    mix(plane[k + map.wide] as number, plane[k + map.wide + 1] as number, u - i),
    v - j,
  );
}

/** Matt light on an opaque thing: lamp from one side, sky from everywhere, a glint. */
function matt(scene: Scene, of: Rgb, gloss: number, dx: number, dy: number, dz: number, shade = 1): Rgb {
  const { nx, ny, nz } = hit;
  const { to, colour } = scene.lamp;
  const facing = nx * to[0] + ny * to[1] + nz * to[2];
  const direct = clamp(facing * 0.8 + 0.2) * shade;
  const k = 2 * (dx * nx + dy * ny + dz * nz);
  const mirrored = scene.sky(dx - k * nx, dy - k * ny, dz - k * nz);
  const rim = gloss * (0.05 + 0.5 * (1 - clamp(Math.abs(k) / 2)) ** 4);
  const around = 0.32 + 0.16 * nz - 0.1 * ny;
  return [0, 1, 2].map(
    (c) => (of[c] as number) * ((colour[c] as number) * direct + around) + (mirrored[c] as number) * rim,
  ) as unknown as Rgb;
}

function trace(
  tracer: Tracer,
  x: number,
  y: number,
  z: number,
  ax: number,
  ay: number,
  az: number,
  depth: number,
  out: Float64Array,
): void {
  const { scene } = tracer;
  let [ox, oy, oz, dx, dy, dz] = [x, y, z, ax, ay, az];
  let [tr, tg, tb] = [1, 1, 1];
  out[0] = 0;
  out[1] = 0;
  out[2] = 0;
  const add = (of: Rgb, share: number): void => {
    out[0] = (out[0] as number) + of[0] * tr * share;
    out[1] = (out[1] as number) + of[1] * tg * share;
    out[2] = (out[2] as number) + of[2] * tb * share;
  };
  let medium: Medium = AIR;
  for (let n = 0; n < 16; n++) {
    meet(tracer, ox, oy, oz, dx, dy, dz);
    if (hit.kind === 0) {
      add(scene.sky(dx, dy, dz), 1);
      return;
    }
    tr *= Math.exp(-medium.absorb[0] * hit.t);
    tg *= Math.exp(-medium.absorb[1] * hit.t);
    tb *= Math.exp(-medium.absorb[2] * hit.t);
    ox += dx * hit.t;
    oy += dy * hit.t;
    oz += dz * hit.t;
    if (hit.kind === 3) {
      tableLight(tracer, ox, oy, dx, dy, dz, depth, add);
      return;
    }
    if (hit.kind === 2) {
      const ball = hit.ball as Ball;
      add(matt(scene, ball.colour(hit.u, hit.v), ball.gloss, dx, dy, dz, oz > 0.5 ? 1 : 0.85), 1);
      return;
    }
    const of = hit.of as Turned;
    const painted = of.paint?.(oz, Math.atan2(oy - hit.ay, ox - hit.ax));
    const facing = dx * hit.nx + dy * hit.ny + dz * hit.nz;
    if (painted) {
      if (facing > 0) {
        hit.nx = -hit.nx;
        hit.ny = -hit.ny;
        hit.nz = -hit.nz;
      }
      add(matt(scene, painted, 1.4, dx, dy, dz), 1);
      return;
    }
    const to = facing < 0 ? of.inside : of.outside;
    if (to.solid) {
      const flip = facing > 0 ? -1 : 1;
      hit.nx *= flip;
      hit.ny *= flip;
      hit.nz *= flip;
      add(matt(scene, to.solid, 0.35, dx, dy, dz), 1);
      return;
    }
    const from = facing < 0 ? of.outside : of.inside;
    const sign = facing < 0 ? 1 : -1;
    const [nx, ny, nz] = [hit.nx * sign, hit.ny * sign, hit.nz * sign];
    const cos = Math.abs(facing);
    const eta = from.index / to.index;
    const k = 1 - eta * eta * (1 - cos * cos);
    const [rx, ry, rz] = [dx + 2 * cos * nx, dy + 2 * cos * ny, dz + 2 * cos * nz];
    if (k <= 0) {
      dx = rx;
      dy = ry;
      dz = rz;
      medium = from;
      continue;
    }
    const cos2 = Math.sqrt(k);
    const [n1, n2] = [from.index, to.index];
    const rs = (n1 * cos - n2 * cos2) / (n1 * cos + n2 * cos2);
    const rp = (n1 * cos2 - n2 * cos) / (n1 * cos2 + n2 * cos);
    const fresnel = (rs * rs + rp * rp) / 2;
    add(scene.sky(rx, ry, rz), fresnel * (medium === AIR ? 1 : 0.5));
    tr *= 1 - fresnel;
    tg *= 1 - fresnel;
    tb *= 1 - fresnel;
    dx = eta * dx + (eta * cos - cos2) * nx;
    dy = eta * dy + (eta * cos - cos2) * ny;
    dz = eta * dz + (eta * cos - cos2) * nz;
    const long = Math.hypot(dx, dy, dz);
    dx /= long;
    dy /= long;
    dz /= long;
    medium = to;
  }
}

function tableLight(
  tracer: Tracer,
  x: number,
  y: number,
  dx: number,
  dy: number,
  dz: number,
  depth: number,
  add: (of: Rgb, share: number) => void,
): void {
  const { scene, shade } = tracer;
  const top = scene.table(x, y);
  let near = 1;
  for (const v of scene.vessels) {
    const gap = Math.hypot(x - v.x, y - v.y) - v.radius * 0.8;
    near *= 1 - 0.5 * Math.exp(-Math.max(0, gap) / 0.22);
  }
  for (const b of scene.balls)
    if (b.at[2] < 0.5)
      near *= 1 - 0.55 * Math.exp(-Math.max(0, Math.hypot(x - b.at[0], y - b.at[1]) - b.half[0] * 0.7) / 0.09);
  const [sx, sy] = top.tilt ?? [0, 0];
  const facing = clamp(scene.lamp.to[2] - sx * scene.lamp.to[0] - sy * scene.lamp.to[1]);
  add(
    [0, 1, 2].map(
      (c) =>
        (top.colour[c] as number) * ((scene.lamp.colour[c] as number) * facing * lightAt(shade, x, y, c) + 0.3 * near),
    ) as unknown as Rgb,
    1,
  );
  if (depth > 0 && top.mirror > 0) {
    const mirrored = new Float64Array(3);
    const k = 2 * (dz - sx * dx - sy * dy);
    trace(tracer, x, y, 0.001, dx + k * sx, dy + k * sy, Math.abs(-dz), depth - 1, mirrored);
    const edge = top.mirror * (0.55 + 0.45 * (1 - Math.abs(dz)) ** 3);
    add([mirrored[0] as number, mirrored[1] as number, mirrored[2] as number], edge * (0.4 + 0.6 * near));
  }
}

/** Renders the scene; pixels on an edge are sampled five times. */
export function portray(scene: Scene, width: number, height: number): Frame {
  const cuts = scene.vessels.map((v) => v.surfaces.flatMap(cutsOf));
  const tracer: Tracer = { scene, cuts, shade: lightTable({ scene, cuts }) };
  const forward = unit([scene.aim[0] - scene.eye[0], scene.aim[1] - scene.eye[1], scene.aim[2] - scene.eye[2]]);
  const right = unit([forward[1], -forward[0], 0]);
  const down: Rgb = [
    forward[1] * right[2] - forward[2] * right[1],
    forward[2] * right[0] - forward[0] * right[2],
    forward[0] * right[1] - forward[1] * right[0],
  ];
  const away = Math.hypot(scene.aim[0] - scene.eye[0], scene.aim[1] - scene.eye[1], scene.aim[2] - scene.eye[2]);
  const rgb = new Float32Array(width * height * 3);
  const out = new Float64Array(3);
  const shoot = (px: number, py: number): void => {
    const u = ((px - width / 2) / width) * scene.view;
    const v = ((py - height / 2) / width) * scene.view;
    const d = unit([
      forward[0] * away + right[0] * u + down[0] * v,
      forward[1] * away + right[1] * u + down[1] * v,
      forward[2] * away + right[2] * u + down[2] * v,
    ]);
    trace(tracer, scene.eye[0], scene.eye[1], scene.eye[2], d[0], d[1], d[2], 1, out);
    for (let c = 0; c < 3; c++) out[c] = Math.min(3, out[c] as number);
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      shoot(x + 0.5, y + 0.5);
      rgb.set(out, (y * width + x) * 3);
    }
  }
  const first = rgb.slice();
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const k = (y * width + x) * 3 + 1;
      const here = first[k] as number;
      let apart = 0;
      for (const j of [k - 3, k + 3, k - width * 3, k + width * 3])
        apart = Math.max(apart, Math.abs((first[j] as number) - here));
      if (apart < 0.07 + 0.3 * here) continue;
      const sum = [first[k - 1] as number, here, first[k + 1] as number];
      for (const [sx, sy] of [
        [0.13, 0.38],
        [0.62, 0.12],
        [0.88, 0.63],
        [0.37, 0.87],
      ] as const) {
        shoot(x + sx, y + sy);
        for (let c = 0; c < 3; c++) sum[c] = (sum[c] as number) + (out[c] as number);
      }
      for (let c = 0; c < 3; c++) rgb[k - 1 + c] = (sum[c] as number) / 5;
    }
  }
  return { width, height, rgb };
}

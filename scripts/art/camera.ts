/** Photographs a flat, lit surface from an angle: perspective, and a lens that is sharp at one distance only. */
import { blur, clamp, type Frame } from "./relief.js";

export interface Shot {
  readonly width: number;
  readonly height: number;
  /** Lean of the camera in degrees: backwards (the top of the picture goes away) and sideways (its right goes away). */
  readonly pitch?: number;
  readonly yaw?: number;
  readonly roll?: number;
  /** How much of the surface's width fills the picture's, at its middle. */
  readonly part?: number;
  /** Camera's distance in picture widths: small is a wide-angle lens. */
  readonly away?: number;
  /** Blur in px (at 2600 px width) of what stands one tenth nearer or farther than the sharp distance. */
  readonly aperture?: number;
  /** Where it is sharp: 0 at the picture's foot, 1 at its head. */
  readonly focus?: number;
}

const LEVELS = [0, 2.5, 6, 13, 26];

/** A frame seen through blur of varying radius: `radius[i]` in px at 2600 px width. */
export function defocus(frame: Frame, radius: Float32Array): Frame {
  const { width, height, rgb } = frame;
  const unit = width / 2600;
  const out = new Float32Array(rgb.length);
  const plane = new Float32Array(width * height);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < plane.length; i++) plane[i] = rgb[i * 3 + c] as number;
    const stack = LEVELS.map((r) => (r === 0 ? plane : blur(plane, width, height, r * unit)));
    for (let i = 0; i < plane.length; i++) {
      const r = radius[i] as number;
      let k = 0;
      while (k < LEVELS.length - 2 && r > (LEVELS[k + 1] as number)) k++;
      const low = LEVELS[k] as number;
      const t = clamp((r - low) / ((LEVELS[k + 1] as number) - low));
      const a = (stack[k] as Float32Array)[i] as number;
      out[i * 3 + c] = a + t * (((stack[k + 1] as Float32Array)[i] as number) - a);
    }
  }
  return { width, height, rgb: out };
}

/** The surface's plane as the camera sees it: from a picture's point to the surface's, in picture px, with its depth. */
function plane(shot: Shot): (sx: number, sy: number) => readonly [number, number, number] {
  const rad = Math.PI / 180;
  const [p, q, r] = [(shot.pitch ?? 0) * rad, (shot.yaw ?? 0) * rad, (shot.roll ?? 0) * rad];
  const away = (shot.away ?? 1.6) * shot.width;
  // Axes of the surface in the camera's frame: x right, y down, z away from the lens.
  const ex = [Math.cos(q), 0, Math.sin(q)] as const;
  const ey = [Math.sin(p) * Math.sin(q), Math.cos(p), -Math.sin(p) * Math.cos(q)] as const;
  const nx = ex[1] * ey[2] - ex[2] * ey[1];
  const ny = ex[2] * ey[0] - ex[0] * ey[2];
  const nz = ex[0] * ey[1] - ex[1] * ey[0];
  const [cosR, sinR] = [Math.cos(r), Math.sin(r)];
  return (sx, sy) => {
    const t = (nz * away) / (nx * sx + ny * sy + nz * away);
    const [hx, hy, hz] = [sx * t, sy * t, away * t - away];
    const u = hx * ex[0] + hy * ex[1] + hz * ex[2];
    const v = hx * ey[0] + hy * ey[1] + hz * ey[2];
    return [u * cosR - v * sinR, u * sinR + v * cosR, t];
  };
}

/** Takes the photograph. The camera goes nearer where it would see past the surface's edge. */
export function photograph(surface: Frame, shot: Shot): Frame {
  const { width, height } = shot;
  const onPlane = plane(shot);
  let scale = ((shot.part ?? 1) * surface.width) / width;
  for (const [sx, sy] of [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ] as const) {
    const [u, v] = onPlane((sx * width) / 2, (sy * height) / 2);
    scale = Math.min(scale, surface.width / 2 / Math.abs(u), surface.height / 2 / Math.abs(v));
  }
  const rgb = new Float32Array(width * height * 3);
  const depth = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v, away] = onPlane(x - width / 2, y - height / 2);
      const su = clamp(u * scale + surface.width / 2, 0, surface.width - 1.001);
      const sv = clamp(v * scale + surface.height / 2, 0, surface.height - 1.001);
      const i = y * width + x;
      depth[i] = away;
      const x0 = Math.floor(su);
      const y0 = Math.floor(sv);
      const fx = su - x0;
      const fy = sv - y0;
      const k = (y0 * surface.width + x0) * 3;
      const l = k + surface.width * 3;
      for (let c = 0; c < 3; c++) {
        const top = (surface.rgb[k + c] as number) * (1 - fx) + (surface.rgb[k + 3 + c] as number) * fx;
        const low = (surface.rgb[l + c] as number) * (1 - fx) + (surface.rgb[l + 3 + c] as number) * fx;
        rgb[i * 3 + c] = top + fy * (low - top);
      }
    }
  }
  const frame = { width, height, rgb };
  if (!shot.aperture) return frame;
  const sharp = depth[Math.round((1 - (shot.focus ?? 0.5)) * (height - 1)) * width + (width >> 1)] as number;
  const radius = depth.map((d) => Math.min(26, (Math.abs(d - sharp) / 0.1) * (shot.aperture ?? 0)));
  return defocus(frame, radius);
}

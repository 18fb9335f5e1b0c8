import { GLYPHS, type Stroke } from './strokes.js';

export const SIDE = 16;

/** How hard the task is: half-widths of uniform jitters and ranges, in pixels, grey levels or as stated. */
const JITTER = {
  /** Tangent of half the rotation angle. */
  halfTurn: 0.15,
  shear: 0.25,
  scale: [1.05, 1.65],
  aspect: 0.18,
  shift: 1.8,
  corner: 0.35,
  width: [0.35, 0.85],
  background: [20, 110],
  contrast: [36, 140],
  slope: 2.5,
  noise: 29,
} as const;

/**
 * Draws one image into `pixels[at … at + 255]`: a glyph under a random affine map, with random stroke width, contrast, background
 * slope and noise, among short stray strokes. Only additions, multiplications, divisions and square roots are used, which IEEE 754
 * rounds the same way everywhere, so the bytes are equal on every machine.
 */
export function drawGlyph(label: number, uniform: () => number, pixels: Uint8Array, at: number): void {
  const between = (range: readonly [number, number]): number => range[0] + (range[1] - range[0]) * uniform();
  const around = (halfWidth: number): number => (2 * uniform() - 1) * halfWidth;
  const map = randomMap(between, around);
  const coverage = new Float64Array(SIDE * SIDE);
  const halfWidth = between(JITTER.width);
  for (const stroke of GLYPHS[label]!.strokes) drawStroke(coverage, stroke.map((value) => value - 4 + around(JITTER.corner)), map, halfWidth);
  drawClutter(coverage, uniform, around, halfWidth);
  const background = between(JITTER.background);
  const contrast = between(JITTER.contrast);
  const [slopeX, slopeY] = [around(JITTER.slope), around(JITTER.slope)];
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      // The difference of two uniforms: a triangular distribution.
      const noise = (uniform() - uniform()) * JITTER.noise;
      const value = background + slopeX * (x - 7.5) + slopeY * (y - 7.5) + contrast * coverage[y * SIDE + x]! + noise;
      pixels[at + y * SIDE + x] = Math.min(255, Math.max(0, Math.floor(value + 0.5)));
    }
  }
}

type Affine = readonly [number, number, number, number, number, number];

function randomMap(between: (range: readonly [number, number]) => number, around: (halfWidth: number) => number): Affine {
  const half = around(JITTER.halfTurn);
  const cosine = (1 - half * half) / (1 + half * half);
  const sine = (2 * half) / (1 + half * half);
  const scale = between(JITTER.scale);
  const [sx, sy] = [scale * (1 + around(JITTER.aspect)), scale * (1 + around(JITTER.aspect))];
  const shear = around(JITTER.shear);
  return [
    sx * cosine, sy * (shear * cosine - sine), 7.5 + around(JITTER.shift),
    sx * sine, sy * (shear * sine + cosine), 7.5 + around(JITTER.shift),
  ];
}

function drawStroke(coverage: Float64Array, stroke: Stroke, [a, b, c, d, e, f]: Affine, halfWidth: number): void {
  for (let index = 0; index + 3 < stroke.length; index += 2) {
    const [x0, y0, x1, y1] = [stroke[index]!, stroke[index + 1]!, stroke[index + 2]!, stroke[index + 3]!];
    drawSegment(coverage, a * x0 + b * y0 + c, d * x0 + e * y0 + f, a * x1 + b * y1 + c, d * x1 + e * y1 + f, halfWidth, 1);
  }
}

/** Up to three short stray strokes of lower contrast, anywhere. */
function drawClutter(coverage: Float64Array, uniform: () => number, around: (halfWidth: number) => number, halfWidth: number): void {
  const count = Math.floor(uniform() * 4);
  for (let stray = 0; stray < count; stray++) {
    const [x, y] = [uniform() * SIDE, uniform() * SIDE];
    drawSegment(coverage, x, y, x + around(3.5), y + around(3.5), halfWidth, 0.4 + 0.5 * uniform());
  }
}

/** Raises the coverage of the pixels near a segment to `strength`, with an edge one pixel wide. */
function drawSegment(coverage: Float64Array, x0: number, y0: number, x1: number, y1: number, halfWidth: number, strength: number): void {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const squared = dx * dx + dy * dy;
  const reach = halfWidth + 1;
  const clampPixel = (value: number): number => Math.min(SIDE - 1, Math.max(0, value));
  const [left, right] = [clampPixel(Math.floor(Math.min(x0, x1) - reach)), clampPixel(Math.ceil(Math.max(x0, x1) + reach))];
  const [top, bottom] = [clampPixel(Math.floor(Math.min(y0, y1) - reach)), clampPixel(Math.ceil(Math.max(y0, y1) + reach))];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / squared));
      const [ex, ey] = [x - x0 - along * dx, y - y0 - along * dy];
      const ink = Math.min(1, Math.max(0, halfWidth + 0.5 - Math.sqrt(ex * ex + ey * ey))) * strength;
      const index = y * SIDE + x;
      if (ink > coverage[index]!) coverage[index] = ink;
    }
  }
}

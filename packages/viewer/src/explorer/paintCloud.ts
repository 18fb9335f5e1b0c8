/** Marks of a cloud, in device pixels. `layer` decides what covers what; `ink` is an index into the inks. */
export interface CloudMarks {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly layer: Uint8Array;
  readonly ink: Uint8Array;
}

/** Colour of an ink, each part 0 … 255. */
export type Ink = readonly [red: number, green: number, blue: number];

export interface CloudLook {
  readonly width: number;
  readonly height: number;
  /** Side of the square of one mark in device pixels. */
  readonly side: number;
  /** Opacity of a single mark by layer, 0 … 1. Marks upon each other are more opaque: the logarithm of their number counts. */
  readonly opacity: readonly number[];
  readonly inks: readonly Ink[];
}

/**
 * Paints a cloud of any size into the bytes of an image (RGBA), in time proportional to marks and pixels. A higher layer covers a lower
 * one; within a layer the last ink shows and the density is kept.
 */
export function paintCloud({ x, y, layer, ink }: CloudMarks, { width, height, side, opacity, inks }: CloudLook): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * height * 4);
  const density = new Uint16Array(width * height);
  const top = new Uint8Array(width * height);
  const color = new Uint8Array(width * height);
  const half = side / 2;
  for (let index = 0; index < x.length; index++) {
    const left = Math.round(x[index]! - half);
    const upper = Math.round(y[index]! - half);
    for (let line = Math.max(0, upper); line < Math.min(height, upper + side); line++) {
      for (let column = Math.max(0, left); column < Math.min(width, left + side); column++) {
        const at = line * width + column;
        if (density[at] === 0 || layer[index]! > top[at]!) {
          top[at] = layer[index]!;
          density[at] = 1;
        } else if (layer[index]! < top[at]!) continue;
        else if (density[at]! < 0xffff) density[at]! += 1;
        color[at] = ink[index]!;
      }
    }
  }
  for (let at = 0; at < density.length; at++) {
    if (density[at] === 0) continue;
    const base = opacity[top[at]!] ?? 1;
    const [red, green, blue] = inks[color[at]!] ?? [128, 128, 128];
    pixels[at * 4] = red;
    pixels[at * 4 + 1] = green;
    pixels[at * 4 + 2] = blue;
    pixels[at * 4 + 3] = 255 * Math.min(1, base * (1 + 0.35 * Math.log2(density[at]!)));
  }
  return pixels;
}

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
 * Paints a cloud of any size into an image, in time proportional to marks and pixels. A higher layer covers a lower
 * one; within a layer the last ink shows and the density is kept.
 */
export function paintCloud({ x, y, layer, ink }: CloudMarks, { width, height, side, opacity, inks }: CloudLook): ImageData {
  const image = new ImageData(width, height);
  // One 32-bit word a pixel, in the byte order of the machine.
  const words = new Uint32Array(image.data.buffer);
  const density = new Uint8Array(width * height);
  const top = new Uint8Array(width * height);
  const color = new Uint8Array(width * height);
  const half = side / 2;
  for (let index = 0; index < x.length; index++) {
    const left = Math.round(x[index]! - half);
    const upper = Math.round(y[index]! - half);
    const level = layer[index]!;
    for (let line = Math.max(0, upper); line < Math.min(height, upper + side); line++) {
      for (let column = Math.max(0, left); column < Math.min(width, left + side); column++) {
        const at = line * width + column;
        if (density[at] === 0 || level > top[at]!) {
          top[at] = level;
          density[at] = 1;
        } else if (level < top[at]!) continue;
        else if (density[at]! < MOST) density[at]! += 1;
        color[at] = ink[index]!;
      }
    }
  }
  const table = opacity.flatMap((base) => inks.map((of) => wordsOf(of, base)));
  for (let at = 0; at < density.length; at++) if (density[at] !== 0) words[at] = table[top[at]! * inks.length + color[at]!]![density[at]!]!;
  return image;
}

/** Marks upon each other beyond this number make no pixel more opaque. */
const MOST = 255;
const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** The word of a pixel by its number of marks. */
function wordsOf([red, green, blue]: Ink, base: number): Uint32Array {
  return Uint32Array.from({ length: MOST + 1 }, (_, marks) => {
    const alpha = marks === 0 ? 0 : Math.round(255 * Math.min(1, base * (1 + 0.35 * Math.log2(marks))));
    return (LITTLE_ENDIAN ? (alpha << 24) | (blue << 16) | (green << 8) | red : (red << 24) | (green << 16) | (blue << 8) | alpha) >>> 0;
  });
}

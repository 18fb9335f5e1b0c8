/** Taps of a window that lie side by side in a panel are one run: a kernel row if nothing separates its pixels, else one tap. */
export interface WindowRuns {
  readonly count: number;
  /** Taps in a run. */
  readonly taps: number;
}

/** Runs of every window of a layer; the same for all images. */
export function windowRuns(kernel: readonly [number, number], dilations: readonly [number, number], groups: number): WindowRuns {
  const [height, width] = kernel;
  const joined = groups === 1 && (dilations[1] === 1 || width === 1);
  return joined ? { count: height, taps: width } : { count: height * width, taps: 1 };
}

/** Byte offset of each run from the top left tap. */
export function runOffsets(
  { count, taps }: WindowRuns,
  kernelWidth: number,
  dilations: readonly [number, number],
  rowBytes: number,
  pixelBytes: number,
): Int32Array {
  return Int32Array.from({ length: count }, (_, run) => {
    const tap = run * taps;
    return Math.floor(tap / kernelWidth) * dilations[0] * rowBytes + (tap % kernelWidth) * dilations[1] * pixelBytes;
  });
}

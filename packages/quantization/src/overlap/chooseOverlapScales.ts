import { parseFormat } from '../format/parseFormat.js';
import { chooseScale } from '../scale/chooseScale.js';
import { encodeOverlapped, type OverlapMatrix } from './encodeOverlapped.js';
import type { OverlapLayout } from './OverlapLayout.js';

/** Factors on the MSE scale that are tried. */
const FACTORS = [0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.6, 2];
/** Arrays that stand for all of them, evenly spread. */
const MOST_ARRAYS = 256;

/**
 * Scales of least error after overlap, one a matrix: each in turn over a grid of factors on its MSE scale for `int<n>`, the other held, until neither
 * changes. At most 256 arrays are encoded for it, without random starts.
 */
export function chooseOverlapScales(regular: Omit<OverlapMatrix, 'scale'>, transposed: Omit<OverlapMatrix, 'scale'>, layout: OverlapLayout): { readonly regular: number; readonly transposed: number } {
  const format = parseFormat(`int${Math.max(2, layout.bits)}`);
  const starts = [chooseScale(regular.values, format, 'mse'), chooseScale(transposed.values, format, 'mse')] as const;
  const longest = Math.max(regular.values.length, transposed.values.length);
  const step = Math.max(1, Math.ceil(longest / layout.bits / MOST_ARRAYS));
  const [left, right] = [everyNthArray(regular, layout.bits, step), everyNthArray(transposed, layout.bits, step)];
  const errorAt = ([first, second]: readonly [number, number]): number => {
    const encoded = encodeOverlapped({ ...left, scale: starts[0] * FACTORS[first]! }, { ...right, scale: starts[1] * FACTORS[second]! }, { ...layout, restarts: 0 });
    return encoded.regularError + encoded.transposedError;
  };
  let best: readonly [number, number] = [FACTORS.indexOf(1), FACTORS.indexOf(1)];
  let least = errorAt(best);
  for (let before = Infinity; least < before; ) {
    before = least;
    for (const side of [0, 1]) {
      for (let factor = 0; factor < FACTORS.length; factor++) {
        const candidate = side === 0 ? ([factor, best[1]] as const) : ([best[0], factor] as const);
        const found = errorAt(candidate);
        if (found < least) [best, least] = [candidate, found];
      }
    }
  }
  return { regular: starts[0] * FACTORS[best[0]]!, transposed: starts[1] * FACTORS[best[1]]! };
}

/** The weights of every n-th array. */
function everyNthArray({ values, sensitivity }: Omit<OverlapMatrix, 'scale'>, bits: number, step: number): Omit<OverlapMatrix, 'scale'> {
  const kept = (_: number, i: number): boolean => Math.floor(i / bits) % step === 0;
  return { values: values.filter(kept), ...(sensitivity === undefined ? {} : { sensitivity: sensitivity.filter(kept) }) };
}

import type { NumberFormat } from '@bitscape/quantization';
import type { MacCore } from './MacFamily.js';

/** All products: `table[weightCode << activation.bits | activationCode]`. Complexity O(2^(bits of both)). */
export function productTable(weight: NumberFormat, activation: NumberFormat, core: MacCore): Float64Array {
  const columns = 2 ** activation.bits;
  const table = new Float64Array(2 ** weight.bits * columns);
  for (let w = 0, i = 0; w < 2 ** weight.bits; w++) {
    for (let a = 0; a < columns; a++) table[i++] = core.product(w, a);
  }
  return table;
}

/** Least and greatest product, from the outermost codes of both operands. */
export function productRange(weight: NumberFormat, activation: NumberFormat, core: MacCore): readonly [number, number] {
  let [least, greatest] = [0, 0];
  for (const w of [0, weight.levels.length - 1]) {
    for (const a of [0, activation.levels.length - 1]) {
      const product = core.product(weight.codeOf(w), activation.codeOf(a));
      least = Math.min(least, product);
      greatest = Math.max(greatest, product);
    }
  }
  return [least, greatest];
}

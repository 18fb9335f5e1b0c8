import type { NumberFormat } from '@bitscape/quantization';
import type { MacCore } from './MacFamily.js';

/** Exact product of levels that are integers of a unit. Both formats have a `grid`. */
export function levelProduct(weight: NumberFormat, activation: NumberFormat): Pick<MacCore, 'unit' | 'product'> {
  const [left, right] = [weight.grid!, activation.grid!];
  return {
    unit: left.unit * right.unit,
    // Adding 0 turns the -0 of a negative level times zero into 0.
    product: (w, a) => left.integers[weight.rankOf(w)]! * right.integers[activation.rankOf(a)]! + 0,
  };
}

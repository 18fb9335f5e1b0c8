import type { ProductFactors } from './factorProducts.js';

/** Which operand of a dot product of bytes lies between 0 and 127; the other is a signed byte. */
export type SevenBitOperand = 'weights' | 'activations';

/** Undefined where factors need more bits than that. */
export function sevenBitOperand({ weights, activations }: ProductFactors): SevenBitOperand | undefined {
  const seven = (values: Int16Array): boolean => values.every((value) => value >= 0 && value <= 127);
  const signed = (values: Int16Array): boolean => values.every((value) => value >= -128 && value <= 127);
  if (seven(activations) && signed(weights)) return 'activations';
  return seven(weights) && signed(activations) ? 'weights' : undefined;
}

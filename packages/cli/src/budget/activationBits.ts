import { wordOrInteger } from '../options/integers.js';

/** How wide activations are: as the parameters, as the parameters but at least 4 bits, or fixed. */
export type ActivationBits = 'at-least-4' | 'same' | number;

/** Option parser of {@link ActivationBits}. */
export const parseActivationBits = wordOrInteger(['at-least-4', 'same'], 1);

export function activationBits(rule: ActivationBits, parameterBits: number): number {
  if (rule === 'same') return parameterBits;
  return rule === 'at-least-4' ? Math.max(parameterBits, 4) : rule;
}

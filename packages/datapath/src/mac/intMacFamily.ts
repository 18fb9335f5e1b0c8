import type { IntParameters } from '../Datapath.js';
import type { MacFamily } from './MacFamily.js';

/** Integer multiplier: products are exact. `tableBits` and `termBits` do not apply. */
export const intMacFamily: MacFamily<IntParameters> = {
  family: 'int',
  pairs: 'int × int or uint',
  accepts: (weight, activation) => weight.family === 'int' && ['int', 'uint'].includes(activation.family),
  derive(weight, activation) {
    return {
      parameters: { weightBits: weight.bits, activationBits: activation.bits, activationSigned: activation.signed },
      unit: 1,
      // Adding 0 turns the -0 of a negative level times zero into 0.
      product: (w, a) => weight.levels[weight.rankOf(w)]! * activation.levels[activation.rankOf(a)]! + 0,
    };
  },
};

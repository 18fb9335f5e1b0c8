import type { ShiftParameters } from '../Datapath.js';
import { levelProduct } from './levelProduct.js';
import type { MacFamily } from './MacFamily.js';

/**
 * Shift-and-add multiplier: weights are sums of few signed powers of two, so each product is the activation shifted once a term, the terms
 * added, the sign applied. Products are exact integers. `tableBits` and `termBits` do not apply.
 */
export const shiftMacFamily: MacFamily<ShiftParameters> = {
  family: 'shift',
  pairs: 'pow2, apot, ternary or binary × int or uint',
  accepts: (weight, activation) => weight.signed && weight.grid?.terms !== undefined && ['int', 'uint'].includes(activation.family),
  derive(weight, activation) {
    return {
      parameters: {
        weightBits: weight.bits,
        terms: weight.grid!.terms!,
        weightHasZero: weight.zeroRank >= 0,
        activationBits: activation.bits,
        activationSigned: activation.signed,
      },
      ...levelProduct(weight, activation),
    };
  },
};

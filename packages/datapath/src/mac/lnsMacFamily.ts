import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { LnsParameters } from '../Datapath.js';
import { exponentTable } from './exponentTable.js';
import type { MacFamily } from './MacFamily.js';

/** Doubles hold integers up to here exactly, and so do the reference and its golden vectors. */
const MAX_TERM_BITS = 52;

/**
 * Logarithmic multiplier: add the codes, exponentiate the fraction by table, shift by the integer part, gate zeros, apply the
 * sign. Symbols as in docs/methods/datapath.md.
 *
 * Structure: Christ, de Dinechin and Pétrot, ASAP 2022 (hal-03684585); Johnson, arXiv 1811.01721.
 */
export const lnsMacFamily: MacFamily<LnsParameters> = {
  family: 'lns',
  pairs: 'lns × lns or ulns',
  accepts: (weight, activation) => weight.family === 'lns' && ['lns', 'ulns'].includes(activation.family),
  derive(weight, activation, arithmetic) {
    const [wi, wf] = [weight.parameters.integerBits!, weight.parameters.fractionBits!];
    const [ai, af] = [activation.parameters.integerBits!, activation.parameters.fractionBits!];
    const fractionBits = Math.max(wf, af);
    const steps = 2 ** fractionBits;
    const weightCodes = 2 ** (wi + wf);
    const activationCodes = 2 ** (ai + af);
    const weightStep = 2 ** (fractionBits - wf);
    const activationStep = 2 ** (fractionBits - af);
    const maxSum = (weightCodes - 1) * weightStep + (activationCodes - 1) * activationStep;
    const maxShift = Math.floor(maxSum / steps);
    const { tableBits, termBits, fullBits } = widths(fractionBits, maxShift, arithmetic);
    const table = exponentTable(fractionBits, tableBits);
    const dropped = 2 ** (fullBits - termBits);
    return {
      parameters: {
        weightIntegerBits: wi,
        weightFractionBits: wf,
        activationIntegerBits: ai,
        activationFractionBits: af,
        activationSigned: activation.signed,
        fractionBits,
        tableBits,
        table,
        maxShift,
        termBits,
      },
      unit: dropped * 2 ** (-tableBits - maxSum / steps),
      product(w, a) {
        const weightMagnitude = w % weightCodes;
        const activationMagnitude = a % activationCodes;
        if (weightMagnitude === 0 || activationMagnitude === 0) return 0;
        const sum = weightMagnitude * weightStep + activationMagnitude * activationStep;
        const significand = 2 ** tableBits + table[sum % steps]!;
        const magnitude = Math.floor((significand * 2 ** Math.floor(sum / steps)) / dropped);
        const negative = w >= weightCodes !== a >= activationCodes;
        return negative && magnitude > 0 ? -magnitude : magnitude;
      },
    };
  },
};

interface TermWidths {
  readonly tableBits: number;
  readonly termBits: number;
  /** `M + 1 + p`: bits of a term of which nothing is dropped. */
  readonly fullBits: number;
}

function widths(fractionBits: number, maxShift: number, arithmetic: Numerics['arithmetic']): TermWidths {
  const tableBits = arithmetic.tableBits === 'auto' ? (fractionBits === 0 ? 0 : fractionBits + 2) : arithmetic.tableBits;
  if (fractionBits === 0 && tableBits > 0) {
    throw new BitscapeError('infeasible', `an exponent table of ${tableBits} bits has nothing to hold: the formats have no fraction bits`, {
      hint: "Set numerics.arithmetic.tableBits to 0 or 'auto'.",
    });
  }
  const fullBits = maxShift + 1 + tableBits;
  const termBits = arithmetic.termBits === 'full' ? fullBits : Math.min(arithmetic.termBits, fullBits);
  if (tableBits + 1 > termBits) {
    throw new BitscapeError(
      'infeasible',
      `an exponent table of ${tableBits} bits is wider than a term of ${termBits} bits can use: the leading 1 and the entry need ${tableBits + 1}`,
      { hint: `Nearest legal values: numerics.arithmetic.termBits ${tableBits + 1}, or tableBits ${Math.max(0, termBits - 1)}.` },
    );
  }
  if (termBits > MAX_TERM_BITS) {
    throw new BitscapeError('infeasible', `the full linear product has ${termBits} bits; at most ${MAX_TERM_BITS} are supported`, {
      hint: `Set numerics.arithmetic.termBits to ${MAX_TERM_BITS} or less, or use fewer integer bits.`,
    });
  }
  return { tableBits, termBits, fullBits };
}

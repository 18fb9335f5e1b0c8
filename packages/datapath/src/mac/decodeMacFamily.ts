import { BitscapeError } from '@bitscape/errors';
import type { NumberFormat } from '@bitscape/quantization';
import type { DecodeParameters, DecodedOperand } from '../Datapath.js';
import { signedBits } from '../signedBits.js';
import { levelProduct } from './levelProduct.js';
import type { MacFamily } from './MacFamily.js';

/** Doubles hold products of two operands exactly up to here. */
const MAX_PRODUCT_BITS = 53;

/**
 * Integer multiplier behind two decoders: tables turn codes into the integers of their format's grid. Any pair of formats with a grid,
 * codebooks among them. Products are exact. `tableBits` and `termBits` do not apply.
 */
export const decodeMacFamily: MacFamily<DecodeParameters> = {
  family: 'decode',
  pairs: 'signed formats × formats, both with levels on an integer grid (codebook, int, uint, pow2, apot, ternary, binary …)',
  accepts: (weight, activation) => weight.signed && weight.grid !== undefined && activation.grid !== undefined,
  derive(weight, activation) {
    const [left, right] = [decodedOperand(weight), decodedOperand(activation)];
    const bits = left.integerBits + right.integerBits;
    if (bits > MAX_PRODUCT_BITS) {
      throw new BitscapeError('infeasible', `products of ${weight.name} and ${activation.name} need ${bits} bits; at most ${MAX_PRODUCT_BITS} are supported`, {
        hint: 'Powers of two span fewer bits in a narrower format.',
      });
    }
    return { parameters: { weight: left, activation: right }, ...levelProduct(weight, activation) };
  },
};

function decodedOperand(format: NumberFormat): DecodedOperand {
  const { integers } = format.grid!;
  const [least, greatest] = [Math.min(0, integers[0]!), Math.max(0, integers.at(-1)!)];
  return {
    codeBits: format.bits,
    signed: format.signed,
    // An unsigned operand needs no sign bit.
    integerBits: format.signed ? signedBits(least, greatest) : signedBits(0, greatest) - 1,
    table: Float64Array.from({ length: 2 ** format.bits }, (_, code) => integers[format.rankOf(code)]! + 0),
  };
}

import type { DecodedOperand, DecodeParameters, MacDatapath } from '@bitscape/datapath';
import type { MacActivity } from '../activity/macActivity.js';
import type { Structure } from '../structure/Structure.js';
import { tableCells } from '../structure/tableCells.js';
import { accumulatorStructures } from './accumulatorStructures.js';
import { multiplierStructures } from './multiplierStructures.js';

/**
 * Integer multiply-accumulate behind decoders: fixed tables from codes to two's-complement integers (a table that is the identity costs
 * nothing), array multiplier, accumulator adder and register.
 */
export function decodeMac({ parameters: { weight, activation }, accumulator }: Pick<MacDatapath<DecodeParameters>, 'parameters' | 'accumulator'>, activity: MacActivity): Structure[] {
  return [
    { name: 'weightDecoder', cells: decoderCells(weight), coefficient: 'table', rate: activity.activation },
    { name: 'activationDecoder', cells: decoderCells(activation), coefficient: 'table', rate: activity.activation },
    ...multiplierStructures(weight.integerBits, activation.integerBits, activation.signed, activity),
    ...accumulatorStructures(accumulator, activity),
  ];
}

function decoderCells({ table, integerBits, codeBits, signed }: DecodedOperand): Structure['cells'] {
  const patterns = Array.from(table, (integer) => (integer < 0 ? integer + 2 ** integerBits : integer));
  // The pattern 100…0 of narrow integers is never stored, so it need not be decoded.
  const identity = integerBits === codeBits && patterns.every((pattern, code) => pattern === code || (signed && code === 2 ** (codeBits - 1)));
  return identity ? {} : tableCells(patterns, integerBits);
}

import type { DecodedOperand, DecodeParameters, MacDatapath } from '@bitscape/datapath';
import { adderCells } from '../structure/adderCells.js';
import { multiplierCells } from '../structure/multiplierCells.js';
import { registerCells } from '../structure/registerCells.js';
import { saturationCells } from '../structure/saturationCells.js';
import type { Structure } from '../structure/Structure.js';
import { tableCells } from '../structure/tableCells.js';

/**
 * Integer multiply-accumulate behind decoders: fixed tables from codes to two's-complement integers (a table that is the identity costs
 * nothing), array multiplier, accumulator adder and register.
 */
export function decodeMac({ parameters: { weight, activation }, accumulator }: Pick<MacDatapath<DecodeParameters>, 'parameters' | 'accumulator'>): Structure[] {
  return [
    { name: 'weightDecoder', cells: decoderCells(weight), areaCoefficient: 'table' },
    { name: 'activationDecoder', cells: decoderCells(activation), areaCoefficient: 'table' },
    // Weights are signed, so one operand always is.
    { name: 'multiplier', cells: multiplierCells(weight.integerBits, activation.integerBits, true), areaCoefficient: 'multiplier' },
    { name: 'accumulatorAdder', cells: adderCells(accumulator.bits), areaCoefficient: 'adder' },
    ...(accumulator.overflow === 'saturate' ? [{ name: 'saturation', cells: saturationCells(accumulator.bits) }] : []),
    { name: 'accumulatorRegister', cells: registerCells(accumulator.bits) },
  ];
}

function decoderCells({ table, integerBits, codeBits, signed }: DecodedOperand): Structure['cells'] {
  const patterns = Array.from(table, (integer) => (integer < 0 ? integer + 2 ** integerBits : integer));
  // The pattern 100…0 of narrow integers is never stored, so it need not be decoded.
  const identity = integerBits === codeBits && patterns.every((pattern, code) => pattern === code || (signed && code === 2 ** (codeBits - 1)));
  return identity ? {} : tableCells(patterns, integerBits);
}

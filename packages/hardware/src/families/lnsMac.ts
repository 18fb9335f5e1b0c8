import type { LnsParameters, MacDatapath } from '@bitscape/datapath';
import { adderCells } from '../structure/adderCells.js';
import { registerCells } from '../structure/registerCells.js';
import { saturationCells } from '../structure/saturationCells.js';
import { shifterCells } from '../structure/shifterCells.js';
import type { Structure } from '../structure/Structure.js';
import { tableCells } from '../structure/tableCells.js';

/**
 * Logarithmic multiply-accumulate: code adder, exponent table, shifter, zero gate and sign, accumulator adder and register.
 * The zero gate sits before the shifter, where the word is narrow; the sign inverts the term and carries one into the adder.
 */
export function lnsMac({ parameters: p, accumulator }: Pick<MacDatapath<LnsParameters>, 'parameters' | 'accumulator'>): Structure[] {
  const sumBits = Math.max(p.weightIntegerBits, p.activationIntegerBits) + 1 + p.fractionBits;
  const codeBits = p.weightIntegerBits + p.weightFractionBits + p.activationIntegerBits + p.activationFractionBits;
  const significandBits = Math.min(p.tableBits + 1, p.termBits);
  return [
    { name: 'logAdder', cells: adderCells(sumBits), areaCoefficient: 'adder' },
    { name: 'exponentTable', cells: tableCells(p.table, p.tableBits), areaCoefficient: 'table' },
    { name: 'shifter', cells: shifterCells(significandBits, p.termBits, p.maxShift) },
    { name: 'zeroGate', cells: { AND2: significandBits + codeBits } },
    { name: 'sign', cells: { XOR2: p.termBits + (p.activationSigned ? 1 : 0) } },
    { name: 'accumulatorAdder', cells: adderCells(accumulator.bits), areaCoefficient: 'adder' },
    ...(accumulator.overflow === 'saturate' ? [{ name: 'saturation', cells: saturationCells(accumulator.bits) }] : []),
    { name: 'accumulatorRegister', cells: registerCells(accumulator.bits) },
  ];
}

import type { LnsParameters, MacDatapath } from '@bitscape/datapath';
import type { MacActivity } from '../activity/macActivity.js';
import { adderCells } from '../structure/adderCells.js';
import { shifterCells } from '../structure/shifterCells.js';
import type { Structure } from '../structure/Structure.js';
import { tableCells } from '../structure/tableCells.js';
import { accumulatorStructures } from './accumulatorStructures.js';

/**
 * Logarithmic multiply-accumulate: code adder, exponent table, shifter, zero gate and sign, accumulator adder and register.
 * The zero gate sits before the shifter, where the word is narrow; the sign inverts the term and carries one into the adder.
 */
export function lnsMac({ parameters: p, accumulator }: Pick<MacDatapath<LnsParameters>, 'parameters' | 'accumulator'>, activity: MacActivity): Structure[] {
  const sumBits = Math.max(p.weightIntegerBits, p.activationIntegerBits) + 1 + p.fractionBits;
  const codeBits = p.weightIntegerBits + p.weightFractionBits + p.activationIntegerBits + p.activationFractionBits;
  const significandBits = Math.min(p.tableBits + 1, p.termBits);
  return [
    { name: 'logAdder', cells: adderCells(sumBits), coefficient: 'adder', rate: activity.activation },
    { name: 'exponentTable', cells: tableCells(p.table, p.tableBits), coefficient: 'table', rate: activity.activation },
    { name: 'shifter', cells: shifterCells(significandBits, p.termBits, p.maxShift), coefficient: 'shifter', rate: activity.magnitude },
    { name: 'zeroGate', cells: { AND2: codeBits }, coefficient: 'gate', rate: activity.activation },
    { name: 'sign', cells: { XOR2: p.termBits }, coefficient: 'gate', rate: activity.product },
    ...accumulatorStructures(accumulator, activity),
  ];
}

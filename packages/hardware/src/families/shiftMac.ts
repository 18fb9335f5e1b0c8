import type { MacDatapath, ShiftParameters } from '@bitscape/datapath';
import type { MacActivity } from '../activity/macActivity.js';
import { adderCells } from '../structure/adderCells.js';
import { shiftTermCells } from '../structure/shiftTermCells.js';
import type { Structure } from '../structure/Structure.js';
import { accumulatorStructures } from './accumulatorStructures.js';

/**
 * Shift-and-add multiply-accumulate: each term of a weight selects a shift of the activation or nothing, the terms are added, the sign
 * inverts the sum and carries one into the accumulator adder, which saturates when asked for.
 */
export function shiftMac({ parameters: p, accumulator }: Pick<MacDatapath<ShiftParameters>, 'parameters' | 'accumulator'>, activity: MacActivity): Structure[] {
  const widest = Math.max(...p.terms.flat());
  const termBits = p.activationBits + widest;
  const added = p.terms.length - 1;
  const productBits = termBits + added;
  return [
    ...p.terms.map((shifts, index) => ({ name: `term${index}`, cells: shiftTermCells(p.activationBits, shifts, p.weightHasZero), coefficient: 'shifter' as const, rate: activity.magnitude })),
    ...Array.from({ length: added }, (_, index) => ({ name: `termAdder${index}`, cells: adderCells(termBits + index), coefficient: 'adder' as const, rate: activity.product })),
    { name: 'sign', cells: { XOR2: productBits }, coefficient: 'gate', rate: activity.product },
    ...accumulatorStructures(accumulator, activity),
  ];
}

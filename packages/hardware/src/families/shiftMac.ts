import type { MacDatapath, ShiftParameters } from '@bitscape/datapath';
import { adderCells } from '../structure/adderCells.js';
import { registerCells } from '../structure/registerCells.js';
import { saturationCells } from '../structure/saturationCells.js';
import { shiftTermCells } from '../structure/shiftTermCells.js';
import type { Structure } from '../structure/Structure.js';

/**
 * Shift-and-add multiply-accumulate: each term of a weight selects a shift of the activation or nothing, the terms are added, the sign
 * inverts the sum and carries one into the accumulator adder, which saturates when asked for.
 */
export function shiftMac({ parameters: p, accumulator }: Pick<MacDatapath<ShiftParameters>, 'parameters' | 'accumulator'>): Structure[] {
  const widest = Math.max(...p.terms.flat());
  const termBits = p.activationBits + widest;
  const added = p.terms.length - 1;
  const productBits = termBits + added;
  return [
    ...p.terms.map((shifts, index) => ({ name: `term${index}`, cells: shiftTermCells(p.activationBits, shifts, p.weightHasZero) })),
    ...Array.from({ length: added }, (_, index) => ({ name: `termAdder${index}`, cells: adderCells(termBits + index), areaCoefficient: 'adder' as const })),
    { name: 'sign', cells: { XOR2: productBits } },
    { name: 'accumulatorAdder', cells: adderCells(accumulator.bits), areaCoefficient: 'adder' },
    ...(accumulator.overflow === 'saturate' ? [{ name: 'saturation', cells: saturationCells(accumulator.bits) }] : []),
    { name: 'accumulatorRegister', cells: registerCells(accumulator.bits) },
  ];
}

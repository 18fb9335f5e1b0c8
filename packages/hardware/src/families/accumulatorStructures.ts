import type { Accumulator } from '@bitscape/datapath';
import type { MacActivity } from '../activity/macActivity.js';
import { adderCells } from '../structure/adderCells.js';
import { registerCells } from '../structure/registerCells.js';
import { saturationCells } from '../structure/saturationCells.js';
import type { Structure } from '../structure/Structure.js';

/** What every multiply-accumulate ends in: adder, saturation when asked for, register. */
export function accumulatorStructures({ bits, overflow }: Accumulator, { adder, sum }: Pick<MacActivity, 'adder' | 'sum'>): Structure[] {
  return [
    { name: 'accumulatorAdder', cells: adderCells(bits), coefficient: 'adder', rate: adder },
    ...(overflow === 'saturate' ? [{ name: 'saturation', cells: saturationCells(bits), coefficient: 'saturation' as const, rate: sum }] : []),
    { name: 'accumulatorRegister', cells: registerCells(bits, { enabled: true }) },
  ];
}

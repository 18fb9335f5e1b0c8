import type { IntParameters, MacDatapath } from '@bitscape/datapath';
import { adderCells } from '../structure/adderCells.js';
import { multiplierCells } from '../structure/multiplierCells.js';
import { registerCells } from '../structure/registerCells.js';
import { saturationCells } from '../structure/saturationCells.js';
import type { Structure } from '../structure/Structure.js';

/** Integer multiply-accumulate: array multiplier, accumulator adder and register, saturation when asked for. */
export function intMac({ parameters, accumulator }: Pick<MacDatapath<IntParameters>, 'parameters' | 'accumulator'>): Structure[] {
  return [
    {
      name: 'multiplier',
      // Weights are two's complement, so one operand is always signed.
      cells: multiplierCells(parameters.weightBits, parameters.activationBits, true),
      areaCoefficient: 'multiplier',
    },
    { name: 'accumulatorAdder', cells: adderCells(accumulator.bits), areaCoefficient: 'adder' },
    ...(accumulator.overflow === 'saturate' ? [{ name: 'saturation', cells: saturationCells(accumulator.bits) }] : []),
    { name: 'accumulatorRegister', cells: registerCells(accumulator.bits) },
  ];
}

import type { RequantizerStructure } from '@bitscape/datapath';
import { adderCells } from '../structure/adderCells.js';
import { multiplierCells } from '../structure/multiplierCells.js';
import { shifterCells } from '../structure/shifterCells.js';
import type { Structure } from '../structure/Structure.js';

/** Integer output encoder: bias adder, multiplier by a channel constant, rounding right shift, clamp. */
export function requantizer(widths: RequantizerStructure): Structure[] {
  const sumBits = Math.max(widths.accumulatorBits, widths.biasBits) + 1;
  const productBits = sumBits + widths.multiplierBits;
  return [
    { name: 'biasAdder', cells: adderCells(sumBits), areaCoefficient: 'adder' },
    { name: 'multiplier', cells: multiplierCells(sumBits, widths.multiplierBits, true), areaCoefficient: 'multiplier' },
    { name: 'shifter', cells: shifterCells(productBits, productBits, 2 ** widths.shiftBits - 1) },
    { name: 'rounding', cells: { HA: productBits } },
    { name: 'clamp', cells: { NOR2: productBits, MUX2: widths.outputBits } },
  ];
}

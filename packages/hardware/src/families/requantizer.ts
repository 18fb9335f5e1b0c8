import type { RequantizerStructure } from '@bitscape/datapath';
import { adderCells } from '../structure/adderCells.js';
import { multiplierCells } from '../structure/multiplierCells.js';
import type { Structure } from '../structure/Structure.js';

/** Integer output encoder: bias adder, multiplier by a channel constant, full right shifter, rounding; the clamp is small beside them. */
export function requantizer(widths: RequantizerStructure): Structure[] {
  const sumBits = Math.max(widths.accumulatorBits, widths.biasBits) + 1;
  const productBits = sumBits + widths.multiplierBits;
  const { partialProducts, adders, extension } = multiplierCells(sumBits, widths.multiplierBits, false);
  return [
    { name: 'biasAdder', cells: adderCells(sumBits), coefficient: 'encoderAdder' },
    { name: 'partialProducts', cells: partialProducts, coefficient: 'encoderProduct' },
    { name: 'multiplier', cells: adders, coefficient: 'encoderMultiplier' },
    { name: 'signExtension', cells: extension, coefficient: 'encoderExtension' },
    { name: 'shifter', cells: { MUX2: productBits * widths.shiftBits }, coefficient: 'encoderShifter' },
    { name: 'rounding', cells: { HA: productBits }, coefficient: 'encoderAdder' },
  ];
}

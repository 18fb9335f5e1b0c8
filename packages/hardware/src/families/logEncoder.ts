import type { LogEncoderStructure } from '@bitscape/datapath';
import { adderCells } from '../structure/adderCells.js';
import { leadingOneCells } from '../structure/leadingOneCells.js';
import type { Structure } from '../structure/Structure.js';
import { tableCells } from '../structure/tableCells.js';

/**
 * Linear to logarithm: bias adder, magnitude, leading one and normaliser, fraction table, and the adders of the logarithm's width (offset,
 * zero comparison, rounding, clamp) as one group.
 */
export function logEncoder(widths: LogEncoderStructure): Structure[] {
  const sumBits = Math.max(widths.accumulatorBits, widths.biasBits) + 1;
  const positionBits = Math.ceil(Math.log2(sumBits)) + widths.guardFractionBits + 1;
  const codeBits = widths.outputIntegerBits + widths.guardFractionBits;
  return [
    { name: 'biasAdder', cells: adderCells(sumBits), coefficient: 'encoderAdder' },
    { name: 'magnitude', cells: { HA: sumBits }, coefficient: 'magnitude' },
    { name: 'leadingOne', cells: leadingOneCells(sumBits, widths.addressBits), coefficient: 'leadingOne' },
    { name: 'fractionTable', cells: tableCells(widths.table, widths.guardFractionBits + 1), coefficient: 'table' },
    { name: 'offset', cells: adderCells(Math.max(positionBits, widths.offsetBits, codeBits) + 2), coefficient: 'offset' },
  ];
}

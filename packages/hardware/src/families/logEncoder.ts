import type { LogEncoderStructure } from '@bitscape/datapath';
import { adderCells } from '../structure/adderCells.js';
import { leadingOneCells } from '../structure/leadingOneCells.js';
import type { Structure } from '../structure/Structure.js';
import { tableCells } from '../structure/tableCells.js';

/** Linear to logarithm: bias adder, magnitude, leading one and normaliser, fraction table, offset adder, rounding, clamp. */
export function logEncoder(widths: LogEncoderStructure): Structure[] {
  const sumBits = Math.max(widths.accumulatorBits, widths.biasBits) + 1;
  const logBits = Math.max(Math.ceil(Math.log2(sumBits)) + widths.guardFractionBits + 1, widths.offsetBits) + 2;
  return [
    { name: 'biasAdder', cells: adderCells(sumBits), areaCoefficient: 'adder' },
    { name: 'magnitude', cells: { XOR2: sumBits, HA: sumBits } },
    { name: 'leadingOne', cells: leadingOneCells(sumBits, widths.addressBits) },
    { name: 'fractionTable', cells: tableCells(widths.table, widths.guardFractionBits + 1), areaCoefficient: 'table' },
    { name: 'offsetAdder', cells: adderCells(logBits), areaCoefficient: 'adder' },
    { name: 'zeroComparator', cells: adderCells(logBits), areaCoefficient: 'adder' },
    { name: 'rounding', cells: { HA: logBits } },
    { name: 'clamp', cells: { NOR2: logBits, MUX2: widths.outputIntegerBits + widths.outputFractionBits } },
  ];
}

import type { Accumulator, LnsParameters } from '@bitscape/datapath';
import { intMac } from '../families/intMac.js';
import { lnsMac } from '../families/lnsMac.js';
import type { IntMacPoint, LnsMacPoint, TablePoint } from '../models/HardwareModels.js';
import type { Structure } from '../structure/Structure.js';
import { tableCells } from '../structure/tableCells.js';
import { exponentTable } from './exponentTable.js';

const wrapping = (bits: number): Accumulator => ({ bits, overflow: 'wrap' });

/** The structure that the model builds for a measured integer MAC (whose accumulator wraps). */
export function intPointStructures(point: IntMacPoint): Structure[] {
  return intMac({ parameters: point, accumulator: wrapping(point.accumulatorBits) });
}

/** The structure that the model builds for a measured log MAC with equal formats of both operands. */
export function lnsPointStructures(point: LnsMacPoint): Structure[] {
  const { integerBits, fractionBits, tableBits, termBits, activationSigned } = point;
  const parameters: LnsParameters = {
    weightIntegerBits: integerBits,
    weightFractionBits: fractionBits,
    activationIntegerBits: integerBits,
    activationFractionBits: fractionBits,
    activationSigned,
    fractionBits,
    tableBits,
    table: exponentTable(fractionBits, tableBits),
    maxShift: 2 * (2 ** integerBits - 1) + (fractionBits > 0 ? 1 : 0),
    termBits,
  };
  return lnsMac({ parameters, accumulator: wrapping(point.accumulatorBits) });
}

/** The structure of a stand-alone exponent table. */
export function tablePointStructures({ addressBits, outputBits }: TablePoint): Structure[] {
  return [{ name: 'table', cells: tableCells(exponentTable(addressBits, outputBits), outputBits), areaCoefficient: 'table' }];
}

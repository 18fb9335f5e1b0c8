import { adderCells, encoderStructures, macStructures, saturationCells, tableCells, type Structure } from '@bitscape/hardware';
import type { Sample } from './Component.js';

/** What the cost model counts for a sample; registers, which no sample has, are left out. */
export function sampleStructures(sample: Sample): Structure[] {
  switch (sample.kind) {
    case 'mac':
      return macStructures(sample.mac).filter(({ coefficient }) => coefficient !== undefined);
    case 'encoder':
      return encoderStructures(sample.structure);
    case 'table':
      return [{ name: 'table', cells: tableCells(sample.entries, sample.entryBits), coefficient: 'table' }];
    case 'accumulator':
      return [
        { name: 'adder', cells: adderCells(sample.accumulatorBits), coefficient: 'encoderAdder' },
        ...(sample.saturate ? [{ name: 'saturation', cells: saturationCells(sample.accumulatorBits), coefficient: 'encoderAdder' as const }] : []),
      ];
  }
}

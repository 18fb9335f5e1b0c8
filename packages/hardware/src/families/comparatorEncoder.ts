import type { ComparatorStructure } from '@bitscape/datapath';
import { adderCells } from '../structure/adderCells.js';
import type { Structure } from '../structure/Structure.js';

/** A comparator (subtractor) for each threshold, the count of those reached, and the code of that count. */
export function comparatorEncoder({ thresholds, thresholdBits, outputBits }: ComparatorStructure): Structure[] {
  return [
    { name: 'comparators', cells: adderCells(thresholds * thresholdBits), coefficient: 'encoderAdder' },
    // Reached thresholds are a thermometer code: one gate finds the edge, a tree of gates a code bit joins the edges.
    { name: 'thermometer', cells: { AND2: thresholds, INV: thresholds }, coefficient: 'gate' },
    { name: 'codeBits', cells: { NAND2: outputBits * Math.ceil(thresholds / 2) }, coefficient: 'gate' },
  ];
}

import type { CellLibrary } from '@bitscape/hardware';

/** Area of one gate equivalent, um2. */
export function gateArea({ cells, gateEquivalentCell }: CellLibrary): number {
  return cells[gateEquivalentCell].areaUm2.value;
}

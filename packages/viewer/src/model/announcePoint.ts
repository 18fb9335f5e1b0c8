import type { Dataset } from './Dataset.js';
import { formatQuantity } from './formatQuantity.js';

/** What a screen reader hears of a point: `point 12 of 38: lns:3.2 …: Top-1 accuracy 91.20 %, Energy per inference 1.340 mJ`. */
export function announcePoint({ label, measured, values }: Dataset, row: number, position: number, total: number): string {
  const quantities = measured.map((objective) => `${objective.label} ${formatQuantity(known(values(objective.name)[row]), objective.unit)}`);
  return `point ${position} of ${total}: ${label(row)}: ${quantities.join(', ')}`;
}

function known(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

import type { FrontierFile, FrontierPoint } from '@bitscape/design';
import { formatQuantity } from './formatQuantity.js';

/** What a screen reader hears of a point: `point 12 of 38: lns:3.2 …: Top-1 accuracy 91.20 %, Energy per inference 1.340 mJ`. */
export function announcePoint(frontier: FrontierFile, point: FrontierPoint, position: number, total: number): string {
  const values = frontier.objectives.map(
    (objective) => `${objective.label} ${formatQuantity(point.objectives[objective.name], objective.unit)}`,
  );
  return `point ${position} of ${total}: ${point.label}: ${values.join(', ')}`;
}

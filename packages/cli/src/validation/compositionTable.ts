import { percent, significant } from '../terminal/format.js';
import { table } from '../terminal/table.js';
import type { Composition } from './compositions.js';

/** Whole elements and arrays, one row each. */
export function compositionTable(compositions: readonly Composition[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  return table(
    [{ title: 'Whole' }, right('Synthesis, µm²'), right('Model, µm²'), right('Error')],
    compositions.map(({ name, areaUm2, modelUm2, error }) => [name, significant(areaUm2), significant(modelUm2), percent(error, 1)]),
  );
}

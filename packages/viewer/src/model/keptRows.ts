import { STATUS, type Dataset } from './Dataset.js';
import { NO_CODE } from './parameters.js';
import type { ViewState } from './ViewState.js';

/** One flag a row: whether it is feasible in its study and passes every constraint and brush of the view. A row without the value that one asks for does not. */
export function keptRows(data: Dataset, { constraints, brushes, trials }: Pick<ViewState, 'constraints' | 'brushes' | 'trials'>): Uint8Array {
  const kept = Uint8Array.from(data.status, (status) => Number(status === STATUS.frontier || (trials && status === STATUS.feasible)));
  for (const { name, direction } of data.measured) {
    const bound = constraints[name];
    if (bound === undefined) continue;
    const values = data.values(name);
    if (direction === 'max') for (let row = 0; row < kept.length; row++) kept[row]! &= Number(values[row]! >= bound);
    else for (let row = 0; row < kept.length; row++) kept[row]! &= Number(values[row]! <= bound);
  }
  for (const entry of brushes) {
    if ('ranges' in entry) {
      const objective = data.measured.find(({ name }) => name === entry.axis);
      if (objective === undefined) continue;
      const values = data.values(objective.name);
      for (let row = 0; row < kept.length; row++) if (kept[row] === 1) kept[row] = Number(entry.ranges.some(([low, high]) => values[row]! >= low && values[row]! <= high));
    } else {
      const parameter = data.parameters.find(({ key }) => key === entry.axis);
      if (parameter === undefined) continue;
      const passes = parameter.categories.map((category) => Number(entry.values.includes(category)));
      // Values that the file lacks now filter nothing: an older view must not hide everything.
      if (!passes.includes(1)) continue;
      for (let row = 0; row < kept.length; row++) kept[row]! &= parameter.codes[row] === NO_CODE ? 0 : passes[parameter.codes[row]!]!;
    }
  }
  return kept;
}

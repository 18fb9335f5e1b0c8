import { kneeByExtremes, kneeByIdeal } from '@bitscape/pareto';
import type { Dataset } from './Dataset.js';
import type { ViewState } from './ViewState.js';

/** A suggested row and the rule that chose it, in words. */
export interface Knee {
  readonly row: number;
  readonly rule: string;
}

/** More points than this are not searched for a knee. */
const LIMIT = 20_000;

/**
 * The knee of the shown front: of its two objectives, as linear or logarithmic as their axes, by the rule of the view. `undefined` with
 * fewer than three points, or where both axes show one objective.
 */
export function suggestKnee(data: Dataset, view: Pick<ViewState, 'x' | 'y' | 'knee'>, front: readonly number[]): Knee | undefined {
  if (view.x.objective === view.y.objective || front.length > LIMIT) return undefined;
  const axes = [view.x, view.y];
  const columns = axes.map(({ objective }) => data.values(objective));
  const found = axes.map(({ objective }) => data.measured.find(({ name }) => name === objective));
  const points = front.map((row) => columns.map((column) => column[row]!));
  const rule = view.knee === 'ideal' ? kneeByIdeal : kneeByExtremes;
  const index = rule(points, found.map((objective) => objective?.direction ?? 'min'), { logarithmic: axes.map(({ scale }) => scale === 'log') });
  if (index === undefined) return undefined;
  const scale = axes.some((axis) => axis.scale === 'log') ? (axes.every((axis) => axis.scale === 'log') ? 'logarithmic' : 'linear and logarithmic, as the axes') : 'linear';
  return {
    row: front[index]!,
    rule: view.knee === 'ideal' ? `nearest to the ideal point of the front, objectives scaled to 0 … 1, ${scale}` : `farthest from the line between the ends of the front, objectives scaled to 0 … 1, ${scale}`,
  };
}

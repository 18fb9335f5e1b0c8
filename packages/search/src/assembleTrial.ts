import { roundSignificant, type ObjectiveName } from '@bitscape/design';
import { violations, violationText, type Constraints } from './constraints.js';
import type { Measured } from './measureAccuracies.js';
import type { PlannedPoint } from './planStudy.js';
import type { Trial } from './Trial.js';

/** A planned point with its measurement: feasible until the frontier is known. */
export function assembleTrial(planned: PlannedPoint, measured: Measured | undefined, constraints: Constraints): Trial {
  const { id, label, point, axes, cost } = planned;
  const result = measured !== undefined && 'result' in measured ? measured.result : undefined;
  const objectives = result === undefined ? planned.objectives : { accuracy: roundSignificant(result.correct / result.images), ...planned.objectives };
  const trial = { id, label, point, axes, objectives, ...(cost === undefined ? {} : { cost }), ...(result === undefined ? {} : { accuracy: result }) };
  if (planned.infeasible !== undefined) return { ...trial, status: 'infeasible', reason: planned.infeasible };
  if (measured !== undefined && 'rejected' in measured) return { ...trial, status: 'infeasible', reason: measured.rejected };
  if (measured !== undefined && 'failed' in measured) return { ...trial, status: 'failed', reason: measured.failed };
  const missed = violations(objectives, constraints).map(violationText).join(', ');
  return { ...trial, status: missed === '' ? 'feasible' : 'infeasible', reason: missed };
}

/** The values of a trial that a study optimises, in its order. */
export function objectiveVector(trial: Pick<Trial, 'objectives'>, objectives: readonly ObjectiveName[]): number[] {
  return objectives.map((name) => trial.objectives[name]!);
}

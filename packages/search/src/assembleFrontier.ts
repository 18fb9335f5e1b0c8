import { BitscapeError } from '@bitscape/errors';
import { OBJECTIVES, roundSignificant, splitHalves, type FrontierFile, type ObjectiveName, type ParsedStudy } from '@bitscape/design';
import { hypervolume, nonDominated } from '@bitscape/pareto';
import { objectiveVector } from './assembleTrial.js';
import { frontierPoint } from './frontierPoint.js';
import { explainEmptyFrontier } from './explainEmptyFrontier.js';
import type { Trial } from './Trial.js';

export interface AssembledFrontier {
  readonly frontier: FrontierFile;
  /** The given trials, those on the frontier marked. */
  readonly trials: readonly Trial[];
}

/**
 * The frontier of a study's trials. Dominance is decided on the rounded values that the file shows; points that are equal in
 * every objective are all kept.
 *
 * @throws BitscapeError `infeasible` or `incomplete` when no trial is feasible.
 */
export function assembleFrontier(study: ParsedStudy, trials: readonly Trial[], workload: FrontierFile['workload'], tool: string): AssembledFrontier {
  const { objectives: names, reference, seed, name } = study.study;
  // A race leaves points without accuracy that are dominated for all that matters.
  const feasible = trials.filter((trial) => trial.status === 'feasible' && names.every((objective) => trial.objectives[objective] !== undefined));
  if (feasible.length === 0) throw explainEmptyFrontier(study, trials);
  const directions = names.map((objective) => OBJECTIVES[objective].direction);
  const vectors = feasible.map((trial) => objectiveVector(trial, names));
  const onFrontier = new Set(nonDominated(vectors, directions).map((index) => feasible[index]!.id));
  const corner = names.map((objective, position) => roundSignificant(reference?.[objective] ?? worst(vectors.map((vector) => vector[position]!), objective)));
  const halves = splitHalves(workload.dataset.images, seed);
  const points = feasible.filter((trial) => onFrontier.has(trial.id)).map((trial) => frontierPoint(trial, halves));
  const count = (status: Trial['status']) => trials.filter((trial) => trial.status === status).length;
  const frontier: FrontierFile = {
    schemaVersion: 1,
    tool,
    study: { name, hash: study.hash, seed },
    workload: { ...workload, floatAccuracy: roundSignificant(workload.floatAccuracy) },
    objectives: names.map((objective, position) => {
      const { label, direction, unit } = OBJECTIVES[objective];
      return { name: objective, label, direction, unit, reference: corner[position]! };
    }),
    hypervolume: roundSignificant(hypervolume(points.map((point) => objectiveVector(point, names)), corner, directions)),
    counts: { trials: trials.length, feasible: count('feasible'), infeasible: count('infeasible'), failed: count('failed'), frontier: points.length },
    points: points.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
  return { frontier, trials: trials.map((trial) => (onFrontier.has(trial.id) ? { ...trial, status: 'frontier' } : trial)) };
}

function worst(values: readonly number[], objective: ObjectiveName): number {
  if (values.length === 0) throw new BitscapeError('internal', `no value of ${objective}`);
  return OBJECTIVES[objective].direction === 'min' ? values.reduce((a, b) => Math.max(a, b)) : values.reduce((a, b) => Math.min(a, b));
}

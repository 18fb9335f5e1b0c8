import { BitscapeError } from '@bitscape/errors';
import { OBJECTIVES, type FrontierPoint, type ObjectiveName, type ObjectiveValues } from '@bitscape/design';
import { wilsonInterval } from '@bitscape/pareto';
import { violations, type Constraints } from './constraints.js';
import { explainInfeasible } from './explainInfeasible.js';

/** What a pick chooses among: points of a frontier file, or trials described by `frontierPoint`. */
export type PickCandidate = Pick<FrontierPoint, 'id' | 'label' | 'objectives' | 'intervals' | 'point'> & { readonly accuracy?: FrontierPoint['accuracy'] | undefined };

export interface PickRequest {
  /** What to optimise, in its own direction. */
  readonly objective: ObjectiveName;
  readonly constraints: Constraints;
  /** Objectives of the study, when the candidates are its frontier only: anything else may be better off that frontier. */
  readonly frontierOf?: readonly ObjectiveName[];
}

/** Accuracy on one half of the images with its 95 % Wilson interval. */
export interface HalfAccuracy {
  readonly images: number;
  readonly correct: number;
  readonly accuracy: number;
  readonly interval: readonly [number, number];
}

export interface PickResult<T extends PickCandidate> {
  readonly picked: T;
  /** The half that the choice was made on: biased upwards by the choice. */
  readonly selection?: HalfAccuracy;
  /** The other half: what to report. */
  readonly holdout?: HalfAccuracy;
  /** Whether the holdout half meets the accuracy constraint too; `undefined` without such a constraint. */
  readonly holdoutMeets?: boolean;
  /** Objectives of the request that the study did not have: a point off the given frontier may do better in them. */
  readonly notOptimised: readonly ObjectiveName[];
  /** How many candidates met every constraint. */
  readonly feasible: number;
  readonly candidates: number;
}

/**
 * Chooses one point: the best objective among those that meet every constraint, ties by the other objectives, then by id.
 *
 * Accuracy is judged on the selection half of the images and reported on the other half: the best of many noisy estimates
 * is too good on the images that made it the best. (A frontier was itself found on all images, so that a little of that bias
 * remains in the holdout half of its points.)
 *
 * @throws BitscapeError `infeasible` when nothing meets the constraints, with the nearest miss; `usage` when the candidates have
 * no such objective or there are none.
 */
export function pick<T extends PickCandidate>(candidates: readonly T[], request: PickRequest): PickResult<T> {
  if (candidates.length === 0) throw new BitscapeError('usage', 'there is no design point to choose from');
  const judged = candidates.map((candidate) => ({ candidate, id: candidate.id, label: candidate.label, objectives: onSelection(candidate) }));
  const asked = [...new Set([request.objective, ...(Object.keys(request.constraints) as ObjectiveName[])])];
  for (const name of asked) {
    if (judged.some(({ objectives }) => objectives[name] === undefined)) throw new BitscapeError('usage', `the design points have no ${name}`, { hint: 'Evaluate them with a study that has it among its objectives.' });
  }
  const feasible = judged.filter(({ objectives }) => violations(objectives, request.constraints).length === 0);
  if (feasible.length === 0) throw explainInfeasible(judged, request.constraints);
  const order = [request.objective, ...(Object.keys(OBJECTIVES) as ObjectiveName[])];
  const best = feasible.reduce((a, b) => (compare(a, b, order) <= 0 ? a : b)).candidate;
  const { accuracy } = best;
  const limits = request.constraints.accuracy;
  return {
    picked: best,
    notOptimised: request.frontierOf === undefined ? [] : asked.filter((name) => !request.frontierOf!.includes(name)),
    feasible: feasible.length,
    candidates: candidates.length,
    ...(accuracy === undefined ? {} : { selection: half(accuracy.selection), holdout: half(accuracy.holdout) }),
    ...(accuracy === undefined || limits === undefined ? {} : { holdoutMeets: violations({ accuracy: share(accuracy.holdout) }, { accuracy: limits }).length === 0 }),
  };
}

function onSelection(candidate: PickCandidate): ObjectiveValues {
  return candidate.accuracy === undefined ? candidate.objectives : { ...candidate.objectives, accuracy: share(candidate.accuracy.selection) };
}

function share({ images, correct }: { readonly images: number; readonly correct: number }): number {
  return images === 0 ? 0 : correct / images;
}

function half({ images, correct }: { readonly images: number; readonly correct: number }): HalfAccuracy {
  return { images, correct, accuracy: share({ images, correct }), interval: wilsonInterval(correct, images) };
}

interface Judged {
  readonly id: string;
  readonly objectives: ObjectiveValues;
}

function compare(a: Judged, b: Judged, order: readonly ObjectiveName[]): number {
  for (const name of order) {
    const left = a.objectives[name];
    const right = b.objectives[name];
    if (left === undefined || right === undefined || left === right) continue;
    return OBJECTIVES[name].direction === 'min' ? left - right : right - left;
  }
  return a.id < b.id ? -1 : 1;
}

import { BitscapeError } from '@bitscape/errors';
import {
  getPath,
  numericsKey,
  numericsLabel,
  OBJECTIVES,
  pointId,
  pointLabel,
  roundSignificant,
  type CostReport,
  type DesignPoint,
  type Numerics,
  type ObjectiveValues,
  type ParsedStudy,
  type Training,
  type TrialRow,
} from '@bitscape/design';
import { toMinimisation } from '@bitscape/pareto';
import { assembleTrial, objectiveVector } from './assembleTrial.js';
import { violations, violationText, type Constraints } from './constraints.js';
import type { Evaluators } from './Evaluators.js';
import { explainEmptyFrontier } from './explainEmptyFrontier.js';
import { Grid, type GridPoint } from './Grid.js';
import { createSampler } from './samplers/createSampler.js';
import type { SamplerName } from './samplers/Sampler.js';
import type { Trial } from './Trial.js';

/** A design point with its cost, before its accuracy is known. */
export interface PlannedPoint {
  /** In the grid. */
  readonly index: number;
  readonly id: string;
  readonly label: string;
  readonly point: DesignPoint;
  readonly axes: TrialRow['axes'];
  readonly key: string;
  readonly objectives: ObjectiveValues;
  readonly cost?: CostReport;
  /** Why the point is out whatever its accuracy. */
  readonly infeasible?: string;
}

/** One accuracy to measure, shared by every point with these numerics. */
export interface Measurement {
  readonly key: string;
  readonly label: string;
  readonly numerics: Numerics;
  readonly training: Training;
}

/** A costed part of a study's space, and what is left to measure of it. */
export interface StudyPlan {
  readonly points: readonly PlannedPoint[];
  /** In the order in which the points first need them; empty for a study that does not look at accuracy. */
  readonly measurements: readonly Measurement[];
  /**
   * The next round of a sampler that learns, given what became of every point of this one; `undefined` after the last. Absent
   * where this plan is the whole study.
   */
  readonly next?: (trials: readonly Trial[], signal?: AbortSignal) => Promise<StudyPlan | undefined>;
}

/** Points between two turns of the event loop: Ctrl-C and progress views stay responsive on large grids. */
const BATCH = 64;
/** Distinct design points of one study; every one is costed and held in memory. */
const MOST_POINTS = 100_000;
const DEFAULT_ROUND = 32;

/**
 * Costs the whole grid, or the first round of the study's sampler. Cost is exact and cheap, accuracy is not: a point that breaks
 * a constraint by its cost alone asks for no accuracy.
 *
 * @throws BitscapeError what the cost evaluator throws, except `infeasible`; `infeasible` when no point is left to measure;
 * `invalid-study` for more points than can be held; `incomplete` when the signal is aborted.
 */
export async function planStudy(study: ParsedStudy, evaluators: Pick<Evaluators, 'cost'>, signal?: AbortSignal): Promise<StudyPlan> {
  const grid = new Grid(study);
  const pricer = new Pricer(study, evaluators);
  const { search } = study.study;
  if (search === undefined) {
    if (grid.hasMoreThan(MOST_POINTS)) throw tooMany(study);
    return refuseAllInfeasible(study, await pricer.price(grid, signal));
  }
  if (search.budget === undefined && grid.hasMoreThan(MOST_POINTS)) throw tooMany(study);
  const budget = Math.min(search.budget ?? Infinity, MOST_POINTS);
  const sampler = createSampler(search.sampler as SamplerName, grid, study.study.seed);
  if (!LEARNING.has(search.sampler)) return refuseAllInfeasible(study, await pricer.price(indexed(grid, sampler.ask(budget)), signal));
  const directions = study.study.objectives.map((name) => OBJECTIVES[name].direction);
  let left = budget;
  const round = async (aborted?: AbortSignal): Promise<StudyPlan | undefined> => {
    const indices = sampler.ask(Math.min(left, search.round ?? DEFAULT_ROUND));
    if (indices.length === 0) return undefined;
    left -= indices.length;
    const plan = await pricer.price(indexed(grid, indices), aborted);
    return {
      ...plan,
      next: (trials, later) => {
        const told = new Map(trials.map((trial) => [trial.id, trial]));
        sampler.tell(
          plan.points.map(({ index, id }) => {
            const trial = told.get(id);
            return { index, values: trial?.status === 'feasible' ? toMinimisation(objectiveVector(trial, study.study.objectives), directions) : null };
          }),
        );
        return left > 0 ? round(later) : Promise.resolve(undefined);
      },
    };
  };
  return (await round(signal))!;
}

const LEARNING: ReadonlySet<string> = new Set<SamplerName>(['nsga2', 'tpe', 'refine']);

function* indexed(grid: Grid, indices: readonly number[]): Generator<GridPoint> {
  for (const index of indices) {
    const point = grid.pointAt(index);
    yield { index, id: pointId(point), point };
  }
}

function refuseAllInfeasible(study: ParsedStudy, plan: StudyPlan): StudyPlan {
  const constraints = (study.study.constraints ?? {}) as Constraints;
  if (plan.points.some((point) => point.infeasible === undefined)) return plan;
  throw explainEmptyFrontier(study, plan.points.map((point) => assembleTrial(point, undefined, constraints)));
}

/** Costs points; each design point and each distinct numerics appears once over all calls. */
class Pricer {
  readonly #study: ParsedStudy;
  readonly #evaluators: Pick<Evaluators, 'cost'>;
  readonly #paths: readonly string[];
  readonly #ids = new Set<string>();
  readonly #keys = new Set<string>();

  constructor(study: ParsedStudy, evaluators: Pick<Evaluators, 'cost'>) {
    this.#study = study;
    this.#evaluators = evaluators;
    this.#paths = [...new Set(study.axes.flatMap((axis) => axis.cases.flatMap((one) => Object.keys(one))))];
  }

  async price(candidates: Iterable<GridPoint>, signal: AbortSignal | undefined): Promise<StudyPlan> {
    const { objectives, constraints = {} } = this.#study.study;
    const wantsAccuracy = objectives.includes('accuracy') || constraints['accuracy'] !== undefined;
    const points: PlannedPoint[] = [];
    const measurements: Measurement[] = [];
    for (const { index, id, point } of candidates) {
      if (points.length % BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted === true) throw new BitscapeError('incomplete', 'stopped before the points were costed');
      if (this.#ids.has(id)) continue;
      this.#ids.add(id);
      const key = numericsKey(point.numerics, point.training);
      const values = this.#paths.flatMap((path) => {
        const value = getPath(point, path);
        return value === undefined ? [] : [[path, value] as const];
      });
      const priced = price(point, this.#evaluators);
      const missed = violations(priced.objectives, constraints).map(violationText).join(', ');
      const infeasible = priced.infeasible ?? (missed === '' ? undefined : missed);
      points.push({ index, id, label: pointLabel(point), point, axes: Object.fromEntries(values), key, ...priced, ...(infeasible === undefined ? {} : { infeasible }) });
      if (infeasible !== undefined || !wantsAccuracy || this.#keys.has(key)) continue;
      this.#keys.add(key);
      measurements.push({ key, label: numericsLabel(point.numerics), numerics: point.numerics, training: point.training });
    }
    return { points, measurements };
  }
}

function price(point: DesignPoint, evaluators: Pick<Evaluators, 'cost'>): Pick<PlannedPoint, 'objectives' | 'cost' | 'infeasible'> {
  try {
    const cost = evaluators.cost(point);
    const objectives = {
      energy: roundSignificant(cost.energyUj),
      area: roundSignificant(cost.areaMm2),
      latency: roundSignificant(cost.latencyMs),
      weightMemory: roundSignificant(cost.weightMemoryKib),
    };
    for (const [name, value] of Object.entries(objectives)) {
      if (!Number.isFinite(value) || value < 0) throw new BitscapeError('internal', `the cost model gives ${name} = ${value} for ${pointLabel(point)}`);
    }
    return { cost, objectives };
  } catch (error) {
    if (error instanceof BitscapeError && error.code === 'infeasible') return { objectives: {}, infeasible: error.message };
    throw error;
  }
}

function tooMany(study: ParsedStudy): BitscapeError {
  const largest = study.axes.reduce((a, b) => (b.cases.length > a.cases.length ? b : a));
  return new BitscapeError('invalid-study', `the grid has more than ${MOST_POINTS} design points`, {
    where: { pointer: '/axes' },
    hint: `Remove axes or values; '${largest.name}' has the most with ${largest.cases.length}. Or evaluate a part: "search": { "sampler": "sobol", "budget": 1000 }.`,
  });
}

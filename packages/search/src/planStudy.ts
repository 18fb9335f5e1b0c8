import { BitscapeError } from '@bitscape/errors';
import {
  getPath,
  numericsKey,
  numericsLabel,
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
import { assembleTrial } from './assembleTrial.js';
import { violations, violationText, type Constraints } from './constraints.js';
import type { Evaluators } from './Evaluators.js';
import { explainEmptyFrontier } from './explainEmptyFrontier.js';
import { Grid } from './Grid.js';

/** A design point with its cost, before its accuracy is known. */
export interface PlannedPoint {
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

/** The costed grid of a study, and what is left to measure. */
export interface StudyPlan {
  readonly points: readonly PlannedPoint[];
  /** In the order in which the grid first needs them; empty for a study that does not look at accuracy. */
  readonly measurements: readonly Measurement[];
}

/** Points between two turns of the event loop: Ctrl-C and progress views stay responsive on large grids. */
const BATCH = 64;
/** Distinct design points of one study; every one is costed and held in memory. */
const MOST_POINTS = 100_000;

/**
 * Costs the whole grid. Cost is exact and cheap, accuracy is not: a point that breaks a constraint by its cost alone asks
 * for no accuracy.
 *
 * @throws BitscapeError what the cost evaluator throws, except `infeasible`; `infeasible` when no point is left to measure;
 * `invalid-study` for more points than can be held; `incomplete` when the signal is aborted.
 */
export async function planStudy(study: ParsedStudy, evaluators: Pick<Evaluators, 'cost'>, signal?: AbortSignal): Promise<StudyPlan> {
  const constraints = (study.study.constraints ?? {}) as Constraints;
  const paths = [...new Set(study.axes.flatMap((axis) => axis.cases.flatMap((one) => Object.keys(one))))];
  const wantsAccuracy = study.study.objectives.includes('accuracy') || constraints.accuracy !== undefined;
  const points: PlannedPoint[] = [];
  const measurements = new Map<string, Measurement>();
  const grid = new Grid(study);
  if (grid.hasMoreThan(MOST_POINTS)) throw tooMany(study);
  for (const { id, point } of grid) {
    if (points.length % BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted === true) throw new BitscapeError('incomplete', 'stopped before anything was measured');
    const key = numericsKey(point.numerics, point.training);
    const values = paths.flatMap((path) => {
      const value = getPath(point, path);
      return value === undefined ? [] : [[path, value] as const];
    });
    const priced = price(point, evaluators);
    const missed = violations(priced.objectives, constraints).map(violationText).join(', ');
    const infeasible = priced.infeasible ?? (missed === '' ? undefined : missed);
    points.push({ id, label: pointLabel(point), point, axes: Object.fromEntries(values), key, ...priced, ...(infeasible === undefined ? {} : { infeasible }) });
    if (infeasible === undefined && wantsAccuracy && !measurements.has(key)) {
      measurements.set(key, { key, label: numericsLabel(point.numerics), numerics: point.numerics, training: point.training });
    }
  }
  if (points.every((point) => point.infeasible !== undefined)) {
    throw explainEmptyFrontier(study, points.map((point) => assembleTrial(point, undefined, constraints)));
  }
  return { points, measurements: [...measurements.values()] };
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
    hint: `Remove axes or values; '${largest.name}' has the most with ${largest.cases.length}.`,
  });
}

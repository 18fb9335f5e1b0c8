import type { FrontierFile, FrontierPoint } from './Frontier.js';
import { OBJECTIVES, type ObjectiveName } from './Objective.js';
import { canonicalPoint } from './pointIdentity.js';
import { roundSignificant } from './roundSignificant.js';

/**
 * Text of a `*.frontier.json`: the header, then one point a line, sorted by id. Computed numbers are rounded to eight
 * significant digits, lines end in LF, properties have a fixed order: equal frontiers give equal bytes, and a
 * difference of two files is a difference of points.
 */
export function writeFrontier(frontier: FrontierFile): string {
  const { study, workload, counts } = frontier;
  const header: readonly (readonly [string, unknown])[] = [
    ['schemaVersion', frontier.schemaVersion],
    ['tool', frontier.tool],
    ['study', { name: study.name, hash: study.hash, seed: study.seed }],
    [
      'workload',
      {
        network: { name: workload.network.name, hash: workload.network.hash },
        dataset: { name: workload.dataset.name, hash: workload.dataset.hash, images: workload.dataset.images },
        floatAccuracy: roundSignificant(workload.floatAccuracy),
      },
    ],
    [
      'objectives',
      frontier.objectives.map(({ name, label, direction, unit, reference }) => ({ name, label, direction, unit, reference: roundSignificant(reference) })),
    ],
    ['hypervolume', roundSignificant(frontier.hypervolume)],
    ['counts', { trials: counts.trials, feasible: counts.feasible, infeasible: counts.infeasible, failed: counts.failed, frontier: counts.frontier }],
  ];
  const lines = header.map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`).join('');
  const sorted = [...frontier.points].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const points = sorted.map((point) => `\n    ${JSON.stringify(pointRecord(point))}`).join(',');
  return `{\n${lines}  "points": [${points}${points === '' ? '' : '\n  '}]\n}\n`;
}

function pointRecord({ id, label, objectives, intervals, accuracy, breakdown, point }: FrontierPoint): FrontierPoint {
  const names = Object.keys(OBJECTIVES) as ObjectiveName[];
  const values = names.flatMap((name) => (objectives[name] === undefined ? [] : [[name, roundSignificant(objectives[name])]]));
  const ranges = names.flatMap((name) => (intervals[name] === undefined ? [] : [[name, intervals[name].map(roundSignificant)]]));
  return {
    id,
    label,
    objectives: Object.fromEntries(values) as FrontierPoint['objectives'],
    intervals: Object.fromEntries(ranges) as FrontierPoint['intervals'],
    ...(accuracy === undefined
      ? {}
      : {
          accuracy: {
            images: accuracy.images,
            correct: accuracy.correct,
            correctTop5: accuracy.correctTop5,
            loss: roundSignificant(accuracy.loss),
            engine: accuracy.engine,
            selection: { images: accuracy.selection.images, correct: accuracy.selection.correct },
            holdout: { images: accuracy.holdout.images, correct: accuracy.holdout.correct },
          },
        }),
    breakdown: breakdown.map(({ component, energyUj, areaMm2 }) => ({ component, energyUj: roundSignificant(energyUj), areaMm2: roundSignificant(areaMm2) })),
    point: canonicalPoint(point),
  };
}

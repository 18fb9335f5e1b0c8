import { DEFAULT_POINT, type DesignPoint } from '../src/DesignPoint.js';
import type { FrontierFile, FrontierPoint } from '../src/Frontier.js';
import { OBJECTIVES, type ObjectiveName } from '../src/Objective.js';
import { pointId } from '../src/pointIdentity.js';
import { pointLabel } from '../src/pointLabel.js';
import { setPaths } from '../src/pointPaths.js';

/** A consistent frontier of so many points. */
export function sampleFrontier(points: number): FrontierFile {
  const objectives: readonly ObjectiveName[] = ['accuracy', 'energy', 'area'];
  return {
    schemaVersion: 1,
    tool: 'bitscape test',
    study: { name: 'sample', hash: '0123456789abcdef', seed: 1 },
    workload: { network: { name: 'n', hash: 'a' }, dataset: { name: 'd', hash: 'b', images: 101 }, floatAccuracy: 0.9 },
    objectives: objectives.map((name) => ({ name, label: OBJECTIVES[name].label, direction: OBJECTIVES[name].direction, unit: OBJECTIVES[name].unit, reference: 1 })),
    hypervolume: 0.25,
    counts: { trials: points + 7, feasible: points + 2, infeasible: 4, failed: 1, frontier: points },
    points: Array.from({ length: points }, (_, index) => samplePoint(setPaths(DEFAULT_POINT, { 'accelerator.array.rows': 8, 'accelerator.weightBufferKib': index + 1 }), index)).sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function samplePoint(point: DesignPoint, index: number): FrontierPoint {
  return {
    id: pointId(point),
    label: pointLabel(point),
    objectives: { accuracy: 0.8 + index / 1e5, energy: 1.5 + index, area: 2, latency: 3, weightMemory: 4 },
    intervals: { accuracy: [0.7, 0.9], energy: [1, 2] },
    accuracy: { images: 101, correct: 80, correctTop5: 99, loss: 0.5, engine: 'test', selection: { images: 51, correct: 41 }, holdout: { images: 50, correct: 39 } },
    breakdown: [{ component: 'array', energyUj: 1.5, areaMm2: 2 }],
    point,
  };
}

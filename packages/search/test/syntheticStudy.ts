import { BitscapeError } from '@bitscape/errors';
import { parseStudy, seededRandom, writeFrontier, writePoints, type AccuracyResult, type CostReport, type DesignPoint, type FrontierFile, type ParsedStudy } from '@bitscape/design';
import { runStudy, type RunStudyOptions, type StudyOutcome } from '../src/runStudy.js';
import type { Evaluators } from '../src/Evaluators.js';

export const IMAGES = 203;

export const WORKLOAD: FrontierFile['workload'] = {
  network: { name: 'synthetic', hash: '0123456789abcdef' },
  dataset: { name: 'synthetic', hash: 'fedcba9876543210', images: IMAGES },
  floatAccuracy: 0.95,
};

const STUDY = {
  schemaVersion: 1,
  name: 'synthetic',
  seed: 7,
  workload: { network: 'synthetic', dataset: 'synthetic' },
  axes: {
    'numerics.weights.format': ['int2', 'int3', 'int4', 'int8', 'lns:2.1', 'lns:3.2'],
    'numerics.activations.format': ['uint4', 'uint8'],
    'numerics.arithmetic.tableBits': { values: ['auto', 3], when: { 'numerics.weights.format': 'lns:*' } },
    'accelerator.array.rows': [8, 16, 1024],
  },
  objectives: ['accuracy', 'energy', 'area'],
};

/** A small valid study; parts can be replaced. */
export function syntheticStudy(changes: object = {}): ParsedStudy {
  return parseStudy(JSON.stringify({ ...STUDY, ...changes }), { file: 'synthetic.study.json' });
}

const bitsOf = (point: Pick<DesignPoint, 'numerics'>) => Number(/\d+$/.exec(point.numerics.weights.format)![0]) + Number(/\d+$/.exec(point.numerics.activations.format)![0]);

/** A result of the right shape: more bits, more images correct; the images themselves depend on the seed. */
export function syntheticResult(numerics: DesignPoint['numerics'], seed: number, images = IMAGES): AccuracyResult {
  const random = seededRandom(seed);
  const rate = 0.3 + bitsOf({ numerics }) / 25;
  const bytes = new Uint8Array(Math.ceil(images / 8));
  let correct = 0;
  for (let image = 0; image < images; image++) {
    if (random() >= rate) continue;
    bytes[image >> 3]! |= 1 << (image & 7);
    correct++;
  }
  return { images, correct, correctTop5: Math.min(images, correct + 5), loss: random(), correctBits: Buffer.from(bytes).toString('base64'), engine: 'synthetic' };
}

/** Cost with plausible trends; arrays of 1024 rows do not exist. */
export function syntheticCost(point: DesignPoint): CostReport {
  const { rows, columns } = point.accelerator.array;
  if (rows > 512) throw new BitscapeError('infeasible', `an array of ${rows} rows does not fit`);
  const energyPj = bitsOf(point) * 1e6 * (1 + 8 / rows);
  const areaUm2 = rows * columns * bitsOf(point) * 100;
  return {
    layers: [],
    components: [{ component: 'array', energyPj, areaUm2, count: 1, sources: ['synthetic'] }],
    energyUj: energyPj * 1e-6,
    areaMm2: areaUm2 * 1e-6,
    latencyMs: 100 / rows,
    weightMemoryKib: bitsOf(point) * 10,
    uncertainty: { energy: 0.2, area: 0.1 },
    omitted: [],
  };
}

export interface SyntheticEvaluators extends Evaluators {
  /** Keys in the order of evaluation, one entry per attempt. */
  readonly calls: string[];
}

/** Evaluators that answer after a pause that differs from key to key, so that concurrency shuffles completion. */
export function syntheticEvaluators(options: { readonly pauseMs?: number; readonly accuracy?: Evaluators['accuracy'] } = {}): SyntheticEvaluators {
  const calls: string[] = [];
  return {
    calls,
    versions: { accuracy: 'synthetic 1', cost: 'synthetic 1' },
    cost: syntheticCost,
    accuracy: async (numerics, training, context) => {
      calls.push(context.key);
      if (options.accuracy !== undefined) return options.accuracy(numerics, training, context);
      const pause = (options.pauseMs ?? 0) * (1 + (context.seed % 5));
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      return syntheticResult(numerics, context.seed, context.images);
    },
  };
}

export function runSynthetic(options: Partial<RunStudyOptions> & Pick<RunStudyOptions, 'journalPath'>): Promise<StudyOutcome> {
  return runStudy({ study: syntheticStudy(), evaluators: syntheticEvaluators(), workload: WORKLOAD, tool: 'bitscape test', ...options });
}

/** Everything that must not depend on how a study was run. */
export function bytesOf(outcome: StudyOutcome): string {
  return writeFrontier(outcome.frontier) + Buffer.from(writePoints(outcome.trials)).toString('base64');
}

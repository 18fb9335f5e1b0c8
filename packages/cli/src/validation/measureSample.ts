import { countedShares, type CalibrationPoint, type CellLibrary } from '@bitscape/hardware';
import { measureNetlist, type CellModel, type Yosys } from '@bitscape/rtlgen';
import type { Sample } from './Component.js';
import { sampleStream } from './sampleStream.js';
import { sampleStructures } from './sampleStructures.js';
import { sampleUnit } from './sampleUnit.js';

/** Operations whose toggles are counted for one sample. */
export const SAMPLE_OPERATIONS = 4096;

export interface Measuring {
  /** Facts that the model counts with. */
  readonly facts: CellLibrary;
  /** The same cells as synthesis sees them. */
  readonly cells: CellModel;
  readonly yosys: Yosys;
  readonly cacheDir?: string;
}

/** Synthesizes a sample, counts its toggles, and sets the counted cells of the model beside it. */
export async function measureSample(sample: Sample, seed: number, { facts, cells, ...synthesis }: Measuring): Promise<CalibrationPoint> {
  const stream = sampleStream(sample, SAMPLE_OPERATIONS, seed);
  const measured = await measureNetlist({ ...sampleUnit(sample), stream }, cells, synthesis);
  return { name: sample.name, ...measured, counted: countedShares(sampleStructures(sample), facts) };
}

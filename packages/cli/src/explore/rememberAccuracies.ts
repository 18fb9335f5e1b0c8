import type { AccuracyResult, Numerics } from '@bitscape/design';
import { graphHash, loadDataset } from '@bitscape/network';
import { AccuracyCache } from '@bitscape/search';
import { codeHash } from './codeHash.js';
import type { OpenStudy } from './openStudy.js';

/** Evaluates, or finds the result of an equal evaluation; `null` stands for the float network. */
export type Remember = (numerics: Numerics | null, images: number, measure: () => Promise<AccuracyResult>) => Promise<AccuracyResult>;

const DEFAULT_CALIBRATION_IMAGES = 256;

/**
 * Accuracies kept in a folder by the content of everything that they depend on: code, network, test and calibration images,
 * normalisation, engine and numerics. A change of anything else, such as cost constants or other axes, evaluates nothing again.
 */
export async function rememberAccuracies(folder: string, { workload }: OpenStudy, engine: string): Promise<{ readonly remember: Remember; readonly cache: AccuracyCache }> {
  const { dataset, calibrationImages = DEFAULT_CALIBRATION_IMAGES } = workload.evaluation;
  const calibration = await loadDataset(dataset, 'train', { limit: calibrationImages });
  const context = {
    code: codeHash('@bitscape/accuracy'),
    engine,
    network: graphHash(workload.graph),
    images: workload.dataset.hash,
    calibration: calibration.hash,
    // Network and data count by what they contain, not by where they lie.
    settings: { ...workload.evaluation, network: '', dataset: '' },
  };
  const cache = new AccuracyCache(folder);
  return { cache, remember: (numerics, images, measure) => cache.getOrMeasure({ ...context, numerics, count: images }, images, measure) };
}

import { loadDataset, normalizeImages } from '@bitscape/network';
import type { ImageBatch } from '../plan/calibrate.js';
import { DEFAULT_CALIBRATION_IMAGES, type EvaluationWorkload } from './EvaluationWorkload.js';

/** The first training images of a workload, normalized: what chooses the scales of activations. */
export async function calibrationBatches(workload: EvaluationWorkload, batchSize: number): Promise<ImageBatch[]> {
  const train = await loadDataset(workload.dataset, 'train', { limit: workload.calibrationImages ?? DEFAULT_CALIBRATION_IMAGES });
  return Array.from({ length: Math.ceil(train.length / batchSize) }, (_, i) => {
    const images = Math.min(batchSize, train.length - i * batchSize);
    return { pixels: normalizeImages(train, workload.normalization, i * batchSize, images), images };
  });
}

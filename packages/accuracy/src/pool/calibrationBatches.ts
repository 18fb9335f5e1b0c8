import { BitscapeError } from '@bitscape/errors';
import { loadDataset, normalizeImages } from '@bitscape/network';
import type { ImageBatch } from '../plan/calibrate.js';
import { DEFAULT_CALIBRATION_IMAGES, type EvaluationWorkload } from './EvaluationWorkload.js';

/**
 * The first training images of a workload, normalized: what chooses the scales of activations. Without a stated number a small
 * training split is used whole.
 *
 * @throws BitscapeError `usage` when the split has fewer images than the workload asks for
 */
export async function calibrationBatches(workload: EvaluationWorkload, batchSize: number): Promise<ImageBatch[]> {
  const { calibrationImages: asked } = workload;
  const train = await loadDataset(workload.dataset, 'train', { limit: asked ?? DEFAULT_CALIBRATION_IMAGES });
  if (asked !== undefined && train.length < asked) {
    throw new BitscapeError('usage', `${asked} calibration images asked for, the training split of ${train.name} has ${train.length}`, {
      hint: `Ask for at most ${train.length}.`,
    });
  }
  return Array.from({ length: Math.ceil(train.length / batchSize) }, (_, i) => {
    const images = Math.min(batchSize, train.length - i * batchSize);
    return { pixels: normalizeImages(train, workload.normalization, i * batchSize, images), images };
  });
}

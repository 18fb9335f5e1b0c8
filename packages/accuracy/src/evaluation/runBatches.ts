import { setImmediate } from 'node:timers/promises';
import { BitscapeError } from '@bitscape/errors';
import { normalizeImages, type Dataset, type Normalization } from '@bitscape/network';
import type { PreparedNetwork } from '../engine/InferenceEngine.js';
import type { BatchTally } from './BatchTally.js';
import { tallyBatch } from './tallyBatch.js';

/** What is evaluated: labelled images on a prepared network. */
export interface EvaluationSource {
  readonly network: PreparedNetwork;
  readonly dataset: Dataset;
  readonly normalization: Normalization;
  readonly batchSize: number;
  /** The first `images` images of the data set are evaluated. */
  readonly images: number;
}

/**
 * Evaluates batches, one at a time, giving other events of the process a turn between them.
 *
 * @throws BitscapeError `incomplete` when `signal` aborts or a logit is not finite; `usage` when the network has fewer outputs than classes
 */
export async function* runBatches(source: EvaluationSource, batches: Iterable<number>, signal?: AbortSignal): AsyncGenerator<BatchTally> {
  const { dataset, normalization, batchSize } = source;
  const size = dataset.imageShape.reduce((product, length) => product * length, 1);
  const pixels = new Float32Array(batchSize * size);
  for (const index of batches) {
    await setImmediate();
    if (signal?.aborted === true) throw new BitscapeError('incomplete', 'the evaluation was cancelled', { cause: signal.reason });
    const start = index * batchSize;
    const count = Math.min(batchSize, source.images - start);
    normalizeImages(dataset, normalization, start, count, pixels);
    const logits = source.network.run(pixels.subarray(0, count * size), count);
    if (logits.length < count * dataset.classes) {
      throw new BitscapeError('usage', `the network has ${logits.length / count} outputs, the data set ${dataset.name} has ${dataset.classes} classes`);
    }
    yield tallyBatch(source.network.engine, index, start, logits, dataset.labels.subarray(start, start + count));
  }
}

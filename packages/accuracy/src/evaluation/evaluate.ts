import type { AccuracyResult } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { Dataset, Graph, Normalization } from '@bitscape/network';
import type { InferenceEngine } from '../engine/InferenceEngine.js';
import type { QuantizationPlan } from '../plan/QuantizationPlan.js';
import { accuracyOf } from './accuracyOf.js';
import { batchSizeFor } from './batchSizeFor.js';
import type { BatchTally } from './BatchTally.js';
import { runBatches } from './runBatches.js';

export interface EvaluateOptions {
  readonly engine: InferenceEngine;
  readonly graph: Graph;
  /** Null evaluates the float network. */
  readonly plan: QuantizationPlan | null;
  readonly dataset: Dataset;
  readonly normalization: Normalization;
  /** Evaluates the first images only; all by default. */
  readonly images?: number;
  readonly onProgress?: (imagesDone: number, images: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Accuracy of a network on labelled images, in this process. Batches have fixed boundaries, so the result is a function of the inputs alone.
 *
 * @throws BitscapeError `usage` for an impossible number of images, `incomplete` when aborted
 */
export async function evaluate(options: EvaluateOptions): Promise<AccuracyResult> {
  const { engine, graph, dataset, normalization } = options;
  const images = imageCount(dataset, options.images);
  const batchSize = batchSizeFor(graph);
  const network = engine.prepare(graph, options.plan);
  try {
    const tallies: BatchTally[] = [];
    let done = 0;
    const source = { network, dataset, normalization, batchSize, images };
    for await (const tally of runBatches(source, Array(Math.ceil(images / batchSize)).keys(), options.signal)) {
      tallies.push(tally);
      done += tally.images;
      options.onProgress?.(done, images);
    }
    return accuracyOf(tallies);
  } finally {
    network.dispose();
  }
}

/** @throws BitscapeError `usage` unless the count is an integer from 1 to the data set's length */
export function imageCount(dataset: Pick<Dataset, 'length' | 'name'>, images: number | undefined): number {
  if (images === undefined) return dataset.length;
  if (Number.isInteger(images) && images >= 1 && images <= dataset.length) return images;
  throw new BitscapeError('usage', `cannot evaluate ${images} images: ${dataset.name} has ${dataset.length}`);
}

import * as tf from '@tensorflow/tfjs-core';
import { batchNormGradients, batchStatistics, type BatchStatistics, normalizeBatch } from './batchNormArithmetic.js';

/**
 * Batch normalisation with the statistics of the batch itself, differentiable in `x`, `gamma` and `beta`. The arithmetic runs in plain
 * TypeScript: one pass over the values costs less than the chain of small kernels it replaces.
 *
 * @param onStatistics receives the batch's statistics, for the running averages.
 */
export function trainingBatchNorm(x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor, epsilon: number, onStatistics: (statistics: BatchStatistics) => void): tf.Tensor {
  const normalize = tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const [input, scale, offset, save] = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const values = input.dataSync<'float32'>();
    const scales = scale.dataSync<'float32'>();
    const statistics = batchStatistics(values, scales.length);
    onStatistics(statistics);
    save([input, scale]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
      const gradients = batchNormGradients(saved[0]!.dataSync<'float32'>(), dy.dataSync<'float32'>(), statistics, saved[1]!.dataSync<'float32'>(), epsilon);
      return [tf.tensor(gradients.x, input.shape), tf.tensor(gradients.gamma, scale.shape), tf.tensor(gradients.beta, offset.shape)];
    };
    return { value: tf.tensor(normalizeBatch(values, statistics, scales, offset.dataSync<'float32'>(), epsilon), input.shape), gradFunc };
  });
  return normalize(x, gamma, beta);
}

import * as tf from '@tensorflow/tfjs-core';

export interface CrossEntropy {
  /** Mean over the batch, in nats. */
  readonly loss: number;
  /** Gradient of the mean loss in the logits. */
  readonly gradient: Float32Array;
  /** Images whose label has the (first) largest logit. */
  readonly correct: number;
}

/**
 * Softmax cross-entropy of a batch, `labels.length` rows of `classes` logits.
 *
 * @param smoothing share of the target probability spread evenly over all classes (Szegedy et al. 2016, arXiv 1512.00567, section 7).
 */
export function crossEntropy(logits: Float32Array, labels: Int32Array, classes: number, smoothing: number): CrossEntropy {
  const gradient = new Float32Array(logits.length);
  const exponentials = new Float64Array(classes);
  const even = smoothing / classes;
  let loss = 0;
  let correct = 0;
  for (let image = 0; image < labels.length; image++) {
    const row = logits.subarray(image * classes, (image + 1) * classes);
    const largest = row.reduce((a, b) => Math.max(a, b), -Infinity);
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += exponentials[k] = Math.exp(row[k]! - largest);
    const logSum = Math.log(sum) + largest;
    for (let k = 0; k < classes; k++) {
      const target = even + (k === labels[image] ? 1 - smoothing : 0);
      loss += target * (logSum - row[k]!);
      gradient[image * classes + k] = (exponentials[k]! / sum - target) / labels.length;
    }
    if (row.indexOf(largest) === labels[image]) correct++;
  }
  return { loss: loss / labels.length, gradient, correct };
}

/** {@link crossEntropy} as a differentiable scalar; `onResult` receives the numbers without another read. */
export function crossEntropyLoss(logits: tf.Tensor, labels: Int32Array, smoothing: number, onResult: (result: CrossEntropy) => void): tf.Scalar {
  const loss = tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const input = args[0] as tf.Tensor;
    const result = crossEntropy(input.dataSync<'float32'>(), labels, input.shape[1]!, smoothing);
    onResult(result);
    return { value: tf.scalar(result.loss), gradFunc: (dy: tf.Tensor) => tf.mul(tf.tensor(result.gradient, input.shape), dy) };
  });
  return loss(logits) as tf.Scalar;
}

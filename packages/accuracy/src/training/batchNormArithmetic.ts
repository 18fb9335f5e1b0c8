/** Statistics of one batch, per channel (the last, fastest axis). `variance` is the biased one. */
export interface BatchStatistics {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Mean and variance of `x`, rows of `channels` values, in two passes with float64 sums. */
export function batchStatistics(x: Float32Array, channels: number): BatchStatistics {
  const rows = x.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let at = 0; at < x.length; at += channels) {
    for (let channel = 0; channel < channels; channel++) mean[channel]! += x[at + channel]!;
  }
  for (let channel = 0; channel < channels; channel++) mean[channel]! /= rows;
  for (let at = 0; at < x.length; at += channels) {
    for (let channel = 0; channel < channels; channel++) {
      const centred = x[at + channel]! - mean[channel]!;
      variance[channel]! += centred * centred;
    }
  }
  for (let channel = 0; channel < channels; channel++) variance[channel]! /= rows;
  return { mean, variance };
}

/** `y = (x - mean) / sqrt(variance + epsilon) * gamma + beta`. */
export function normalizeBatch(x: Float32Array, { mean, variance }: BatchStatistics, gamma: Float32Array, beta: Float32Array, epsilon: number): Float32Array {
  const channels = mean.length;
  const factor = Float64Array.from(variance, (value, channel) => gamma[channel]! / Math.sqrt(value + epsilon));
  const offset = Float64Array.from(mean, (value, channel) => beta[channel]! - value * factor[channel]!);
  const y = new Float32Array(x.length);
  for (let at = 0; at < x.length; at += channels) {
    for (let channel = 0; channel < channels; channel++) y[at + channel] = x[at + channel]! * factor[channel]! + offset[channel]!;
  }
  return y;
}

export interface BatchNormGradients {
  readonly x: Float32Array;
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
}

/**
 * Gradients of {@link normalizeBatch} when the statistics are those of `x` itself (Ioffe and Szegedy 2015, arXiv 1502.03167,
 * section 3): with `xh` the normalised input and M rows, `dx = gamma / sigma * (dy - mean(dy) - xh * mean(dy * xh))`.
 */
export function batchNormGradients(x: Float32Array, dy: Float32Array, statistics: BatchStatistics, gamma: Float32Array, epsilon: number): BatchNormGradients {
  const channels = statistics.mean.length;
  const rows = x.length / channels;
  const inverse = Float64Array.from(statistics.variance, (value) => 1 / Math.sqrt(value + epsilon));
  const sumDy = new Float64Array(channels);
  const sumDyX = new Float64Array(channels);
  for (let at = 0; at < x.length; at += channels) {
    for (let channel = 0; channel < channels; channel++) {
      const gradient = dy[at + channel]!;
      sumDy[channel]! += gradient;
      sumDyX[channel]! += gradient * (x[at + channel]! - statistics.mean[channel]!);
    }
  }
  // dx = a * dy + b * x + c, per channel.
  const a = Float64Array.from(inverse, (value, channel) => value * gamma[channel]!);
  const b = Float64Array.from(inverse, (value, channel) => (-a[channel]! * value * value * sumDyX[channel]!) / rows);
  const c = Float64Array.from(b, (value, channel) => (-a[channel]! * sumDy[channel]!) / rows - value * statistics.mean[channel]!);
  const dx = new Float32Array(x.length);
  for (let at = 0; at < x.length; at += channels) {
    for (let channel = 0; channel < channels; channel++) dx[at + channel] = a[channel]! * dy[at + channel]! + b[channel]! * x[at + channel]! + c[channel]!;
  }
  return { x: dx, gamma: Float32Array.from(sumDyX, (value, channel) => value * inverse[channel]!), beta: Float32Array.from(sumDy) };
}

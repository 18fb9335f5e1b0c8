import { weightedSample, type WeightedSample } from '../scale/WeightedSample.js';

const POINTS = 200_001;

/** A distribution as a fine weighted grid: expectations over it are integrals by the trapezoidal rule. */
function sampleOfDensity(density: (x: number) => number, reach: number): WeightedSample {
  const values = Float64Array.from({ length: POINTS }, (_, i) => (2 * i / (POINTS - 1) - 1) * reach);
  return weightedSample(values, (i) => density(values[i]!));
}

/** Unit normal distribution. */
export function normalSample(): WeightedSample {
  return sampleOfDensity((x) => Math.exp((-x * x) / 2), 9);
}

/** Laplace distribution with b = 1. */
export function laplaceSample(): WeightedSample {
  return sampleOfDensity((x) => Math.exp(-Math.abs(x)), 30);
}

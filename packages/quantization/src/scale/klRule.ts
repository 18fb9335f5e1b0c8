import type { NumberFormat } from '../format/NumberFormat.js';
import { clipScale } from './clipScale.js';
import type { ScaleRule } from './ScaleRule.js';
import type { WeightedSample } from './WeightedSample.js';

const BINS = 2048;
const FIRST = 128;

/**
 * Least Kullback-Leibler divergence between the clipped distribution of magnitudes and itself quantized (after TensorRT's calibration):
 * 2048 bins, the bin of zero replaced by its neighbour, outliers added to the last bin kept, quantized mass spread evenly over the occupied
 * bins of each level. Of equal clips the largest; where every divergence is infinite, nothing is clipped.
 */
export const klRule: ScaleRule = {
  name: 'kl',
  description: 'least Kullback-Leibler divergence of the distributions of magnitudes',
  choose(problem) {
    const { sample, format } = problem;
    const largest = Math.max(Math.abs(format.signed ? sample.values[0]! : 0), Math.abs(sample.values.at(-1)!));
    const width = largest / BINS;
    const bins = magnitudeBins(sample, format, width);
    const total = bins.reduce((sum, count) => sum + count, 0);
    let inside = bins.subarray(0, FIRST - 1).reduce((sum, count) => sum + count, 0);
    let best = { divergence: Infinity, clip: largest };
    for (let kept = FIRST; kept <= BINS; kept++) {
      inside += bins[kept - 1]!;
      // The outliers in an empty last bin have no counterpart: the divergence is infinite.
      if (inside < total && bins[kept - 1] === 0) continue;
      const clip = kept * width;
      const divergence = clippedDivergence(bins, inside, total - inside, kept, levelOfBins(format, clipScale({ format, maxScale: Infinity }, clip), width, kept));
      if (divergence <= best.divergence) best = { divergence, clip };
    }
    return best.divergence === Infinity ? problem.maxScale : clipScale(problem, best.clip);
  },
};

function magnitudeBins({ values, counts }: WeightedSample, format: NumberFormat, width: number): Float64Array {
  const bins = new Float64Array(BINS);
  values.forEach((value, i) => {
    if (value < 0 && !format.signed) return;
    const bin = Math.min(BINS - 1, Math.floor(Math.abs(value) / width));
    bins[bin] = bins[bin]! + counts[i + 1]! - counts[i]!;
  });
  bins[0] = bins[1]!;
  return bins;
}

/** Rank of the centre of each bin, at a scale. */
function levelOfBins({ thresholds }: NumberFormat, scale: number, width: number, count: number): Int32Array {
  let rank = 0;
  return Int32Array.from({ length: count }, (_, bin) => {
    const centre = (bin + 0.5) * width;
    while (rank < thresholds.length && centre > thresholds[rank]! * scale) rank++;
    return rank;
  });
}

function clippedDivergence(bins: Float64Array, inside: number, outliers: number, kept: number, ranks: Int32Array): number {
  const total = inside + outliers;
  if (inside === 0) return Infinity;
  let divergence = 0;
  for (let begin = 0; begin < kept; ) {
    let end = begin;
    let [mass, occupied] = [0, 0];
    for (; end < kept && ranks[end] === ranks[begin]; end++) {
      mass += bins[end]!;
      if (bins[end]! > 0) occupied++;
    }
    const share = mass / occupied / inside;
    for (let bin = begin; bin < end; bin++) {
      const p = (bins[bin]! + (bin === kept - 1 ? outliers : 0)) / total;
      if (p > 0) divergence += p * Math.log(p / share);
    }
    begin = end;
  }
  return divergence;
}

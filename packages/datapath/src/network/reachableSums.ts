import type { MacDatapath } from '../Datapath.js';
import type { CodeTensor } from '../reference/runLayer.js';

/** Least and greatest partial sum of each output channel over all activation codes. Complexity O(weights + product table). */
export function reachableSums(mac: MacDatapath, weights: CodeTensor): readonly { readonly least: number; readonly greatest: number }[] {
  const { products, activation } = mac;
  const columns = 2 ** activation.bits;
  const codes = Array.from(activation.levels, (_, rank) => activation.codeOf(rank));
  const extremes = Array.from({ length: 2 ** mac.weight.bits }, (_, weight) => {
    const row = codes.map((code) => products[weight * columns + code]!);
    return { least: Math.min(0, ...row), greatest: Math.max(0, ...row) };
  });
  const channels = weights.shape.at(-1)!;
  const sums = Array.from({ length: channels }, () => ({ least: 0, greatest: 0 }));
  weights.codes.forEach((code, i) => {
    const sum = sums[i % channels]!;
    sum.least += extremes[code]!.least;
    sum.greatest += extremes[code]!.greatest;
  });
  return sums;
}

import { canonicalHash, type FrontierFile } from '@bitscape/design';

/**
 * Seed of one accuracy evaluation, 32 bits: a hash of study seed, workload and numerics key, hence independent of the order of
 * evaluations and equal for points with equal numerics.
 */
export function accuracySeed(studySeed: number, workload: FrontierFile['workload'], key: string): number {
  return Number.parseInt(canonicalHash({ studySeed, network: workload.network, dataset: workload.dataset, key }).slice(0, 8), 16);
}

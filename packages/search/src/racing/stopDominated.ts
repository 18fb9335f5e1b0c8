import { OBJECTIVES, type AccuracyResult, type ObjectiveName } from '@bitscape/design';
import type { PlannedPoint } from '../planStudy.js';
import { accuracyGap, type AccuracyGap } from './accuracyGap.js';
import type { HypergeometricBounds } from './HypergeometricBounds.js';

/** Why a point is evaluated no further. */
export interface Certificate {
  /** Id of the point that is as good within epsilon; it is evaluated in full. */
  readonly by: string;
  /** Numerics of that point. */
  readonly key: string;
  readonly gap: AccuracyGap;
  /** Images that were seen. */
  readonly images: number;
}

export interface RaceState {
  readonly results: ReadonlyMap<string, AccuracyResult>;
  /** Numerics that a certificate leans on: never stopped, or certificates would add up to more than epsilon. */
  readonly leaders: Set<string>;
  /** By point. */
  readonly stopped: Map<string, Certificate>;
}

/**
 * Stops numerics all of whose points are dominated within epsilon by points of numerics that go on. In the order of the keys, so
 * that the outcome depends on nothing but the results.
 *
 * @param live by key, the points that accuracy is asked for; keys that are stopped are taken out
 * @param delta of one comparison
 */
export function stopDominated(
  live: Map<string, readonly PlannedPoint[]>,
  { results, leaders, stopped }: RaceState,
  { objectives, epsilon, total, delta, bounds }: { objectives: readonly ObjectiveName[]; epsilon: number; total: number; delta: number; bounds: HypergeometricBounds },
): void {
  const costs = objectives.filter((name) => name !== 'accuracy');
  const gaps = new Map<string, AccuracyGap>();
  const gapOf = (better: string, worse: string): AccuracyGap => {
    const pair = `${better} ${worse}`;
    let gap = gaps.get(pair);
    if (gap === undefined) {
      gap = accuracyGap(results.get(better)!, results.get(worse)!, total, -epsilon, delta, bounds);
      gaps.set(pair, gap);
    }
    return gap;
  };
  // The least accurate first: they are dominated by the most, and what stops them should go on.
  const order = [...live.keys()].filter((key) => results.has(key)).sort((a, b) => share(results.get(a)!) - share(results.get(b)!) || (a < b ? -1 : 1));
  for (const key of order) {
    if (leaders.has(key)) continue;
    const certificates = new Map<string, Certificate>();
    for (const point of live.get(key)!) {
      const certificate = certify(point);
      if (certificate === undefined) break;
      certificates.set(point.id, certificate);
    }
    if (certificates.size < live.get(key)!.length) continue;
    live.delete(key);
    for (const [id, certificate] of certificates) {
      stopped.set(id, certificate);
      leaders.add(certificate.key);
    }
  }

  function certify(point: PlannedPoint): Certificate | undefined {
    for (const key of [...order].reverse()) {
      if (key === point.key || !live.has(key)) continue;
      for (const other of live.get(key)!) {
        if (!costs.every((name) => noWorse(name, other, point))) continue;
        const gap = gapOf(key, point.key);
        const strictly = gap.atLeast > 0 || costs.some((name) => !noWorse(name, point, other));
        if (gap.atLeast < -epsilon || !strictly) continue;
        return { by: other.id, key, gap, images: results.get(point.key)!.images };
      }
    }
    return undefined;
  }
}

function share({ correct, images }: AccuracyResult): number {
  return correct / images;
}

function noWorse(name: ObjectiveName, a: PlannedPoint, b: PlannedPoint): boolean {
  const [left, right] = [a.objectives[name]!, b.objectives[name]!];
  return OBJECTIVES[name].direction === 'min' ? left <= right : left >= right;
}

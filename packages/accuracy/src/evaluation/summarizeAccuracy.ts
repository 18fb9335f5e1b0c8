import type { AccuracyResult } from '@bitscape/design';
import { wilsonInterval } from '@bitscape/pareto';

/** An accuracy result as people read it: fractions in [0, 1]. */
export interface AccuracySummary {
  readonly top1: number;
  /** Wilson score interval of `top1` at the stated confidence. */
  readonly top1Interval: readonly [number, number];
  readonly top5: number;
  readonly confidence: number;
}

/** Top-1 and top-5 accuracy with the Wilson interval (95 % by default) that the number of images allows. */
export function summarizeAccuracy(result: AccuracyResult, confidence = 0.95): AccuracySummary {
  const share = (count: number): number => (result.images === 0 ? 0 : count / result.images);
  return {
    top1: share(result.correct),
    top1Interval: wilsonInterval(result.correct, result.images, confidence),
    top5: share(result.correctTop5),
    confidence,
  };
}

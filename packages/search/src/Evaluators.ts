import type { AccuracyResult, CostReport, DesignPoint, Numerics, Training } from '@bitscape/design';

export interface AccuracyContext {
  /** `numericsKey` of what is evaluated. */
  readonly key: string;
  /** Seed of this evaluation: hash of study seed, workload and key, 32 bits. The same whatever the order or the attempt. */
  readonly seed: number;
  /** How many images to classify, the first ones in the data set's order: all, or fewer in a round of a race. */
  readonly images: number;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborted when the study stops: evaluators give up at once and reject. */
  readonly signal: AbortSignal;
}

/** What a study needs from outside: this package knows neither networks nor hardware. */
export interface Evaluators {
  /**
   * Accuracy of one `numerics + training` on the study's workload. Deterministic for its arguments. Throws `infeasible`
   * (BitscapeError) where the combination has no meaning; anything else counts as a failed evaluation.
   */
  accuracy(numerics: Numerics, training: Training, context: AccuracyContext): Promise<AccuracyResult>;
  /** Cost of a design point: pure and fast. Throws `infeasible` for what the hardware forbids; anything else ends the study. */
  cost(point: DesignPoint): CostReport;
  /** Names of the versions behind the two, compared on resume (accuracy) and recorded (both). */
  readonly versions: { readonly accuracy: string; readonly cost: string };
}

/** Outcome of one batch. */
export interface BatchTally {
  /** Index of the batch: it starts at image `index * batchSize`. */
  readonly index: number;
  readonly images: number;
  /** What computed it. */
  readonly engine: string;
  /** Class with the largest logit, one an image. */
  readonly decisions: Uint16Array;
  /** One byte an image: 1 when the largest logit is the label's. */
  readonly correct: Uint8Array;
  readonly correctTop5: number;
  /** Sum of the cross-entropies, in nats. */
  readonly loss: number;
}

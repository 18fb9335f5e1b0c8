/** How much work a trace contains. */
export interface TraceOptions {
  /** Groups of channels, one after the other; each group computes `passes` slices of the reduction. */
  readonly channelTiles: number;
  /** Slices of the reduction (weight-stationary) or steps of it (output-stationary). */
  readonly passes: number;
  /** Vectors through each weight tile; weight-stationary only. */
  readonly vectors: number;
  readonly seed: number;
}

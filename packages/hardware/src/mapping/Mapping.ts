/** One group of a layer as nested loops: `outputs x reduction x pixels` multiply-accumulates. */
export interface LoopBounds {
  /** Output channels (M). */
  readonly outputs: number;
  /** Products summed for one output (R). */
  readonly reduction: number;
  /** Output pixels (P). */
  readonly pixels: number;
}

/** Array as the mapping sees it. */
export interface ArrayShape {
  readonly rows: number;
  readonly columns: number;
  /** Weight-stationary: pixels between two loads of the same weights (accumulator entries of a column). */
  readonly pixelTile: number;
}

/** Elements that move for one group of a layer, and cycles. Inputs are counted in im2col form: no reuse of overlapping windows. */
export interface AccessCounts {
  /** Weights from the weight buffer to the array. */
  readonly weightReads: number;
  /** Activations from the activation buffer to the array. */
  readonly inputReads: number;
  /** Unfinished sums to and from the accumulator buffer (equal numbers; the last pass goes to the output encoder). */
  readonly partialSumWrites: number;
  readonly partialSumReads: number;
  /** Finished outputs. */
  readonly outputWrites: number;
  /** Passes over a stationary tile: weight loads (weight-stationary) or accumulator drains (output-stationary). */
  readonly tiles: number;
  /** Cycles in which the array multiplies. */
  readonly computeCycles: number;
  /** Cycles in which it fills, loads weights or drains sums instead. */
  readonly transferCycles: number;
  /** Cycles in which the weight registers move. */
  readonly weightShiftCycles: number;
  /** Cycles in which the sums move down the columns without a product being added. */
  readonly drainShiftCycles: number;
}

export type Dataflow = (loops: LoopBounds, array: ArrayShape) => AccessCounts;

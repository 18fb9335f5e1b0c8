import type { Overflow } from '@bitscape/datapath';
import type { Graph } from '@bitscape/network';
import type { QuantizationPlan } from '../plan/QuantizationPlan.js';

/** A network made ready to run, in float (no plan) or with its quantizers in place. */
export interface PreparedNetwork {
  /** What computes this very network, for results. */
  readonly engine: string;
  /** Where a value of the hardware can leave its width; empty when that is proved impossible, absent in floating point. */
  readonly overflows?: readonly Overflow[];
  /**
   * Logits of a batch, row by row (`images * outputs` values).
   *
   * @param pixels normalized images, channels last, `images * product(input shape)` values
   * @throws BitscapeError `internal` when the length of `pixels` does not fit `images`
   */
  run(pixels: Float32Array, images: number): Float32Array;
  /** Frees the memory; the object must not be used afterwards. */
  dispose(): void;
}

/** The narrow seam between evaluation and whatever computes: TensorFlow.js, or the exact integer engine. */
export interface InferenceEngine {
  /** For people and for results, e.g. `tfjs-wasm 4.22.0 (simd)`. */
  readonly label: string;
  prepare(graph: Graph, plan: QuantizationPlan | null): PreparedNetwork;
}

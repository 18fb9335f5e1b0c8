/** Weights as hardware codes. */
export interface EncodedWeights {
  /** Name of the number format, for people. */
  readonly format: string;
  readonly bits: number;
  /** One code a weight, in the layout of the constant. */
  readonly codes: Uint16Array;
  /** Value of each of the `2^bits` codes at scale 1. */
  readonly table: Float32Array;
  /** One, or one an output channel (the last axis). */
  readonly scales: Float32Array;
  /** The levels are consecutive integers: `[least, greatest]`. */
  readonly integers?: readonly [least: number, greatest: number];
}

/** What happens to a tensor that enters storage. */
export interface ActivationLevels {
  readonly format: string;
  /** The first float32 value of each level above the lowest: `x` has the rank `#{ i : x >= boundary[i] }`. */
  readonly boundaries: Float32Array;
  /** Real values, ascending. */
  readonly levels: Float32Array;
  /** The levels are consecutive integers times `scale`. */
  readonly integers?: { readonly range: readonly [least: number, greatest: number]; readonly scale: number };
}

/**
 * Quantizers that an exported file carries, as `QuantizeLinear`/`DequantizeLinear` pairs (`qdq`, formats of consecutive integers of at most 8 bits), as
 * operators of QONNX (`qonnx`, formats of consecutive integers), or as functions in standard operators (`function`, every format). What the
 * style cannot express becomes functions.
 */
export interface ExportQuantization {
  readonly style: 'qdq' | 'qonnx' | 'function';
  /** Weight codes are stored as a stream of bits instead of whole bytes. */
  readonly packed: boolean;
  /** By the name of the constant. */
  readonly weights: ReadonlyMap<string, EncodedWeights>;
  /** By the name of the tensor. */
  readonly activations: ReadonlyMap<string, ActivationLevels>;
}

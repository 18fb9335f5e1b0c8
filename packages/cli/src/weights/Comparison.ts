/** Weights of one layer, output channels last. */
export interface LayerTensor {
  readonly layer: string;
  readonly tensor: { readonly shape: readonly number[]; readonly data: Float32Array };
}

/** One way to store the weights of a layer, and what it costs. */
export interface Comparison {
  readonly layer: string;
  readonly variant: string;
  readonly sqnrDb: number;
  readonly bitsPerWeight: number;
  /** Further figures, by name. */
  readonly details: Readonly<Record<string, number>>;
}

/** SQNR of a sum of squared errors. */
export function sqnrDb(values: Float32Array, squaredError: number): number {
  const signal = values.reduce((sum, x) => sum + x * x, 0);
  return squaredError === 0 ? Infinity : 10 * Math.log10(signal / squaredError);
}

/** What a quantization plan gives a network datapath, formats apart (they follow from the numerics). */
export interface NetworkScales {
  /** Real value of level 1, by the name of every tensor that enters storage (`storageGroups(…)[i].entries`). */
  readonly activations: ReadonlyMap<string, number>;
  /** By the name of the layer's convolution or dense node. */
  readonly weights: ReadonlyMap<string, LayerWeights>;
}

export interface LayerWeights {
  /** Hardware codes in the layout of the weight constant. */
  readonly codes: Uint16Array;
  /** Real value of level 1: one for the layer, or one an output channel. */
  readonly scales: Float64Array;
  /** Real; zeros without a bias. */
  readonly bias: Float64Array;
}

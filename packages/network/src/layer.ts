import type { ActivationFunction, Conv2dNode, DenseNode } from './graph.js';

/**
 * One multiply-accumulate layer of a network with all that hardware does before the result is stored again:
 * bias, batch normalisation, a residual addition and an activation function.
 *
 * The tensors between these steps are never stored, so only `input`, `residual` and `output` are quantized.
 */
export interface Layer {
  readonly name: string;
  /** Position among the layers, from 0 in execution order. */
  readonly index: number;
  readonly position: 'first' | 'inner' | 'last';
  readonly node: Conv2dNode | DenseNode;
  /** Stored tensor that the layer reads. */
  readonly input: string;
  /** Stored tensor added before the activation function, if any. */
  readonly residual?: string;
  /** Activation function fused behind the sum; none for linear outputs. */
  readonly activation?: ActivationFunction;
  /** Stored tensor that the layer writes. */
  readonly output: string;
  /** Names of all fused nodes, the MAC node first. */
  readonly nodes: readonly string[];
  readonly dims: LayerDims;
}

/** Loop bounds for one image. A dense layer is a 1x1 convolution on a 1x1 image. */
export interface LayerDims {
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly groups: number;
  /** Products summed for one output: `inChannels / groups * kernelHeight * kernelWidth`. */
  readonly reduction: number;
  /** Multiply-accumulates for one image (padding counted). */
  readonly macs: number;
  /** Number of weights, biases excluded. */
  readonly weights: number;
}

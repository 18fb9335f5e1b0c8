import type { Quantizer } from './quantizer/Quantizer.js';

/**
 * The graph IR: what an ONNX file becomes after import, and what every evaluator reads.
 *
 * - Layout is channels-last (`[batch, height, width, channels]`); import converts once.
 * - The first dimension of every activation is the batch and is written `-1`; shapes of constants are exact.
 * - Nodes stand in topological order; each node has one output, named like the tensor it produces.
 * - `graph.constants` holds every weight; nodes name constants, they never embed them.
 */
export type Shape = readonly number[];

export interface Tensor {
  readonly shape: Shape;
  readonly data: Float32Array;
  /** For weights that the file quantizes: the values lie on its levels. */
  readonly quantizer?: Quantizer;
}

export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

interface NodeBase {
  /** Unique name, from the file when it has one; used in messages. */
  readonly name: string;
  /** Activation inputs (tensor names). Constants are in named fields. */
  readonly inputs: readonly string[];
  /** Name of the produced tensor. */
  readonly output: string;
}

export interface Window2d {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly pads: Padding;
  readonly dilations: readonly [number, number];
}

/** `weight` is `[kernelHeight, kernelWidth, inChannels / groups, outChannels]`; `bias` is `[outChannels]`. */
export interface Conv2dNode extends NodeBase, Window2d {
  readonly op: 'conv2d';
  readonly groups: number;
  readonly weight: string;
  readonly bias?: string;
}

/** `weight` is `[inFeatures, outFeatures]`; `bias` is `[outFeatures]`. Works on the last axis. */
export interface DenseNode extends NodeBase {
  readonly op: 'dense';
  readonly weight: string;
  readonly bias?: string;
}

/** `y = (x - mean) / sqrt(variance + epsilon) * gamma + beta`, per channel. */
export interface BatchNormNode extends NodeBase {
  readonly op: 'batchNorm';
  readonly gamma: string;
  readonly beta: string;
  readonly mean: string;
  readonly variance: string;
  readonly epsilon: number;
}

export type ActivationFunction =
  | { readonly kind: 'relu' }
  | { readonly kind: 'leakyRelu'; readonly alpha: number }
  | { readonly kind: 'clip'; readonly min: number; readonly max: number }
  | { readonly kind: 'sigmoid' }
  | { readonly kind: 'tanh' };

export interface ActivationNode extends NodeBase {
  readonly op: 'activation';
  readonly fn: ActivationFunction;
}

/** Element-wise with broadcasting; exactly one of two inputs may be `constant` instead of an activation. */
export interface BinaryNode extends NodeBase {
  readonly op: 'binary';
  readonly fn: 'add' | 'sub' | 'mul' | 'div';
  readonly constant?: { readonly name: string; readonly side: 'left' | 'right' };
}

export interface PoolNode extends NodeBase, Window2d {
  readonly op: 'pool';
  readonly kind: 'max' | 'average';
  /** Average only: whether padded positions count in the divisor. */
  readonly countPadding: boolean;
}

export interface ReduceMeanNode extends NodeBase {
  readonly op: 'reduceMean';
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

/** New shape with the batch as `-1` in front. */
export interface ReshapeNode extends NodeBase {
  readonly op: 'reshape';
  readonly shape: Shape;
}

export interface TransposeNode extends NodeBase {
  readonly op: 'transpose';
  readonly permutation: readonly number[];
}

export interface ConcatNode extends NodeBase {
  readonly op: 'concat';
  readonly axis: number;
}

export interface PadNode extends NodeBase {
  readonly op: 'pad';
  /** `[before, after]` for each axis, `[0, 0]` for the batch. */
  readonly pads: readonly (readonly [number, number])[];
  readonly value: number;
}

export interface SliceNode extends NodeBase {
  readonly op: 'slice';
  /** For each axis; `end` exclusive, `step` >= 1. The batch always has start 0, end -1, step 1. */
  readonly ranges: readonly { readonly start: number; readonly end: number; readonly step: number }[];
}

export interface SoftmaxNode extends NodeBase {
  readonly op: 'softmax';
  readonly axis: number;
}

/** A quantizer of the network itself (QONNX); not one that bitscape puts in. */
export interface QuantizeNode extends NodeBase {
  readonly op: 'quantize';
  readonly quantizer: Quantizer;
}

export type GraphNode =
  | Conv2dNode
  | DenseNode
  | BatchNormNode
  | ActivationNode
  | BinaryNode
  | PoolNode
  | ReduceMeanNode
  | ReshapeNode
  | TransposeNode
  | ConcatNode
  | PadNode
  | SliceNode
  | SoftmaxNode
  | QuantizeNode;

export interface Graph {
  readonly name: string;
  readonly input: { readonly name: string; readonly shape: Shape };
  /** Name and shape of the tensor with the logits (a trailing softmax stays in the graph). */
  readonly output: { readonly name: string; readonly shape: Shape };
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, Tensor>;
  /** Shape of every activation tensor, by name. */
  readonly shapes: ReadonlyMap<string, Shape>;
}

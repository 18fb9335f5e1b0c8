import type { ActivationFunction, BinaryNode, Conv2dNode, DenseNode, GraphNode, PoolNode, ReduceMeanNode, Shape, Tensor } from '@bitscape/network';
import type { NumberFormat } from '@bitscape/quantization';
import type { MacDatapath, OutputEncoder } from '../Datapath.js';
import type { LinearOperand } from '../operand/LinearOperand.js';
import type { CodeTensor } from '../reference/runLayer.js';

/** A whole network as integer arithmetic: pixels to codes, steps from codes to codes, logits. */
export interface NetworkDatapath {
  readonly name: string;
  /** Stored tensor of the pixels: they become codes by the thresholds of its format at its scale. */
  readonly input: StoredCodes;
  readonly output: { readonly name: string; readonly shape: Shape };
  /** Every tensor kept as codes, by name, the input included. */
  readonly tensors: ReadonlyMap<string, StoredCodes>;
  /** In execution order. */
  readonly steps: readonly NetworkStep[];
}

export interface StoredCodes {
  readonly name: string;
  /** Channels last; the batch is -1. */
  readonly shape: Shape;
  readonly format: NumberFormat;
  /** Real value of level 1. */
  readonly scale: number;
}

export type NetworkStep = LayerStep | CopyStep | AverageStep | AdditionStep | LookupStep | HostStep;

interface StepBase {
  /** Name of the layer or node. */
  readonly name: string;
  /** Tensors that the step reads, in order: a layer's residual comes second. */
  readonly inputs: readonly string[];
  readonly output: string;
}

/** A convolution or dense layer. `code = encode(accumulator + residual[channel][code])`, or a logit. */
export interface LayerStep extends StepBase {
  readonly kind: 'layer';
  /** Geometry. */
  readonly node: Conv2dNode | DenseNode;
  readonly mac: MacDatapath;
  readonly weights: CodeTensor;
  /** Added once to each accumulator. */
  readonly residual?: LinearOperand;
  /** Bits of the accumulator with the residual added: one more than the wider of both; the accumulator's without a residual. */
  readonly sumBits: number;
  /** Absent for a layer that writes the network's output: real values leave, `sum * units[channel] + bias[channel]`, then `activation`. */
  readonly encoder?: OutputEncoder;
  /** Real value of one accumulator unit of each output channel. */
  readonly units: Float64Array;
  /** Real bias of each output channel; an encoder holds it rounded to accumulator units. */
  readonly bias: Float64Array;
  readonly activation?: ActivationFunction;
}

/** Codes are selected, moved, joined, or the largest is taken; a pad is the code of zero. Input and output have one format and scale. */
export interface CopyStep extends StepBase {
  readonly kind: 'copy';
  readonly node: GraphNode;
}

/** Average pool, or mean over axes: integers of the levels, their sum, one encoder. */
export interface AverageStep extends StepBase {
  readonly kind: 'average';
  readonly node: PoolNode | ReduceMeanNode;
  readonly operand: LinearOperand;
  readonly sumBits: number;
  /** Divisors that occur: more than one only where a window leaves padding out. */
  readonly counts: readonly number[];
  /** Channel `i` encodes a sum with the divisor `counts[i]`, whatever the tensor's channel. */
  readonly encoder: OutputEncoder;
}

/** Sum or difference of two stored tensors. */
export interface AdditionStep extends StepBase {
  readonly kind: 'addition';
  readonly node: BinaryNode;
  /** Of each input; the sign of a difference is in the entries. */
  readonly operands: readonly [LinearOperand, LinearOperand];
  readonly sumBits: number;
  /** Channel 0 serves all. */
  readonly encoder: OutputEncoder;
}

/** Element-wise operation on one tensor as a table of codes. */
export interface LookupStep extends StepBase {
  readonly kind: 'lookup';
  readonly node: GraphNode;
  /** `tables[channel][code]`: one for all channels, or one a channel. */
  readonly tables: readonly Uint16Array[];
}

/** Operation behind the logits, done outside the accelerator on real numbers (float32); stored inputs are decoded. */
export interface HostStep extends StepBase {
  readonly kind: 'host';
  readonly node: GraphNode;
  readonly shape: Shape;
  readonly constants: ReadonlyMap<string, Tensor>;
}

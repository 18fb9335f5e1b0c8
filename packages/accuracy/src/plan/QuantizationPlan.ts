import type { Numerics } from '@bitscape/design';
import type { NumberFormat } from '@bitscape/quantization';
import type { FakeQuantizer } from '../tensorflow/quantizeKernel.js';

/** How one stored tensor is quantized. */
export interface ActivationQuantization {
  readonly tensor: string;
  readonly format: NumberFormat;
  /** Real value of the level 1. */
  readonly scale: number;
  readonly quantizer: FakeQuantizer;
}

/** How the weights of one layer are quantized. */
export interface WeightQuantization {
  readonly layer: string;
  /** Name of the constant. */
  readonly constant: string;
  readonly format: NumberFormat;
  /** One scale, or one an output channel. */
  readonly scales: Float64Array;
  /** Representable real values, in the constant's layout. */
  readonly values: Float32Array;
}

/** Everything that turns a float network into a quantized one. */
export interface QuantizationPlan {
  /** What the plan was made for; its arithmetic is for engines that model it. */
  readonly numerics: Numerics;
  /** By tensor name: one for every tensor that enters storage. */
  readonly activations: ReadonlyMap<string, ActivationQuantization>;
  /** By the name of the layer's convolution or dense node. */
  readonly weights: ReadonlyMap<string, WeightQuantization>;
}

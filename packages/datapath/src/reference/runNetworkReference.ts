import { BitscapeError } from '@bitscape/errors';
import { elementCount, type Shape } from '@bitscape/network';
import { buildQuantizer } from '@bitscape/quantization';
import type { NetworkDatapath, NetworkStep } from '../network/NetworkDatapath.js';
import { runAddition } from './runAddition.js';
import { runAverage } from './runAverage.js';
import { runCopy } from './runCopy.js';
import { runHost, type RealTensor } from './runHost.js';
import type { CodeTensor } from './runLayer.js';
import { runLayerStep } from './runLayerStep.js';
import { runLookup } from './runLookup.js';

export interface NetworkRunOptions {
  /** Keeps the codes of every stored tensor and every sum. */
  readonly trace?: boolean;
}

export interface NetworkRun {
  readonly images: number;
  /** `images * product(output shape)` values. */
  readonly logits: Float64Array;
  /** With `trace`: codes of every stored tensor, by name. */
  readonly codes?: ReadonlyMap<string, CodeTensor>;
  /**
   * With `trace`, by the name of the tensor written: accumulators of layers (residual and bias not yet added), sums of averages and
   * additions.
   */
  readonly accumulators?: ReadonlyMap<string, Float64Array>;
}

/** What one step leaves behind. */
export interface StepResult {
  readonly codes?: CodeTensor;
  /** Values outside the accelerator. */
  readonly reals?: RealTensor;
  readonly accumulators?: Float64Array;
}

/** Tensors computed so far. */
export interface NetworkState {
  readonly datapath: NetworkDatapath;
  readonly codes: ReadonlyMap<string, CodeTensor>;
  readonly reals: ReadonlyMap<string, RealTensor>;
}

/**
 * Runs a whole network on codes, in plain loops: the bit-exact reference for RTL and faster engines. Slow.
 *
 * @param pixels normalised images, channels last, one after the other
 * @throws {BitscapeError} `usage` if the pixels are not whole images
 */
export function runNetworkReference(datapath: NetworkDatapath, pixels: Float32Array, options: NetworkRunOptions = {}): NetworkRun {
  const { input, output } = datapath;
  const images = pixels.length / elementCount(input.shape);
  if (!Number.isInteger(images) || images < 1) {
    throw new BitscapeError('usage', `runNetworkReference: ${pixels.length} pixel values are not whole images of ${elementCount(input.shape)}`);
  }
  const first = { shape: withBatch(input.shape, images), codes: new Uint16Array(pixels.length) };
  buildQuantizer(input.format, input.scale, 'search').codes(pixels, first.codes);
  const codes = new Map<string, CodeTensor>([[input.name, first]]);
  const reals = new Map<string, RealTensor>();
  const accumulators = new Map<string, Float64Array>();
  for (const step of datapath.steps) {
    const result = runStep({ datapath, codes, reals }, step, images);
    if (result.codes !== undefined) codes.set(step.output, result.codes);
    if (result.reals !== undefined) reals.set(step.output, result.reals);
    if (result.accumulators !== undefined) accumulators.set(step.output, result.accumulators);
  }
  const logits = Float64Array.from(reals.get(output.name)!.data);
  return options.trace === true ? { images, logits, codes, accumulators } : { images, logits };
}

function runStep(state: NetworkState, step: NetworkStep, images: number): StepResult {
  const shape = (): number[] => withBatch(state.datapath.tensors.get(step.output)!.shape, images);
  switch (step.kind) {
    case 'layer':
      return runLayerStep(state, step);
    case 'copy':
      return { codes: runCopy(state, step, shape()) };
    case 'average':
      return runAverage(state, step, shape());
    case 'addition':
      return runAddition(state, step);
    case 'lookup':
      return { codes: runLookup(state, step) };
    case 'host':
      return { reals: runHost(state, step, withBatch(step.shape, images)) };
  }
}

function withBatch(shape: Shape, images: number): number[] {
  return [images, ...shape.slice(1)];
}

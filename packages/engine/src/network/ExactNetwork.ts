import type { CodeTensor, NetworkDatapath, NetworkStep } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import { elementCount } from '@bitscape/network';
import { buildQuantizer, type Quantizer } from '@bitscape/quantization';
import { KernelMemory } from '../wasm/KernelMemory.js';
import { additionStep } from './additionStep.js';
import { averageStep } from './averageStep.js';
import { copyStep } from './copyStep.js';
import type { DeviceStep, NetworkPass } from './DeviceStep.js';
import { hostStep } from './hostStep.js';
import { layerStep } from './layerStep.js';
import { lookupStep } from './lookupStep.js';

export interface ExactRun {
  readonly images: number;
  /** `images * product(output shape)` values. */
  readonly logits: Float64Array;
  /** With `trace`: codes of every stored tensor, by name. */
  readonly codes?: ReadonlyMap<string, CodeTensor>;
}

/** Images go through the network in passes of this many, or fewer where their codes would not fit `PASS_BYTES`. */
const PASS_IMAGES = 16;
const PASS_BYTES = 128 * 1024 * 1024;

/** A network on the exact engine: logits of `runNetworkReference`, bit for bit. Weights are packed once. */
export class ExactNetwork {
  /** How each step is executed, in order. */
  readonly methods: readonly { readonly step: string; readonly method: string }[];
  readonly #memory = new KernelMemory();
  readonly #steps: readonly DeviceStep[];
  readonly #quantizer: Quantizer;

  /** @throws {BitscapeError} `unsupported-operator` for a step beyond the engine's limits, naming it */
  constructor(private readonly datapath: NetworkDatapath) {
    this.#steps = datapath.steps.map((step) => this.#prepare(step));
    this.methods = datapath.steps.map(({ name }, i) => ({ step: name, method: this.#steps[i]!.method }));
    this.#quantizer = buildQuantizer(datapath.input.format, datapath.input.scale);
  }

  /**
   * @param pixels normalised images, channels last, one after the other
   * @throws {BitscapeError} `usage` if the pixels are not whole images
   */
  run(pixels: Float32Array, options: { readonly trace?: boolean } = {}): ExactRun {
    const { input, output, tensors } = this.datapath;
    const size = elementCount(input.shape);
    const images = pixels.length / size;
    if (!Number.isInteger(images) || images < 1) {
      throw new BitscapeError('usage', `ExactNetwork.run: ${pixels.length} pixel values are not whole images of ${size}`);
    }
    const classes = elementCount(output.shape);
    const logits = new Float64Array(images * classes);
    const codes = new Map<string, CodeTensor>();
    if (options.trace === true) {
      for (const { name, shape } of tensors.values()) codes.set(name, { shape: [images, ...shape.slice(1)], codes: new Uint16Array(images * elementCount(shape)) });
    }
    const imageBytes = [...tensors.values()].reduce((sum, { shape }) => sum + 2 * elementCount(shape), 0);
    const most = Math.max(1, Math.min(PASS_IMAGES, Math.floor(PASS_BYTES / imageBytes)));
    for (let first = 0; first < images; first += most) {
      const count = Math.min(most, images - first);
      const mark = this.#memory.mark;
      const pass = this.#pass(count);
      this.#quantizer.codes(pixels.subarray(first * size, (first + count) * size), pass.codes(input.name));
      for (const step of this.#steps) step.run(pass);
      logits.set(pass.reals.get(output.name)!.data, first * classes);
      for (const [name, tensor] of codes) tensor.codes.set(pass.codes(name), (first * tensor.codes.length) / images);
      this.#memory.release(mark);
    }
    return options.trace === true ? { images, logits, codes } : { images, logits };
  }

  #pass(images: number): NetworkPass {
    const memory = this.#memory;
    const addresses = new Map<string, number>();
    for (const { name, shape } of this.datapath.tensors.values()) addresses.set(name, memory.allocate(images * elementCount(shape) * 2));
    const address = (tensor: string): number => addresses.get(tensor)!;
    const codes = (tensor: string): Uint16Array => memory.codes(address(tensor), images * elementCount(this.datapath.tensors.get(tensor)!.shape));
    return { memory, images, address, codes, reals: new Map() };
  }

  #prepare(step: NetworkStep): DeviceStep {
    switch (step.kind) {
      case 'layer':
        return layerStep(this.#memory, this.datapath, step);
      case 'copy':
        return copyStep(this.#memory, this.datapath, step);
      case 'average':
        return averageStep(this.#memory, this.datapath, step);
      case 'addition':
        return additionStep(this.#memory, step);
      case 'lookup':
        return lookupStep(step);
      case 'host':
        return hostStep(this.datapath, step);
    }
  }
}

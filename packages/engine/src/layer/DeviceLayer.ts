import { accumulatorRange, type CodeTensor, type LayerGeometry, type MacDatapath, type OutputEncoder } from '@bitscape/datapath';
import { deviceEncoder, type DeviceEncoder, type EncodedLayer } from '../encoder/deviceEncoder.js';
import { planKernel, type KernelPlan } from '../plan/planKernel.js';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import { byteDotKernel } from './byteDotKernel.js';
import { convolutionShape, type ConvolutionShape } from './ConvolutionShape.js';
import { dotKernel } from './dotKernel.js';
import type { LayerKernel } from './LayerKernel.js';
import type { LayerWeights } from './LayerWeights.js';
import { lookupKernel } from './lookupKernel.js';
import type { ResidualTables } from './residualTables.js';
import { selectKernel } from './selectKernel.js';
import { shuffleKernel } from './shuffleKernel.js';
import { winogradKernel } from './winogradKernel.js';
import { runOffsets, windowRuns, type WindowRuns } from './windowRuns.js';

/** What the engine needs of a layer: its hardware, and optionally its encoder and what a residual's codes add. */
export interface EngineLayer {
  readonly mac: MacDatapath;
  readonly encoder?: OutputEncoder;
  readonly residual?: ResidualTables;
}

/** Where a run finds its codes and leaves its results; addresses in the kernels' memory. */
export interface LayerTensors {
  /** Codes (u16), channels last. */
  readonly input: number;
  /** Codes (u16) of the shape of the output. */
  readonly residual?: number;
  /** Codes (u16). Needs an encoder. */
  readonly codes?: number;
  /** Sums (f64), residual added, bias not. */
  readonly sums?: number;
}

/** Bytes of panel and of sums that one pass works on: they should stay in the second-level cache. */
const PASS_BYTES = 192 * 1024;

/** A layer with its weights packed and its encoder's constants in the kernels' memory, for images of any size. */
export class DeviceLayer {
  readonly plan: KernelPlan;
  readonly encoder: DeviceEncoder | undefined;
  readonly #kernel: LayerKernel;
  readonly #runs: WindowRuns;
  readonly #residual: { readonly tables: number; readonly bits: number } | undefined;

  constructor(
    private readonly memory: KernelMemory,
    private readonly layer: EngineLayer,
    private readonly geometry: LayerGeometry,
    private readonly weights: CodeTensor,
  ) {
    const { mac } = layer;
    const [groups, groupInputs] = geometry.op === 'dense' ? [1, weights.shape[0]!] : [geometry.groups, weights.shape[2]!];
    const channels = weights.shape.at(-1)!;
    const taps: readonly [number, number] = geometry.op === 'dense' ? [1, 1] : [weights.shape[0]!, weights.shape[1]!];
    this.#runs = windowRuns(taps, geometry.op === 'dense' ? [1, 1] : geometry.dilations, groups);
    const window = geometry.op === 'dense' ? undefined : { taps, strides: geometry.strides, dilations: geometry.dilations };
    const packing: LayerWeights = { mac, codes: weights.codes, runs: this.#runs, groups, groupInputs, groupOutputs: channels / groups, ...(window && { window }) };
    this.plan = planKernel(mac, weights.codes, packing, memory.variant);
    this.#kernel = buildKernel(memory, packing, this.plan);
    this.encoder = layer.encoder === undefined ? undefined : deviceEncoder(memory, layer.encoder, channels, this.#encoded(groups));
    this.#residual = layer.residual === undefined ? undefined : { tables: memory.put(layer.residual.entries), bits: layer.residual.bits };
  }

  /** @throws {BitscapeError} `internal` if the input does not fit the weights */
  shape(input: readonly number[]): ConvolutionShape {
    return convolutionShape(this.geometry, input, this.weights.shape);
  }

  /** Runs over all images of a tensor. Scratch memory is released on return. */
  run(shape: ConvolutionShape, tensors: LayerTensors): void {
    const { memory } = this;
    const kernel = this.#kernel;
    const mark = memory.mark;
    const { groups, groupInputs, groupOutputs, height, width, outHeight, outWidth, strides, dilations, kernel: taps } = shape;
    const channels = groups * groupOutputs;
    const lanes = Math.min(kernel.lanes(shape), shape.images);
    const [tileRows, tileColumns] = kernel.tile;
    const whole = (rows: number): number => Math.ceil(rows / tileRows) * tileRows;
    const columns = (Math.ceil(outWidth / tileColumns) * tileColumns - 1) * strides[1] + (taps[1] - 1) * dilations[1] + 1;
    const rowBytes = columns * kernel.pixelBytes;
    const window = (taps[0] - 1) * dilations[0] + 1;
    const sumBytes = lanes * outWidth * groups * kernel.stride * (kernel.wide ? 8 : 4);
    const perPanel = Math.floor((PASS_BYTES / rowBytes - window) / strides[0]) + 1;
    const perPass = Math.floor(PASS_BYTES / Math.max(sumBytes, lanes * kernel.rowBytes(outWidth)));
    const band = Math.min(whole(outHeight), Math.max(tileRows, Math.floor(Math.min(perPanel, perPass) / tileRows) * tileRows));
    const offsets = runOffsets(this.#runs, taps[1], dilations, rowBytes, kernel.pixelBytes);
    const steps = { row: strides[0] * rowBytes, pixel: strides[1] * kernel.pixelBytes, runs: memory.put(offsets), runCount: this.#runs.count };
    const panel = memory.allocate(lanes * ((band - 1) * strides[0] + window) * rowBytes);
    const sums = memory.allocate(band * sumBytes);
    const exact = tensors.sums === undefined ? memory.allocate(band * outWidth * channels * 8) : 0;
    const imageBytes = height * width * groups * groupInputs * 2;
    for (let first = 0; first < shape.images; first += lanes) {
      const images = Math.min(lanes, shape.images - first);
      for (let y = 0; y < outHeight; y += band) {
        const rows = Math.min(band, outHeight - y);
        const region = { firstRow: y * strides[0] - shape.top, rows: (whole(rows) - 1) * strides[0] + window, columns };
        kernel.expand(tensors.input + first * imageBytes, panel, images, shape, region);
        kernel.sum(panel, rows, images, shape, steps, sums);
        for (let image = 0; image < images; image++) {
          const pixel = ((first + image) * outHeight + y) * outWidth;
          this.#finish(sums + (image * sumBytes * rows) / lanes, rows * outWidth, pixel, channels, tensors, exact);
        }
      }
    }
    memory.release(mark);
  }

  /** What the encoder may rely on, if the kernel's sums are integers of 32 bits. */
  #encoded(groups: number): EncodedLayer | undefined {
    if (this.#kernel.wide) return undefined;
    const { mac, residual } = this.layer;
    const { overflow } = this.plan;
    const { min: least, max: greatest } = accumulatorRange(mac.accumulator);
    return { groups, range: overflow === 'impossible' ? this.plan.bounds : { least, greatest }, wrapBits: overflow === 'wraps' ? mac.accumulator.bits : 32, ...(residual && { residual }) };
  }

  /** Sums of one image's rows to their destination: wrapped, residual added, encoded. */
  #finish(sums: number, pixels: number, first: number, channels: number, tensors: LayerTensors, scratch: number): void {
    const { kernels } = this.memory;
    const { mac } = this.layer;
    const target = tensors.sums === undefined ? scratch : tensors.sums + first * channels * 8;
    const wrapBits = this.plan.overflow === 'wraps' ? mac.accumulator.bits : 0;
    const groups = this.geometry.op === 'dense' ? 1 : this.geometry.groups;
    const residual = tensors.residual === undefined ? 0 : tensors.residual + first * channels * 2;
    const { stride, wide } = this.#kernel;
    const whole = (residual !== 0) === (this.layer.residual !== undefined);
    if (whole && tensors.sums === undefined && tensors.codes !== undefined && this.encoder?.encodeSums !== undefined) {
      this.encoder.encodeSums({ address: sums, stride }, tensors.codes + first * channels * 2, pixels, residual);
      return;
    }
    kernels.sumRows(
      ...[sums, target, pixels, groups, channels / groups, stride, wide ? 1 : 0, wrapBits],
      ...[residual, this.#residual?.tables ?? 0, this.#residual?.bits ?? 0],
    );
    if (tensors.codes !== undefined) this.encoder!.encode(target, tensors.codes + first * channels * 2, pixels);
  }
}

function buildKernel(memory: KernelMemory, weights: LayerWeights, { kernel }: KernelPlan): LayerKernel {
  switch (kernel.kind) {
    case 'dot':
      return dotKernel(memory, weights, kernel.factors);
    case 'winograd':
      return winogradKernel(memory, weights, kernel.transform);
    case 'clampedDot':
      return dotKernel(memory, weights, kernel.factors, accumulatorRange(weights.mac.accumulator));
    case 'byteDot':
      return byteDotKernel(memory, weights, kernel.factors, kernel.seven);
    case 'select':
      return selectKernel(memory, weights, kernel.factors, kernel.terms);
    case 'shuffle':
      return shuffleKernel(memory, weights, kernel.planes);
    case 'lookup':
      return lookupKernel(memory, weights, kernel.wide ? 'double' : 'int32');
    case 'ordered':
      return lookupKernel(memory, weights, 'ordered');
  }
}

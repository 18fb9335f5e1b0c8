import { encoderThresholds, type LogEncoderParameters, type OutputEncoder, type RequantizerParameters } from '@bitscape/datapath';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import type { ResidualTables } from '../layer/residualTables.js';
import { bucketSums } from './bucketSums.js';
import { highProducts, type SumRange } from './highProducts.js';
import { thresholdBuckets } from './thresholdBuckets.js';

/** An output encoder with its constants in the kernels' memory. */
export interface DeviceEncoder {
  readonly method: 'requantize' | 'buckets' | 'thresholds';
  /** Codes (u16) of sums (f64), `[pixel][channel]` both. */
  encode(sums: number, target: number, pixels: number): void;
  /** The same from a kernel's sums, residual included; absent where the encoder needs doubles. */
  readonly encodeSums?: (sums: KernelSums, target: number, pixels: number, residual: number) => void;
}

/** Sums (i32) as a kernel leaves them: `[pixel][group][stride]`. */
export interface KernelSums {
  readonly address: number;
  readonly stride: number;
}

/** What is known of the layer in front of an encoder. */
export interface EncodedLayer {
  readonly groups: number;
  readonly range: SumRange;
  /** Bits that sums (i32) are wrapped to; 32: they are right as they are. */
  readonly wrapBits: number;
  readonly residual?: ResidualTables;
}

/** Doubles hold `(sum + bias) * multiplier` with half a unit added. */
const EXACT_BITS = 52;
/** Codes are clamped in 16 signed bits. */
const MAX_OUTPUT_BITS = 15;
/** Channels that the kernel encodes at once. */
const BLOCK = 8;

/**
 * The formula of a requantizer where doubles are exact; else the thresholds of each channel, found by the leading bits of the sum where these
 * separate them (logarithmic outputs without sign), or by binary search.
 *
 * @param channels of the tensor; an encoder of one channel serves all
 * @param layer given where the sums of a kernel are to be encoded too
 */
export function deviceEncoder(memory: KernelMemory, encoder: OutputEncoder, channels: number, layer?: EncodedLayer): DeviceEncoder {
  const formula = requantizer(memory, encoder, channels, layer);
  if (formula !== undefined) return formula;
  const own = Array.from({ length: Math.min(channels, encoder.channels) }, (_, channel) => encoderThresholds(encoder, channel));
  const rows = Array.from({ length: channels }, (_, channel) => own[channel % own.length]!);
  const { bias } = encoder.parameters as Partial<LogEncoderParameters>;
  const perChannel = Float64Array.from(rows, (_, channel) => bias?.[channel % own.length] ?? 0);
  return bucketed(memory, encoder, rows, perChannel, layer) ?? searched(memory, encoder, rows);
}

function requantizer(memory: KernelMemory, encoder: OutputEncoder, channels: number, layer: EncodedLayer | undefined): DeviceEncoder | undefined {
  const { output, family, accumulatorBits } = encoder;
  if (family !== 'requantizer') return undefined;
  const { bias, multiplier, shift, multiplierBits } = encoder.parameters as RequantizerParameters;
  const mask = 2 ** output.bits - 1;
  const plain = output.levels.every((_, rank) => output.codeOf(rank) === ((rank - output.zeroRank) & mask));
  if (!plain || accumulatorBits + multiplierBits > EXACT_BITS) return undefined;
  const [lowest, highest] = encoder.rankRange ?? [0, output.levels.length - 1];
  // One entry more: the kernel reads pairs.
  const column = (entry: (channel: number) => number): number =>
    memory.put(Float64Array.from({ length: channels + 1 }, (_, i) => entry(Math.min(i, channels - 1) % encoder.channels)));
  const biases = column((i) => bias[i]!);
  const multipliers = column((i) => multiplier[i]!);
  const halves = column((i) => (shift[i] === 0 ? 0 : 2 ** (shift[i]! - 1)));
  const scales = column((i) => 2 ** -shift[i]!);
  const limits = [lowest - output.zeroRank, highest - output.zeroRank, mask] as const;
  const parameters = [biases, multipliers, halves, scales, ...limits];
  const encodeSums = layer === undefined || output.bits > MAX_OUTPUT_BITS ? undefined : highProductEncoder(memory, encoder, channels, layer, limits);
  return {
    method: 'requantize',
    encode(sums, target, pixels) {
      memory.kernels.requantizeRows(sums, target, pixels, channels, ...parameters);
    },
    ...(encodeSums && { encodeSums }),
  };
}

function highProductEncoder(
  memory: KernelMemory,
  encoder: OutputEncoder,
  channels: number,
  { groups, range, wrapBits, residual }: EncodedLayer,
  limits: readonly number[],
): DeviceEncoder['encodeSums'] {
  const found = highProducts(encoder, channels, range, residual);
  if (found === undefined) return undefined;
  const groupOutputs = channels / groups;
  const padded = Math.ceil(groupOutputs / BLOCK) * BLOCK;
  const entries = found.offsets.length / channels;
  const multipliers = new Int32Array(groups * padded);
  const offsets = new BigInt64Array(groups * padded * entries);
  for (let group = 0; group < groups; group++) {
    const [from, to] = [group * groupOutputs, (group + 1) * groupOutputs];
    multipliers.set(found.multipliers.subarray(from, to), group * padded);
    offsets.set(found.offsets.subarray(from * entries, to * entries), group * padded * entries);
  }
  const addresses = [memory.put(multipliers), memory.put(offsets)];
  return ({ address, stride }, target, pixels, codes) => {
    memory.kernels.highProductRows(address, target, pixels, groups, groupOutputs, stride, 32 - wrapBits, found.down, ...addresses, codes, residual?.bits ?? 0, ...limits);
  };
}

/** Thresholds of each channel, all finite ones and one infinite behind; `bias` is added to sums before they are compared. */
function bucketed(memory: KernelMemory, { output }: OutputEncoder, rows: readonly Float64Array[], bias: Float64Array, layer: EncodedLayer | undefined): DeviceEncoder | undefined {
  const shifted = rows.map((row, channel) => row.map((threshold) => threshold + bias[channel]!));
  const found = thresholdBuckets(shifted, 'float64');
  if (found === undefined) return undefined;
  const channels = rows.length;
  const ranks = output.levels.length;
  const all = new Float64Array(channels * ranks).fill(Infinity);
  shifted.forEach((row, channel) => all.set(row, channel * ranks));
  const addresses = [memory.put(bias), memory.put(found.bases), memory.put(found.ranks), found.perChannel - 1, memory.put(all), ranks, found.mantissa, codesOfRanks(memory, output)];
  const encodeSums = layer === undefined ? undefined : bucketSums(memory, output, shifted, bias, layer);
  return {
    method: 'buckets',
    encode(sums, target, pixels) {
      memory.kernels.bucketRows(sums, target, pixels, channels, ...addresses);
    },
    ...(encodeSums && { encodeSums }),
  };
}

function searched(memory: KernelMemory, { output }: OutputEncoder, rows: readonly Float64Array[]): DeviceEncoder {
  const steps = Math.ceil(Math.log2(output.levels.length));
  const length = 2 ** steps - 1;
  const all = new Float64Array(rows.length * length).fill(Infinity);
  rows.forEach((row, channel) => all.set(row, channel * length));
  const address = memory.put(all);
  const table = codesOfRanks(memory, output);
  return {
    method: 'thresholds',
    encode(sums, target, pixels) {
      memory.kernels.thresholdRows(sums, target, pixels, rows.length, address, steps, table);
    },
  };
}

function codesOfRanks(memory: KernelMemory, output: OutputEncoder['output']): number {
  return memory.put(Uint16Array.from(output.levels, (_, rank) => output.codeOf(rank)));
}

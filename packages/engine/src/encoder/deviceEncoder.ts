import { encoderThresholds, type OutputEncoder, type RequantizerParameters } from '@bitscape/datapath';
import type { KernelMemory } from '../wasm/KernelMemory.js';

/** An output encoder with its constants in the kernels' memory. */
export interface DeviceEncoder {
  readonly method: 'requantize' | 'thresholds';
  /** Codes (u16) of sums (f64), `[pixel][channel]` both. */
  encode(sums: number, target: number, pixels: number): void;
}

/** Doubles hold `(sum + bias) * multiplier` with half a unit added. */
const EXACT_BITS = 52;

/**
 * The formula of a requantizer where doubles are exact, else binary search in the thresholds of each channel.
 *
 * @param channels of the tensor; an encoder of one channel serves all
 */
export function deviceEncoder(memory: KernelMemory, encoder: OutputEncoder, channels: number): DeviceEncoder {
  return requantizer(memory, encoder, channels) ?? thresholds(memory, encoder, channels);
}

function requantizer(memory: KernelMemory, encoder: OutputEncoder, channels: number): DeviceEncoder | undefined {
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
  return {
    method: 'requantize',
    encode(sums, target, pixels) {
      memory.kernels.requantizeRows(
        ...[sums, target, pixels, channels, biases, multipliers, halves, scales],
        ...[lowest - output.zeroRank, highest - output.zeroRank, mask],
      );
    },
  };
}

function thresholds(memory: KernelMemory, encoder: OutputEncoder, channels: number): DeviceEncoder {
  const { output } = encoder;
  const steps = Math.ceil(Math.log2(output.levels.length));
  const row = 2 ** steps - 1;
  const all = new Float64Array(channels * row).fill(Infinity);
  for (let channel = 0; channel < channels; channel++) {
    if (channel < encoder.channels) all.set(encoderThresholds(encoder, channel), channel * row);
    else all.copyWithin(channel * row, (channel % encoder.channels) * row, ((channel % encoder.channels) + 1) * row);
  }
  const address = memory.put(all);
  const table = memory.put(Uint16Array.from(output.levels, (_, rank) => output.codeOf(rank)));
  return {
    method: 'thresholds',
    encode(sums, target, pixels) {
      memory.kernels.thresholdRows(sums, target, pixels, channels, address, steps, table);
    },
  };
}

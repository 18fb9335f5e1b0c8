import type { NumberFormat } from '@bitscape/quantization';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import type { DeviceEncoder, EncodedLayer } from './deviceEncoder.js';
import { FLOAT32_MANTISSA, thresholdBuckets } from './thresholdBuckets.js';

/** Channels that the kernel encodes at once. */
const BLOCK = 4;
/** Sums and thresholds below it leave room for what is added: no value overflows 32 bits. */
const LIMIT = 2 ** 29;

/**
 * Thresholds found by the leading bits of sums in 32 bits. Undefined where thresholds lie too close, or too far out, for that.
 *
 * @param rows thresholds of each channel for `sum + residual + bias`, ascending, infinite ones last
 */
export function bucketSums(memory: KernelMemory, output: NumberFormat, rows: readonly Float64Array[], bias: Float64Array, layer: EncodedLayer): DeviceEncoder['encodeSums'] {
  const { groups, range, wrapBits, residual } = layer;
  const finite = rows.map((row) => row.filter((threshold) => threshold < Infinity));
  if (Math.max(-range.least, range.greatest) >= LIMIT || finite.some((row) => row.some((threshold) => Math.abs(threshold) >= LIMIT))) return undefined;
  const found = thresholdBuckets(rows, 'float32');
  if (found === undefined) return undefined;

  const channels = rows.length;
  const groupOutputs = channels / groups;
  const padded = Math.ceil(groupOutputs / BLOCK) * BLOCK;
  const codes = residual === undefined ? 1 : 2 ** residual.bits;
  const { perChannel } = found;
  const addends = new Int32Array(groups * padded * codes);
  const bases = new Int32Array(groups * padded);
  const buckets = new Int32Array(groups * padded * perChannel * 2);
  for (let channel = 0; channel < channels; channel++) {
    const at = Math.floor(channel / groupOutputs) * padded + (channel % groupOutputs);
    const thresholds = finite[channel]!;
    // Beyond these every sum has the last or the first code, whatever more is added.
    const [most, fewest] = [Math.max(0, (thresholds.at(-1) ?? 0) - range.least), Math.min(0, (thresholds[0] ?? 0) - 1 - range.greatest)];
    for (let code = 0; code < codes; code++) {
      const added = bias[channel]! + (residual === undefined ? 0 : residual.entries[channel * codes + code]!);
      addends[at * codes + code] = Math.min(most, Math.max(fewest, added));
    }
    bases[at] = found.bases[channel]!;
    for (let bucket = 0; bucket < perChannel; bucket++) {
      const rank = found.ranks[channel * perChannel + bucket]!;
      const above = Math.min(rank + 1, output.levels.length - 1);
      const entry = (at * perChannel + bucket) * 2;
      buckets[entry] = thresholds[rank] ?? 2 ** 31 - 1;
      buckets[entry + 1] = output.codeOf(rank) | (output.codeOf(above) << 16);
    }
  }
  const addresses = [memory.put(addends), memory.put(bases), memory.put(buckets), perChannel - 1, FLOAT32_MANTISSA - found.mantissa];
  return ({ address, stride }, target, pixels, stored) => {
    memory.kernels.bucketSums(address, target, pixels, groups, groupOutputs, stride, 32 - wrapBits, ...addresses, stored, residual?.bits ?? 0);
  };
}

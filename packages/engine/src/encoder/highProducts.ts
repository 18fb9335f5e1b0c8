import type { OutputEncoder, RequantizerParameters } from '@bitscape/datapath';
import type { ResidualTables } from '../layer/residualTables.js';

/** A requantizer as `level = (sum * multiplier + offset) >> (32 + down)` in 64 bits, before clamping. */
export interface HighProducts {
  readonly down: number;
  readonly multipliers: Int32Array;
  /** `[channel]`, or `[channel][residual code]`. */
  readonly offsets: BigInt64Array;
}

/** Sums that a layer can reach, without its residual. */
export interface SumRange {
  readonly least: number;
  readonly greatest: number;
}

const WORD_BITS = 32;
/** Shift of a multiplier of 16 bits that fills 31. */
const LEAST_SHIFT = 17;
const MULTIPLIER_LIMIT = 2 ** 31;
const PRODUCT_LIMIT = 2 ** 62;
/** Levels between the extreme sums of a channel whose shift exceeds 32: more are not worth the proof. */
const MAX_LEVELS = 1024n;

/**
 * Constants of every channel, or undefined where a channel has none.
 *
 * `floor((sum + add) * m / 2^s + 1/2) = (sum * M + add * M + 2^(t - 1)) >> t` for `M = m * 2^(t - s)`, if that is an integer; `t` is made as large as
 * the channel with the least shift allows. Where `s > t`, the gain is so small that few levels are in reach: M is rounded, and the
 * offset is taken from the interval in which every step between two levels stays where it is; the interval can be empty.
 */
export function highProducts(encoder: OutputEncoder, channels: number, range: SumRange, residual?: ResidualTables): HighProducts | undefined {
  const { bias, multiplier, shift } = encoder.parameters as RequantizerParameters;
  const codes = residual === undefined ? 1 : 2 ** residual.bits;
  const multipliers = new Int32Array(channels);
  const offsets = new BigInt64Array(channels * codes);
  const widest = Math.max(-range.least, range.greatest);
  const down = Math.max(0, Math.min(Math.max(...shift) - WORD_BITS, Math.min(...shift) - LEAST_SHIFT));
  const total = WORD_BITS + down;
  for (let channel = 0; channel < channels; channel++) {
    const own = channel % encoder.channels;
    const added = Array.from({ length: codes }, (_, code) => bias[own]! + (residual === undefined ? 0 : residual.entries[channel * codes + code]!));
    const [m, s] = [multiplier[own]!, shift[own]!];
    const exact = m * 2 ** (total - s);
    const found = s <= total ? { multiplier: exact, offsets: added.map((value) => wholeOffset(value, exact, total)) } : stepped(m, s, added, range, total);
    if (found === undefined || found.multiplier >= MULTIPLIER_LIMIT) return undefined;
    if (found.offsets.some((offset) => widest * found.multiplier + Math.abs(Number(offset)) >= PRODUCT_LIMIT)) return undefined;
    multipliers[channel] = found.multiplier;
    offsets.set(found.offsets, channel * codes);
  }
  return { down, multipliers, offsets };
}

function wholeOffset(added: number, multiplier: number, total: number): bigint {
  const half = 2 ** (total - 1);
  const product = added * multiplier + half;
  return Number.isSafeInteger(product) ? BigInt(product) : BigInt(added) * BigInt(multiplier) + BigInt(half);
}

function stepped(m: number, s: number, added: readonly number[], range: SumRange, total: number): { readonly multiplier: number; readonly offsets: bigint[] } | undefined {
  const [factor, power] = [BigInt(m), 2n ** BigInt(s)];
  const rounded = Math.floor(m / 2 ** (s - total));
  for (const multiplier of [rounded, rounded + 1]) {
    const offsets: bigint[] = [];
    for (const value of added) {
      const offset = offsetOf(BigInt(multiplier), factor, power, BigInt(value), BigInt(range.least), BigInt(range.greatest), 2n ** BigInt(total));
      if (offset === undefined) break;
      offsets.push(offset);
    }
    if (offsets.length === added.length) return { multiplier, offsets };
  }
  return undefined;
}

/** An offset with which all sums from `least` to `greatest` have the level `floor((sum + added) * factor / power + 1/2)`. */
function offsetOf(multiplier: bigint, factor: bigint, power: bigint, added: bigint, least: bigint, greatest: bigint, unit: bigint): bigint | undefined {
  const level = (sum: bigint): bigint => floorDivide((sum + added) * factor + power / 2n, power);
  const [first, last] = [level(least), level(greatest)];
  if (last - first > MAX_LEVELS) return undefined;
  let low = first * unit - least * multiplier;
  let high = (last + 1n) * unit - greatest * multiplier - 1n;
  for (let next = first + 1n; next <= last; next++) {
    // The least sum of level `next`.
    const step = -floorDivide(power / 2n - next * power, factor) - added;
    const atStep = next * unit - step * multiplier;
    if (atStep > low) low = atStep;
    if (atStep + multiplier - 1n < high) high = atStep + multiplier - 1n;
  }
  return low <= high ? low : undefined;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}
